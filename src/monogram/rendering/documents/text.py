"""Text that keeps to its room: it is wrapped, then made smaller, and in the end cut short with an ellipsis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from monogram.geometry.matrices import translation
from monogram.geometry.units import pt_to_mm
from monogram.layout.characters import describe
from monogram.layout.graphemes import grapheme_starts
from monogram.layout.lines import Paragraph, wrapped
from monogram.layout.model import TextBox, TextLayer
from monogram.layout.operations import Operation
from monogram.layout.resources import Resources
from monogram.layout.runs import FontChoice, itemise
from monogram.layout.text_operations import text_operations
from monogram.rendering.documents.fonts import REGULAR

Align: TypeAlias = Literal["left", "center", "right"]
INK = "#1c1b1a"
ELLIPSIS = "…"
_STEP = 0.5
"""Points between one size that is tried and the next."""
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
_SPACES = re.compile(r" {2,}")
_TOLERANCE = 1e-4
"""mm: what was measured with a width fits it again."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks and how far it may give way. Sizes in points."""

    size: float = 10.0
    font: str = REGULAR
    colour: str = INK
    align: Align = "left"
    least: float | None = None
    """The smallest size that it may shrink to; None: it keeps its own."""
    lines: int | None = 1
    """As many at most; None: as many as it needs."""
    leading: float = 1.25
    """From baseline to baseline, in sizes."""
    spacing: float = 0.0
    """Between letters, in sizes."""


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A text that has found its size and words. `size` and `height` in mm."""

    text: str
    style: Style
    width: float
    size: float
    lines: int
    is_cut: bool = False
    """It ends with an ellipsis."""

    @property
    def height(self) -> float:
        """From the top of the first line's room to the end of the last's."""
        return self.lines * self.size * self.style.leading

    def operations(self, x: float, y: float, fonts: Resources) -> list[Operation]:
        """Drawn with its room's top left corner at x, y."""
        if not self.text.strip():
            return []
        style = self.style
        face = fonts.fonts.face(style.font)
        ink = self.size * (style.leading * (self.lines - 1) + (face.ascender - face.descender) / face.units_per_em)
        layer = TextLayer(
            id="text",
            text=self.text,
            font=style.font,
            size=self.size,
            colour=style.colour,
            stroke=None,
            letter_spacing=style.spacing,
            line_height=style.leading,
            align=style.align,
            box=TextBox(self.width, ink, "none", "top"),
            arc=None,
            text_area=None,
            transform=translation(x + self.width / 2, y + self.height / 2),
            opacity=1.0,
            locked=True,
        )
        return text_operations(layer, fonts)


def set_block(text: str, style: Style, width: float, fonts: Resources) -> SetBlock:
    """The text at the largest size at which it fits its lines without a torn word, else at the least, cut short.

    A word that is wider than the room is torn at the least size. `width` in mm. Raises UnknownFontError.
    """
    text = _SPACES.sub(" ", _UNPRINTABLE.sub(" ", text)).strip()
    most = style.lines
    least = style.size if style.least is None else min(style.least, style.size)
    points = style.size
    while True:
        size = pt_to_mm(points)
        lines, keeps_words = _measure(text, style, (width + _TOLERANCE) / size, fonts)
        if keeps_words and (most is None or lines <= most):
            return SetBlock(text, style, width, size, lines)
        if points <= least:
            break
        points = max(least, points - _STEP)
    if most is None or lines <= most:
        return SetBlock(text, style, width, size, lines)
    return SetBlock(_cut(text, style, (width + _TOLERANCE) / size, most, fonts), style, width, size, most, is_cut=True)


def line_width(text: str, style: Style, fonts: Resources) -> float:
    """Width in mm of a text on one line at its own size. Raises UnknownFontError."""
    size = pt_to_mm(style.size)
    return max(part.width(0, len(part.clusters)) for part in _paragraphs(text, style, fonts)) * size


def _measure(text: str, style: Style, limit: float, fonts: Resources) -> tuple[int, bool]:
    """Lines of `limit` ems, and whether all words stayed whole."""
    lines, keeps_words = wrapped(_paragraphs(text, style, fonts), limit)
    return len(lines), keeps_words


def _paragraphs(text: str, style: Style, fonts: Resources) -> Sequence[Paragraph]:
    choice = FontChoice(fonts.fonts, style.font, tuple(fonts.fallback))
    return [Paragraph(itemise(part, choice, "auto"), fonts.fonts, style.spacing) for part in text.split("\n")]


def _cut(text: str, style: Style, limit: float, most: int, fonts: Resources) -> str:
    """As many whole characters as `most` lines hold with an ellipsis."""
    ends = [*grapheme_starts(describe(text)), len(text)]
    low, high = 0, len(ends) - 1
    while high - low > 1:
        middle = (low + high) // 2
        lines, _ = _measure(text[: ends[middle]].rstrip() + ELLIPSIS, style, limit, fonts)
        low, high = (middle, high) if lines <= most else (low, middle)
    return text[: ends[low]].rstrip() + ELLIPSIS
