"""Recording what left, what will not, and what has to leave again. Callers hold the order's lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from monogram.common import clock
from monogram.orders.models import Order
from monogram.shipping.errors import ShipmentRefusedError
from monogram.shipping.models import Cancellation, Reprint, Shipment, ShipmentItem
from monogram.shipping.queries import pieces_of


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

    `quantities` are pieces by order line id; None stands for everything that is still to leave. A parcel may be
    empty, when all that is known of it is its tracking number. Raises ShipmentRefusedError for lines of another
    order and for more pieces than are still to leave.
    """
    pieces = pieces_of(order)
    if quantities is None:
        quantities = {line: count.outstanding for line, count in pieces.items()}
    for line, quantity in quantities.items():
        if line not in pieces:
            raise ShipmentRefusedError(f"Line {line} is not in order {order.pk}")
        if not 0 <= quantity <= pieces[line].outstanding:
            raise ShipmentRefusedError(f"Of line {line}, {pieces[line].outstanding} are still to leave, not {quantity}")
    shipment = Shipment.objects.create(
        order=order, tracking=tracking, carrier=carrier, method=method, tracking_url=tracking_url
    )
    ShipmentItem.objects.bulk_create(
        ShipmentItem(shipment=shipment, order_item_id=line, quantity=quantity)
        for line, quantity in quantities.items()
        if quantity
    )
    return shipment


def record_cancellations(quantities: Mapping[int, int]) -> None:
    """Pieces, by line id, that will not leave."""
    Cancellation.objects.bulk_create(
        Cancellation(order_item_id=line, quantity=quantity) for line, quantity in quantities.items() if quantity
    )


def record_reprints(quantities: Mapping[int, int]) -> None:
    """Pieces, by line id, that have left and are to leave once more."""
    Reprint.objects.bulk_create(
        Reprint(order_item_id=line, quantity=quantity) for line, quantity in quantities.items() if quantity
    )


def is_tracking_known(order: Order, tracking: str) -> bool:
    """Whether a parcel of the order has this number."""
    return Shipment.objects.filter(order=order, tracking=tracking).exists()


def complete_tracking(
    *, order: Order, tracking: str, tracking_url: str = "", of_lines: Collection[int] | None = None
) -> bool:
    """Give the number to parcels that left without one: all, or those with one of the lines. Whether there were any.

    The shop hears of them anew.
    """
    untracked = Shipment.objects.filter(order=order, tracking="")
    if of_lines is not None:
        untracked = untracked.filter(pk__in=ShipmentItem.objects.filter(order_item__in=of_lines).values("shipment"))
    return untracked.update(tracking=tracking, tracking_url=tracking_url, announced_at=None) > 0


def mark_announced(rows: Iterable[Shipment | Cancellation]) -> None:
    """A status callback tells of these parcels and cancellations; later ones tell of new ones only."""
    now = clock.now()
    for row in rows:
        row.announced_at = now
        row.save(update_fields=["announced_at"])


def forget_announced(shipments: Collection[int]) -> None:
    """The next callback tells of these parcels, by id, as if none had."""
    Shipment.objects.filter(pk__in=shipments).update(announced_at=None)
