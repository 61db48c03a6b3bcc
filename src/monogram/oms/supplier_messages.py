"""By which way an order's supplier hears of it: pushed to its address, or waiting until it is fetched."""

from __future__ import annotations

from typing import Any

from django_tasks.base import Task

from monogram.callbacks import services as messages
from monogram.callbacks.models import Channel, Delivery, DeliveryKind
from monogram.orders.models import Order
from monogram.suppliers.queries import PushTarget, push_for


def push_target(order: Order) -> PushTarget | None:
    """Where pushes about the order go; None: its supplier fetches its orders."""
    return push_for(account_id=order.secondary_company_ref_id, supplier_id=order.supplier_id)


def queue_for_supplier(
    order: Order, *, target: PushTarget | None, sequence: int, body: str, follow_up: Task[Any, Any]
) -> Delivery:
    """Write a message to the order's supplier down; the caller holds the lock of the order."""
    return messages.queue_delivery(
        kind=DeliveryKind.SUPPLIER_PUSH,
        order=order,
        sequence=sequence,
        channel=Channel.HTTP if target else Channel.FEED,
        method="POST" if target else "GET",
        url=target.url if target else "",
        body=body,
        follow_up=follow_up,
    )


def how_it_came(delivery: Delivery) -> str:
    """How a message that has arrived did so, for the order's history."""
    if delivery.channel == Channel.FEED:
        return f"Message {delivery.sequence} was fetched"
    return f"Push {delivery.sequence} was delivered"
