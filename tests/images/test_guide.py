"""The guide to pictures names every refusal."""

from __future__ import annotations

import re
from pathlib import Path

from monogram.images import errors
from monogram.images.formats import Format

GUIDE = (Path(__file__).parents[2] / "docs/guides/pictures.md").read_text(encoding="utf-8")


def test_every_refusal_is_in_the_guide_with_its_status() -> None:
    documented = {(int(code), int(status)) for code, status in re.findall(r"^\| (\d{4}) \| (\d{3}) \|", GUIDE, re.M)}

    assert documented == {
        (error.code, error.http_status) for error in vars(errors).values() if getattr(error, "code", 0)
    }


def test_every_format_is_in_the_guide() -> None:
    names = {"WEBP": "WebP"}

    assert all(names.get(found.name, found.name) in GUIDE for found in Format)
