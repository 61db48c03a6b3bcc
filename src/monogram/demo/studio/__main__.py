"""Take the pictures: ``python -m monogram.demo.studio [product …] [--size 1200] [--samples 32]``."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import catalogue, darkroom, folds, framed_print, gift_box, mug, pen, phone_case, tshirt
from .stage import Picture, Quality

ASSETS = Path(__file__).resolve().parent.parent / "assets"
PRODUCTS = ASSETS / "products"
SIZE = 2000
Grey = NDArray[np.floating[Any]]


def tint_mask(photo: Grey, coverage: Grey) -> Grey:
    """Coverage, a little thinner where folds catch the light: that is the sheen of a dark cloth."""
    grey = darkroom.blur(photo.mean(axis=2), 2.0)
    flat = np.median(grey[coverage > 0.98])
    lit = np.clip((grey / flat - 0.86) / 0.20, 0, 1)
    return np.asarray(coverage * (1 - 0.085 * lit), dtype=np.float32)


def finish(
    slug: str, view: dict[str, Any], light: Picture, *, blur: float = 3.0, flat: float = 60, depth: float = 1.0
) -> Grey:
    photo = darkroom.sharpen(darkroom.develop(darkroom.enlarge(light, SIZE), darkroom.paper_of(light)))
    darkroom.save_photo(photo, PRODUCTS / slug / view["photo"])
    if view["shading_map"]:
        shading = folds.shading_map(photo, view, blur=blur, flat=flat, depth=depth)
        darkroom.save_map(shading, PRODUCTS / slug / view["shading_map"], folds.MAP_SIZE)
    return photo


def take_tshirt(views: list[dict[str, Any]], quality: Quality, cache: Path | None) -> None:
    for view in views:
        light, coverage = tshirt.photograph(view["name"].lower(), quality, cache)
        photo = finish("tshirt", view, light)
        folds.save_jersey_maps(photo, view, PRODUCTS / "tshirt")
        mask = tint_mask(photo, darkroom.enlarge(coverage, SIZE))
        darkroom.save_map(mask, PRODUCTS / "tshirt" / view["tint_mask"])


def take_mug(views: list[dict[str, Any]], quality: Quality, _: Path | None) -> None:
    finish("mug", views[0], mug.photograph_hero(quality))
    finish("mug", views[1], mug.photograph_wrap(quality), blur=6, flat=90)


def take_phone_case(views: list[dict[str, Any]], quality: Quality, _: Path | None) -> None:
    finish("phone-case", views[0], phone_case.photograph(quality), blur=2, flat=80)
    darkroom.save_map(phone_case.area_mask(), PRODUCTS / "phone-case" / "back-area.png")


def take_framed_print(views: list[dict[str, Any]], quality: Quality, _: Path | None) -> None:
    finish("framed-print", views[0], framed_print.photograph(quality), blur=2, flat=80)


def take_pen(views: list[dict[str, Any]], quality: Quality, _: Path | None) -> None:
    finish("pen", views[0], pen.photograph(quality), blur=2, flat=85)


def take_gift_box(views: list[dict[str, Any]], quality: Quality, _: Path | None) -> None:
    finish("gift-box", views[0], gift_box.photograph(quality))


TAKES: dict[str, Callable[[list[dict[str, Any]], Quality, Path | None], None]] = {
    "tshirt": take_tshirt,
    "mug": take_mug,
    "phone-case": take_phone_case,
    "framed-print": take_framed_print,
    "pen": take_pen,
    "gift-box": take_gift_box,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("products", nargs="*", choices=[*TAKES, []], help="all when none is named")
    parser.add_argument("--size", type=int, default=1200, help="pixels exposed; enlarged to 2000 in the darkroom")
    parser.add_argument("--samples", type=int, default=32)
    parser.add_argument("--cache", type=Path, help="keep the settled cloth here between runs")
    wanted = parser.parse_args()
    PRODUCTS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(catalogue.manifest(), indent=2, ensure_ascii=False)
    (PRODUCTS / "manifest.json").write_text(text + "\n", encoding="utf-8")
    views = catalogue.views()
    for slug in wanted.products or TAKES:
        TAKES[slug](views[slug], Quality(wanted.size, wanted.samples), wanted.cache)


if __name__ == "__main__":
    main()
