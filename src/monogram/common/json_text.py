"""Values as JSON text, for what is sent and for what is kept."""

from __future__ import annotations

import json

import orjson


def json_text(value: object) -> str:
    """The value as JSON: no spaces, characters as they are."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # it has an integer of more than 64 bits, which a shop may have sent among its own fields
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
