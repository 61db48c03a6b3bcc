"""Drawings: what is taken, what is refused and where, and that the schema says the same."""

from __future__ import annotations

import json
import math
import re
from copy import deepcopy
from pathlib import Path as File
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from monogram.geometry.paths import Path
from monogram.layout.drawing import (
    MOST_SEGMENTS,
    Drawing,
    DrawingClip,
    DrawingError,
    DrawingGroup,
    DrawingPart,
    DrawingShape,
    load_drawing,
    to_plain,
)
from monogram.layout.operations import Blend, LinearGradient, RadialGradient, Stop, Stroke

SCHEMA = Draft202012Validator(
    json.loads((File(__file__).parents[2] / "spec" / "drawing.schema.json").read_text(encoding="utf-8"))
)
STOPS = [{"offset": 0, "colour": "#000"}, {"offset": 1, "colour": "#ffffff", "opacity": 0.5}]
LEAF: dict[str, Any] = {
    "version": 1,
    "width": 100,
    "height": 50,
    "parts": [{"name": "leaf", "colour": "#0A5"}],
    "shapes": [
        {"path": "M0 0L10 0 10 10Z", "fill": "#0a5", "part": "leaf"},
        {
            "shapes": [
                {"path": "M0 0H5", "stroke": {"paint": "#123456", "width": 2, "cap": "round"}, "opacity": 0.25},
                {
                    "path": "M0 0H10V10Z",
                    "rule": "evenodd",
                    "fill": {"type": "linear", "from": [0, 0], "to": [5, 0], "stops": STOPS},
                    "stroke": {
                        "paint": {
                            "type": "radial",
                            "centre": [1, 2],
                            "radius": 3,
                            "stops": STOPS,
                            "matrix": [1, 0, 0, 2, 0, 0],
                        },
                        "width": 1,
                    },
                },
            ],
            "opacity": 0.5,
            "blend": "multiply",
            "clip": {"path": "M0 0H10V10Z", "rule": "evenodd"},
        },
    ],
}


def changed(place: str, value: object) -> dict[str, Any]:
    """The leaf with one value put in at a place such as `shapes.0.path`; what is missing on the way is an error."""
    whole = deepcopy(LEAF)
    *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    found: Any = whole
    for step in way:
        found = found[step]
    found[last] = value
    return whole


TRIANGLE: Path = (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("L", 10.0, 10.0), ("Z",))
PEN = Stroke("#123456", 2.0, "round", "miter")


def test_a_drawing_with_everything_is_read() -> None:
    stops = (Stop(0.0, "#000000"), Stop(1.0, "#ffffff", 0.5))
    radial = RadialGradient((1.0, 2.0), 3.0, stops, (1.0, 0.0, 0.0, 2.0, 0.0, 0.0))

    assert load_drawing(LEAF) == Drawing(
        100.0,
        50.0,
        (DrawingPart("leaf", "#00aa55"),),
        (
            DrawingShape(
                TRIANGLE, False, "#00aa55", None, 1.0, "leaf"
            ),
            DrawingGroup(
                (
                    DrawingShape(
                        (("M", 0.0, 0.0), ("L", 5.0, 0.0)), False, None, PEN, 0.25, None
                    ),
                    DrawingShape(
                        TRIANGLE,
                        True,
                        LinearGradient((0.0, 0.0), (5.0, 0.0), stops),
                        Stroke(radial, 1.0, "butt", "miter"),
                        1.0,
                        None,
                    ),
                ),
                0.5,
                "multiply",
                DrawingClip(TRIANGLE, True),
            ),
        ),
    )  # fmt: skip


def test_it_is_read_from_bytes_and_from_text_too_and_comes_back_whole() -> None:
    drawing = load_drawing(LEAF)

    assert load_drawing(json.dumps(LEAF)) == drawing
    assert load_drawing(json.dumps(LEAF).encode()) == drawing
    assert load_drawing(json.dumps(to_plain(drawing))) == drawing
    assert not list(SCHEMA.iter_errors(LEAF))
    assert not list(SCHEMA.iter_errors(to_plain(drawing)))


