"""A retailer's CSV file of orders, a row for each line: which columns it has, and which rows make one order. Pure.

What a row says is put into the body of `POST /order` by `order_rows`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from monogram.common.csv_text import as_written, decoded, separator_of
from monogram.common.errors import MonogramError
from monogram.orders.requests import SERVER_OWNED, ItemRequest, OrderRequest, readers

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
ATTRIBUTE = "item.attributes."
"""What a column for one attribute begins with; its name follows, in capitals and small letters."""
ERROR = "error"
"""The column that we add to the rows of refused orders. Whoever sends them again may leave it there."""
LISTS = ("attributes", "aspects", "external_urls")
ORDER_COLUMNS = tuple(f"order.{name}" for name in readers(OrderRequest))
ITEM_COLUMNS = tuple(f"item.{name}" for name in (*readers(ItemRequest), *LISTS))

_OTHER_NAMES = {"order.sales_datetime": "order.sale_datetime"}  # as another platform's help writes it
_PASSED_OVER = {f"{part}.{name}" for part in ("order", "item") for name in SERVER_OWNED}
_KNOWN = {*ORDER_COLUMNS, *ITEM_COLUMNS, *_PASSED_OVER, ERROR}
_MOST_NAMED = 5
_ZIP = b"PK\x03\x04"


class UnreadableSheetError(MonogramError):
    """A file that is no list of orders."""


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """The rows of one order. Rows are numbered as spreadsheets do: the one with the columns' names is 1."""

    number: int
    external_ref: str
    rows: Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """A file's columns, as they were written and as they are meant ("" for one without name), and its orders."""

    header: Sequence[str]
    columns: Sequence[str]
    orders: Sequence[SheetOrder]
    separator: str
    row_count: int


@dataclass(slots=True)
class _Rows:
    """Rows that are gathered by their order's reference; each without one is an order by itself."""

    orders: list[tuple[str, dict[int, Sequence[str]]]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def add(self, ref: str, number: int, cells: Sequence[str]) -> None:
        self.count += 1
        if ref and ref in self.places:
            self.orders[self.places[ref]][1][number] = cells
            return
        self.places[ref] = len(self.orders)
        self.orders.append((ref, {number: cells}))


def read_order_sheet(content: bytes) -> OrderSheet:
    """The orders of a file, in the order of their first rows. Raises UnreadableSheetError.

    UTF-8, UTF-16 with a byte-order mark, or Windows-1252; commas, semicolons or tabs; quotes and line breaks within
    cells. Every column must be one that the body of an order has: an unknown one may be a mistyped address.
    """
    text = _text(content)
    separator = separator_of(text)
    table = _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    header = next(table, (1, []))[1]
    columns = _columns(header)
    rows = _gathered(table, columns, ends=text.endswith(("\n", "\r")))
    if not rows.count:
        raise UnreadableSheetError("The file has no rows below the columns' names.")
    orders = [SheetOrder(number, ref, cells) for number, (ref, cells) in enumerate(rows.orders)]
    return OrderSheet(header, columns, orders, separator, rows.count)


def plain(cell: str) -> str:
    """A cell without what spreadsheets, and we, put around it: `="0123"` is how zeros in front are kept."""
    cell = as_written(cell)
    return cell[2:-1].replace('""', '"') if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableSheetError(f"The file is larger than {MAX_BYTES // 1_000_000} MB: split it.")
    if content.startswith(_ZIP):
        raise UnreadableSheetError("This is a workbook or a ZIP file: save the sheet as CSV.")
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        raise UnreadableSheetError(
            "This is neither UTF-8 nor UTF-16 nor Windows-1252: save the sheet as CSV."
        ) from None
    if "\0" in text:
        raise UnreadableSheetError("This is no text, for it holds NUL characters: save the sheet as CSV in UTF-8.")
    return text


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            yield number, cells
    except csv.Error as error:
        raise UnreadableSheetError(f"Row {number + 1} is no CSV: {error}.") from None


def _gathered(table: Iterator[tuple[int, list[str]]], columns: Sequence[str], *, ends: bool) -> _Rows:
    rows, place = _Rows(), columns.index("order.external_ref")
    number, cells = 1, list(columns)
    for number, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        if rows.count == MAX_ROWS:
            raise UnreadableSheetError(f"The file has more than {MAX_ROWS:,} rows: split it.")
        rows.add(plain(cells[place]) if place < len(cells) else "", number, cells)
    if not ends and len(cells) < len(columns):
        raise UnreadableSheetError(f"Row {number}, the last, is cut off: it has {len(cells)} of {len(columns)} cells.")
    return rows


def _columns(header: Sequence[str]) -> list[str]:
    columns = [_column(name) for name in header]
    unknown = [name.strip() for name, column in zip(header, columns, strict=True) if column is None]
    if unknown:
        more = f" There are {len(unknown) - _MOST_NAMED} more." if len(unknown) > _MOST_NAMED else ""
        raise UnreadableSheetError(" ".join(map(_unknown, unknown[:_MOST_NAMED])) + more)
    known = [column or "" for column in columns]
    if twice := next((name for name in known if name and known.count(name) > 1), ""):
        raise UnreadableSheetError(f"The first row names the column {twice} twice.")
    if "order.external_ref" not in known:
        raise UnreadableSheetError("The first row must name the columns, order.external_ref among them.")
    return known


def _column(written: str) -> str | None:
    """What a name in the first row means; None for nothing that we know."""
    name = written.strip().lstrip("\ufeff")
    if name.lower().startswith(ATTRIBUTE):
        return ATTRIBUTE + name[len(ATTRIBUTE) :] if len(name) > len(ATTRIBUTE) else None
    name = _OTHER_NAMES.get(name.lower(), name.lower())
    return name if not name or name in _KNOWN else None


def _unknown(name: str) -> str:
    near = _near(name.lower())
    return f"There is no column “{name[:60]}”" + (f": do you mean {' or '.join(near)}?" if near else ".")


def _near(name: str) -> list[str]:
    """What an unknown name may stand for: a part of another name, else one that is written nearly like it."""
    part, _, ending = name.rpartition(".")
    known = {one: one.rpartition(".")[2] for one in (*ORDER_COLUMNS, *ITEM_COLUMNS) if one.startswith(part)}
    longer = [one for one, field_name in known.items() if f"_{field_name}".endswith(f"_{ending}")]
    longer.sort(key=lambda one: known[one] != ending)
    nearly = get_close_matches(ending, known.values(), n=1)
    return longer[:2] or [one for one, field_name in known.items() if field_name in nearly][:1]
