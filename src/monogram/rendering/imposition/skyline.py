"""A sheet that is filled from the top: the edge of what is placed so far, and what to place next.

The lowest stretch of the edge (the one nearest the sheet's beginning) is filled first, with whichever piece a rule
likes best there; a stretch that nothing fits is given up and raised to its lower neighbour. After "A new placement
heuristic for the orthogonal stock-cutting problem" (Burke, Kendall, Whitwell, 2004), whose best fit is the widest
piece. Lengths here are whole numbers, so that pieces that touch do not overlap by a rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Lengths: TypeAlias = NDArray[np.int64]
Turning: TypeAlias = Literal["free", "upright", "turned"]
_NEVER = np.iinfo(np.int64).max
"""The width of what is placed already or may not lie this way, and the height of the sheet's walls."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a piece the best for a stretch: its width, and what this rule thinks of its height and fit."""

    height: float
    """How much a piece as high as the sheet is wide counts, where one as wide as the stretch counts 1."""
    flush: float
    """What it counts to fill the stretch's whole width, and again to end level with a neighbour."""
    leans_on_taller: bool
    """Placed against the taller of the neighbours; else always at the left."""
    turning: Turning
    """Whether pieces that may be turned are tried both ways, stay upright, or are all turned."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Piece number `piece` with its top left corner at x, y, perhaps turned by a quarter."""

    piece: int
    x: int
    y: int
    turned: bool


@dataclass(slots=True)
class _Stretch:
    """A level part of the edge."""

    x: int
    y: int
    width: int


class Pieces:
    """Pieces that wait for a place: of n pieces, poses 0…n − 1 are upright, n…2n − 1 the same pieces turned.

    `ways`: of each pose, whether the piece may lie so.
    """

    def __init__(self, widths: Lengths, heights: Lengths, ways: NDArray[np.bool_]) -> None:
        self._number = len(widths)
        self.count = len(widths)
        """How many still wait."""
        self.widths: Lengths = np.concatenate([widths, heights])
        self.heights: Lengths = np.concatenate([heights, widths])
        self._open: Lengths = np.where(ways, self.widths, _NEVER)

    def fitting(self, width: int, height: int) -> NDArray[np.bool_]:
        """Which poses of waiting pieces fit the room."""
        fits: NDArray[np.bool_] = (self._open <= width) & (self.heights <= height)
        return fits

    def take(self, pose: int) -> tuple[int, bool]:
        """Counts the pose's piece as placed; which it is, and whether it is turned."""
        turned, piece = divmod(pose, self._number)
        self._open[[piece, piece + self._number]] = _NEVER
        self.count -= 1
        return piece, bool(turned)


class Skyline:
    """One sheet `width` wide and `height` long (None: without end)."""

    def __init__(self, width: int, height: int | None) -> None:
        self._width = width
        self._height = _NEVER if height is None else height
        self._edge = [_Stretch(0, 0, width)]

    def fill(self, pieces: Pieces, rule: Rule) -> Iterator[Laid]:
        """Places pieces until none is left or none fits any more."""
        while pieces.count:
            lowest = min(range(len(self._edge)), key=lambda place: self._edge[place].y)
            stretch = self._edge[lowest]
            pose = self._best(pieces, lowest, rule)
            if pose is not None:
                yield self._place(pieces, pose, lowest, rule)
            elif stretch.width == self._width:
                return
            else:
                self._raise(lowest)

    def _walls(self, place: int) -> tuple[int, int]:
        """How far the neighbours of a stretch stand out above it, left and right."""
        y = self._edge[place].y
        left = self._edge[place - 1].y - y if place else _NEVER
        right = self._edge[place + 1].y - y if place + 1 < len(self._edge) else _NEVER
        return left, right

    def _best(self, pieces: Pieces, place: int, rule: Rule) -> int | None:
        """The pose that the rule likes best on a stretch; of equals the first."""
        stretch = self._edge[place]
        fits = pieces.fitting(stretch.width, self._height - stretch.y)
        if not fits.any():
            return None
        left, right = self._walls(place)
        score = pieces.widths / stretch.width + pieces.heights * (rule.height / self._width)
        if rule.flush:
            score += rule.flush * (pieces.widths == stretch.width)
            score += rule.flush * ((pieces.heights == left) | (pieces.heights == right))
        score[~fits] = -1.0
        return int(score.argmax())

    def _place(self, pieces: Pieces, pose: int, place: int, rule: Rule) -> Laid:
        stretch = self._edge[place]
        width, height = int(pieces.widths[pose]), int(pieces.heights[pose])
        left, right = self._walls(place)
        at_right = height != left and (height == right or (rule.leans_on_taller and right > left))
        x = stretch.x + stretch.width - width if at_right else stretch.x
        new = _Stretch(x, stretch.y + height, width)
        rest = _Stretch(stretch.x if at_right else x + width, stretch.y, stretch.width - width)
        around = [rest, new] if at_right else [new, rest]
        self._edge[place : place + 1] = [part for part in around if part.width]
        self._join()
        piece, turned = pieces.take(pose)
        return Laid(piece, x, stretch.y, turned)

    def _raise(self, place: int) -> None:
        """Gives up what lies between a stretch and the lower of its neighbours."""
        self._edge[place].y += min(self._walls(place))
        self._join()

    def _join(self) -> None:
        """Neighbours on one level become one stretch."""
        joined = self._edge[:1]
        for part in self._edge[1:]:
            if part.y == joined[-1].y:
                joined[-1].width += part.width
            else:
                joined.append(part)
        self._edge = joined
