"""The design document: what is taken, what is refused, and that both languages say the same of it."""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.layout.scenes import IMAGE, SPEC, vectors

from monogram.layout import all_layers
from monogram.layout.canonical import format_number, round_number
from monogram.layout.document import DocumentError, TextLayer, canonical_json, document_hash, load, to_plain

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
    "must be null for a text in a box or on an arc",
    "a design has 500 layers at most",
    "must not be more than 8 groups deep",
    "must be process in a group: the group's counts",
    "must not be less than that of the stop before",
    "must be 12 or 13 digits with a right check digit",
    "is too long for a QR code at this error correction",
}
PATH_DATA = re.compile(
    r"is (empty|not path data)|has (a c|numbers without|more than \d+ segments)|must begin with a move"
)
"""Refusals that a JSON Schema cannot express."""


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["name"])
def test_canonical_form_is_that_of_the_vectors(vector: Any) -> None:
    document = load(vector["raw"])
    assert canonical_json(document).decode() == vector["canonical"]
    assert document_hash(document) == vector["sha256"]


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["name"])
def test_the_canonical_form_loads_into_the_same_document(vector: Any) -> None:
    document = load(vector["raw"])
    canonical = canonical_json(document)
    assert load(json.loads(canonical)) == document
    assert load(to_plain(document)) == document
    assert canonical_json(load(to_plain(document))) == canonical
    assert load(to_plain(document)) == document


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["name"])
def test_refusals_name_the_place_and_the_rule(vector: Any) -> None:
    with pytest.raises(DocumentError) as refusal:
        load(vector["raw"])
    assert (refusal.value.path, refusal.value.text) == (vector["path"], vector["message"])


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["name"])
def test_the_schema_takes_what_the_loader_takes(vector: Any) -> None:
    if vector["raw"]["version"] != 1:  # the schema describes the version that loaders give
        assert not list(SCHEMA.iter_errors(vector["raw"]))
    assert not list(SCHEMA.iter_errors(json.loads(vector["canonical"])))


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["name"])
def test_the_schema_refuses_what_it_can_express(vector: Any) -> None:
    if vector["name"] == r"text colour '#fff\n'":
        return  # Python's `$` also stands before a last line feed; ECMAScript's, which JSON Schema means, does not.
    if vector["message"] in BEYOND_SCHEMA or PATH_DATA.match(vector["message"]):
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


def star(name: str) -> dict[str, Any]:
    """A layer that is taken."""
    return {"id": name, "type": "shape", "shape": "star", "width": 9, "height": 9, "transform": UNMOVED}


def group(name: str, *layers: Any) -> dict[str, Any]:
    """Layers in a group."""
    return {"id": name, "type": "group", "transform": UNMOVED, "layers": list(layers)}


def document(*layers: Any) -> dict[str, Any]:
    """A document of one area."""
    return {"version": 2, "product_id": 1, "areas": [{"name": "A", "width": 9, "height": 9, "layers": list(layers)}]}


def test_a_document_of_version_1_becomes_one_of_version_2() -> None:
    old = load({**document({**GOOD_LAYERS[0]}, {**GOOD_LAYERS[2]}), "version": 1})

    assert old.version == 2
    assert old == load(document({**GOOD_LAYERS[0]}, {**GOOD_LAYERS[2]}))
    text, shape = old.areas[0].layers
    assert isinstance(text, TextLayer)
    assert (text.direction, text.on_path, text.blend, text.shadow, text.ink) == (
        "auto",
        None,
        "normal",
        None,
        "process",
    )
    assert shape.blend == "normal"
    assert old.fallback_fonts == ()


def test_five_hundred_layers_are_taken_and_members_of_groups_count() -> None:
    members = [star(f"s{number}") for number in range(498)]
    assert len(list(all_layers(load(document(group("g", *members), star("last"))).areas[0].layers))) == 500
    with pytest.raises(DocumentError, match=r"^areas\[0\]\.layers: a design has 500 layers at most$"):
        load(document(group("g", *members), star("last"), star("one-more")))


def test_ten_thousand_layers_are_refused_at_once() -> None:
    with pytest.raises(DocumentError, match=r"^areas\[0\]\.layers: must have 0 to 500 entries$"):
        load(document(*[star(f"s{number}") for number in range(10_000)]))


def test_groups_without_end_are_refused_where_the_ninth_begins() -> None:
    innermost: dict[str, Any] = group("g")
    for number in range(10_000):
        innermost = group(f"g{number}", innermost)
    place = "areas[0].layers[0]" + ".layers[0]" * 8
    with pytest.raises(DocumentError) as refusal:
        load(document(innermost))
    assert str(refusal.value) == f"{place}: must not be more than 8 groups deep"


