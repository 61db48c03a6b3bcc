"""What a design puts on a print area: every path and picture with the ink that lays it down and the box it fills."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monogram.geometry.matrices import IDENTITY, Matrix, transform_point
from monogram.geometry.paths import Bounds, Path, outline_bounds
from monogram.layout.operations import (
    Clip,
    GroupOperation,
    ImageOperation,
    Ink,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
)
from monogram.layout.shapes import rectangle

SQUARE = rectangle(0.0, 0.0, 1.0, 1.0, 0.0, 0.0)
"""What an unmasked picture fills."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A path or a picture of a layer, with what its groups make of it."""

    operation: PathOperation | ImageOperation
    ink: Ink
    clip: Bounds | None
    """The box outside which nothing of it is drawn, in mm of the area."""


def marks_of(operations: Iterable[Operation], ink: Ink = "process", clip: Bounds | None = None) -> Iterator[Mark]:
    """Every path and picture, however deep, in drawing order."""
    for operation in operations:
        if isinstance(operation, GroupOperation):
            inner = ink if operation.ink == "process" else operation.ink
            yield from marks_of(operation.operations, inner, _clipped(clip, operation.clip))
        else:
            yield Mark(operation, ink, clip)


def paints_of(operation: PathOperation) -> list[Paint]:
    """What a path is painted with."""
    paints = [operation.fill, operation.stroke.paint if operation.stroke else None]
    return [paint for paint in paints if paint is not None]


def patterns_of(operation: PathOperation) -> list[PatternPaint]:
    """The pictures that a path is painted with."""
    return [paint for paint in paints_of(operation) if isinstance(paint, PatternPaint)]


class Boxes:
    """The boxes of marks. A glyph's own box is measured once."""

    def __init__(self) -> None:
        self._glyphs: dict[tuple[str, int], Bounds | None] = {}

    def of(self, marks: Sequence[Mark]) -> Bounds | None:
        """The box around marks in mm of the area, pens included; None where nothing shows."""
        boxes = [box for mark in marks if (box := self._of_one(mark)) is not None]
        if not boxes:
            return None
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _of_one(self, mark: Mark) -> Bounds | None:
        operation = mark.operation
        if isinstance(operation, ImageOperation):
            bounds = outline_bounds(operation.mask or SQUARE, operation.matrix)
        else:
            bounds = self._path(operation)
            if bounds and operation.stroke:
                bounds = _widened(bounds, operation.stroke.width / 2, operation.matrix)
        return _common(bounds, mark.clip)

    def _path(self, operation: PathOperation) -> Bounds | None:
        """An upright glyph's box is its own box, mapped; a turned one's has to be measured."""
        _, b, c, _, _, _ = operation.matrix
        if operation.glyph is None or b != 0 or c != 0:
            return outline_bounds(operation.path, operation.matrix)
        if operation.glyph not in self._glyphs:
            self._glyphs[operation.glyph] = outline_bounds(operation.path, IDENTITY)
        own = self._glyphs[operation.glyph]
        return own and mapped(own, operation.matrix)


def mapped(bounds: Bounds, matrix: Matrix) -> Bounds:
    """The box around a mapped box."""
    left, top, right, bottom = bounds
    corners = [transform_point(matrix, x, y) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _widened(bounds: Bounds, radius: float, matrix: Matrix) -> Bounds:
    """A box around an outline, and around the pen that follows it: a circle, which `matrix` makes an ellipse."""
    a, b, c, d, _, _ = matrix
    across, down = radius * math.sqrt(a * a + c * c), radius * math.sqrt(b * b + d * d)
    return bounds[0] - across, bounds[1] - down, bounds[2] + across, bounds[3] + down


def _clipped(outer: Bounds | None, clip: Clip | None) -> Bounds | None:
    if clip is None:
        return outer
    inner = outline_bounds(clip.path, clip.matrix) or (0.0, 0.0, 0.0, 0.0)
    return inner if outer is None else _common(inner, outer) or (0.0, 0.0, 0.0, 0.0)


def _common(bounds: Bounds | None, clip: Bounds | None) -> Bounds | None:
    """What two boxes have in common; None where they have nothing."""
    if bounds is None or clip is None:
        return bounds
    left, top = max(bounds[0], clip[0]), max(bounds[1], clip[1])
    right, bottom = min(bounds[2], clip[2]), min(bounds[3], clip[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def is_quad(path: Path) -> bool:
    """Whether a path is four straight sides."""
    return [segment[0] for segment in path] == ["M", "L", "L", "L", "Z"]
