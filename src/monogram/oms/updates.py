"""Telling a supplier what has changed about an order that it has already: a further push of the document."""

from __future__ import annotations

import json

from django.db import transaction
from django_tasks import task

from monogram.callbacks import queries as callbacks
from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.oms.error_mail import tell_of_order
from monogram.oms.supplier_messages import how_it_came, queue_for_supplier, target_of, update_document
from monogram.orders import services as orders
from monogram.orders.documents import as_json
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM


def tell_supplier(order: Order) -> Delivery | None:
    """Push the order once more as it is now, behind what was pushed before. In the transaction of the change, locked.

    None for an order that its supplier cannot have yet. An update has its own
    `webhook-id` and the next sequence of the order's pushes; a supplier knows it by the `id` that it has already.
    """
    if not callbacks.may_have_arrived(order, DeliveryKind.SUPPLIER_PUSH):
        return None
    latest = callbacks.latest_of(order, DeliveryKind.SUPPLIER_PUSH)
    if latest is None:
        return None
    target = target_of(order)
    return queue_for_supplier(
        order,
        target=target,
        sequence=latest.sequence + 1,
        body=as_json(update_document(order)),
        follow_up=update_settled,
        is_update=True,
    )


@task()
@transaction.atomic
def update_settled(delivery_id: str) -> None:
    """The supplier has heard of the change, or could not be told: the history says so, and then the staff see it."""
    delivery = Delivery.objects.get(pk=delivery_id)
    order = orders.lock_order(delivery.order_id)
    if delivery.status == DeliveryStatus.DELIVERED:
        told = OrderStatus(json.loads(delivery.body)["status"]).label
        detail = f"{how_it_came(delivery)}: {told}"
        orders.record_event(order, actor=PLATFORM, kind="supplier_told", detail=detail)
    elif delivery.status == DeliveryStatus.FAILED:
        reason = callbacks.last_failure(delivery)
        orders.record_event(order, actor=PLATFORM, kind="supplier_not_told", detail=reason)
        if callbacks.has_arrived(order, DeliveryKind.SUPPLIER_PUSH):
            label = OrderStatus(order.status).label
            order.has_error = True
            order.error_message = f"The supplier could not be told of a change ({label} now): {reason}"
            next_step = "Tell the supplier some other way, or send the message again under Deliveries."
            tell_of_order(order, what=order.error_message, next_step=next_step)
    elif delivery.status == DeliveryStatus.WITHDRAWN:
        tell_supplier(order)
    order.save(update_fields=["sequence", "updated_at", "has_error", "error_message"])
