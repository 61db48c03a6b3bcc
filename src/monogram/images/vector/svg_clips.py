"""SVG's clip paths, and the masks that are nothing but clip paths, as outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from monogram.geometry.matrices import Matrix, determinant, multiply, translation
from monogram.geometry.paths import Bounds, Path, transform_path
from monogram.images.refusals import RefusedError
from monogram.images.vector.curves import pieces, segment_of, tight_bounds
from monogram.images.vector.drawn import Clip, rectangle
from monogram.images.vector.svg_figures import outline_of
from monogram.images.vector.svg_paints import Paints, reference
from monogram.images.vector.svg_shapes import Place
from monogram.images.vector.svg_style import Cascade
from monogram.images.vector.units import read_length, read_transform

_MOST_SHAPES = 1_000


class Clips:
    """Looks up the clips of one document."""

    def __init__(self, by_id: Mapping[str, Element], cascade: Cascade, paints: Paints) -> None:
        self._by_id = by_id
        self._cascade = cascade
        self._paints = paints

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
        style = self._cascade.style(element, replace(place.style, own={}))
        units = element.get("clipPathUnits" if tag == "clipPath" else "maskContentUnits")
        matrix = multiply(place.matrix, read_transform(style["transform"]))
        if units == "objectBoundingBox":
            if box is None:
                raise RefusedError("svg_clip")
            matrix = multiply(matrix, (box[2] - box[0], 0.0, 0.0, box[3] - box[1], box[0], box[1]))
        inside = replace(place, matrix=matrix, style=style)
        outlines = list(self._outlines(element, inside, is_mask=tag == "mask"))
        yield _united(outlines)
        if tag == "mask":
            yield from _region(element, place)
        further = reference(style["clip-path"])
        if further:
            yield from self._clip(further, "clipPath", place, box, deeper - 1)

    def _outlines(self, element: Element, place: Place, *, is_mask: bool) -> Iterator[tuple[Path, bool]]:
        """Each shape of a clip path, with whether it is filled by the even-odd rule."""
        for count, child in enumerate(element):
            if count == _MOST_SHAPES:
                raise RefusedError("vector_too_detailed")
            found = self._outline(child, place, is_mask=is_mask)
            if found:
                yield found

    def _outline(self, child: Element, place: Place, *, is_mask: bool) -> tuple[Path, bool] | None:
        style = self._cascade.style(child, place.style)
        if style["display"] == "none":
            return None
        matrix = multiply(place.matrix, read_transform(style["transform"]))
        if child.tag == "use":
            x = read_length(child.get("x"), place.viewport.width) or 0.0
            y = read_length(child.get("y"), place.viewport.height) or 0.0
            target = self._by_id.get(child.get("href", "").removeprefix("#"))
            if target is None or target.tag == "use":
                return None
            inside = replace(place, matrix=multiply(matrix, translation(x, y)), style=style)
            return self._outline(target, inside, is_mask=is_mask)
        if child.tag in {"text", "image"} or (is_mask and child.tag == "g"):
            raise RefusedError("svg_mask" if is_mask else "svg_clip")
        path = outline_of(child, place.viewport)
        if not path or style["visibility"] != "visible" or determinant(matrix) == 0:
            return None
        if reference(style["clip-path"]) or reference(style["mask"]):
            raise RefusedError("svg_clip")
        if is_mask and not self._lets_through(replace(place, style=style, matrix=matrix)):
            raise RefusedError("svg_mask")
        return transform_path(path, matrix), style["fill-rule" if is_mask else "clip-rule"] == "evenodd"

    def _lets_through(self, place: Place) -> bool:
        """Whether a mask's shape is plain white: then the mask shows what lies inside and nothing else."""
        style = place.style
        inks = [self._paints.ink(style[name], style, None, place.matrix, place.viewport) for name in ("fill", "stroke")]
        is_opaque = style.share("opacity") * style.share("fill-opacity") == 1
        by_alpha = style["mask-type"] == "alpha" and inks[0] is not None and inks[0][1] == 1
        is_white = by_alpha or inks[0] == ("#ffffff", 1.0)
        return is_white and is_opaque and inks[1] is None


def _region(element: Element, place: Place) -> Iterator[Clip]:
    """The box of a mask, where it is given in user units; by default it is larger than what is masked."""
    if element.get("maskUnits") != "userSpaceOnUse":
        return
    whole = place.viewport
    x, y = read_length(element.get("x"), whole.width), read_length(element.get("y"), whole.height)
    width, height = read_length(element.get("width"), whole.width), read_length(element.get("height"), whole.height)
    if x is not None and y is not None and width is not None and height is not None:
        yield Clip(transform_path(rectangle(x, y, x + width, y + height), place.matrix), False)


def _united(outlines: list[tuple[Path, bool]]) -> Clip:
    """All outlines as one, with what any of them holds. Raises RefusedError where one path cannot say that."""
    if len(outlines) <= 1:
        return Clip(*outlines[0]) if outlines else Clip((), False)
    outlines = [(path if path[-1][0] == "Z" else (*path, ("Z",)), even_odd) for path, even_odd in outlines]
    if all(_is_simple(path) for path, _ in outlines):
        turned = [_reversed(path) if _signed_area(path) < 0 else path for path, _ in outlines]
        return Clip(tuple(segment for path in turned for segment in path), False)
    boxes = [box for path, _ in outlines if (box := tight_bounds(path))]
    if len({even_odd for _, even_odd in outlines}) > 1 or _overlap(boxes):
        raise RefusedError("svg_clip")
    return Clip(tuple(segment for path, _ in outlines for segment in path), outlines[0][1])


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
