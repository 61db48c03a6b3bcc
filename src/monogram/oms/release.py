"""Holding orders and letting them go on, after the staff have corrected what was wrong."""

from __future__ import annotations

from django.db import transaction

from monogram.callbacks import queries as callbacks
from monogram.callbacks.models import DeliveryKind
from monogram.common import clock, refs
from monogram.oms.prepare import prepare_order
from monogram.oms.push import send_what_is_missing
from monogram.oms.reroute import Rerouting, assign, keep_found, plan_anew
from monogram.oms.route import NO_SUPPLIER, Destination
from monogram.oms.status import change_status
from monogram.orders import queries, services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED, Actor


def hold_order(*, order_id: int, actor: Actor, why: str = "") -> Order:
    """Stop an order where it is. Raises StatusChangeRefusedError."""
    return change_status(order_id=order_id, to=OrderStatus.ON_HOLD, actor=actor, why=why)


def cancel_order(*, order_id: int, actor: Actor, why: str = "") -> Order:
    """End an order before it is made or sent. Raises StatusChangeRefusedError."""
    return change_status(order_id=order_id, to=OrderStatus.CANCELLED, actor=actor, why=why)


@transaction.atomic
def release_order(*, order_id: int, actor: Actor, why: str = "") -> list[Order]:
    """Let an order on hold or with a query go on from where it was.

    One of which no push has ever left is routed anew, with what the catalogue says today; it may be split into
    several orders then, all of them in the answer. If a line still has nowhere to go, the order stays as it is, with
    the new explanation. One that its supplier may have heard of stays with it (`move_order` takes it elsewhere): what
    has arrived there is not sent again, and what was given up or taken back is, wherever the order goes on.

    Raises StatusChangeRefusedError, and StockGoneError where another order has just taken the pieces that it was
    routed to.
    """
    order = services.lock_order(order_id)
    if order.status not in PAUSED:
        raise StatusChangeRefusedError("Only an order on hold or with a query can be released")
    require_no_push_under_way(order)
    standing = queries.standing_of(order)
    if standing.resumes_at != OrderStatus.RECEIVED or not standing.allows(OrderStatus.RECEIVED, actor.party):
        released = change_status(order_id=order_id, to=standing.resumes_at, actor=actor, why=why)
        send_what_is_missing(order_id)
        return [released]
    others: list[Order] = []
    if order.supplier_id is None or not callbacks.may_have_arrived(order, DeliveryKind.SUPPLIER_PUSH):
        found = plan_anew(order, preferred_account_id=order.secondary_company_ref_id)
        keep_found(order, found)
        if not found.route.is_complete:
            return [_still_in_error(order, actor)]
        others = _split_off(order, found, actor)
    released = change_status(order_id=order_id, to=OrderStatus.RECEIVED, actor=actor, why=why)
    for placed in (released, *others):
        prepare_order.enqueue(placed.pk)
    return [released, *others]


def require_no_push_under_way(order: Order) -> None:
    """What comes of a push that is being sent at this moment is not known yet. Raises StatusChangeRefusedError."""
    if callbacks.is_under_way(order, DeliveryKind.SUPPLIER_PUSH):
        raise StatusChangeRefusedError("The order is just being pushed to its supplier: try again in a minute")


def _still_in_error(order: Order, actor: Actor) -> Order:
    order.has_error, order.error_message = True, NO_SUPPLIER
    services.record_event(order, actor=actor, kind="release_failed", detail=NO_SUPPLIER)
    order.save()
    return order


def _split_off(order: Order, found: Rerouting, actor: Actor) -> list[Order]:
    """The first supplier's lines stay with the order; each other supplier's become an order of their own."""
    groups = found.route.lines_by_destination()
    first, *rest = groups
    assign(order, first)
    order.save()
    others = []
    for destination in rest:
        other = _sibling(order, destination)
        OrderItem.objects.filter(pk__in=[found.items[index].pk for index in groups[destination]]).update(order=other)
        services.record_event(
            other, actor=actor, kind="placed", to_status=OrderStatus.RECEIVED, detail=f"Split from order {order.ref}"
        )
        other.save()
        others.append(other)
    return others


def _sibling(order: Order, destination: Destination) -> Order:
    """A new order of the same submission with the same addresses, for another supplier."""
    fields = {field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields}
    for own in ("id", "ref", "sequence", "status", "creation_datetime", "updated_at"):
        fields.pop(own)
    other = Order(**fields, ref=refs.new_order_ref(), status=OrderStatus.RECEIVED, creation_datetime=clock.now())
    assign(other, destination)
    other.save()
    return other
