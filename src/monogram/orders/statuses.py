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
_MADE_AGAIN = _SUPPLIER | _STAFF

# A pause is a bracket: what it allows besides a step to the other pause depends on where it was opened (`Standing`).
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
    _S.IN_PRODUCTION: {_S.REPRINT: _MADE_AGAIN, **_LEAVES, **_WHILE_MAKING},
    _S.REPRINT: {_S.IN_PRODUCTION: _WORKS, **_LEAVES, **_WHILE_MAKING},
    _S.SENT_TO_SHIPPER: {
        _S.RECEIVED_BY_SHIPPER: _WORKS,
        _S.DISPATCHED: _WORKS,
        _S.REPRINT: _MADE_AGAIN,
        **_WHILE_MAKING,
    },
    _S.RECEIVED_BY_SHIPPER: {_S.DISPATCHED: _WORKS, _S.REPRINT: _MADE_AGAIN, **_WHILE_MAKING},
    _S.DISPATCHED: {_S.RETAILER_NOTIFIED: _DESK, _S.REPRINT: _MADE_AGAIN},
    _S.RETAILER_NOTIFIED: {_S.REPRINT: _MADE_AGAIN},
    _S.QC_QUERY: {_S.ON_HOLD: _STAFF},
    _S.ON_HOLD: {_S.QC_QUERY: _STAFF},
    _S.CANCELLED: {},
}

# A line is made again (Dispatched to Ready) by a reprint of the order alone: as a status of the line it could be
# an old message that comes late. A retailer cancels lines as long as it could cancel their order.
ITEM_STEPS: Mapping[ItemStatus, Mapping[ItemStatus, Party]] = {
    ItemStatus.UNKNOWN: {ItemStatus.READY: _WORKS, ItemStatus.CANCELLED: _ANYONE},
    ItemStatus.READY: {
        ItemStatus.IN_PRODUCTION: _WORKS,
        ItemStatus.DISPATCHED: _WORKS,
        ItemStatus.CANCELLED: _ANYONE,
    },
    ItemStatus.IN_PRODUCTION: {ItemStatus.DISPATCHED: _WORKS, ItemStatus.CANCELLED: _WORKS},
    ItemStatus.DISPATCHED: {},
    ItemStatus.CANCELLED: {},
}

COMPLETED = frozenset({_S.DISPATCHED, _S.RETAILER_NOTIFIED})
PAUSED = frozenset({_S.QC_QUERY, _S.ON_HOLD})

# Nothing has been made yet: a line in the works takes the order along to In Production.
BEFORE_MAKING = frozenset({_S.RECEIVED, _S.SENT_TO_SUPPLIER, _S.RECEIVED_BY_SUPPLIER, _S.BATCH_READY})

_UNDERWAY = frozenset({_S.IN_PRODUCTION, _S.SENT_TO_SHIPPER, _S.RECEIVED_BY_SHIPPER})

# How far along a status is.
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
    """Whether the table has this step for `party`. During a pause ask `Standing.allows`, which knows where it began."""
    return bool(STEPS[before].get(after, Party(0)) & party)


def item_may_follow(before: ItemStatus, after: ItemStatus, party: Party) -> bool:
    """Whether `party` may move an order line from one status to another."""
    return bool(ITEM_STEPS[before].get(after, Party(0)) & party)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands: its status and, during a pause, what the pause interrupts and whose it is."""

    status: OrderStatus
    resumes_at: OrderStatus
    """Where a release leads. Outside a pause the status itself."""
    is_retailers_hold: bool = False

    def allows(self, to: OrderStatus, party: Party) -> bool:
        """Whether `party` may move the order there now.

        A pause is ended by the staff, a retailer's own hold also by the retailer. The staff may then also write down
        what happened meanwhile. To cancel during a pause takes the right to cancel where it was opened.
        """
        if self.status not in PAUSED:
            return may_follow(self.status, to, party)
        if to == OrderStatus.CANCELLED:
            return may_follow(self.resumes_at, to, party)
        if to in PAUSED:
            return may_follow(self.status, to, party)
        if party == Party.STAFF:
            return to == self.resumes_at or may_follow(self.resumes_at, to, party)
        return party == Party.RETAILER and self.is_retailers_hold and to == self.resumes_at

    def possible(self, party: Party) -> list[OrderStatus]:
        """Every status to which `party` may move the order now."""
        return [to for to in OrderStatus if to != self.status and self.allows(to, party)]


def is_late_news(before: OrderStatus, after: OrderStatus, party: Party) -> bool:
    """Whether a message is dropped instead of refused: it is no one's mistake that it comes late.

    That is the platform's own news of what the order has gone past, or of an order that has ended or waits for a
    person; and a supplier's news of a stage that the order has gone past, or that comes before it is made again.
    """
    if party == Party.SUPPLIER:
        if before == _S.REPRINT:
            return after in BEFORE_MAKING
        return after in BEFORE_MAKING | _UNDERWAY and is_further(before, than=after)
    if party != Party.PLATFORM:
        return False
    return before in PAUSED or before in {_S.CANCELLED, _S.REPRINT} or is_further(before, than=after)


def is_further(status: OrderStatus, than: OrderStatus) -> bool:
    """Whether both are stages of an order's way, and the first comes after the second."""
    return status in STAGES and than in STAGES and STAGES.index(status) > STAGES.index(than)
