"""The design document: what is taken, what is refused, and that both languages say the same of it."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.layout.scenes import IMAGE, SPEC, vectors

from monogram.layout.canonical import format_number, round_number
from monogram.layout.document import DocumentError, canonical_json, document_hash, load, to_plain

ACCEPTED = vectors("document-vectors/canonical.json")["documents"]
REFUSED = vectors("document-vectors/refusals.json")["refusals"]
NUMBERS = vectors("document-vectors/numbers.json")["numbers"]
SCHEMA = Draft202012Validator(json.loads((SPEC / "design-document.schema.json").read_text()))

BEYOND_SCHEMA = {
    "is used twice",
    "must not flatten the layer",
    "must not hold control characters",
    "must be valid Unicode text",
    "must stay inside the picture",
    "must be null for a text in a box",
    "a design has 500 layers at most",
}
"""Refusals that a JSON Schema cannot express; path data is the loader's alone, too."""


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["name"])
def test_canonical_form_is_that_of_the_vectors(vector: Any) -> None:
    document = load(vector["raw"])
    assert canonical_json(document).decode() == vector["canonical"]
    assert document_hash(document) == vector["sha256"]


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["name"])
def test_the_canonical_form_loads_into_the_same_document(vector: Any) -> None:
    document = load(vector["raw"])
    assert load(json.loads(canonical_json(document))) == document
    assert load(to_plain(document)) == document


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["name"])
def test_refusals_name_the_place_and_the_rule(vector: Any) -> None:
    with pytest.raises(DocumentError) as refusal:
        load(vector["raw"])
    assert (refusal.value.path, refusal.value.text) == (vector["path"], vector["message"])


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["name"])
def test_the_schema_takes_what_the_loader_takes(vector: Any) -> None:
    assert not list(SCHEMA.iter_errors(vector["raw"]))
    assert not list(SCHEMA.iter_errors(json.loads(vector["canonical"])))


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["name"])
def test_the_schema_refuses_what_it_can_express(vector: Any) -> None:
    says_path = vector["path"].endswith(".path") and isinstance(vector["raw"]["areas"][0]["layers"][0]["path"], str)
    if vector["name"] == r"text colour '#fff\n'":
        return  # Python's `$` also stands before a last line feed; ECMAScript's, which JSON Schema means, does not.
    if vector["message"] in BEYOND_SCHEMA or (says_path and vector["raw"]["areas"][0]["layers"][0]["path"]):
        return
    assert list(SCHEMA.iter_errors(vector["raw"]))


def test_numbers_are_rounded_and_printed_as_in_the_vectors() -> None:
    for value, rounded, printed in NUMBERS:
        assert (round_number(value), format_number(value)) == (rounded, printed)
        assert math.copysign(1, round_number(value)) == (-1 if rounded < 0 else 1)


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_a_printed_number_reads_back_as_the_rounded_one(value: float) -> None:
    rounded = round_number(value)
    assert float(format_number(value)) == rounded
    assert round_number(rounded) == rounded
    assert abs(rounded - value) <= 5e-7 + abs(value) * 2**-52


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("field", ["size", "opacity", "line_height"])
def test_numbers_that_json_does_not_know_are_refused(field: str, value: float) -> None:
    layer = {
        "id": "a",
        "type": "text",
        "text": "",
        "font": "f",
        "size": 1,
        "transform": [1, 0, 0, 1, 0, 0],
        field: value,
    }
    with pytest.raises(DocumentError) as refusal:
        load({"version": 2, "product_id": 1, "areas": [{"name": "A", "width": 1, "height": 1, "layers": [layer]}]})
    assert str(refusal.value) == f"areas[0].layers[0].{field}: must be a finite number"


@pytest.mark.parametrize("value", [10**400, -(10**400)])
def test_numbers_beyond_every_double_are_refused(value: int) -> None:
    with pytest.raises(DocumentError):
        load({"version": 2, "product_id": 1, "areas": [{"name": "A", "width": value, "height": 1}]})
    with pytest.raises(DocumentError):
        load({"version": 2, "product_id": value, "areas": []})


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.text("\ud800\x00a", max_size=3),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=12,
)
UNMOVED = [1, 0, 0, 1, 0, 0]
GOOD_LAYERS: list[dict[str, Any]] = [
    {"id": "t", "type": "text", "text": "x", "font": "f", "size": 9, "transform": UNMOVED, "box": None},
    {"id": "i", "type": "image", "image": IMAGE, "width": 9, "height": 9, "transform": UNMOVED, "crop": {}},
    {"id": "s", "type": "shape", "shape": "path", "path": "M0 0", "width": 9, "height": 9, "transform": UNMOVED},
]  # fmt: skip
FIELDS = st.sampled_from(sorted({*GOOD_LAYERS[0], *GOOD_LAYERS[1], *GOOD_LAYERS[2], "arc", "stroke", "fill", "align"}))


def _takes_or_refuses(raw: Any) -> None:
    try:
        document = load(raw)
    except DocumentError:
        return
    assert load(json.loads(canonical_json(document))) == document


@given(JSON_VALUES)
def test_any_json_is_taken_or_refused(raw: Any) -> None:
    _takes_or_refuses(raw)


@given(st.sampled_from(GOOD_LAYERS), st.dictionaries(FIELDS, JSON_VALUES, max_size=3))
def test_any_layer_is_taken_or_refused(layer: dict[str, Any], faults: dict[str, Any]) -> None:
    area = {"name": "A", "width": 9, "height": 9, "layers": [{**layer, **faults}]}
    _takes_or_refuses({"version": 2, "product_id": 1, "areas": [area]})


@given(st.text("MmLlHhVvCcSsQqTtZzAa0123456789.,-+eE \n", max_size=40))
def test_any_path_data_is_taken_or_refused(data: str) -> None:
    area = {"name": "A", "width": 9, "height": 9, "layers": [{**GOOD_LAYERS[2], "path": data}]}
    _takes_or_refuses({"version": 2, "product_id": 1, "areas": [area]})
