"""Sending an order to its supplier: the push, written down as a message of `callbacks`, and what its end means."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from monogram.artwork import queries as artwork
from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.oms.status import change_status
from monogram.orders import services as orders
from monogram.orders.documents import as_json, order_document
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM
from monogram.suppliers.queries import push_for

NO_PUSH = "The supplier has no push integration: the order waits to be fetched"


@transaction.atomic
def send_to_supplier(order_id: int) -> Delivery | None:
    """Write the order document down and have it pushed; None where the supplier gets no pushes.

    Asked again, nothing is sent twice. Only after a push has failed for good, or was withdrawn because the order was
    stopped, a new one is made, with the document as it is then.
    """
    order = orders.lock_order(order_id)
    latest = callbacks.latest_of(order, DeliveryKind.SUPPLIER_PUSH)
    if latest and latest.status in {DeliveryStatus.PENDING, DeliveryStatus.DELIVERED}:
        return latest
    target = push_for(account_id=order.secondary_company_ref_id, supplier_id=order.supplier_id)
    if target is None:
        _note_once(order, kind="no_push", detail=NO_PUSH)
        return None
    return messages.queue_delivery(
        kind=DeliveryKind.SUPPLIER_PUSH,
        order=order,
        sequence=latest.sequence + 1 if latest else 1,
        method="POST",
        url=target.url,
        body=as_json(order_document(order, artwork.assets_of_order(order_id))),
        follow_up=supplier_push_settled,
    )


def _note_once(order: Order, *, kind: str, detail: str) -> None:
    if not order.events.filter(kind=kind).exists():
        orders.record_event(order, actor=PLATFORM, kind=kind, detail=detail)
        order.save(update_fields=["sequence", "updated_at"])


@task()
def supplier_push_settled(delivery_id: str) -> None:
    """A push has arrived, or was given up: the order's status says so. An order that has gone on stays where it is."""
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.status == DeliveryStatus.DELIVERED:
        change_status(
            order_id=delivery.order_id,
            to=OrderStatus.SENT_TO_SUPPLIER,
            actor=PLATFORM,
            why=f"Push {delivery.sequence} was delivered",
        )
    elif delivery.status == DeliveryStatus.FAILED and delivery.order.status == OrderStatus.RECEIVED:
        change_status(
            order_id=delivery.order_id,
            to=OrderStatus.QC_QUERY,
            actor=PLATFORM,
            error_message="The supplier could not be reached: " + callbacks.last_failure(delivery),
        )
