"""Stock as a CSV file, as suppliers' systems and spreadsheets write and read it. Pure.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and read back without.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monogram.common.csv_text import ROUNDED, as_written, decoded, harmless, separator_of
from monogram.common.errors import MonogramError
from monogram.suppliers.models import StockItem
from monogram.suppliers.services.stock import SETTINGS, StockRow

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
COLUMNS = ("supplier", "sku", "barcode", "quantity_available", *SETTINGS)
_LIMITS = {"sku": 80, "barcode": 100}
_LARGEST = {"lead_time_days": 2**15 - 1}
_MOST = 2**31 - 1


class UnreadableCsvError(MonogramError):
    """A file that is no list of stock."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be read or applied, and why."""

    line: int
    why: str


@dataclass(slots=True)
class StockFile:
    """The rows of a file, its faults by line, and which of `SETTINGS` it has columns for."""

    rows: list[StockRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    settings: Sequence[str] = ()


def read_stock_csv(content: bytes, *, supplier_id: int) -> StockFile:
    """A supplier's stock out of a CSV file: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs.

    It has a column `quantity_available`, and `sku` or `barcode` or both; columns of `SETTINGS` are read too, an empty
    cell of theirs takes the setting away. Other columns are passed over, but a `supplier` must be this one. Raises
    UnreadableCsvError.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableCsvError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        raise UnreadableCsvError("The file is neither UTF-8 nor Windows-1252.") from None
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        return _read([(lines.line_num, cells) for cells in lines], supplier_id)
    except csv.Error as error:
        raise UnreadableCsvError(f"Line {lines.line_num} is no CSV: {error}.") from None


def line_of(row_path: str) -> int:
    """The line that a path of `read_stock_csv`'s rows, or of a fault in one, names."""
    found = re.search(r"\d+", row_path)
    return int(found[0]) if found else 0


def write_stock_csv(items: Iterable[StockItem]) -> bytes:
    """Stock items as a file that `read_stock_csv` reads back, and that spreadsheets open as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for item in items:
        numbers = [item.quantity_available, *(getattr(item, name) for name in SETTINGS)]
        writer.writerow([item.supplier_id, harmless(item.sku), harmless(item.barcode), *numbers])
    return text.getvalue().encode("utf-8-sig")


def _read(lines: Sequence[tuple[int, list[str]]], supplier_id: int) -> StockFile:
    """The lines, each with its number in the file: a cell may go over several."""
    names = [name.strip().lower() for name in lines[0][1]] if lines else []
    _require_columns(names)
    told = [(number, cells) for number, cells in lines[1:] if any(cell.strip() for cell in cells)]
    if len(told) > MAX_ROWS:
        raise UnreadableCsvError(f"The file has more than {MAX_ROWS:,} lines: split it.")
    file = StockFile(settings=[name for name in SETTINGS if name in names])
    for number, cells in told:
        row = _row(dict(zip(names, map(as_written, cells), strict=False)), number, supplier_id)
        if isinstance(row, Fault):
            file.faults.append(row)
        else:
            file.rows.append(row)
    return file


def _require_columns(names: Sequence[str]) -> None:
    if "quantity_available" not in names or not {"sku", "barcode"} & set(names):
        raise UnreadableCsvError(
            "The first line must name the columns: quantity_available, and sku or barcode or both."
        )
    if twice := next((name for name in names if name and names.count(name) > 1), ""):
        raise UnreadableCsvError(f"The first line names the column {twice} twice.")


def _row(cells: Mapping[str, str], number: int, supplier_id: int) -> StockRow | Fault:
    try:
        return _checked_row(cells, number, supplier_id)
    except ValueError as why:
        return Fault(number, str(why))


def _checked_row(cells: Mapping[str, str], number: int, supplier_id: int) -> StockRow:
    if cells.get("supplier", "") not in {"", str(supplier_id)}:
        raise ValueError(f"It is stock of supplier {cells['supplier'][:30]}, not of {supplier_id}")
    sku, barcode = _name(cells, "sku"), _name(cells, "barcode")
    if not sku and not barcode:
        raise ValueError("It names neither a sku nor a barcode")
    quantity = _number(cells, "quantity_available")
    if quantity is None:
        raise ValueError("quantity_available is empty")
    return StockRow(sku, barcode, quantity, f"line {number}", tuple(_number(cells, name) for name in SETTINGS))


def _name(cells: Mapping[str, str], name: str) -> str:
    text = cells.get(name, "")
    if len(text) > _LIMITS[name]:
        raise ValueError(f"{name} is too long: {len(text)} characters, where at most {_LIMITS[name]} are kept")
    if "\x00" in text:
        raise ValueError(f"{name} holds a NUL character")
    if ROUNDED.fullmatch(text):
        raise ValueError(f"{name} {text} was shortened by a spreadsheet: make the column text and fill it in anew")
    return text


def _number(cells: Mapping[str, str], name: str) -> int | None:
    text, largest = cells.get(name, ""), _LARGEST.get(name, _MOST)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or int(text) > largest:
        raise ValueError(f"{name} must be a whole number from 0 to {largest}, not “{text[:30]}”")
    return int(text)
