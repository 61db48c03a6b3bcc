"""Pick lists: what is to be fetched from the shelves for a batch or some orders, in the order of the walk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from monogram.layout.resources import Resources
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import PAPER_TINT, QUIET, Page, pages_as_pdf
from monogram.rendering.documents.sheets import (
    EDGE,
    INSIDE,
    NAME,
    TITLE,
    WIDTH,
    Column,
    Sheets,
    bars_with_text,
    field,
    put_stack,
    row_line,
    stack,
    stack_height,
    table_head,
)
from monogram.rendering.documents.text import INK, Style

_TICK = Column("", EDGE, 8)
_SKU = Column("Stock item", EDGE + 10, 84)
_BARS = Column("Scan", EDGE + 96, 58)
_QUANTITY = Column("Quantity", EDGE + 156, 24, "right")
_COLUMNS = (_TICK, _SKU, _BARS, _QUANTITY)
_GROUP = 9.0
_NOWHERE = "No place on record"
_NUMBERS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class PickItem:
    """So many pieces of one SKU for one line of an order."""

    sku: str
    name: str
    quantity: int
    options: str = ""
    location: str = ""
    """Shelf or bin; the list is sorted by it."""
    item_ref: str = ""
    """Of the line that they are for."""


@dataclass(frozen=True, slots=True)
class PickList:
    """What a list says."""

    heading: str
    """A batch's reference, an order's, or `12 orders`."""
    title: str
    due_date: str
    items: Sequence[PickItem]
    code: str = ""
    """What the bars beside the heading hold; none without."""


@dataclass(frozen=True, slots=True)
class _Pick:
    """All pieces of one SKU at one place."""

    location: str
    sku: str
    name: str
    options: str
    quantity: int
    lines: Sequence[tuple[str, int]]


def pick_list_pdf(pick_list: PickList, fonts: Resources) -> bytes:
    """The list on A4: by location, then SKU; pieces of one SKU at one location are one row."""
    picks = _summed(pick_list.items)

    def heading(page: Page, number: int) -> float:
        y = _first_heading(page, pick_list, picks) if number == 1 else _next_heading(page, pick_list)
        return table_head(page, _COLUMNS, y)

    sheets = Sheets(fonts, heading)
    has_places = any(pick.location for pick in picks)
    for location, at_location in groupby(picks, lambda pick: pick.location):
        here = list(at_location)
        if has_places:
            _put_location(sheets, location, here)
        for pick in here:
            _put_pick(sheets, pick, has_places=has_places)
    foot = " · ".join(filter(None, ["Pick list", pick_list.heading, pick_list.title]))
    return pages_as_pdf(sheets.finish(foot), f"Pick list {pick_list.heading}")


def _summed(items: Sequence[PickItem]) -> list[_Pick]:
    picks: list[_Pick] = []
    for _, same in groupby(sorted(items, key=_on_the_walk), _on_the_walk):
        listed = list(same)
        location, sku = listed[0].location, listed[0].sku
        lines = [(item.item_ref, item.quantity) for item in listed if item.item_ref]
        quantity = sum(item.quantity for item in listed)
        picks.append(_Pick(location, sku, listed[0].name, listed[0].options, quantity, lines))
    return picks


def _on_the_walk(item: PickItem) -> tuple[bool, list[str], str, str]:
    """Bay 3 comes before bay 14, and what has no place comes last."""
    numbered = [part.zfill(12) if part.isdecimal() else part for part in _NUMBERS.split(item.location)]
    return not item.location, numbered, item.location, item.sku


def _first_heading(page: Page, pick_list: PickList, picks: Sequence[_Pick]) -> float:
    page.text("Pick list", EDGE, 11, 60, Style(10, colour=QUIET))
    page.text(pick_list.heading, EDGE, 15.5, 100, Style(30, BOLD, least=12))
    page.text(pick_list.title, EDGE, 30, 100, Style(12, lines=2, least=9))
    bars_with_text(page, pick_list.code, WIDTH - EDGE - 70, 12, 70, 15, 1.0, hangs=True)
    facts = [
        ("Pieces", str(sum(pick.quantity for pick in picks))),
        ("Stock items", str(len(picks))),
        ("Places", str(len({pick.location for pick in picks} - {""}) or "")),
        ("Due", pick_list.due_date),
    ]
    facts = [(caption, fact) for caption, fact in facts if fact]
    for place, (caption, fact) in enumerate(facts):
        field(page, caption, fact, EDGE + 32 * place, 43, 60, Style(15, BOLD, least=9))
    return 60


def _next_heading(page: Page, pick_list: PickList) -> float:
    page.text(f"Pick list {pick_list.heading}", EDGE, 12, 100, TITLE)
    page.text(_due(pick_list), 120, 14, WIDTH - EDGE - 120, Style(10, BOLD, align="right", least=7))
    return 26


def _due(pick_list: PickList) -> str:
    return f"Due {pick_list.due_date}" if pick_list.due_date else ""


def _put_location(sheets: Sheets, location: str, picks: Sequence[_Pick]) -> None:
    """A bar above what lies there; it does not stay alone at the foot of a page."""
    sheets.keep(_GROUP + 22)
    pieces = sum(pick.quantity for pick in picks)
    _put_bar(sheets, location or _NOWHERE, f"{pieces} pieces" if pieces != 1 else "1 piece")


def _put_bar(sheets: Sheets, location: str, count: str) -> None:
    y = sheets.room(_GROUP)
    page = sheets.page
    page.box(EDGE, y + 0.2, INSIDE, _GROUP - 1.4, fill=PAPER_TINT)
    page.text(location, EDGE + 2, y + 1.6, 120, Style(11, BOLD, least=8))
    page.text(count, WIDTH - EDGE - 42, y + 2, 40, Style(9, colour=QUIET, align="right"))


def _put_pick(sheets: Sheets, pick: _Pick, *, has_places: bool) -> None:
    refs = "For " + ", ".join(f"{ref} × {count}" if count > 1 else ref for ref, count in pick.lines)
    words = stack(
        sheets.page,
        [
            (pick.sku, NAME),
            (pick.name, Style(9, lines=2, least=7.5)),
            (pick.options, Style(9.5, BOLD, lines=2, least=7.5)),
            (refs if pick.lines else "", Style(7, colour=QUIET, lines=4, least=6)),
        ],
        _SKU.width,
    )
    height = max(18.0, stack_height(words) + 4)
    if sheets.keep(height) and has_places:
        _put_bar(sheets, pick.location or _NOWHERE, "continued")
    y = sheets.room(height)
    page, middle = sheets.page, y + height / 2
    page.box(_TICK.x, middle - 3, 6, 6, stroke=INK, pen=0.35, radius=1)
    put_stack(page, words, _SKU.x, middle - stack_height(words) / 2)
    page.any_code(pick.sku, _BARS.x, middle - 6.5, _BARS.width, 13, align=0.0)
    page.text(str(pick.quantity), _QUANTITY.x, middle - 5, _QUANTITY.width, Style(20, BOLD, align="right", least=10))
    row_line(page, y + height)
