"""Changing the status of an order or its lines: locked, by the table, with history, and told to the shop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q

from monogram.common import clock
from monogram.oms import batches, lines, refused_news, stock
from monogram.oms.announce import announce
from monogram.oms.lines import LineNews, Parcel
from monogram.oms.updates import tell_supplier
from monogram.orders import queries, services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import (
    COMPLETED,
    PAUSED,
    STAGES,
    Actor,
    Party,
    Standing,
    is_further,
    is_late_news,
    item_may_follow,
)
from monogram.shipping import queries as shipments

# What a supplier that has the order has to hear of, unless it has said so itself.
_TOLD_TO_SUPPLIERS = frozenset({OrderStatus.CANCELLED, OrderStatus.REPRINT})
NOTHING_TO_MAKE_AGAIN = "What has left was to be made again already, and that was cancelled"
_WITH_THE_SHIPPER = frozenset({OrderStatus.SENT_TO_SHIPPER, OrderStatus.RECEIVED_BY_SHIPPER})


def change_status(
    *,
    order_id: int,
    to: OrderStatus,
    actor: Actor,
    why: str = "",
    shipping_tracking: str = "",
    shipping_carrier: str = "",
    shipping_method: str = "",
    tracking_url: str = "",
    error_message: str = "",
) -> Order:
    """Move an order to another status, write it into the history and tell the shop.

    A repeated message changes nothing, and neither does late news that is no one's mistake (`statuses.is_late_news`);
    any other step that the order's standing does not allow raises StatusChangeRefusedError. With an `error_message`
    the order shows an administrative error. Raises OrderNotFoundError. What a supplier says of an order that is paused
    is refused, and kept in the history for whoever releases it.

    Cancelled while a part of it has left, the rest is cancelled and the order is Dispatched. To Reprint, what has not
    left begins anew, and of a dispatched order everything is made again.
    """
    to, parcel = OrderStatus(to), Parcel(shipping_tracking, shipping_carrier, shipping_method, tracking_url)
    try:
        return _change(order_id, to, actor, parcel, why, error_message)
    except StatusChangeRefusedError:
        if to in STAGES:
            refused_news.keep(order_id, actor, refused_news.of_order(to, parcel, why))
        raise


@transaction.atomic
def _change(order_id: int, to: OrderStatus, actor: Actor, parcel: Parcel, why: str, error_message: str) -> Order:
    order = services.lock_order(order_id)
    before = OrderStatus(order.status)
    if actor.party == Party.RETAILER:
        parcel = Parcel()  # it sends nothing off
    if _is_told_again(order, to, actor, parcel):
        return order
    standing = queries.standing_of(order)
    if not standing.allows(to, actor.party):
        if is_late_news(before, to, actor.party):
            return _note_late_news(order, standing, to, actor, error_message or why)
        raise StatusChangeRefusedError(refusal(standing, to, actor), path="status")
    require_supplier(order, to)
    is_resumed = before in PAUSED and to == standing.resumes_at
    if not is_resumed:
        to, why = _move_lines(order, to, parcel, why)
    lines.keep_parcel(order, parcel)
    why = "\n".join(filter(None, [why, _tracking_line(parcel)]))
    finish_step(order, to, actor=actor, why=why, error_message=error_message, is_news=not is_resumed)
    return order


def change_item_statuses(
    *,
    wanted: Mapping[int, ItemStatus],
    actors: Mapping[int, Actor],
    quantities: Mapping[int, int] = MappingProxyType({}),
    parcels: Mapping[int, Parcel] = MappingProxyType({}),
    why: str = "",
) -> list[OrderItem]:
    """Move lines of any orders, all or none, and each order after its lines.

    `wanted` is the new status by line id, `actors` says by order id as whom the caller acts. Of a line that leaves,
    `quantities` gives the pieces, or else all that are still to leave do, and `parcels` what they left in; lines with
    the same parcel left together. Just as many pieces of a line in a parcel of the same number are the same message,
    come again. An order of which all that is not cancelled has left becomes Dispatched, or Cancelled where nothing
    has; one with a line in the works becomes In Production. Raises StatusChangeRefusedError and ShipmentRefusedError;
    what a supplier says of lines of a paused order is kept in its history then.
    """
    items = OrderItem.objects.filter(pk__in=wanted).order_by("order", "pk")
    try:
        with transaction.atomic():
            if len(actors) > 1:
                _lock_all(wanted, actors)
            for order_id in sorted(actors):
                order = services.lock_order(order_id)
                news = _news_of(items.filter(order=order), wanted, quantities, parcels)
                _change_lines(order, news, actors[order_id], why)
    except StatusChangeRefusedError:
        for order_id, actor in sorted(actors.items()):
            news = _news_of(items.filter(order=order_id), wanted, quantities, parcels)
            refused_news.keep(order_id, actor, refused_news.of_lines(news, why))
        raise
    changed = OrderItem.objects.in_bulk(list(wanted))
    return [changed[item_id] for item_id in wanted]


def _lock_all(wanted: Mapping[int, ItemStatus], actors: Mapping[int, Actor]) -> None:
    """Several orders, and the stock that their lines give back to: one order after the other, two such calls could
    wait for each other, there or at a batch that both have lines in."""
    for order_id in sorted(actors):
        services.lock_order(order_id)
    stock.lock_returns(line for line, status in wanted.items() if status == ItemStatus.CANCELLED)


def _news_of(
    items: Iterable[OrderItem],
    wanted: Mapping[int, ItemStatus],
    quantities: Mapping[int, int],
    parcels: Mapping[int, Parcel],
) -> list[LineNews]:
    return [LineNews(i, ItemStatus(wanted[i.pk]), quantities.get(i.pk), parcels.get(i.pk, Parcel())) for i in items]


def require_supplier(order: Order, to: OrderStatus) -> None:
    """An order that nobody makes goes nowhere. Raises StatusChangeRefusedError."""
    if order.supplier_id is None and to not in PAUSED | {OrderStatus.CANCELLED}:
        raise StatusChangeRefusedError("The order has no supplier yet: correct the cause and release it")


def finish_step(
    order: Order, to: OrderStatus, *, actor: Actor, why: str, error_message: str = "", is_news: bool = True
) -> None:
    """Give a locked order, whose lines have been moved, its new status, with all that belongs to it.

    `is_news`: it is not where the order was before a pause, of which its supplier has been told.
    """
    before = OrderStatus(order.status)
    order.status = to
    order.completion_datetime = (order.completion_datetime or clock.now()) if to in COMPLETED else None
    if error_message or to not in PAUSED | {OrderStatus.CANCELLED}:
        order.has_error, order.error_message = bool(error_message), error_message
    detail = "\n".join(filter(None, [error_message, why]))
    services.record_event(order, actor=actor, kind="status", from_status=before, to_status=to, detail=detail)
    order.save()
    batches.follow_status(order, before)
    announce(order)
    if is_news and to in _TOLD_TO_SUPPLIERS and actor.party != Party.SUPPLIER:
        tell_supplier(order)


def refusal(standing: Standing, to: OrderStatus, actor: Actor) -> str:
    """Why not, and what is possible instead."""
    who = (actor.party.name or "").capitalize()
    text = f"{who} may not change an order from {standing.status.label} to {to.label}"
    possible = ", ".join(f"{status.label} ({status.value})" for status in standing.possible(actor.party))
    return f"{text}. Possible now: {possible or 'nothing'}"


def note_tracking(order: Order, actor: Actor, told: Sequence[tuple[Parcel, int | None]]) -> None:
    """The same status again: nothing happens, unless it tells numbers of parcels that were not known.

    Each is of a line, or of the whole order (`lines.note_numbers`). The number that the order shows stays: a second
    parcel does not make the first one vanish.
    """
    numbers = lines.note_numbers(order, told)
    if not numbers:
        return
    services.record_event(order, actor=actor, kind="parcel", detail="\n".join(numbers))
    order.save()
    announce(order)


def _is_told_again(order: Order, to: OrderStatus, actor: Actor, parcel: Parcel) -> bool:
    """Whether the message has come before; a tracking number that is new is noted.

    The order is there already, or the parcel left before the reprint that the order waits for. Of a retailer's
    messages only those are known again that it may send: who may not change an order is told so every time.
    """
    if actor.party == Party.RETAILER:
        return order.status == to and to in {OrderStatus.ON_HOLD, OrderStatus.CANCELLED}
    if to == OrderStatus.DISPATCHED and order.status in COMPLETED:
        note_tracking(order, actor, [(parcel, None)])
    elif order.status == to and to in _WITH_THE_SHIPPER:
        _note_number(order, actor, parcel)
    elif order.status != to:
        return to in _WITH_THE_SHIPPER | {OrderStatus.DISPATCHED} and _left_before_reprint(order, parcel)
    return True


def _left_before_reprint(order: Order, parcel: Parcel) -> bool:
    """Whether pieces that are still to leave are made in place of others, which left under this number."""
    again = shipments.made_again_since(order, parcel.tracking) if parcel.tracking else set()
    return bool(again) and not again.isdisjoint(lines.outstanding_of(order))


def _note_number(order: Order, actor: Actor, parcel: Parcel) -> None:
    """The shipper's number of a parcel that it has, told after the parcel itself: kept, the first time it is told."""
    told = Q(kind="parcel", detail=parcel.tracking) | Q(kind="status", detail__endswith=_tracking_line(parcel))
    if not parcel.tracking or order.events.filter(told).exists():
        return
    lines.keep_parcel(order, parcel)
    services.record_event(order, actor=actor, kind="parcel", detail=parcel.tracking)
    order.save()
    announce(order)


