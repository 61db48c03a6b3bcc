"""One SVG shape element → the shapes of its fill and its stroke."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from monogram.geometry.matrices import Matrix, determinant
from monogram.geometry.paths import Path, transform_path
from monogram.images.refusals import RefusedError
from monogram.images.vector.dashes import dashed, outline_length
from monogram.images.vector.drawn import Cap, Join, Pen, Shape, is_finite
from monogram.images.vector.path_text import read_numbers
from monogram.images.vector.svg_figures import outline_of
from monogram.images.vector.svg_paints import Paints, reference
from monogram.images.vector.svg_style import Style
from monogram.images.vector.units import Viewport, read_length

_MARKED = frozenset({"path", "line", "polyline", "polygon"})
_CAPS: dict[str, Cap] = {"butt": "butt", "round": "round", "square": "square"}
_JOINS: dict[str, Join] = {"round": "round", "bevel": "bevel"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: what it inherits, and the map of its user units to the drawing."""

    matrix: Matrix
    style: Style
    viewport: Viewport
    pixel: float
    """Drawing units to a pixel of the outermost picture: what strokes that do not scale are measured in."""
    depth: int
    used: tuple[str, ...] = ()
    """Ids of the `use`d elements that it stands in."""
    part: str | None = None
    label: str | None = None


def drawn_shapes(element: Element, place: Place, paints: Paints) -> list[Shape]:
    """The fill and the stroke of a shape element, in drawing order. Raises RefusedError."""
    path = outline_of(element, place.viewport)
    style = place.style
    if not path or style["visibility"] != "visible":
        return []
    if element.tag in _MARKED and any(reference(style[f"marker-{end}"]) for end in ("start", "mid", "end")):
        raise RefusedError("svg_marker")
    inks = [*_filled(path, place, paints), *_stroked(element, path, place, paints)]
    return inks[::-1] if style["paint-order"].split()[:1] == ["stroke"] else inks


def _filled(path: Path, place: Place, paints: Paints) -> Iterator[Shape]:
    style = place.style
    if ink := paints.ink(style["fill"], style, path, place.matrix, place.viewport):
        opacity = ink[1] * style.share("fill-opacity")
        if opacity > 0:
            even_odd = style["fill-rule"] == "evenodd"
            outline = transform_path(path, place.matrix)
            if is_finite(outline):
                yield Shape(outline, ink[0], opacity, even_odd, part=place.part, label=place.label)


def _stroked(element: Element, path: Path, place: Place, paints: Paints) -> Iterator[Shape]:
    style = place.style
    ink = paints.ink(style["stroke"], style, path, place.matrix, place.viewport)
    width = _stroke_width(place)
    opacity = ink[1] * style.share("stroke-opacity") if ink else 0.0
    if not ink or opacity <= 0 or width <= 0:
        return
    limit = read_length(style["stroke-miterlimit"], 1.0)
    pen = Pen(
        width,
        _CAPS.get(style["stroke-linecap"], "butt"),
        _JOINS.get(style["stroke-linejoin"], "miter"),
        min(1000.0, max(1.0, 4.0 if limit is None else limit)),
    )
    outline = transform_path(_dashed(element, path, place), place.matrix)
    if outline and is_finite(outline) and math.isfinite(width):
        yield replace(Shape(outline, ink[0], opacity), pen=pen, part=place.part, label=place.label)


def _stroke_width(place: Place) -> float:
    """In the drawing's units. Where the transform stretches one way more than the other, their mean."""
    width = read_length(place.style["stroke-width"], place.viewport.diagonal)
    width = 1.0 if width is None else width
    if place.style["vector-effect"] == "non-scaling-stroke":
        return width * place.pixel
    return width * math.sqrt(abs(determinant(place.matrix)))


def _dashed(element: Element, path: Path, place: Place) -> Path:
    """The outline in its dashes, or as it is."""
    words = place.style["stroke-dasharray"].replace(",", " ").split()
    lengths = [length for word in words if (length := read_length(word, place.viewport.diagonal)) is not None]
    if not lengths or len(lengths) < len(words) or min(lengths) < 0 or sum(lengths) <= 0:
        return path
    offset = read_length(place.style["stroke-dashoffset"], place.viewport.diagonal) or 0.0
    scale = _path_length_scale(element, path)
    return dashed(path, [length * scale for length in lengths], offset * scale)


def _path_length_scale(element: Element, path: Path) -> float:
    """`pathLength` says how long the author takes the outline to be."""
    claimed = read_numbers(element.get("pathLength", "")) or [0.0]
    if claimed[0] <= 0:
        return 1.0
    return outline_length(path) / claimed[0]
