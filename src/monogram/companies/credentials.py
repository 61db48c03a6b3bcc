"""The `Authorization` header of the REST APIs, in the two spellings that clients send. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

_RAW_PAIR = re.compile(r"(\d{1,18}):(\S{1,200})\Z", re.ASCII)


class Credentials(NamedTuple):
    """A company reference ID and an API key, as claimed by the caller."""

    company_id: int
    key: str


def _from_pair(text: str) -> Credentials | None:
    match = _RAW_PAIR.match(text.strip())
    return Credentials(int(match[1]), match[2]) if match else None


def parse_authorization(header: str | None) -> Credentials | None:
    """Read `Basic REF:KEY`, the pair raw or in base64, the scheme in any letter case (`contract.md §1`).

    Returns None for anything else. A raw pair holds a colon, which base64 never does, so the two cannot be
    taken for each other.
    """
    scheme, _, rest = (header or "").strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    if pair := _from_pair(rest):
        return pair
    try:
        return _from_pair(base64.b64decode(rest.strip(), validate=True).decode("ascii"))
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
