"""Text along paths: places and turns, open and closed ways, further lines, and what finds no room."""

from __future__ import annotations

import math

import pytest
from tests.layout.texts import set_one

from monogram.layout.model import TextPath
from monogram.layout.text import PlacedGlyph
from monogram.layout.text_path import baseline_of

LINE = "M-100 5 H100"
SQUARE = "M0 0 H100 V100 H0 Z"
CIRCLE = "M30 0 C30 16.568 16.568 30 0 30 S-30 16.568 -30 0 S-16.568 -30 0 -30 S30 -16.568 30 0 Z"


def on(path: str, text: str = "mm", **fields: object) -> tuple[PlacedGlyph, ...]:
    """The glyphs of a text on a path, 10 mm high."""
    start, flip = fields.pop("start", 0.5), fields.pop("flip", False)
    return set_one(text, on_path={"path": path, "start": start, "flip": flip}, **fields).glyphs


def angle(glyph: PlacedGlyph) -> float:
    """How far a glyph is turned, in degrees; clockwise to the eye."""
    return math.degrees(math.atan2(glyph.matrix[1], glyph.matrix[0]))


M = set_one("m").width


@pytest.mark.parametrize(
    ("align", "start", "left"), [("left", 0.25, -50), ("center", 0.5, -M), ("right", 1, 100 - 2 * M), ("left", 0, -100)]
)
def test_text_begins_ends_or_has_its_middle_at_the_start(align: str, start: float, left: float) -> None:
    first, second = on(LINE, align=align, start=start)
    assert first.matrix == pytest.approx((*set_one("m").glyphs[0].matrix[:4], left, 5))
    assert second.matrix[4] == pytest.approx(left + M)


def test_letters_follow_the_direction_under_their_middle() -> None:
    # The corner lies at the second letter's end: its middle is still on the first side.
    first, second, third = on(f"M0 0 H{2 * M + 0.1} V90", "mmm", align="left", start=0)
    assert [angle(glyph) for glyph in (first, second, third)] == pytest.approx([0, 0, 90])
    assert third.matrix[5] == pytest.approx(M / 2 - 0.1 - M / 2)


def test_a_curve_is_walked_by_its_length_and_turns_smoothly() -> None:
    glyphs = on(CIRCLE, "iiiiiiii", align="left", start=0)
    advance = set_one("i").width
    for index, glyph in enumerate(glyphs):
        turned = (index + 0.5) * advance / (2 * math.pi * 30) * 360
        assert angle(glyph) % 360 == pytest.approx((90 + turned) % 360, abs=0.3)


def test_what_lies_beyond_the_ends_of_an_open_way_is_left_out_and_reported() -> None:
    text = set_one("mmmm", align="left", on_path={"path": f"M0 0 H{2.6 * M}", "start": 0})
    assert len(text.glyphs) == 3  # the third letter's middle is on the way
    assert not text.fits
    assert set_one("mm", align="left", on_path={"path": f"M0 0 H{2.6 * M}", "start": 0}).fits


def test_a_closed_way_goes_round() -> None:
    first, second = on(SQUARE, start=0)
    assert [angle(first), angle(second)] == pytest.approx([-90, 0])
    assert second.matrix[4:] == pytest.approx((0, 0))
    assert first.matrix[4:] == pytest.approx((0, M))


def test_text_that_overlaps_itself_on_a_closed_way_is_reported() -> None:
    assert not set_one("mmmmmm", on_path={"path": "M0 0 H9 V9 H0 Z", "start": 0}).fits
    assert set_one("mm", on_path={"path": "M0 0 H9 V9 H0 Z", "start": 0}).fits


def test_a_flipped_way_is_walked_from_its_end_on_the_other_side() -> None:
    first, second = on(LINE, flip=True, align="left", start=0.5)
    assert first.matrix[:2] == pytest.approx((-set_one("m").glyphs[0].matrix[0], 0))
    assert (first.matrix[4], second.matrix[4]) == pytest.approx((0, -M))
    assert first.matrix[5] == pytest.approx(5)


def test_further_lines_run_beside_the_way() -> None:
    upper, lower = on(LINE, "m\nm", line_height=1.5)
    assert lower.matrix[5] - upper.matrix[5] == pytest.approx(15)
    outer, inner = on(CIRCLE, "i\ni", line_height=1, start=0.25)
    # The circle is walked clockwise, so the letters' feet, and the next line, lie towards its centre.
    assert outer.matrix[5] == pytest.approx(30, abs=0.01)
    assert inner.matrix[5] == pytest.approx(20, abs=0.01)


def test_the_box_is_the_smallest_about_the_paths_own_origin() -> None:
    text = set_one("mm", align="left", on_path={"path": "M10 20 H90", "start": 0})
    assert text.width == pytest.approx(2 * (10 + 2 * M))
    assert text.height == pytest.approx(2 * (20 + 2.4121), abs=0.01)  # the descent of Inter Bold
    assert set_one("", on_path={"path": LINE, "start": 0}).width == 0


@pytest.mark.parametrize("path", ["M5 5", "M5 5 Z", "M5 5 L5 5", "M0 0 C0 0 0 0 0 0"])
def test_a_path_without_length_carries_nothing(path: str) -> None:
    text = set_one("ab", on_path={"path": path, "start": 0.5})
    assert (text.glyphs, text.width, text.height, text.fits) == ((), 0, 0, False)


def test_the_first_way_with_a_length_counts() -> None:
    only = on("M0 9 M-100 5 H100 M0 0 H5")
    assert [glyph.matrix for glyph in only] == [glyph.matrix for glyph in on(LINE)]


def test_a_cusp_has_a_direction_too() -> None:
    track = baseline_of(TextPath("M0 0 C50 0 0 0 50 0", 0.0, False)).track(0.0)
    assert track.frame(0) == pytest.approx((1, 0, 0, 1, 0, 0))
    point = baseline_of(TextPath("M0 0 C0 0 0 0 10 0", 0.0, False)).track(0.0)
    assert point.frame(0) == pytest.approx((1, 0, 0, 1, 0, 0))
    assert point.length == pytest.approx(10)
