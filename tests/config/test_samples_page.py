"""The page of samples shows every design that there is, by pictures that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pyvips

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/samples.md").read_text()
SAMPLES = {path.stem for path in (ROOT / "spec/examples").glob("*.json")}


def test_every_sample_is_shown_and_linked() -> None:
    assert set(re.findall(r"\[([a-z0-9-]+)\]\(\.\./spec/examples/\1\.json\)", PAGE)) == SAMPLES


def test_every_picture_of_the_page_is_there() -> None:
    pictures = re.findall(r"samples/([a-z0-9-]+\.webp)", PAGE)

    assert {name.removesuffix(".webp") for name in pictures} >= SAMPLES
    assert {path.name for path in (ROOT / "docs/samples").iterdir()} == set(pictures)
    for name in pictures:
        assert max(pyvips.Image.new_from_file(str(ROOT / "docs/samples" / name)).get("width"), 0) > 100
