"""Tracking numbers of the post, UPU standard S10: two letters, eight digits, a check digit, a country."""

from __future__ import annotations

import re

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_MOST = 99_999_999
_SHAPE = re.compile(r"([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})")
_RESERVED = frozenset("JKSTW")
"""First letters that the standard keeps for itself (S10-12, annex A); nothing may be sent under them."""


def s10(prefix: str, serial: int, country: str) -> str:
    """The number of an item, as `LM123456785GB`.

    `prefix`: the two letters of the service; `serial`: 0…99,999,999; `country`: of the sending post (ISO 3166 alpha-2).
    Raises ValueError.
    """
    if not 0 <= serial <= _MOST:
        raise ValueError(f"a serial number lies between 0 and {_MOST}")
    digits = f"{serial:08}"
    number = f"{prefix}{digits}{_check_digit(digits)}{country}"
    if not is_s10(number):
        raise ValueError("prefix and country must be two capital letters each, the prefix none that is reserved")
    return number


def is_s10(text: str) -> bool:
    """Whether a text is such a number with a right check digit, written without spaces."""
    parts = _SHAPE.fullmatch(text)
    return parts is not None and parts[1][0] not in _RESERVED and int(parts[3]) == _check_digit(parts[2])


def in_groups(tracking: str) -> str:
    """A tracking number as people read it out: `LM 1234 5678 5 GB`, others in fours."""
    parts = _SHAPE.fullmatch(tracking)
    if parts is not None:
        return f"{parts[1]} {parts[2][:4]} {parts[2][4:]} {parts[3]} {parts[4]}"
    return " ".join(tracking[start : start + 4] for start in range(0, len(tracking), 4))


def _check_digit(digits: str) -> int:
    """11 less the weighted sum's remainder by 11; 10 becomes 0 and 11 becomes 5."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)
