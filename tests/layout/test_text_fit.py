"""Text that grows or shrinks to its box, and where in the box it stands."""

from __future__ import annotations

import pytest
from tests.layout.texts import baselines, set_one

ASCENT, HEIGHT = 0.96875, 1.2099609375
"""Of Inter Bold, in ems."""


def test_growing_takes_the_largest_step_that_fits() -> None:
    box = {"width": 90, "height": 40, "fit": "grow"}
    grown = set_one("Grow", size=5, box=box)
    step = 5 / 200
    assert grown.fits
    assert grown.size == pytest.approx(round(grown.size / step) * step)
    next_one = set_one("Grow", size=grown.size + step, box={**box, "fit": "none"})
    assert not next_one.fits


def test_growing_wraps_where_that_makes_letters_larger() -> None:
    grown = set_one("Happy birthday", size=2, box={"width": 50, "height": 50, "fit": "grow"})
    assert len(baselines(grown)) == 2


def test_growing_ends_at_twenty_times_the_size() -> None:
    assert set_one("I", size=1, box={"width": 500, "height": 500, "fit": "grow"}).size == 20


def test_growing_also_shrinks() -> None:
    box = {"width": 30, "height": 20}
    grown = set_one("Extraordinary", size=20, box={**box, "fit": "grow"})
    assert grown.size == set_one("Extraordinary", size=20, box={**box, "fit": "shrink"}).size < 20


def test_what_does_not_fit_at_a_twentieth_is_left_at_that() -> None:
    tiny = set_one("Extraordinary", size=20, box={"width": 1, "height": 1, "fit": "shrink"})
    assert (tiny.size, tiny.fits) == (1, False)


@pytest.mark.parametrize(("place", "top"), [("top", -20), ("middle", -HEIGHT / 2 * 10), ("bottom", 20 - HEIGHT * 10)])
def test_a_block_stands_where_its_box_says(place: str, top: float) -> None:
    text = set_one("Words", box={"width": 90, "height": 40, "vertical_align": place})
    assert baselines(text) == [pytest.approx(top + ASCENT * 10)]
    assert (text.width, text.height) == (90, 40)


@pytest.mark.parametrize(("place", "top"), [("top", -2), ("bottom", 2 - HEIGHT * 10)])
def test_a_block_that_is_too_high_runs_out_on_the_far_side(place: str, top: float) -> None:
    text = set_one("Words", box={"width": 90, "height": 4, "vertical_align": place})
    assert not text.fits
    assert baselines(text) == [pytest.approx(top + ASCENT * 10)]
