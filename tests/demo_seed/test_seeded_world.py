"""The demo world as it was seeded: complete, and the same after a second run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings
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
)
from monogram.catalogue.queries import designer_product, find_by_sku, text_and_image_area_names
from monogram.companies.models import Company
from monogram.companies.services import authenticate as authenticate_company
from monogram.demo import world
from monogram.demo.seed import seed_demo_world
from monogram.demo.workshops.identity import made_once
from monogram.designs.models import PrintJob, Sample
from monogram.layout.document import load
from monogram.production.matching import ItemFacts, fits
from monogram.production.models import BatchTemplate
from monogram.shipping.models import DefaultService, SenderAddress
from monogram.suppliers.models import DropshipAccount, FolderIntegration, PushIntegration
from monogram.suppliers.services import enable_push, reveal_hmac_key

SITES_URL = "http://127.0.0.1:8001"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("assets")]


@pytest.fixture(autouse=True)
def demo_mode(settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True
    settings.MONOGRAM_DEMO_SITES_URL = SITES_URL


@pytest.fixture(scope="module")
def assets(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """The pictures of a demo world that is there for all tests of this module; what one changes is taken back."""
    assets = placeholder_assets(tmp_path_factory.mktemp("seed") / "assets")
    with ExitStack() as opened:
        with django_db_blocker.unblock(), override_settings(MONOGRAM_DEMO=True, MONOGRAM_DEMO_SITES_URL=SITES_URL):
            opened.enter_context(transaction.atomic())
            seed_demo_world(assets=assets)
        yield assets
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            opened.close()


def whole_database() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("monogram.")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in ours}


def test_a_second_run_changes_nothing(assets: Path) -> None:
    first = whole_database()

    seed_demo_world(assets=assets)

    assert whole_database() == first


def test_companies_may_call_with_their_keys() -> None:
    keys = {world.RETAILER_ID: "A" * 27, 200001: "B" * 27, 200002: "C" * 27, 200003: "D" * 27}
    keys |= {200004: "E" * 27, 200005: "F" * 27}
    for company_id, key in keys.items():
        caller = authenticate_company(
            authorization=f"Basic {company_id}:{key}", remote_address="127.0.0.1", needs="any"
        )
        assert caller.company.pk == company_id
    assert authenticate(username="staff@monogram.example", password="monogram-demo") is not None


def test_accounts_and_the_push(assets: Path, settings: Settings) -> None:
    accounts = {account.pk: (account.retailer_id, account.supplier_id) for account in DropshipAccount.objects.all()}
    assert accounts == {300056 + place: (99999, 200001 + place) for place in range(5)}
    push = PushIntegration.objects.get()
    assert (push.supplier_id, push.url, push.is_enabled) == (200001, "http://127.0.0.1:8001/inbox/push/200001", True)
    assert reveal_hmac_key(push) == "demo-push-key-northern-print-works"

    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:9001"
    seed_demo_world(assets=assets)
    push.refresh_from_db()
    assert push.url == "http://127.0.0.1:9001/inbox/push/200001"
    assert reveal_hmac_key(push) == "demo-push-key-northern-print-works"


def test_folders_of_three_suppliers(assets: Path, settings: Settings) -> None:
    folders = {folder.supplier_id: folder for folder in FolderIntegration.objects.all()}
    assert {supplier: folder.folder_settings.server for supplier, folder in folders.items()} == {
        200002: "sftp://127.0.0.1:8002",
        200003: "ftps://127.0.0.1:8003",
        200004: "s3://cobalt-cases at http://127.0.0.1:8004",
    }
    assert [(folder.file_format, folder.with_artwork) for _, folder in sorted(folders.items())] == [
        ("xml", False),
        ("csv", True),
        ("json", False),
    ]
    identity = made_once(settings.DATA_DIR / "workshops" / "identity")
    assert folders[200002].host_key == identity.known_host(8002)
    assert identity.may_sign_in() == {" ".join(folders[200002].public_key.split()[:2])}
    assert folders[200003].certificate == identity.public_certificate()
    for folder in folders.values():
        folder.full_clean()

    settings.MONOGRAM_DEMO_SITES_URL = "http://127.0.0.1:9001"
    FolderIntegration.objects.filter(supplier=200003).update(host="ftp.example.com")
    seed_demo_world(assets=assets)
    assert {folder.supplier_id: folder.folder_settings.server for folder in FolderIntegration.objects.all()} == {
        200002: "sftp://127.0.0.1:9002",
        200003: "ftps://ftp.example.com:8003",
        200004: "s3://cobalt-cases at http://127.0.0.1:9004",
    }


def test_what_an_earlier_demo_world_had_goes_the_present_way(assets: Path) -> None:
    """Harbour Mugs and Paper & Frame were pushed to; Paper & Frame and Northern Print Works made more."""
    FolderIntegration.objects.all().delete()
    for supplier in Company.objects.filter(pk__in=[200002, 200003]):
        enable_push(supplier=supplier, url=f"http://127.0.0.1:7001/inbox/push/{supplier.pk}")
    Product.objects.filter(pk=world.PHONE_CASE_ID).update(supplier=200001, supplier_sku="NPW-CASE-6")
    Product.objects.filter(pk=world.PEN_ID).update(supplier=200003, supplier_sku="MY-PEN")
    PushIntegration.objects.filter(supplier=200003).update(is_enabled=False)

    seed_demo_world(assets=assets)

    assert set(PushIntegration.objects.values_list("supplier", flat=True)) == {200001, 200003}
    assert set(FolderIntegration.objects.values_list("supplier", flat=True)) == {200002, 200004}
    moved = Product.objects.get(pk=world.PHONE_CASE_ID)
    assert (moved.supplier_id, moved.supplier_sku) == (200004, "CC-CASE-6")
    kept = Product.objects.get(pk=world.PEN_ID)
    assert (kept.supplier_id, kept.supplier_sku) == (200003, "MY-PEN")


def test_every_supplier_can_print_labels(assets: Path) -> None:
    seed_demo_world(assets=assets)

    services = DefaultService.objects.values_list("supplier", "connection__supplier", "service").order_by("supplier")
    assert list(services) == [(number, number, "tracked-48") for number in range(200001, 200006)]
    assert list(SenderAddress.objects.order_by("company").values_list("company", "postcode")) == [
        (200001, "HX7 8AD"),
        (200002, "YO21 1DN"),
        (200003, "BS1 1HT"),
        (200004, "NR2 1EL"),
        (200005, "S1 4RG"),
    ]


def test_products_with_all_that_hangs_on_them() -> None:
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


def test_shirts_in_every_colour_and_size() -> None:
    retailer = Company.objects.get(pk=world.RETAILER_ID)
    match = find_by_sku(retailer, "TSHIRT-NAVY-XXL")
    assert match is not None
    assert match.variant is not None
    assert match.variant.supplier_sku == "NPW-150-NAVY-XXL"
    assert {option.name for option in match.variant.options.all()} == {"Navy", "XXL"}
    shirt = designer_product(retailer, world.TSHIRT_ID)
    assert [area["name"] for area in shirt["areas"]] == ["Front", "Back"]
    assert len(shirt["variants"]) == 10


def test_a_pen_with_two_lines() -> None:
    pen = Product.objects.get(pk=world.PEN_ID)
    assert text_and_image_area_names(pen) == {"Top line", "Bottom line"}
    for text_area in TextArea.objects.filter(print_area__product=pen):
        text_area.full_clean()
    for area in PrintArea.objects.all():
        area.full_clean()


def test_products_that_are_asked_about() -> None:
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


def test_the_print_job_of_the_published_sample() -> None:
    job = PrintJob.objects.get(ref="CF921CF10F59B3A258")
    assert (job.company_id, job.product_id, job.sku) == (99999, 1007644, "TSHIRT-NAVY-M")
    assert len(load(job.document).areas[0].layers) == 8
    assert {thumbnail["name"] for thumbnail in job.thumbnails} >= {"thumbnail", "thumbnail_60"}
    sample = Sample.objects.get(ref="5A3D1C0E7F2B498A6C")
    assert (sample.company_id, sample.product_id, sample.sku) == (99999, 1007647, "PRINT-A3")


def test_numbers_go_on_beyond_the_fixed_ones() -> None:
    company = Company.objects.create(name="Next")
    assert company.pk > 200005
    assert Product.objects.create(name="Next", sku="NEXT").pk > 1007651
    assert DropshipAccount.objects.create(retailer=company, supplier=company).pk > 300060
    assert Category.objects.create(name="Next").pk > 2
    assert Gallery.objects.create(name="Next").pk > 2


def test_what_an_operator_has_changed_stays(assets: Path) -> None:
    Product.objects.filter(pk=world.MUG_ID).update(price="99.00", name="Big mug")
    Variant.objects.filter(sku="TSHIRT-NAVY-S").delete()

    seed_demo_world(assets=assets)

    mug = Product.objects.get(pk=world.MUG_ID)
    assert (str(mug.price), mug.name) == ("99.00", "Big mug")
    assert not Variant.objects.filter(sku="TSHIRT-NAVY-S").exists()


def test_fonts_are_the_packages_own(assets: Path) -> None:
    listed = json.loads((assets / "fonts" / "fonts.json").read_text())
    assert list(Font.objects.values_list("pk", flat=True)) == [font["id"] for font in listed]
    assert all(len(font.sha256) == 64 for font in Font.objects.all())
    assert AspectOption.objects.filter(aspect__name="Size").count() == 5


def test_the_cases_of_one_supplier_are_printed_six_to_a_sheet() -> None:
    cases = BatchTemplate.objects.get(supplier=world.COBALT_CASES_ID)
    case = ItemFacts(
        skus=frozenset({"CASE", "CC-CASE-6"}), categories=frozenset(), areas=frozenset({"Back"}), size="", colour="",
        country="GB", carrier="", method="", quantity=1, order_quantity=1,
    )  # fmt: skip

    cases.full_clean()

    assert (cases.slots, cases.medium_label) == (6, "UV flatbed, sheets, 600 × 420 mm")
    assert fits(cases, case)
