"""The status machine of orders and items, as tables: from where, to where, and who may (`contract.md §4`).

Nothing else in the code decides whether a status may follow another. A step that is not in the table does not
happen: that is what keeps a late or repeated message from moving an order back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto

from monogram.companies.models import Company, User
from monogram.orders.models import ItemStatus, OrderStatus


class Party(Flag):
    """Who moves an order. Flags, so that a step can name several."""

    RETAILER = auto()
    SUPPLIER = auto()
    STAFF = auto()
    PLATFORM = auto()


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts on an order, with the name that its history will show."""

    party: Party
    name: str

    @classmethod
    def retailer(cls, company: Company) -> Actor:
        """A company acting on an order that it placed."""
        return cls(Party.RETAILER, str(company))

    @classmethod
    def supplier(cls, company: Company) -> Actor:
        """A company acting on an order that was sent to it."""
        return cls(Party.SUPPLIER, str(company))

    @classmethod
    def staff(cls, user: User) -> Actor:
        """A person in the back office."""
        return cls(Party.STAFF, str(user))


PLATFORM = Actor(Party.PLATFORM, "Monogram")

_S = OrderStatus
_RETAILER, _SUPPLIER, _STAFF, _PLATFORM = Party.RETAILER, Party.SUPPLIER, Party.STAFF, Party.PLATFORM
_DESK = _STAFF | _PLATFORM
_WORKS = _SUPPLIER | _STAFF | _PLATFORM
_ANYONE = _RETAILER | _SUPPLIER | _STAFF | _PLATFORM

# What can befall an order at any time before it has left the supplier. A retailer can stop it until it is made.
_BEFORE_MAKING: Mapping[OrderStatus, Party] = {
    _S.QC_QUERY: _WORKS,
    _S.ON_HOLD: _RETAILER | _STAFF,
    _S.CANCELLED: _ANYONE,
}
_WHILE_MAKING: Mapping[OrderStatus, Party] = {
    _S.QC_QUERY: _WORKS,
    _S.ON_HOLD: _STAFF,
    _S.CANCELLED: _WORKS,
}
_LEAVES: Mapping[OrderStatus, Party] = {
    _S.SENT_TO_SHIPPER: _WORKS,
    _S.RECEIVED_BY_SHIPPER: _WORKS,
    _S.DISPATCHED: _WORKS,
}

# Back to work from a pause, to where the order was. The platform's own news never ends a pause.
_RESUMES: Mapping[OrderStatus, Party] = {
    _S.RECEIVED: _STAFF,
    _S.SENT_TO_SUPPLIER: _STAFF,
    _S.RECEIVED_BY_SUPPLIER: _STAFF,
    _S.BATCH_READY: _STAFF,
    _S.IN_PRODUCTION: _STAFF,
    _S.REPRINT: _STAFF,
    _S.SENT_TO_SHIPPER: _STAFF,
    _S.RECEIVED_BY_SHIPPER: _STAFF,
    _S.DISPATCHED: _STAFF,
}
_OWN_HOLD_ENDS: Mapping[OrderStatus, Party] = {
    _S.RECEIVED: _RETAILER | _STAFF,
    _S.SENT_TO_SUPPLIER: _RETAILER | _STAFF,
    _S.RECEIVED_BY_SUPPLIER: _RETAILER | _STAFF,
    _S.BATCH_READY: _RETAILER | _STAFF,
}

