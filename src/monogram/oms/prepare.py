"""From an order to its supplier: its artwork is made, then it is sent."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django_tasks import task

from monogram.artwork import services as artwork
from monogram.artwork.errors import ArtworkError
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.jobs.retry import RETRY_DELAYS
from monogram.oms import batches, production
from monogram.oms.push import send_to_supplier
from monogram.oms.status import change_status
from monogram.orders.models import DESIGNED_ON, Order, OrderStatus
from monogram.orders.statuses import PLATFORM

logger = logging.getLogger(__name__)

LAST_RUN_AFTER = sum(RETRY_DELAYS, timedelta())
"""When the last run of a job that kept failing begins, counted from the order that asked for it."""


@task()
def prepare_order(order_id: int) -> None:
    """Make the artwork of an order, then send it to its supplier and put it into batches.

    The artwork is made at once also for an order on hold: what was bought is frozen then. A line whose artwork cannot
    be made is an administrative error. Anything else, a host that does not answer for one, is tried again by the
    job's own retries, and becomes an administrative error at the last of them: no order waits where nobody looks.
    """
    order = Order.objects.get(pk=order_id)
    if order.has_error or order.status not in {OrderStatus.RECEIVED, OrderStatus.ON_HOLD}:
        return
    try:
        for item in order.items.select_related("order__company", "variant", *DESIGNED_ON):
            artwork.prepare_item(item)
    except ArtworkError as error:
        _hand_to_staff(order, error)
        return
    except Exception as error:
        if clock.now() - order.creation_datetime < LAST_RUN_AFTER:
            raise
        logger.exception("giving up on the artwork of order %s", order_id)
        _hand_to_staff(order, error)
        return
    # Rendering takes seconds, in which someone may have cancelled the order or put it on hold: both ask again.
    with transaction.atomic():
        send_to_supplier(order_id)
        batches.allocate(order_id)
    production.queue_files()


def _hand_to_staff(order: Order, error: Exception) -> None:
    reason = error.text if isinstance(error, MonogramError) else "an unexpected error, which the log explains"
    change_status(
        order_id=order.pk,
        to=OrderStatus.QC_QUERY,
        actor=PLATFORM,
        error_message=f"Artwork could not be made: {reason}",
    )
