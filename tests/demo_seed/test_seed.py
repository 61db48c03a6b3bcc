"""How the demo world is seeded: step by step, only in demo mode, and with pictures that follow the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.demo_seed.placeholders import placeholder_assets

from monogram.catalogue.models import (
    Product,
    View,
)
from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.seed import seed_demo_world
from monogram.demo.seed.errors import DemoAssetsMissingError, DemoModeRequiredError
from monogram.demo.seed.manifest import ASSETS
from monogram.images.vector.plain_drawing import plain_drawing
from monogram.images.vector.svg import read_svg

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_mode(settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True
    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:8001"


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    return placeholder_assets(tmp_path / "assets")


@pytest.mark.any_database
def test_steps_are_told_as_they_begin(assets: Path) -> None:
    steps: list[str] = []

    seed_demo_world(steps.append, assets=assets)

    assert steps[0] == "Companies, keys and the staff login"
    assert len(steps) == 8


def test_the_shipped_clipart_is_what_the_door_makes_of_it_today() -> None:
    folder = ASSETS / "clipart"
    library = json.loads((folder / "library.json").read_text())

    assert len(library) >= 70
    assert (folder / "LICENCE-fluent-emoji-flat.txt").read_text().count("MIT License") == 1
    for drawing in library:
        made = plain_drawing(read_svg((folder / f"{drawing['id']}.svg").read_bytes()))
        assert made == json.loads((folder / f"{drawing['id']}.json").read_text()), drawing["id"]
        assert drawing["tags"], drawing["id"]


@pytest.mark.any_database
def test_pictures_follow_the_package(assets: Path) -> None:
    seed_demo_world(assets=assets)
    before = View.objects.get(product_id=world.PEN_ID)
    folder = assets / "products" / str(world.PEN_ID)
    (folder / "0.png").write_bytes((folder / "0-mask.png").read_bytes())

    seed_demo_world(assets=assets)

    after = View.objects.get(product_id=world.PEN_ID)
    assert after.pk == before.pk
    assert after.photo.name != before.photo.name
    assert after.photo_copy != before.photo_copy


def test_only_in_demo_mode(assets: Path, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = False

    with pytest.raises(DemoModeRequiredError):
        seed_demo_world(assets=assets)
    assert not Company.objects.exists()


def test_missing_pictures_are_told_in_a_sentence(assets: Path) -> None:
    manifest = assets / "products" / "manifest.json"
    listed = json.loads(manifest.read_text())

    listed["products"][0]["views"][0]["photo"] = "gone.png"
    manifest.write_text(json.dumps(listed))
    with pytest.raises(DemoAssetsMissingError, match=r"gone\.png, which is missing"):
        seed_demo_world(assets=assets)

    manifest.write_text(json.dumps({"products": listed["products"][1:]}))
    with pytest.raises(DemoAssetsMissingError, match="lacks product 1007644"):
        seed_demo_world(assets=assets)

    manifest.unlink()
    with pytest.raises(DemoAssetsMissingError, match=r"there is no .*manifest\.json"):
        seed_demo_world(assets=assets)
    assert not Product.objects.exists()
