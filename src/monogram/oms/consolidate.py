"""A split order told to its shop as one (`Company.consolidates_callbacks`): one callback for all of its parts.

The whole goes by the number and reference of its first part. Its state is that of the part that has come least far,
since only then all of it has come that far; a part that waits for a decision shows before all others, and cancelled
ones count only when nothing else is left. Its sequence is the sum of its parts' sequences: any change of any part
raises it, also that a part is split off later.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from monogram.callbacks import queries as callbacks
from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.orders.documents import amount, day
from monogram.orders.models import Order, OrderStatus, Submission
from monogram.orders.statuses import STAGES

_WAITS_FOR_SOMEBODY = (OrderStatus.QC_QUERY, OrderStatus.ON_HOLD)
_NEWS = ("new_shipments", "new_cancellations")
_NOT_STATE = frozenset({*_NEWS, "orders", "sequence", "event_id"})


def parts_told_as_one(order: Order) -> list[Order]:
    """All parts of the order's submission, first one first, if they are told as one; else none.

    The submission is locked then, until the transaction ends: of two parts that change at the same time, the second
    one's callback has the state and the sequence after both. Once told as one, parts stay so, whatever the company's
    switch says later, or the sequence that the shop has seen would go back.
    """
    parts = Order.objects.filter(submission_id=order.submission_id).order_by("pk")
    if not parts.exclude(pk=order.pk).exists():
        return []
    if not order.company.consolidates_callbacks and not callbacks.are_consolidated(order.submission_id):
        return []
    Submission.objects.select_for_update(no_key=True).only("pk").get(pk=order.submission_id)
    return list(parts)


def whole_document(parts: Sequence[Order]) -> dict[str, Any]:
    """The state of a split order as a whole, with that of each part in `orders`."""
    first = parts[0]
    shipped = next((part for part in parts if part.shipping_tracking), first)
    status = whole_status([OrderStatus(part.status) for part in parts])
    return {
        "id": first.pk,
        "external_ref": first.external_ref,
        "ref": first.ref,
        "status": status,
        "status_name": status.label,
        "shipping_tracking": shipped.shipping_tracking,
        "shipping_method": shipped.shipping_method,
        "shipping_carrier": shipped.shipping_carrier,
        "shipping_price": amount(first.shipping_price),
        "new_shipments": [],
        "new_cancellations": [],
        "required_dispatch_date": day(first.required_dispatch_date),
        "sequence": sum(part.sequence for part in parts),
        "event_id": "",
        "orders": [_part(part) for part in parts],
    }


def whole_status(statuses: Sequence[OrderStatus]) -> OrderStatus:
    """What the parts' statuses come to."""
    for waiting in _WAITS_FOR_SOMEBODY:
        if waiting in statuses:
            return waiting
    going = [status for status in statuses if status != OrderStatus.CANCELLED]
    return min(going, key=_stage, default=OrderStatus.CANCELLED)


def is_news(document: Mapping[str, Any], first: Order) -> bool:
    """Whether the shop would learn anything: another state of the whole, a parcel, a cancellation."""
    if any(document[name] for name in _NEWS):
        return True
    latest = callbacks.latest_of(first, DeliveryKind.STATUS_CALLBACK)
    return latest is None or not latest.is_consolidated or _state(json.loads(latest.body)) != _state(document)


def parts_told_by(delivery: Delivery) -> list[int]:
    """The orders, by number, of which a callback tells."""
    if not delivery.is_consolidated:
        return [delivery.order_id]
    return [part["id"] for part in json.loads(delivery.body)["orders"]]


def _stage(status: OrderStatus) -> float:
    """How far along; a reprint is about to be made again."""
    if status == OrderStatus.REPRINT:
        return STAGES.index(OrderStatus.IN_PRODUCTION) - 0.5
    return STAGES.index(status)


def _state(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in _NOT_STATE}


def _part(part: Order) -> dict[str, Any]:
    return {
        "id": part.pk,
        "ref": part.ref,
        "status": part.status,
        "status_name": OrderStatus(part.status).label,
        "shipping_tracking": part.shipping_tracking,
        "shipping_method": part.shipping_method,
        "shipping_carrier": part.shipping_carrier,
        "sequence": part.sequence,
    }
