"""Recording what left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Sum

from monogram.common import clock
from monogram.orders.models import ItemStatus, Order
from monogram.shipping.errors import ShipmentRefusedError
from monogram.shipping.models import Shipment, ShipmentItem


@transaction.atomic
def record_shipment(
    *,
    order: Order,
    tracking: str = "",
    carrier: str = "",
    method: str = "",
    tracking_url: str = "",
    quantities: Mapping[int, int] | None = None,
) -> Shipment:
    """Write down one parcel of an order.

    `quantities` are pieces by order line id; None stands for everything that has not left or been cancelled. A line
    may leave again after a reprint, so only more than was ordered in one parcel is refused. A parcel may be empty,
    when all that is known of it is its tracking number. Raises ShipmentRefusedError.
    """
    ordered = dict(order.items.values_list("pk", "quantity"))
    contents = _not_yet_shipped(order) if quantities is None else dict(quantities)
    for item_id, quantity in contents.items():
        if item_id not in ordered:
            raise ShipmentRefusedError(f"Line {item_id} is not in order {order.pk}")
        if not 0 <= quantity <= ordered[item_id]:
            raise ShipmentRefusedError(f"Of line {item_id}, {ordered[item_id]} were ordered and not {quantity}")
    shipment = Shipment.objects.create(
        order=order, tracking=tracking, carrier=carrier, method=method, tracking_url=tracking_url
    )
    ShipmentItem.objects.bulk_create(
        ShipmentItem(shipment=shipment, order_item_id=item_id, quantity=quantity)
        for item_id, quantity in contents.items()
        if quantity
    )
    return shipment


def is_tracking_known(order: Order, tracking: str) -> bool:
    """Whether a parcel of the order has this number."""
    return Shipment.objects.filter(order=order, tracking=tracking).exists()


def complete_tracking(*, order: Order, tracking: str) -> bool:
    """Give the number to the order's parcels that left without one; the shop hears of them anew. Whether any did."""
    untracked = Shipment.objects.filter(order=order, tracking="")
    return untracked.update(tracking=tracking, announced_at=None) > 0


def mark_announced(shipments: Iterable[Shipment]) -> None:
    """A status callback tells of these parcels; later ones tell of new ones only."""
    Shipment.objects.filter(pk__in=[shipment.pk for shipment in shipments]).update(announced_at=clock.now())


def _not_yet_shipped(order: Order) -> dict[int, int]:
    items = order.items.exclude(status=ItemStatus.CANCELLED).annotate(gone=Sum("shipped__quantity"))
    return {item.pk: max(0, item.quantity - (item.gone or 0)) for item in items}
