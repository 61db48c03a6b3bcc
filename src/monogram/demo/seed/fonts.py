"""The demo fonts, as `assets/fonts/fonts.json` lists them."""

from __future__ import annotations

import json
from pathlib import Path

from monogram.catalogue.models import Font
from monogram.catalogue.services import keep_file, save_font_file
from monogram.demo.seed.errors import DemoAssetsMissingError


def seed(folder: Path) -> None:
    """Every font of the list, in its order. Files follow those that the package ships."""
    listing = folder / "fonts.json"
    if not listing.is_file():
        raise DemoAssetsMissingError(f"The demo fonts are missing: there is no {listing}. Install the package again.")
    for position, entry in enumerate(json.loads(listing.read_text())):
        font = Font.objects.filter(pk=entry["id"]).first() or Font(
            id=entry["id"],
            family=entry["family"],
            style=entry["style"],
            is_fallback=entry.get("fallback", False),
            position=position,
        )
        key = keep_file(folder / entry["file"], folder="fonts")
        if font.file.name != key:
            font.file.name = key
            save_font_file(font=font)
