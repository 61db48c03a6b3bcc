"""Confirming a dispatch to the retailer because somebody asked for it: Dispatched (Retailer Notified)."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from monogram.callbacks import queries as callbacks
from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.oms.announce import announce, forget_what_never_arrived
from monogram.oms.consolidate import parts_told_by
from monogram.oms.status import change_status
from monogram.orders import services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor


@transaction.atomic
def notify_retailer(*, order_id: int, actor: Actor, why: str = "") -> Order:
    """Send the dispatch confirmation once more; when the retailer's server has taken it, the order says so.

    It tells again of the parcels of which no callback has arrived. The order becomes Retailer Notified by this
    confirmation alone and never by an ordinary callback, so nothing goes round in circles. Raises
    StatusChangeRefusedError unless the order is Dispatched and has a callback address, and OrderNotFoundError.
    """
    order = services.lock_order(order_id)
    if order.status != OrderStatus.DISPATCHED:
        label = OrderStatus(order.status).label
        raise StatusChangeRefusedError(f"The order is {label}: only a Dispatched one is confirmed to its retailer")
    if not order.status_callback_url:
        raise StatusChangeRefusedError("The order has no callback address: there is no one to be told")
    latest = callbacks.latest_of(order, DeliveryKind.STATUS_CALLBACK)
    if latest and latest.status == DeliveryStatus.PENDING and latest.follow_up == dispatch_confirmed.module_path:
        raise StatusChangeRefusedError("A confirmation is on its way already")
    services.record_event(order, actor=actor, kind="notify", detail=why)
    order.save(update_fields=["sequence", "updated_at"])
    forget_what_never_arrived(order)
    announce(order, follow_up=dispatch_confirmed)
    return order


@task()
def dispatch_confirmed(delivery_id: str) -> None:
    """The retailer's server has taken the confirmation, or it was given up. An order that has gone on stays there.

    Where it told of all parts of a split order, it confirms those that are dispatched.
    """
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.status == DeliveryStatus.DELIVERED:
        why = f"Callback {delivery.sequence} was delivered"
        told = Order.objects.filter(pk__in=parts_told_by(delivery))
        if delivery.is_consolidated:
            told = told.filter(status=OrderStatus.DISPATCHED)
        for order in told.order_by("pk"):
            change_status(order_id=order.pk, to=OrderStatus.RETAILER_NOTIFIED, actor=PLATFORM, why=why)
    elif delivery.status == DeliveryStatus.FAILED:
        _note_failure(delivery)


@transaction.atomic
def _note_failure(delivery: Delivery) -> None:
    order = services.lock_order(delivery.order_id)
    services.record_event(order, actor=PLATFORM, kind="notify_failed", detail=callbacks.last_failure(delivery))
    order.save(update_fields=["sequence", "updated_at"])
