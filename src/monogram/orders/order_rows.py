"""The rows of one order, as the body of `POST /order`, and what is wrong with it, by row and column. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monogram.common.csv_text import ROUNDED
from monogram.common.errors import MonogramError
from monogram.orders import values
from monogram.orders.errors import IntakeError
from monogram.orders.json_body import read_json
from monogram.orders.order_sheet import ATTRIBUTE, LISTS, ORDER_COLUMNS, SheetOrder, plain
from monogram.orders.requests import SERVER_OWNED, ItemRequest, OrderRequest, readers

_FREE_TEXT = {"order.additional_info", "item.description"}
_LISTS = {f"item.{name}" for name in LISTS}
_NUMBERS = {
    f"{part}.{name}"
    for part, kind in (("order", OrderRequest), ("item", ItemRequest))
    for name, how in readers(kind).items()
    if how.read in (values.price, values.rate)
}
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d{1,2}", re.ASCII)
_WITHOUT_SECONDS = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
_OF_ITEM = re.compile(r"items\[(\d+)\](?:\.(.*))?", re.DOTALL)
_OF_ATTRIBUTE = re.compile(r"attributes\[(\d+)\]")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a row of the file and, where there is one, a column."""

    row: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"{self.column}: {self.why}" if self.column else self.why


@dataclass(frozen=True, slots=True)
class OrderBody:
    """An order as the API takes it, and what the rows themselves have wrong."""

    rows: Sequence[int]
    body: Mapping[str, Any]
    faults: Sequence[Fault]


def body_of(columns: Sequence[str], order: SheetOrder) -> OrderBody:
    """The body that an order's rows stand for.

    `order.…` may stand in any of its rows; where it stands in several, it must be the same. A line without
    `item.external_ref` is called by its number.
    """
    faults: list[Fault] = []
    named = {number: _named(columns, number, cells, faults) for number, cells in order.rows.items()}
    items = [
        {"external_ref": str(place), **_item(number, cells, faults)}
        for place, (number, cells) in enumerate(named.items(), 1)
    ]
    return OrderBody(list(order.rows), {**_order(named, faults), "items": items}, faults)


def faults_of(refusal: MonogramError, order: OrderBody) -> list[Fault]:
    """What the API refuses an order for, by row and column."""
    if isinstance(refusal, IntakeError):
        return [_fault(error, order) for error in refusal.errors]
    return [_fault(refusal, order)]


def _named(columns: Sequence[str], row: int, cells: Sequence[str], faults: list[Fault]) -> dict[str, str]:
    """The cells that are filled, by column."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        faults.append(Fault(row, "", f"It has {len(cells)} cells, where there are {len(columns)} columns"))
    named = {}
    for column, cell in zip(columns, cells, strict=False):
        if not cell.strip():
            continue
        if not column:
            faults.append(Fault(row, "", f"“{cell.strip()[:_SHOWN]}” stands in a column without name"))
        elif column.partition(".")[2] not in SERVER_OWNED:
            named[column] = _meant(column, cell, row, faults)
    return named


def _meant(column: str, cell: str, row: int, faults: list[Fault]) -> str:
    """A cell as the API reads it, where a spreadsheet has its own way of writing it."""
    if column.startswith(ATTRIBUTE):
        return cell
    cell = plain(cell)
    if ROUNDED.fullmatch(cell) and column not in _FREE_TEXT:
        why = f"“{cell}” was shortened by a spreadsheet: make the column text and fill it in anew"
        faults.append(Fault(row, column, why))
    if column in _NUMBERS and _DECIMAL_COMMA.fullmatch(cell):
        return cell.replace(",", ".")
    if column == "order.sale_datetime" and _WITHOUT_SECONDS.fullmatch(cell):
        return f"{cell}:00"
    return cell


def _order(named: Mapping[int, Mapping[str, str]], faults: list[Fault]) -> dict[str, str]:
    """The fields of the order itself, from whichever of its rows has them."""
    told: dict[str, tuple[str, int]] = {}
    for row, cells in named.items():
        for column, cell in cells.items():
            if not column.startswith("order."):
                continue
            value, first = told.setdefault(column, (cell, row))
            if value != cell:
                why = f"“{cell[:_SHOWN]}” here, but “{value[:_SHOWN]}” in row {first} of the same order"
                faults.append(Fault(row, column, why))
    return {column.removeprefix("order."): value for column, (value, _) in told.items()}


def _item(row: int, cells: Mapping[str, str], faults: list[Fault]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in _LISTS:
            try:
                item[column.removeprefix("item.")] = read_json(cell.encode())
            except IntakeError as error:
                faults.append(Fault(row, column, error.text))
        elif column.startswith("item.") and not column.startswith(ATTRIBUTE):
            item[column.removeprefix("item.")] = cell
    texts = [{"name": c.removeprefix(ATTRIBUTE), "value": cell} for c, cell in cells.items() if c.startswith(ATTRIBUTE)]
    listed = item.get("attributes", [])
    if texts and isinstance(listed, list):
        item["attributes"] = [*listed, *texts]
    return item


def _fault(error: MonogramError, order: OrderBody) -> Fault:
    of_item = _OF_ITEM.fullmatch(error.path)
    place = int(of_item[1]) if of_item else 0
    if of_item and place < len(order.rows):
        item = order.body["items"][place]
        return Fault(order.rows[place], _item_column(of_item[2] or "", item), _why(error, item, of_item[2] or ""))
    column = f"order.{error.path}" if f"order.{error.path}" in ORDER_COLUMNS else ""
    return Fault(order.rows[0], column, _why(error, order.body, error.path))


def _item_column(path: str, item: Mapping[str, Any]) -> str:
    """The column of a field of a line; of an attribute, that of its name where there may be one."""
    if attribute := _OF_ATTRIBUTE.match(path):
        told = item["attributes"][int(attribute[1])]
        if isinstance(told, dict) and isinstance(told.get("name"), str):
            return f"{ATTRIBUTE}{told['name']}"
    return f"item.{path}" if path else ""


def _why(error: MonogramError, told: Mapping[str, Any], name: str) -> str:
    """The API's words and code, and what was in the cell where they do not say it."""
    cell = told.get(name)
    is_shown = isinstance(cell, str) and error.text.endswith(("must be a number", "HH:MM:SS", "YYYY-MM-DD"))
    shown = f", not “{cell[:_SHOWN]}”" if isinstance(cell, str) and is_shown else ""
    return f"{error.text}{shown}" + (f" (error {error.code})" if error.code else "")
