"""Breaking shaped text into lines. Everything here counts in font units, so it does not depend on the size.

A paragraph is shaped once; lines are slices of it. Lines break at spaces, which then take no room; a word wider
than the limit breaks between clusters, the smallest pieces that may stand apart (a letter with its accents, a
ligature). `web/src/layout/lines.ts` does the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from monogram.layout.fonts import Face, Glyph


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that stay together, and where they begin from the paragraph's start."""

    glyphs: tuple[Glyph, ...]
    start: float
    advance: float
    characters: str
    is_space: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Clusters that share a baseline. `width` includes the spacing between them, not after the last."""

    clusters: tuple[Cluster, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The clusters between two line feeds, and the extra space that stands between any two of them."""

    clusters: tuple[Cluster, ...]
    spacing: float

    def width(self, start: int, end: int) -> float:
        """Of the clusters start…end−1, in font units; 0 for none."""
        if end <= start:
            return 0.0
        last = self.clusters[end - 1]
        return last.start + last.advance - self.clusters[start].start + self.spacing * (end - start - 1)

    def line(self, start: int, end: int) -> Line:
        """The clusters start…end−1 without the spaces at their end."""
        while end > start and self.clusters[end - 1].is_space:
            end -= 1
        return Line(self.clusters[start:end], self.width(start, end))


def shape_paragraphs(text: str, face: Face, letter_spacing: float) -> list[Paragraph]:
    """Shapes each paragraph of a text. `letter_spacing` is in ems."""
    spacing = letter_spacing * face.units_per_em
    return [
        Paragraph(_clusters(part, face.shape(part, ligatures=letter_spacing == 0)), spacing)
        for part in text.split("\n")
    ]


def _clusters(text: str, glyphs: tuple[Glyph, ...]) -> tuple[Cluster, ...]:
    clusters: list[Cluster] = []
    start = 0.0
    index = 0
    while index < len(glyphs):
        first = glyphs[index].cluster
        end, advance = index, 0.0
        while end < len(glyphs) and glyphs[end].cluster == first:
            advance += glyphs[end].advance
            end += 1
        characters = text[first : glyphs[end].cluster if end < len(glyphs) else len(text)]
        clusters.append(Cluster(glyphs[index:end], start, advance, characters, characters == " "))
        start += advance
        index = end
    return tuple(clusters)


def unwrapped(paragraphs: list[Paragraph]) -> list[Line]:
    """One line per paragraph."""
    return [paragraph.line(0, len(paragraph.clusters)) for paragraph in paragraphs]


def wrapped(paragraphs: list[Paragraph], limit: float) -> tuple[list[Line], bool]:
    """Lines no wider than `limit`, and whether no word had to be broken (or stick out) for that."""
    lines: list[Line] = []
    keeps_words = True
    for paragraph in paragraphs:
        keeps_words = _wrap(paragraph, limit, lines) and keeps_words
    return lines, keeps_words and all(line.width <= limit for line in lines)


def _wrap(paragraph: Paragraph, limit: float, lines: list[Line]) -> bool:
    clusters = paragraph.clusters
    start, index, space = 0, 0, -1
    keeps_words = True
    while index < len(clusters):
        if clusters[index].is_space:
            space = index
        elif index > start and paragraph.width(start, index + 1) > limit:
            end = index if space < 0 else space
            line = paragraph.line(start, end)
            if line.clusters:
                lines.append(line)
            keeps_words = keeps_words and space >= 0
            start, space = (index, -1) if space < 0 else (space + 1, -1)
            continue
        index += 1
    lines.append(paragraph.line(start, len(clusters)))
    return keeps_words
