"""Reads of shipments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Sum

from monogram.orders.models import Order
from monogram.shipping.models import (
    Cancellation,
    Reprint,
    Shipment,
    ShipmentItem,
    ShipmentState,
    ShippingMapping,
)

_MADE = ShipmentState.MADE


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
    left = _sums(_left(order))
    cancelled = _sums(Cancellation.objects.filter(order_item__order=order))
    again = _sums(Reprint.objects.filter(order_item__order=order))
    ordered = order.items.order_by("pk").values_list("pk", "quantity")
    return {
        line: Pieces(quantity, left.get(line, 0), cancelled.get(line, 0), again.get(line, 0))
        for line, quantity in ordered
    }


def requested_pieces(order: Order) -> dict[int, int]:
    """Pieces, by line id, in parcels whose carrier has not answered yet: they have not left, but are spoken for."""
    return _sums(ShipmentItem.objects.filter(shipment__order=order, shipment__state=ShipmentState.REQUESTED))


def _left(order: Order) -> QuerySet[ShipmentItem]:
    return ShipmentItem.objects.filter(shipment__order=order, shipment__state=_MADE)


def _sums(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("order_item").annotate(Sum("quantity")))


def has_left(order: Order) -> bool:
    """Whether any piece of the order has been sent off."""
    return _left(order).exists()


def same_number(tracking: str) -> str:
    """A tracking number as it is compared: people write it in capitals or not, and with blanks around it."""
    return tracking.strip().casefold()


def parcel_contents(order: Order) -> set[tuple[str, int, int]]:
    """What has left: the parcel's number (`same_number`), the line, the pieces."""
    values = _left(order).values_list("shipment__tracking", "order_item", "quantity")
    return {(same_number(tracking), line, quantity) for tracking, line, quantity in values}


def numbers_of(order: Order) -> set[str]:
    """The numbers of the order's parcels (`same_number`)."""
    rows = Shipment.objects.filter(order=order, state=_MADE).exclude(tracking="").values_list("tracking", flat=True)
    return {same_number(tracking) for tracking in rows}


def parcels_without_number(order: Order) -> dict[int, set[int]]:
    """The lines in each parcel that left without a number, by its id."""
    parcels: dict[int, set[int]] = {}
    rows = _left(order).filter(shipment__tracking="")
    for parcel, line in rows.values_list("shipment", "order_item"):
        parcels.setdefault(parcel, set()).add(line)
    return parcels


def old_news(order: Order) -> set[tuple[str, int]]:
    """Numbers of parcels (`same_number`) with those lines of them of which some were to be made again since."""
    rows = (
        _left(order)
        .filter(order_item__reprints__asked_at__gte=F("shipment__dispatched_at"))
        .exclude(shipment__tracking="")
    )
    values = rows.values_list("shipment__tracking", "order_item")
    return {(same_number(tracking), line) for tracking, line in values}


def made_again_since(order: Order, tracking: str) -> set[int]:
    """Those lines of which a parcel with this number had left when some were to be made again: it is old news."""
    number = same_number(tracking)
    return {line for parcel, line in old_news(order) if parcel == number}


def unannounced_shipments(order: Order) -> list[Shipment]:
    """The parcels of which no callback has told the shop yet, or not with their number; with lines, oldest first."""
    return list(_with_lines(order).filter(Q(announced_at__isnull=True) | Q(has_new_tracking=True)))


def shipments_of(order: Order) -> list[Shipment]:
    """The order's parcels with their lines, oldest first."""
    return list(_with_lines(order))


def _with_lines(order: Order) -> QuerySet[Shipment]:
    # Order lines by a join: a prefetch would look each up by an OR of its own, and SQLite takes no thousand of them.
    lines = ShipmentItem.objects.select_related("order_item").order_by("pk")
    return Shipment.objects.filter(order=order, state=_MADE).prefetch_related(Prefetch("items", lines)).order_by("id")


def parcels_at_the_desk(order: Order) -> list[Shipment]:
    """Every parcel, also those that wait, failed or were voided, with lines and labels, oldest first."""
    lines = ShipmentItem.objects.select_related("order_item").order_by("pk")
    rows = Shipment.objects.filter(order=order).select_related("connection")
    return list(rows.prefetch_related(Prefetch("items", lines), "labels").order_by("id"))


def unannounced_cancellations(order: Order) -> list[Cancellation]:
    """The cancelled pieces of which no callback has told the shop yet, with their lines, in the lines' order."""
    rows = Cancellation.objects.filter(order_item__order=order, announced_at__isnull=True)
    return list(rows.select_related("order_item").order_by("order_item", "id"))


def shipping_mapping(*, account_id: int | None, retailer_id: int, carrier: str, method: str) -> ShippingMapping | None:
    """What a way of shipping is called at the account's supplier: the account's own rows go before the retailer's."""
    mappings = ShippingMapping.objects.filter(from_carrier=carrier, from_method=method)
    own = mappings.filter(account_id=account_id).first() if account_id else None
    return own or mappings.filter(retailer_id=retailer_id).first()
