"""What a design puts on a print area: every path and picture with the ink that lays it down and the box it fills."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

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

_GlyphBoxes: TypeAlias = dict[tuple[str, int], Bounds | None]
"""Boxes of glyphs in their own units: each is measured once."""
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


@dataclass(frozen=True, slots=True)
class Piece:
    """All marks of one layer, members of groups each for themselves; of the background where `layer` is empty."""

    layer: str
    marks: tuple[Mark, ...]
    ink: Ink
    """What lays it down."""
    box: Bounds | None
    """In mm of the area, pens included; None where nothing shows."""
    sheet: str | None
    """Its colour, where it is nothing but a plain rectangle."""


def pieces_of(operations: Iterable[Operation]) -> dict[str, Piece]:
    """By layer, in drawing order."""
    by_layer: dict[str, list[Mark]] = {}
    for mark in marks_of(operations):
        by_layer.setdefault(mark.operation.layer, []).append(mark)
    glyphs: _GlyphBoxes = {}
    return {
        layer: Piece(layer, tuple(marks), marks[0].ink, _box_around(marks, glyphs), _sheet_colour(marks))
        for layer, marks in by_layer.items()
    }


def _sheet_colour(marks: Sequence[Mark]) -> str | None:
    operation = marks[0].operation
    if len(marks) > 1 or not isinstance(operation, PathOperation) or not is_quad(operation.path):
        return None
    return operation.fill if isinstance(operation.fill, str) else None


def _box_around(marks: Sequence[Mark], glyphs: _GlyphBoxes) -> Bounds | None:
    """A glyph lies within its mapped box: few have to be measured to know that the others reach no further."""
    box: Bounds | None = None
    rough: list[tuple[Bounds, Mark]] = []
    for mark in marks:
        operation = mark.operation
        if not isinstance(operation, PathOperation) or operation.glyph is None:
            box = _joined(box, _shown(_measured(operation), mark))
            continue
        own = _glyph_box(operation.path, operation.glyph, glyphs)
        if within := _shown(own and mapped(own, operation.matrix), mark):
            rough.append((within, mark))
    for within, mark in [*_outermost(rough), *rough]:
        if not holds(box, within):
            _, b, c, _, _, _ = mark.operation.matrix
            box = _joined(box, within if b == 0 and c == 0 else _shown(_measured(mark.operation), mark))
    return box


def _outermost(rough: Sequence[tuple[Bounds, Mark]]) -> list[tuple[Bounds, Mark]]:
    """Those that reach furthest to each side."""
    if not rough:
        return []
    furthest = (min(rough, key=lambda one: one[0][side]) for side in (0, 1))
    return [*furthest, *(max(rough, key=lambda one: one[0][side]) for side in (2, 3))]


def _glyph_box(path: Path, key: tuple[str, int], glyphs: _GlyphBoxes) -> Bounds | None:
    if key not in glyphs:
        glyphs[key] = outline_bounds(path, IDENTITY)
    return glyphs[key]


def _measured(operation: PathOperation | ImageOperation) -> Bounds | None:
    path = operation.path if isinstance(operation, PathOperation) else operation.mask or SQUARE
    return outline_bounds(path, operation.matrix)


def _shown(bounds: Bounds | None, mark: Mark) -> Bounds | None:
    """A box with the pen around its outline, cut to the clip."""
    operation = mark.operation
    if bounds and isinstance(operation, PathOperation) and operation.stroke:
        bounds = _widened(bounds, operation.stroke.width / 2, operation.matrix)
    return _common(bounds, mark.clip)


def holds(outer: Bounds | None, inner: Bounds, slack: float = 0.0) -> bool:
    """Whether a box lies within another, but for `slack`."""
    return outer is not None and (
        outer[0] <= inner[0] + slack
        and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack
        and outer[3] >= inner[3] - slack
    )


def _joined(box: Bounds | None, other: Bounds | None) -> Bounds | None:
    if box is None or other is None:
        return box or other
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])


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
    return len(path) == 5 and [segment[0] for segment in path] == ["M", "L", "L", "L", "Z"]
