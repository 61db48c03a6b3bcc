"""Outlines as plain data: tuples of segments, as HarfBuzz gives them and as Skia and Canvas2D take them.

A path is filled by the nonzero winding rule. Quadratic and cubic curves stay what they are; nothing is flattened.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, TypeAlias

from monogram.geometry.matrices import Matrix, transform_point

Segment: TypeAlias = (
    tuple[Literal["M"], float, float]
    | tuple[Literal["L"], float, float]
    | tuple[Literal["Q"], float, float, float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
Path: TypeAlias = tuple[Segment, ...]
Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def points(path: Path) -> Iterator[tuple[float, float]]:
    """Every point that a path names, control points too."""
    for segment in path:
        numbers = segment[1:]
        for index in range(0, len(numbers), 2):
            yield numbers[index], numbers[index + 1]


def control_bounds(path: Path) -> Bounds | None:
    """The box around all points and control points: never smaller than the outline; None for an empty path."""
    xs, ys = zip(*points(path), strict=True) if len(path) > 0 else ((), ())
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def outline_bounds(path: Path, matrix: Matrix) -> Bounds | None:
    """The tightest upright box around the outline once `matrix` has mapped it; None where nothing is drawn.

    Curves count by their extremes, not by their control points. `web/src/geometry/path.ts` does the same arithmetic.
    """
    left = top = math.inf
    right = bottom = -math.inf
    x = y = start_x = start_y = 0.0
    for segment in path:
        numbers = segment[1:]
        if not numbers:
            x, y = start_x, start_y
            continue
        p = [
            coordinate
            for index in range(0, len(numbers), 2)
            for coordinate in transform_point(matrix, numbers[index], numbers[index + 1])
        ]
        if segment[0] == "M":
            start_x, start_y = p
        else:
            across = _reach(x, *p[0::2])
            down = _reach(y, *p[1::2])
            left, right = min(left, across[0]), max(right, across[1])
            top, bottom = min(top, down[0]), max(bottom, down[1])
        x, y = p[-2:]
    return (left, top, right, bottom) if left <= right else None


def _reach(start: float, *points: float) -> tuple[float, float]:
    """The least and the largest coordinate along a line, a quadratic or a cubic."""
    end = points[-1]
    low, high = min(start, end), max(start, end)
    if all(low <= point <= high for point in points):
        return low, high
    if len(points) == 2:
        control = points[0]
        values = [_quadratic(start, control, end, _ratio(start - control, start - 2 * control + end))]
    else:
        first, second = points[:2]
        values = [_cubic(start, first, second, end, t) for t in _turns(start, first, second, end)]
    return min(low, *values), max(high, *values)


def _ratio(over: float, under: float) -> float:
    """A parameter within 0…1; 0 where there is none."""
    t = over / under if under != 0 else 0.0
    return t if 0 < t < 1 else 0.0


def _turns(p0: float, p1: float, p2: float, p3: float) -> tuple[float, float]:
    """Where a cubic's coordinate turns back, as parameters within 0…1; 0 for one that is not there."""
    a = p3 - 3 * p2 + 3 * p1 - p0
    b = 2 * (p2 - 2 * p1 + p0)
    c = p1 - p0
    if a == 0:
        return _ratio(-c, b), 0.0
    root = b * b - 4 * a * c
    if root < 0:
        return 0.0, 0.0
    # The stable pair of roots: what is subtracted has always the other sign.
    q = -(b + (-1 if b < 0 else 1) * math.sqrt(root)) / 2
    return _ratio(q, a), _ratio(c, q)


def _quadratic(p0: float, p1: float, p2: float, t: float) -> float:
    s = 1 - t
    return s * s * p0 + 2 * s * t * p1 + t * t * p2


def _cubic(p0: float, p1: float, p2: float, p3: float, t: float) -> float:
    s = 1 - t
    return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3


def transform_path(path: Path, matrix: Matrix) -> Path:
    """The same outline with every point mapped by `matrix`."""
    moved: list[Segment] = []
    for segment in path:
        numbers = segment[1:]
        mapped: list[float] = []
        for index in range(0, len(numbers), 2):
            mapped.extend(transform_point(matrix, numbers[index], numbers[index + 1]))
        moved.append((segment[0], *mapped))  # type: ignore[arg-type]  # the letter decides how many numbers follow
    return tuple(moved)