def _tracking_line(parcel: Parcel) -> str:
    return f"Tracking {parcel.tracking}" if parcel.tracking else ""


def _note_late_news(order: Order, standing: Standing, to: OrderStatus, actor: Actor, why: str) -> Order:
    """What came late does not change the order; where a person holds it, the history says what they missed, once."""
    # A pause interrupts what has not left: that the shop has heard of a dispatch is of one before it was made again.
    is_news = (is_further(to, than=standing.resumes_at) and to not in COMPLETED) or to in PAUSED
    noted = order.events.filter(kind="late", to_status=to, detail=why)
    if standing.status in PAUSED and is_news and not noted.exists():
        services.record_event(order, actor=actor, kind="late", to_status=to, detail=why)
        order.save()
    return order


def _move_lines(order: Order, to: OrderStatus, parcel: Parcel, why: str) -> tuple[OrderStatus, str]:
    """Lines follow their order. The status that it gets, with the reason: cancelled in part, it is dispatched."""
    if to == OrderStatus.CANCELLED:
        lines.cancel(order)
        if shipments.has_left(order):
            return OrderStatus.DISPATCHED, "\n".join(filter(None, ["What had not left was cancelled", why]))
    elif to == OrderStatus.DISPATCHED:
        lines.dispatch(order, lines.outstanding_of(order), parcel)
    elif to == OrderStatus.IN_PRODUCTION:
        lines.begin(order)
    elif to == OrderStatus.REPRINT:
        pieces = shipments.pieces_of(order)
        is_complete = order.status in COMPLETED
        again = {
            line: count.left - count.again if is_complete else 0
            for line, count in pieces.items()
            if count.outstanding or (is_complete and count.left > count.again)
        }
        if not again:
            raise StatusChangeRefusedError(NOTHING_TO_MAKE_AGAIN, path="status")
        lines.make_again(order, again)
    return to, why


