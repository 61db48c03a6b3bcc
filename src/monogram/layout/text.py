"""Setting a text layer: lines, sizes, alignment, arcs; the result is glyphs with matrices about the box's centre.

The block of n lines is (n − 1) line heights plus one ascent and descent high, so the first and last line keep their
ink inside and the line height acts between lines alone. Ascent, descent and line height are those of the layer's own
font: an emoji or a word in another script shares the baseline and moves no line. `web/src/layout/text.ts` does the
same arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monogram.geometry.matrices import Matrix, multiply, transform_point
from monogram.layout.fonts import Face
from monogram.layout.lines import Cluster, Line, Paragraph, Slice, unwrapped, wrapped
from monogram.layout.model import TextBox, TextLayer
from monogram.layout.resources import Resources
from monogram.layout.runs import FontChoice, itemise
from monogram.layout.text_path import Baseline, baseline_of

WRAP_TOLERANCE = 1e-4
"""In mm: a box drawn exactly around a text must not wrap it because its width was rounded."""
FIT_STEPS = 200
"""Fitting tries sizes in steps of 1/200 of the size asked for…"""
LEAST_STEPS = 10
"""…down to a twentieth of it…"""
MOST_STEPS = 4_000
"""…and, to grow, up to twenty times."""
TIGHTEST_ARC = 0.25
"""Smallest radius of an inner line of a bent text, in ems: there the letters overlap, and do not turn inside out."""


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A glyph and the map of its font units to the layer's local millimetres."""

    font: str
    id: int
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class SetText:
    """A text layer, set."""

    glyphs: tuple[PlacedGlyph, ...]
    width: float
    height: float
    size: float
    """Em size in mm, after fitting."""
    fits: bool
    """False when the text overflows its box or its path."""
    missing: str
    """Characters that no font has a glyph for, each once."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines at a size, in mm. `width` is what lines are aligned in, `top` where the block begins."""

    layer: TextLayer
    lines: tuple[Line, ...]
    size: float
    ascent: float
    descent: float
    """Negative."""
    width: float
    top: float

    @property
    def pitch(self) -> float:
        return self.size * self.layer.line_height

    def left(self, line: Line) -> float:
        width = line.width * self.size
        if self.layer.align == "left":
            return -(self.width / 2)
        return -(width / 2) if self.layer.align == "center" else self.width / 2 - width

    def clusters(self) -> Iterator[tuple[Cluster, float, int]]:
        """Each cluster, where its origin lies from the block's middle, and the index of its line."""
        for index, line in enumerate(self.lines):
            left = self.left(line)
            for cluster, start in zip(line.clusters, line.starts, strict=True):
                yield cluster, left + start * self.size, index


def set_text(layer: TextLayer, resources: Resources) -> SetText:
    """Sets a text layer. Raises UnknownFontError."""
    face = resources.fonts.face(layer.font)
    choice = FontChoice(resources.fonts, layer.font, tuple(resources.fallback))
    items = [itemise(part, choice, layer.direction) for part in layer.text.split("\n")]
    paragraphs = [Paragraph(item, resources.fonts, layer.letter_spacing) for item in items]
    block, fits = _block(layer, face, paragraphs)
    width, height = block.width, _height(layer, face, block.size, len(block.lines))
    if layer.arc:
        glyphs, width, height = _bend(block, layer.arc.radius)
    elif layer.on_path:
        glyphs, width, height, fits = _along(block, baseline_of(layer.on_path))
    else:
        glyphs = _straight(block)
    if layer.box:
        width, height = layer.box.width, layer.box.height
    missing = "".join(dict.fromkeys(one for item in items for one in item.missing))
    return SetText(tuple(glyphs), width, height, block.size, fits, missing)


def _height(layer: TextLayer, face: Face, size: float, lines: int) -> float:
    return size * layer.line_height * (lines - 1) + (face.ascender - face.descender) * (size / face.units_per_em)


def _block(layer: TextLayer, face: Face, paragraphs: Sequence[Paragraph]) -> tuple[_Block, bool]:
    """The lines at the size that the fit rule gives, and whether they fit."""
    if layer.box is None:
        size, slices, fits = layer.size, unwrapped(paragraphs), True
    else:
        size, slices, fits = _fitted(layer, layer.box, face, paragraphs)
    lines = tuple(part.paragraph.set_line(part) for part in slices)
    scale = size / face.units_per_em
    height = _height(layer, face, size, len(lines))
    block = _Block(
        layer=layer,
        lines=lines,
        size=size,
        ascent=face.ascender * scale,
        descent=face.descender * scale,
        width=layer.box.width if layer.box else max(line.width for line in lines) * size,
        top=_top(layer.box, height),
    )
    return block, fits


