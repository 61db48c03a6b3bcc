"""What the folds of a product do to a print: shading and displacement maps, out of the developed photograph.

``python -m monogram.demo.studio.folds`` makes those of the T-shirt again. It needs no Blender.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from . import darkroom

PRODUCTS = Path(__file__).resolve().parent.parent / "assets" / "products"
MAP_SIZE = 1000
JERSEY = {"blur": 1.8, "flat": 75.0, "depth": 1.9, "white": 0.97}
"""How ``shading_map`` looks at jersey: the knit shows in the print, and white ink is no whiter than the cloth."""
FOLD, GARMENT = 9.0, 60.0
"""Pixels of a 2000-pixel photo: what is finer is knit and noise, what is coarser is the garment's own shape."""
DEEPEST = 4.0
"""Standard deviations at which a fold counts as deepest: black or white on the displacement map."""
Grey = NDArray[np.floating[Any]]


def inside_quad(quad: list[list[float]], size: int, margin: float = 0.0) -> tuple[slice, slice]:
    """Rows and columns of an upright quad given for a 2000-pixel picture."""
    scale = size / 2000
    (left, top), _, (right, bottom), _ = quad
    rows = slice(max(0, int((top - margin) * scale)), int((bottom + margin) * scale) + 1)
    return rows, slice(max(0, int((left - margin) * scale)), int((right + margin) * scale) + 1)


def shading_map(
    photo: Grey, view: dict[str, Any], *, blur: float, flat: float, depth: float, white: float = 1.0
) -> Grey:
    """Brightness against that of flat, well-lit material, which is ``white``, to the power ``depth``; 1 elsewhere."""
    grey = darkroom.blur(photo.mean(axis=2), blur * len(photo) / 2000)
    result = np.ones_like(grey)
    for area in view["areas"]:
        reference = np.percentile(grey[inside_quad(area["quad"], len(photo))], flat)
        window = inside_quad(area["quad"], len(photo), 12)
        result[window] = np.clip(grey[window] / reference, 0, 1) ** depth * white
    return result


def displacement_map(photo: Grey, view: dict[str, Any]) -> Grey:
    """Folds alone: light ones above mid-grey, dark ones below; mid-grey elsewhere."""
    grey, scale = photo.mean(axis=2), len(photo) / 2000
    folds = darkroom.blur(grey, FOLD * scale) - darkroom.blur(grey, GARMENT * scale)
    result = np.full_like(folds, 128 / 255)
    for area in view["areas"]:
        deepest = DEEPEST * folds[inside_quad(area["quad"], len(photo))].std()
        window = inside_quad(area["quad"], len(photo), 40)
        result[window] = np.clip(128 + 127 * folds[window] / deepest, 1, 255) / 255
    return result


def save_jersey_maps(photo: Grey, view: dict[str, Any], folder: Path) -> None:
    """Both maps of a side of the T-shirt, beside its photo."""
    darkroom.save_map(shading_map(photo, view, **JERSEY), folder / view["shading_map"], MAP_SIZE)
    darkroom.save_map(displacement_map(photo, view), folder / view["displacement_map"], MAP_SIZE // 2)


def main() -> None:
    products = json.loads((PRODUCTS / "manifest.json").read_text(encoding="utf-8"))["products"]
    folder = PRODUCTS / "tshirt"
    for view in next(product for product in products if product["slug"] == "tshirt")["views"]:
        photo = np.asarray(Image.open(folder / view["photo"]).convert("RGB"), dtype=np.float32) / 255
        save_jersey_maps(photo, view, folder)


if __name__ == "__main__":
    main()
