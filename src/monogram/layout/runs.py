"""Cutting a paragraph into runs: stretches of one font, one script and one direction, which HarfBuzz shapes at once.

A grapheme cluster is set in the layer's font where that has all of it, else in the first fallback font that does.
`web/src/layout/runs.ts` is the twin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal
from unicodedata import normalize

from monogram.layout.bidi import embedding_levels
from monogram.layout.characters import NO_SCRIPT, Character, character, describe
from monogram.layout.fonts import FontSet
from monogram.layout.graphemes import grapheme_starts
from monogram.layout.model import Direction, Document, TextLayer
from monogram.layout.used import all_layers

EMOJI_SELECTOR = "\ufe0f"
"""Asks for the colour form of the character before it…"""
TEXT_SELECTOR = "\ufe0e"
"""…and this for the plain one."""
NO_BREAK_SPACE = "\u00a0"
"""HarfBuzz takes a font's common space for it."""
NARROW_NO_BREAK_SPACE = "\u202f"
WORD_JOINER = "\u2060"
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
"""HarfBuzz puts letters and marks together, and takes them apart, as a font needs it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start`…`end` − 1 of a paragraph; an odd `level` runs from right to left."""

    font: str
    script: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Itemised:
    """A paragraph and its runs, in the order of reading."""

    text: str
    shaped: str
    """The same, with stand-ins for characters that their font lacks: spaces, or what takes no room."""
    characters: tuple[Character, ...]
    """Of `shaped`."""
    graphemes: tuple[int, ...]
    """Where each grapheme cluster begins."""
    runs: tuple[Run, ...]
    missing: tuple[str, ...]
    """Characters that no font has, in the order of reading."""


class FontChoice:
    """The layer's font, and those that stand in for it, in the order in which they are asked."""

    def __init__(self, fonts: FontSet, own: str, fallback: Sequence[str]) -> None:
        self.fonts = fonts
        self.own = own
        self.fallback = fallback
        self._chosen: dict[str, str] = {}

    def choose(self, cluster: str, previous: str | None) -> str:
        """The font of a grapheme cluster; `previous` is that of the cluster before. Raises UnknownFontError."""
        if previous and self._goes_along(cluster, previous):
            return previous
        if cluster not in self._chosen:
            self._chosen[cluster] = self._first_that_covers(cluster)
        return self._chosen[cluster]

    def lacking(self, cluster: str, font: str) -> list[str]:
        """Characters of a cluster that its chosen font lacks, whichever way they are spelt."""
        lacking = [one for one in drawn_characters(cluster) if not self.fonts.covers(font, one)]
        if lacking and any(self._covers(font, normalize(form, cluster)) for form in _FORMS):
            return []
        return lacking

    def _goes_along(self, cluster: str, previous: str) -> bool:
        """What is never drawn, and a space, which belongs to the word before it; but an emoji font's may be wide."""
        if cluster in (" ", NO_BREAK_SPACE):
            return self.fonts.covers(previous, " ") and not self.fonts.is_emoji(previous)
        return not drawn_characters(cluster)

    def _first_that_covers(self, cluster: str) -> str:
        drawn = drawn_characters(cluster)
        if not drawn:
            return self.own
        for spelling in dict.fromkeys((cluster, *(normalize(form, cluster) for form in _FORMS))):
            covering = (font for font in self._order() if self._covers(font, spelling))
            first = next(covering, None)
            if first is not None:
                return self._presented(cluster, first, covering)
        return next((font for font in self._order() if self.fonts.covers(font, drawn[0])), self.own)

    def _order(self) -> Iterator[str]:
        yield self.own
        yield from self.fallback

    def _presented(self, cluster: str, first: str, others: Iterator[str]) -> str:
        """Of the fonts that have a cluster the first, unless a selector asks for the other kind."""
        if EMOJI_SELECTOR not in cluster and TEXT_SELECTOR not in cluster:
            return first
        wanted = EMOJI_SELECTOR in cluster
        return next((font for font in (first, *others) if self.fonts.is_emoji(font) == wanted), first)

    def _covers(self, font: str, spelling: str) -> bool:
        return all(self.fonts.covers(font, one) for one in drawn_characters(spelling))


def drawn_characters(cluster: str) -> list[str]:
    """The characters that a font has to have: all but joiners, selectors and their like."""
    return [" " if one == NO_BREAK_SPACE else one for one in cluster if not character(ord(one)).ignorable]


def itemise(text: str, choice: FontChoice, direction: Direction) -> Itemised:
    """Cuts a paragraph, which holds no line feed, into runs. Raises UnknownFontError."""
    characters = describe(text)
    levels = embedding_levels(text, direction).levels
    starts = grapheme_starts(characters)
    spans = list(pairwise([*starts, len(text)]))
    fonts: list[str] = []
    missing: list[str] = []
    shaped: list[str] = []
    for start, end in spans:
        cluster = text[start:end]
        font = choice.choose(cluster, fonts[-1] if fonts else None)
        lacking = choice.lacking(cluster, font)
        fonts.append(font)
        shaped.extend(_stand_in(one) if one in lacking else one for one in cluster)
        missing.extend(one for one in lacking if not _is_blank(one))
    emoji = {font: choice.fonts.is_emoji(font) for font in set(fonts)}
    scripts = _scripts([characters[start:end] for start, end in spans], [emoji[font] for font in fonts])
    ways = [levels[start] for start in starts]
    runs: list[Run] = []
    for (font, script, level), group in groupby(zip(fonts, scripts, ways, spans, strict=True), lambda one: one[:3]):
        places = [span for *_, span in group]
        runs.append(Run(font, script, level, places[0][0], places[-1][1]))
    return Itemised(text, "".join(shaped), describe("".join(shaped)), tuple(starts), tuple(runs), tuple(missing))


def _is_blank(one: str) -> bool:
    return character(ord(one)).bidi == "WS" or one == NARROW_NO_BREAK_SPACE


def _stand_in(one: str) -> str:
    """What is shaped for a character that its font lacks."""
    return " " if _is_blank(one) else WORD_JOINER


def _scripts(clusters: Sequence[Sequence[Character]], emoji: Sequence[bool]) -> list[str]:
    """The script of each cluster. What is of no script goes with what was before it, or else with what follows."""
    own = [next((one.script for one in cluster if one.script != NO_SCRIPT), NO_SCRIPT) for cluster in clusters]
    current = next((script for script in own if script != NO_SCRIPT), NO_SCRIPT)
    found: list[str] = []
    for script, is_emoji in zip(own, emoji, strict=True):
        current = current if script == NO_SCRIPT else script
        found.append(NO_SCRIPT if is_emoji else current)
    return found


def fonts_needed(document: Document, fonts: FontSet) -> list[str]:
    """Font ids without which the document's texts cannot be set, each once: their own, then those that stand in.

    Which fallback fonts these are is told by coverage: declared, or that of the fonts themselves.
    Raises UnknownFontError for a font that is neither.
    """
    texts = [layer for area in document.areas for layer in all_layers(area.layers) if isinstance(layer, TextLayer)]
    chosen: list[str] = []
    for layer in texts:
        choice = FontChoice(fonts, layer.font, document.fallback_fonts)
        for paragraph in layer.text.split("\n"):
            chosen.extend(run.font for run in itemise(paragraph, choice, layer.direction).runs)
    return list(dict.fromkeys([*(layer.font for layer in texts), *chosen]))
