"""Layout: turns a design into operations that any player can draw. Pure, and written twice.

`web/src/layout` is its twin in the browser. Both are held to the same operations by `spec/layout-vectors/`, which
both test suites reproduce exactly: what the shopper sees and what is printed come from the same list of outlines.
"""

from __future__ import annotations

from monogram.layout.errors import DocumentError, UnknownFontError
from monogram.layout.fonts import FontSet
from monogram.layout.operations import ImageOperation, Operation, PathOperation, Stroke, groups
from monogram.layout.place import (
    Finding,
    findings,
    fonts_used,
    images_used,
    layer_bounds,
    layout_area,
    layout_layer,
)

__all__ = [
    "DocumentError",
    "Finding",
    "FontSet",
    "ImageOperation",
    "Operation",
    "PathOperation",
    "Stroke",
    "UnknownFontError",
    "findings",
    "fonts_used",
    "groups",
    "images_used",
    "layer_bounds",
    "layout_area",
    "layout_layer",
]