STEPS: Mapping[OrderStatus, Mapping[OrderStatus, Party]] = {
    _S.UNKNOWN: {_S.RECEIVED: _DESK, _S.CANCELLED: _DESK},
    _S.RECEIVED: {
        _S.SENT_TO_SUPPLIER: _DESK,
        _S.RECEIVED_BY_SUPPLIER: _WORKS,
        _S.BATCH_READY: _WORKS,
        _S.IN_PRODUCTION: _WORKS,
        **_LEAVES,
        **_BEFORE_MAKING,
    },
    _S.SENT_TO_SUPPLIER: {
        _S.RECEIVED_BY_SUPPLIER: _WORKS,
        _S.BATCH_READY: _WORKS,
        _S.IN_PRODUCTION: _WORKS,
        **_LEAVES,
        **_BEFORE_MAKING,
    },
    _S.RECEIVED_BY_SUPPLIER: {_S.BATCH_READY: _WORKS, _S.IN_PRODUCTION: _WORKS, **_LEAVES, **_BEFORE_MAKING},
    _S.BATCH_READY: {_S.IN_PRODUCTION: _WORKS, **_LEAVES, **_BEFORE_MAKING},
    _S.IN_PRODUCTION: {_S.REPRINT: _SUPPLIER | _STAFF, **_LEAVES, **_WHILE_MAKING},
    _S.REPRINT: {_S.IN_PRODUCTION: _WORKS, **_LEAVES, **_WHILE_MAKING},
    _S.SENT_TO_SHIPPER: {
        _S.RECEIVED_BY_SHIPPER: _WORKS,
        _S.DISPATCHED: _WORKS,
        _S.REPRINT: _SUPPLIER | _STAFF,
        **_WHILE_MAKING,
    },
    _S.RECEIVED_BY_SHIPPER: {_S.DISPATCHED: _WORKS, _S.REPRINT: _SUPPLIER | _STAFF, **_WHILE_MAKING},
    _S.DISPATCHED: {_S.RETAILER_NOTIFIED: _DESK, _S.REPRINT: _SUPPLIER | _STAFF},
    _S.RETAILER_NOTIFIED: {_S.REPRINT: _SUPPLIER | _STAFF},
    _S.QC_QUERY: {_S.ON_HOLD: _RETAILER | _STAFF, _S.CANCELLED: _ANYONE, **_RESUMES},
    _S.ON_HOLD: {_S.QC_QUERY: _STAFF, _S.CANCELLED: _ANYONE, **_RESUMES, **_OWN_HOLD_ENDS},
    _S.CANCELLED: {},
}

ITEM_STEPS: Mapping[ItemStatus, Mapping[ItemStatus, Party]] = {
    ItemStatus.UNKNOWN: {ItemStatus.READY: _WORKS, ItemStatus.CANCELLED: _WORKS},
    ItemStatus.READY: {
        ItemStatus.IN_PRODUCTION: _WORKS,
        ItemStatus.DISPATCHED: _WORKS,
        ItemStatus.CANCELLED: _WORKS,
    },
    ItemStatus.IN_PRODUCTION: {ItemStatus.DISPATCHED: _WORKS, ItemStatus.CANCELLED: _WORKS},
    ItemStatus.DISPATCHED: {},
    ItemStatus.CANCELLED: {},
}

COMPLETED = frozenset({_S.DISPATCHED, _S.RETAILER_NOTIFIED})
PAUSED = frozenset({_S.QC_QUERY, _S.ON_HOLD})

# An item follows its order when the order as a whole ends; else it keeps a status of its own.
ITEM_STATUS_BY_ORDER: Mapping[OrderStatus, ItemStatus] = {
    _S.DISPATCHED: ItemStatus.DISPATCHED,
    _S.CANCELLED: ItemStatus.CANCELLED,
}

# How far along a status is. The platform's own late news is dropped by it in silence, where a person's is refused.
STAGES = (
    _S.UNKNOWN,
    _S.RECEIVED,
    _S.SENT_TO_SUPPLIER,
    _S.RECEIVED_BY_SUPPLIER,
    _S.BATCH_READY,
    _S.IN_PRODUCTION,
    _S.SENT_TO_SHIPPER,
    _S.RECEIVED_BY_SHIPPER,
    _S.DISPATCHED,
    _S.RETAILER_NOTIFIED,
)


def may_follow(before: OrderStatus, after: OrderStatus, party: Party) -> bool:
    """Whether `party` may move an order from one status to another."""
    return bool(STEPS[before].get(after, Party(0)) & party)


def item_may_follow(before: ItemStatus, after: ItemStatus, party: Party) -> bool:
    """Whether `party` may move an order line from one status to another."""
    return bool(ITEM_STEPS[before].get(after, Party(0)) & party)


def is_late_news(before: OrderStatus, after: OrderStatus) -> bool:
    """Whether news of `after` changes nothing: the order has gone past it, has ended, or waits for a person."""
    if before in PAUSED or before in {_S.CANCELLED, _S.REPRINT}:
        return True
    return before in STAGES and after in STAGES and STAGES.index(after) < STAGES.index(before)
