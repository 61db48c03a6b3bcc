"""Taking an order from one supplier to another by hand, when the first one cannot make it.

What a supplier may be making must not be made twice. An order that has not left is simply moved, its waiting push
taken back. One that a supplier has is moved only while it is on hold or with a query, once a person has had it
cancelled there and says so; one of which a part has left stays.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from monogram.artwork import services as artwork
from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import DeliveryKind
from monogram.oms import batches
from monogram.oms.prepare import prepare_order
from monogram.oms.release import require_no_push_under_way
from monogram.oms.reroute import Rerouting, assign, keep_found, plan_anew
from monogram.oms.route import Destination
from monogram.oms.route_choice import Explanation, Outcome
from monogram.oms.status import change_status
from monogram.orders import queries, services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import COMPLETED, PAUSED, Actor
from monogram.shipping import queries as shipments
from monogram.suppliers.models import DropshipAccount

_PUSH = DeliveryKind.SUPPLIER_PUSH
_ENDED = COMPLETED | {OrderStatus.CANCELLED}


def accounts_to_move_to(order: Order) -> Mapping[int, str]:
    """The other accounts that can take the whole order today, by number, with their names; the oldest first."""
    if order.supplier_id is None or order.status in _ENDED:
        return {}
    possible = plan_anew(order, preferred_account_id=None).route.possible_accounts
    numbers = frozenset.intersection(*possible) - {order.secondary_company_ref_id or 0} if possible else frozenset()
    accounts = DropshipAccount.objects.filter(pk__in=numbers).select_related("supplier").order_by("pk")
    return {account.pk: f"{account.supplier.name}, account {account.pk}" for account in accounts}


def is_with_supplier(order: Order) -> bool:
    """Whether the supplier has the order, as far as is known: it was pushed there, or it was at work on it."""
    at_work = queries.standing_of(order).resumes_at != OrderStatus.RECEIVED
    return order.supplier_id is not None and (at_work or callbacks.has_arrived(order, _PUSH))


@transaction.atomic
def move_order(
    *, order_id: int, account_id: int, actor: Actor, is_cancelled_there: bool = False, why: str = ""
) -> Order:
    """Give an order to another account, which must be able to take every line of it by its rules.

    An order on hold stays on hold, any other goes on at once. `is_cancelled_there` is a person's word that the
    supplier who has it does not make it. Raises StatusChangeRefusedError, and StockGoneError where another order has
    just taken the pieces.
    """
    order = services.lock_order(order_id)
    before = order.secondary_company_ref_id
    _require_movable(order, account_id)
    messages.withdraw(order=order, kind=_PUSH, also_delivered=_leaves_supplier(order, is_cancelled_there))
    require_no_push_under_way(order)
    found = plan_anew(order, preferred_account_id=account_id)
    destination = _destination(found, account_id)
    for explanation in found.route.explanations:
        _tell_of_move(explanation, actor, account_id)
    batches.leave_supplier(order)
    keep_found(order, found)
    assign(order, destination)
    artwork.renew_download_addresses(order.pk)
    order.items.filter(status=ItemStatus.IN_PRODUCTION).update(status=ItemStatus.READY)
    detail = "\n".join(filter(None, [f"From account {before} to account {account_id}", why]))
    services.record_event(order, actor=actor, kind=queries.MOVED, detail=detail)
    order.save()
    return _go_on(order, actor)


def _require_movable(order: Order, account_id: int) -> None:
    if order.status in _ENDED:
        raise StatusChangeRefusedError(f"The order is {OrderStatus(order.status).label}: it can no longer be moved")
    if order.supplier_id is None:
        raise StatusChangeRefusedError("The order has no supplier yet: correct the cause and release it")
    if account_id == order.secondary_company_ref_id:
        raise StatusChangeRefusedError("The order is with this account already")
    if shipments.has_left(order):
        raise StatusChangeRefusedError("A part of the order has left: the rest stays with its supplier")
    if shipments.requested_pieces(order):
        raise StatusChangeRefusedError("A label is being made for the order: wait until its carrier has answered")


def _leaves_supplier(order: Order, is_cancelled_there: bool) -> bool:
    """Whether a supplier who has the order gives it back. Raises StatusChangeRefusedError if it may be making it."""
    if not is_with_supplier(order):
        return False
    if order.status not in PAUSED:
        raise StatusChangeRefusedError("Its supplier has the order: hold it, have it cancelled there, then move it")
    if not is_cancelled_there:
        raise StatusChangeRefusedError(
            "Its supplier has the order: have it cancelled there first, and say that it is confirmed"
        )
    return True


def _destination(found: Rerouting, account_id: int) -> Destination:
    """The account as a destination. Raises StatusChangeRefusedError naming the first line that it cannot take."""
    for item, destination, why in zip(found.items, found.route.destinations, found.route.explanations, strict=True):
        if destination is None or destination.account_id != account_id:
            name = f"account {account_id}"
            refusals = [entry["detail"] for entry in why if entry["candidate"].endswith(name)]
            reason = refusals[-1] if refusals else "its supplier does not make it"
            raise StatusChangeRefusedError(f"Account {account_id} cannot take {item}: {reason}")
    if not found.items:
        raise StatusChangeRefusedError("Every line of the order is cancelled")
    return next(destination for destination in found.route.destinations if destination)


def _tell_of_move(explanation: Explanation, actor: Actor, account_id: int) -> None:
    """The account was named by a person, not by the order."""
    for entry in explanation:
        if entry["rule"] in {"preferred_account", "only_candidate"}:
            is_winner = entry["outcome"] == Outcome.CHOSEN
            entry["rule"] = "moved"
            entry["detail"] = f"{actor.name} moved the order {'here' if is_winner else f'to account {account_id}'}"


def _go_on(order: Order, actor: Actor) -> Order:
    if order.status == OrderStatus.ON_HOLD:
        return order
    if order.status in PAUSED:
        order = change_status(order_id=order.pk, to=OrderStatus.RECEIVED, actor=actor)
    prepare_order.enqueue(order.pk)
    return order
