"""Python's side of the shared layout vectors; `web/src/layout/vectors.test.ts` is the browser's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
import uharfbuzz
from spec.operation_json import operation_json
from tests.layout.scenes import SPEC, demo_fonts, demo_resources, vectors

from monogram.layout import findings, layer_bounds, layout_area
from monogram.layout.document import load

TOLERANCE = 1e-9
NAMES = sorted(path.stem for path in (SPEC / "layout-vectors").glob("*.json"))


def assert_same(actual: Any, expected: Any, where: str) -> None:
    """Equal in every part; numbers within the tolerance."""
    if isinstance(expected, dict):
        assert sorted(actual) == sorted(expected), where
        for key, value in expected.items():
            assert_same(actual[key], value, f"{where}.{key}")
    elif isinstance(expected, list):
        assert len(actual) == len(expected), where
        for index, value in enumerate(expected):
            assert_same(actual[index], value, f"{where}[{index}]")
    elif isinstance(expected, float | int) and not isinstance(expected, bool):
        assert abs(actual - expected) <= TOLERANCE, where
    else:
        assert actual == expected, where


@pytest.mark.parametrize("name", NAMES)
def test_layout_gives_the_operations_of_the_vector(name: str) -> None:
    vector = vectors(f"layout-vectors/{name}.json")
    area = load({"version": 2, "product_id": 1, "areas": [vector["area"]]}).areas[0]
    resources = demo_resources()
    assert_same([operation_json(one) for one in layout_area(area, resources)], vector["operations"], "operations")
    assert_same([[layer.id, *layer_bounds(layer, resources)] for layer in area.layers], vector["bounds"], "bounds")
    assert_same([asdict(finding) for finding in findings(area, resources)], vector["findings"], "findings")


def test_there_are_vectors_for_every_kind_of_layer() -> None:
    layers = [layer for name in NAMES for layer in vectors(f"layout-vectors/{name}.json")["area"]["layers"]]
    assert len(NAMES) >= 20
    assert {layer["type"] for layer in layers} == {"text", "image", "shape"}
    assert {layer["shape"] for layer in layers if "shape" in layer} == {
        "rectangle",
        "ellipse",
        "star",
        "heart",
        "path",
    }


def test_harfbuzz_is_the_version_that_the_browser_has() -> None:
    assert uharfbuzz.version_string() == vectors("outline-vectors.json")["harfbuzz"]


def test_fonts_have_the_measures_and_outlines_of_the_vectors() -> None:
    fonts = vectors("outline-vectors.json")
    del fonts["harfbuzz"]
    for font, (measures, *glyphs) in fonts.items():
        face = demo_fonts().face(font)
        assert (face.units_per_em, face.ascender, face.descender) == tuple(measures.values())
        for glyph in glyphs:
            assert_same([list(segment) for segment in face.outline(glyph["glyph"])], glyph["path"], font)
