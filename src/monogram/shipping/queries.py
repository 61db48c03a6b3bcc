"""Reads of shipments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Sum

from monogram.orders.models import Order
from monogram.shipping.models import Cancellation, Reprint, Shipment, ShipmentItem


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many pieces of one line were ordered, and what has become of them."""

    ordered: int
    left: int = 0
    cancelled: int = 0
    again: int = 0
    """Pieces that had left and are made once more."""

    @property
    def outstanding(self) -> int:
        """Pieces that are still to leave."""
        return max(0, self.ordered + self.again - self.cancelled - self.left)


def pieces_of(order: Order) -> dict[int, Pieces]:
    """The pieces of each line by its id."""
    left = _sums(ShipmentItem, order)
    cancelled = _sums(Cancellation, order)
    again = _sums(Reprint, order)
    ordered = order.items.order_by("pk").values_list("pk", "quantity")
    return {
        line: Pieces(quantity, left.get(line, 0), cancelled.get(line, 0), again.get(line, 0))
        for line, quantity in ordered
    }


def _sums(kind: type[ShipmentItem | Cancellation | Reprint], order: Order) -> dict[int, int]:
    rows = kind._default_manager.filter(order_item__order=order).order_by().values_list("order_item")
    return dict(rows.annotate(Sum("quantity")))


def has_left(order: Order) -> bool:
    """Whether any piece of the order has been sent off."""
    return ShipmentItem.objects.filter(order_item__order=order).exists()


def already_in_parcel(order: Order, tracking: str, quantities: Mapping[int, int]) -> set[int]:
    """Those lines of which a parcel with this number holds just as many pieces: the same message, come again."""
    rows = ShipmentItem.objects.filter(shipment__order=order, shipment__tracking=tracking, order_item__in=quantities)
    return {line for line, quantity in rows.values_list("order_item", "quantity") if quantities[line] == quantity}


def made_again_since(order: Order, tracking: str) -> set[int]:
    """Those lines of which a parcel with this number had left when some were to be made again: it is old news."""
    rows = ShipmentItem.objects.filter(
        shipment__order=order,
        shipment__tracking=tracking,
        order_item__reprints__asked_at__gte=F("shipment__dispatched_at"),
    )
    return set(rows.values_list("order_item", flat=True))


def unannounced_shipments(order: Order) -> list[Shipment]:
    """The parcels of which no callback has told the shop yet, with their lines, oldest first."""
    return [shipment for shipment in shipments_of(order) if shipment.announced_at is None]


def shipments_of(order: Order) -> list[Shipment]:
    """The order's parcels with their lines, oldest first."""
    return list(Shipment.objects.filter(order=order).prefetch_related("items__order_item").order_by("id"))


def unannounced_cancellations(order: Order) -> list[Cancellation]:
    """The cancelled pieces of which no callback has told the shop yet, with their lines, in the lines' order."""
    rows = Cancellation.objects.filter(order_item__order=order, announced_at__isnull=True)
    return list(rows.select_related("order_item").order_by("order_item", "id"))
