"""Product photographs at the size in which a browser shows them, made once from the 2000 px originals."""

from __future__ import annotations

import json
import os
import threading
from functools import cache
from pathlib import Path

import pyvips

from monogram.demo.site import settings

WIDTHS = (480, 960)
ORIGINALS = Path(__file__).resolve().parents[1] / "assets" / "products"
OWN = Path(__file__).parent / "photographs"
_making = threading.Lock()


@cache
def _photos_by_slug() -> dict[str, Path]:
    """The first view of every product in the studio's manifest, and the shop's own photographs."""
    manifest = json.loads((ORIGINALS / "manifest.json").read_text())
    of_products = {
        product["slug"]: ORIGINALS / product["slug"] / product["views"][0]["photo"] for product in manifest["products"]
    }
    return of_products | {file.stem: file for file in OWN.glob("*.webp")}


def photo_copy(slug: str, width: int) -> Path | None:
    """The WebP copy of a product's photograph; None if there is no such photograph or width."""
    original = _photos_by_slug().get(slug)
    if original is None or width not in WIDTHS or not original.exists():
        return None
    copy: Path = settings.DATA_DIR / "photos" / f"{slug}-{width}-{int(original.stat().st_mtime)}.webp"
    with _making:
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            unfinished = copy.with_suffix(".part.webp")
            pyvips.Image.thumbnail(str(original), width, size="down").write_to_file(str(unfinished), Q=84, keep="none")
            os.replace(unfinished, copy)
    return copy
