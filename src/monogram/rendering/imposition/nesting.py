"""Nesting: where each of many rectangular pieces lies on sheets or on a roll, so that little of it is left over.

A fixed list of rules is tried and the best layout kept. Nothing depends on a clock or on chance: the same pieces on the
same medium are the same layout. `benchmarks/nesting` says how good it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from monogram.rendering.imposition.skyline import Laid, Pieces, Rule, Skyline, Turning

_STEPS = 1000
"""Whole numbers that a millimetre is counted in."""
_LONGEST = 1_000_000.0
_LIKINGS = ((0.0, 0.0), (0.15, 0.0), (0.5, 0.0), (1.0, 0.0), (0.15, 0.1), (0.5, 0.1), (1.5, 0.3))
"""Height's and flushness' parts of a rule."""
_TURNINGS: tuple[Turning, ...] = ("upright", "free", "turned")
RULES: tuple[Rule, ...] = tuple(
    Rule(height, flush, leans_on_taller, turning)
    for turning, (height, flush), leans_on_taller in product(_TURNINGS, _LIKINGS, (True, False))
)


class PieceTooLargeError(ValueError):
    """A piece that the medium has no room for, however it is turned."""

    def __init__(self, piece_id: str) -> None:
        super().__init__(f"The piece {piece_id} is larger than the sheet within its margins")
        self.piece_id = piece_id


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle to place, in mm. `may_rotate`: it may also lie turned by a quarter."""

    id: str
    width: float
    height: float
    may_rotate: bool = True


@dataclass(frozen=True, slots=True)
class Medium:
    """What is printed on, in mm: sheets, or a roll where `height` is None.

    `margin` stays empty along every edge; `gap` is the least room between two pieces. A roll is used in stretches of
    `longest` mm at most, each a sheet of the layout; None: in one.
    """

    width: float
    height: float | None = None
    margin: float = 0.0
    gap: float = 0.0
    longest: float | None = None

    @property
    def most(self) -> float | None:
        """The length of a sheet, or that which no stretch of a roll exceeds; None: it has no end."""
        return self.longest if self.height is None else self.height


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece's place: its top left corner in mm from that of the sheet, y down.

    `turned`: by a quarter clockwise, so that it is as wide as the piece is high.
    """

    id: str
    x: float
    y: float
    turned: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or the roll, its pieces in reading order. `length` in mm: the sheet's, or what of the roll is used."""

    placed: tuple[Placed, ...]
    length: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets. `utilisation`: the pieces' area as a part of the sheets' (0…1); gaps and margins are not used."""

    sheets: tuple[Sheet, ...]
    utilisation: float


def nest(pieces: Sequence[Piece], medium: Medium) -> Layout:
    """Where to print the pieces: on the fewest sheets, or on the shortest stretch of roll, that the rules found.

    Raises PieceTooLargeError, and ValueError for sizes that are none and for two pieces of one id.
    """
    _refuse_nonsense(pieces, medium)
    nester = _Nester(pieces, medium)
    for piece in pieces:
        if not nester.has_room_for(piece):
            raise PieceTooLargeError(piece.id)
    if not pieces:
        return Layout((), 0.0)
    rules = RULES if any(piece.may_rotate for piece in pieces) else RULES[: len(RULES) // len(_TURNINGS)]
    best = min([nester.attempt(rule) for rule in rules], key=nester.cost)
    sheets = tuple(map(nester.sheet, best))
    used = sum(piece.width * piece.height for piece in pieces)
    return Layout(sheets, used / (medium.width * sum(sheet.length for sheet in sheets)))


class _Nester:
    """The pieces in whole steps, each with a gap behind it; so the room within the margins has one more gap."""

    def __init__(self, pieces: Sequence[Piece], medium: Medium) -> None:
        self._pieces = pieces
        self._medium = medium
        gap = medium.gap
        self._widths = np.array([_steps(piece.width + gap) for piece in pieces], np.int64)
        self._heights = np.array([_steps(piece.height + gap) for piece in pieces], np.int64)
        self._may_turn = np.array([piece.may_rotate for piece in pieces], bool)
        self._room_across = _whole_steps(medium.width - 2 * medium.margin + gap)
        self._room_down = None if medium.most is None else _whole_steps(medium.most - 2 * medium.margin + gap)

    def has_room_for(self, piece: Piece) -> bool:
        """Whether an empty sheet has."""
        across, down = _steps(piece.width + self._medium.gap), _steps(piece.height + self._medium.gap)
        room_down = math.inf if self._room_down is None else self._room_down
        return (across <= self._room_across and down <= room_down) or (
            piece.may_rotate and down <= self._room_across and across <= room_down
        )

    def attempt(self, rule: Rule) -> list[list[Laid]]:
        """Sheet by sheet, by one rule. A piece that fits only the other way is laid that way."""
        left = Pieces(self._widths, self._heights, self._ways(rule.turning))
        sheets: list[list[Laid]] = []
        while left.count:
            sheets.append(list(Skyline(self._room_across, self._room_down).fill(left, rule)))
        return sheets

    def cost(self, sheets: list[list[Laid]]) -> tuple[int, int]:
        """How many sheets, and how much of the last; of a roll its whole length first."""
        if self._medium.height is None:
            return sum(map(self._end, sheets)), len(sheets)
        return len(sheets), self._end(sheets[-1])

    def sheet(self, laid: list[Laid]) -> Sheet:
        """One sheet in millimetres."""
        margin = self._medium.margin
        placed = tuple(
            Placed(self._pieces[one.piece].id, margin + one.x / _STEPS, margin + one.y / _STEPS, one.turned)
            for one in sorted(laid, key=lambda one: (one.y, one.x))
        )
        used = 2 * margin + self._end(laid) / _STEPS - self._medium.gap
        return Sheet(placed, used if self._medium.height is None else self._medium.height)

    def _ways(self, turning: Turning) -> NDArray[np.bool_]:
        """Of each piece, upright and turned, whether it is tried that way."""
        down = np.iinfo(np.int64).max if self._room_down is None else self._room_down
        upright = (self._widths <= self._room_across) & (self._heights <= down)
        turned = self._may_turn & (self._heights <= self._room_across) & (self._widths <= down)
        if turning == "upright":
            turned = turned & ~upright
        elif turning == "turned":
            upright = upright & ~turned
        return np.concatenate([upright, turned])

    def _end(self, laid: Sequence[Laid]) -> int:
        return max(one.y + int((self._widths if one.turned else self._heights)[one.piece]) for one in laid)


def _steps(length: float) -> int:
    """Rounded up, but for the noise of floats."""
    return math.ceil(length * _STEPS - 1e-6)


def _whole_steps(length: float) -> int:
    return math.floor(length * _STEPS + 1e-6)


def _refuse_nonsense(pieces: Sequence[Piece], medium: Medium) -> None:
    sides = [side for piece in pieces for side in (piece.width, piece.height)]
    sides += [medium.width] if medium.most is None else [medium.width, medium.most]
    if not all(0 < side <= _LONGEST for side in sides):
        raise ValueError(f"every side must be above 0 and {_LONGEST} mm at most")
    if not all(0 <= room <= _LONGEST for room in (medium.margin, medium.gap)):
        raise ValueError("margin and gap must be 0 mm or more")
    if len({piece.id for piece in pieces}) < len(pieces):
        raise ValueError("every piece must have an id of its own")