def test_what_holds_itself_is_refused_where_it_does() -> None:
    itself = group("g")
    itself["layers"].append(itself)
    with pytest.raises(DocumentError) as refusal:
        load(document(itself))
    assert str(refusal.value) == "areas[0].layers[0].layers[0].id: is used twice"

    shadow: dict[str, Any] = {"colour": "#fff"}
    shadow["blur"] = shadow
    with pytest.raises(DocumentError) as refusal:
        load(document({**star("s"), "shadow": shadow}))
    assert str(refusal.value) == "areas[0].layers[0].shadow.blur: must be a number"

    areas: list[Any] = []
    areas.append(areas)
    with pytest.raises(DocumentError, match=r"^areas\[0\]: must be an object$"):
        load({"version": 2, "product_id": 1, "areas": areas})


UNMOVED = [1, 0, 0, 1, 0, 0]
STOPS = [{"offset": 0, "colour": "#000"}, {"offset": 1, "colour": "#fff"}]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.text("\ud800\x00a", max_size=3),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=12,
)
GOOD_LAYERS: list[dict[str, Any]] = [
    {"id": "t", "type": "text", "text": "x", "font": "f", "size": 9, "transform": UNMOVED, "box": None},
    {"id": "i", "type": "image", "image": IMAGE, "width": 9, "height": 9, "transform": UNMOVED, "crop": {}},
    {"id": "s", "type": "shape", "shape": "path", "path": "M0 0", "width": 9, "height": 9, "transform": UNMOVED},
]  # fmt: skip
GOOD_LAYERS += [
    {**GOOD_LAYERS[1], "filters": [{"type": "sepia"}], "flip": "both", "mask": "path", "mask_path": "M0 0"},
    {**GOOD_LAYERS[2], "fill": {"type": "radial", "stops": STOPS}, "shadow": {"colour": "#000"}, "ink": "cut"},
    {"id": "c", "type": "clipart", "clipart": "bee", "width": 9, "height": 9, "transform": UNMOVED,
     "colours": {"a": "#fff"}},
    {"id": "q", "type": "code", "symbology": "ean13", "content": "4006381333931", "width": 9, "height": 9,
     "transform": UNMOVED},
    {"id": "g", "type": "group", "transform": UNMOVED, "layers": [{**GOOD_LAYERS[2], "id": "inner"}]},
]  # fmt: skip
WHOLE_DOCUMENTS = [vector["raw"] for vector in ACCEPTED if len(vector["canonical"]) < 6_000]
FIELDS = st.sampled_from(
    sorted({*(field for layer in GOOD_LAYERS for field in layer), "arc", "stroke", "on_path", "blend"})
)


def _takes_or_refuses(raw: Any) -> None:
    try:
        document = load(raw)
    except DocumentError:
        return
    canonical = canonical_json(document)
    assert load(json.loads(canonical)) == document
    assert load(to_plain(document)) == document
    assert canonical_json(load(to_plain(document))) == canonical


@given(JSON_VALUES)
def test_any_json_is_taken_or_refused(raw: Any) -> None:
    _takes_or_refuses(raw)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A document of the vectors with some of its values replaced, doubled or taken away, however deep they lie."""
    raw = copy.deepcopy(draw(st.sampled_from(WHOLE_DOCUMENTS)))
    for _ in range(draw(st.integers(1, 3))):
        holder = draw(st.sampled_from(list(_holders(raw))))
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        match draw(st.sampled_from(["replace", "remove", "move", "double"])):
            case "replace":
                holder[key] = draw(JSON_VALUES)
            case "remove":
                del holder[key]
            case "move":
                holder[key] = draw(st.sampled_from([copy.deepcopy(raw), 1e6, -0.0, "path", "#123", [], {}]))
            case "double" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
        if not list(_holders(raw)):
            break
    return raw


def _holders(value: Any) -> Iterator[Any]:
    """Every list and object that holds something, outermost first."""
    if isinstance(value, dict | list) and value:
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


@given(mutated())
def test_any_document_with_faults_is_taken_or_refused(raw: Any) -> None:
    _takes_or_refuses(raw)


@given(st.sampled_from(GOOD_LAYERS), st.dictionaries(FIELDS, JSON_VALUES, max_size=3))
def test_any_layer_is_taken_or_refused(layer: dict[str, Any], faults: dict[str, Any]) -> None:
    area = {"name": "A", "width": 9, "height": 9, "layers": [{**layer, **faults}]}
    _takes_or_refuses({"version": 2, "product_id": 1, "areas": [area]})


@given(st.text("MmLlHhVvCcSsQqTtZzAa0123456789.,-+eE \n", max_size=40))
def test_any_path_data_is_taken_or_refused(data: str) -> None:
    area = {"name": "A", "width": 9, "height": 9, "layers": [{**GOOD_LAYERS[2], "path": data}]}
    _takes_or_refuses({"version": 2, "product_id": 1, "areas": [area]})
