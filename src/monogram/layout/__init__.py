"""Layout: turns a design into operations that any player can draw. Pure, and written twice.

`web/src/layout` is its twin in the browser. Both are held to the same operations by `spec/layout-vectors/`, which
both test suites reproduce exactly: what the shopper sees and what is printed come from the same list of outlines.
"""

from __future__ import annotations

from monogram.layout.drawing import Drawing
from monogram.layout.errors import DocumentError, UnknownDrawingError, UnknownFontError
from monogram.layout.fonts import FontSet
from monogram.layout.operations import GroupOperation, ImageOperation, Operation, PathOperation, Stroke
from monogram.layout.place import findings, layer_bounds, layout_area, layout_background, layout_layer
from monogram.layout.resources import Resources
from monogram.layout.runs import fonts_needed
from monogram.layout.text_operations import Finding
from monogram.layout.used import all_layers, drawings_used, fonts_used, images_used

__all__ = [
    "DocumentError",
    "Drawing",
    "Finding",
    "FontSet",
    "GroupOperation",
    "ImageOperation",
    "Operation",
    "PathOperation",
    "Resources",
    "Stroke",
    "UnknownDrawingError",
    "UnknownFontError",
    "all_layers",
    "drawings_used",
    "findings",
    "fonts_needed",
    "fonts_used",
    "images_used",
    "layer_bounds",
    "layout_area",
    "layout_background",
    "layout_layer",
]