REFUSED = {
    "no object": ([], "", "must be an object"),
    "another version": (changed("version", 2), "version", "must be 1"),
    "no height": (changed("height", 0), "height", "must be between 0.001 and 1000000"),
    "a width that is no number": (changed("width", "9"), "width", "must be a number"),
    "an unknown field": (changed("scripts", []), "scripts", "is not a known field"),
    "a part twice": (changed("parts", LEAF["parts"] * 2), "parts[1].name", "must be a name of its own"),
    "a nameless part": (changed("parts.0.name", ""), "parts[0].name", "must have 1 to 40 characters"),
    "a part that is not there": (changed("parts", []), "shapes[0].part", "must be the name of a part"),
    "neither fill nor stroke": (changed("shapes.0.fill", None), "shapes[0]", "must have a fill or a stroke"),
    "no colour": (changed("shapes.0.fill", "red"), "shapes[0].fill", "must be a colour such as #0f6b66"),
    "an arc": (changed("shapes.0.path", "M0 0A1 1 0 0 0 1 1"), "shapes[0].path", "is not path data at character 5"),
    "no path": (changed("shapes.0.path", None), "shapes[0].path", "must be text"),
    "a rule": (changed("shapes.0.rule", "odd"), "shapes[0].rule", "must be one of nonzero, evenodd"),
    "both at half opacity": (
        changed("shapes.1.shapes.1.opacity", 0.5),
        "shapes[1].shapes[1].opacity",
        "must be 1 where a shape has a fill and a stroke",
    ),
    "a paint": (
        changed("shapes.0.fill", {"type": "conic"}),
        "shapes[0].fill.type",
        "must be one of linear, radial",
    ),
    "one stop": (
        changed("shapes.1.shapes.1.fill.stops", STOPS[:1]),
        "shapes[1].shapes[1].fill.stops",
        "must have 2 to 256 entries",
    ),
    "stops out of order": (
        changed("shapes.1.shapes.1.fill.stops", STOPS[::-1]),
        "shapes[1].shapes[1].fill.stops[1].offset",
        "must not be before the stop above it",
    ),
    "a flat matrix": (
        changed("shapes.1.shapes.1.stroke.paint.matrix", [1, 1, 1, 1, 0, 0]),
        "shapes[1].shapes[1].stroke.paint.matrix",
        "must not flatten the plane",
    ),
    "no width of a stroke": (
        changed("shapes.1.shapes.0.stroke.width", 0),
        "shapes[1].shapes[0].stroke.width",
        "must be between 0.000001 and 1000000",
    ),
    "not a number": (
        changed("shapes.1.opacity", math.nan),
        "shapes[1].opacity",
        "must be a finite number",
    ),
    "a blend": (
        changed("shapes.1.blend", "plus"),
        "shapes[1].blend",
        f"must be one of {', '.join(get_args(Blend))}",
    ),
    "an empty clip": (changed("shapes.1.clip.path", ""), "shapes[1].clip.path", "is empty"),
    "no JSON": (b"{", "", "must be JSON"),
    "nested beyond all measure": (b"[" * 100_000, "", "must be JSON"),
    "infinity in text": (b'{"version": 1, "width": Infinity}', "", "must hold finite numbers"),
    "too many bytes": (b" " * 5_000_001, "", "must have 5000000 bytes at most"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_names_the_place_and_the_rule(case: str) -> None:
    raw, path, message = REFUSED[case]

    with pytest.raises(DrawingError) as caught:
        load_drawing(raw)

    assert (caught.value.path, caught.value.text) == (path, message)


def test_shapes_and_groups_count_together() -> None:
    shape = {"path": "M0 0", "fill": "#000"}
    within = {**LEAF, "shapes": [{"shapes": [shape] * 10_000}, {"shapes": [shape] * 9_998}]}
    beyond = {**LEAF, "shapes": [{"shapes": [shape] * 10_000}, {"shapes": [shape] * 9_999}]}

    assert len(load_drawing(within).shapes) == 2
    with pytest.raises(DrawingError) as caught:
        load_drawing(beyond)
    assert str(caught.value) == "shapes[1].shapes: must have 20000 shapes at most in all"


def test_segments_count_over_all_shapes_and_clips() -> None:
    half = "M0 0" + "H1" * (MOST_SEGMENTS // 2 - 1)
    shape, clip = {"path": half, "fill": "#000"}, {"path": half + "H2"}

    assert len(load_drawing({**LEAF, "shapes": [shape, shape]}).shapes) == 2
    with pytest.raises(DrawingError) as caught:
        load_drawing({**LEAF, "shapes": [{"shapes": [shape], "clip": clip}]})
    assert str(caught.value) == "shapes[0].clip.path: must leave 200000 segments at most in all"


def test_groups_have_a_floor() -> None:
    nested: dict[str, Any] = {"path": "M0 0", "fill": "#000"}
    for _ in range(64):
        nested = {"shapes": [nested]}

    assert load_drawing({**LEAF, "shapes": [nested]})
    with pytest.raises(DrawingError, match="must not be more than 64 groups deep"):
        load_drawing({**LEAF, "shapes": [{"shapes": [nested]}]})


WORDS = st.lists(
    st.sampled_from(
        ["M", "L", "Q", "C", "Z", " ", "1", "-2", ".5", "3.25", "-0", "1000001", ".", "-", "1 2", "0 0 1 1 2 2"]
    ),
    max_size=12,
)


@given(WORDS)
def test_a_path_written_out_reads_as_any_other(words: list[str]) -> None:
    """Blanks in front send the same text the long way."""
    data = "M0 0" + "".join(words)
    outcomes: list[object] = []
    for text in (data, " " + data):
        try:
            outcomes.append(load_drawing(changed("shapes.0.path", text)).shapes[0])
        except DrawingError as error:
            outcomes.append(re.sub("character [0-9]+", "character", str(error)))
    assert outcomes[0] == outcomes[1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(["M0 0Z", "#123"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(sorted({*LEAF, "path", "fill", "opacity", "stops", "type"})), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from(["shapes", "parts", "width", "shapes.0", "shapes.1.clip", "shapes.1.shapes.1.fill"]))
def test_whatever_json_is_read_or_refused(value: object, place: str) -> None:
    raw = changed(place, value)
    try:
        drawing = load_drawing(raw)
    except DrawingError:
        return
    assert load_drawing(to_plain(drawing)) == drawing
    assert not list(SCHEMA.iter_errors(to_plain(drawing)))
