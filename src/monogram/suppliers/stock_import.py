"""A supplier's stock out of a CSV file, in the back office and the portal: what it would change, before it does.

Between the two the file travels in the page, packed, so that nothing is kept of one that nobody applies.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from monogram.companies.models import Company
from monogram.suppliers.errors import StockRowError
from monogram.suppliers.services.stock import SETTINGS, StockChange, foresee_report, report_stock
from monogram.suppliers.stock_csv import MAX_BYTES, Fault, StockFile, UnreadableCsvError, line_of, read_stock_csv

_MOST_SHOWN = 200
_LABELS = {"low_stock_level": "Low at", "lead_time_days": "Lead time", "daily_capacity": "Pieces a day"}


class StockFileForm(forms.Form):
    """A file: just chosen, or packed into the page that shows what it would change.

    Whose it is, `supplier` says, or a field of that name.
    """

    file = forms.FileField(label="CSV file", required=False)
    packed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, supplier: Company | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self._supplier = supplier

    def clean(self) -> dict[str, Any]:
        """Read the file. Its content is `content`, what it says is `stock`, whose it is `supplier`."""
        cleaned: dict[str, Any] = super().clean() or {}
        supplier = self._supplier or cleaned.get("supplier")
        if supplier is None or self.errors:
            return cleaned
        if cleaned.get("file"):
            content = cleaned["file"].read(MAX_BYTES + 1)
        elif cleaned.get("packed"):
            content = _unpacked(cleaned["packed"])
        else:
            raise forms.ValidationError({"file": "Choose a file."})
        try:
            stock = read_stock_csv(content, supplier_id=supplier.pk)
        except UnreadableCsvError as error:
            raise forms.ValidationError({"file": error.text}) from None
        return cleaned | {"content": content, "stock": stock, "supplier": supplier}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number before and after."""

    label: str
    before: int | None
    after: int | None

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def now(self) -> str:
        return _told(self.before)

    @property
    def then(self) -> str:
        return _told(self.after)


def _told(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A SKU that would change."""

    sku: str
    is_new: bool
    quantity: Cell
    others: Sequence[Cell]
    barcode: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would come to; of long lists the beginning."""

    supplier: Company
    packed: str
    changes: Sequence[ShownChange]
    change_count: int
    new_count: int
    unchanged: int
    faults: Sequence[Fault]
    fault_count: int

    @property
    def more_changes(self) -> int:
        return self.change_count - len(self.changes)

    @property
    def more_faults(self) -> int:
        return self.fault_count - len(self.faults)


def preview_of(*, supplier: Company, stock: StockFile, content: bytes, **_: Any) -> Preview:
    """What a form's file would do now. Nothing is written."""
    forecast = foresee_report(supplier=supplier, rows=stock.rows, settings=stock.settings)
    faults = _faults(stock, forecast.errors)
    return Preview(
        supplier=supplier,
        packed=base64.b64encode(zlib.compress(content)).decode(),
        changes=[_shown(change, stock.settings) for change in forecast.changes[:_MOST_SHOWN]],
        change_count=len(forecast.changes),
        new_count=sum(change.before is None for change in forecast.changes),
        unchanged=forecast.unchanged,
        faults=faults[:_MOST_SHOWN],
        fault_count=len(faults),
    )


def _shown(change: StockChange, settings: Sequence[str]) -> ShownChange:
    before, row = change.before, change.row
    told = dict(zip(SETTINGS, row.settings, strict=True))
    cells = [Cell(_LABELS[name], getattr(before, name, None), told[name]) for name in settings]
    return ShownChange(
        sku=change.sku,
        is_new=before is None,
        quantity=Cell("Available", before.quantity_available if before else None, row.quantity),
        others=[cell for cell in cells if cell.is_changed],
        barcode=row.barcode if row.barcode and row.barcode != getattr(before, "barcode", "") else "",
    )


def apply(*, supplier: Company, stock: StockFile) -> tuple[str, str]:
    """Set what the file says. What was done, in words, and what was left out, or ""."""
    report = report_stock(supplier=supplier, rows=stock.rows, settings=stock.settings)
    faults = len(_faults(stock, report.errors))
    done = f"{supplier.name}: {report.updated:,} SKU{'' if report.updated == 1 else 's'} set."
    return done, f"{faults:,} line{' was' if faults == 1 else 's were'} left out." if faults else ""


def _faults(stock: StockFile, errors: Sequence[StockRowError]) -> list[Fault]:
    """What cannot be read and what cannot be applied, by line."""
    told = [Fault(line_of(error.path), error.text.replace("of yours ", "of this supplier ")) for error in errors]
    return sorted([*stock.faults, *told], key=lambda fault: fault.line)


def _unpacked(packed: str) -> bytes:
    """The file out of the page, no longer than it may be. Raises ValidationError."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), MAX_BYTES + 1)
    except (ValueError, zlib.error):  # also what is no base64
        raise forms.ValidationError({"file": "The page does not hold the file any more: choose it again."}) from None
