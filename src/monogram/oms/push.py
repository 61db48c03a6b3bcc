"""Sending an order to its supplier: the push, written down as a message of `callbacks`, and what its end means."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.oms.error_mail import tell_of_order
from monogram.oms.map_shipping import map_shipping
from monogram.oms.status import change_status
from monogram.oms.supplier_messages import due_at, first_document, how_it_came, queue_for_supplier, target_of, why_not
from monogram.oms.updates import tell_supplier
from monogram.orders import services as orders
from monogram.orders.documents import as_json
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED, PLATFORM
from monogram.suppliers.queries import Target

WAITS_TO_BE_FETCHED = "no_push"

# In a batch it is ready to be made, whether its supplier has heard of it or not.
_NOT_YET_WITH_ANYBODY = {OrderStatus.RECEIVED, OrderStatus.BATCH_READY}


@transaction.atomic
def send_to_supplier(order_id: int) -> Delivery | None:
    """Write the order document down and have it pushed; where the supplier gets no pushes, it waits to be fetched.

    None unless the order is Received: whoever asks may have looked at it before it was stopped. Asked again, nothing
    is sent twice. Only after a message has failed for good, or was withdrawn because the order was stopped, a new one
    is made, with the document as it is then.
    """
    order = orders.lock_order(order_id)
    latest = callbacks.latest_of(order, DeliveryKind.SUPPLIER_PUSH)
    if latest and latest.status in {DeliveryStatus.PENDING, DeliveryStatus.DELIVERED}:
        return latest
    if order.status != OrderStatus.RECEIVED:
        return None
    return _push(order, latest)


@transaction.atomic
def send_what_is_missing(order_id: int) -> Delivery | None:
    """Send the supplier of an order that goes on what it should have had: the order, or what has changed since then.

    Whatever stage the order is at. None if nothing was given up or taken back, or the order is stopped; or if the
    order would have to be fetched by a supplier who is at work on it already.
    """
    order = orders.lock_order(order_id)
    latest = callbacks.latest_of(order, DeliveryKind.SUPPLIER_PUSH)
    is_missing = latest is not None and latest.status in {DeliveryStatus.FAILED, DeliveryStatus.WITHDRAWN}
    if not is_missing or order.status in PAUSED | {OrderStatus.CANCELLED}:
        return None
    if callbacks.has_arrived(order, DeliveryKind.SUPPLIER_PUSH):
        return tell_supplier(order)
    if isinstance(target_of(order), str) and order.status not in _NOT_YET_WITH_ANYBODY:
        return None
    return _push(order, latest)


def _push(order: Order, latest: Delivery | None) -> Delivery:
    """The order as it is now, behind its latest message; the caller holds its lock."""
    target = target_of(order)
    map_shipping(order)
    if isinstance(target, str):
        _note_once(order, kind=WAITS_TO_BE_FETCHED, detail=target)
    order.save(update_fields=["sequence", "updated_at", "shipping_carrier", "shipping_method"])
    return queue_for_supplier(
        order,
        target=target,
        sequence=latest.sequence + 1 if latest else 1,
        body=as_json(first_document(order)),
        follow_up=supplier_push_settled,
        due_at=due_at(order, target),
    )


@transaction.atomic
def push_instead(order_id: int) -> Delivery | None:
    """Take back what nobody has fetched, and push the order as it is now."""
    order = orders.lock_order(order_id)
    messages.withdraw(order=order, kind=DeliveryKind.SUPPLIER_PUSH)
    return send_to_supplier(order_id)


def _note_once(order: Order, *, kind: str, detail: str) -> None:
    if not order.events.filter(kind=kind).exists():
        orders.record_event(order, actor=PLATFORM, kind=kind, detail=detail)


@transaction.atomic
def _was_overtaken_by_cancellation(delivery: Delivery) -> bool:
    """Whether the order is cancelled. The supplier is told then, unless word of it is behind the push already."""
    order = orders.lock_order(delivery.order_id)
    if order.status != OrderStatus.CANCELLED:
        return False
    latest = callbacks.latest_of(order, DeliveryKind.SUPPLIER_PUSH)
    if latest is not None and (latest.pk == delivery.pk or latest.status != DeliveryStatus.PENDING):
        tell_supplier(order)
    return True


@task()
def supplier_push_settled(delivery_id: str) -> None:
    """A push has arrived, or was given up: the order's status says so. An order that has gone on stays where it is.

    One that was on its way when the order was cancelled is followed by another that says so. One that its sender gave
    back, for the supplier wants it otherwise now, is written anew.
    """
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.status == DeliveryStatus.DELIVERED and _was_overtaken_by_cancellation(delivery):
        return
    if delivery.status == DeliveryStatus.DELIVERED:
        change_status(
            order_id=delivery.order_id,
            to=OrderStatus.SENT_TO_SUPPLIER,
            actor=PLATFORM,
            why=how_it_came(delivery),
        )
        _ship_by_itself(delivery.order)
    elif delivery.status == DeliveryStatus.FAILED:
        _hand_to_staff(delivery)
    elif delivery.status == DeliveryStatus.WITHDRAWN:
        send_what_is_missing(delivery.order_id)


@transaction.atomic
def _hand_to_staff(delivery: Delivery) -> None:
    """Nobody has the order: it stops. If its supplier is at work on it all the same, the history says so."""
    order, why = orders.lock_order(delivery.order_id), why_not(delivery)
    if order.status in PAUSED | {OrderStatus.CANCELLED}:
        return
    next_step = "Put right what it names, then release the order: it is sent again then."
    if order.status in _NOT_YET_WITH_ANYBODY:
        change_status(order_id=order.pk, to=OrderStatus.QC_QUERY, actor=PLATFORM, error_message=why)
    else:
        orders.record_event(order, actor=PLATFORM, kind="supplier_not_told", detail=why)
        order.save(update_fields=["sequence", "updated_at"])
        next_step = f"The order is {OrderStatus(order.status).label} already: see whether its supplier has it whole."
    tell_of_order(order, what=why, next_step=next_step)


def _ship_by_itself(order: Order) -> None:
    """Some suppliers tell nothing of what leaves them: what they have taken counts as dispatched."""
    target = target_of(order)
    if isinstance(target, Target) and target.auto_ship:
        change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PLATFORM, why="The supplier ships by itself")
