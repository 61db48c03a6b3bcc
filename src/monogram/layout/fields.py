"""Reading an untrusted JSON object field by field: every refusal names the place and the rule.

`web/src/document/fields.ts` is the same in TypeScript, sentence for sentence; `spec/document-vectors/refusals.json`
holds both to it. The order of the checks is part of that: the first fault found is the one reported.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from monogram.layout.canonical import MAGNITUDE_LIMIT, format_number, round_number
from monogram.layout.errors import DocumentError

COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE | re.ASCII)
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
CONTROL_IN_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
WHOLE_LIMIT = 2**53 - 1
_MISSING = object()


def read_number(value: object, path: str, low: float, high: float) -> float:
    """A finite number within low…high, rounded to a millionth."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DocumentError(path, "must be a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise DocumentError(path, "must be a finite number")
    rounded = round_number(value) if abs(value) <= MAGNITUDE_LIMIT else math.inf
    if not low <= rounded <= high:
        raise DocumentError(path, f"must be between {format_number(low)} and {format_number(high)}")
    return rounded


def read_string(value: object, path: str, shortest: int, longest: int) -> str:
    """Text of one line, shortest…longest characters (Unicode code points)."""
    line = read_unicode(value, path)
    if CONTROL.search(line):
        raise DocumentError(path, "must not hold control characters")
    return _measured(line, path, shortest, longest)


def read_unicode(value: object, path: str) -> str:
    """Text that can be written in UTF-8."""
    if not isinstance(value, str):
        raise DocumentError(path, "must be text")
    if SURROGATE.search(value):
        raise DocumentError(path, "must be valid Unicode text")
    return value


def read_identifier(value: object, path: str, pattern: re.Pattern[str], rule: str) -> str:
    """Text that a pattern matches whole; `rule` says it in words."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise DocumentError(path, f"must be {rule}")
    return value


def read_colour(value: object, path: str) -> str:
    """A colour, as `#rrggbb` in lower case; `#rgb` is written out."""
    if not isinstance(value, str) or not COLOUR.fullmatch(value):
        raise DocumentError(path, "must be a colour such as #0f6b66")
    digits = value[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _measured(value: str, path: str, shortest: int, longest: int) -> str:
    if not shortest <= len(value) <= longest:
        raise DocumentError(path, f"must have {shortest} to {longest} characters")
    return value


def read_list(value: object, path: str, low: int, high: int) -> list[Any]:
    """A list of low…high entries."""
    if not isinstance(value, list):
        raise DocumentError(path, "must be a list")
    if not low <= len(value) <= high:
        entries = f"{low}" if low == high else f"{low} to {high}"
        raise DocumentError(path, f"must have {entries} entries")
    return value


class Fields:
    """One JSON object, read by field name. Fields that it does not know are refused, never dropped."""

    def __init__(self, value: object, path: str, known: Iterable[str]) -> None:
        if not isinstance(value, dict):
            raise DocumentError(path, "must be an object")
        self._values: dict[Any, Any] = value
        self.path = path
        allowed = set(known)
        unknown = sorted(str(key) for key in value if key not in allowed)
        if unknown:
            raise DocumentError(self.at(unknown[0]), "is not a known field")

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def value(self, name: str, default: object = _MISSING) -> Any:
        """The raw value; `default` where the field is absent."""
        found = self._values.get(name, default)
        if found is _MISSING:
            raise DocumentError(self.at(name), "is missing")
        return found

    def number(self, name: str, low: float, high: float, default: object = _MISSING) -> float:
        """A number within low…high."""
        return read_number(self.value(name, default), self.at(name), low, high)

    def whole(self, name: str) -> int:
        """A whole number from 1 that a double can count."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DocumentError(self.at(name), "must be a number")
        if not 1 <= value <= WHOLE_LIMIT or value != int(value):
            raise DocumentError(self.at(name), f"must be a whole number between 1 and {WHOLE_LIMIT}")
        return int(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false; `default` where absent."""
        value = self.value(name, default)
        if not isinstance(value, bool):
            raise DocumentError(self.at(name), "must be true or false")
        return value

    def choice(self, name: str, options: Sequence[str], default: object = _MISSING) -> Any:
        """One of the given words."""
        value = self.value(name, default)
        if not isinstance(value, str) or value not in options:
            raise DocumentError(self.at(name), f"must be one of {', '.join(options)}")
        return value

    def string(self, name: str, shortest: int, longest: int) -> str:
        """Text of one line, shortest…longest characters (Unicode code points)."""
        return read_string(self.value(name), self.at(name), shortest, longest)

    def text(self, name: str, longest: int) -> str:
        """Text of any number of lines. Every kind of line end becomes a line feed, a tab becomes a space."""
        value = LINE_END.sub("\n", read_unicode(self.value(name), self.at(name))).replace("\t", " ")
        if CONTROL_IN_TEXT.search(value):
            raise DocumentError(self.at(name), "must not hold control characters")
        return _measured(value, self.at(name), 0, longest)

    def exact(self, name: str, longest: int) -> str:
        """Text that is kept to the letter, control characters too; never empty."""
        return _measured(read_unicode(self.value(name), self.at(name)), self.at(name), 1, longest)

    def name(self, name: str, longest: int) -> str | None:
        """Text of one line, or null; null where absent."""
        return None if self.value(name, None) is None else self.string(name, 1, longest)

    def identifier(self, name: str, pattern: re.Pattern[str], rule: str) -> str:
        """Text that a pattern matches whole; `rule` says it in words."""
        return read_identifier(self.value(name), self.at(name), pattern, rule)

    def colour(self, name: str, default: object = _MISSING) -> str:
        """A colour, as `#rrggbb` in lower case; `#rgb` is written out."""
        return read_colour(self.value(name, default), self.at(name))

    def colour_or_none(self, name: str) -> str | None:
        """A colour, or null; null where absent."""
        return None if self.value(name, None) is None else self.colour(name)

    def inner(self, name: str, known: Iterable[str]) -> Fields | None:
        """The object in a field, or None where it is null or absent."""
        value = self.value(name, None)
        return None if value is None else Fields(value, self.at(name), known)

    def must_be_none(self, name: str, rule: str) -> None:
        """Refuses any value but null; `rule` goes on after "must be null"."""
        if self.value(name, None) is not None:
            raise DocumentError(self.at(name), f"must be null {rule}")
