"""A text layer as operations: the outline's strokes behind, then the fills.

`web/src/layout/textOperations.ts` is the twin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monogram.geometry.matrices import invert, multiply
from monogram.layout.model import TextLayer
from monogram.layout.operations import Operation, Paint, PathOperation, Stroke
from monogram.layout.paints import paint_of
from monogram.layout.resources import Resources
from monogram.layout.text import PlacedGlyph, SetText, set_text

FindingCode = Literal["missing_glyph", "text_overflow"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should see before the design is printed."""

    layer: str
    code: FindingCode
    characters: str
    """The characters concerned, each once, where there are any."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """One outline of a glyph. `colour` is its own, None where it takes the text's."""

    placed: PlacedGlyph
    outline: int
    colour: str | None
    opacity: float


def text_operations(layer: TextLayer, resources: Resources) -> list[Operation]:
    """What to draw for a text, the layer's opacity and effects left out. Raises UnknownFontError.

    An emoji's outlines keep their own colours and opacities, whatever fills the text; a stroke runs around them all.
    """
    text = set_text(layer, resources)
    inks = list(_inks(text, resources))
    operations: list[Operation] = []
    if layer.stroke:
        for ink in inks:
            scale = text.size / resources.fonts.face(ink.placed.font).units_per_em
            stroke = Stroke(layer.stroke.colour, layer.stroke.width / scale)
            operations.append(_operation(layer, resources, ink, None, stroke, 1.0))
    for ink in inks:
        operations.append(_operation(layer, resources, ink, _paint(layer, text, ink), None, ink.opacity))
    return operations


def text_bounds(layer: TextLayer, resources: Resources) -> tuple[float, float]:
    """Width and height in mm of a text's box about its local origin. Raises UnknownFontError."""
    text = set_text(layer, resources)
    return text.width, text.height


def text_findings(layer: TextLayer, resources: Resources) -> list[Finding]:
    """What is amiss with a text: characters that no font has, and what finds no room. Raises UnknownFontError."""
    text = set_text(layer, resources)
    found: list[Finding] = []
    if text.missing:
        found.append(Finding(layer.id, "missing_glyph", text.missing))
    if not text.fits:
        found.append(Finding(layer.id, "text_overflow", ""))
    return found


def _inks(text: SetText, resources: Resources) -> Iterator[_Ink]:
    """Every outline that leaves ink, in drawing order."""
    for placed in text.glyphs:
        face = resources.fonts.face(placed.font)
        layers = face.colour_layers(placed.id)
        inks = [_Ink(placed, one.glyph, one.colour, one.opacity) for one in layers]
        for ink in inks or [_Ink(placed, placed.id, None, 1.0)]:
            if face.outline(ink.outline):
                yield ink


def _paint(layer: TextLayer, text: SetText, ink: _Ink) -> Paint:
    if ink.colour is not None:
        return ink.colour
    if isinstance(layer.colour, str):
        return layer.colour
    return paint_of(layer.colour, text.width, text.height, invert(ink.placed.matrix))


def _operation(
    layer: TextLayer, resources: Resources, ink: _Ink, fill: Paint | None, stroke: Stroke | None, opacity: float
) -> PathOperation:
    return PathOperation(
        layer=layer.id,
        path=resources.fonts.face(ink.placed.font).outline(ink.outline),
        matrix=multiply(layer.transform, ink.placed.matrix),
        fill=fill,
        stroke=stroke,
        opacity=opacity,
        glyph=(ink.placed.font, ink.outline),
    )
