"""Job tickets: the sheet of paper that goes with a batch from the printer to the bench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monogram.layout.resources import Resources
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import QUIET, Page, pages_as_pdf
from monogram.rendering.documents.sheets import (
    DETAIL,
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
from monogram.rendering.documents.text import INK, Style, set_block

_THUMBNAIL = 24.0
_PIECE = Column("Piece", EDGE, 26)
_ITEM = Column("", EDGE + 28, 64)
_BARS = Column("Scan", EDGE + 93, 46, "center")
_QUANTITY = Column("Quantity", EDGE + 141, 14, "center")
_DONE = (Column("Printed", EDGE + 157, 11, "center"), Column("Checked", EDGE + 168.5, 11.5, "center"))
_COLUMNS = (_PIECE, _ITEM, _BARS, _QUANTITY, *_DONE)


@dataclass(frozen=True, slots=True)
class TicketItem:
    """One line of an order in the batch."""

    item_ref: str
    """What the bars hold."""
    order_ref: str
    name: str
    sku: str
    quantity: int
    options: str = ""
    print_area: str = ""
    """Its name and size: `Front · 280 × 350 mm`."""
    due_date: str = ""
    sheets: str = ""
    """On which of the batch's sheets: `1`, `1–2`."""
    thumbnail: bytes | None = None
    """An encoded sRGB picture of the design."""


@dataclass(frozen=True, slots=True)
class JobTicket:
    """What a ticket says of its batch."""

    batch_ref: str
    title: str
    """Of the template, as the factory calls it."""
    printed_on: str
    """The medium: `Roll, 600 mm`."""
    due_date: str
    created: str
    items: Sequence[TicketItem]
    sheets: int = 1
    utilisation: float | None = None
    """Of the medium's area, 0…1."""
    note: str = ""
    preview: bytes | None = None
    """An encoded sRGB picture of the first sheet."""


def job_ticket_pdf(ticket: JobTicket, fonts: Resources) -> bytes:
    """The ticket on A4. Raises PictureError for a broken thumbnail or preview."""

    def heading(page: Page, number: int) -> float:
        y = _first_heading(page, ticket) if number == 1 else _next_heading(page, ticket)
        return table_head(page, _COLUMNS, y)

    sheets = Sheets(fonts, heading)
    for item in ticket.items:
        _put_item(sheets, item)
    _put_signatures(sheets)
    return pages_as_pdf(sheets.finish(f"Job ticket · Batch {ticket.batch_ref} · {ticket.title}"), _title(ticket))


def _title(ticket: JobTicket) -> str:
    return f"Job ticket {ticket.batch_ref}"


def _first_heading(page: Page, ticket: JobTicket) -> float:
    page.text("Job ticket", EDGE, 11, 60, Style(10, colour=QUIET))
    page.text(ticket.batch_ref, EDGE, 15.5, 90, Style(30, BOLD, least=16))
    page.text(ticket.title, EDGE, 30, 100, Style(12, lines=2, least=9))
    bars_with_text(page, ticket.batch_ref, WIDTH - EDGE - 70, 12, 70, 15, 1.0, hangs=True)
    preview = 44.0 if ticket.preview is not None else 0.0
    if ticket.preview is not None:
        page.picture(ticket.preview, WIDTH - EDGE - preview, 38, preview, 46, align=1)
    _put_due(page, ticket.due_date)
    pieces = sum(item.quantity for item in ticket.items)
    use = "" if ticket.utilisation is None else f"{ticket.utilisation:.0%}"
    facts = [
        ("Pieces", str(pieces)), ("Orders", str(len({item.order_ref for item in ticket.items}))),
        ("Sheets", str(ticket.sheets)), ("Use of area", use),
    ]  # fmt: skip
    x = EDGE + 50
    for caption, fact in facts:
        field(page, caption, fact, x, 44, 21, Style(15, BOLD, least=9))
        x += 21
    field(page, "Printed on", ticket.printed_on, EDGE, 61.5, 78, Style(10, least=7))
    field(page, "Made", ticket.created, EDGE + 82, 61.5, 50, Style(10, least=7))
    field(page, "Note", ticket.note, EDGE, 71.5, INSIDE - preview - 6, Style(9, lines=3, least=7))
    return 88


def _put_due(page: Page, due_date: str) -> None:
    """The date that everything turns on, white on black."""
    page.box(EDGE, 42, 45, 16, fill=INK, radius=2)
    page.text("Due", EDGE + 3, 43.6, 39, Style(8, colour="#ffffff"))
    page.text(due_date or "No date", EDGE + 3, 47.6, 39, Style(16, BOLD, "#ffffff", least=9))


def _next_heading(page: Page, ticket: JobTicket) -> float:
    page.text(f"Batch {ticket.batch_ref}", EDGE, 12, 80, TITLE)
    page.text(f"Due {ticket.due_date}", 110, 14, WIDTH - EDGE - 110, Style(10, BOLD, align="right", least=7))
    return 26


def _put_item(sheets: Sheets, item: TicketItem) -> None:
    facts = " · ".join(part for part in (item.options, item.print_area) if part)
    due = f"Due {item.due_date}" if item.due_date else ""
    sheet = f"Sheet {item.sheets}" if item.sheets else ""
    words = stack(
        sheets.page,
        [
            (item.name, NAME),
            (facts, Style(8.5, lines=2, least=7.5)),
            (item.sku, DETAIL),
            (f"Order {item.order_ref}", DETAIL),
            (" · ".join(part for part in (due, sheet) if part), DETAIL),
        ],
        _ITEM.width,
    )
    height = max(_THUMBNAIL, stack_height(words)) + 4
    y = sheets.room(height)
    page, middle = sheets.page, y + height / 2
    page.thumbnail(item.thumbnail, _PIECE.x, y + (height - _THUMBNAIL) / 2, _THUMBNAIL)
    put_stack(page, words, _ITEM.x, middle - stack_height(words) / 2)
    bars_with_text(page, item.item_ref, _BARS.x, middle - 7.5, _BARS.width, 11, 0.5)
    _put_quantity(page, item.quantity, middle)
    for column in _DONE:
        page.box(column.x + column.width / 2 - 3, middle - 3, 6, 6, stroke=INK, pen=0.35, radius=1)
    row_line(page, y + height)


def _put_quantity(page: Page, quantity: int, middle: float) -> None:
    """More than one is white on black: it is what a bench overlooks."""
    if quantity > 1:
        page.box(_QUANTITY.x, middle - 6, _QUANTITY.width, 12, fill=INK, radius=2)
    colour = "#ffffff" if quantity > 1 else INK
    style = Style(20, BOLD, colour, "center", least=9)
    block = set_block(str(quantity), style, _QUANTITY.width - 2, page.fonts)
    page.block(block, _QUANTITY.x + 1, middle - block.height / 2)


def _put_signatures(sheets: Sheets) -> None:
    y = sheets.room(18)
    for place, what in enumerate(("Printed by", "Checked by", "Packed by")):
        x, width = EDGE + 62 * place, 56.0
        sheets.page.rule(x, y + 12, width, pen=0.3, colour=INK)
        sheets.page.text(what, x, y + 12.6, width, Style(7.5, colour=QUIET))
