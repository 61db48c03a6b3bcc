"""Directions: the levels of UAX #9, the order of runs on a line, and that both languages find the same."""

from __future__ import annotations

import pytest
from tests.layout.scenes import vectors

from monogram.layout.bidi import embedding_levels, visual_order
from monogram.layout.model import Direction

VECTORS = vectors("bidi-vectors.json")["paragraphs"]


def levels(text: str, direction: Direction = "auto") -> str:
    """The characters' levels, a digit each."""
    return "".join(str(level) for level in embedding_levels(text, direction).levels)


def test_levels_are_those_of_the_vectors() -> None:
    assert len(VECTORS) > 400
    for text, direction, base, expected in VECTORS:
        found = embedding_levels(text, direction)
        assert (found.base, list(found.levels)) == (base, expected), (direction, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "000"),
        ("אבג", "111"),
        ("abc אבג 123", "00001111222"),
        ("אבג abc 123", "11112222222"),
        ("ا 1 ١", "11212"),
        ("(a) ב", "00001"),
        ("א (b) ג", "1112111"),
        ("א 1-2, 3%", "112221122"),
        ("a \u2067א 1\u2069 b", "000112000"),
        ("\u202eab\u202c", "0111"),
        ("א\u0301\u200d", "111"),
        ("😀 א", "111"),
        ("𞤀𞤁 a", "1112"),
    ],
)  # fmt: skip
def test_levels_of_simple_paragraphs(text: str, expected: str) -> None:
    assert levels(text) == expected


@pytest.mark.parametrize(("direction", "base"), [("auto", 1), ("ltr", 0), ("rtl", 1)])
def test_a_direction_that_is_asked_for_outweighs_the_first_letter(direction: Direction, base: int) -> None:
    assert embedding_levels("- א", direction).base == base


def test_the_first_letter_is_sought_outside_isolates() -> None:
    assert embedding_levels("\u2067אב\u2069 a", "auto").base == 0
    assert embedding_levels("\u2067אב a", "auto").base == 0
    assert embedding_levels("12 !", "auto").base == 0


def test_embeddings_beyond_the_deepest_level_are_ignored() -> None:
    deep = "\u202b" * 200 + "a"
    assert max(embedding_levels(deep, "ltr").levels) == 126


def test_all_marks_behind_a_bracket_turn_with_it() -> None:
    assert levels("a(ab)\u0301\u0308א", "rtl") == "22222221"


@pytest.mark.parametrize(
    ("row", "order"),
    [
        ([], []),
        ([0, 0], [0, 1]),
        ([1, 1], [1, 0]),
        ([1, 2, 1], [2, 1, 0]),
        ([0, 1, 2, 1, 0], [0, 3, 2, 1, 4]),
        ([2, 3, 2], [0, 1, 2]),
        ([1, 2, 3, 2], [1, 2, 3, 0]),
    ],
)
def test_runs_are_turned_round_from_the_deepest_level_to_the_lowest_odd_one(row: list[int], order: list[int]) -> None:
    assert visual_order(row) == order
