"""From layers to operations, and what layout can tell about a layer without drawing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from monogram.geometry.matrices import IDENTITY, multiply
from monogram.layout.fonts import FontSet
from monogram.layout.model import Area, Document, ImageLayer, Layer, ShapeLayer, TextLayer
from monogram.layout.operations import ImageOperation, Operation, PathOperation, Stroke
from monogram.layout.shapes import mask_path, rectangle, shape_path
from monogram.layout.text import set_text

BACKGROUND_OVERHANG = 100.0
"""In mm: how far a background runs beyond the print area, more than any bleed."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")

FindingCode = Literal["missing_glyph", "text_overflow", "right_to_left"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should see before the design is printed."""

    layer: str
    code: FindingCode
    characters: str
    """The characters concerned, each once, where there are any."""


def layout_area(area: Area, fonts: FontSet) -> list[Operation]:
    """What to draw for a print area, undermost first. Raises UnknownFontError."""
    operations: list[Operation] = []
    if area.background is not None:
        over = BACKGROUND_OVERHANG
        sheet = rectangle(-over, -over, area.width + 2 * over, area.height + 2 * over, 0.0, 0.0)
        operations.append(PathOperation("", sheet, IDENTITY, area.background, None, 1.0, None))
    for layer in area.layers:
        operations.extend(layout_layer(layer, fonts))
    return operations


def layout_layer(layer: Layer, fonts: FontSet) -> list[Operation]:
    """What to draw for one layer. Raises UnknownFontError."""
    match layer:
        case TextLayer():
            return _text(layer, fonts)
        case ImageLayer():
            return [_image(layer)]
        case ShapeLayer():
            return _shape(layer)


def layer_bounds(layer: Layer, fonts: FontSet) -> tuple[float, float]:
    """Width and height in mm of a layer's box about its local origin, before its transform."""
    if isinstance(layer, TextLayer):
        text = set_text(layer, fonts.face(layer.font))
        return text.width, text.height
    return layer.width, layer.height


def findings(area: Area, fonts: FontSet) -> list[Finding]:
    """What layout sees amiss in a print area, in drawing order."""
    found: list[Finding] = []
    for layer in area.layers:
        if isinstance(layer, TextLayer):
            found.extend(_text_findings(layer, fonts))
    return found


def fonts_used(document: Document) -> list[str]:
    """Font ids that the document's texts name, each once, in drawing order."""
    layers = (layer for area in document.areas for layer in area.layers)
    return list(dict.fromkeys(layer.font for layer in layers if isinstance(layer, TextLayer)))


def images_used(document: Document) -> list[str]:
    """Image ids that the document shows, each once, in drawing order."""
    layers = (layer for area in document.areas for layer in area.layers)
    return list(dict.fromkeys(layer.image for layer in layers if isinstance(layer, ImageLayer)))


def _text(layer: TextLayer, fonts: FontSet) -> list[Operation]:
    face = fonts.face(layer.font)
    text = set_text(layer, face)
    inked = [(glyph, path) for glyph in text.glyphs if (path := face.outline(glyph.id))]
    operations: list[Operation] = []
    pens: list[tuple[str | None, Stroke | None]] = [(layer.colour, None)]
    if layer.stroke:
        width = layer.stroke.width / (text.size / face.units_per_em)
        pens.insert(0, (None, Stroke(layer.stroke.colour, width)))
    for fill, stroke in pens:
        for glyph, path in inked:
            matrix = multiply(layer.transform, glyph.matrix)
            key = (layer.font, glyph.id)
            operations.append(PathOperation(layer.id, path, matrix, fill, stroke, layer.opacity, key))
    return operations


def _image(layer: ImageLayer) -> ImageOperation:
    square = (layer.width, 0.0, 0.0, layer.height, -layer.width / 2, -layer.height / 2)
    return ImageOperation(
        layer=layer.id,
        image=layer.image,
        matrix=multiply(layer.transform, square),
        crop=(layer.crop.x, layer.crop.y, layer.crop.width, layer.crop.height),
        mask=mask_path(layer.mask, layer.width, layer.height),
        opacity=layer.opacity,
    )


def _shape(layer: ShapeLayer) -> list[Operation]:
    stroke = Stroke(layer.stroke.colour, layer.stroke.width) if layer.stroke else None
    if layer.fill is None and stroke is None:
        return []
    return [PathOperation(layer.id, shape_path(layer), layer.transform, layer.fill, stroke, layer.opacity, None)]


def _text_findings(layer: TextLayer, fonts: FontSet) -> list[Finding]:
    text = set_text(layer, fonts.face(layer.font))
    found: list[Finding] = []
    if text.missing:
        found.append(Finding(layer.id, "missing_glyph", text.missing))
    if backwards := "".join(dict.fromkeys(RIGHT_TO_LEFT.findall(layer.text))):
        found.append(Finding(layer.id, "right_to_left", backwards))
    if not text.fits:
        found.append(Finding(layer.id, "text_overflow", ""))
    return found
