"""What orders take of suppliers' stock, and what comes back of it.

Rows are locked and counted first (`settle`), and written once the caller is certain (`Settlement.carry_out`): in
between nothing has happened, so a caller that is refused elsewhere leaves no trace.

Pieces come back only to the report that they were taken from: see `services.stock`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from monogram.common import clock
from monogram.common.compiled import Table, within, write
from monogram.suppliers.errors import StockGoneError
from monogram.suppliers.models import StockItem

_ITEMS = Table(StockItem, without=("barcode", "low_stock_level", "lead_time_days", "daily_capacity", "updated_at"))
_MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class StockWish:
    """Pieces of a SKU that an order line wants. `must_have`: all of them or none; else as many as there are."""

    key: int
    """What the caller knows the line by."""
    supplier_id: int
    sku: str
    quantity: int
    must_have: bool


@dataclass(frozen=True, slots=True)
class StockReturn:
    """Pieces of a line that will not be made after all.

    `held` of them were taken from the stock that was reported at `reported_at`; all count against the day's capacity
    if the order `is_todays`.
    """

    supplier_id: int
    sku: str
    quantity: int
    held: int
    reported_at: datetime | None
    is_todays: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """Pieces that a line gets, of the stock that was reported then."""

    quantity: int
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What each wish gets, by its key (a SKU that is not in stock lists gives nothing), and the rows to be written."""

    taken: Mapping[int, Taken]
    _changed: Sequence[StockItem] = ()

    def carry_out(self) -> None:
        """Write it down."""
        now = connection.ops.adapt_datetimefield_value(clock.now())
        for item in self._changed:
            taken_on = connection.ops.adapt_datefield_value(item.taken_on)
            write(_CHANGE, [item.quantity_available, taken_on, item.taken_today, now, item.pk])


_CHANGE = """
UPDATE suppliers_stockitem SET quantity_available = %s, taken_on = %s, taken_today = %s, updated_at = %s WHERE id = %s
"""


def settle(wishes: Sequence[StockWish], returns: Sequence[StockReturn] = ()) -> Settlement:
    """Lock what is asked for until the transaction ends, and share it out; what comes back is there to be taken.

    Raises StockGoneError where there is less than must be had.
    """
    asked = [(wish.supplier_id, wish.sku) for wish in wishes]
    items = lock_stock([*asked, *((back.supplier_id, back.sku) for back in returns)])
    today = timezone.localdate(clock.now())
    for back in returns:
        if item := items.get((back.supplier_id, back.sku)):
            _give_back(item, back, today)
    _require(wishes, items)
    taken = {}
    for wish in sorted(wishes, key=lambda wish: not wish.must_have):
        if item := items.get((wish.supplier_id, wish.sku)):
            taken[wish.key] = _take(item, wish, today)
    return Settlement(taken, list(items.values()))


def lock_stock(named: Iterable[tuple[int, str]]) -> dict[tuple[int, str], StockItem]:
    """Stock items by supplier and SKU, locked by ascending number until the transaction ends."""
    by_supplier: dict[int, set[str]] = {}
    for supplier_id, sku in named:
        by_supplier.setdefault(supplier_id, set()).add(sku)
    if not by_supplier:
        return {}
    asked, parameters = [], list[Any]()
    for supplier_id, skus in by_supplier.items():
        asked.append(f"(supplier_id = %s AND sku {within(list(skus))})")
        parameters += [supplier_id, *skus]
    lock = "" if connection.vendor == "sqlite" else "FOR NO KEY UPDATE"  # SQLite's one writer is this transaction
    rows = _ITEMS.select(f"WHERE {' OR '.join(asked)} ORDER BY id {lock}", parameters)
    return {(item.supplier_id, item.sku): item for item in rows}


def _require(wishes: Sequence[StockWish], items: Mapping[tuple[int, str], StockItem]) -> None:
    needed = Counter[tuple[int, str]]()
    for wish in wishes:
        if wish.must_have:
            needed[wish.supplier_id, wish.sku] += wish.quantity
    if any(shelf in items and items[shelf].quantity_available < pieces for shelf, pieces in needed.items()):
        raise StockGoneError


def _take(item: StockItem, wish: StockWish, today: date) -> Taken:
    quantity = min(wish.quantity, item.quantity_available)
    item.quantity_available -= quantity
    if item.taken_on != today:
        item.taken_on, item.taken_today = today, 0
    item.taken_today = min(item.taken_today + wish.quantity, _MOST)
    return Taken(quantity, item.reported_at)


def _give_back(item: StockItem, back: StockReturn, today: date) -> None:
    if item.reported_at == back.reported_at:
        item.quantity_available += back.held
    if back.is_todays and item.taken_on == today:
        item.taken_today = max(0, item.taken_today - back.quantity)
