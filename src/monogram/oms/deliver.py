"""What leaves the house about an order: its push to the supplier, and callbacks to the shop.

Both are messages of `callbacks`, written in the transaction of what they tell.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django_tasks import task

from monogram.artwork import queries as artwork
from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.oms.status import change_status
from monogram.orders import services as orders
from monogram.orders.documents import amount, day, moment, order_document
from monogram.orders.models import ItemStatus, Order, OrderEvent, OrderStatus
from monogram.orders.statuses import PAUSED, PLATFORM
from monogram.shipping import queries as shipping
from monogram.shipping.models import Shipment
from monogram.shipping.services import mark_announced
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
        body=_json(order_document(order, artwork.assets_of_order(order_id))),
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


def announce(order: Order) -> Delivery | None:
    """Tell the shop the order's state, if it wants to be told. In the transaction of the change, the order locked.

    An order that was stopped also takes back a push that has not left yet.
    """
    if order.status in PAUSED or order.status == OrderStatus.CANCELLED:
        messages.withdraw(order=order, kind=DeliveryKind.SUPPLIER_PUSH)
    if not order.status_callback_url:
        return None
    shipments = shipping.unannounced_shipments(order)
    delivery = messages.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=order,
        sequence=order.sequence,
        method="PUT",
        url=order.status_callback_url,
        body=_json(callback_document(order, shipments)),
    )
    mark_announced(shipments)
    return delivery


def callback_document(order: Order, shipments: list[Shipment]) -> dict[str, Any]:
    """The state of an order for its shop (`contract.md §4`): the published eight fields, those seen in the field, ours.

    `shipments` are the parcels that this callback tells of for the first time.
    """
    event_id = OrderEvent.objects.values_list("event_id", flat=True).get(order=order, sequence=order.sequence)
    return {
        "id": order.pk,
        "external_ref": order.external_ref,
        "ref": order.ref,
        "status": order.status,
        "status_name": OrderStatus(order.status).label,
        "shipping_tracking": order.shipping_tracking,
        "shipping_method": order.shipping_method,
        "shipping_carrier": order.shipping_carrier,
        "shipping_price": amount(order.shipping_price),
        "new_shipments": [_shipment(shipment) for shipment in shipments],
        "new_cancellations": _new_cancellations(order),
        "required_dispatch_date": day(order.required_dispatch_date),
        "sequence": order.sequence,
        "event_id": event_id,
    }


def _shipment(shipment: Shipment) -> dict[str, Any]:
    return {
        "dispatch_datetime": moment(shipment.dispatched_at),
        "tracking": shipment.tracking,
        "tracking_url": shipment.tracking_url,
        "items": [
            {"quantity": line.quantity, "ref": line.order_item.ref, "external_ref": line.order_item.external_ref}
            for line in shipment.items.all()
        ],
    }


def _new_cancellations(order: Order) -> list[dict[str, Any]]:
    """Cancelled lines of which no earlier callback has told."""
    told = {
        line["ref"]
        for body in callbacks.bodies_of(order, DeliveryKind.STATUS_CALLBACK)
        for line in json.loads(body)["new_cancellations"]
    }
    cancelled = order.items.filter(status=ItemStatus.CANCELLED).exclude(ref__in=told).order_by("pk")
    return [{"quantity": item.quantity, "ref": item.ref, "external_ref": item.external_ref} for item in cancelled]


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
