"""Edges: does something lie where the cutter may take it, or stop where it should run on?

Sides are measured from the trim outwards: 0 on it, above 0 in the bleed, below 0 inside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from monogram.geometry.matrices import transform_point
from monogram.geometry.paths import Bounds
from monogram.layout.model import CodeLayer, Layer, TextLayer
from monogram.layout.operations import ImageOperation
from monogram.layout.preflight.marks import Mark, is_quad
from monogram.layout.preflight.values import AreaSpec, Verdicts, rounded_up

SLACK = 0.05
"""In mm: what no eye sees and no cutter keeps."""
NEAR = 1.0
"""In mm: what ends so close inside the trim is meant to reach it."""
TENTHS = 10

Point = tuple[float, float]


def check_edges(layer: Layer, marks: Sequence[Mark], box: Bounds | None, verdicts: Verdicts) -> None:
    """At most one verdict on where a layer lies. A line for the cutter may lie anywhere."""
    spec = verdicts.spec
    if box is None or all(mark.ink == "cut" for mark in marks):
        return
    left, top, right, bottom = box
    if right <= SLACK or bottom <= SLACK or left >= spec.width - SLACK or top >= spec.height - SLACK:
        verdicts.add("outside_area", layer.id)
        return
    sides = (-left, -top, right - spec.width, bottom - spec.height)
    if isinstance(layer, TextLayer | CodeLayer):
        _check_words(layer, max(sides), verdicts)
    else:
        _check_figure(layer, marks, sides, verdicts)


def _check_words(layer: Layer, furthest: float, verdicts: Verdicts) -> None:
    over = furthest + verdicts.spec.safe_margin
    if over > SLACK:
        verdicts.add("text_safe_area", layer.id, over=rounded_up(over, TENTHS))


def _check_figure(
    layer: Layer, marks: Sequence[Mark], sides: tuple[float, float, float, float], verdicts: Verdicts
) -> None:
    """What runs on through the bleed is cut on purpose; what ends near the trim is not."""
    spec = verdicts.spec
    open_sides = [side for side in sides if side < spec.bleed - SLACK]
    short = [spec.bleed - side for side in open_sides if spec.bleed > 0 and side >= -NEAR]
    if not open_sides and (gap := _corner_gap(marks, spec)) > SLACK:
        short.append(gap)
    if short:
        verdicts.add("bleed", layer.id, short=rounded_up(max(short), TENTHS))
        return
    over = max((side + spec.safe_margin for side in open_sides), default=0.0)
    if over > SLACK:
        verdicts.add("safe_area", layer.id, over=rounded_up(over, TENTHS))


def _corner_gap(marks: Sequence[Mark], spec: AreaSpec) -> float:
    """How far a turned picture or rectangle that covers the whole trim fails to reach a corner of the bleed, in mm."""
    quad = _quad(marks)
    if quad is None:
        return 0.0
    trim = max(_outside(quad, corner) for corner in _corners(spec, 0.0))
    return max(_outside(quad, corner) for corner in _corners(spec, spec.bleed)) if trim <= SLACK else 0.0


def _quad(marks: Sequence[Mark]) -> list[Point] | None:
    """The corners of a layer that is one parallelogram."""
    if len(marks) != 1 or marks[0].clip is not None:
        return None
    operation = marks[0].operation
    if isinstance(operation, ImageOperation):
        square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
        return None if operation.mask else [transform_point(operation.matrix, x, y) for x, y in square]
    if operation.fill is None or not is_quad(operation.path):
        return None
    return [transform_point(operation.matrix, *segment[1:3]) for segment in operation.path[:4]]


def _corners(spec: AreaSpec, bleed: float) -> list[Point]:
    right, bottom = spec.width + bleed, spec.height + bleed
    return [(-bleed, -bleed), (right, -bleed), (right, bottom), (-bleed, bottom)]


def _outside(quad: list[Point], point: Point) -> float:
    """How far a point lies outside a parallelogram, in mm; below 0 inside."""
    sign = 1.0 if _cross(quad[0], quad[1], quad[2]) >= 0 else -1.0
    edges = [(quad[index], quad[(index + 1) % 4]) for index in range(4)]
    return max(
        (-sign * _cross(start, end, point) / length for start, end in edges if (length := _distance(start, end)) > 0),
        default=0.0,
    )


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _distance(a: Point, b: Point) -> float:
    across, down = b[0] - a[0], b[1] - a[1]
    return math.sqrt(across * across + down * down)
