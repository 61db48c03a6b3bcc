"""The print that is timed: 4,500 × 5,400 pixels with a photograph, lettering and clipart of 200 shapes."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pyvips

from monogram import demo
from monogram.geometry.paths import Path as Outline
from monogram.layout import FontSet, Operation, Resources, layout_area
from monogram.layout.document import Area, load
from monogram.layout.drawing import Drawing, DrawingShape
from monogram.layout.operations import Stroke
from monogram.rendering.raster import AreaArguments

WIDTH, HEIGHT, DPI = 381.0, 457.2, 300
"""Millimetres, and 4,500 × 5,400 pixels."""
ACROSS, DOWN = 4500, 5400
PHOTO = "0" * 32
CLIPART = "1" * 32
SHAPES = 200
_FONTS = Path(demo.__file__).parent / "assets" / "fonts"
_LETTERING = ("bebas-neue-regular", "lobster-regular", "playfair-display-bold")


def photograph(across: int = 4000, down: int = 3000) -> bytes:
    """A JPEG of soft shapes and grain: 12 megapixels, 3.6 MB."""
    y, x = np.mgrid[0:down, 0:across].astype(np.float32)
    grain = np.random.default_rng(1).normal(0, 6, (down, across)).astype(np.float32)
    channels = [128 + 90 * np.sin(x / (300 + 50 * n) + y / 100) * np.cos(y / 270) + grain for n in range(3)]
    pixels = np.clip(np.stack(channels, axis=-1), 0, 255).astype(np.uint8)
    content: bytes = pyvips.Image.new_from_array(pixels, interpretation="srgb").jpegsave_buffer(Q=90)
    return content


def lay_out() -> list[Operation]:
    """The operations of the print."""
    return layout_area(area(), resources())


def resources() -> Resources:
    fonts = FontSet({name: (_FONTS / f"{name}.ttf").read_bytes() for name in _LETTERING})
    return Resources(fonts, drawings={CLIPART: _wreath()})


def print_area(photo: bytes, *, width: float = WIDTH, height: float = HEIGHT, dpi: float = DPI) -> AreaArguments:
    return AreaArguments(width=width, height=height, bleed=0, dpi=dpi, images={PHOTO: photo}, mask=None)


def area() -> Area:
    turn = math.radians(-8)
    turned = [math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), WIDTH / 2, 185]
    photo = {
        "id": "photo",
        "type": "image",
        "image": PHOTO,
        "width": 296,
        "height": 222,
        "mask": "rounded",
        "transform": turned,
    }
    clipart = {
        "id": "clipart",
        "type": "clipart",
        "clipart": CLIPART,
        "width": 320,
        "height": 110,
        "opacity": 0.85,
        "transform": [1, 0, 0, 1, WIDTH / 2, 355],
    }
    layers = [
        photo,
        _text(
            "arc",
            "HARBOUR ROWING CLUB",
            _LETTERING[0],
            44,
            60,
            arc={"radius": 260},
            stroke={"colour": "#ffffff", "width": 3},
        ),
        clipart,
        _text("name", "Grandma", _LETTERING[1], 72, 355),
        _text("line", "best tea since 1951", _LETTERING[2], 26, 435, letter_spacing=0.08),
    ]
    document = {
        "version": 2,
        "product_id": 1,
        "areas": [{"name": "Front", "width": WIDTH, "height": HEIGHT, "layers": layers}],
    }
    return load(document).areas[0]


def _text(name: str, words: str, font: str, size: float, y: float, **more: Any) -> dict[str, Any]:
    place = {"id": name, "type": "text", "text": words, "font": font, "size": size}
    return {**place, "transform": [1, 0, 0, 1, WIDTH / 2, y], "colour": "#24304d", **more}


def _wreath() -> Drawing:
    """Leaves and blossoms of eight curves each, some outlined, in rows that overlap: 900 × 310 units."""
    shapes = []
    for number in range(SHAPES):
        column, row = number % 25, number // 25
        x, y = 18 + column * 36, 25 + row * 37 + 12 * math.sin(column)
        colour = f"#{60 + number % 8 * 24:02x}{90 + row * 18:02x}{70 + column * 5:02x}"
        shapes.append(DrawingShape(_leaf(x, y, 30, number), False, colour, None, 1.0, None))
        if number % 4 == 0:
            pen = Stroke("#102030", 0.8)
            shapes[-1] = DrawingShape(_leaf(x, y, 30, number), False, None, pen, 1.0, None)
    return Drawing(900, 310, (), tuple(shapes))


def _leaf(x: float, y: float, radius: float, number: int) -> Outline:
    def point(step: float, reach: float) -> tuple[float, float]:
        angle = step * math.pi / 4 + number * 0.7
        return x + radius * reach * math.cos(angle), y + radius * reach * math.sin(angle)

    curves = [
        ("C", *point(step + 0.2, 1.3), *point(step + 0.7, 0.5), *point(step + 1, 0.6 + 0.4 * (step % 2)))
        for step in range(8)
    ]
    return (("M", *point(0, 1.0)), *curves, ("Z",))