def _top(box: TextBox | None, height: float) -> float:
    if box is None or box.vertical_align == "middle":
        return -(height / 2)
    return -(box.height / 2) if box.vertical_align == "top" else box.height / 2 - height


def _fitted(
    layer: TextLayer, box: TextBox, face: Face, paragraphs: Sequence[Paragraph]
) -> tuple[float, list[Slice], bool]:
    """The size, lines, and whether they fit: as asked for, or the largest of the steps that does."""

    def at(steps: int) -> tuple[float, list[Slice], bool]:
        size = layer.size * steps / FIT_STEPS
        lines, keeps_words = wrapped(paragraphs, (box.width + WRAP_TOLERANCE) / size)
        return size, lines, keeps_words and _height(layer, face, size, len(lines)) <= box.height + WRAP_TOLERANCE

    asked = at(FIT_STEPS)
    if box.fit == "none" or (box.fit == "shrink" and asked[2]):
        return asked
    low, high = (FIT_STEPS, MOST_STEPS + 1) if asked[2] else (LEAST_STEPS, FIT_STEPS)
    while high - low > 1:
        middle = (low + high) // 2
        if at(middle)[2]:
            low = middle
        else:
            high = middle
    return at(low)


def _straight(block: _Block) -> list[PlacedGlyph]:
    placed: list[PlacedGlyph] = []
    for cluster, origin, line in block.clusters():
        placed.extend(_place(cluster, block.size, origin, block.top + block.ascent + block.pitch * line))
    return placed


def _place(cluster: Cluster, size: float, x: float, y: float) -> list[PlacedGlyph]:
    """A cluster's glyphs with its origin at x, y. Glyph 0, the font's box for what it lacks, is never drawn."""
    placed: list[PlacedGlyph] = []
    pen = 0.0
    scale = size * cluster.scale
    for glyph in cluster.glyphs:
        if glyph.id != 0:
            across, up = (pen + glyph.x_offset) * scale, glyph.y_offset * scale
            placed.append(PlacedGlyph(cluster.font, glyph.id, (scale, 0.0, 0.0, -scale, x + across, y - up)))
        pen += glyph.advance
    return placed


class _Bent:
    """Clusters that are turned about the middle of their advance, and the corners of the room that they take."""

    def __init__(self, block: _Block) -> None:
        self._block = block
        self.glyphs: list[PlacedGlyph] = []
        self.corners: list[tuple[float, float]] = []

    def add(self, cluster: Cluster, frame: Matrix) -> None:
        """`frame` maps the middle of the cluster's advance on its baseline to the layer."""
        half = cluster.advance * self._block.size / 2
        for glyph in _place(cluster, self._block.size, -half, 0.0):
            self.glyphs.append(PlacedGlyph(glyph.font, glyph.id, multiply(frame, glyph.matrix)))
        for y in (-self._block.ascent, -self._block.descent):
            self.corners.append(transform_point(frame, -half, y))
            self.corners.append(transform_point(frame, half, y))


def _bend(block: _Block, radius: float) -> tuple[list[PlacedGlyph], float, float]:
    """Glyphs on circles about one centre, in the middle of their box; width and height."""
    bent = _Bent(block)
    for cluster, origin, line in block.clusters():
        circle = radius - block.pitch * line
        if radius > 0:
            circle = max(circle, block.size * TIGHTEST_ARC)
        middle = origin + cluster.advance * block.size / 2
        bent.add(cluster, _on_circle(middle / circle, circle, radius))
    return _centred(bent.glyphs, bent.corners)


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
    moved = [PlacedGlyph(glyph.font, glyph.id, _shifted(glyph.matrix, across, down)) for glyph in placed]
    return moved, right - left, bottom - top


def _shifted(matrix: Matrix, across: float, down: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return (a, b, c, d, e - across, f - down)


def _along(block: _Block, baseline: Baseline) -> tuple[list[PlacedGlyph], float, float, bool]:
    """Glyphs along a path, the size of the box about the origin that holds them, and whether all found room."""
    bent = _Bent(block)
    fits = True
    for index, line in enumerate(block.lines):
        if not line.clusters:
            continue
        track = baseline.track(block.pitch * index)
        width = line.width * block.size
        begin = track.begin(width, block.layer.align)
        fits = fits and not (track.is_closed and width > track.length)
        for cluster, start in zip(line.clusters, line.starts, strict=True):
            frame = track.frame(begin + start * block.size + cluster.advance * block.size / 2)
            if frame:
                bent.add(cluster, frame)
            else:
                fits = False
    across = max((abs(x) for x, _ in bent.corners), default=0.0)
    down = max((abs(y) for _, y in bent.corners), default=0.0)
    return bent.glyphs, 2 * across, 2 * down, fits
