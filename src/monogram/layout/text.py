"""Setting a text layer: lines, sizes, alignment, arcs; the result is glyphs with matrices about the box's centre.

The block of n lines is (n − 1) line heights plus one ascent and descent high, so the first and last line keep their
ink inside and the line height acts between lines alone. `web/src/layout/text.ts` does the same arithmetic.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from monogram.geometry.matrices import Matrix, multiply, transform_point
from monogram.layout.fonts import Face
from monogram.layout.lines import Cluster, Line, Paragraph, shape_paragraphs, unwrapped, wrapped
from monogram.layout.model import Align, TextBox, TextLayer

WRAP_TOLERANCE = 1e-4
"""In mm: a box drawn exactly around a text must not wrap it because its width was rounded."""
SHRINK_STEPS = 200
"""`shrink` tries sizes in steps of 1/200 of the size asked for…"""
SHRINK_LIMIT = 190
"""…and takes away at most this many of them."""
TIGHTEST_ARC = 0.25
"""Smallest radius of an inner line of a bent text, in ems: there the letters overlap, and do not turn inside out."""


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A glyph and the map of its font units to the layer's local millimetres."""

    id: int
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class SetText:
    """A text layer, set."""

    glyphs: tuple[PlacedGlyph, ...]
    width: float
    height: float
    size: float
    """Em size in mm, after shrinking."""
    fits: bool
    """False when the text overflows its box."""
    missing: str
    """Characters that the font has no glyph for, each once."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines at a size. `scale` is millimetres per font unit; `width` is what lines are aligned in."""

    lines: list[Line]
    size: float
    scale: float
    pitch: float
    ascent: float
    width: float
    height: float
    fits: bool

    def baseline(self, index: int) -> float:
        return self.ascent - self.height / 2 + self.pitch * index

    def left(self, line: Line, align: Align) -> float:
        width = line.width * self.scale
        if align == "left":
            return -(self.width / 2)
        return -(width / 2) if align == "center" else self.width / 2 - width


def set_text(layer: TextLayer, face: Face) -> SetText:
    """Sets a text layer in a face."""
    paragraphs = shape_paragraphs(layer.text, face, layer.letter_spacing)
    block = _block(layer, face, paragraphs)
    width, height = (layer.box.width, layer.box.height) if layer.box else (block.width, block.height)
    if layer.arc:
        glyphs, width, height = _bend(layer, block, layer.arc.radius, face)
    else:
        glyphs = _straight(layer, block)
    return SetText(tuple(glyphs), width, height, block.size, block.fits, _missing(paragraphs, face))


def _block(layer: TextLayer, face: Face, paragraphs: list[Paragraph]) -> _Block:
    if layer.box is None:
        return _measure(layer, face, unwrapped(paragraphs), layer.size, None)
    full = _boxed(layer, face, paragraphs, layer.box, 0)
    if full.fits or layer.box.fit == "none":
        return full
    low, high = 0, SHRINK_LIMIT
    while high - low > 1:
        middle = (low + high) // 2
        if _boxed(layer, face, paragraphs, layer.box, middle).fits:
            high = middle
        else:
            low = middle
    return _boxed(layer, face, paragraphs, layer.box, high)


def _boxed(layer: TextLayer, face: Face, paragraphs: list[Paragraph], box: TextBox, steps: int) -> _Block:
    size = layer.size * (SHRINK_STEPS - steps) / SHRINK_STEPS
    limit = (box.width + WRAP_TOLERANCE) / (size / face.units_per_em)
    lines, keeps_words = wrapped(paragraphs, limit)
    return _measure(layer, face, lines, size, box, keeps_words)


