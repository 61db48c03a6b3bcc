"""Packing slips: what a customer finds in the parcel, and what the bench packs by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monogram.layout.resources import Resources
from monogram.rendering.documents.address import put_address
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import PAPER_TINT, QUIET, Page, pages_as_pdf
from monogram.rendering.documents.sheets import (
    CAPTION,
    DETAIL,
    EDGE,
    INSIDE,
    NAME,
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
from monogram.rendering.documents.text import Style, set_block

_THUMBNAIL = 20.0
_COLUMNS = (
    Column("Item", EDGE, 30),
    Column("", EDGE + 25, 115),
    Column("Quantity", WIDTH - EDGE - 32, 32, "right"),
)
_WRITTEN = Style(8.5, lines=6, least=7)
_QUANTITY = Style(15, BOLD, align="right", least=9)


@dataclass(frozen=True, slots=True)
class Brand:
    """Who sends the parcel, as the customer knows them."""

    name: str
    lines: Sequence[str] = ()
    """Address or contact, at the foot."""
    logo: bytes | None = None
    """An encoded sRGB picture, shown instead of the name."""


@dataclass(frozen=True, slots=True)
class SlipItem:
    """What is in the parcel of one line of the order."""

    name: str
    sku: str
    quantity: int
    options: str = ""
    """`Navy · M`."""
    personalisation: str = ""
    """What is written on it: `Name: Ella`."""
    rest: str = ""
    """Of the pieces that are not in it: `of 3, in several parcels`."""
    thumbnail: bytes | None = None
    """An encoded sRGB picture of the design."""


@dataclass(frozen=True, slots=True)
class PackingSlip:
    """What a slip says. It names no prices, so that it may lie in a present."""

    brand: Brand
    order_ref: str
    """What the bars hold."""
    shop_ref: str
    """The order's number in the shop."""
    date: str
    recipient: Sequence[str]
    items: Sequence[SlipItem]
    shipping: str = ""
    parcel: tuple[int, int] = (1, 1)
    """Which of how many."""
    gift_message: str = ""
    note: str = ""
    """From the brand, below the items: thanks, how to return something."""


def packing_slips_pdf(slips: Sequence[PackingSlip], fonts: Resources) -> bytes:
    """The slips on A4, each on pages of its own. Raises PictureError for a broken logo or thumbnail."""
    title = f"Packing slip {slips[0].shop_ref}" if len(slips) == 1 else "Packing slips"
    return pages_as_pdf([page for slip in slips for page in _pages(slip, fonts)], title)


def _pages(slip: PackingSlip, fonts: Resources) -> list[Page]:
    def heading(page: Page, number: int) -> float:
        y = _first_heading(page, slip) if number == 1 else _next_heading(page, slip)
        return table_head(page, _COLUMNS, y)

    sheets = Sheets(fonts, heading)
    for item in slip.items:
        _put_item(sheets, item)
    _put_message(sheets, slip.gift_message)
    if slip.note.strip():
        block = set_block(slip.note, Style(9, colour=QUIET, lines=8, least=7), INSIDE, fonts)
        y = sheets.room(block.height + 6)
        sheets.page.block(block, EDGE, y + 6)
    return sheets.finish(" · ".join([slip.brand.name, *slip.brand.lines]))


def _first_heading(page: Page, slip: PackingSlip) -> float:
    """The address lies in the window of a DL envelope, should someone want to send the slip in one."""
    if slip.brand.logo is not None:
        page.picture(slip.brand.logo, EDGE, 12, 70, 20, align=0)
    else:
        page.text(slip.brand.name, EDGE, 14, 100, Style(22, BOLD, least=12))
    bars_with_text(page, slip.order_ref, WIDTH - EDGE - 75, 13, 75, 13, 1.0, hangs=True)
    page.text("Deliver to", EDGE + 5, 45, 80, CAPTION)
    put_address(page, slip.recipient, EDGE + 5, 49, 85, 34, Style(11, least=7))
    x, width = 125.0, WIDTH - EDGE - 125
    y = page.text("Packing slip", x, 44, width, Style(20, BOLD))
    style = Style(10, least=7, lines=2)
    y = field(page, "Order", slip.shop_ref, x, y + 2, width, Style(10, BOLD, least=7))
    y = field(page, "Ordered", slip.date, x, y + 1.5, width, style)
    y = field(page, "Sent by", slip.shipping, x, y + 1.5, width, style)
    number, of = slip.parcel
    if of > 1:
        field(page, "Parcel", f"{number} of {of}", x, y + 1.5, width, style)
    return 96


def _next_heading(page: Page, slip: PackingSlip) -> float:
    page.text(slip.brand.name, EDGE, 12, 90, Style(12, BOLD, least=8))
    page.text(f"Packing slip {slip.shop_ref}", 105, 12.6, WIDTH - EDGE - 105, Style(9, align="right", least=7))
    return 24


def _put_item(sheets: Sheets, item: SlipItem) -> None:
    _, middle, last = _COLUMNS
    words = stack(
        sheets.page,
        [(item.name, NAME), (item.options, DETAIL), (item.personalisation, _WRITTEN), (item.sku, DETAIL)],
        middle.width,
    )
    height = max(_THUMBNAIL, stack_height(words)) + 5
    y = sheets.room(height)
    page = sheets.page
    page.thumbnail(item.thumbnail, EDGE, y + 2.5, _THUMBNAIL)
    put_stack(page, words, middle.x, y + (height - stack_height(words)) / 2)
    amounts = [(str(item.quantity), _QUANTITY), (item.rest, Style(8, colour=QUIET, align="right", least=6))]
    blocks = stack(page, amounts, last.width)
    put_stack(page, blocks, last.x, y + (height - stack_height(blocks)) / 2)
    row_line(page, y + height)


def _put_message(sheets: Sheets, message: str) -> None:
    """The present's message in a quiet box; a very long one in smaller type."""
    if not message.strip():
        return
    block = set_block(
        message, Style(13, align="center", lines=24, least=8, leading=1.45), INSIDE - 40, sheets.page.fonts
    )
    height = block.height + 18
    y = sheets.room(height + 8) + 8
    page = sheets.page
    page.box(EDGE, y, INSIDE, height, fill=PAPER_TINT, radius=3)
    page.text("A message for you", EDGE, y + 4.5, INSIDE, Style(8, colour=QUIET, align="center"))
    page.block(block, EDGE + 20, y + 11)
