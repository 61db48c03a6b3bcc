"""Grapheme clusters (UAX #29): what a reader takes for one character, and what no font change may cut through.

A letter with its marks, a syllable of Hangul, an emoji with its selector, skin and joined parts, a flag of two
regional indicators. `web/src/layout/graphemes.ts` is the twin.
"""

from __future__ import annotations

from collections.abc import Sequence

from monogram.layout.characters import Character

_CLINGING = frozenset(("extend", "joiner", "spacing"))
_SYLLABLE_GOES_ON = {
    "leading": frozenset(("leading", "vowel", "syllable")),
    "vowel": frozenset(("vowel", "trailing")),
    "syllable": frozenset(("vowel", "trailing")),
    "trailing": frozenset(("trailing",)),
}


def grapheme_starts(characters: Sequence[Character]) -> list[int]:
    """The index of each cluster's first character."""
    starts: list[int] = []
    regionals = 0
    pictograph = joined = False
    for index, character in enumerate(characters):
        kind = character.grapheme
        previous = characters[index - 1].grapheme if index else "control"
        odd_regional = kind == "regional" and regionals % 2 == 1
        if not (_sticks(previous, kind) or odd_regional or (joined and kind == "pictograph")):
            starts.append(index)
            pictograph = False
        joined = pictograph and kind == "joiner"
        pictograph = kind == "pictograph" or (pictograph and kind in ("extend", "joiner"))
        regionals = regionals + 1 if kind == "regional" else 0
    return starts


def _sticks(previous: str, kind: str) -> bool:
    """GB3 to GB9b, for two neighbours."""
    if previous == "control" or kind == "control":
        return False
    return kind in _CLINGING or previous == "prepend" or kind in _SYLLABLE_GOES_ON.get(previous, ())
