"""Writes of stock: what suppliers report, and what orders take of it and give back.

A report is absolute: it says what there is, whatever was taken before. So pieces that a line holds are given back only
to the report that they were taken from (`StockItem.reported_at`); after a newer one the supplier has counted anew, and
giving them back would make pieces that nobody has.

Rows are locked by ascending number everywhere, so that no two transactions wait for each other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from monogram.common import clock
from monogram.common.compiled import Table, run, write
from monogram.companies.models import Company
from monogram.suppliers.errors import StockRowError
from monogram.suppliers.models import StockItem

_ITEMS = Table(StockItem)
_AT_ONCE = 10_000
"""Rows of a report in one transaction: on SQLite, orders wait while it runs."""

SETTINGS = ("low_stock_level", "lead_time_days", "daily_capacity")
"""What a report may say of a SKU besides its quantity."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """What a supplier has of a SKU, or of what bears a barcode; `path` is where it says so.

    With both, the SKU decides, and takes the barcode on. `settings` are values of `SETTINGS`.
    """

    sku: str
    barcode: str
    quantity: int
    path: str
    settings: Sequence[int | None] = (None, None, None)


@dataclass(slots=True)
class StockReport:
    """What came of a report: how many rows were applied, and why others were not."""

    updated: int = 0
    errors: list[StockRowError] = field(default_factory=list)


def save_stock(item: StockItem, *, is_report: bool) -> None:
    """Keep a stock item as a person has filled it in. Its quantity counts only if it `is_report`: what orders have
    taken while the page was open is not to come back."""
    item.updated_at = clock.now()
    if item._state.adding:
        item.reported_at = item.updated_at
        item.save()
        return
    told = ["supplier", "sku", "barcode", *SETTINGS, "updated_at"]
    if is_report:
        item.reported_at = item.updated_at
        told += ["quantity_available", "reported_at"]
    item.save(update_fields=told)


def report_stock(*, supplier: Company, rows: Sequence[StockRow], settings: Collection[str] = ()) -> StockReport:
    """Set the quantities of SKUs to what their supplier says; SKUs that it does not name stay as they are.

    A SKU of the supplier in the catalogue that has no stock item yet gets one; any other unknown SKU or barcode, and a
    second row about the same SKU, is an error of that row alone. Of `SETTINGS`, those named in `settings` are set too.
    Not one transaction: every ten thousand rows are, so that orders need not wait for all; to send a report again is
    safe.
    """
    report = StockReport()
    named: dict[str, str] = {}
    for start in range(0, len(rows), _AT_ONCE):
        _apply(supplier, rows[start : start + _AT_ONCE], settings, named, report)
    return report


def _apply(
    supplier: Company, rows: Sequence[StockRow], settings: Collection[str], named: dict[str, str], report: StockReport
) -> None:
    """Some rows of a report in a transaction of their own. `named` has the path of every SKU that came before."""
    known, told = _told(supplier, rows, named, report.errors)
    if told:
        with transaction.atomic():
            _lock([known.items[sku] for sku, _ in told if sku in known.items])
            now = moment_for_database(clock.now())
            write(_upsert(settings), [supplier.pk, now, now, _as_json(told)])
    report.updated += len(told)


def _told(
    supplier: Company, rows: Sequence[StockRow], named: dict[str, str], errors: list[StockRowError]
) -> tuple[_Known, list[tuple[str, StockRow]]]:
    """What is known of the rows, and those that can be applied, with their SKUs."""
    known = _known(supplier, rows)
    told: list[tuple[str, StockRow]] = []
    for row in rows:
        sku, error = _sku_of(row, known)
        if not error and sku in named:
            error = _refused(row, f"SKU {sku} was named before, at {named[sku]}")
        if error:
            errors.append(error)
        else:
            named[sku] = row.path
            told.append((sku, row))
    return known, told


@dataclass(frozen=True, slots=True)
class StockChange:
    """What a row would do: `before` is what is there now, None for a SKU that is new."""

    sku: str
    row: StockRow
    before: StockItem | None


@dataclass(slots=True)
class StockForecast:
    """What a report would come to, without the rows that say what is there already."""

    changes: list[StockChange] = field(default_factory=list)
    unchanged: int = 0
    errors: list[StockRowError] = field(default_factory=list)


def foresee_report(*, supplier: Company, rows: Sequence[StockRow], settings: Collection[str] = ()) -> StockForecast:
    """What `report_stock` would do with this now. Nothing is written."""
    forecast = StockForecast()
    named: dict[str, str] = {}
    for start in range(0, len(rows), _AT_ONCE):
        _, told = _told(supplier, rows[start : start + _AT_ONCE], named, forecast.errors)
        condition = f"WHERE supplier_id = %s AND sku {_ANY_OF[connection.vendor]}"
        found = _ITEMS.select(condition, [supplier.pk, json.dumps([sku for sku, _ in told])])
        before = {item.sku: item for item in found}
        for sku, row in told:
            if _changes(before.get(sku), row, settings):
                forecast.changes.append(StockChange(sku, row, before.get(sku)))
            else:
                forecast.unchanged += 1
    return forecast


def _changes(item: StockItem | None, row: StockRow, settings: Collection[str]) -> bool:
    if item is None or item.quantity_available != row.quantity or row.barcode not in {"", item.barcode}:
        return True
    told = dict(zip(SETTINGS, row.settings, strict=True))
    return any(getattr(item, name) != told[name] for name in settings)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a supplier is known to have: stock items by SKU and by barcode, and the SKUs of its products."""

    items: dict[str, int]
    barcodes: dict[str, list[str]]
    catalogue: frozenset[str]


