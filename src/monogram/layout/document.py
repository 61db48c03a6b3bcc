"""The public face of the design document: its types, its loader, its canonical form."""

from __future__ import annotations

from monogram.layout.canonical import canonical_json, document_hash, to_plain
from monogram.layout.errors import DocumentError
from monogram.layout.loader import load
from monogram.layout.model import (
    Arc,
    Area,
    ClipartLayer,
    CodeLayer,
    Crop,
    Document,
    Fill,
    Filter,
    GradientStop,
    GroupLayer,
    ImageLayer,
    Layer,
    LinearFill,
    PatternFill,
    RadialFill,
    Shadow,
    ShapeLayer,
    Stroke,
    TextBox,
    TextLayer,
    TextPath,
)

__all__ = [
    "Arc",
    "Area",
    "ClipartLayer",
    "CodeLayer",
    "Crop",
    "Document",
    "DocumentError",
    "Fill",
    "Filter",
    "GradientStop",
    "GroupLayer",
    "ImageLayer",
    "Layer",
    "LinearFill",
    "PatternFill",
    "RadialFill",
    "Shadow",
    "ShapeLayer",
    "Stroke",
    "TextBox",
    "TextLayer",
    "TextPath",
    "canonical_json",
    "document_hash",
    "load",
    "to_plain",
]
