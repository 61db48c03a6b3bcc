"""Where a line of text may end: between words, and where a word must be torn, in the least bad place.

A part of UAX #14, without dictionaries: Thai, Lao, Khmer and Burmese words are not known apart, so their lines end at
spaces as long as they can, then before a vowel that is written ahead of its consonant, where a syllable begins.
Korean is kept in words too, and broken between syllables where one is too long. `web/src/layout/breaks.ts` is the
twin.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monogram.layout.characters import NO_SCRIPT, Character

NEVER = 0
"""Not even a word that is too long is torn here, as long as there is another place."""
TORN = 1
"""Inside a word."""
SYLLABLE = 2
"""Between syllables, in scripts that are also broken there."""
WORD = 3
"""Between words."""

SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-\u2010\u2013\u2014\u05be")
_AHEAD_OF_CONSONANT = frozenset("เแโใไເແໂໃໄ")
_BEHIND_CONSONANT = frozenset("ฯะาำๅๆຯະາຳໆ")


def break_levels(text: str, characters: Sequence[Character], graphemes: Sequence[int]) -> list[int]:
    """For each character of a paragraph how well a line may begin with it: NEVER, TORN, SYLLABLE or WORD."""
    levels = [NEVER] * len(text)
    for before, start in pairwise(graphemes):
        levels[start] = _level(text, characters, before, start)
    return levels


def _level(text: str, characters: Sequence[Character], base: int, start: int) -> int:
    """Between the grapheme cluster that begins at `base` and the one at `start`."""
    last, first = characters[start - 1], characters[start]
    if first.space or first.glue or last.glue:
        return NEVER
    if last.space or text[start - 1] == SOFT_HYPHEN:
        return WORD
    if first.closing or last.opening or text[base] in _AHEAD_OF_CONSONANT or text[start] in _BEHIND_CONSONANT:
        return NEVER
    if last.after or first.wide or characters[base].wide or _ends_with_hyphen(text, characters, start):
        return WORD
    between_syllables = first.script == "Hang" and characters[base].script == "Hang"
    return SYLLABLE if between_syllables or text[start] in _AHEAD_OF_CONSONANT else TORN


def _ends_with_hyphen(text: str, characters: Sequence[Character], start: int) -> bool:
    """Whether a hyphen stands before `start`, and a letter on either side of it."""
    if text[start - 1] not in _HYPHENS or start < 2:
        return False
    return characters[start - 2].script != NO_SCRIPT and characters[start].script != NO_SCRIPT
