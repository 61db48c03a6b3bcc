"""What a shop may set of the apps' look, and whether it can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monogram.catalogue.theming import (
    COLOURS,
    FEATURES,
    FONTS,
    LENGTHS,
    TABS,
    contrast,
    contrasts,
    style_variables,
    theme_problem,
)

WEB = Path(__file__).parents[2] / "web" / "src"
TOKENS = (WEB / "style" / "tokens.css").read_text()


@pytest.mark.parametrize(("name", "ours"), [("TOOLS", TABS), ("FEATURES", FEATURES)])
def test_the_browser_knows_the_same_names(name: str, ours: tuple[str, ...]) -> None:
    written = (WEB / "apps" / "designer" / "model" / "configuration.ts").read_text()
    found = re.search(rf"export const {name} = \[(.*?)\]", written, re.DOTALL)

    assert found
    assert tuple(re.findall(r'"(\w+)"', found[1])) == ours


def test_the_tokens_are_those_of_the_style() -> None:
    assert {f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in COLOURS.items()} <= {
        line.strip() for line in TOKENS.splitlines()
    }
    for name in (*LENGTHS, *FONTS):
        assert f"--{name}:" in TOKENS


@pytest.mark.parametrize(
    "theme",
    [
        {},
        {"accent": "#7a1f2b"},
        {"accent": "#7A1F2B/#f08a96", "paper": "#ffffff / #000000"},
        {"radius-control": "0px", "radius-pill": "999px"},
        {"font-text": "Georgia, serif", "font-display": "Gill Sans"},
    ],
)
def test_a_theme_that_can_be_worn(theme: dict[str, str]) -> None:
    assert theme_problem(theme) is None


@pytest.mark.parametrize(
    ("theme", "problem"),
    [
        ([], "Give a JSON object"),
        ({"accent": "red"}, "“accent”: write a colour as #rrggbb"),
        ({"accent": "#fff"}, "“accent”: write a colour"),
        ({"accent": "#ffffff / #ffffff / #ffffff"}, "“accent”: write a colour"),
        ({"accent": "#ffffff; background: url(//evil.example)"}, "“accent”: write a colour"),
        ({"accent": 7}, "“accent”: write a colour"),
        ({"radius-card": "33px"}, "“radius-card”: write whole pixels from 0px to 32px."),
        ({"radius-card": "1em"}, "“radius-card”: write whole pixels"),
        ({"radius-card": "calc(1px)"}, "“radius-card”: write whole pixels"),
        ({"font-text": "x; } body { display: none"}, "“font-text”: write family names"),
        ({"font-text": "url(evil)"}, "“font-text”: write family names"),
        ({"font-text": ""}, "“font-text”: write family names"),
        ({"space-4": "40px"}, "“space-4”: this cannot be set. There are: paper, surface"),
    ],
)
def test_a_theme_that_is_refused(theme: object, problem: str) -> None:
    assert problem in (theme_problem(theme) or "")


def test_what_follows_from_the_accent_gives_way_to_what_is_set() -> None:
    variables = style_variables({"accent": "#ffe14d", "accent-hover": "#ffd000"})

    assert variables["--accent"] == "light-dark(#ffe14d, #ffe14d)"
    assert variables["--accent-hover"] == "light-dark(#ffd000, #ffd000)"
    assert variables["--on-accent"] == "light-dark(#141312, #141312)"


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_our_own_look_is_readable_and_a_weak_one_is_named() -> None:
    assert contrasts({}) == []
    assert contrasts({"accent": "#7a1f2b / #f08a96"}) == []

    weak = [str(one) for one in contrasts({"accent": "#ffe14d / #ffe14d"})]

    assert weak == [
        "The accent on paper, light scheme: 1.2 : 1, and 4.5 : 1 is needed",
        "The accent on surfaces, light scheme: 1.3 : 1, and 4.5 : 1 is needed",
        "The accent on its tint, light scheme: 1.2 : 1, and 4.5 : 1 is needed",
    ]
    assert contrasts({"ink": "#bbbbbb / #ffffff"})[0].what == "Text on paper"
