"""SVG's clip paths, and the masks that are nothing but clip paths, as outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from monogram.geometry.matrices import Matrix, determinant, multiply, translation
from monogram.geometry.paths import Bounds, Path, transform_path
from monogram.images.refusals import RefusedError
from monogram.images.vector.budget import Budget
from monogram.images.vector.curves import pieces, segment_of, tight_bounds
from monogram.images.vector.drawn import Clip, rectangle, upright_box
from monogram.images.vector.svg_figures import outline_of
from monogram.images.vector.svg_paints import Paints, reference
from monogram.images.vector.svg_shapes import Place
from monogram.images.vector.svg_style import Cascade
from monogram.images.vector.units import read_length, read_transform


class Clips:
    """Looks up the clips of one document."""

    def __init__(self, by_id: Mapping[str, Element], cascade: Cascade, paints: Paints, budget: Budget) -> None:
        self._by_id = by_id
        self._cascade = cascade
        self._paints = paints
        self._budget = budget

    def of(self, place: Place, box: Bounds | None) -> Iterator[Clip]:
        """The clips of an element with that place's style, in the drawing's units.

        `box` is the element's own in its user units, None for one that has none to name. Raises RefusedError.
        """
        value = place.style["clip-path"]
        if value not in {"", "none"}:
            if "(" in value and reference(value) is None:
                raise RefusedError("svg_clip")
            yield from self._clip(reference(value) or "", "clipPath", place, box)
        value = place.style["mask"]
        if value not in {"", "none"}:
            yield from self._clip(reference(value) or "", "mask", place, box)

    def _clip(self, name: str, tag: str, place: Place, box: Bounds | None, deeper: int = 8) -> Iterator[Clip]:
        element = self._by_id.get(name)
        if element is None or element.tag != tag:
            return
        if deeper == 0:
            raise RefusedError("svg_cycle")
        style = self._cascade.style_in_place(element)
        units = element.get("clipPathUnits" if tag == "clipPath" else "maskContentUnits")
        matrix = multiply(place.matrix, read_transform(style["transform"]))
        if units == "objectBoundingBox":
            if box is None:
                raise RefusedError("svg_clip")
            matrix = multiply(matrix, (box[2] - box[0], 0.0, 0.0, box[3] - box[1], box[0], box[1]))
        inside = replace(place, matrix=matrix, style=style)
        kind = "clip" if tag == "clipPath" else "alpha" if style["mask-type"] == "alpha" else "luminance"
        outlines = [found for child in element if (found := self._outline(child, inside, kind))]
        yield _cut_out(outlines)
        if tag == "mask":
            yield from _region(element, place)
        further = reference(style["clip-path"])
        if further:
            yield from self._clip(further, "clipPath", place, box, deeper - 1)

    def _outline(self, child: Element, place: Place, kind: str) -> _Outline | None:
        """What one shape of a clip path or mask shows, or hides; None where it does neither."""
        self._budget.visit()
        refusal = "svg_clip" if kind == "clip" else "svg_mask"
        style = self._cascade.style(child, place.style)
        if style["display"] == "none":
            return None
        here = replace(place, matrix=multiply(place.matrix, read_transform(style["transform"])), style=style)
        if child.tag == "use":
            target = self._by_id.get(child.get("href", "").removeprefix("#"))
            if target is None or target.tag == "use":
                return None
            x = read_length(child.get("x"), place.viewport.width) or 0.0
            y = read_length(child.get("y"), place.viewport.height) or 0.0
            return self._outline(target, replace(here, matrix=multiply(here.matrix, translation(x, y))), kind)
        if child.tag in {"text", "image"} or (child.tag == "g" and kind != "clip"):
            raise RefusedError(refusal)
        path = outline_of(child, place.viewport)
        if not path or style["visibility"] != "visible" or determinant(here.matrix) == 0:
            return None
        if reference(style["clip-path"]) or reference(style["mask"]):
            raise RefusedError(refusal)
        outline = transform_path(path, here.matrix)
        self._budget.draw(outline)
        if kind == "clip":
            return _Outline(outline, style["clip-rule"] == "evenodd", shows=True)
        return _Outline(outline, style["fill-rule"] == "evenodd", shows=self._shows(here, kind))

    def _shows(self, place: Place, kind: str) -> bool:
        """Whether a mask's shape lets all through, or hides all. Raises RefusedError for what lies between."""
        style = place.style
        fill, stroke = (
            self._paints.ink(style[name], style, (), place.matrix, place.viewport) for name in ("fill", "stroke")
        )
        is_opaque = style.share("opacity") * style.share("fill-opacity") == 1
        if not is_opaque or stroke is not None or fill is None or fill[1] != 1:
            raise RefusedError("svg_mask")
        if kind == "alpha" or fill[0] == "#ffffff":
            return True
        if fill[0] != "#000000":
            raise RefusedError("svg_mask")
        return False


