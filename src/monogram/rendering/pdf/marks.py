"""Crop marks, registration targets, colour bar and slug line: what the printer reads and then cuts away."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from monogram.geometry.paths import Path, transform_path
from monogram.geometry.units import pt_to_mm
from monogram.rendering.pdf.content import Content, number_text, path_text, rectangle_text
from monogram.rendering.pdf.lettering import HEIGHT, write_line
from monogram.rendering.pdf.options import Marks

PEN = pt_to_mm(0.25)
CROP_LENGTH = 5.0
EDGE = 1.0
"""Between the outermost mark and the paper's edge."""
STRIP = 5.0
"""Height of the strip above for the colour bar, and of the one below for the slug line."""
_TARGET, _CROSS = 1.5, 2.5
_LETTERS = 2.0
_PATCH = 5.0
_KAPPA = 4 / 3 * math.tan(math.pi / 8)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where an area lies on its page. Lengths in mm, from the trim."""

    width: float
    height: float
    bleed: float
    marks: Marks | None

    @property
    def start(self) -> float:
        """Where crop marks begin: outside the bleed."""
        return self.bleed if self.marks is None else max(self.bleed, self.marks.offset)

    @property
    def margins(self) -> tuple[float, float, float]:
        """Paper at each side, above and below."""
        if self.marks is None:
            return (self.bleed,) * 3
        has_marks = self.marks.crop or self.marks.registration
        side = self.start + (CROP_LENGTH + EDGE if has_marks else EDGE)
        return side, side + STRIP * self.marks.colour_bar, side + STRIP * bool(self.marks.slug)


Patch = Callable[[Content], None]
"""Selects one colour of the bar."""


def draw_marks(
    content: Content, sheet: Sheet, registration: pikepdf.Object, patches: Sequence[Patch], slug: str
) -> None:  # fmt: skip
    """Draw in mm from the trim's top left corner; `registration` is the colour space of all plates at once."""
    if sheet.marks is None:
        return
    name = content.name("ColorSpace", registration)
    content.write(f"q\n{name} CS 1 SC\n{name} cs 1 sc\n{number_text(PEN)} w 0 J 0 j")
    if sheet.marks.crop:
        content.write("\n".join(map(path_text, _crop_marks(sheet))) + "\nS")
    if sheet.marks.registration:
        content.write("\n".join(path_text(registration_target(x, y)) for x, y in _target_places(sheet)) + "\nS")
    if slug:
        content.write(f"1 J 1 j\n{path_text(_slug(sheet, slug))}\nS")
    content.write("Q")
    if sheet.marks.colour_bar:
        _draw_bar(content, sheet, patches)


def _crop_marks(sheet: Sheet) -> Iterator[Path]:
    near, far = sheet.start, sheet.start + CROP_LENGTH
    for y in (0.0, sheet.height):
        yield (("M", -far, y), ("L", -near, y))
        yield (("M", sheet.width + near, y), ("L", sheet.width + far, y))
    for x in (0.0, sheet.width):
        yield (("M", x, -far), ("L", x, -near))
        yield (("M", x, sheet.height + near), ("L", x, sheet.height + far))


def _target_places(sheet: Sheet) -> Iterator[tuple[float, float]]:
    away = sheet.start + CROP_LENGTH / 2
    middle_x, middle_y = sheet.width / 2, sheet.height / 2
    yield from ((middle_x, -away), (sheet.width + away, middle_y), (middle_x, sheet.height + away), (-away, middle_y))


def registration_target(x: float, y: float) -> Path:
    """A circle and a cross."""
    r, k = _TARGET, _TARGET * _KAPPA
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
        ("M", x - _CROSS, y),
        ("L", x + _CROSS, y),
        ("M", x, y - _CROSS),
        ("L", x, y + _CROSS),
    )


def _slug(sheet: Sheet, text: str) -> Path:
    """One line below all marks, made smaller where it would be wider than the page."""
    line, length = write_line(text)
    side, _, below = sheet.margins
    room = sheet.width + 2 * (side - EDGE)
    scale = min(_LETTERS / HEIGHT, room / length)
    top = sheet.height + below - STRIP + (STRIP - _LETTERS) / 2
    return transform_path(line, (scale, 0, 0, scale, -side + EDGE, top))


def _draw_bar(content: Content, sheet: Sheet, patches: Sequence[Patch]) -> None:
    """Solid patches above all marks, in the middle; narrower where the page is."""
    side, above, _ = sheet.margins
    wide = min(_PATCH, (sheet.width + 2 * (side - EDGE)) / len(patches))
    left = (sheet.width - wide * len(patches)) / 2
    top = -above + EDGE
    for number, select in enumerate(patches):
        x = left + number * wide
        select(content)
        content.write(f"{rectangle_text((x, top, x + wide, top + STRIP - EDGE))}\nf")
