"""Changing the status of an order or its lines: locked, by the table, with history, and told to the shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from monogram.common import clock
from monogram.oms.announce import announce
from monogram.orders import services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import (
    COMPLETED,
    ITEM_STATUS_BY_ORDER,
    PAUSED,
    Actor,
    Party,
    is_late_news,
    item_may_follow,
    may_follow,
)
from monogram.shipping import services as shipping


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is known of a parcel that left. Empty texts leave the order's own as they are."""

    tracking: str = ""
    carrier: str = ""
    method: str = ""


@transaction.atomic
def change_status(
    *,
    order_id: int,
    to: OrderStatus,
    actor: Actor,
    why: str = "",
    shipping_tracking: str = "",
    shipping_carrier: str = "",
    shipping_method: str = "",
    error_message: str = "",
) -> Order:
    """Move an order to another status, write it into the history and tell the shop.

    A repeated message changes nothing. The platform's own late news is dropped, since it is no one's mistake; any
    other step that is not in the table raises StatusChangeRefusedError. With an `error_message` the order shows an
    administrative error. Raises OrderNotFoundError.
    """
    order = services.lock_order(order_id)
    parcel = Parcel(shipping_tracking, shipping_carrier, shipping_method)
    before, to = OrderStatus(order.status), OrderStatus(to)
    if before == to:
        return _repeated(order, actor, parcel)
    if not may_follow(before, to, actor.party):
        if actor.party == Party.PLATFORM and is_late_news(before, to):
            return _note_late_news(order, to, actor, error_message or why)
        raise StatusChangeRefusedError(_refusal(before, to, actor), path="status")
    if order.supplier_id is None and to not in PAUSED | {OrderStatus.CANCELLED}:
        raise StatusChangeRefusedError("The order has no supplier yet: correct the cause and release it")
    _apply(order, to, parcel, error_message)
    services.record_event(
        order, actor=actor, kind="status", from_status=before, to_status=to, detail=error_message or why
    )
    order.save()
    _move_items(order, to, parcel)
    announce(order)
    return order


@transaction.atomic
def change_item_statuses(*, wanted: Mapping[int, ItemStatus], actors: Mapping[int, Actor]) -> list[OrderItem]:
    """Move lines of any orders, all or none, and each order after its lines.

    `wanted` is the new status by line id, `actors` says by order id as whom the caller acts. An order whose every
    line is dispatched or cancelled becomes Dispatched, or Cancelled where none was sent; one with a line in the
    works becomes In Production. Raises StatusChangeRefusedError.
    """
    orders = [services.lock_order(order_id) for order_id in sorted(actors)]
    changed: list[OrderItem] = []
    for order in orders:
        changed += _change_items_of(order, wanted, actors[order.pk])
    by_id = {item.pk: item for item in changed}
    return [by_id[item_id] for item_id in wanted]


def _refusal(before: OrderStatus, to: OrderStatus, actor: Actor) -> str:
    who = (actor.party.name or "").capitalize()
    return f"{who} may not change an order from {before.label} to {to.label}"


def _repeated(order: Order, actor: Actor, parcel: Parcel) -> Order:
    """The same status again: nothing happens, unless it tells of a parcel that was not known.

    The number that the order shows stays: a second parcel does not make the first one vanish.
    """
    if order.status not in COMPLETED or not parcel.tracking or shipping.is_tracking_known(order, parcel.tracking):
        return order
    if not shipping.complete_tracking(order=order, tracking=parcel.tracking):
        _record_shipment(order, parcel, {})
    order.shipping_tracking = order.shipping_tracking or parcel.tracking
    services.record_event(order, actor=actor, kind="parcel", detail=parcel.tracking)
    order.save()
    announce(order)
    return order


def _note_late_news(order: Order, to: OrderStatus, actor: Actor, why: str) -> Order:
    """What came late does not change the order; where a person holds it, the history says what they missed."""
    if order.status in PAUSED:
        services.record_event(order, actor=actor, kind="late", to_status=to, detail=why)
        order.save()
    return order


def _apply(order: Order, to: OrderStatus, parcel: Parcel, error_message: str) -> None:
    order.status = to
    order.completion_datetime = (order.completion_datetime or clock.now()) if to in COMPLETED else None
    order.shipping_tracking = parcel.tracking or order.shipping_tracking
    order.shipping_carrier = parcel.carrier or order.shipping_carrier
    order.shipping_method = parcel.method or order.shipping_method
    if error_message or to not in PAUSED | {OrderStatus.CANCELLED}:
        order.has_error, order.error_message = bool(error_message), error_message


def _move_items(order: Order, to: OrderStatus, parcel: Parcel) -> None:
    """Lines follow their order to its end; a reprint begins them anew."""
    if to == OrderStatus.REPRINT:
        order.items.exclude(status=ItemStatus.CANCELLED).update(status=ItemStatus.READY)
    if to not in ITEM_STATUS_BY_ORDER:
        return
    open_items = order.items.exclude(status__in=[ItemStatus.DISPATCHED, ItemStatus.CANCELLED])
    quantities = dict(open_items.values_list("pk", "quantity"))
    open_items.update(status=ITEM_STATUS_BY_ORDER[to])
    if to == OrderStatus.DISPATCHED and (quantities or parcel.tracking):
        _record_shipment(order, parcel, quantities)


def _record_shipment(order: Order, parcel: Parcel, quantities: Mapping[int, int]) -> None:
    shipping.record_shipment(
        order=order,
        tracking=parcel.tracking,
        carrier=order.shipping_carrier,
        method=order.shipping_method,
        quantities=quantities,
    )


def _change_items_of(order: Order, wanted: Mapping[int, ItemStatus], actor: Actor) -> list[OrderItem]:
    items = list(order.items.order_by("pk"))
    named = [item for item in items if item.pk in wanted]
    moved = [item for item in named if item.status != wanted[item.pk]]
    for item in moved:
        before, to = ItemStatus(item.status), wanted[item.pk]
        if not item_may_follow(before, to, actor.party):
            raise StatusChangeRefusedError(f"Line {item.pk} may not change from {before.label} to {to.label}")
        item.status = to
    if not moved:
        return named
    OrderItem.objects.bulk_update(moved, ["status"])
    detail = ", ".join(f"{item.ref}: {ItemStatus(item.status).label}" for item in moved)
    dispatched = {item.pk: item.quantity for item in moved if item.status == ItemStatus.DISPATCHED}
    if dispatched:
        _record_shipment(order, Parcel(), dispatched)
    before_order = OrderStatus(order.status)
    after = _status_of_lines(before_order, items)
    if after != before_order and may_follow(before_order, after, actor.party):
        _apply(order, after, Parcel(), "")
        services.record_event(
            order, actor=actor, kind="status", from_status=before_order, to_status=after, detail=detail
        )
    else:
        services.record_event(order, actor=actor, kind="items", detail=detail)
    order.save()
    announce(order)
    return named


def _status_of_lines(order_status: OrderStatus, items: Sequence[OrderItem]) -> OrderStatus:
    """What the lines together make of their order."""
    statuses = {item.status for item in items}
    if statuses <= {ItemStatus.CANCELLED}:
        return OrderStatus.CANCELLED
    if statuses <= {ItemStatus.CANCELLED, ItemStatus.DISPATCHED}:
        return OrderStatus.DISPATCHED
    if statuses & {ItemStatus.IN_PRODUCTION, ItemStatus.DISPATCHED}:
        return OrderStatus.IN_PRODUCTION
    return order_status
