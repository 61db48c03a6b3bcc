"""The history of an order as its supplier may see it: who, what, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monogram.orders.models import Order, OrderEvent, OrderStatus
from monogram.orders.queries import MOVED

# All else concerns the shop or the staff alone: confirmations to the shop, routing, messages that did not get through.
_TITLES = {
    "status": "",
    MOVED: "The order came to you",
    "placed": "Order placed",
    "items": "Pieces",
    "parcel": "Tracking number",
    "corrected": "Corrected",
    "supplier_told": "You were told of a change",
    "refused_news": "Not accepted while the order is stopped",
}
_STATUS_TITLES = {
    OrderStatus.RECEIVED: "Received",
    OrderStatus.SENT_TO_SUPPLIER: "Sent to you",
    OrderStatus.RECEIVED_BY_SUPPLIER: "Acknowledged",
    OrderStatus.BATCH_READY: "In a batch, with its files",
    OrderStatus.IN_PRODUCTION: "In production",
    OrderStatus.REPRINT: "To be made again",
    OrderStatus.SENT_TO_SHIPPER: "Label asked for",
    OrderStatus.RECEIVED_BY_SHIPPER: "Label made",
    OrderStatus.DISPATCHED: "Dispatched",
    OrderStatus.RETAILER_NOTIFIED: "Shop told once more",
    OrderStatus.QC_QUERY: "Query: stopped",
    OrderStatus.ON_HOLD: "Put on hold",
    OrderStatus.CANCELLED: "Cancelled",
}
_STOPS = frozenset({OrderStatus.QC_QUERY, OrderStatus.ON_HOLD, OrderStatus.CANCELLED})
_NUMBER = re.compile(r" \(\d+\)$")
_PERSON = re.compile(r"^By (.+) in the portal$")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened."""

    title: str
    who: str
    at: datetime
    detail: str
    status: int | None
    state: str
    """As the timeline's style has it: `now`, `done`, `bad`."""


def timeline_of(order: Order, events: Sequence[OrderEvent]) -> list[Happening]:
    """The latest first. What was before the order came to this supplier is another's affair."""
    since = max((event.sequence for event in events if event.kind == MOVED), default=0)
    shown = [event for event in events if event.sequence >= since and event.kind in _TITLES]
    return [_happening(event, is_latest=event is shown[-1]) for event in reversed(shown)]


def _happening(event: OrderEvent, *, is_latest: bool) -> Happening:
    status = OrderStatus(event.to_status) if event.to_status is not None else None
    details = event.detail.splitlines() if event.kind != MOVED else []
    people = [found[1] for line in details if (found := _PERSON.match(line))]
    return Happening(
        title=_title(event, status),
        who=people[-1] if people else _NUMBER.sub("", event.actor),
        at=event.at,
        detail="\n".join(line for line in details if not _PERSON.match(line)),
        status=event.to_status,
        state="bad" if status in _STOPS else "now" if is_latest else "done",
    )


def _title(event: OrderEvent, status: OrderStatus | None) -> str:
    if event.kind == "status" and status is not None:
        return _STATUS_TITLES.get(status, status.label)
    return _TITLES[event.kind]
