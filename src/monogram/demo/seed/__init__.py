"""The demo world: companies, products, designs with fixed numbers. Safe to seed again at every start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from monogram.demo.seed import (
    companies,
    configurations,
    designs,
    fonts,
    galleries,
    products,
    sequences,
    suppliers,
)
from monogram.demo.seed.errors import DemoModeRequiredError
from monogram.demo.seed.manifest import ASSETS, read_manifest


def _silent(step: str) -> None:
    """Nobody wants to hear of the steps."""


def seed_demo_world(progress: Callable[[str], None] = _silent, *, assets: Path = ASSETS) -> None:
    """Make sure that the demo world is there; a second run changes nothing.

    What an operator has changed since (a price, a name) stays; pictures follow those that the package ships.
    `progress` is told of each step before it begins. Raises DemoModeRequiredError outside demo mode, since the
    world's keys and its staff login are public, and DemoAssetsMissingError where the pictures are not there.
    """
    if not settings.MONOGRAM_DEMO:
        raise DemoModeRequiredError
    manifest = read_manifest(assets)
    steps: list[tuple[str, Callable[[], None]]] = [
        ("Companies, keys and the staff login", companies.seed),
        ("Fonts", lambda: fonts.seed(assets / "fonts")),
        ("Products and their pictures", lambda: products.seed(manifest)),
        ("Clipart and photos", lambda: galleries.seed(assets)),
        ("Suppliers' accounts and ways", suppliers.seed),
        ("Designs", designs.seed),
        ("A configuration of the app", configurations.seed),
        ("Numbers", sequences.move_past_seeded_ids),
    ]
    for name, seed in steps:
        progress(name)
        with transaction.atomic():
            seed()
