"""Breaking shaped text into lines. Everything here counts in ems, so it depends neither on the size nor on the font.

A paragraph is shaped once, run by run, and measured in the order of reading; that tells where its lines end. Each
line is then shaped again by itself, since letters join and kern across a place that has become an end, and is put in
visual order. `web/src/layout/lines.ts` does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from monogram.layout.bidi import visual_order
from monogram.layout.breaks import NEVER, SOFT_HYPHEN, TORN, break_levels
from monogram.layout.characters import JOINED_SCRIPTS, describe
from monogram.layout.fonts import FontSet, Glyph, Piece
from monogram.layout.runs import Itemised, Run

HYPHEN = "-"
"""Shown where a line ends at a soft hyphen."""
LONGEST_CONTEXT = 5
"""Characters that HarfBuzz looks at beyond the ends of what it shapes."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that stay together (a letter with its marks, a ligature): characters `first`…`end` − 1."""

    font: str
    glyphs: tuple[Glyph, ...]
    scale: float
    """Ems to a font unit."""
    advance: float
    """In ems."""
    first: int
    end: int
    joined: bool
    """Of a script whose letters touch."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A cluster in the order of reading: where it begins, and how many gaps between letters come before it."""

    cluster: Cluster
    start: float
    """In ems from the paragraph's start, letter spacing left out."""
    gaps: int
    is_space: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a paragraph that makes a line: characters `first`…`end` − 1, spaces at its end left out."""

    paragraph: Paragraph
    first: int
    end: int
    width: float
    """As measured in the paragraph, in ems."""
    hyphen: bool
    """It ends at a soft hyphen, which shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """Clusters on a baseline from left to right, and how far each begins from the line's left end, in ems."""

    clusters: tuple[Cluster, ...]
    starts: tuple[float, ...]
    width: float
    """With the spacing between clusters, not after the last."""


class Paragraph:
    """The text between two line feeds, shaped and measured. `spacing` stands between letters, in ems."""

    def __init__(self, item: Itemised, fonts: FontSet, spacing: float) -> None:
        self.item = item
        self._fonts = fonts
        self._spacing = spacing
        self.clusters: tuple[Measured, ...] = tuple(self._measure())

    @cached_property
    def breaks(self) -> list[int]:
        """How well a line may begin with each character; see `breaks.py`."""
        return break_levels(self.item.text, describe(self.item.text), self.item.graphemes)

    def width(self, start: int, end: int) -> float:
        """Of the clusters `start`…`end` − 1 in the order of reading; 0 for none."""
        if end <= start:
            return 0.0
        first, last = self.clusters[start], self.clusters[end - 1]
        return last.start + last.cluster.advance - first.start + self._spacing * (last.gaps - first.gaps)

    def slice(self, start: int, end: int) -> Slice:
        """The clusters `start`…`end` − 1, without the spaces at their end."""
        broken = end < len(self.clusters)
        while end > start and self.clusters[end - 1].is_space:
            end -= 1
        if end == start:
            return Slice(self, 0, 0, 0.0, False)
        first, last = self.clusters[start].cluster, self.clusters[end - 1].cluster
        hyphen = broken and self.item.text[last.end - 1] == SOFT_HYPHEN
        return Slice(self, first.first, last.end, self.width(start, end), hyphen)

    def hyphen_width(self, index: int) -> float:
        """What a hyphen adds to a line that ends before a cluster; 0 unless it ends at a soft hyphen."""
        before = self.clusters[index - 1].cluster
        if self.item.text[before.end - 1] != SOFT_HYPHEN:
            return 0.0
        run = next(run for run in self.item.runs if run.start < before.end <= run.end)
        glyphs = self._fonts.face(run.font).shape(Piece(HYPHEN, run.script, run.level % 2 == 1, True))
        return sum(glyph.advance for glyph in glyphs) * before.scale

    def set_line(self, part: Slice) -> Line:
        """Shapes a line by itself, in visual order."""
        runs = [run for run in self.item.runs if run.start < part.end and run.end > part.first]
        clusters: list[Cluster] = []
        starts: list[float] = []
        pen = 0.0
        for position in visual_order([run.level for run in runs]):
            previous: Cluster | None = None
            for cluster in self._shape(runs[position], part):
                if starts:
                    pen += self._spacing * self._gap(previous, cluster)
                clusters.append(cluster)
                starts.append(pen)
                pen += cluster.advance
                previous = cluster
        return Line(tuple(clusters), tuple(starts), pen)

    def _measure(self) -> Iterator[Measured]:
        whole = Slice(self, 0, len(self.item.text), 0.0, False)
        start, gaps, is_first = 0.0, 0, True
        for run in self.item.runs:
            shaped = self._shape(run, whole)
            previous: Cluster | None = None
            for cluster in reversed(shaped) if run.level % 2 else shaped:
                gaps += 0 if is_first else self._gap(previous, cluster)
                is_space = all(one.space for one in self.item.characters[cluster.first : cluster.end])
                yield Measured(cluster, start, gaps, is_space)
                start += cluster.advance
                previous, is_first = cluster, False

    def _gap(self, previous: Cluster | None, cluster: Cluster) -> int:
        """Gaps between two neighbours of a run, or before the first of one: none within joined letters."""
        if all(one.ignorable for one in self.item.characters[cluster.first : cluster.end]):
            return 0
        return 0 if previous is not None and previous.joined and cluster.joined else 1

    def _shape(self, run: Run, part: Slice) -> list[Cluster]:
        """The clusters of that part of a run that stands on a line, from left to right."""
        first, end = max(run.start, part.first), min(run.end, part.end)
        text = self.item.shaped[first:end]
        if part.hyphen and end == part.end:
            text = text[:-1] + HYPHEN
        joined = run.script in JOINED_SCRIPTS
        before = _word_end(self.item.shaped[run.start : first]) if joined else ""
        behind = _word_start(self.item.shaped[end : run.end]) if joined else ""
        ligatures = self._spacing == 0 or joined or self._fonts.is_emoji(run.font)
        face = self._fonts.face(run.font)
        glyphs = face.shape(Piece(text, run.script, run.level % 2 == 1, ligatures, before, behind))
        return self._clusters(run, glyphs, first, end, 1 / face.units_per_em)

    def _clusters(self, run: Run, glyphs: Sequence[Glyph], first: int, end: int, scale: float) -> list[Cluster]:
        groups: list[list[Glyph]] = []
        for glyph in glyphs:
            if groups and groups[-1][0].cluster == glyph.cluster:
                groups[-1].append(glyph)
            else:
                groups.append([glyph])
        # A cluster ends where the next one in the order of reading begins.
        bounds = [first + group[0].cluster for group in groups]
        ends = ([end, *bounds] if run.level % 2 else [*bounds[1:], end])[: len(bounds)]
        return [
            Cluster(
                font=run.font,
                glyphs=tuple(group),
                scale=scale,
                advance=sum(glyph.advance for glyph in group) * scale,
                first=start,
                end=stop,
                joined=self.item.characters[start].script in JOINED_SCRIPTS,
            )
            for group, start, stop in zip(groups, bounds, ends, strict=True)
        ]


