"""What happens to the lines of a locked order: pieces leave, are cancelled, are made again. Statuses follow pieces."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import BEFORE_MAKING
from monogram.shipping import queries, services


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is known of a parcel that left. Empty texts leave the order's own as they are."""

    tracking: str = ""
    carrier: str = ""
    method: str = ""
    tracking_url: str = ""


@dataclass(frozen=True, slots=True)
class LineNews:
    """What a message says of one line. Without a quantity it is about all pieces that are still to leave."""

    item: OrderItem
    to: ItemStatus
    quantity: int | None = None
    parcel: Parcel = Parcel()


def only_new(order: Order, news: Sequence[LineNews]) -> list[LineNews]:
    """Without the lines that are there already, and without parcels that are known."""
    return [one for one in news if one.item.status != one.to and not _is_known(order, one)]


def _is_known(order: Order, one: LineNews) -> bool:
    """Whether a parcel of the same number has left with just as many pieces of the line, or before a reprint of it.

    All that is left is new otherwise, also in a parcel that is known: had it been told before, nothing would be left.
    """
    if one.to != ItemStatus.DISPATCHED:
        return False
    if one.parcel.tracking and one.item.pk in queries.made_again_since(order, one.parcel.tracking):
        return True
    if one.quantity is None:
        return False
    return bool(queries.already_in_parcel(order, one.parcel.tracking, {one.item.pk: one.quantity}))


def describe(order: Order, news: Sequence[LineNews]) -> str:
    """What is about to happen to lines, for the history: one line of text each."""
    outstanding = outstanding_of(order)
    return "\n".join(_described(one, outstanding.get(one.item.pk, 0)) for one in news)


def _described(one: LineNews, outstanding: int) -> str:
    quantity = outstanding if one.quantity is None else one.quantity
    step = f"{ItemStatus(one.item.status).label} → {one.to.label}"
    if one.to == ItemStatus.DISPATCHED and quantity < outstanding:
        step = f"{quantity} of {outstanding} pieces dispatched"
    elif one.to in {ItemStatus.DISPATCHED, ItemStatus.CANCELLED}:
        step += f", {quantity} {'piece' if quantity == 1 else 'pieces'}"
    tracking = f", tracking {one.parcel.tracking}" if one.parcel.tracking and one.to != ItemStatus.CANCELLED else ""
    return f"{one.item.external_ref} ({one.item.ref}): {step}{tracking}"


def move(order: Order, news: Sequence[LineNews]) -> None:
    """Do what the news says, each parcel as one. Raises ShipmentRefusedError for more than is still to leave."""
    outstanding = outstanding_of(order)
    parcels: dict[Parcel, dict[int, int]] = {}
    for one in news:
        if one.to == ItemStatus.DISPATCHED:
            quantity = outstanding.get(one.item.pk, 0) if one.quantity is None else one.quantity
            parcels.setdefault(one.parcel, {})[one.item.pk] = quantity
    for parcel, quantities in parcels.items():
        dispatch(order, quantities, parcel)
    if cancelled := [one.item.pk for one in news if one.to == ItemStatus.CANCELLED]:
        cancel(order, cancelled)
    begin(order, [one.item.pk for one in news if one.to == ItemStatus.IN_PRODUCTION])
    ready = order.items.filter(pk__in=[one.item.pk for one in news if one.to == ItemStatus.READY])
    ready.update(status=ItemStatus.READY)


def begin(order: Order, lines: Collection[int] | None = None) -> None:
    """Lines, by id, are in the works; None stands for every one that is ready."""
    ready = order.items.filter(status__in=[ItemStatus.UNKNOWN, ItemStatus.READY])
    (ready if lines is None else ready.filter(pk__in=lines)).update(status=ItemStatus.IN_PRODUCTION)


def dispatch(order: Order, quantities: Mapping[int, int], parcel: Parcel) -> None:
    """Pieces, by line id, leave in one parcel. Raises ShipmentRefusedError for more than are still to leave."""
    keep_parcel(order, parcel)
    services.record_shipment(
        order=order,
        tracking=parcel.tracking,
        carrier=parcel.carrier or order.shipping_carrier,
        method=parcel.method or order.shipping_method,
        tracking_url=parcel.tracking_url,
        quantities=quantities,
    )
    _settle(order, quantities, still_open=ItemStatus.IN_PRODUCTION)


def keep_parcel(order: Order, parcel: Parcel) -> None:
    """The order shows its first parcel: what is known of a later one stands with that parcel alone."""
    if queries.has_left(order):
        parcel = Parcel(
            tracking="" if order.shipping_tracking else parcel.tracking,
            carrier="" if order.shipping_carrier else parcel.carrier,
            method="" if order.shipping_method else parcel.method,
        )
    order.shipping_tracking = parcel.tracking or order.shipping_tracking
    order.shipping_carrier = parcel.carrier or order.shipping_carrier
    order.shipping_method = parcel.method or order.shipping_method


def cancel(order: Order, lines: Collection[int] | None = None) -> None:
    """What has not left of some lines, or of all, will not leave."""
    outstanding = outstanding_of(order)
    services.record_cancellations(
        {line: count for line, count in outstanding.items() if lines is None or line in lines}
    )
    _settle(order, outstanding if lines is None else lines)


def make_again(order: Order, quantities: Mapping[int, int]) -> None:
    """Lines begin anew; of those that have left, so many pieces, by line id, are to leave once more."""
    services.record_reprints(quantities)
    _settle(order, quantities)


def outstanding_of(order: Order) -> dict[int, int]:
    """How many pieces of each line are still to leave, by line id; lines of which none is are left out."""
    return {line: pieces.outstanding for line, pieces in queries.pieces_of(order).items() if pieces.outstanding}


def status_of_order(order: Order, *, is_begun: bool) -> OrderStatus:
    """What the lines together make of their order; `is_begun` if one of them has just been put to work or has left."""
    pieces = queries.pieces_of(order).values()
    if not any(count.outstanding for count in pieces):
        return OrderStatus.DISPATCHED if any(count.left for count in pieces) else OrderStatus.CANCELLED
    if is_begun and order.status in BEFORE_MAKING | {OrderStatus.REPRINT}:
        return OrderStatus.IN_PRODUCTION
    return OrderStatus(order.status)


def _settle(order: Order, lines: Collection[int], still_open: ItemStatus = ItemStatus.READY) -> None:
    """Give lines the status of their pieces: all gone is Dispatched, none ever to go is Cancelled."""
    pieces = queries.pieces_of(order)
    items = list(order.items.filter(pk__in=lines))
    for item in items:
        count = pieces[item.pk]
        if count.outstanding:
            item.status = still_open
        else:
            item.status = ItemStatus.DISPATCHED if count.left else ItemStatus.CANCELLED
    OrderItem.objects.bulk_update(items, ["status"])
