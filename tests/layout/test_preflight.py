"""Preflight gives the verdicts of the shared vectors (`web/src/preflight/vectors.test.ts` is the browser's side)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.layout.scenes import SPEC, demo_resources, load_area, vectors

from monogram.layout import UnknownFontError
from monogram.layout.document import load
from monogram.layout.preflight import (
    DEFAULT_SETTINGS,
    PROCESSES,
    RULES,
    AreaSpec,
    PictureFacts,
    SettingsError,
    Verdict,
    preflight,
    preflight_document,
    read_settings,
    read_spec,
)
from monogram.layout.preflight import rules as rule_file

TOLERANCE = 1e-9
CASES = [
    pytest.param(case, vector["pictures"], id=f"{path.stem}: {case['name']}")
    for path in sorted((SPEC / "preflight-vectors").glob("*.json"))
    for vector in [vectors(f"preflight-vectors/{path.name}")]
    for case in vector["cases"]
]
SHAPE = {"type": "shape", "shape": "rectangle", "width": 20, "height": 20, "fill": "#ff0000"}
IN_THE_MIDDLE = {"transform": [1, 0, 0, 1, 100, 50]}


def assert_same(actual: Any, expected: Any) -> None:
    """Equal in every part; numbers within the tolerance."""
    if isinstance(expected, dict):
        assert actual.keys() == expected.keys()
        for key, value in expected.items():
            assert_same(actual[key], value)
    elif isinstance(expected, list):
        assert len(actual) == len(expected)
        for one, other in zip(actual, expected, strict=True):
            assert_same(one, other)
    elif isinstance(expected, float | int):
        assert abs(actual - expected) <= TOLERANCE
    else:
        assert actual == expected


@pytest.mark.parametrize(("case", "pictures"), CASES)
def test_verdicts_are_those_of_the_vector(case: dict[str, Any], pictures: dict[str, dict[str, Any]]) -> None:
    facts = {image: PictureFacts(**one) for image, one in pictures.items()}
    specs = [read_spec(spec) for spec in case["specs"]]
    verdicts = preflight_document(load(case["document"]), specs, demo_resources(), facts)
    assert_same([verdict.to_plain() for verdict in verdicts], case["verdicts"])


def test_every_rule_has_vectors_in_which_it_speaks_and_in_which_it_is_silent() -> None:
    for rule in RULES:
        heard = [
            any(verdict["rule"] == rule for verdict in case["verdicts"])
            for case in vectors(f"preflight-vectors/{rule}.json")["cases"]
        ]
        assert any(heard), rule
        assert not all(heard), rule


def test_the_package_carries_the_rule_file() -> None:
    carried = json.loads((SPEC.parent / "src/monogram/layout/preflight/rules.json").read_text(encoding="utf-8"))
    assert carried == vectors("preflight-rules.json")


def test_verdicts_come_in_drawing_order_the_background_first_and_the_area_last() -> None:
    gone = "3" * 32
    area = load_area(
        {**SHAPE, **IN_THE_MIDDLE, "ink": "foil"},
        {"type": "image", "image": gone, "width": 10, "height": 10, **IN_THE_MIDDLE},
        background={"type": "pattern", "image": gone, "width": 10, "height": 10},
    )
    spec = read_spec(
        {"name": "Front", "width": 200, "height": 100, "image_areas": [{"name": "Face", "required": True}]}
    )
    found = [(verdict.rule, verdict.layer) for verdict in preflight(area, spec, demo_resources(), {})]
    assert found == [("picture_missing", None), ("ink", "l0"), ("picture_missing", "l1"), ("required_image", None)]


def test_a_text_in_an_unknown_font_cannot_be_judged() -> None:
    area = load_area({"type": "text", "text": "Ada", "font": "nobody", "size": 10, **IN_THE_MIDDLE})
    with pytest.raises(UnknownFontError):
        preflight(area, AreaSpec("Front", 200, 100), demo_resources(), {})


def test_a_product_changes_what_it_names_and_nothing_else() -> None:
    settings = read_settings({"bleed": "off", "resolution": {"minimum": 200, "severity": "block"}})
    assert settings["bleed"].severity is None
    assert settings["resolution"].severity == "block"
    assert settings["resolution"].parameters == {"minimum": 200, "block_below": 0}
    unchanged = settings.keys() - {"bleed", "resolution"}
    assert all(settings[rule] == DEFAULT_SETTINGS[rule] for rule in unchanged)
    assert read_settings({"resolution": {"minimum": 72, "block_below": 72}})["resolution"].severity == "warn"
    assert read_settings({"upload_unfinished": "block"}) == DEFAULT_SETTINGS


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ([], 'This must be an object, such as {"resolution": {"severity": "warn", "minimum": 150}}.'),
        ({"resolutoin": "off"}, f"“resolutoin” is not a rule. The rules are {', '.join(RULES)}."),
        ({"bleed": 3}, "“bleed” must be a severity or an object."),
        ({"bleed": "of"}, "The severity of “bleed” must be one of off, inform, warn, block."),
        ({"bleed": {"severity": None}}, "The severity of “bleed” must be one of off, inform, warn, block."),
        ({"bleed": {"minimum": 3}}, "“bleed” has no setting “minimum”. It has severity."),
        (
            {"resolution": {"dpi": 3}},
            "“resolution” has no setting “dpi”. It has severity, minimum, block_below.",
        ),
        ({"resolution": {"minimum": 0}}, "“minimum” of “resolution” must be a number from 1 to 2400 dpi."),
        ({"resolution": {"minimum": True}}, "“minimum” of “resolution” must be a number from 1 to 2400 dpi."),
        ({"resolution": {"minimum": float("nan")}}, "“minimum” of “resolution” must be a number from 1 to 2400 dpi."),
        ({"resolution": {"block_below": 151}}, "“block_below” of “resolution” must not be above its “minimum”."),
        ({"upload_unfinished": "off"}, "“upload_unfinished” always blocks: the design cannot be made."),
        ({"picture_missing": {"severity": "warn"}}, "“picture_missing” always blocks: the design cannot be made."),
    ],
)
def test_settings_that_mean_nothing_are_refused_in_a_sentence(raw: object, message: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings(raw)
    assert str(refusal.value) == message


def test_sentences_name_numbers_without_empty_decimals_and_know_one_from_many() -> None:
    def said(rule: str, layer: str | None = "l1", **values: float | int | str) -> str:
        return Verdict(rule, "warn", "Front", layer, values).message

    assert said("resolution", dpi=92, needed=150.0) == (
        "This photo may print blurry: 92 dpi here, 150 needed. Make it smaller or choose a larger one."
    )
    assert said("resolution", None, dpi=92, needed=150) == (
        "The background may print blurry: 92 dpi here, 150 needed. Choose a larger photo."
    )
    assert said("thin_line", width=0.09, needed=0.1) == (
        "This has lines of 0.09 mm; below 0.1 mm they may not print. Make them thicker."
    )
    assert said("missing_glyph", characters="☃", count=1) == (
        "This font has no \u2068☃\u2069, so it will not be printed. Take it out or choose another font."
    )
    assert said("missing_glyph", characters="☃ ☂", count=2) == (
        "This font has no \u2068☃ ☂\u2069, so they will not be printed. Take them out or choose another font."
    )
    assert said("too_many_colours", None, colours=3, most=1) == (
        "This print takes 1 colour; the design on Front has 3. Use fewer."
    )
    assert said("required_text", None, name="{area}") == "“{area}” needs a text."


def test_every_sentence_can_be_said_of_every_verdict_of_the_vectors() -> None:
    verdicts = [
        verdict
        for rule in RULES
        for case in vectors(f"preflight-vectors/{rule}.json")["cases"]
        for verdict in case["verdicts"]
    ]
    for verdict in verdicts:
        assert "{" not in verdict["message"]
        assert verdict["message"].endswith(".")


def test_the_guide_says_of_every_rule_how_grave_it_is_and_what_its_limits_are() -> None:
    page = (SPEC.parent / "docs/guides/preflight.md").read_text(encoding="utf-8")
    table = page.split("## The rules")[1].split("Some of them")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("| `")]
    assert [row[0].strip("`") for row in rows] == list(RULES)
    for rule, (_, what, severity, limits) in zip(RULES.values(), rows, strict=True):
        assert what
        assert severity == (f"{rule.severity}, always" if rule.fixed else rule.severity)
        stated = [
            f"`{name}`: what the process takes" if one.value is None else f"`{name}` {one.value:g} {one.unit}"
            for name, one in rule.parameters.items()
        ]
        assert limits == ", ".join(stated)
    thinnest = page.split("| thinnest line |")[1].split("|")[0]
    words = {"print": "printed", "screen": "screen printed", "engraving": "engraved", "foil": "foiled"}
    for process, limits_of in PROCESSES.items():
        assert f"{limits_of.min_line:g} {words[process]}" in thinnest


def test_every_process_and_ink_has_a_name_to_be_called_by() -> None:
    assert {name: limits.title for name, limits in PROCESSES.items()} == {
        "print": "Printed in full colour",
        "screen": "Screen printed",
        "engraving": "Engraved",
        "foil": "Foiled",
    }
    assert rule_file.INKS == {"white": "white ink", "cut": "a cut line", "foil": "foil", "engrave": "engraving"}
