"""Scalars of the schema."""

from __future__ import annotations

from typing import Any, NewType

import strawberry

from monogram.orders.errors import InvalidJsonError
from monogram.orders.json_body import read_json

Json = NewType("Json", object)


def _parsed(value: Any) -> Any:
    """Some clients send an object, others the same as text, which is read as bodies are: the RequestError of one that
    cannot be kept is raised."""
    try:
        return read_json(value.encode()) if isinstance(value, str) else value
    except InvalidJsonError:
        return value


SCALARS: dict[object, Any] = {
    Json: strawberry.scalar(
        name="Json",
        description="Any JSON value: an object, a list, a text, a number. Given as such, or as the text of it.",
        serialize=lambda value: value,
        parse_value=_parsed,
    )
}
