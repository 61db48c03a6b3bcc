"""Outlines as plain data: tuples of segments, as HarfBuzz gives them and as Skia and Canvas2D take them.

A path is filled by the nonzero winding rule. Quadratic and cubic curves stay what they are; nothing is flattened.
"""

from __future__ import annotations

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
