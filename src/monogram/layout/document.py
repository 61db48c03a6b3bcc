"""The public face of the design document: its types, its loader, its canonical form."""

from __future__ import annotations

from monogram.layout.canonical import canonical_json, document_hash, to_plain
from monogram.layout.errors import DocumentError
from monogram.layout.loader import load
from monogram.layout.model import (
    Arc,
    Area,
    Crop,
    Document,
    ImageLayer,
    Layer,
    ShapeLayer,
    Stroke,
    TextBox,
    TextLayer,
)

__all__ = [
    "Arc",
    "Area",
    "Crop",
    "Document",
    "DocumentError",
    "ImageLayer",
    "Layer",
    "ShapeLayer",
    "Stroke",
    "TextBox",
    "TextLayer",
    "canonical_json",
    "document_hash",
    "load",
    "to_plain",
]
