"""Making an order, or some pieces of it, once more: spoilt in the works, or damaged on the way."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from monogram.oms import lines
from monogram.oms.announce import announce
from monogram.oms.status import NOTHING_TO_MAKE_AGAIN, change_status, finish_step, refusal, require_supplier
from monogram.oms.updates import tell_supplier
from monogram.orders import queries, services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.shipping import queries as shipments
from monogram.shipping.queries import Pieces


@transaction.atomic
def reprint_order(
    *, order_id: int, actor: Actor, why: str = "", quantities: Mapping[int, int | None] | None = None
) -> Order:
    """Make an order again, or lines of it: `quantities` are pieces by line id, None for all of a line.

    Pieces that have left leave once more, in parcels of their own; what has not left begins anew. A line that is to
    be made anyway stays as it is. Unless the supplier has asked for it, it is told by a further push. Raises
    StatusChangeRefusedError and OrderNotFoundError.
    """
    if quantities is None:
        return change_status(order_id=order_id, to=OrderStatus.REPRINT, actor=actor, why=why)
    order = services.lock_order(order_id)
    standing = queries.standing_of(order)
    if standing.status != OrderStatus.REPRINT and not standing.allows(OrderStatus.REPRINT, actor.party):
        raise StatusChangeRefusedError(refusal(standing, OrderStatus.REPRINT, actor), path="status")
    if standing.status == OrderStatus.REPRINT and actor.party not in Party.SUPPLIER | Party.STAFF:
        raise StatusChangeRefusedError(refusal(standing, OrderStatus.REPRINT, actor), path="status")
    require_supplier(order, OrderStatus.REPRINT)
    again = _pieces_again(order, quantities)
    if not again:
        return order
    lines.make_again(order, again)
    detail = "\n".join(filter(None, [_described(order, again), why]))
    if standing.status != OrderStatus.REPRINT:
        finish_step(order, OrderStatus.REPRINT, actor=actor, why=detail)
        return order
    services.record_event(order, actor=actor, kind="items", detail=detail)
    order.save()
    announce(order)
    if actor.party != Party.SUPPLIER:
        tell_supplier(order)
    return order


def _pieces_again(order: Order, quantities: Mapping[int, int | None]) -> dict[int, int]:
    """How many pieces of each line leave once more; 0 for a line that begins anew before any of it has left."""
    pieces, items = shipments.pieces_of(order), order.items.in_bulk(list(quantities))
    again: dict[int, int] = {}
    for line, quantity in quantities.items():
        if line not in items:
            raise StatusChangeRefusedError(f"Line {line} is not in order {order.pk}", path="items")
        if items[line].status == ItemStatus.IN_PRODUCTION and quantity is None:
            again[line] = 0
        elif items[line].status in {ItemStatus.DISPATCHED, ItemStatus.IN_PRODUCTION}:
            again[line] = _at_most_what_left(items[line], pieces[line], quantity)
        elif items[line].status == ItemStatus.CANCELLED:
            raise StatusChangeRefusedError(f"Line {line} is cancelled: it cannot be made again", path="items")
    return again


def _at_most_what_left(item: OrderItem, pieces: Pieces, quantity: int | None) -> int:
    gone = pieces.left - pieces.again
    if not gone and not pieces.outstanding:
        raise StatusChangeRefusedError(NOTHING_TO_MAKE_AGAIN, path="items")
    if quantity is not None and not 1 <= quantity <= gone:
        raise StatusChangeRefusedError(f"Of line {item.pk}, {gone} have left: {quantity} cannot be made again")
    return gone if quantity is None else quantity


def _described(order: Order, again: Mapping[int, int]) -> str:
    items = order.items.filter(pk__in=again).order_by("pk")
    return "\n".join(
        f"{item.external_ref} ({item.ref}): " + (f"{again[item.pk]} made again" if again[item.pk] else "begun anew")
        for item in items
    )
