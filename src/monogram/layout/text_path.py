"""Baselines of any form: SVG path data as a way that text can walk. Lengths in the layer's local millimetres.

The first sub-path that has a length counts. Curves are cut into a fixed number of chords, which tell how long the way
is; points and directions are then taken from the curve itself. `web/src/layout/textPath.ts` does the same arithmetic.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from monogram.geometry.matrices import Matrix
from monogram.geometry.path_data import parse_path_data
from monogram.geometry.paths import Path
from monogram.layout.model import Align, TextPath

CHORDS = 64
"""To a curve: its length is then right to a thousandth even where it turns by half a circle…"""
MOST_CHORDS = 4_096
"""…but to a path of very many curves, each of which cannot be long, fewer."""

Point: TypeAlias = tuple[float, float]
Curve: TypeAlias = tuple[Point, ...]
"""The two points of a line, or three or four of a Bézier curve."""
Place: TypeAlias = tuple[float, float, float, float]
"""A point and a direction, one long."""


@dataclass(frozen=True, slots=True)
class _Chord:
    """What cuts a curve short between two of its parameters; its ends, with the directions there."""

    curve: Curve
    first: float
    last: float
    begin: Place
    end: Place

    def length(self, offset: float) -> float:
        """In mm, of the chord that runs beside this one."""
        x, y, dx, dy = self.begin
        to_x, to_y, to_dx, to_dy = self.end
        return _distance((x - dy * offset, y + dx * offset), (to_x - to_dy * offset, to_y + to_dx * offset))


@dataclass(frozen=True, slots=True)
class Track:
    """A line's way along the baseline: chords, and how far along the way each of them is."""

    chords: tuple[_Chord, ...]
    distances: tuple[float, ...]
    """Where each chord begins, and where the last one ends."""
    offset: float
    start: float
    is_closed: bool

    @property
    def length(self) -> float:
        """Of the whole way, in mm."""
        return self.distances[-1]

    def begin(self, width: float, align: Align) -> float:
        """Where on the way a line of a width begins."""
        start = self.start * self.length
        if align == "left":
            return start
        return start - width / 2 if align == "center" else start - width

    def frame(self, distance: float) -> Matrix | None:
        """The frame at a distance along the way, x forwards and y to its right; None beyond an open way's ends."""
        if self.length == 0:
            return None
        if self.is_closed:
            distance -= math.floor(distance / self.length) * self.length
        elif not 0 <= distance <= self.length:
            return None
        index = min(bisect_right(self.distances, distance), len(self.chords)) - 1
        begin, end = self.distances[index], self.distances[index + 1]
        share = (distance - begin) / (end - begin) if end > begin else 0.0
        chord = self.chords[index]
        x, y, dx, dy = _at(chord.curve, chord.first + (chord.last - chord.first) * share)
        return (dx, dy, -dy, dx, x - dy * self.offset, y + dx * self.offset)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A path that text runs along. `start` is the share of the way where the alignment begins."""

    chords: tuple[_Chord, ...]
    is_closed: bool
    start: float

    def track(self, offset: float) -> Track:
        """The way of a line that runs `offset` mm beside the path, on the side where the letters' feet are."""
        distances = [0.0]
        for chord in self.chords:
            distances.append(distances[-1] + chord.length(offset))
        return Track(self.chords, tuple(distances), offset, self.start, self.is_closed)


def baseline_of(path: TextPath) -> Baseline:
    """The baseline that a layer's path describes. A flipped one is walked from its end, and so on its other side."""
    curves, is_closed = _first_way(parse_path_data(path.path))
    if path.flip:
        curves = [tuple(reversed(curve)) for curve in reversed(curves)]
    most = max(1, min(CHORDS, MOST_CHORDS // max(1, len(curves))))
    chords = tuple(chord for curve in curves for chord in _chords(curve, 1 if len(curve) == 2 else most))
    return Baseline(chords, is_closed, path.start)


def _chords(curve: Curve, parts: int) -> Iterator[_Chord]:
    begin = _at(curve, 0.0)
    for part in range(parts):
        end = _at(curve, (part + 1) / parts)
        yield _Chord(curve, part / parts, (part + 1) / parts, begin, end)
        begin = end


def _first_way(path: Path) -> tuple[list[Curve], bool]:
    """The curves of the first sub-path that has any, and whether it is closed."""
    curves: list[Curve] = []
    begin = here = (0.0, 0.0)
    for letter, *numbers in path:
        if letter == "M":
            if curves:
                break
            begin = here = (numbers[0], numbers[1])
        elif letter == "Z":
            if curves:
                return [*curves, *_unless_empty((here, begin))], True
        else:
            points = [here, *zip(numbers[::2], numbers[1::2], strict=True)]
            curves.extend(_unless_empty(tuple(points)))
            here = points[-1]
    return curves, False


def _unless_empty(curve: Curve) -> Sequence[Curve]:
    return [curve] if any(point != curve[0] for point in curve) else []


def _distance(first: Point, last: Point) -> float:
    across, down = last[0] - first[0], last[1] - first[1]
    return math.sqrt(across * across + down * down)


def _at(curve: Curve, t: float) -> Place:
    """A place on a curve, by de Casteljau's construction."""
    points = list(curve)
    while len(points) > 2:
        points = [_between(first, last, t) for first, last in pairwise(points)]
    (ax, ay), (bx, by) = points
    x, y = _between(points[0], points[1], t)
    length = _distance(points[0], points[1])
    if length == 0:  # at a cusp: as if towards the far end
        (ax, ay), (bx, by) = curve[0], curve[-1]
        length = _distance(curve[0], curve[-1]) or 1.0
    return x, y, (bx - ax) / length, (by - ay) / length


def _between(first: Point, last: Point, t: float) -> Point:
    return first[0] + (last[0] - first[0]) * t, first[1] + (last[1] - first[1]) * t
