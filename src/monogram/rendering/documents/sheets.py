"""Running documents on A4: a heading on every page, rows that are never cut in two, and a foot that counts pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from monogram.layout.resources import Resources
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import HAIRLINE, QUIET, Page
from monogram.rendering.documents.text import INK, Align, SetBlock, Style, set_block

WIDTH, HEIGHT = 210.0, 297.0
"""mm."""
EDGE = 15.0
"""Empty on every side: what office printers cannot reach, and where hands hold the paper."""
INSIDE = WIDTH - 2 * EDGE
_FOOT = HEIGHT - 17.0
"""Nothing but the foot is below."""
CAPTION = Style(7.5, colour=QUIET)
"""What a field is called, above it, and a column."""
TITLE = Style(20, BOLD)
NAME = Style(10, BOLD, lines=2, least=8)
DETAIL = Style(8.5, colour=QUIET, lines=2, least=7.5)

Heading: TypeAlias = Callable[[Page, int], float]
"""Draws the top of page number n, counted from 1, and returns where the rows may begin."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, in mm from the page's left edge."""

    title: str
    x: float
    width: float
    align: Align = "left"


class Sheets:
    """The pages of one document, as many as it needs."""

    def __init__(self, fonts: Resources, heading: Heading) -> None:
        self._fonts = fonts
        self._heading = heading
        self._pages: list[Page] = []
        self._y = 0.0
        self._turn()

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self._pages[-1]

    def keep(self, height: float) -> bool:
        """Turns the page unless there are `height` mm left on it, or nothing is on it yet; whether it did."""
        turns = height > _FOOT - self._y and not self._is_fresh
        if turns:
            self._turn()
        return turns

    def room(self, height: float) -> float:
        """Takes room `height` mm high, on a new page if this one has none, and returns where it begins."""
        self.keep(height)
        begin = self._y
        self._y += height
        self._is_fresh = False
        return begin

    def finish(self, foot: str) -> list[Page]:
        """The pages, each with `foot` and its number below."""
        for number, page in enumerate(self._pages, 1):
            page.rule(EDGE, _FOOT + 3, INSIDE)
            page.text(foot, EDGE, _FOOT + 4.5, INSIDE - 30, Style(7.5, colour=QUIET, least=6))
            count = f"Page {number} of {len(self._pages)}"
            page.text(count, WIDTH - EDGE - 28, _FOOT + 4.5, 28, Style(7.5, colour=QUIET, align="right"))
        return self._pages

    def _turn(self) -> None:
        page = Page(WIDTH, HEIGHT, self._fonts)
        page.box(0, 0, WIDTH, HEIGHT, fill="#ffffff")
        self._pages.append(page)
        self._y = self._heading(page, len(self._pages))
        self._is_fresh = True


def table_head(page: Page, columns: Sequence[Column], y: float) -> float:
    """The columns' titles over a line; returns where the first row begins."""
    for column in columns:
        page.text(column.title, column.x, y, column.width, Style(7.5, colour=QUIET, align=column.align))
    page.rule(EDGE, y + 4.6, INSIDE, pen=0.35, colour=INK)
    return y + 4.8


def row_line(page: Page, y: float) -> None:
    """The hairline below a row."""
    page.rule(EDGE, y, INSIDE, colour=HAIRLINE)


def field(page: Page, caption: str, value: str, x: float, y: float, width: float, style: Style) -> float:
    """A value below what it is called; returns where it ends. Without a value nothing is drawn."""
    if not value.strip():
        return y
    return page.text(value, x, page.text(caption, x, y, width, CAPTION) + 0.3, width, style)


def stack(page: Page, parts: Sequence[tuple[str, Style]], width: float) -> list[SetBlock]:
    """Texts for one cell, one below the other; empty ones are left out."""
    return [set_block(text, style, width, page.fonts) for text, style in parts if text.strip()]


def stack_height(blocks: Sequence[SetBlock]) -> float:
    """In mm."""
    return sum(block.height for block in blocks)


def put_stack(page: Page, blocks: Sequence[SetBlock], x: float, y: float) -> float:
    """Draws a cell's texts from y on, and returns where they end."""
    for block in blocks:
        y = page.block(block, x, y)
    return y


def bars_with_text(
    page: Page, content: str, x: float, y: float, width: float, height: float, align: float, *, hangs: bool = False
) -> None:  # fmt: skip
    """A reference as bars (a QR code where it is too long for them) with its letters in the room below."""
    if content:
        page.any_code(content, x, y, width, height, align=align, hangs=hangs)
        sides: dict[float, Align] = {0.0: "left", 0.5: "center", 1.0: "right"}
        page.text(content, x, y + height + 0.3, width, Style(8, align=sides[align], spacing=0.02, least=6))
