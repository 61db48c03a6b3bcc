"""What an operator may enter."""

from __future__ import annotations

import pytest

from monogram.catalogue import rules

SQUARE = [[10, 10], [90, 10], [90, 90], [10, 90]]


@pytest.mark.parametrize("colour", ["#1c1b1a", "#FFFFFF"])
def test_colours(colour: str) -> None:
    assert rules.colour_problem(colour) is None


@pytest.mark.parametrize("colour", ["", "#fff", "red", "#12345g", " #123456", 7, None])
def test_what_is_no_colour(colour: object) -> None:
    assert rules.colour_problem(colour) == f"{colour!r} is not a colour. Write it with six hex digits, such as #1c1b1a."


def test_lists_of_colours() -> None:
    assert rules.colours_problem([]) is None
    assert rules.colours_problem(["#1c1b1a", "#ffffff"]) is None
    assert "a list" in str(rules.colours_problem({"a": 1}))
    assert "'blue'" in str(rules.colours_problem(["#1c1b1a", "blue"]))


def test_corners_of_an_area() -> None:
    assert rules.quad_problem(SQUARE, width=100, height=100) is None
    leaning = [[10, 20], [80, 5], [95, 70], [20, 90]]
    assert rules.quad_problem(leaning, width=100, height=100) is None


@pytest.mark.parametrize(
    ("quad", "words"),
    [
        ("corners", "four points"),
        (SQUARE[:3], "four points"),
        ([*SQUARE[:3], [1]], "four points"),
        ([*SQUARE[:3], ["10", "90"]], "four points"),
        ([*SQUARE[:3], [True, 90]], "four points"),
        ([*SQUARE[:3], [float("nan"), 90]], "four points"),
        ([[10, 10], [101, 10], [90, 90], [10, 90]], "[101, 10] is outside the photo, which has 100 × 100 pixels"),
        ([[10, 10], [90, 10], [90, 90], [10, -1]], "[10, -1] is outside the photo"),
        (SQUARE[::-1], "clockwise"),
        ([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]], "clockwise"),
        ([[10, 10], [90, 10], [30, 30], [10, 90]], "clockwise"),
        ([[10, 10], [50, 10], [90, 10], [10, 90]], "clockwise"),
    ],
)
def test_corners_that_make_no_area(quad: object, words: str) -> None:
    assert words in str(rules.quad_problem(quad, width=100, height=100))


GOOD = {"width": 280.0, "height": 350.0, "dpi": 300, "bleed": 3.0, "safe_margin": 5.0}


def test_measures_of_an_area() -> None:
    assert rules.area_problems(**GOOD) == {}  # type: ignore[arg-type]  # one dict for floats and the int


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"width": 0}, "width"),
        ({"height": -5}, "height"),
        ({"width": 20_001}, "width"),
        ({"dpi": 29}, "dpi"),
        ({"dpi": 2401}, "dpi"),
        ({"bleed": -1}, "bleed"),
        ({"bleed": 101}, "bleed"),
        ({"safe_margin": 140}, "safe_margin"),
        ({"safe_margin": -1}, "safe_margin"),
        ({"width": 3000, "height": 3000}, "dpi"),
    ],
)
def test_measures_that_make_no_area(changes: dict[str, float], field: str) -> None:
    assert set(rules.area_problems(**{**GOOD, **changes})) == {field}  # type: ignore[arg-type]  # as above


def test_what_a_process_can_do() -> None:
    assert not any(rules.process_problems(max_colours=None, min_line=None, inks=[]).values())
    assert not any(rules.process_problems(max_colours=1, min_line=0.01, inks=["white", "cut"]).values())
    assert rules.process_problems(max_colours=0, min_line=0.009, inks=["gold"]) == {
        "max_colours": "This must be at least 1.",
        "min_line": "This must be from 0.01 to 10 mm.",
        "inks": "This must be a list of white, cut, foil, engrave.",
    }
    assert rules.process_problems(max_colours=None, min_line=None, inks={})["inks"] is not None


def test_what_preflight_does_otherwise() -> None:
    assert rules.preflight_problem({"bleed": "off"}) is None
    assert rules.preflight_problem({"bleed": "on"}) == (
        "The severity of “bleed” must be one of off, inform, warn, block."
    )


@pytest.mark.parametrize(
    ("box", "field"),
    [
        ((0, 0, 100, 50), None),
        ((0, 0, 100.005, 50), None),
        ((-1, 0, 50, 50), "x"),
        ((0, -1, 50, 50), "y"),
        ((60, 0, 50, 50), "width"),
        ((0, 10, 50, 50), "height"),
        ((0, 0, 0, 50), "width"),
    ],
)
def test_boxes_lie_within_their_area(box: tuple[float, float, float, float], field: str | None) -> None:
    x, y, width, height = box
    problems = rules.box_problems(x=x, y=y, width=width, height=height, area_width=100, area_height=50)
    assert set(problems) == ({field} if field else set())


@pytest.mark.parametrize(
    ("millimetres", "is_allowed"), [(0, True), (20, True), (-20, True), (20.1, False), (-21, False)]
)
def test_how_far_a_design_may_be_displaced(millimetres: float, is_allowed: bool) -> None:
    problem = rules.displacement_problem(millimetres)

    assert problem == (None if is_allowed else "This must be from -20 to 20 mm.")
