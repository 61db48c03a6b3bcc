"""What stands on a sheet besides the artwork: heading, foot, registration, crop marks, and each piece's reference.

All of it is drawn in mm of the sheet, y down: lines in every plate (the colour `All`), letters and bars in black.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf

from monogram.geometry.matrices import translation
from monogram.geometry.paths import Path
from monogram.layout.errors import DocumentError
from monogram.layout.operations import Operation, PathOperation
from monogram.layout.resources import Resources
from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import Page
from monogram.rendering.documents.text import Style
from monogram.rendering.pdf.content import Content, matrix_text, number_text, path_text, rectangle_text
from monogram.rendering.pdf.marks import PEN, registration_target

HEADING = 14.0
FOOT = 8.0
"""Heights in mm of the strips above and below the pieces."""
STRIP_GAP = 2.0
STRIP = 10.0
"""Below a piece: room for its lower crop marks, then the strip that its reference stands in."""
NARROWEST = 10.0
"""mm: a narrower piece has a strip of this width nevertheless."""
_BLACK = "#000000"
_QR_ROOM = 10.0
_LEAST_TEXT = 6.0
_FIRST_TICK, _SHORTEST_TICK, _LONGEST_TICK = 0.3, 0.5, 3.0
"""Where a crop mark begins from the artwork's edge, and its length at least and at most."""
_EDGE = 6.0
_ARROW: Path = (("M", 0, 1.5), ("L", 0.8, 0), ("L", 1.6, 1.5), ("Z",))
"""Points at the piece that a reference belongs to; that below it lies as near."""
_PATCHES = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet's heading says."""

    batch_ref: str
    """What its bars hold."""
    medium: str
    number: int
    of: int
    width: float
    height: float
    pieces: int


def draw_black(content: Content, operations: Iterable[Operation]) -> None:
    """The dark outlines of the operations in black ink alone. What is white is the medium, and is left out."""
    for operation in operations:
        if isinstance(operation, PathOperation) and operation.fill == _BLACK and operation.path:
            content.write(f"q\n0 g\n{matrix_text(operation.matrix)} cm\n{path_text(operation.path)}\nf\nQ")


def draw_heading_and_foot(
    content: Content, every_plate: pikepdf.Object, facts: SheetFacts, fonts: Resources
) -> None:  # fmt: skip
    """Bars and facts above, a colour bar below, a registration target in each corner."""
    page = Page(facts.width, facts.height, fonts)
    bars = min(60.0, max(30.0, facts.width * 0.25))
    left = 2 * _EDGE
    page.any_code(facts.batch_ref, left, 2, bars, HEADING - 4, align=0.0)
    x = left + bars + 2
    room = facts.width - x - 2 * _EDGE
    size = f"{facts.width:g} × {facts.height:.0f} mm"
    page.text(
        f"Batch {facts.batch_ref} · Sheet {facts.number} of {facts.of}", x, 1.6, room, Style(15, BOLD, _BLACK, least=5)
    )
    count = "1 piece" if facts.pieces == 1 else f"{facts.pieces} pieces"
    details = " · ".join(part for part in (facts.medium, size, count) if part)
    page.text(details, x, 8, room, Style(9, colour=_BLACK, least=5))
    draw_black(content, page.operations)
    _draw_targets(content, every_plate, facts)
    for place, inks in enumerate(_PATCHES):
        x = facts.width / 2 + 5 * (place - 2)
        content.write(f"{inks} k\n{rectangle_text((x, facts.height - 6, x + 5, facts.height - 2))}\nf")


def draw_strip(content: Content, *, code: str, caption: str, width: float, fonts: Resources) -> None:
    """A piece's reference from 0, 0 on: bars over their letters, or a QR code beside them where it is too narrow."""
    page = Page(width, STRIP, fonts)
    try:
        page.code128(code, 0, 0, width, 6.4)
        text = " · ".join(part for part in (code, caption) if part)
        page.operations.append(PathOperation("arrow", _ARROW, translation(0.3, 7), _BLACK, None, 1.0, None))
        page.text(text, 2.4, 6.7, width - 2.4, Style(7, colour=_BLACK, least=4.5))
    except DocumentError:
        page.qr(code, 0, 0, _QR_ROOM, STRIP)
        _write_beside(page, code, caption, _QR_ROOM + 0.5, width)
    draw_black(content, page.operations)


def _write_beside(page: Page, code: str, caption: str, x: float, width: float) -> None:
    if width - x > _LEAST_TEXT:
        below = page.text(code, x, 0.8, width - x, Style(6, colour=_BLACK, least=4, lines=2))
        page.text(caption, x, below, width - x, Style(5, colour=_BLACK, least=4))


def draw_crop_marks(
    content: Content, every_plate: pikepdf.Object, *, width: float, height: float, bleed: float,
    room: float, room_below: float,
) -> None:  # fmt: skip
    """At the corners of a trim whose bleed begins at 0, 0; they reach `room` mm beyond it at most."""
    near = _FIRST_TICK
    far = min(_FIRST_TICK + _LONGEST_TICK, room)
    below = min(_FIRST_TICK + _LONGEST_TICK, room_below)
    if min(far, below) - near < _SHORTEST_TICK:
        return
    right, bottom = width + 2 * bleed, height + 2 * bleed
    lines: list[Path] = []
    for y in (bleed, bleed + height):
        lines += [(("M", -far, y), ("L", -near, y)), (("M", right + near, y), ("L", right + far, y))]
    for x in (bleed, bleed + width):
        lines += [(("M", x, -far), ("L", x, -near)), (("M", x, bottom + near), ("L", x, bottom + below))]
    _stroke(content, every_plate, lines)


def _draw_targets(content: Content, every_plate: pikepdf.Object, facts: SheetFacts) -> None:
    places = [(x, y) for y in (HEADING / 2, facts.height - FOOT / 2) for x in (_EDGE, facts.width - _EDGE)]
    _stroke(content, every_plate, [registration_target(x, y) for x, y in places])


def _stroke(content: Content, every_plate: pikepdf.Object, lines: Iterable[Path]) -> None:
    name = content.name("ColorSpace", every_plate)
    content.write(f"q\n{name} CS 1 SC\n{number_text(PEN)} w 0 J 0 j")
    content.write("\n".join(map(path_text, lines)) + "\nS\nQ")
