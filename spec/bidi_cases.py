"""Paragraphs of every mixture of directions, for the vectors that hold both bidirectional algorithms together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, get_args

from monogram.layout.bidi import embedding_levels
from monogram.layout.model import Direction

WRITTEN = (
    "", "abc", "אבג", "abc אבג 123", "אבג abc 123!", "עברית (English) [אב] {1}", "a(b)c אב", "אב(גד]ה)",
    "مرحبا 123 ٤٥٦ abc", "١٢٣ + ٤ = 5", "1,234.5 אב 50% $20", "א\u0301\u0308(\u0301\u0301)b", "a \u2067אב 1\u2069 b",
    "\u2068אב\u2069 abc", "\u2066abc\u2069 אב", "אב\u202aabc\u202c גד", "\u202eabc\u202c (אב)", "😀 אב 😀 ab 𞤀𞤁",
    "(אב) 〈a〉 \u2329א\u3009", "\u2067\u2067\u2069\u2069\u2069אa\u202c\u202c", "\u202b" * 130 + "a" + "\u202c" * 130,
    "(" * 70 + "א" + ")" * 70, "\u00ad\u00ada\u00adא\u00ad1", "א\u200d\u200dב ",
)  # fmt: skip
EVERY_CLASS = (
    "aא\u0639" + "1+$\u0660,\u0300\u0308\u00ad\x1f !" + "\u202a\u202d\u202b\u202e\u202c\u2066\u2067\u2068\u2069"
)
BRACKETS = "()[]()\u2329\u3009"
SAMPLES = 400
LONGEST = 24


def bidi_cases() -> Iterator[list[Any]]:
    """Text, direction asked for, the paragraph's level, and the level of each character."""
    chance = random.Random(9)  # noqa: S311  # the same paragraphs each time, which nobody has to guess
    directions = get_args(Direction)
    paragraphs = [(text, direction) for text in WRITTEN for direction in directions]
    for _ in range(SAMPLES):
        length = chance.randint(1, LONGEST)
        paragraphs.append(("".join(chance.choices(EVERY_CLASS + BRACKETS, k=length)), chance.choice(directions)))
    for text, direction in paragraphs:
        found = embedding_levels(text, direction)
        yield [text, direction, found.base, list(found.levels)]
