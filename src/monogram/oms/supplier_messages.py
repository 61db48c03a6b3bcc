"""What an order's supplier is told, and by which way: pushed, written into its folder, or waiting to be fetched."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django_tasks.base import Task

from monogram.artwork import queries as artwork
from monogram.callbacks import queries as callbacks
from monogram.callbacks import services as messages
from monogram.callbacks.models import Channel, Delivery, DeliveryKind
from monogram.designs.queries import texts_of
from monogram.oms.linked_documents import linked_documents
from monogram.orders.documents import order_document
from monogram.orders.models import ItemStatus, ItemType, Order, OrderItem
from monogram.shipping import queries as shipping
from monogram.suppliers.queries import FolderTarget, PushTarget, Target, extras_for, target_for

NO_PUSH = "The supplier has no push integration: the order waits to be fetched"
BEFORE_THE_START = "The supplier's push integration begins with later orders: this one waits to be fetched"


def target_of(order: Order) -> Target | str:
    """Where and how the order goes to its supplier; else why it waits to be fetched."""
    target = target_for(account_id=order.secondary_company_ref_id, supplier_id=order.supplier_id)
    if target is None:
        return NO_PUSH
    if target.starts_at and order.creation_datetime < target.starts_at:
        return BEFORE_THE_START
    return target


def queue_for_supplier(
    order: Order,
    *,
    target: Target | str,
    sequence: int,
    body: str,
    follow_up: Task[Any, Any],
    is_update: bool = False,
    due_at: datetime | None = None,
) -> Delivery:
    """Write a message to the order's supplier down; the caller holds the lock of the order."""
    way: dict[str, Any] = {"channel": Channel.FEED, "method": "GET", "url": ""}
    if isinstance(target, PushTarget):
        way = {"channel": Channel.HTTP, "method": "POST", "url": target.url}
    elif isinstance(target, FolderTarget):
        way = {
            "channel": Channel.FILE,
            "method": "PUT",
            "url": f"orders/{order.ref}-{sequence}" if is_update else f"orders/{order.ref}",
            "receiver": callbacks.receiver_of_folder(target.settings),
            "attachments": artwork.print_files(order.pk),
        }
    return messages.queue_delivery(
        kind=DeliveryKind.SUPPLIER_PUSH,
        order=order,
        sequence=sequence,
        body=body,
        follow_up=follow_up,
        due_at=due_at,
        **way,
    )


def due_at(order: Order, target: Target | str) -> datetime | None:
    """When the order is to leave at the earliest: on its required dispatch date, if the supplier wants it then."""
    if isinstance(target, Target) and target.dispatch_date_only and order.required_dispatch_date:
        return timezone.make_aware(datetime.combine(order.required_dispatch_date, time.min))
    return None


def first_document(order: Order) -> dict[str, Any]:
    """The order as its supplier needs it: without the lines that were cancelled before it heard of them."""
    document = _document(order)
    document["items"] = [item for item in document["items"] if item["status"] != ItemStatus.CANCELLED]
    return document


def update_document(order: Order) -> dict[str, Any]:
    """The order as it is now; its lines also say how many of their pieces are still to be sent."""
    document = _document(order)
    pieces = shipping.pieces_of(order)
    document["items"] = [{**item, "quantity_outstanding": pieces[item["id"]].outstanding} for item in document["items"]]
    return document


def _document(order: Order) -> dict[str, Any]:
    extras = extras_for(account_id=order.secondary_company_ref_id, supplier_id=order.supplier_id)
    document: dict[str, Any] = {
        **order_document(order, artwork.assets_of_order(order.pk, supplier_id=order.supplier_id))
    }
    if extras.text_elements:
        items = {item.pk: item for item in order.items.select_related("print_job", "sample", "virtual_design")}
        document["items"] = [{**item, "texts": _texts(items[item["id"]])} for item in document["items"]]
    if extras.generate_documents:
        document["pdfs"] = linked_documents(order)
    return document


def _texts(item: OrderItem) -> list[dict[str, str]]:
    """What is written on a line: what its design says, and its attributes where they are what is written."""
    design = item.design
    designed = texts_of(design.document) if design else []
    said = item.attributes if design is None or item.type == ItemType.TEXTUAL else []
    return [
        *({"area": one.area, "name": one.name, "text": one.text} for one in designed),
        *({"area": "", "name": one["name"], "text": str(one["value"])} for one in said),
    ]


def how_it_came(delivery: Delivery) -> str:
    """How a message that has arrived did so, for the order's history."""
    if delivery.channel == Channel.FEED:
        return f"Message {delivery.sequence} was fetched"
    if delivery.channel == Channel.FILE:
        return f"File {delivery.sequence} was written"
    return f"Push {delivery.sequence} was delivered"


def why_not(delivery: Delivery) -> str:
    """Why a message has not arrived, for staff."""
    reason = callbacks.last_failure(delivery)
    if delivery.channel == Channel.FILE:
        return f"The order could not be written into the supplier's folder: {reason}"
    what = "refused the order" if callbacks.was_refused(delivery) else "could not be reached"
    return f"The supplier {what}: {reason}"
