"""The canonical bytes of a document, and their hash: same hash, same artwork.

Numbers. Every number of a document is a whole count of millionths (1 nm, for a length). Loading rounds to the
nearest, halves up: n = floor(x · 10⁶ + 0.5), value = n / 10⁶. Both steps are one IEEE operation each in Python and
in JavaScript, so both reach the same n; printing works on n alone: sign, whole part, and the fraction without its
trailing zeros. Hence no exponent, no "-0", no ".0", and no dependence on how a language prints a double.

Text. Keys sorted, no spaces, UTF-8; strings escape only `"`, `\\` and control characters, as `JSON.stringify`
does. The loader lets no lone surrogate through, so the two languages cannot differ there either.

`web/src/document/canonical.ts` does the same; `spec/document-vectors/` holds both to it.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any

from monogram.layout.model import ClipartLayer, Document

MILLION = 1_000_000
MAGNITUDE_LIMIT = 1e9
"""Larger numbers would have millionths that a double cannot count."""


def round_number(value: float) -> float:
    """The nearest millionth, halves up; never -0. `value` is finite and within ±MAGNITUDE_LIMIT."""
    return math.floor(value * MILLION + 0.5) / MILLION


def format_number(value: float) -> str:
    """How a number stands in the canonical form."""
    count = math.floor(value * MILLION + 0.5)
    sign = "-" if count < 0 else ""
    whole, fraction = divmod(abs(count), MILLION)
    tail = f"{fraction:06d}".rstrip("0")
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"


def to_plain(value: Any) -> Any:
    """The document, or a part of it, as the dicts and lists of its JSON."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [to_plain(item) for item in value]
    plain = {name: to_plain(getattr(value, name)) for name in _field_names(kind)}
    if kind is ClipartLayer:
        plain["colours"] = dict(value.colours)
    return plain


_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _write(value: Any) -> str:
    kind = type(value)
    if kind is float:
        return format_number(value)
    if kind is dict:
        return "{" + ",".join(f"{_written_text(key)}:{_write(value[key])}" for key in sorted(value)) + "}"
    if kind is list:
        return "[" + ",".join(map(_write, value)) + "]"
    if kind is int:
        return str(value)
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=256)
def _written_text(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def canonical_json(document: Document) -> bytes:
    """The one spelling of a document."""
    return _write(to_plain(document)).encode()


def document_hash(document: Document) -> str:
    """SHA-256 of the canonical form, in lower-case hex."""
    return hashlib.sha256(canonical_json(document)).hexdigest()
