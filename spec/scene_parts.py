"""The raw layers and fills of which the scenes of the vectors are made."""

from __future__ import annotations

import math
from typing import Any

Raw = dict[str, Any]
UPRIGHT = [1, 0, 0, 1, 100, 60]
PHOTO = "0123456789abcdef0123456789abcdef"


def text(words: str, font: str = "inter-bold", **fields: Any) -> Raw:
    """A text layer."""
    return {"type": "text", "text": words, "font": font, "size": 12, "transform": UPRIGHT, **fields}


def image(**fields: Any) -> Raw:
    """A picture layer."""
    return {"type": "image", "image": PHOTO, "width": 80, "height": 60, "transform": UPRIGHT, **fields}


def shape(kind: str, **fields: Any) -> Raw:
    """A shape layer."""
    base = {"type": "shape", "shape": kind, "width": 40, "height": 30, "fill": "#0f6b66", "transform": UPRIGHT}
    return {**base, **fields}


def clipart(drawing: str, **fields: Any) -> Raw:
    """A clipart layer."""
    return {"type": "clipart", "clipart": drawing, "width": 60, "height": 40, "transform": UPRIGHT, **fields}


def code(symbology: str, content: str, **fields: Any) -> Raw:
    """A layer that machines read."""
    base = {"type": "code", "symbology": symbology, "content": content, "width": 50, "height": 30}
    return {**base, "transform": UPRIGHT, **fields}


def group(name: str, *layers: Raw, **fields: Any) -> Raw:
    """Layers as one; the members' ids begin with its name."""
    numbered = [{"id": f"{name}-{number}", **layer} for number, layer in enumerate(layers, 1)]
    return {"id": name, "type": "group", "layers": numbered, "transform": UPRIGHT, **fields}


def linear(angle: float, *colours: str) -> Raw:
    """A linear fill of colours at equal distances."""
    return {"type": "linear", "angle": angle, "stops": stops(*colours)}


def radial(*colours: str) -> Raw:
    """A radial fill of colours at equal distances."""
    return {"type": "radial", "stops": stops(*colours)}


def stops(*colours: str) -> list[Raw]:
    """Stops at equal distances."""
    return [{"offset": index / (len(colours) - 1), "colour": colour} for index, colour in enumerate(colours)]


def pattern(width: float, height: float, **fields: Any) -> Raw:
    """The picture, repeated."""
    return {"type": "pattern", "image": PHOTO, "width": width, "height": height, **fields}


def area(*layers: Raw, **fields: Any) -> Raw:
    """A print area of 200 × 120 mm; layers get ids in order."""
    numbered = [{"id": f"layer-{number}", **layer} for number, layer in enumerate(layers, 1)]
    return {"name": "Front", "width": 200, "height": 120, "layers": numbered, **fields}


def row(*layers: Raw, **fields: Any) -> Raw:
    """A print area with layers side by side, but for those that have a place of their own."""
    spread = [
        {**layer, "transform": [1, 0, 0, 1, 200 * (index + 0.5) / len(layers), 60]}
        if layer["transform"] is UPRIGHT
        else layer
        for index, layer in enumerate(layers)
    ]
    return area(*spread, **fields)


def turned(degrees: float, scale_x: float, scale_y: float, x: float, y: float) -> list[float]:
    """A transform that stretches, turns and moves."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [cosine * scale_x, sine * scale_x, -sine * scale_y, cosine * scale_y, x, y]
