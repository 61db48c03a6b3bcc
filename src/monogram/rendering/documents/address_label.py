"""Address labels of 4 × 2.5 inches: for parcels that go without a carrier's own label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monogram.geometry.units import MM_PER_INCH
from monogram.layout.resources import Resources
from monogram.rendering.documents.address import put_address
from monogram.rendering.documents.page import Page, pages_as_pdf
from monogram.rendering.documents.sheets import bars_with_text
from monogram.rendering.documents.text import Style

WIDTH, HEIGHT = 4 * MM_PER_INCH, 2.5 * MM_PER_INCH
"""mm."""
_BLACK = "#000000"
_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class AddressLabel:
    """What it says. Addresses are lines, the name first."""

    sender: Sequence[str]
    recipient: Sequence[str]
    reference: str = ""
    """An order's, as bars."""


def address_label_pdf(label: AddressLabel, fonts: Resources) -> bytes:
    """One page of 101.6 × 63.5 mm."""
    page = Page(WIDTH, HEIGHT, fonts)
    page.box(0, 0, WIDTH, HEIGHT, fill="#ffffff")
    sender = ", ".join(line for line in label.sender if line.strip())
    if sender:
        page.text(f"From {sender}", _EDGE, 3, WIDTH - 2 * _EDGE, Style(6.5, colour=_BLACK, least=5))
        page.rule(_EDGE, 6.6, WIDTH - 2 * _EDGE, colour=_BLACK)
    room = 38 if label.reference else 52
    put_address(page, label.recipient, _EDGE, 8.4, WIDTH - 2 * _EDGE, room, Style(14, colour=_BLACK, least=7))
    bars_with_text(page, label.reference, _EDGE, 48, WIDTH - 2 * _EDGE, 9, 0.0)
    return pages_as_pdf([page], f"Address label {label.reference}".strip())
