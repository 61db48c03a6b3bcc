"""Scalars of the schema."""

from __future__ import annotations

from typing import Any, NewType

import strawberry
from graphql import Undefined

from monogram.orders.errors import InvalidJsonError
from monogram.orders.json_body import read_json

Json = NewType("Json", object)


def _parsed(value: Any) -> Any:
    """Some clients send an object, others the same as text, which is read as bodies are: the RequestError of one that
    cannot be kept is raised."""
    try:
        return read_json(value.encode()) if isinstance(value, str) else _without_absent(value)
    except InvalidJsonError:
        return value


def _without_absent(value: Any) -> Any:
    """A literal's value, where a variable that was not given is as in any input: no member of an object, null in a
    list."""
    if isinstance(value, dict):
        return {name: _without_absent(each) for name, each in value.items() if each is not Undefined}
    if isinstance(value, list):
        return [None if each is Undefined else _without_absent(each) for each in value]
    return value


SCALARS: dict[object, Any] = {
    Json: strawberry.scalar(
        name="Json",
        description="Any JSON value: an object, a list, a text, a number. Given as such, or as the text of it.",
        serialize=lambda value: value,
        parse_value=_parsed,
    )
}
