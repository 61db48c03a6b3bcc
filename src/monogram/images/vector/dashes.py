"""Dashed strokes: an outline cut into its dashes, so that no player has to know of dashing."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monogram.geometry.paths import Path, Segment
from monogram.images.refusals import RefusedError
from monogram.images.vector.curves import Curve, bezier, pieces, segment_of

MOST_DASHES = 20_000
_STEPS = 64
"""Chords along which a curve is measured: a quarter circle comes out 3 hundred-thousandths too short."""


def dashed(path: Path, lengths: Sequence[float], offset: float) -> Path:
    """The outline's dashes as sub-paths. `lengths` are those of dash, gap, dash…, at least one of them above 0.

    Curves stay curves. Raises RefusedError for more dashes than any picture needs.
    """
    pattern = list(lengths) * (2 if len(lengths) % 2 else 1)
    whole = sum(pattern)
    cut: list[Segment] = []
    for subpath in _subpaths(path):
        walk = _Walk(pattern, math.fmod(offset, whole) % whole)
        for curve in subpath:
            cut += walk.along(curve)
            if walk.dashes > MOST_DASHES:
                raise RefusedError("vector_too_detailed")
    return tuple(cut)


def outline_length(path: Path) -> float:
    """The length of all lines and curves, closing lines too."""
    return sum(_Ruler(curve).length for curve in pieces(path))


def _subpaths(path: Path) -> Iterator[list[Curve]]:
    """The pieces of each sub-path: dashes begin anew with every one."""
    current: list[Segment] = []
    for segment in path:
        if segment[0] == "M" and current:
            yield list(pieces(tuple(current)))
            current = []
        current.append(segment)
    yield list(pieces(tuple(current)))


class _Walk:
    """Where on the pattern the pen is: the entry, and how much of it is left."""

    def __init__(self, pattern: list[float], offset: float) -> None:
        self._pattern = pattern
        self._entry = 0
        while 0 < offset >= pattern[self._entry]:
            offset -= pattern[self._entry]
            self._entry = (self._entry + 1) % len(pattern)
        self._left = pattern[self._entry] - offset
        self._is_drawing = False
        self.dashes = 0

    def along(self, curve: Curve) -> Iterator[Segment]:
        """The dashes of one line or curve."""
        ruler = _Ruler(curve)
        done = 0.0
        while done < ruler.length:
            step = min(self._left, ruler.length - done)
            if self._entry % 2 == 0:
                yield from self._dash(ruler, done, done + step)
            done += step
            self._left -= step
            if self._left <= 0:
                self._entry = (self._entry + 1) % len(self._pattern)
                self._left = self._pattern[self._entry]
                self._is_drawing = False
                self.dashes += 1
                if self.dashes > MOST_DASHES:
                    return

    def _dash(self, ruler: _Ruler, begin: float, end: float) -> Iterator[Segment]:
        piece = ruler.piece(begin, end)
        if not self._is_drawing:
            yield ("M", *piece[0])
            self._is_drawing = True
        yield segment_of(piece)


class _Ruler:
    """Lengths along one line or curve."""

    def __init__(self, curve: Curve) -> None:
        self._xs, self._ys = [x for x, _ in curve], [y for _, y in curve]
        steps = 1 if len(curve) == 2 else _STEPS
        points = [(bezier(self._xs, step / steps), bezier(self._ys, step / steps)) for step in range(steps + 1)]
        self._marks = [0.0]
        for first, second in pairwise(points):
            self._marks.append(self._marks[-1] + math.dist(first, second))
        self.length = self._marks[-1]

    def piece(self, begin: float, end: float) -> Curve:
        """The part between two lengths."""
        first, last = self._time(begin), self._time(end)
        return tuple(zip(_between(self._xs, first, last), _between(self._ys, first, last), strict=True))

    def _time(self, length: float) -> float:
        steps = len(self._marks) - 1
        index = min(max(bisect_right(self._marks, length) - 1, 0), steps - 1)
        chord = self._marks[index + 1] - self._marks[index]
        return (index + (min(1.0, (length - self._marks[index]) / chord) if chord else 0.0)) / steps


def _between(numbers: Sequence[float], first: float, last: float) -> list[float]:
    """The control numbers of the part of a Bézier curve between two times (blossoming)."""
    degree = len(numbers) - 1
    return [_blossom(numbers, [first] * (degree - ends) + [last] * ends) for ends in range(degree + 1)]


def _blossom(numbers: Sequence[float], times: Sequence[float]) -> float:
    values = list(numbers)
    for time in times:
        values = [first + (second - first) * time for first, second in pairwise(values)]
    return values[0]
