"""Python's side of the shared layout vectors; `web/src/layout/vectors.test.ts` is the browser's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, get_args

import pytest
import uharfbuzz
from spec.operation_json import operation_json
from tests.layout.scenes import SPEC, demo_fonts, vector_scene, vectors

from monogram.layout import all_layers, findings, layer_bounds, layout_area
from monogram.layout.document import Area, to_plain
from monogram.layout.document import load as load_document
from monogram.layout.model import FilterKind, Flip, Mask, ShapeKind, Symbology
from monogram.layout.operations import Ink

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
    area, resources = vector_scene(vector)
    assert_same([operation_json(one) for one in layout_area(area, resources)], vector["operations"], "operations")
    assert_same([[layer.id, *layer_bounds(layer, resources)] for layer in area.layers], vector["bounds"], "bounds")
    assert_same([asdict(finding) for finding in findings(area, resources)], vector["findings"], "findings")


def test_there_are_vectors_for_every_kind_of_layer_fill_and_effect() -> None:
    areas = [load(vectors(f"layout-vectors/{name}.json")["area"]) for name in NAMES]
    layers = [to_plain(layer) for area in areas for layer in all_layers(area.layers)]
    filters = {entry["type"] for layer in layers for entry in layer.get("filters", [])}
    fills = [layer.get("fill") for layer in layers] + [to_plain(area.background) for area in areas]

    assert {layer["type"] for layer in layers} == {"text", "image", "shape", "clipart", "code", "group"}
    assert {layer["shape"] for layer in layers if "shape" in layer} == set(get_args(ShapeKind))
    assert {layer["mask"] for layer in layers if "mask" in layer} == set(get_args(Mask))
    assert {layer["flip"] for layer in layers if "flip" in layer} == set(get_args(Flip))
    assert {layer["symbology"] for layer in layers if "symbology" in layer} == set(get_args(Symbology))
    assert {layer["ink"] for layer in layers} == set(get_args(Ink))
    assert filters == set(get_args(FilterKind))
    assert {fill["type"] for fill in fills if isinstance(fill, dict)} == {"linear", "radial", "pattern"}
    assert sum(layer["shadow"] is not None for layer in layers) >= 3


def load(raw: dict[str, Any]) -> Area:
    """The print area of a vector."""
    return load_document({"version": 2, "product_id": 1, "areas": [raw]}).areas[0]


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