def _sku_of(row: StockRow, known: _Known) -> tuple[str, StockRowError | None]:
    if row.sku:
        if row.sku in known.items or row.sku in known.catalogue:
            return row.sku, None
        return "", _refused(row, f"No stock item and no product of yours has the SKU {row.sku}")
    skus = known.barcodes.get(row.barcode, [])
    if len(skus) == 1:
        return skus[0], None
    if skus:
        return "", _refused(row, f"{len(skus)} of your SKUs have the barcode {row.barcode}: name the SKU")
    return "", _refused(row, f"No stock item of yours has the barcode {row.barcode}")


def _refused(row: StockRow, why: str) -> StockRowError:
    return StockRowError(why, path=f"{row.path}.{'sku' if row.sku else 'barcode'}".lstrip("."))


# A JSON list of texts as rows, and one of lists as rows of one column `value`, in either database's words.
_ANY_OF = {
    "sqlite": "IN (SELECT value FROM json_each(%s))",
    "postgresql": "IN (SELECT jsonb_array_elements_text(CAST(%s AS jsonb)))",
}
_ROWS_OF = {"sqlite": "json_each(%s) AS told", "postgresql": "jsonb_array_elements(CAST(%s AS jsonb)) AS told(value)"}

_BY_SKU = "SELECT sku, id FROM suppliers_stockitem WHERE supplier_id = %s AND sku {any_of}"
_BY_BARCODE = """
SELECT barcode, sku, id FROM suppliers_stockitem WHERE supplier_id = %s AND barcode <> '' AND barcode {any_of}
"""
_IN_CATALOGUE = """
SELECT supplier_sku FROM catalogue_product WHERE supplier_id = %s AND supplier_sku {any_of}
UNION
SELECT variant.supplier_sku FROM catalogue_variant variant
JOIN catalogue_product product ON product.id = variant.product_id
WHERE product.supplier_id = %s AND variant.supplier_sku {any_of}
UNION
SELECT supplier_sku FROM suppliers_productsource WHERE supplier_id = %s AND supplier_sku {any_of}
"""


def _known(supplier: Company, rows: Sequence[StockRow]) -> _Known:
    any_of = _ANY_OF[connection.vendor]
    skus = [row.sku for row in rows if row.sku]
    items = dict(run(_BY_SKU.format(any_of=any_of), [supplier.pk, json.dumps(skus)])) if skus else {}
    unknown = json.dumps([sku for sku in skus if sku not in items])
    found = run(_IN_CATALOGUE.format(any_of=any_of), [supplier.pk, unknown] * 3) if unknown != "[]" else []
    codes = [row.barcode for row in rows if not row.sku]
    barcodes: dict[str, list[str]] = {}
    if codes:
        for barcode, sku, number in run(_BY_BARCODE.format(any_of=any_of), [supplier.pk, json.dumps(codes)]):
            barcodes.setdefault(barcode, []).append(sku)
            items[sku] = number
    return _Known(items, barcodes, frozenset(sku for (sku,) in found))


_LOCK = "SELECT id FROM suppliers_stockitem WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


def _lock(numbers: Sequence[int]) -> None:
    """Lock rows. On SQLite the transaction that is open has them all."""
    if connection.vendor != "sqlite" and numbers:
        run(_LOCK, [list(numbers)])


def _as_json(told: Sequence[tuple[str, StockRow]]) -> str:
    return json.dumps([(sku, row.barcode, row.quantity, *row.settings) for sku, row in told])


def _upsert(settings: Collection[str]) -> str:
    """What was reported, over what was there. A quantity that is the same again is no change."""
    chosen = [name for name in SETTINGS if name in settings]
    return f"""
INSERT INTO suppliers_stockitem (supplier_id, reported_at, updated_at, taken_today, sku, barcode, quantity_available,
                                 {", ".join(SETTINGS)})
SELECT CAST(%s AS bigint), %s, %s, 0, told.value ->> 0, told.value ->> 1, {", ".join(_numbers())}
FROM {_ROWS_OF[connection.vendor]}
WHERE true ORDER BY told.value ->> 0
ON CONFLICT (supplier_id, sku) DO UPDATE SET
    quantity_available = excluded.quantity_available,
    barcode = CASE WHEN excluded.barcode = '' THEN suppliers_stockitem.barcode ELSE excluded.barcode END,
    {"".join(f"{name} = excluded.{name}, " for name in chosen)}
    reported_at = excluded.reported_at,
    updated_at = CASE WHEN {" AND ".join(_is_the_same(name) for name in ["quantity_available", *chosen])}
                      THEN suppliers_stockitem.updated_at ELSE excluded.updated_at END
"""  # noqa: S608 - names of our own columns


def moment_for_database(moment: datetime) -> Any:
    """A moment as a compiled statement gives it to the database."""
    return connection.ops.adapt_datetimefield_value(moment)


def _numbers() -> Iterator[str]:
    for position in range(2, 3 + len(SETTINGS)):
        yield f"CAST(told.value ->> {position} AS integer)"


def _is_the_same(name: str) -> str:
    return f"suppliers_stockitem.{name} IS NOT DISTINCT FROM excluded.{name}"
