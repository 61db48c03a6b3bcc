"""Changing an order that was placed, as its shop wants it (`contract.md §3`).

What the supplier was sent does not change behind its back, and a second push could be taken for a second order: once
the first may have reached it, an update is refused. One that waits to leave is replaced by one with the order as it is.
"""

from __future__ import annotations

from django.db import transaction

from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import DeliveryKind
from monogram.common import clock
from monogram.companies.errors import AuthenticationFailedError
from monogram.companies.models import Company
from monogram.oms.push import send_to_supplier
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.orders import queries, services
from monogram.orders.amendments import Amendment, read_amendment
from monogram.orders.errors import OrderNotFoundError, StatusChangeRefusedError
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED, Actor

_ANOTHER_COUNTRY = (
    "Another country may need another supplier: put the order on hold (256) with the change, then let it go on (1)"
)


def own_order(company: Company, order_id: int) -> Order:
    """An order that the company has placed, with its lines. Raises OrderNotFoundError, also for a stranger's."""
    order = queries.order_for(company, order_id)
    if order.company_id != company.pk:
        raise OrderNotFoundError
    return order


@transaction.atomic
def amend_order(*, company: Company, order_id: int, submission: object) -> Order:
    """Change an order as the body `submission` asks for: all of it, or nothing.

    An order that is to be cancelled is cancelled, whatever else the body holds. Raises OrderNotFoundError; IntakeError
    with every failure of the body in `errors`; AuthenticationFailedError for another company's `company_ref_id`;
    StatusChangeRefusedError for what comes too late or is not the shop's to do.
    """
    order, actor = services.lock_order(order_id), Actor.retailer(company)
    if order.company_id != company.pk:
        raise OrderNotFoundError
    amendment = _read(company, order, submission)
    if amendment.status == OrderStatus.CANCELLED and order.status != OrderStatus.CANCELLED:
        cancel_order(order_id=order_id, actor=actor)
        return own_order(company, order_id)
    if amendment.changes:
        _change(order, amendment, actor)
    elif amendment.status == OrderStatus.ON_HOLD:
        hold_order(order_id=order_id, actor=actor)
    if amendment.status == OrderStatus.RECEIVED:
        _let_go_on(order, actor)
    return own_order(company, order_id)


def _read(company: Company, order: Order, submission: object) -> Amendment:
    claimed = submission.get("company_ref_id") if isinstance(submission, dict) else None
    if claimed and str(claimed).strip() not in {"", "0", str(company.pk)}:
        raise AuthenticationFailedError(path="company_ref_id")
    lines = OrderItem.objects.filter(order__submission=order.submission_id).select_related("print_job")
    return read_amendment(submission, order=order, lines=list(lines), now=clock.now())


def _change(order: Order, amendment: Amendment, actor: Actor) -> None:
    """Change the fields, on hold if the shop wants it so. Raises StatusChangeRefusedError, and then rolls back."""
    if not services.may_be_corrected(order):
        raise _too_late(amendment, f"The order is {OrderStatus(order.status).label}: it can no longer be changed")
    push_waited = messages.withdraw(order=order, kind=DeliveryKind.SUPPLIER_PUSH)
    may_be_there = callbacks.may_have_arrived(order, DeliveryKind.SUPPLIER_PUSH)
    if may_be_there or queries.standing_of(order).resumes_at != OrderStatus.RECEIVED:
        raise _too_late(amendment, "The order was sent to its supplier: it can no longer be changed")
    if amendment.status == OrderStatus.ON_HOLD:
        order = hold_order(order_id=order.pk, actor=actor)
    if "shipping_country_code" in amendment.changes and order.status == OrderStatus.RECEIVED:
        raise _too_late(amendment, _ANOTHER_COUNTRY)
    services.correct_order(order_id=order.pk, changes=amendment.changes, actor=actor)
    if push_waited and order.status == OrderStatus.RECEIVED:
        send_to_supplier(order.pk)


def _too_late(amendment: Amendment, reason: str) -> StatusChangeRefusedError:
    return StatusChangeRefusedError(reason, path=next(iter(amendment.changes)))


def _let_go_on(order: Order, actor: Actor) -> None:
    """End a hold of the shop's own. An order that goes on already is as it was wished for."""
    if not services.may_be_corrected(order):
        raise StatusChangeRefusedError(f"The order is {OrderStatus(order.status).label}", path="status")
    if order.status not in PAUSED:
        return
    standing = queries.standing_of(order)
    if not standing.allows(standing.resumes_at, actor.party):
        raise StatusChangeRefusedError("The order waits for our staff, who let it go on", path="status")
    release_order(order_id=order.pk, actor=actor)
