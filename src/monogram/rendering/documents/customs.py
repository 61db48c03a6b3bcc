"""Customs declarations of the post, CN22 and CN23, as a label of 4 × 6 inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from monogram.layout.resources import Resources
from monogram.rendering.documents.address import put_address
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import Page
from monogram.rendering.documents.text import Style, set_block

Contents: TypeAlias = Literal["gift", "documents", "sale_of_goods", "commercial_sample", "returned_goods", "other"]
_NAMES: dict[Contents, str] = {
    "sale_of_goods": "Sale of goods",
    "gift": "Gift",
    "documents": "Documents",
    "commercial_sample": "Commercial sample",
    "returned_goods": "Returned goods",
    "other": "Other",
}
_BLACK = "#000000"
_CELL = Style(7.5, colour=_BLACK, least=5.5)
_CAPTION = Style(5.5, colour=_BLACK, least=5)
_EDGE = 4.0
_PEN = 0.25
_MOST_ROWS = 11
_COLUMNS = (("Quantity and contents", 40.1), ("HS code", 17.0), ("Origin", 9.0), ("Weight", 13.5), ("Value", 14.0))
"""Of the table, with their widths in mm. Numbers are set to the right."""
_NUMBERS = ("Weight", "Value")
_WORDS = (
    "I, the undersigned, whose name and address are given on the item, certify that the particulars given in this "
    "declaration are correct and that this item does not contain any dangerous article or articles prohibited by "
    "legislation or by postal or customs regulations."
)


@dataclass(frozen=True, slots=True)
class CustomsItem:
    """One kind of goods. `value` and `weight_g` are those of all its pieces together."""

    description: str
    quantity: int
    weight_g: int
    value: str
    """As it is printed, without the currency: `24.00`."""
    hs_code: str = ""
    """Of the Harmonised System, six digits or more."""
    origin: str = ""
    """ISO 3166 alpha-2."""


@dataclass(frozen=True, slots=True)
class Customs:
    """A declaration. CN22 is for up to 300 SDR (£270 from the United Kingdom) and 2 kg, CN23 for more."""

    form: Literal["CN22", "CN23"]
    contents: Contents
    items: Sequence[CustomsItem]
    currency: str
    total_value: str
    total_weight_g: int
    date: str
    invoice: str = ""
    sender_tax_id: str = ""
    """VAT, EORI or IOSS number."""
    importer_tax_id: str = ""
    signature: str = ""
    """Name of whoever declares."""


def customs_pages(
    customs: Customs, *, sender: Sequence[str], recipient: Sequence[str], tracking: str, width: float, height: float,
    fonts: Resources,
) -> list[Page]:  # fmt: skip
    """Pages of 101.6 × 152.4 mm: one, and one more for each eleven further kinds of goods."""
    parts = [customs.items[start : start + _MOST_ROWS] for start in range(0, max(1, len(customs.items)), _MOST_ROWS)]
    pages = []
    for number, items in enumerate(parts, 1):
        page = Page(width, height, fonts)
        _heading(page, customs, number, len(parts))
        _parties(page, customs, sender, recipient, tracking)
        _kinds(page, customs, 49)
        _goods(page, customs, items, 60)
        _certificate(page, customs)
        pages.append(page)
    return pages


def _heading(page: Page, customs: Customs, number: int, of: int) -> None:
    page.box(0, 0, page.width, page.height, fill="#ffffff")
    page.text("CUSTOMS DECLARATION", _EDGE, 3, 62, Style(11, BOLD, _BLACK, least=9))
    sheet = f" · Sheet {number} of {of}" if of > 1 else ""
    page.text(f"May be opened officially · Peut être ouvert d’office{sheet}", _EDGE, 8.2, 70, _CAPTION)
    page.text(customs.form, 70, 2.6, page.width - 70 - _EDGE, Style(18, BOLD, _BLACK, "right"))


def _certificate(page: Page, customs: Customs) -> None:
    width = page.width - 2 * _EDGE
    page.text(_WORDS, _EDGE, page.height - 18.5, width, Style(6, colour=_BLACK, least=5, lines=4))
    page.text(f"Date {customs.date}", _EDGE, page.height - 7.5, 34, _CELL)
    page.text(f"Signature {customs.signature}", 40, page.height - 7.5, page.width - 40 - _EDGE, _CELL)
    page.rule(_EDGE, page.height - 3, width, pen=_PEN, colour=_BLACK)


def _parties(
    page: Page, customs: Customs, sender: Sequence[str], recipient: Sequence[str], tracking: str
) -> None:  # fmt: skip
    half = (page.width - 2 * _EDGE) / 2
    page.box(_EDGE, 12, 2 * half, 36, stroke=_BLACK, pen=_PEN)
    page.box(_EDGE + half, 12, _PEN, 27, fill=_BLACK)
    page.rule(_EDGE, 39, 2 * half, pen=_PEN, colour=_BLACK)
    style = Style(7.5, colour=_BLACK, least=5)
    page.text("FROM", _EDGE + 1.2, 12.8, half - 2, _CAPTION)
    put_address(page, sender, _EDGE + 1.2, 15.4, half - 2.4, 23, style)
    page.text("TO", _EDGE + half + 1.2, 12.8, half - 2, _CAPTION)
    put_address(page, recipient, _EDGE + half + 1.2, 15.4, half - 2.4, 23, style)
    facts = [
        ("ITEM", tracking, 30.0),
        ("INVOICE", customs.invoice, 19.0),
        ("SENDER’S TAX ID", customs.sender_tax_id, 22.0),
        ("IMPORTER’S TAX ID", customs.importer_tax_id, 21.0),
    ]
    x = _EDGE + 1.2
    for caption, fact, room in facts:
        page.text(caption, x, 39.8, room - 1, _CAPTION)
        page.text(fact, x, 42.6, room - 1, _CELL)
        x += room


def _kinds(page: Page, customs: Customs, top: float) -> None:
    """A box for each kind of contents, ticked or not."""
    for place, (kind, name) in enumerate(_NAMES.items()):
        x, y = _EDGE + 31 * (place % 3), top + 5 * (place // 3)
        page.box(x + 0.2, y + 0.6, 2.8, 2.8, stroke=_BLACK, pen=0.3)
        if kind == customs.contents:
            page.box(x + 0.9, y + 1.3, 1.4, 1.4, fill=_BLACK)
        page.text(name, x + 4.2, y + 0.4, 26, _CELL)


def _goods(page: Page, customs: Customs, items: Sequence[CustomsItem], top: float) -> None:
    """The table."""
    left, width, row_height = _EDGE, page.width - 2 * _EDGE, 7.0 if len(items) < 8 else 5.6
    rows = [_row(item) for item in items]
    rows.append(("Total", "", "", _kilograms(customs.total_weight_g), f"{customs.total_value} {customs.currency}"))
    page.box(left, top, width, 4 + row_height * len(rows), stroke=_BLACK, pen=_PEN)
    captions = [f"{name}, {customs.currency}" if name == "Value" else name for name, _ in _COLUMNS]
    _cells(page, captions, top, 4, _CAPTION)
    for number, row in enumerate(rows):
        y = top + 4 + row_height * number
        page.rule(left, y, width, pen=_PEN, colour=_BLACK)
        font = BOLD if number == len(rows) - 1 else _CELL.font
        _cells(page, row, y, row_height, Style(7, font, _BLACK, least=4.5, lines=2, leading=1.1))


def _cells(page: Page, cells: Sequence[str], top: float, height: float, style: Style) -> None:
    """One row, each text in the middle of its cell's height."""
    x = _EDGE
    for (caption, room), cell in zip(_COLUMNS, cells, strict=True):
        is_number = caption in _NUMBERS
        its = replace(style, align="right", lines=1) if is_number else style
        block = set_block(cell, its, room - 1.8, page.fonts)
        page.block(block, x + 1, top + (height - block.height) / 2)
        x += room


def _row(item: CustomsItem) -> tuple[str, ...]:
    return (
        f"{item.quantity} × {item.description}",
        item.hs_code,
        item.origin,
        _kilograms(item.weight_g),
        item.value,
    )


def _kilograms(grams: int) -> str:
    return f"{grams / 1000:.3f} kg"
