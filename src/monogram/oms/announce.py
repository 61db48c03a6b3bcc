"""Telling a shop what has become of its order: a callback, written in the transaction of the change it tells of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django_tasks.base import Task

from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.oms.consolidate import is_news, parts_told_as_one, whole_document
from monogram.orders.documents import amount, as_json, day, moment
from monogram.orders.models import Order, OrderEvent, OrderStatus
from monogram.orders.statuses import PAUSED
from monogram.shipping import queries as shipping
from monogram.shipping.models import Cancellation, Shipment, ShipmentItem
from monogram.shipping.services import forget_announced, mark_announced


def announce(order: Order, *, follow_up: Task[Any, Any] | None = None) -> Delivery | None:
    """Tell the shop the order's state, if it wants to be told. In the transaction of the change, the order locked.

    The parts of a split order are told as one where the shop wants it so, and then only what is news of the whole.
    An order that was stopped also takes back a push that has not left yet. `follow_up` is run with the delivery's id
    when the callback was delivered or has failed for good.
    """
    is_stopped = order.status in PAUSED or order.status == OrderStatus.CANCELLED
    if is_stopped and not callbacks.has_arrived(order, DeliveryKind.SUPPLIER_PUSH):
        messages.withdraw(order=order, kind=DeliveryKind.SUPPLIER_PUSH)
    if not order.status_callback_url:
        return None
    if parts := parts_told_as_one(order):
        return _announce_whole(order, parts, follow_up)
    shipments, cancellations = shipping.unannounced_shipments(order), shipping.unannounced_cancellations(order)
    delivery = messages.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=order,
        sequence=order.sequence,
        method="PUT",
        url=order.status_callback_url,
        body=as_json(callback_document(order, shipments, cancellations)),
        follow_up=follow_up,
    )
    mark_announced(shipments=shipments, cancellations=cancellations)
    return delivery


def _announce_whole(order: Order, parts: Sequence[Order], follow_up: Task[Any, Any] | None) -> Delivery | None:
    """One callback for all parts, among those of the first; nothing if the whole looks as it did before."""
    shipments = [shipment for part in parts for shipment in shipping.unannounced_shipments(part)]
    cancellations = [line for part in parts for line in shipping.unannounced_cancellations(part)]
    document = {
        **whole_document(parts),
        "new_shipments": [shipment_document(shipment) for shipment in shipments],
        "new_cancellations": [_pieces(cancellation) for cancellation in cancellations],
        "event_id": _event_id(order),
    }
    if follow_up is None and not is_news(document, parts[0]):
        return None
    delivery = messages.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=parts[0],
        sequence=document["sequence"],
        method="PUT",
        url=order.status_callback_url,
        body=as_json(document),
        follow_up=follow_up,
        is_consolidated=True,
    )
    mark_announced(shipments=shipments, cancellations=cancellations)
    return delivery


def callback_document(
    order: Order, shipments: Sequence[Shipment], cancellations: Sequence[Cancellation]
) -> dict[str, Any]:
    """The state of an order for its shop (`contract.md §4`): the published eight fields, those seen in the field, ours.

    `shipments` and `cancellations` are those that this callback tells of for the first time.
    """
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
        "new_shipments": [shipment_document(shipment) for shipment in shipments],
        "new_cancellations": [_pieces(cancellation) for cancellation in cancellations],
        "required_dispatch_date": day(order.required_dispatch_date),
        "sequence": order.sequence,
        "event_id": _event_id(order),
    }


def _event_id(order: Order) -> str:
    """The id of what has just happened to the order."""
    return OrderEvent.objects.values_list("event_id", flat=True).get(order=order, sequence=order.sequence)


def forget_what_never_arrived(order: Order) -> None:
    """The next callback tells again of those parcels, and numbers of parcels, of which no delivered one has told."""
    bodies = callbacks.delivered_bodies(order, DeliveryKind.STATUS_CALLBACK)
    told = [shipment for body in bodies for shipment in json.loads(body).get("new_shipments", [])]
    pieces = {as_json([one["dispatch_datetime"], one["items"]]) for one in told}
    numbers = {(one["dispatch_datetime"], one["tracking"]) for one in told}
    whole, number_alone = [], []
    for shipment in shipping.shipments_of(order):
        shipment.announced_at = None
        document = shipment_document(shipment)
        if as_json([document["dispatch_datetime"], document["items"]]) not in pieces:
            whole.append(shipment.pk)
        elif (document["dispatch_datetime"], shipment.tracking) not in numbers:
            number_alone.append(shipment.pk)
    forget_announced(shipments=whole, numbers_of=number_alone)


def shipment_document(shipment: Shipment) -> dict[str, Any]:
    """One parcel, as callbacks tell of it; without its pieces if those were told before: shops add pieces up."""
    lines = shipment.items.all() if shipment.announced_at is None else []
    return {
        "dispatch_datetime": moment(shipment.dispatched_at),
        "tracking": shipment.tracking,
        "tracking_url": shipment.tracking_url,
        "items": [_pieces(line) for line in lines],
    }


def _pieces(row: ShipmentItem | Cancellation) -> dict[str, Any]:
    return {"quantity": row.quantity, "ref": row.order_item.ref, "external_ref": row.order_item.external_ref}