def _change_lines(order: Order, news: Sequence[LineNews], actor: Actor, why: str) -> None:
    """One order's lines: what is new of the news is checked, done and told in one event."""
    if actor.party == Party.RETAILER:
        _require_cancellations(news)
    sent = [one for one in news if one.to == ItemStatus.DISPATCHED == one.item.status]
    note_tracking(order, actor, [(one.parcel, one.item.pk) for one in sent])
    moved = lines.only_new(order, news)
    if not moved:
        return
    _require_steps(order, moved, actor)
    detail = "\n".join(filter(None, [lines.describe(order, moved), why]))
    lines.move(order, moved)
    to = lines.status_of_order(order, is_begun=any(one.to != ItemStatus.CANCELLED for one in moved))
    if to != order.status:
        finish_step(order, to, actor=actor, why=detail)
    else:
        services.record_event(order, actor=actor, kind="items", detail=detail)
        order.save()
        announce(order)
    is_news_to_supplier = actor.party != Party.SUPPLIER and any(one.to == ItemStatus.CANCELLED for one in moved)
    if is_news_to_supplier and to not in _TOLD_TO_SUPPLIERS:
        tell_supplier(order)


def _require_cancellations(news: Sequence[LineNews]) -> None:
    """All that a retailer may say of lines. Raises StatusChangeRefusedError, also for what has come before."""
    if any(one.to != ItemStatus.CANCELLED for one in news):
        raise StatusChangeRefusedError("A retailer may only cancel lines (status 7)", path="status")


def _require_steps(order: Order, moved: Sequence[LineNews], actor: Actor) -> None:
    """Raises StatusChangeRefusedError for the first line that may not go where it is asked to."""
    standing, outstanding = queries.standing_of(order), lines.outstanding_of(order)
    for one in moved:
        before = ItemStatus(one.item.status)
        if not item_may_follow(before, one.to, actor.party):
            who = (actor.party.name or "").capitalize()
            text = f"{who} may not change line {one.item.pk} from {before.label} to {one.to.label}"
            raise StatusChangeRefusedError(text, path="status")
        if one.to == ItemStatus.CANCELLED and not standing.allows(OrderStatus.CANCELLED, actor.party):
            raise StatusChangeRefusedError(refusal(standing, OrderStatus.CANCELLED, actor), path="status")
        if one.to != ItemStatus.CANCELLED and standing.status in PAUSED:
            text = f"The order is {standing.status.label}: nothing of it is made or sent until it is released"
            raise StatusChangeRefusedError(text, path="status")
        if one.to != ItemStatus.CANCELLED:
            require_supplier(order, OrderStatus.IN_PRODUCTION)
        elif one.quantity is not None and one.quantity < outstanding.get(one.item.pk, 0):
            text = f"Line {one.item.pk} is cancelled whole, not in part: dispatch what leaves, then cancel the rest"
            raise StatusChangeRefusedError(text, path="quantity")
