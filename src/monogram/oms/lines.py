"""What happens to the lines of a locked order: pieces leave, are cancelled, are made again. Statuses follow pieces."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from monogram.oms import batches, stock
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
    news = [one for one in news if one.item.status != one.to]
    if not any(one.to == ItemStatus.DISPATCHED for one in news):
        return news
    contents, old = queries.parcel_contents(order), queries.old_news(order)
    return [one for one in news if not _is_known(one, contents, old)]


def _is_known(one: LineNews, contents: Container[tuple[str, int, int]], old: Container[tuple[str, int]]) -> bool:
    """Whether a parcel of the same number has left with just as many pieces of the line, or before a reprint of it.

    All that is left is new otherwise, also in a parcel that is known: had it been told before, nothing would be left.
    """
    if one.to != ItemStatus.DISPATCHED:
        return False
    number = queries.same_number(one.parcel.tracking)
    return (number, one.item.pk) in old or (number, one.item.pk, one.quantity) in contents


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
    parcels: dict[Parcel, tuple[Parcel, dict[int, int]]] = {}
    for one in news:
        if one.to == ItemStatus.DISPATCHED:
            quantity = outstanding.get(one.item.pk, 0) if one.quantity is None else one.quantity
            same = replace(one.parcel, tracking=queries.same_number(one.parcel.tracking))
            parcels.setdefault(same, (one.parcel, {}))[1][one.item.pk] = quantity
    if parcels:
        _dispatch(order, list(parcels.values()))
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
    _dispatch(order, [(parcel, quantities)])


def _dispatch(order: Order, parcels: Sequence[tuple[Parcel, Mapping[int, int]]]) -> None:
    has_left, new = queries.has_left(order), []
    for parcel, quantities in parcels:
        keep_parcel(order, parcel, has_left=has_left)
        has_left = has_left or any(quantities.values())
        carrier, method = parcel.carrier or order.shipping_carrier, parcel.method or order.shipping_method
        new.append(services.NewParcel(quantities, parcel.tracking, carrier, method, parcel.tracking_url))
    services.record_shipments(order=order, parcels=new)
    _settle(order, {line for _, quantities in parcels for line in quantities}, still_open=ItemStatus.IN_PRODUCTION)


def follow_pieces(order: Order, lines: Collection[int]) -> None:
    """Lines, by id, get the status of their pieces, after a parcel of them was made or voided."""
    _settle(order, lines, still_open=ItemStatus.IN_PRODUCTION)


def note_numbers(order: Order, told: Sequence[tuple[Parcel, int | None]]) -> list[str]:
    """Numbers of parcels that left before, each told of a line, or of the whole order (None). Those that are new.

    A number goes to the parcel that left without one, with that line in it, if there is just one: which of several
    it belongs to is not guessed. A number that finds none is that of a further parcel, of unknown pieces.
    """
    if not any(parcel.tracking.strip() for parcel, _ in told):
        return []
    known, numberless = queries.numbers_of(order), queries.parcels_without_number(order)
    of_line: dict[int | None, list[int]] = {None: list(numberless)}
    for shipment, its_lines in numberless.items():
        for line in its_lines:
            of_line.setdefault(line, []).append(shipment)
    new: dict[str, Parcel] = {}
    owners: dict[int, str] = {}
    for parcel, told_of in told:
        number = queries.same_number(parcel.tracking)
        if not number or number in known:
            continue
        new.setdefault(number, parcel)
        candidates = of_line.get(told_of, [])
        if len(candidates) == 1:
            owners.setdefault(candidates[0], number)
    _give_numbers(order, new, owners)
    return [parcel.tracking.strip() for parcel in new.values()]


def _give_numbers(order: Order, new: Mapping[str, Parcel], owners: Mapping[int, str]) -> None:
    """`owners` has the number of each parcel, by its id, that was found for one of the new numbers."""
    services.complete_tracking(
        {shipment: (new[number].tracking, new[number].tracking_url) for shipment, number in owners.items()}
    )
    has_left = queries.has_left(order)
    for parcel in new.values():
        keep_parcel(order, parcel, has_left=has_left)
    owned = set(owners.values())
    if further := [parcel for number, parcel in new.items() if number not in owned]:
        _dispatch(order, [(parcel, {}) for parcel in further])


def keep_parcel(order: Order, parcel: Parcel, *, has_left: bool | None = None) -> None:
    """The order shows its first parcel: what is known of a later one stands with that parcel alone."""
    if queries.has_left(order) if has_left is None else has_left:
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
    pieces = queries.pieces_of(order)
    outstanding = {line: count.outstanding for line, count in pieces.items() if count.outstanding}
    cancelled = {line: count for line, count in outstanding.items() if lines is None or line in lines}
    services.record_cancellations(cancelled)
    stock.give_back(order, cancelled, pieces)
    _settle(order, outstanding if lines is None else lines)


def make_again(order: Order, quantities: Mapping[int, int]) -> None:
    """Lines begin anew; of those that have left, so many pieces, by line id, are to leave once more."""
    services.record_reprints(quantities)
    batches.begin_anew(quantities)
    stock.take_again(order, quantities)
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
    settled: dict[ItemStatus, list[int]] = {}
    for line in lines:
        gone = ItemStatus.DISPATCHED if pieces[line].left else ItemStatus.CANCELLED
        settled.setdefault(still_open if pieces[line].outstanding else gone, []).append(line)
    for status, of_status in settled.items():
        order.items.filter(pk__in=of_status).update(status=status)
    if over := [line for line in lines if not pieces[line].outstanding]:
        batches.lines_are_over(over)
