"""Two drawings of text and shapes for the demo designs. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Layer: TypeAlias = dict[str, Any]
Motif: TypeAlias = Callable[[float, float], list[Layer]]

CREAM = "#f6e7c1"
SUN = "#f2b84b"
TERRACOTTA = "#e2725b"
TEAL = "#0f6b66"
SEA = "#3f8f8a"
NIGHT = "#24304d"


def sunday_club(width: float, height: float) -> list[Layer]:
    """A badge for a T-shirt: a rising sun with a name across it, in the upper half of the area."""
    x, unit = width / 2, width / 280
    y = 120 * unit

    def at(dx: float, dy: float) -> list[float]:
        return [1, 0, 0, 1, x + dx * unit, y + dy * unit]

    return [
        _ellipse("sun", 172 * unit, 172 * unit, SUN, at(0, 0)),
        _ellipse("core", 128 * unit, 128 * unit, TERRACOTTA, at(0, 0)),
        _path("star-left", _star(9 * unit), CREAM, at(-106, -44)),
        _path("star-right", _star(9 * unit), CREAM, at(112, -48)),
        _text("place", "SLOW MORNINGS", "bebas-neue-regular", 15 * unit, CREAM, at(0, -34)),
        _text("name", "Sunday Club", "pacifico-regular", 44 * unit, CREAM, at(0, 6), stroke=(NIGHT, 5 * unit)),
        _text("established", "EST.", "bebas-neue-regular", 13 * unit, CREAM, at(-28, 40)),
        _text("year", "2026", "bebas-neue-regular", 13 * unit, CREAM, at(32, 40)),
    ]


def morning_hills(width: float, height: float) -> list[Layer]:
    """A poster: sun, three ranges of hills and a title, drawn over the bleed on every side."""
    bleed = 5

    def centred(y: float) -> list[float]:
        return [1, 0, 0, 1, width / 2, y]

    def range_of_hills(name: str, top: float, rise: float, colour: str) -> Layer:
        half, foot = width / 2 + bleed, height + bleed - top
        # The two handles at the middle lie on one line, so that the ridge has no kink there.
        path = (
            f"M{-half:g} {rise:g} C{-0.7 * half:g} {-rise:g} {-0.35 * half:g} {-rise:g} 0 0 "
            f"C{0.35 * half:g} {rise:g} {0.6 * half:g} {-rise:g} {half:g} {-1.2 * rise:g} "
            f"L{half:g} {foot:g} L{-half:g} {foot:g} Z"
        )
        return _path(name, path, colour, centred(top))

    return [
        _rectangle("sky", width + 2 * bleed, height + 2 * bleed, CREAM, centred(height / 2)),
        _ellipse("sun", width * 0.42, width * 0.42, SUN, [1, 0, 0, 1, width * 0.62, height * 0.4]),
        range_of_hills("far", height * 0.52, height * 0.05, "#8fb8ae"),
        range_of_hills("middle", height * 0.63, height * -0.045, SEA),
        range_of_hills("near", height * 0.76, height * 0.045, TEAL),
        _text("title", "Good morning", "playfair-display-bold", width * 0.1, CREAM, centred(height * 0.88)),
    ]


def _base(name: str, kind: str, transform: list[float]) -> Layer:
    return {"id": name, "type": kind, "transform": transform, "opacity": 1, "locked": False}


def _ellipse(name: str, width: float, height: float, fill: str, transform: list[float]) -> Layer:
    return {**_base(name, "shape", transform), "shape": "ellipse", "width": width, "height": height, "fill": fill}


def _rectangle(name: str, width: float, height: float, fill: str, transform: list[float]) -> Layer:
    return {**_base(name, "shape", transform), "shape": "rectangle", "width": width, "height": height, "fill": fill}


def _path(name: str, path: str, fill: str, transform: list[float]) -> Layer:
    layer = _base(name, "shape", transform)
    return {**layer, "shape": "path", "path": path, "width": 20, "height": 20, "fill": fill}


def _text(
    name: str,
    text: str,
    font: str,
    size: float,
    colour: str,
    transform: list[float],
    *,
    stroke: tuple[str, float] | None = None,
) -> Layer:
    layer = {**_base(name, "text", transform), "text": text, "font": font, "size": size, "colour": colour}
    return {**layer, "stroke": {"colour": stroke[0], "width": stroke[1]} if stroke else None}


def _star(radius: float) -> str:
    """A four-pointed star with hollow sides."""
    r, waist = radius, radius * 0.16
    return (
        f"M0 {-r:g} Q{waist:g} {-waist:g} {r:g} 0 Q{waist:g} {waist:g} 0 {r:g} "
        f"Q{-waist:g} {waist:g} {-r:g} 0 Q{-waist:g} {-waist:g} 0 {-r:g} Z"
    )
