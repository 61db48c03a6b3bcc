"""The small words of which the sample designs are made: layers, places, colours."""

from __future__ import annotations

import math
from typing import Any

Raw = dict[str, Any]

DAHLIA = "0000000000000000000000000000da41"
LANDSCAPE = "00000000000000000000000000001a2d"
PUPPY = "00000000000000000000000000000d06"

NAVY, TEAL, CORAL, MUSTARD, CREAM, INK = "#24304d", "#0f6b66", "#e4572e", "#f2b134", "#f7f2e8", "#1c1b1a"

FALLBACK = [
    "noto-sans-bold",
    "noto-naskh-arabic-regular",
    "noto-sans-hebrew-bold",
    "noto-sans-devanagari-bold",
    "noto-sans-thai-bold",
    "noto-sans-jp-bold",
    "noto-sans-sc-bold",
    "noto-sans-kr-bold",
    "noto-sans-symbols-regular",
    "twemoji",
]


def at(x: float, y: float, *, turn: float = 0, scale: float = 1) -> list[float]:
    """A place in the area, turned by degrees clockwise and scaled."""
    angle = math.radians(turn)
    cosine, sine = round(scale * math.cos(angle), 6), round(scale * math.sin(angle), 6)
    return [cosine, sine, -sine, cosine, x, y]


def text(words: str, font: str, size: float, place: list[float], **fields: Any) -> Raw:
    """A text layer."""
    return {"type": "text", "text": words, "font": font, "size": size, "transform": place, **fields}


def photo(image: str, width: float, height: float, place: list[float], **fields: Any) -> Raw:
    """A picture layer."""
    return {"type": "image", "image": image, "width": width, "height": height, "transform": place, **fields}


def shape(kind: str, width: float, height: float, place: list[float], **fields: Any) -> Raw:
    """A figure."""
    return {"type": "shape", "shape": kind, "width": width, "height": height, "transform": place, **fields}


def clipart(drawing: str, width: float, height: float, place: list[float], **fields: Any) -> Raw:
    """A drawing of the clipart folder."""
    return {"type": "clipart", "clipart": drawing, "width": width, "height": height, "transform": place, **fields}


def code(symbology: str, content: str, width: float, height: float, place: list[float], **fields: Any) -> Raw:
    """A code for machines."""
    return {
        "type": "code", "symbology": symbology, "content": content, "width": width, "height": height,
        "transform": place, **fields,
    }  # fmt: skip


def group(place: list[float], *layers: Raw, **fields: Any) -> Raw:
    """Layers that move as one."""
    return {"type": "group", "layers": list(layers), "transform": place, **fields}


def stroke(colour: str, width: float) -> Raw:
    """A pen."""
    return {"colour": colour, "width": width}


def shadow(colour: str = INK, opacity: float = 0.4, dx: float = 1, dy: float = 1.4, blur: float = 1.2) -> Raw:
    """A shadow towards the lower right."""
    return {"colour": colour, "opacity": opacity, "dx": dx, "dy": dy, "blur": blur}


def box(width: float, height: float, fit: str = "none", **fields: Any) -> Raw:
    """A text's box."""
    return {"width": width, "height": height, "fit": fit, **fields}


def linear(angle: float, *colours: str) -> Raw:
    """Colours at even distances along an angle."""
    return {"type": "linear", "angle": angle, "stops": _stops(colours)}


def radial(*colours: str) -> Raw:
    """Colours at even distances from the middle."""
    return {"type": "radial", "stops": _stops(colours)}


def _stops(colours: tuple[str, ...]) -> list[Raw]:
    last = len(colours) - 1
    return [{"offset": round(index / last, 6), "colour": colour} for index, colour in enumerate(colours)]


def pattern(image: str, width: float, height: float, **fields: Any) -> Raw:
    """A picture repeated."""
    return {"type": "pattern", "image": image, "width": width, "height": height, **fields}


def design(width: float, height: float, *layers: Raw, background: Any = None, name: str = "Front") -> Raw:
    """A document with one print area; layers are numbered."""
    numbering = iter(range(1, 1000))
    area = {
        "name": name,
        "width": width,
        "height": height,
        "background": background,
        "layers": [_numbered(layer, numbering) for layer in layers],
    }
    return {"version": 2, "product_id": 1, "fallback_fonts": FALLBACK, "areas": [area]}


def _numbered(layer: Raw, numbering: Any) -> Raw:
    named = {"id": f"{layer['type']}-{next(numbering)}", **layer}
    if "layers" in named:
        named["layers"] = [_numbered(member, numbering) for member in named["layers"]]
    return named
