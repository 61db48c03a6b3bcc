"""Telling a shop what has become of its order: a callback, written in the transaction of the change it tells of."""

from __future__ import annotations

import json
from typing import Any

from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.orders.documents import amount, as_json, day, moment
from monogram.orders.models import ItemStatus, Order, OrderEvent, OrderStatus
from monogram.orders.statuses import PAUSED
from monogram.shipping import queries as shipping
from monogram.shipping.models import Shipment
from monogram.shipping.services import mark_announced


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
        body=as_json(callback_document(order, shipments)),
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
