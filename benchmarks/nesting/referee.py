"""The same pieces by rectpack, in every way that it has."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import rectpack

from monogram.rendering.imposition.nesting import Medium, Piece

_STEPS = 10
"""rectpack wants whole numbers: tenths of a millimetre, which is how the sets are made."""
_ALGORITHMS = (
    "MaxRectsBl", "MaxRectsBssf", "MaxRectsBaf", "MaxRectsBlsf", "SkylineBl", "SkylineBlWm", "GuillotineBssfSas",
    "GuillotineBssfLas", "GuillotineBssfSlas", "GuillotineBssfLlas", "GuillotineBssfMaxas", "GuillotineBssfMinas",
    "GuillotineBlsfSas", "GuillotineBlsfLas", "GuillotineBlsfSlas", "GuillotineBlsfLlas", "GuillotineBlsfMaxas",
    "GuillotineBlsfMinas", "GuillotineBafSas", "GuillotineBafLas", "GuillotineBafSlas", "GuillotineBafLlas",
    "GuillotineBafMaxas", "GuillotineBafMinas",
)  # fmt: skip
"""All but the SkylineMwf family, which looks for the least waste and scatters pieces over a roll without end."""
_ORDERS = ("SORT_NONE", "SORT_AREA", "SORT_PERI", "SORT_DIFF", "SORT_SSIDE", "SORT_LSIDE", "SORT_RATIO")
_ENDLESS = 100_000
"""mm."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way, how much of the roll it uses (0…1), and its seconds."""

    name: str
    utilisation: float
    seconds: float


def attempts(pieces: Sequence[Piece], roll: Medium) -> Iterator[Attempt]:
    """Every algorithm with every order that fits all pieces: on a roll without end, and on cuts of it, 1 % apart in
    use, down to the shortest that still holds them all; the algorithms that look at all free rectangles are better so.
    """
    for name, order in itertools.product(_ALGORITHMS, _ORDERS):
        best = _attempt(pieces, roll, name, order, _ENDLESS)
        if best is not None:
            yield best
        area = sum(piece.width * piece.height for piece in pieces)
        for percent in range(86, 100):
            cut = _attempt(pieces, roll, name, order, area / roll.width / percent * 100)
            if cut is None:
                break
            yield cut


def _attempt(pieces: Sequence[Piece], roll: Medium, name: str, order: str, length: float) -> Attempt | None:
    begun = time.perf_counter()
    packer: Any = rectpack.newPacker(
        pack_algo=getattr(rectpack, name), sort_algo=getattr(rectpack, order), rotation=pieces[0].may_rotate
    )
    packer.add_bin(round((roll.width + roll.gap) * _STEPS), round((length + roll.gap) * _STEPS))
    for piece in pieces:
        packer.add_rect(round((piece.width + roll.gap) * _STEPS), round((piece.height + roll.gap) * _STEPS), piece.id)
    packer.pack()
    placed = packer.rect_list()
    seconds = time.perf_counter() - begun
    if len(placed) < len(pieces):
        return None
    used = max(y + height for _, _, y, _, height, _ in placed) / _STEPS - roll.gap
    area = sum(piece.width * piece.height for piece in pieces)
    return Attempt(f"{name} {order}", area / (roll.width * used), seconds)
