"""The demo shop's own photographs: products that already carry a design, drawn by the platform's own mock-ups.

Run once, after the studio's photographs or the demo designs have changed:
`python -m monogram.demo.shop_photographs`. The results are kept with the shop.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvips

from monogram.layout import FontSet, Resources, layout_area
from monogram.layout.document import load
from monogram.rendering.mockup import Placement, ViewScene, compose_view

ASSETS = Path(__file__).resolve().parent / "assets"
PHOTOGRAPHS = Path(__file__).resolve().parent / "site" / "photographs"
SIZE = 1400
DISPLACEMENT = 1.0
"""Millimetres: the catalogue's own default."""


@dataclass(frozen=True)
class Photograph:
    """One picture: the first view of a product in one of its colours, with a design on its first print area."""

    name: str
    product: str
    motif: str
    colour: str = ""


WANTED = (
    Photograph("t-shirt-sunday-club", "tshirt", "sunday_club", "NAVY"),
    Photograph("good-morning", "framed-print", "morning_hills"),
)


def main() -> None:
    """Draw every photograph and write it as WebP."""
    manifest = {product["slug"]: product for product in json.loads(_read("products/manifest.json"))["products"]}
    listed = json.loads(_read("fonts/fonts.json"))
    resources = Resources(FontSet({font["id"]: _read(f"fonts/{font['file']}") for font in listed}))
    PHOTOGRAPHS.mkdir(exist_ok=True)
    for wanted in WANTED:
        pixels = compose_view(_scene(wanted, manifest[wanted.product], resources), size=SIZE)
        height, width, bands = pixels.shape
        picture = pyvips.Image.new_from_memory(pixels, width, height, bands, "uchar").copy(interpretation="srgb")
        picture.webpsave(str(PHOTOGRAPHS / f"{wanted.name}.webp"), Q=86, effort=6, keep="none")


def _scene(wanted: Photograph, product: dict[str, Any], resources: Resources) -> ViewScene:
    from monogram.demo.seed import motifs  # its package needs Django to be set up

    view = product["views"][0]
    area = view["areas"][0]
    sides = {"width": area["width_mm"], "height": area["height_mm"]}
    layers = getattr(motifs, wanted.motif)(sides["width"], sides["height"])
    areas = [{"name": area["name"], **sides, "background": None, "layers": layers}]
    document = load({"version": 2, "product_id": product["id"], "areas": areas})
    colours = {colour["code"]: colour["hex"] for colour in product.get("colours") or []}
    return ViewScene(
        photo=_read(f"products/{wanted.product}/{view['photo']}"),
        tint_mask=_optional(wanted.product, view.get("tint_mask")),
        tint=colours.get(wanted.colour),
        shading_map=_optional(wanted.product, view.get("shading_map")),
        displacement_map=_optional(wanted.product, view.get("displacement_map")),
        displacement=DISPLACEMENT,
        placements=[
            Placement(
                operations=layout_area(document.areas[0], resources),
                **sides,
                quad=[(x, y) for x, y in area["quad"]],
                mask=_optional(wanted.product, area.get("mask")),
            )
        ],
    )


def _read(path: str) -> bytes:
    return (ASSETS / path).read_bytes()


def _optional(product: str, name: str | None) -> bytes | None:
    return _read(f"products/{product}/{name}") if name else None


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
    django.setup()
    main()
