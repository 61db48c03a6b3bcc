"""What layout knows of Unicode's characters: the table of `characters.json`, which `spec/make_characters.py` makes.

Python and the browsers each bring a Unicode of their own, which changes with their version. A design must look the
same for years, so both sides read this one table. `web/src/layout/characters.ts` is the twin.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NO_SCRIPT = "Zyyy"
"""Of digits, spaces, punctuation and marks, which belong to every script."""


@dataclass(frozen=True, slots=True)
class Character:
    """What layout has to know of a code point."""

    bidi: str
    """Bidi_Class, by its short name."""
    script: str
    """ISO 15924 code, or NO_SCRIPT."""
    grapheme: str
    """What it does in a grapheme cluster: a key of the table's `graphemes`, or `other`."""
    ignorable: bool
    """Not drawn, and not missed in a font: joiners, selectors, soft hyphens, directional marks."""
    space: bool
    """A line may end here, and what ends it takes no room."""
    glue: bool
    """No line may end before or behind it."""
    opening: bool
    """No line may end behind it."""
    closing: bool
    """No line may begin with it."""
    wide: bool
    """Ideographs, kana and emoji: lines may end before and behind them."""
    after: bool
    """Punctuation behind which a line may end."""


class RangeTable:
    """Values of code points, given as ranges (`41-5a,61-7a`) by value."""

    def __init__(self, ranges: Mapping[str, str]) -> None:
        entries = sorted(
            (int(first, 16), int(last or first, 16), value)
            for value, text in ranges.items()
            for first, _, last in (part.partition("-") for part in text.split(",") if part)
        )
        self._firsts = [first for first, _, _ in entries]
        self._lasts = [last for _, last, _ in entries]
        self._values = [value for _, _, value in entries]

    def get(self, code: int, default: str) -> str:
        """The value of a code point."""
        index = bisect_right(self._firsts, code) - 1
        return self._values[index] if index >= 0 and code <= self._lasts[index] else default

    def __contains__(self, code: int) -> bool:
        index = bisect_right(self._firsts, code) - 1
        return index >= 0 and code <= self._lasts[index]


_TABLE: dict[str, Any] = json.loads((files("monogram.layout") / "characters.json").read_text("utf-8"))
_BIDI = RangeTable(_TABLE["bidi"])
_SCRIPTS = RangeTable(_TABLE["scripts"])
_GRAPHEMES = RangeTable(_TABLE["graphemes"])
_IGNORABLE = RangeTable({"ignorable": _TABLE["ignorable"]})
_BREAKS = {name: RangeTable({name: ranges}) for name, ranges in _TABLE["breaks"].items()}
JOINED_SCRIPTS: frozenset[str] = frozenset(_TABLE["joined"])
"""Scripts whose letters touch: letter spacing would tear them."""
CLOSING_BRACKETS: dict[str, str] = dict(zip(_TABLE["brackets"][::2], _TABLE["brackets"][1::2], strict=True))
"""The closing bracket of each opening one."""


@cache
def character(code: int) -> Character:
    """What the table says of a code point."""
    return Character(
        bidi=_BIDI.get(code, "L"),
        script=_SCRIPTS.get(code, NO_SCRIPT),
        grapheme="syllable" if 0xAC00 <= code <= 0xD7A3 else _GRAPHEMES.get(code, "other"),
        ignorable=code in _IGNORABLE,
        **{name: code in table for name, table in _BREAKS.items()},
    )


def describe(text: str) -> tuple[Character, ...]:
    """What the table says of each character of a text."""
    return tuple(character(ord(one)) for one in text)
