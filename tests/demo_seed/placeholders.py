"""Quiet pictures in place of the demo products' photographs, so that the seed can be tried without them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.catalogue.pictures import SIDE, picture

from monogram.demo.seed.manifest import ASSETS

_AREAS: dict[int, tuple[str, list[tuple[str, str, float, float]]]] = {
    1007644: ("T-shirt", [("Front", "Front", 280, 350), ("Back", "Back", 280, 350)]),
    1007645: ("Mug", [("Front", "Wrap", 200, 85)]),
    1007646: ("Phone case", [("Back", "Back", 72, 148)]),
    1007647: ("Framed print", [("Front", "Front", 297, 420)]),
    1007648: ("Pen", [("Side", "Side", 60, 8)]),
    1007649: ("Gift box", [("Front", "", 0, 0)]),
}
_COLOURS = [("WHITE", "#ffffff"), ("NAVY", "#24304f")]


def placeholder_assets(folder: Path) -> Path:
    """Write a folder of assets with a manifest in the shape of the real one, the real fonts and photos."""
    products = folder / "products"
    products.mkdir(parents=True)
    (folder / "fonts").symlink_to(ASSETS / "fonts")
    (folder / "photos").symlink_to(ASSETS / "photos")
    _some_clipart(folder / "clipart")
    entries = [_product(products, number, name, views) for number, (name, views) in _AREAS.items()]
    (products / "manifest.json").write_text(json.dumps({"products": entries}))
    return folder


def _some_clipart(folder: Path) -> None:
    """A few drawings of the real library: taking all of them in would cost each test a second."""
    folder.mkdir()
    library = json.loads((ASSETS / "clipart" / "library.json").read_text())[:3]
    (folder / "library.json").write_text(json.dumps(library))
    for drawing in library:
        for suffix in ("svg", "json", "png"):
            name = f"{drawing['id']}.{suffix}"
            (folder / name).symlink_to(ASSETS / "clipart" / name)


def _product(products: Path, number: int, name: str, views: list[tuple[str, str, float, float]]) -> dict[str, Any]:
    folder = products / str(number)
    folder.mkdir()
    listed = []
    for position, (view, area, width, height) in enumerate(views):
        photo, mask, shading = f"{position}.png", f"{position}-mask.png", f"{position}-shading.png"
        (folder / photo).write_bytes(picture(180 + number % 10 + position))
        (folder / mask).write_bytes(picture(10 + number % 10 + position))
        (folder / shading).write_bytes(picture(230 + position))
        areas = [_area(area, width, height)] if area else []
        listed.append({"name": view, "photo": photo, "tint_mask": mask, "shading_map": shading, "areas": areas})
    product = {"id": number, "slug": str(number), "name": name, "description": f"A {name}.", "views": listed}
    if name == "T-shirt":
        product["colours"] = [{"name": code.title(), "code": code, "hex": hex_} for code, hex_ in _COLOURS]
    if name == "Mug":
        (folder / "mug.glb").write_bytes(b"glTF placeholder")
        product["model"] = {"file": "mug.glb", "print_mesh": "print_area", "material": "design"}
    return product


def _area(name: str, width: float, height: float) -> dict[str, Any]:
    """In the middle of the photo, in proportion."""
    scale = SIDE / 2 / max(width, height)
    across, down = width * scale / 2, height * scale / 2
    middle = SIDE / 2
    quad = [[middle - across, middle - down], [middle + across, middle - down]]
    quad += [[middle + across, middle + down], [middle - across, middle + down]]
    return {"name": name, "width_mm": width, "height_mm": height, "quad": quad, "mask": None}