def _measure(
    layer: TextLayer, face: Face, lines: list[Line], size: float, box: TextBox | None, keeps_words: bool = True
) -> _Block:
    scale = size / face.units_per_em
    pitch = size * layer.line_height
    height = pitch * (len(lines) - 1) + (face.ascender - face.descender) * scale
    widest = max(line.width for line in lines) * scale
    return _Block(
        lines=lines,
        size=size,
        scale=scale,
        pitch=pitch,
        ascent=face.ascender * scale,
        width=box.width if box else widest,
        height=height,
        fits=box is None or (keeps_words and height <= box.height + WRAP_TOLERANCE),
    )


def _straight(layer: TextLayer, block: _Block) -> list[PlacedGlyph]:
    placed: list[PlacedGlyph] = []
    scale = block.scale
    spacing = layer.letter_spacing * block.size
    for index, line in enumerate(block.lines):
        left, baseline = block.left(line, layer.align), block.baseline(index)
        for position, cluster in enumerate(line.clusters):
            origin = left + (cluster.start - line.clusters[0].start) * scale + spacing * position
            placed.extend(_place(cluster, scale, origin, baseline))
    return placed


def _place(cluster: Cluster, scale: float, x: float, y: float) -> list[PlacedGlyph]:
    """A cluster's glyphs with its origin at x, y. Glyph 0, the font's box for what it lacks, is never drawn."""
    placed: list[PlacedGlyph] = []
    pen = 0.0
    for glyph in cluster.glyphs:
        if glyph.id != 0:
            across, up = (pen + glyph.x_offset) * scale, glyph.y_offset * scale
            placed.append(PlacedGlyph(glyph.id, (scale, 0.0, 0.0, -scale, x + across, y - up)))
        pen += glyph.advance
    return placed


def _bend(layer: TextLayer, block: _Block, radius: float, face: Face) -> tuple[list[PlacedGlyph], float, float]:
    """Glyphs on circles about one centre, each cluster turned about the middle of its advance; width and height."""
    placed: list[PlacedGlyph] = []
    corners: list[tuple[float, float]] = []
    scale = block.scale
    spacing = layer.letter_spacing * block.size
    for index, line in enumerate(block.lines):
        left = block.left(line, layer.align)
        circle = radius - block.pitch * index
        if radius > 0:
            circle = max(circle, block.size * TIGHTEST_ARC)
        for position, cluster in enumerate(line.clusters):
            half = cluster.advance * scale / 2
            middle = left + (cluster.start - line.clusters[0].start) * scale + spacing * position + half
            frame = _on_circle(middle / circle, circle, radius)
            for glyph in _place(cluster, scale, -half, 0.0):
                placed.append(PlacedGlyph(glyph.id, multiply(frame, glyph.matrix)))
            for y in (-block.ascent, -face.descender * scale):
                corners.append(transform_point(frame, -half, y))
                corners.append(transform_point(frame, half, y))
    return _centred(placed, corners)


def _on_circle(angle: float, circle: float, radius: float) -> Matrix:
    """The frame at an angle on a circle whose centre lies `radius` below the origin (above it when negative)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    return (cosine, sine, -sine, cosine, circle * sine, radius - circle * cosine)


def _centred(placed: list[PlacedGlyph], corners: list[tuple[float, float]]) -> tuple[list[PlacedGlyph], float, float]:
    if not corners:
        return [], 0.0, 0.0
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    across, down = (left + right) / 2, (top + bottom) / 2
    moved = [PlacedGlyph(glyph.id, _shifted(glyph.matrix, across, down)) for glyph in placed]
    return moved, right - left, bottom - top


def _shifted(matrix: Matrix, across: float, down: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return (a, b, c, d, e - across, f - down)


def _missing(paragraphs: list[Paragraph], face: Face) -> str:
    found: dict[str, None] = {}
    for paragraph in paragraphs:
        for cluster in paragraph.clusters:
            if any(glyph.id == 0 for glyph in cluster.glyphs):
                uncovered = [character for character in cluster.characters if not face.covers(character)]
                found.update(dict.fromkeys(uncovered or cluster.characters))
    return "".join(found)
