"""Reading bodies: what is not JSON, and what JSON no database can keep."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monogram.orders.errors import IntakeError
from monogram.orders.json_body import MAX_DEPTH, read_json, split_list


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"", 100, "Invalid JSON: the body is empty"),
        (b"  \n", 100, "Invalid JSON: the body is empty"),
        (b"\xff{}", 100, "Invalid JSON: the body is not UTF-8 at byte 1"),
        (gzip.compress(b"{}"), 100, "Invalid JSON: the body is compressed: send it as it is"),
        (b"external_ref=1", 100, "Invalid JSON: expecting value at line 1, column 1, near external_ref=1"),
        (b'{"a": "b', 100, 'Invalid JSON: unterminated string starting at line 1, column 7, near "b'),
        (b'{\n  "a": 1\n  "b": 2}', 100, "Invalid JSON: expecting ',' delimiter at line 3, column 3, near \"b\": 2}"),
        (b'{"a": "NaN", "b":\n NaN}', 100, "Invalid JSON: NaN is not a JSON value, at line 2, column 2"),
        (b"[-Infinity]", 100, "Invalid JSON: -Infinity is not a JSON value, at line 1, column 2"),
        (b'{"a": {"b": 1, "b": 2}}', 100, 'Invalid JSON: the name "b" stands twice in one object'),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), 0, "The body is nested more than 20 levels deep"),
        (b"[" * 100_000, 0, "The body is nested more than 20 levels deep"),
        (b'{"a":' * 100_000, 0, "The body is nested more than 20 levels deep"),
        (b"[1e999]", 0, "The number 1e999 is too large"),
        (b"9" * 5000, 0, f"The number {'9' * 30}… has too many digits"),
        (rb'{"a": [{"b": "x\ud800"}]}', 0, "a[0].b holds half of a surrogate pair, which cannot be stored"),
        (rb'{"a": "x\u0000"}', 0, "a holds a NUL character, which cannot be stored"),
        (rb'{"\u0000": 1}', 0, "The body holds a NUL character, which cannot be stored"),
    ],
)
def test_a_body_that_cannot_be_kept_is_refused_with_the_place(body: bytes, code: int, message: str) -> None:
    with pytest.raises(IntakeError) as refused:
        read_json(body)

    assert (refused.value.code, refused.value.text) == (code, message)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (rb'{"a": "\ud83c\udf81"}', {"a": "\U0001f381"}),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, None),
        (b'{"a": 1.10, "b": "NaN", "c": 123456789012345678901234567890}', None),
    ],
)
def test_odd_but_sound_bodies_are_read(body: bytes, value: object) -> None:
    assert read_json(body) is not None
    assert value is None or read_json(body) == value


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        read_json(body)
    except IntakeError as error:
        refused = error
    else:
        return
    assert refused.code in {0, 100}
    assert refused.text


@pytest.mark.parametrize("body", [' [1, "]", {"a": [2]} ,[]]\n', '{"orders": [1, "]", {"a": [2]} ,[]] }'])
def test_a_list_is_split_into_the_texts_of_its_members(body: str) -> None:
    assert split_list(body.encode(), name="orders") == ["1", '"]"', '{"a": [2]}', "[]"]


@pytest.mark.parametrize("body", ["[]", " [ ]", '{"orders":[]}'])
def test_an_empty_list_has_no_members(body: str) -> None:
    assert split_list(body.encode(), name="orders") == []


def test_what_one_member_holds_is_left_to_its_own_reading() -> None:
    members = split_list(b'[{"a": NaN}, {"a": 1, "a": 2}, 1e999, "\\u0000"]', name="orders")

    assert members == ['{"a": NaN}', '{"a": 1, "a": 2}', "1e999", '"\\u0000"']


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"", 100, "Invalid JSON: the body is empty"),
        (b"[1,]", 100, "Invalid JSON: "),
        (b"[1 2]", 100, "Invalid JSON: expecting ',' delimiter at line 1, column 4, near 2]"),
        (b"[1", 100, "Invalid JSON: expecting ',' delimiter at line 1, column 3"),
        (b"[1] [2]", 100, "Invalid JSON: extra data at line 1, column 5, near [2]"),
        (b"{}", 0, "The body must be a list, or "),
        (b'{"orders": {}}', 0, "The body must be a list, or "),
        (b'{"orders": [1], "more": 1}', 0, "The body must be a list, or "),
        (b'{"orders": [1], "orders": [2]}', 0, "The body must be a list, or "),
        (b'{"other": [1]}', 0, "The body must be a list, or "),
        (b"7", 0, "The body must be a list, or "),
        (b"[" * 100_000, 0, "The body is nested more than 20 levels deep"),
    ],
)
def test_what_is_no_list(body: bytes, code: int, message: str) -> None:
    with pytest.raises(IntakeError) as refused:
        split_list(body, name="orders")

    assert refused.value.code == code
    assert refused.value.text.startswith(message)


@given(st.lists(st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5), max_size=5))
def test_members_read_back_as_they_were(members: list[object]) -> None:
    body = json.dumps(members, indent=1).encode()

    assert [json.loads(text) for text in split_list(body, name="orders")] == members
