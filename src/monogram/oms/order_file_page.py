"""What the page of one file of orders shows: for a draft what would become of it, else what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from monogram.companies import queries as companies
from monogram.files import services as files
from monogram.oms.order_files import MOST_REHEARSED, Tried, rehearse
from monogram.oms.place import Plan
from monogram.orders.models import FiledOrder, Order, OrderFile, OrderFileState, OrderStatus
from monogram.orders.order_rows import Fault
from monogram.orders.order_sheet import read_order_sheet

ORDERS_A_PAGE = 100
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Became:
    """An order of ours that an order of the file became, or how one would be placed (without address)."""

    words: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """One order of the file."""

    external_ref: str
    rows: str
    became: Sequence[Became]
    faults: Sequence[Fault]
    more_faults: int = 0


@dataclass(frozen=True, slots=True)
class FilePage:
    """The sums, a page of orders, and which of them are shown: all or those that are refused."""

    good: int
    bad: int
    left: int
    percent: int
    orders: Page[Any]
    shown: Sequence[ShownOrder]
    only_bad: bool
    only_read_from: int = 0


def page_of(file: OrderFile, wanted: Mapping[str, str]) -> FilePage:
    """The page of a file that the address's `p` and `show=refused` ask for."""
    only_bad = wanted.get("show") == "refused"
    return (_of_draft if file.state == OrderFileState.DRAFT else _of_placed)(file, wanted.get("p", "1"), only_bad)


def _of_draft(file: OrderFile, number: str, only_bad: bool) -> FilePage:
    """Those with faults first."""
    tried = rehearse(file, read_order_sheet(files.read(file.content)))
    bad = [one for one in tried if one.faults]
    listed = bad if only_bad else [*bad, *(one for one in tried if not one.faults)]
    page = Paginator(listed, ORDERS_A_PAGE).get_page(number)
    names = _supplier_names([one.plan for one in page if one.plan])
    only_read = MOST_REHEARSED if len(tried) > MOST_REHEARSED else 0
    placed = _orders_of([one.submission_id for one in page if one.submission_id])
    shown = [_tried(one, names, placed.get(one.submission_id or 0, [])) for one in page]
    return FilePage(len(tried) - len(bad), len(bad), 0, 0, page, shown, only_bad, only_read)


def _of_placed(file: OrderFile, number: str, only_bad: bool) -> FilePage:
    rows = FiledOrder.objects.filter(file=file).order_by("number")
    page = Paginator(rows.filter(submission=None) if only_bad else rows, ORDERS_A_PAGE).get_page(number)
    placed = _orders_of([one.submission_id for one in page if one.submission_id])
    shown = [_filed(one, placed.get(one.submission_id or 0, [])) for one in page]
    left = file.order_count - file.progress
    percent = 100 * file.progress // max(1, file.order_count)
    return FilePage(file.placed_count, file.refused_count, left, percent, page, shown, only_bad)


def _orders_of(submissions: Sequence[int]) -> Mapping[int, Sequence[Order]]:
    placed: dict[int, list[Order]] = {}
    for order in Order.objects.filter(submission__in=submissions).order_by("pk"):
        placed.setdefault(order.submission_id, []).append(order)
    return placed


def _filed(one: FiledOrder, orders: Sequence[Order]) -> ShownOrder:
    faults = [Fault(*fault) for fault in one.faults]
    return _shown(one.external_ref, one.rows, [_placed(order) for order in orders], faults)


def _placed(order: Order) -> Became:
    return Became(order.ref, reverse("admin:orders_order_change", args=[order.pk]), OrderStatus(order.status).label)


def _tried(one: Tried, names: Mapping[int, str], there: Sequence[Order]) -> ShownOrder:
    became = [_placed(order) for order in there]
    if one.plan and not one.faults:
        became = [Became(_words(part.supplier_id, names), note=part.error) for part in one.plan.parts]
    return _shown(one.order.external_ref, list(one.order.rows), became, one.faults)


def _shown(external_ref: str, rows: Sequence[int], became: Sequence[Became], faults: Sequence[Fault]) -> ShownOrder:
    more = max(0, len(faults) - _MOST_FAULTS)
    return ShownOrder(external_ref, _row_words(rows), became, faults[:_MOST_FAULTS], more)


def _words(supplier_id: int | None, names: Mapping[int, str]) -> str:
    return f"For {names[supplier_id]}" if supplier_id else "Waits for our staff"


def _supplier_names(plans: Sequence[Plan]) -> Mapping[int, str]:
    return companies.names_of({part.supplier_id for plan in plans for part in plan.parts if part.supplier_id})


def _row_words(rows: Sequence[int]) -> str:
    """`row 2`, `rows 2–4`, `rows 2, 5 …`."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    if rows[-1] - rows[0] == len(rows) - 1:
        return f"rows {rows[0]}–{rows[-1]}"
    return f"rows {', '.join(map(str, rows[:5]))}" + (" …" if len(rows) > 5 else "")
