"""Order lines of drawn designs: their files, made once and never changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow
from tests.artwork.conftest import MakeItem
from tests.catalogue.factories import make_product, make_text_area, options_of
from tests.catalogue.pictures import picture
from tests.designs.documents import document, image_layer, text_layer
from tests.images import pictures
from tests.rendering.repacking import repacked

from monogram.artwork import services
from monogram.artwork.errors import ArtworkChangedError, DesignNotDrawableError
from monogram.artwork.models import Artwork, ItemAsset
from monogram.artwork.queries import AssetView, assets_of_order
from monogram.artwork.services import keep_artwork, prepare_item
from monogram.catalogue.models import PrintArea, Product
from monogram.common.signing import sha256_hex
from monogram.companies.models import Company
from monogram.designs.models import PrintJob
from monogram.designs.services import create_sample
from monogram.files import services as files
from monogram.images.models import Image
from monogram.images.services import accept_upload
from monogram.orders.models import ItemType, OrderItem
from monogram.rendering.png import encode_png

pytestmark = pytest.mark.django_db

MakePrintJob = Callable[..., PrintJob]
SIZE_AT_300_DPI = (round(104 / 25.4 * 300), round(129 / 25.4 * 300))
"""100 × 125 mm with 2 mm of bleed."""


def opened(asset: ItemAsset) -> Pillow.Image:
    return Pillow.open(io.BytesIO(files.read(asset.artwork.file)))


def stored(storage: Path) -> list[Path]:
    return sorted(path for path in storage.rglob("*") if path.is_file())


def test_a_print_job_gets_its_print_file_and_its_thumbnail(bought: OrderItem) -> None:
    output, thumbnail = prepare_item(bought)

    assert (output.kind, output.name, output.description) == ("output", "output-1.png", "Front")
    picture = opened(output)
    assert (picture.size, picture.mode) == (SIZE_AT_300_DPI, "RGBA")
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    alpha = np.asarray(picture)[..., 3]
    assert alpha[0, 0] == 0
    assert alpha.max() == 255
    assert (thumbnail.kind, thumbnail.name, thumbnail.description) == ("thumbnail", "thumbnail-1.png", "Front")
    assert opened(thumbnail).size == (600, 600)


def test_what_is_told_of_a_file_is_true_of_its_bytes(bought: OrderItem) -> None:
    output, _ = prepare_item(bought)
    artwork = output.artwork
    content = files.read(artwork.file)

    assert (artwork.sha256, artwork.byte_size) == (sha256_hex(content), len(content))
    assert (artwork.width, artwork.height, artwork.dpi) == (*SIZE_AT_300_DPI, 300)
    assert assets_of_order(bought.order_id)[bought.pk][0] == AssetView(
        name="output-1.png",
        url=files.public_url(artwork.file),
        description="Front",
        sha256=artwork.sha256,
        width=artwork.width,
        height=artwork.height,
        dpi=300,
    )


def test_a_second_run_makes_nothing(bought: OrderItem, storage: Path) -> None:
    first = prepare_item(bought)
    before = stored(storage)

    assert prepare_item(bought) == first
    assert stored(storage) == before
    assert ItemAsset.objects.count() == 2


def test_what_was_bought_stays_when_the_product_changes(bought: OrderItem) -> None:
    output, _ = prepare_item(bought)
    PrintArea.objects.update(dpi=150)

    assert prepare_item(bought)[0].artwork == output.artwork


def test_the_same_design_bought_again_shares_its_files(bought: OrderItem, make_item: MakeItem) -> None:
    again = make_item(type=ItemType.PRINT_JOB, product=bought.product, print_job=bought.print_job)

    first, second = prepare_item(bought), prepare_item(again)

    assert [asset.artwork for asset in first] == [asset.artwork for asset in second]
    assert Artwork.objects.count() == 2


def test_another_colour_of_the_shirt_changes_the_thumbnail_alone(
    make_item: MakeItem, make_print_job: MakePrintJob
) -> None:
    white, black = (
        prepare_item(make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job))
        for job in (make_print_job(colour="WHITE"), make_print_job(colour="BLACK"))
    )

    assert white[0].artwork == black[0].artwork
    brightness = [np.asarray(opened(assets[1])).mean() for assets in (white, black)]
    assert brightness[1] < brightness[0] / 2


@pytest.mark.any_database
@pytest.mark.parametrize("change", ["dpi", "bleed", "width", "mask"])
def test_another_geometry_is_another_source(make_item: MakeItem, make_print_job: MakePrintJob, change: str) -> None:
    job = make_print_job()
    items = [make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job) for _ in range(2)]
    first = prepare_item(items[0])[0]
    mask = files.store(picture(255), folder="products", suffix="png")
    PrintArea.objects.update(**{change: {"dpi": 200, "bleed": 3, "width": 100.005, "mask": mask}[change]})

    items[1].refresh_from_db()
    second = prepare_item(OrderItem.objects.get(pk=items[1].pk))[0]

    assert second.artwork.source_hash != first.artwork.source_hash


@pytest.mark.any_database
def test_pictures_are_printed_from_their_full_size(
    retailer: Company, make_item: MakeItem, make_print_job: MakePrintJob
) -> None:
    image = accept_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG"))
    job = make_print_job(image_layer(image.pk))

    output, _ = prepare_item(make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job))

    pixels = np.asarray(opened(output))
    middle_x, middle_y = round((50 + 2) / 25.4 * 300), round((60 + 2) / 25.4 * 300)
    quarter = 80
    assert pixels[middle_y - quarter, middle_x - quarter].tolist() == [255, 0, 0, 255]
    assert pixels[middle_y + quarter, middle_x + quarter].tolist() == [0, 0, 255, 255]


def test_a_picture_that_is_gone_stops_the_line_and_leaves_nothing(
    retailer: Company, make_item: MakeItem, make_print_job: MakePrintJob
) -> None:
    image = accept_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG"))
    job = make_print_job(image_layer(image.pk))
    Image.objects.all().delete()

    with pytest.raises(DesignNotDrawableError, match="no longer there"):
        prepare_item(make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job))

    assert not Artwork.objects.exists()
    assert not ItemAsset.objects.exists()


def test_an_area_with_nothing_on_it_is_not_printed(
    shirt: Product, make_item: MakeItem, make_print_job: MakePrintJob
) -> None:
    shirt.preflight = {"empty_design": "off"}
    job = make_print_job(text_layer(" "))

    assets = prepare_item(make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job))

    assert [asset.name for asset in assets] == ["thumbnail-1.png"]


@pytest.mark.any_database
def test_a_sample_is_drawn_like_a_print_job(retailer: Company, shirt: Product, make_item: MakeItem) -> None:
    sample = create_sample(
        company=retailer, product=shirt, name="Hello", document=document(shirt), options=options_of(shirt, "WHITE", "M")
    )

    assets = prepare_item(make_item(type=ItemType.PRINT_ON_DEMAND, product=shirt, sample=sample))

    assert [asset.name for asset in assets] == ["output-1.png", "thumbnail-1.png"]


def test_a_stock_item_has_no_files(shirt: Product, make_item: MakeItem) -> None:
    item = make_item(type=ItemType.STOCK, product=shirt)

    assert prepare_item(item) == []
    assert assets_of_order(item.order_id) == {}


def test_a_textual_item_is_set_in_the_products_text_areas(retailer: Company, make_item: MakeItem) -> None:
    pen = make_product(retailer, name="Pen", sku="PEN", kind="textual")
    make_text_area(pen, "Top line")
    attributes = [{"name": "Top line", "value": "Ada"}, {"name": "_colour", "value": "ignored"}]
    item = make_item(type=ItemType.TEXTUAL, product=pen, textual_product_id=pen.pk, attributes=attributes)

    output, thumbnail = prepare_item(item)

    ink = np.asarray(opened(output))[..., 3]
    rows = np.flatnonzero(ink.max(axis=1)) / 300 * 25.4 - 2
    assert 20 < rows.min() < rows.max() < 40
    assert thumbnail.name == "thumbnail-1.png"


def test_what_preflight_says_of_a_textual_item_is_told_once_in_the_orders_history(
    retailer: Company, make_item: MakeItem
) -> None:
    pen = make_product(retailer, name="Pen", sku="PEN", kind="textual")
    make_text_area(pen, "Top line", size=1)
    attributes = [{"name": "Top line", "value": "Ada"}]
    item = make_item(type=ItemType.TEXTUAL, product=pen, attributes=attributes)

    prepare_item(item)
    item.assets.all().delete()
    prepare_item(item)

    (event,) = item.order.events.all()
    assert (event.kind, event.sequence, event.from_status, event.to_status) == ("preflight", 1, None, None)
    assert event.detail == (
        f"Line 1 ({item.ref})\nFront: This text may be too small to read: 1 mm here, 2 mm needed. Make it larger."
    )
    item.order.refresh_from_db()
    assert item.order.sequence == 1


def test_a_textual_item_that_lacks_a_required_text_is_not_made(retailer: Company, make_item: MakeItem) -> None:
    pen = make_product(retailer, name="Pen", sku="PEN", kind="textual")
    make_text_area(pen, "Top line")
    make_text_area(pen, "Name", is_required=True)
    item = make_item(type=ItemType.TEXTUAL, product=pen, attributes=[{"name": "Top line", "value": "Ada"}])

    with pytest.raises(DesignNotDrawableError) as refusal:
        prepare_item(item)

    assert refusal.value.text == f"Line 1 ({item.ref}): “Name” needs a text."
    assert not item.assets.exists()
    assert not item.order.events.exists()


def test_a_textual_item_without_words_has_no_files(retailer: Company, make_item: MakeItem) -> None:
    pen = make_product(retailer, name="Pen", sku="PEN", kind="textual")
    make_text_area(pen, "Top line")

    assert prepare_item(make_item(type=ItemType.TEXTUAL, product=pen, attributes=[])) == []


def test_rivals_end_with_one_set_of_files(bought: OrderItem, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rival finishes after this worker has drawn everything and before it writes its rows."""
    make_assets, rival = services._make_assets, OrderItem.objects.get(pk=bought.pk)

    def make_assets_while_a_rival_finishes(item: OrderItem) -> list[Any]:
        made = list(make_assets(item))
        monkeypatch.setattr(services, "_make_assets", make_assets)
        prepare_item(rival)
        return made

    monkeypatch.setattr(services, "_make_assets", make_assets_while_a_rival_finishes)

    assert prepare_item(bought) == list(rival.assets.all())
    assert ItemAsset.objects.count() == 2


def test_a_print_that_was_packed_otherwise_is_the_one_that_is_there() -> None:
    png = encode_png(np.zeros((30, 40, 4), dtype=np.uint8), dpi=300)
    kept = keep_artwork(source="s" * 64, area_name="Front", content=png, width=40, height=30, dpi=300)

    again = keep_artwork(source="s" * 64, area_name="Front", content=repacked(png), width=40, height=30, dpi=300)

    assert again == kept
    assert files.read(kept.file) == png


def test_other_bytes_from_the_same_source_are_an_incident() -> None:
    kept = keep_artwork(source="s" * 64, area_name="Front", content=b"first", width=1, height=1, dpi=300)

    with pytest.raises(ArtworkChangedError):
        keep_artwork(source="s" * 64, area_name="Front", content=b"other", width=1, height=1, dpi=300)

    kept.refresh_from_db()
    assert (kept.sha256, files.read(kept.file)) == (sha256_hex(b"first"), b"first")
