"""Fonts and short documents for the tests of layout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from monogram.layout import FontSet, Resources
from monogram.layout.document import Area, CodeLayer, GroupLayer, ImageLayer, Layer, ShapeLayer, TextLayer, load
from monogram.layout.drawing import load_drawing

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
FONT_FOLDER = ROOT / "src/monogram/demo/assets/fonts"
IMAGE = "0123456789abcdef0123456789abcdef"

OneLayer = TypeVar("OneLayer", TextLayer, ImageLayer, ShapeLayer, CodeLayer, GroupLayer)


@cache
def demo_fonts() -> FontSet:
    """The demo fonts by id."""
    return FontSet({path.stem: path.read_bytes() for path in FONT_FOLDER.glob("*.ttf")})


@cache
def demo_resources() -> Resources:
    """The demo fonts, and nothing to fall back on."""
    return Resources(demo_fonts())


def load_area(*layers: dict[str, Any], **fields: Any) -> Area:
    """A print area of 200 × 100 mm with these layers, through the loader."""
    numbered = [{"id": f"l{number}", "transform": [1, 0, 0, 1, 0, 0], **layer} for number, layer in enumerate(layers)]
    raw = {"name": "Front", "width": 200, "height": 100, "layers": numbered, **fields}
    return load({"version": 2, "product_id": 1, "areas": [raw]}).areas[0]


def one(kind: type[OneLayer], **fields: Any) -> OneLayer:
    """One layer of a kind, through the loader."""
    defaults: dict[type[Any], dict[str, Any]] = {
        TextLayer: {"type": "text", "text": "Hello", "font": "inter-bold", "size": 10},
        ImageLayer: {"type": "image", "image": IMAGE, "width": 80, "height": 40},
        ShapeLayer: {"type": "shape", "shape": "rectangle", "width": 40, "height": 20, "fill": "#123456"},
        CodeLayer: {"type": "code", "symbology": "qr", "content": "x", "width": 30, "height": 30},
        GroupLayer: {"type": "group", "layers": []},
    }
    layer: Layer = load_area({**defaults[kind], **fields}).layers[0]
    assert isinstance(layer, kind)
    return layer


def vector_scene(vector: dict[str, Any]) -> tuple[Area, Resources]:
    """The print area of a layout vector, and what it needs."""
    fallback = vector["fallback_fonts"]
    raw = {"version": 2, "product_id": 1, "areas": [vector["area"]], "fallback_fonts": fallback}
    drawings = {name: load_drawing(drawing) for name, drawing in vector["drawings"].items()}
    return load(raw).areas[0], Resources(demo_fonts(), tuple(fallback), drawings)


def vectors(name: str) -> Any:
    """A file of shared vectors."""
    return json.loads((SPEC / name).read_text())
