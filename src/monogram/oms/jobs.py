"""The work that follows an order, in the background. Each job can run twice and does its work once."""

from __future__ import annotations

from django_tasks import task

from monogram.common.errors import MonogramError
from monogram.common.http import TimedOutError, UnreachableError
from monogram.oms.deliver import send_to_supplier
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM


@task()
def prepare_order(order_id: int) -> None:
    """Make the artwork of an order, then send it to its supplier.

    The artwork is made at once also for an order on hold: what was bought is frozen then. An item whose artwork
    cannot be made is an administrative error; a host that does not answer is tried again by the job's own retries.
    """
    from monogram.artwork import services as artwork

    order = Order.objects.get(pk=order_id)
    if order.has_error or order.status not in {OrderStatus.RECEIVED, OrderStatus.ON_HOLD}:
        return
    try:
        for item in order.items.select_related("product", "variant", "print_job", "sample"):
            artwork.prepare_item(item)
    except (UnreachableError, TimedOutError):
        raise
    except MonogramError as error:
        message = f"Artwork could not be made: {error.text}"
        change_status(order_id=order_id, to=OrderStatus.QC_QUERY, actor=PLATFORM, error_message=message)
        return
    # Asked again: rendering takes seconds, in which someone may have cancelled the order or put it on hold.
    if Order.objects.filter(pk=order_id, status=OrderStatus.RECEIVED).exists():
        send_to_supplier(order_id)
