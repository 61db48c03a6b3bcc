"""What is nested: sets of pieces as they come in a day of a transfer printer, made from a seed."""

from __future__ import annotations

import random

from monogram.rendering.imposition.nesting import Medium, Piece

SEED = 6
ROLL = Medium(width=580, height=None, margin=0, gap=4)
"""The printable width of a 60-cm roll of transfer film."""
SHEET = Medium(width=700, height=1000, margin=5, gap=4)
_SHARES = {
    (280, 350): 15,
    (300, 400): 5,
    (210, 297): 5,
    (205, 88): 12,
    (80, 300): 8,
    (100, 120): 10,
    (90, 90): 20,
    (75, 150): 10,
    (50, 50): 15,
}
"""Print areas in mm and how many of 100 pieces have them: chest, back, A4, mug, sleeve, bag, pocket, phone, sticker."""


def mixed(count: int, seed: int = SEED) -> list[Piece]:
    """Artwork that fills 60 to 100 % of its print area either way, so that hardly two pieces are of one size."""
    chance = random.Random(seed)  # noqa: S311 - sizes of pieces, no secrets
    pieces: list[Piece] = []
    for number in range(count):
        ((width, height),) = chance.choices(list(_SHARES), list(_SHARES.values()))
        whole = chance.uniform(0.7, 1.0)
        across, down = (round(side * whole * chance.uniform(0.85, 1.0), 1) for side in (width, height))
        pieces.append(Piece(str(number), across, down))
    return pieces


def whole_areas(count: int, seed: int = SEED) -> list[Piece]:
    """The same mixture, every piece as large as its print area."""
    chance = random.Random(seed)  # noqa: S311 - sizes of pieces, no secrets
    areas = chance.choices(list(_SHARES), list(_SHARES.values()), k=count)
    return [Piece(str(number), float(width), float(height)) for number, (width, height) in enumerate(areas)]


def upright(pieces: list[Piece]) -> list[Piece]:
    """The same pieces, none of which may be turned."""
    return [Piece(piece.id, piece.width, piece.height, may_rotate=False) for piece in pieces]
