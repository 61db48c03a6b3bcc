"""Arguments that are loose JSON (`filter`, `order`) or numbers as IDs, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from monogram.graphql_api.errors import ArgumentError
from monogram.orders import values

_LARGEST_ID = 2**63 - 1
_MOST_NUMBERS = 1000
_MOST_CHARACTERS = 200

Readers: TypeAlias = Mapping[str, Callable[[object, str], dict[str, Any]]]
"""By the name of a filter: what makes keyword arguments of its value and its path."""


def read_filter(given: object, readers: Readers) -> dict[str, Any]:
    """The keyword arguments that a filter stands for; empty values narrow nothing down. Raises ArgumentError."""
    if given in (None, "", []):  # the list is PHP's empty object
        return {}
    if not isinstance(given, Mapping):
        raise ArgumentError(f"A filter is an object of {', '.join(readers)}", path="filter")
    wanted: dict[str, Any] = {}
    for name, value in given.items():
        if name not in readers:
            raise ArgumentError(f"There is no filter “{name}”; there are {', '.join(readers)}", path=f"filter.{name}")
        if value is not None and value != "":
            wanted |= readers[name](value, f"filter.{name}")
    return wanted


def read_order(given: object, keys: Collection[str]) -> tuple[str, bool]:
    """`{"name": "desc"}` as the key and whether it descends; a list of one such, or `"name desc"`, as some clients
    write it. Nothing: by id. Raises ArgumentError."""
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if isinstance(given, str):
        key, _, direction = given.strip().partition(" ")
        given = {key: direction or "asc"} if key else None
    if not given:
        return "id", False
    if not isinstance(given, Mapping) or len(given) != 1:
        raise ArgumentError('An order names one field, e.g. {"id": "desc"}', path="order")
    [(key, direction)] = given.items()
    if key not in keys:
        raise ArgumentError(f"One can order by {', '.join(keys)}", path=f"order.{key}")
    spelt = str(direction).strip().lower()
    if spelt not in {"asc", "desc"}:
        raise ArgumentError("An order is asc or desc", path=f"order.{key}")
    return key, spelt == "desc"


def numbers(value: object, path: str) -> list[int]:
    """One number or several, as such or as digits. Raises ArgumentError."""
    several = value if isinstance(value, list) else [value]
    if len(several) > _MOST_NUMBERS:
        raise ArgumentError(f"{path} names at most {_MOST_NUMBERS} numbers", path=path)
    return [number(each, path) for each in several]


def number(value: object, path: str) -> int:
    """A number of something, as such or as digits. Raises ArgumentError."""
    digits = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 19 or int(digits) > _LARGEST_ID:
        raise ArgumentError(f"{path} must be a number", path=path)
    return int(digits)


def text(value: object, path: str, most: int = _MOST_CHARACTERS) -> str:
    """Raises ArgumentError for what is too long. What cannot be stored has not come so far."""
    if not isinstance(value, str) or len(value) > most:
        raise ArgumentError(f"{path} must be a text of at most {most} characters", path=path)
    return value


def flag(value: object, path: str) -> bool:
    """Raises ArgumentError."""
    if not isinstance(value, bool):
        raise ArgumentError(f"{path} must be true or false", path=path)
    return value


def moment(value: object, path: str) -> datetime | None:
    """In UTC, as YYYY-MM-DD HH:MM:SS; None for zeros. Raises ArgumentError."""
    try:
        return values.moment(value)
    except values.Unreadable as reason:
        raise ArgumentError(f"{path} {reason}", path=path) from None
