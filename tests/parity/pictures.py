"""Pictures and outlines that the effects are shown with."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from fontTools.ttLib import TTFont
from tests.layout.scenes import FONT_FOLDER, demo_fonts

from monogram.geometry.matrices import IDENTITY, Matrix, multiply, rotation, translation
from monogram.geometry.paths import Path
from monogram.layout.operations import Paint, PathOperation, Stroke
from monogram.rendering.png import encode_png

PHOTO, SPRITE, TILE = "photo", "sprite", "tile"


@cache
def pictures() -> dict[str, bytes]:
    """A smooth photograph of 640 × 480, one with a soft clear border of 300 × 300, a tile of odd 37 × 29."""
    y, x = np.mgrid[0:480, 0:640]
    waves = [np.sin(x / 37 + y / 91), np.cos(x / 53 - y / 29), np.sin(x / 71) * np.cos(y / 43)]
    photo = np.stack([*(127.5 + 120 * wave for wave in waves), np.full(x.shape, 255.0)], axis=-1)
    v, u = np.meshgrid(np.linspace(-1, 1, 300), np.linspace(-1, 1, 300), indexing="ij")
    away = np.hypot(u, v)
    sprite = np.stack(
        [128 + 100 * u, 90 + 80 * np.sin(9 * v), 150 - 100 * u * v, 255 * np.clip(3 - 3 * away, 0, 1)], -1
    )
    b, a = np.mgrid[0:29, 0:37]
    dot = np.hypot(a - 18, b - 14) < 11
    tile = np.stack([a * 6.0, b * 8.0, 200 - a * 2.0 - b, np.where(dot, 255.0, 90.0)], axis=-1)
    drawn = {PHOTO: photo, SPRITE: sprite, TILE: tile}
    return {name: encode_png(np.rint(pixels).astype(np.uint8), dpi=None) for name, pixels in drawn.items()}


def box(left: float, top: float, right: float, bottom: float) -> Path:
    """A rectangle."""
    return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))


LEAF: Path = (
    ("M", -20.0, 0.0),
    ("C", -14.0, -18.0, 10.0, -20.0, 22.0, -6.0),
    ("Q", 26.0, 4.0, 12.0, 14.0),
    ("L", -6.0, 16.0),
    ("Z",),
)
"""A figure of curves, a corner and straight lines, about 46 × 34 mm around the origin."""


CIRCLE: Path = (
    ("M", 1.0, 0.0),
    ("C", 1.0, 0.55, 0.55, 1.0, 0.0, 1.0),
    ("C", -0.55, 1.0, -1.0, 0.55, -1.0, 0.0),
    ("C", -1.0, -0.55, -0.55, -1.0, 0.0, -1.0),
    ("C", 0.55, -1.0, 1.0, -0.55, 1.0, 0.0),
    ("Z",),
)
"""Of radius 1, as near as it matters here."""


def star(points: int, radius: float) -> Path:
    """A star drawn in one stroke: it crosses itself, so that winding and even-odd differ."""
    turns = [2 * math.pi * (2 * n % points) / points - math.pi / 2 for n in range(points)]
    corners = [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
    return (("M", *corners[0]), *(("L", x, y) for x, y in corners[1:]), ("Z",))


def at(x: float, y: float, degrees: float = 0, stretch: Matrix = IDENTITY) -> Matrix:
    """A place, a turn, a stretch before it."""
    return multiply(multiply(translation(x, y), rotation(math.radians(degrees))), stretch)


def leaf(fill: Paint | None, matrix: Matrix, stroke: Stroke | None = None, opacity: float = 1) -> PathOperation:
    """The leaf."""
    return PathOperation("leaf", LEAF, matrix, fill, stroke, opacity, None)


def words(
    text: str, font: str, size: float, place: Matrix, fill: Paint | None, stroke: Stroke | None = None
) -> tuple[PathOperation, ...]:
    """A line of text without kerning, `size` mm to the em, its first letter's origin at `place`."""
    tables = TTFont(FONT_FOLDER / f"{font}.ttf")
    scale, names = size / tables["head"].unitsPerEm, tables.getBestCmap()
    x, letters = 0.0, []
    for name in (names[ord(character)] for character in text):
        glyph = tables.getGlyphID(name)
        matrix = multiply(place, (scale, 0.0, 0.0, -scale, scale * x, 0.0))
        letters.append(
            PathOperation("words", demo_fonts().face(font).outline(glyph), matrix, fill, stroke, 1.0, (font, glyph))
        )
        x += tables["hmtx"][name][0]
    return tuple(letter for letter in letters if letter.path)
