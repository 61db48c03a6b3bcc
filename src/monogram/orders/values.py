"""One raw JSON value into one typed value: what shops really send, and what cannot be meant. Pure.

Each reader is given a value that is not blank, and raises Unreadable with the reason in words. Numbers may come
as strings and reference numbers as numbers (`contract.md §2`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlsplit

LARGEST_ID = 2**63 - 1
MAX_URL_LENGTH = 2000

_INTEGER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FOUR_PLACES = Decimal("0.0001")
_LARGEST_PRICE = Decimal(10**8)
_LARGEST_RATE = Decimal(10**4)
_TRUE, _FALSE = frozenset({"1", "true"}), frozenset({"0", "false"})


class Unreadable(ValueError):  # noqa: N818 - a reason in words, never shown as an error of its own
    """Why a value cannot be what its field asks for."""


def is_given(value: object) -> bool:
    """Null and blank text count as "not given"."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def text(value: object, limit: int) -> str:
    """Text of at most `limit` characters, exactly as it was sent; an integer as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Unreadable(f"must be text, not {kind_of(value)}")
    if len(value) > limit:
        raise Unreadable(f"is too long: {len(value)} characters, where at most {limit} are kept")
    return value


def name(value: object, limit: int) -> str:
    """A name that is looked up: text without the blanks around it."""
    return text(value, limit).strip()


def integer(value: object, largest: int = LARGEST_ID, least: int = 0) -> int:
    """A whole number from `least` to `largest`; also as text, or as a float without a fraction."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(f"must be a whole number, not {kind_of(value)}")
    if not least <= value <= largest:
        raise Unreadable(f"must be from {least} to {largest}")
    return value


def price(value: object) -> Decimal:
    """An amount, kept to four decimal places."""
    return _decimal(value, _LARGEST_PRICE)


def rate(value: object) -> Decimal:
    """A tax rate, kept to four decimal places."""
    return _decimal(value, _LARGEST_RATE)


def _decimal(value: object, beyond: Decimal) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable(f"must be a number, not {kind_of(value)}")
    written = str(value).strip()
    if not _NUMBER.fullmatch(written):
        raise Unreadable("must be a number")
    number = Decimal(written)
    if abs(number) >= beyond:
        raise Unreadable("is too large")
    return number.quantize(_FOUR_PLACES, ROUND_HALF_UP)


def flag(value: object) -> bool:
    """A yes or no: true, false, 1, 0, also as text."""
    written = str(value).strip().lower()
    if isinstance(value, bool | int | str) and written in _TRUE | _FALSE:
        return written in _TRUE
    raise Unreadable("must be true or false")


def moment(value: object) -> datetime | None:
    """`YYYY-MM-DD HH:MM:SS` in UTC; the zero date stands for none."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value.strip()):
        raise Unreadable("must have the form YYYY-MM-DD HH:MM:SS")
    if value.strip().startswith("0000-00-00"):
        return None
    try:
        return datetime.fromisoformat(value.strip()).replace(tzinfo=UTC)
    except ValueError:
        raise Unreadable("is no date and time that exists") from None


def day(value: object) -> date | None:
    """`YYYY-MM-DD`; the zero date stands for none."""
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        raise Unreadable("must have the form YYYY-MM-DD")
    if value.strip() == "0000-00-00":
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise Unreadable("is no date that exists") from None


def web_address(value: object) -> str:
    """An address that begins with http:// or https:// and names a host."""
    address = text(value, MAX_URL_LENGTH).strip()
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or re.search(r"\s", address):
        raise Unreadable("must be a valid URL that begins with http:// or https://")
    return address


def kind_of(value: object) -> str:
    """What a JSON value is, in the sender's words."""
    if isinstance(value, str):
        return f'"{value[:30]}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else str(value)[:30]
