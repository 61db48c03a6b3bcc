"""Shipping labels of 4 × 6 inches, with a customs declaration on a second one where the parcel needs it.

Everything is black on white and every bar a whole number of printer's dots, so one layout serves PDF, PNG and ZPL.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monogram.geometry.units import MM_PER_INCH, pt_to_mm, px_to_mm
from monogram.layout.errors import DocumentError
from monogram.layout.resources import Resources
from monogram.rendering.documents.address import put_address
from monogram.rendering.documents.customs import Customs, customs_pages
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import Page, pages_as_pdf
from monogram.rendering.documents.s10 import in_groups
from monogram.rendering.documents.text import Style, set_block
from monogram.rendering.documents.zpl import zpl_of
from monogram.rendering.png import encode_png
from monogram.rendering.raster import render_area

WIDTH, HEIGHT = 4 * MM_PER_INCH, 6 * MM_PER_INCH
"""mm."""
Dpi: TypeAlias = Literal[203, 300]
_BLACK = "#000000"
_WHITE = "#ffffff"
_EDGE = 4.0
_INSIDE = WIDTH - 2 * _EDGE
_CAPTION = Style(6.5, colour=_BLACK, spacing=0.04)
_DARK = 128


@dataclass(frozen=True, slots=True)
class ShippingLabel:
    """What a label says. Addresses are lines, the name first, postcode and country last."""

    sender: Sequence[str]
    recipient: Sequence[str]
    service: str
    tracking: str
    """What the bars hold: ASCII."""
    reference: str = ""
    """The sender's own: an order's, which the bench scans."""
    weight_g: int | None = None
    customs: Customs | None = None
    carrier: str = ""
    parcel: tuple[int, int] = (1, 1)
    """Which of how many."""
    date: str = ""
    notice: str = ""
    """A warning across the foot, as that of a test label."""
    contents: Sequence[str] = field(default=())
    """What is in the parcel, for whoever packs it; as many lines as there is room for."""


def label_pdf(label: ShippingLabel, fonts: Resources) -> bytes:
    """A PDF of one page of 4 × 6 inches, and one more with the customs declaration.

    Raises DocumentError for a tracking number that is not ASCII or is too long for the label's width.
    """
    return pages_as_pdf(_pages(label, fonts, 203), f"Shipping label {label.tracking}")


def label_bitmaps(label: ShippingLabel, fonts: Resources, *, dpi: Dpi) -> list[NDArray[np.bool_]]:
    """The pages as dots, True where black: 812 × 1218 at 203 dpi, 1200 × 1800 at 300. Raises DocumentError."""
    return [_bitmap(page, dpi) for page in _pages(label, fonts, dpi)]


def label_pngs(label: ShippingLabel, fonts: Resources, *, dpi: Dpi = 203) -> list[bytes]:
    """The pages as black and white PNGs that know their size. Raises DocumentError."""
    return [
        encode_png(np.where(bitmap, 0, 255).astype(np.uint8), dpi=dpi)
        for bitmap in label_bitmaps(label, fonts, dpi=dpi)
    ]


def label_zpl(label: ShippingLabel, fonts: Resources, *, dpi: Dpi = 203) -> str:
    """The pages in Zebra's language, for a printer of that resolution. Raises DocumentError."""
    return "".join(map(zpl_of, label_bitmaps(label, fonts, dpi=dpi)))


def _bitmap(page: Page, dpi: Dpi) -> NDArray[np.bool_]:
    pixels = render_area(
        page.operations, width=page.width, height=page.height, bleed=0, dpi=dpi, images=page.images, mask=None
    )
    grey = pixels[:, :, :3].mean(axis=2)
    dark: NDArray[np.bool_] = (255 - grey) * (pixels[:, :, 3] / 255) >= _DARK
    return dark


def _pages(label: ShippingLabel, fonts: Resources, dpi: Dpi) -> list[Page]:
    pages = [_address_page(label, fonts, px_to_mm(1, dpi))]
    if label.customs is not None:
        pages += customs_pages(
            label.customs,
            sender=label.sender,
            recipient=label.recipient,
            tracking=label.tracking,
            width=WIDTH,
            height=HEIGHT,
            fonts=fonts,
        )
    return pages


