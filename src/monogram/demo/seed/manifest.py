"""The pictures of the demo products, as `assets/products/manifest.json` lists them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monogram.demo.seed.errors import DemoAssetsMissingError

ASSETS = Path(__file__).resolve().parents[1] / "assets"


@dataclass(frozen=True)
class AreaPicture:
    """Where a print area lies on a photo (`quad`, photo pixels) and how large it is (mm)."""

    name: str
    width: float
    height: float
    quad: list[list[float]]
    mask: Path | None


@dataclass(frozen=True)
class ViewPicture:
    name: str
    photo: Path
    tint_mask: Path | None
    shading_map: Path | None
    displacement_map: Path | None
    areas: tuple[AreaPicture, ...]


@dataclass(frozen=True)
class ModelFile:
    file: Path
    print_mesh: str


@dataclass(frozen=True)
class GarmentColour:
    """A colour that the product comes in, which tints its photos."""

    name: str
    code: str
    colour: str


@dataclass(frozen=True)
class ProductPictures:
    """One product of the manifest."""

    name: str
    description: str
    colours: tuple[GarmentColour, ...]
    views: tuple[ViewPicture, ...]
    model: ModelFile | None


Manifest = Mapping[int, ProductPictures]


def read_manifest(assets: Path) -> Manifest:
    """Product id → its pictures. Raises DemoAssetsMissingError with the file that is missing."""
    folder = assets / "products"
    file = folder / "manifest.json"
    if not file.is_file():
        raise DemoAssetsMissingError(
            f"The demo products have no pictures: there is no {file}. Install the package again."
        )
    listed = json.loads(file.read_text())["products"]
    return {int(product["id"]): _product(product, folder / product["slug"]) for product in listed}


def _product(product: Mapping[str, Any], folder: Path) -> ProductPictures:
    model = product.get("model")
    return ProductPictures(
        name=product["name"],
        description=product.get("description", ""),
        colours=tuple(
            GarmentColour(colour["name"], colour["code"], colour["hex"]) for colour in product.get("colours") or []
        ),
        views=tuple(_view(view, folder) for view in product["views"]),
        model=ModelFile(_existing(folder, model["file"]), model["print_mesh"]) if model else None,
    )


def _view(view: Mapping[str, Any], folder: Path) -> ViewPicture:
    return ViewPicture(
        name=view["name"],
        photo=_existing(folder, view["photo"]),
        tint_mask=_optional(folder, view.get("tint_mask")),
        shading_map=_optional(folder, view.get("shading_map")),
        displacement_map=_optional(folder, view.get("displacement_map")),
        areas=tuple(
            AreaPicture(
                name=area["name"],
                width=float(area["width_mm"]),
                height=float(area["height_mm"]),
                quad=[[float(x), float(y)] for x, y in area.get("quad") or []],
                mask=_optional(folder, area.get("mask")),
            )
            for area in view.get("areas", [])
        ),
    )


def _optional(folder: Path, name: str | None) -> Path | None:
    return _existing(folder, name) if name else None


def _existing(folder: Path, name: str) -> Path:
    file = folder / name
    if not file.is_file():
        raise DemoAssetsMissingError(f"The manifest of the demo products names {file}, which is missing.")
    return file