def _word_end(text: str) -> str:
    """The last letters of a text that breaks off inside a word."""
    return text[-LONGEST_CONTEXT:].rpartition(" ")[2]


def _word_start(text: str) -> str:
    """The first letters of a text that goes on inside a word."""
    return text[:LONGEST_CONTEXT].partition(" ")[0]


def unwrapped(paragraphs: Sequence[Paragraph]) -> list[Slice]:
    """One line per paragraph."""
    return [paragraph.slice(0, len(paragraph.clusters)) for paragraph in paragraphs]


def wrapped(paragraphs: Sequence[Paragraph], limit: float) -> tuple[list[Slice], bool]:
    """Lines no wider than `limit` ems, and whether no word had to be torn (or stick out) for that."""
    lines: list[Slice] = []
    keeps_words = True
    for paragraph in paragraphs:
        keeps_words = _wrap(paragraph, limit, lines) and keeps_words
    return lines, keeps_words and all(line.width <= limit for line in lines)


def _wrap(paragraph: Paragraph, limit: float, lines: list[Slice]) -> bool:
    clusters, breaks = paragraph.clusters, paragraph.breaks
    start = index = 0
    places: dict[int, int] = {}
    keeps_words = True
    while index < len(clusters):
        if index > start:
            level = breaks[clusters[index].cluster.first]
            hyphen = paragraph.hyphen_width(index)
            if level > NEVER and (hyphen == 0 or paragraph.width(start, index) + hyphen <= limit):
                places[level] = index
            if not clusters[index].is_space and paragraph.width(start, index + 1) > limit:
                level = max(places, default=NEVER)
                end = places.get(level, index)
                line = paragraph.slice(start, end)
                if line.end > line.first:
                    lines.append(line)
                keeps_words = keeps_words and level > TORN
                start = index = end
                places = {}
                continue
        index += 1
    lines.append(paragraph.slice(start, len(clusters)))
    return keeps_words