def _address_page(label: ShippingLabel, fonts: Resources, dot: float) -> Page:
    """From the top: service, bars of the tracking number, recipient, and a foot with sender and reference."""
    page = Page(WIDTH, HEIGHT, fonts)
    page.box(0, 0, WIDTH, HEIGHT, fill=_WHITE)
    _service(page, label)
    _tracking(page, label, dot)
    _recipient(page, label)
    _foot(page, label, dot)
    if label.notice:
        page.box(0, HEIGHT - 7, WIDTH, 7, fill=_BLACK)
        style = Style(9, BOLD, _WHITE, "center", least=6, spacing=0.03)
        page.text(label.notice, _EDGE, HEIGHT - 5.6, _INSIDE, style)
    return page


def _service(page: Page, label: ShippingLabel) -> None:
    page.box(0, 0, WIDTH, 21, fill=_BLACK)
    page.text(label.carrier, _EDGE, 2.6, 62, Style(10, BOLD, _WHITE, least=7, spacing=0.02))
    service = set_block(label.service, Style(21, BOLD, _WHITE, least=15), 66, page.fonts)
    if service.is_cut:
        service = set_block(label.service, Style(14, BOLD, _WHITE, least=8, lines=2, leading=1.1), 66, page.fonts)
    page.block(service, _EDGE, 13.4 - service.height / 2)
    facts = [f"Parcel {label.parcel[0]} of {label.parcel[1]}", _weight(label.weight_g), label.date]
    for row, fact in enumerate(fact for fact in facts if fact):
        page.text(fact, 70, 2.6 + 5.2 * row, WIDTH - 70 - _EDGE, Style(9, BOLD, _WHITE, "right", least=6))


def _weight(grams: int | None) -> str:
    if grams is None:
        return ""
    return f"{grams} g" if grams < 1000 else f"{grams / 1000:.2f} kg"


def _tracking(page: Page, label: ShippingLabel, dot: float) -> None:
    page.code128(label.tracking, 0, 25, WIDTH, 26, align=0.5, module=dot)
    page.text(in_groups(label.tracking), _EDGE, 52, _INSIDE, Style(13, BOLD, _BLACK, "center", least=8, spacing=0.04))
    page.rule(0, 60, WIDTH, pen=0.5, colour=_BLACK)


def _recipient(page: Page, label: ShippingLabel) -> None:
    page.text("DELIVER TO", _EDGE, 61.5, _INSIDE, _CAPTION)
    put_address(page, label.recipient, _EDGE, 65.5, _INSIDE, 46, Style(15, colour=_BLACK, least=7, leading=1.22))
    page.rule(0, 113, WIDTH, pen=0.5, colour=_BLACK)


def _foot(page: Page, label: ShippingLabel, dot: float) -> None:
    """The sender at the left, the reference at the right, what is in the parcel below."""
    end = HEIGHT - (9 if label.notice else 3)
    page.text("FROM", _EDGE, 114.5, 40, _CAPTION)
    bottom = put_address(page, label.sender, _EDGE, 118, 32, 18, Style(7.5, colour=_BLACK, least=5.5))
    if label.reference:
        page.text("REFERENCE", 39, 114.5, 40, _CAPTION)
        _reference(page, label.reference, dot)
        page.text(label.reference, 39, 130.8, WIDTH - 39 - _EDGE, Style(9, BOLD, _BLACK, "center", least=6))
        bottom = max(bottom, 135)
    _contents(page, label.contents, max(bottom + 1, 136), end)


def _reference(page: Page, reference: str, dot: float) -> None:
    """A code of it; one that is too long for any stands as text alone."""
    with suppress(DocumentError):
        page.any_code(reference, 37, 118, WIDTH - 37, 12.5, align=0.5, module=dot)


def _contents(page: Page, lines: Sequence[str], top: float, end: float) -> None:
    """As many lines as there is room for; the last says how many more there are."""
    style = Style(7.5, colour=_BLACK, least=6.5)
    room = int((end - top) / (pt_to_mm(style.size) * style.leading))
    shown = list(lines)
    if len(shown) > room:
        shown = [*shown[: room - 1], f"and {len(shown) - room + 1} more"]
    for line in shown:
        top = page.text(line, _EDGE, top, _INSIDE, style)
