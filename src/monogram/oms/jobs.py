"""The work that follows an order, in the background. Each job can run twice and does its work once."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django_tasks import task

from monogram.callbacks.models import Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.jobs.cron import cron
from monogram.oms import (
    order_drops,  # noqa: F401 - as `polling`
    order_files,  # noqa: F401 - as `polling`
    polling,  # noqa: F401 - for its jobs: workers import modules named `jobs` alone
)
from monogram.oms.prepare import LAST_RUN_AFTER, prepare_order
from monogram.oms.push import WAITS_TO_BE_FETCHED, push_instead, send_to_supplier
from monogram.oms.ship import ANSWERED_WITHIN, finish_request
from monogram.oms.status import change_status
from monogram.oms.supplier_messages import target_of
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM
from monogram.shipping.errors import CarrierSilentError
from monogram.shipping.labels import forget_old_labels
from monogram.shipping.models import Shipment, ShipmentState
from monogram.suppliers.queries import Target

logger = logging.getLogger(__name__)

__all__ = ["prepare_order"]  # what waits in queues may name it here

_GRACE = timedelta(hours=1)
_MOST_AT_ONCE = 500
_FORGOTTEN = "The order could not be prepared: its job ended again and again without a result. Release it to try anew"


@cron("*/15 * * * *")
@task()
def hand_over_forgotten_orders() -> None:
    """A net under `prepare_order`: a worker that dies with its job, six times, can tell nobody.

    An order that is with its supplier, or waits to be fetched, has a message. What waited before there was a feed gets
    one now.
    """
    waiting = Order.objects.filter(
        status=OrderStatus.RECEIVED,
        has_error=False,
        supplier__isnull=False,
        updated_at__lt=clock.now() - LAST_RUN_AFTER - _GRACE,
    )
    underway = Delivery.objects.filter(
        order=OuterRef("pk"),
        kind=DeliveryKind.SUPPLIER_PUSH,
        status__in=[DeliveryStatus.PENDING, DeliveryStatus.DELIVERED],
    )
    for order in waiting.exclude(Exists(underway))[:_MOST_AT_ONCE]:
        if order.events.filter(kind=WAITS_TO_BE_FETCHED).exists():
            send_to_supplier(order.pk)
        else:
            change_status(order_id=order.pk, to=OrderStatus.QC_QUERY, actor=PLATFORM, error_message=_FORGOTTEN)


@cron("*/5 * * * *")
@task()
def push_what_waited() -> None:
    """Orders that waited to be fetched when their supplier got an integration are sent."""
    waiting = Delivery.objects.filter(
        channel=Channel.FEED, status=DeliveryStatus.PENDING, order__status=OrderStatus.RECEIVED
    )
    for delivery in waiting.select_related("order").order_by("created_at")[:_MOST_AT_ONCE]:
        if isinstance(target_of(delivery.order), Target):
            push_instead(delivery.order_id)


@cron("*/5 * * * *")
@task()
def finish_requested_shipments() -> None:
    """Labels that were asked for by a process that died, or of a carrier that did not answer."""
    old = Shipment.objects.filter(
        state=ShipmentState.REQUESTED, requested_at__lt=clock.now() - ANSWERED_WITHIN
    ).order_by("requested_at")
    for shipment_id in old.values_list("pk", flat=True)[:_MOST_AT_ONCE]:
        try:
            finish_request(shipment_id, PLATFORM)
        except CarrierSilentError:
            logger.warning("the carrier of shipment %s is still silent", shipment_id)


@cron("17 3 * * *")
@task()
def forget_labels() -> None:
    """Labels hold people's addresses: after 90 days they go."""
    forget_old_labels()
