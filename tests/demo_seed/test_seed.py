"""The demo world: complete, the same after a second run, and only in demo mode."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from pytest_django import Settings
from tests.demo_seed.placeholders import placeholder_assets

from monogram.catalogue.models import (
    AspectOption,
    Category,
    Font,
    Gallery,
    PrintArea,
    PrintSize,
    Product,
    TextArea,
    Variant,
    View,
)
from monogram.catalogue.queries import designer_product, find_by_sku, text_and_image_area_names
from monogram.companies.models import Company
from monogram.companies.services import authenticate as authenticate_company
from monogram.demo import world
from monogram.demo.seed import seed_demo_world
from monogram.demo.seed.errors import DemoAssetsMissingError, DemoModeRequiredError
from monogram.demo.seed.manifest import ASSETS
from monogram.designs.models import PrintJob, Sample
from monogram.images.vector.plain_drawing import plain_drawing
from monogram.images.vector.svg import read_svg
from monogram.layout.document import load
from monogram.suppliers.models import DropshipAccount, PushIntegration
from monogram.suppliers.services import reveal_hmac_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_mode(settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True
    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:8001"


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    return placeholder_assets(tmp_path / "assets")


def whole_database() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("monogram.")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in ours}


def test_a_second_run_changes_nothing(assets: Path) -> None:
    seed_demo_world(assets=assets)
    first = whole_database()

    seed_demo_world(assets=assets)

    assert whole_database() == first


def test_steps_are_told_as_they_begin(assets: Path) -> None:
    steps: list[str] = []

    seed_demo_world(steps.append, assets=assets)

    assert steps[0] == "Companies, keys and the staff login"
    assert len(steps) == 8


def test_companies_may_call_with_their_keys(assets: Path) -> None:
    seed_demo_world(assets=assets)

    keys = {world.RETAILER_ID: "A" * 27, 200001: "B" * 27, 200002: "C" * 27, 200003: "D" * 27}
    for company_id, key in keys.items():
        caller = authenticate_company(
            authorization=f"Basic {company_id}:{key}", remote_address="127.0.0.1", needs="any"
        )
        assert caller.company.pk == company_id
    assert authenticate(username="staff@monogram.example", password="monogram-demo") is not None


def test_accounts_and_pushes(assets: Path, settings: Settings) -> None:
    seed_demo_world(assets=assets)

    accounts = {account.pk: (account.retailer_id, account.supplier_id) for account in DropshipAccount.objects.all()}
    assert accounts == {300056: (99999, 200001), 300057: (99999, 200002), 300058: (99999, 200003)}
    push = PushIntegration.objects.get(supplier_id=200001)
    assert (push.url, push.is_enabled) == ("http://127.0.0.1:8001/inbox/push/200001", True)
    assert reveal_hmac_key(push) == "demo-push-key-northern-print-works"

    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:9001"
    seed_demo_world(assets=assets)
    push.refresh_from_db()
    assert push.url == "http://127.0.0.1:9001/inbox/push/200001"
    assert reveal_hmac_key(push) == "demo-push-key-northern-print-works"


def test_products_with_all_that_hangs_on_them(assets: Path) -> None:
    seed_demo_world(assets=assets)

    retailer = Company.objects.get(pk=world.RETAILER_ID)
    skus = {1007645: "MUG", 1007646: "CASE", 1007647: "PRINT-A3", 1007648: "PEN", 1007649: "GIFTBOX"}
    skus |= {1007650: "PEN-BIZ", 1007651: "MEMORY-A3"}
    for product_id, sku in skus.items():
        match = find_by_sku(retailer, sku)
        assert match is not None
        assert (match.product.pk, match.product.supplier is not None) == (product_id, True)
        assert designer_product(retailer, product_id)["id"] == product_id
    assert PrintArea.objects.get(product_id=world.FRAMED_PRINT_ID).bleed == 3
    model = designer_product(retailer, world.MUG_ID)["model"]
    assert model is not None
    assert (model["area"], model["print_mesh"]) == ("Wrap", "print_area")
    assert set(Category.objects.values_list("pk", flat=True)) == {1, 2}


def test_shirts_in_every_colour_and_size(assets: Path) -> None:
    seed_demo_world(assets=assets)

    retailer = Company.objects.get(pk=world.RETAILER_ID)
    match = find_by_sku(retailer, "TSHIRT-NAVY-XXL")
    assert match is not None
    assert match.variant is not None
    assert match.variant.supplier_sku == "NPW-150-NAVY-XXL"
    assert {option.name for option in match.variant.options.all()} == {"Navy", "XXL"}
    shirt = designer_product(retailer, world.TSHIRT_ID)
    assert [area["name"] for area in shirt["areas"]] == ["Front", "Back"]
    assert len(shirt["variants"]) == 10


def test_a_pen_with_two_lines(assets: Path) -> None:
    seed_demo_world(assets=assets)

    pen = Product.objects.get(pk=world.PEN_ID)
    assert text_and_image_area_names(pen) == {"Top line", "Bottom line"}
    for text_area in TextArea.objects.filter(print_area__product=pen):
        text_area.full_clean()
    for area in PrintArea.objects.all():
        area.full_clean()


def test_products_that_are_asked_about(assets: Path) -> None:
    seed_demo_world(assets=assets)

    retailer = Company.objects.get(pk=world.RETAILER_ID)
    framed = designer_product(retailer, world.FRAMED_PRINT_ID)
    assert [(size["name"], size["width"], size["price"]) for size in framed["print_sizes"]] == [
        ("A3", 297, None),
        ("A2", 420, {"amount": "18.00", "currency": "GBP"}),
        ("50 × 70 cm", 500, {"amount": "28.00", "currency": "GBP"}),
    ]
    wrapping, message = designer_product(retailer, world.PEN_ID)["attributes"]
    assert (wrapping["kind"], wrapping["default"], len(wrapping["options"])) == ("choice", "No wrapping", 3)
    assert (message["kind"], message["max_length"]) == ("text", 120)
    bulk = designer_product(retailer, world.BUSINESS_PEN_ID)
    assert (bulk["name"], bulk["quantity"]) == ("Business pens", {"min": 10, "max": None, "step": 5})
    frame = designer_product(retailer, world.MEMORY_FRAME_ID)
    assert frame["is_template"]
    (area,) = frame["areas"]
    assert [(one["name"], one["may_move"]) for one in area["image_areas"]] == [("Photo", False)]
    assert [(one["name"], one["may_restyle"]) for one in area["text_areas"]] == [
        ("Title", True),
        ("Place and date", False),
    ]
    for size in PrintSize.objects.all():
        size.full_clean()
    blanks = Category.objects.get(pk=world.BLANKS_CATEGORY_ID)
    assert world.MEMORY_FRAME_ID in blanks.products.values_list("pk", flat=True)


def test_clipart_for_everybody_and_photos_of_the_retailer(assets: Path) -> None:
    seed_demo_world(assets=assets)

    clipart = Gallery.objects.get(pk=world.CLIPART_GALLERY_ID)
    photos = Gallery.objects.get(pk=world.PHOTO_GALLERY_ID)
    assert (clipart.owner_id, photos.owner_id) == (None, world.RETAILER_ID)
    assert [item.name for item in clipart.items.all()] == ["Birthday cake", "Cupcake", "Slice of cake"]
    for item in clipart.items.select_related("image"):
        assert (item.image.company_id, item.image.drawing != "", item.category) == (None, True, "Birthday")
    assert [(item.image.company_id, item.image.width) for item in photos.items.select_related("image")] == [
        (world.RETAILER_ID, 4000)
    ] * 3

    photos.items.first().delete()  # type: ignore[union-attr]  # there are three
    seed_demo_world(assets=assets)
    assert (photos.items.count(), clipart.items.count()) == (2, 3)


def test_the_shipped_clipart_is_what_the_door_makes_of_it_today() -> None:
    folder = ASSETS / "clipart"
    library = json.loads((folder / "library.json").read_text())

    assert len(library) >= 70
    assert (folder / "LICENCE-fluent-emoji-flat.txt").read_text().count("MIT License") == 1
    for drawing in library:
        made = plain_drawing(read_svg((folder / f"{drawing['id']}.svg").read_bytes()))
        assert made == json.loads((folder / f"{drawing['id']}.json").read_text()), drawing["id"]
        assert drawing["tags"], drawing["id"]


def test_the_print_job_of_the_published_sample(assets: Path) -> None:
    seed_demo_world(assets=assets)

    job = PrintJob.objects.get(ref="CF921CF10F59B3A258")
    assert (job.company_id, job.product_id, job.sku) == (99999, 1007644, "TSHIRT-NAVY-M")
    assert len(load(job.document).areas[0].layers) == 8
    assert {thumbnail["name"] for thumbnail in job.thumbnails} >= {"thumbnail", "thumbnail_60"}
    sample = Sample.objects.get(ref="5A3D1C0E7F2B498A6C")
    assert (sample.company_id, sample.product_id, sample.sku) == (99999, 1007647, "PRINT-A3")


def test_numbers_go_on_beyond_the_fixed_ones(assets: Path) -> None:
    seed_demo_world(assets=assets)

    company = Company.objects.create(name="Next")
    assert company.pk > 200003
    assert Product.objects.create(name="Next", sku="NEXT").pk > 1007651
    assert DropshipAccount.objects.create(retailer=company, supplier=company).pk > 300058
    assert Category.objects.create(name="Next").pk > 2
    assert Gallery.objects.create(name="Next").pk > 2


def test_what_an_operator_has_changed_stays(assets: Path) -> None:
    seed_demo_world(assets=assets)
    Product.objects.filter(pk=world.MUG_ID).update(price="99.00", name="Big mug")
    Variant.objects.filter(sku="TSHIRT-NAVY-S").delete()

    seed_demo_world(assets=assets)

    mug = Product.objects.get(pk=world.MUG_ID)
    assert (str(mug.price), mug.name) == ("99.00", "Big mug")
    assert not Variant.objects.filter(sku="TSHIRT-NAVY-S").exists()


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


def test_fonts_are_the_packages_own(assets: Path) -> None:
    seed_demo_world(assets=assets)

    listed = json.loads((assets / "fonts" / "fonts.json").read_text())
    assert list(Font.objects.values_list("pk", flat=True)) == [font["id"] for font in listed]
    assert all(len(font.sha256) == 64 for font in Font.objects.all())
    assert AspectOption.objects.filter(aspect__name="Size").count() == 5
