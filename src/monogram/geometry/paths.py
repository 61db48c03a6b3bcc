"""Outlines as plain data: tuples of segments, as HarfBuzz gives them and as Skia and Canvas2D take them.

A path is filled by the nonzero winding rule. Quadratic and cubic curves stay what they are; nothing is flattened.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
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

    Curves count by their extremes, not by their control points. `web/src/geometry/path.ts` comes to the same numbers.
    """
    xs: list[float] = []
    ys: list[float] = []
    curves: list[tuple[list[float], list[float]]] = []
    x = y = start_x = start_y = 0.0
    for segment in path:
        if segment[0] == "Z":
            x, y = start_x, start_y
            continue
        end_x, end_y = transform_point(matrix, segment[-2], segment[-1])
        if segment[0] == "M":
            start_x, start_y = end_x, end_y
        else:
            xs += (x, end_x)
            ys += (y, end_y)
            if segment[0] != "L":
                curves.append(_curve(x, y, segment[1:], matrix))
        x, y = end_x, end_y
    if not xs:
        return None
    left, right = _stretched(min(xs), max(xs), [across for across, _ in curves])
    top, bottom = _stretched(min(ys), max(ys), [down for _, down in curves])
    return left, top, right, bottom


def _curve(x: float, y: float, numbers: Sequence[float], matrix: Matrix) -> tuple[list[float], list[float]]:
    """The mapped coordinates of a curve's points, from where it begins."""
    points = [transform_point(matrix, numbers[index], numbers[index + 1]) for index in range(0, len(numbers), 2)]
    return [x, *(point[0] for point in points)], [y, *(point[1] for point in points)]


def _stretched(low: float, high: float, curves: Iterable[Sequence[float]]) -> tuple[float, float]:
    """The span of all ends, stretched by the curves that bulge beyond it: few of them have to be looked at closely."""
    for coordinates in curves:
        if min(coordinates) < low or max(coordinates) > high:
            extremes = _extremes(*coordinates)
            low, high = min(low, *extremes), max(high, *extremes)
    return low, high


def _extremes(start: float, *points: float) -> list[float]:
    """Coordinates at which a quadratic or a cubic turns back, or where it begins."""
    if len(points) == 2:
        control, end = points
        return [_quadratic(start, control, end, _ratio(start - control, start - 2 * control + end))]
    first, second, end = points
    return [_cubic(start, first, second, end, t) for t in _turns(start, first, second, end)]


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
