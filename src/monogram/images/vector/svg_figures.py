"""SVG's basic shapes as outlines, in their own user units."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from monogram.geometry.paths import Path, Segment
from monogram.images.vector.curves import arc_curves
from monogram.images.vector.drawn import MOST_SEGMENTS
from monogram.images.vector.path_text import read_numbers, read_path
from monogram.images.vector.units import Viewport, read_length


def outline_of(element: Element, viewport: Viewport) -> Path | None:
    """The outline of a shape element; None for an element of another kind, empty where it draws nothing."""
    figure = _FIGURES.get(element.tag)
    return figure(element, viewport) if figure else None


def _path(element: Element, _: Viewport) -> Path:
    return read_path(element.get("d", ""), MOST_SEGMENTS)


def _rectangle(element: Element, viewport: Viewport) -> Path:
    left, top = _across(element, "x", viewport), _down(element, "y", viewport)
    width, height = _across(element, "width", viewport), _down(element, "height", viewport)
    if width <= 0 or height <= 0:
        return ()
    radius_x = read_length(element.get("rx"), viewport.width)
    radius_y = read_length(element.get("ry"), viewport.height)
    rx = radius_x if radius_x is not None and radius_x >= 0 else radius_y
    ry = radius_y if radius_y is not None and radius_y >= 0 else radius_x
    return _rounded(left, top, width, height, min(rx or 0.0, width / 2), min(ry or 0.0, height / 2))


def _rounded(left: float, top: float, width: float, height: float, rx: float, ry: float) -> Path:
    right, bottom = left + width, top + height
    if rx <= 0 or ry <= 0:
        return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))
    segments: list[Segment] = [("M", left + rx, top)]
    for line_x, line_y, x, y in (
        (right - rx, top, right, top + ry),
        (right, bottom - ry, right - rx, bottom),
        (left + rx, bottom, left, bottom - ry),
        (left, top + ry, left + rx, top),
    ):
        if segments[-1][-2:] != (line_x, line_y):
            segments.append(("L", line_x, line_y))
        segments += arc_curves((line_x, line_y), (rx, ry), 0.0, False, True, (x, y))
    return (*segments, ("Z",))


def _circle(element: Element, viewport: Viewport) -> Path:
    radius = read_length(element.get("r"), viewport.diagonal) or 0.0
    return _ellipse_at(element, viewport, radius, radius)


def _ellipse(element: Element, viewport: Viewport) -> Path:
    rx, ry = read_length(element.get("rx"), viewport.width), read_length(element.get("ry"), viewport.height)
    return _ellipse_at(element, viewport, ry or 0.0 if rx is None else rx, rx or 0.0 if ry is None else ry)


def _ellipse_at(element: Element, viewport: Viewport, rx: float, ry: float) -> Path:
    if rx <= 0 or ry <= 0:
        return ()
    x, y = _across(element, "cx", viewport), _down(element, "cy", viewport)
    right, left = (x + rx, y), (x - rx, y)
    lower = arc_curves(right, (rx, ry), 0.0, False, True, left)
    return (("M", *right), *lower, *arc_curves(left, (rx, ry), 0.0, False, True, right), ("Z",))


def _line(element: Element, viewport: Viewport) -> Path:
    return (
        ("M", _across(element, "x1", viewport), _down(element, "y1", viewport)),
        ("L", _across(element, "x2", viewport), _down(element, "y2", viewport)),
    )


def _polyline(element: Element, _: Viewport) -> Path:
    numbers = read_numbers(element.get("points", "")) or []
    corners = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(corners) < 2:
        return ()
    return (("M", *corners[0]), *(("L", x, y) for x, y in corners[1:]))


def _polygon(element: Element, viewport: Viewport) -> Path:
    path = _polyline(element, viewport)
    return (*path, ("Z",)) if path else ()


def _across(element: Element, name: str, viewport: Viewport) -> float:
    return read_length(element.get(name), viewport.width) or 0.0


def _down(element: Element, name: str, viewport: Viewport) -> float:
    return read_length(element.get(name), viewport.height) or 0.0


_FIGURES: dict[str, Callable[[Element, Viewport], Path]] = {
    "path": _path,
    "rect": _rectangle,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