@dataclass(frozen=True, slots=True)
class _Outline:
    """A shape of a clip path or a mask."""

    path: Path
    even_odd: bool
    shows: bool


def _region(element: Element, place: Place) -> Iterator[Clip]:
    """The box of a mask, where it is given in user units; by default it is larger than what is masked."""
    if element.get("maskUnits") != "userSpaceOnUse":
        return
    whole = place.viewport
    x, y = read_length(element.get("x"), whole.width), read_length(element.get("y"), whole.height)
    width, height = read_length(element.get("width"), whole.width), read_length(element.get("height"), whole.height)
    if x is not None and y is not None and width is not None and height is not None:
        yield Clip(transform_path(rectangle(x, y, x + width, y + height), place.matrix), False)


def _cut_out(outlines: list[_Outline]) -> Clip:
    """What lies inside any outline that shows, and in none that hides. Raises RefusedError where a path cannot say it.

    Hiding outlines are holes, by the even-odd rule: so they must come last, lie inside one box and not overlap. That
    is how Figma writes a stroke outside of a shape.
    """
    shown = [outline for outline in outlines if outline.shows]
    hidden = [outline for outline in outlines if not outline.shows]
    if not hidden or not shown:
        return _united(shown)
    box = upright_box(shown[0].path)
    boxes = [found for outline in hidden if (found := tight_bounds(outline.path))]
    is_inside = box is not None and all(
        box[0] <= hole[0] and box[1] <= hole[1] and hole[2] <= box[2] and hole[3] <= box[3] for hole in boxes
    )
    if len(shown) > 1 or not outlines[0].shows or not is_inside or _overlap(boxes):
        raise RefusedError("svg_mask")
    return Clip(tuple(segment for outline in outlines for segment in outline.path), True)


def _united(outlines: list[_Outline]) -> Clip:
    """All outlines as one, with what any of them holds. Raises RefusedError where one path cannot say that."""
    if len(outlines) <= 1:
        return Clip(outlines[0].path, outlines[0].even_odd) if outlines else Clip((), False)
    paths: list[Path] = [
        outline.path if outline.path[-1][0] == "Z" else (*outline.path, ("Z",)) for outline in outlines
    ]
    if all(_is_simple(path) for path in paths):
        turned = [_reversed(path) if _signed_area(path) < 0 else path for path in paths]
        return Clip(tuple(segment for path in turned for segment in path), False)
    rules = {outline.even_odd for outline in outlines}
    if len(rules) > 1 or _overlap([box for path in paths if (box := tight_bounds(path))]):
        raise RefusedError("svg_clip")
    return Clip(tuple(segment for path in paths for segment in path), rules.pop())


def _is_simple(path: Path) -> bool:
    return sum(segment[0] == "M" for segment in path) == 1


def _signed_area(path: Path) -> float:
    """Twice the area inside the polygon of all points: its sign tells which way the outline runs."""
    return sum(curve[0][0] * curve[-1][1] - curve[-1][0] * curve[0][1] for curve in pieces(path))


def _reversed(path: Path) -> Path:
    """The same closed outline, run the other way."""
    curves = [curve[::-1] for curve in pieces(path)][::-1]
    return (("M", *curves[0][0]), *(segment_of(curve) for curve in curves), ("Z",))


def _overlap(boxes: list[Bounds]) -> bool:
    return any(
        first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
        for index, first in enumerate(boxes)
        for second in boxes[index + 1 :]
    )


def matrix_is_upright(matrix: Matrix) -> bool:
    """Whether boxes stay boxes."""
    return (matrix[1] == 0 and matrix[2] == 0) or (matrix[0] == 0 and matrix[3] == 0)
