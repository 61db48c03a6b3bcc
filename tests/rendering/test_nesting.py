"""Pieces on sheets and rolls: all of them, none over another, nothing outside, little left over."""

from __future__ import annotations

from itertools import combinations

import pytest
from benchmarks.nesting.sets import ROLL, mixed
from hypothesis import given, settings
from hypothesis import strategies as st

from monogram.rendering.imposition.nesting import (
    Layout,
    Medium,
    Piece,
    PieceTooLargeError,
    Placed,
    Sheet,
    nest,
)

NOISE = 1e-6
"""mm, of floats."""
sides = st.floats(1, 100, allow_nan=False)
some_pieces = st.lists(st.tuples(sides, sides, st.booleans()), min_size=1, max_size=25).map(
    lambda sizes: [Piece(str(number), *size) for number, size in enumerate(sizes)]
)
some_media = st.builds(
    Medium,
    width=st.floats(110, 300),
    height=st.none() | st.floats(110, 300),
    margin=st.floats(0, 5),
    gap=st.floats(0, 8),
    longest=st.none() | st.floats(110, 300),
)


def box(placed: Placed, piece: Piece) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    width, height = (piece.height, piece.width) if placed.turned else (piece.width, piece.height)
    return placed.x, placed.y, placed.x + width, placed.y + height


def boxes(sheet: Sheet, pieces: list[Piece]) -> list[tuple[float, float, float, float]]:
    by_id = {piece.id: piece for piece in pieces}
    return [box(placed, by_id[placed.id]) for placed in sheet.placed]


def ids(layout: Layout) -> list[str]:
    return [placed.id for sheet in layout.sheets for placed in sheet.placed]


@given(pieces=some_pieces, medium=some_media)
@settings(max_examples=40, deadline=None)
def test_every_piece_has_one_place_within_the_margins_and_the_gap_to_all_others(
    pieces: list[Piece], medium: Medium
) -> None:  # fmt: skip
    layout = nest(pieces, medium)

    assert sorted(ids(layout), key=int) == [piece.id for piece in pieces]
    for sheet in layout.sheets:
        for left, top, right, bottom in boxes(sheet, pieces):
            assert min(left, top) >= medium.margin - NOISE
            assert right <= medium.width - medium.margin + NOISE
            assert bottom <= sheet.length - medium.margin + NOISE
        for one, other in combinations(boxes(sheet, pieces), 2):
            across = max(one[0] - other[2], other[0] - one[2])
            down = max(one[1] - other[3], other[1] - one[3])
            assert max(across, down) >= medium.gap - NOISE


@given(pieces=some_pieces, medium=some_media)
@settings(max_examples=20, deadline=None)
def test_what_may_not_be_turned_is_not_and_use_is_area_by_area(pieces: list[Piece], medium: Medium) -> None:
    layout = nest(pieces, medium)

    may_rotate = {piece.id for piece in pieces if piece.may_rotate}
    assert {placed.id for sheet in layout.sheets for placed in sheet.placed if placed.turned} <= may_rotate
    area = sum(piece.width * piece.height for piece in pieces)
    assert layout.utilisation == pytest.approx(area / sum(medium.width * sheet.length for sheet in layout.sheets))


@given(pieces=some_pieces, medium=some_media)
@settings(max_examples=20, deadline=None)
def test_the_same_pieces_are_the_same_layout(pieces: list[Piece], medium: Medium) -> None:
    assert nest(pieces, medium) == nest(list(pieces), medium)


def test_two_hundred_mixed_pieces_use_more_than_nine_tenths_of_the_roll() -> None:
    # Given the benchmark's set
    pieces = mixed(200)

    # When they are nested on a roll of 58 cm with gaps of 4 mm
    layout = nest(pieces, ROLL)

    # Then they use what the benchmark says, gaps counted as waste
    assert round(layout.utilisation, 3) == 0.95
    assert len(layout.sheets) == 1
    assert layout.sheets[0].length == pytest.approx(8255.6, abs=0.1)


def test_pieces_that_tile_a_sheet_tile_it() -> None:
    # Given twelve squares, and a sheet of four by three with its gaps and margins
    pieces = [Piece(str(number), 50, 50) for number in range(12)]
    medium = Medium(width=4 * 50 + 3 * 2 + 20, height=3 * 50 + 2 * 2 + 20, margin=10, gap=2)

    # When they are nested
    layout = nest(pieces, medium)

    # Then one sheet holds them, row by row
    assert [(placed.x, placed.y) for placed in layout.sheets[0].placed] == [
        (10 + 52 * column, 10 + 52 * row) for row in range(3) for column in range(4)
    ]
    assert layout.sheets[0].length == 174
    assert layout.utilisation == pytest.approx(12 * 2500 / (226 * 174))


def test_what_one_sheet_cannot_hold_goes_to_the_next() -> None:
    layout = nest([Piece(str(number), 90, 90) for number in range(5)], Medium(width=200, height=200))

    assert [len(sheet.placed) for sheet in layout.sheets] == [4, 1]
    assert [sheet.length for sheet in layout.sheets] == [200, 200]


def test_a_roll_is_used_in_stretches_that_are_no_longer_than_they_may_be() -> None:
    # Given five squares and a roll of two abreast, in stretches of two squares
    layout = nest([Piece(str(number), 90, 90) for number in range(5)], Medium(width=200, margin=5, longest=195))

    # Then each stretch is as long as what lies on it
    assert [len(sheet.placed) for sheet in layout.sheets] == [4, 1]
    assert [sheet.length for sheet in layout.sheets] == [190, 100]
    assert layout.utilisation == pytest.approx(5 * 8100 / (200 * 290))


def test_a_piece_wider_than_the_roll_is_turned() -> None:
    layout = nest([Piece("banner", 900, 300)], Medium(width=580, margin=5))

    assert layout.sheets == (Sheet((Placed("banner", 5, 5, turned=True),), 910),)


@pytest.mark.parametrize(
    ("piece", "medium"),
    [
        (Piece("banner", 900, 300, may_rotate=False), Medium(width=580)),
        (Piece("banner", 900, 600), Medium(width=580)),
        (Piece("banner", 100, 191), Medium(width=200, height=200, margin=5)),
        (Piece("banner", 190.001, 50), Medium(width=200, height=180, margin=5)),
    ],
)
def test_a_piece_that_no_sheet_has_room_for_is_named(piece: Piece, medium: Medium) -> None:
    with pytest.raises(PieceTooLargeError, match="The piece banner is larger than the sheet") as caught:
        nest([Piece("small", 10, 10), piece], medium)

    assert caught.value.piece_id == "banner"


def test_a_piece_as_large_as_the_room_fits() -> None:
    layout = nest([Piece("whole", 0.1 + 0.2, 190)], Medium(width=10.3, height=200, margin=5, gap=3))

    assert layout.sheets[0].placed == (Placed("whole", 5, 5, turned=False),)


def test_nothing_needs_no_sheet() -> None:
    assert nest([], Medium(width=580)) == Layout((), 0.0)


@pytest.mark.parametrize(
    ("pieces", "medium"),
    [
        ([Piece("a", 0, 10)], Medium(width=100)),
        ([Piece("a", float("nan"), 10)], Medium(width=100)),
        ([Piece("a", 10, 10)], Medium(width=100, gap=-1)),
        ([Piece("a", 10, 10), Piece("a", 10, 10)], Medium(width=100)),
    ],
)
def test_sizes_that_are_none_and_ids_that_are_there_twice_are_refused(pieces: list[Piece], medium: Medium) -> None:
    with pytest.raises(ValueError, match="must"):
        nest(pieces, medium)
