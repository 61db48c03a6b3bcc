"""Order lines whose pictures lie at the retailer's addresses: kept as they came."""

from __future__ import annotations

import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from PIL import Image as Pillow
from pytest_django import Settings
from tests.artwork.conftest import MakeItem
from tests.catalogue.factories import make_product
from tests.common.receiver import Receiver, answer, receiving
from tests.images import pictures

from monogram.artwork.errors import ExternalPictureError
from monogram.artwork.models import Artwork, ItemAsset
from monogram.artwork.services import prepare_item
from monogram.catalogue.models import ImageArea, Product
from monogram.common import addresses
from monogram.common.http import UnreachableError
from monogram.common.signing import sha256_hex
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.orders.models import ItemType

pytestmark = pytest.mark.django_db

FILES = {
    "/full.jpg": pictures.turned_jpeg(),
    "/back.png": pictures.encoded("PNG"),
    "/thumb.png": pictures.encoded("PNG", pictures.quarters()[::2, ::2].copy()),
    "/text.jpg": b"Dear supplier,",
}


@pytest.fixture
def shop(settings: Settings) -> Iterator[Receiver]:
    """A web server with the retailer's pictures."""
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    addresses.cache.clear()

    def serve(handler: BaseHTTPRequestHandler) -> None:
        content = FILES.get(handler.path)
        answer(404 if content is None else 200, content or b"")(handler)

    with receiving(serve) as server:
        yield server


@pytest.fixture
def mug(retailer: Company) -> Product:
    return make_product(retailer, name="Mug", sku="MUG")


def external(make_item: MakeItem, mug: Product, shop: Receiver, full: str, thumbnail: str) -> Any:
    return make_item(
        type=ItemType.EXTERNAL_URL,
        product=mug,
        external_url=shop.origin + full,
        external_thumbnail_url=shop.origin + thumbnail,
    )


def test_the_picture_is_kept_as_it_came(make_item: MakeItem, mug: Product, shop: Receiver) -> None:
    output, thumbnail = prepare_item(external(make_item, mug, shop, "/full.jpg", "/thumb.png"))

    assert (output.kind, output.name, output.description) == ("output", "output-1.jpg", "Front")
    artwork = output.artwork
    assert files.read(artwork.file) == FILES["/full.jpg"]
    assert (artwork.sha256, artwork.media_type) == (sha256_hex(FILES["/full.jpg"]), "image/jpeg")
    assert (artwork.width, artwork.height, artwork.dpi) == (pictures.WIDTH, pictures.HEIGHT, None)
    assert (thumbnail.kind, thumbnail.name) == ("thumbnail", "thumbnail-1.png")
    assert files.read(thumbnail.artwork.file) == FILES["/thumb.png"]


def test_a_second_run_asks_for_nothing(make_item: MakeItem, mug: Product, shop: Receiver) -> None:
    item = external(make_item, mug, shop, "/full.jpg", "/thumb.png")
    first = prepare_item(item)

    assert prepare_item(item) == first
    assert len(shop.received) == 2


def test_a_missing_thumbnail_is_made_and_holds_nothing_up(make_item: MakeItem, mug: Product, shop: Receiver) -> None:
    _, thumbnail = prepare_item(external(make_item, mug, shop, "/full.jpg", "/nothing.png"))

    assert thumbnail.name == "thumbnail-1.png"
    assert Pillow.open(io.BytesIO(files.read(thumbnail.artwork.file))).size == (pictures.WIDTH, pictures.HEIGHT)


def test_several_areas_are_numbered_and_named(make_item: MakeItem, mug: Product, shop: Receiver) -> None:
    item = make_item(
        type=ItemType.EXTERNAL_URLS,
        product=mug,
        external_urls=[
            {"name": "Front", "fullsize": f"{shop.origin}/full.jpg", "thumbnail": f"{shop.origin}/thumb.png"},
            {"name": "Back", "fullsize": f"{shop.origin}/back.png", "thumbnail": ""},
        ],
    )

    assets = prepare_item(item)

    assert [(asset.name, asset.description) for asset in assets] == [
        ("output-1.jpg", "Front"),
        ("thumbnail-1.png", "Front"),
        ("output-2.png", "Back"),
        ("thumbnail-2.png", "Back"),
    ]


@pytest.mark.parametrize(("path", "reason"), [("/text.jpg", "not a picture"), ("/nothing.jpg", "status 404")])
def test_what_cannot_be_printed_is_told_with_its_address(
    make_item: MakeItem, mug: Product, shop: Receiver, path: str, reason: str
) -> None:
    with pytest.raises(ExternalPictureError, match=reason) as caught:
        prepare_item(external(make_item, mug, shop, path, "/thumb.png"))

    assert shop.origin + path in caught.value.text
    assert not Artwork.objects.exists()
    assert not ItemAsset.objects.exists()


def test_a_host_that_does_not_answer_is_left_to_the_jobs_retries(
    make_item: MakeItem, mug: Product, settings: Settings
) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    item = make_item(type=ItemType.EXTERNAL_URL, product=mug, external_url="http://127.0.0.1:2/a.jpg")

    with pytest.raises(UnreachableError):
        prepare_item(item)


def test_a_host_in_trouble_is_left_to_the_jobs_retries(make_item: MakeItem, mug: Product, shop: Receiver) -> None:
    shop.behaviour = answer(503)

    with pytest.raises(UnreachableError, match="status 503"):
        prepare_item(external(make_item, mug, shop, "/full.jpg", "/thumb.png"))


def test_a_textual_items_picture_covers_its_area(retailer: Company, make_item: MakeItem, shop: Receiver) -> None:
    card = make_product(retailer, name="Card", sku="CARD-T", kind="textual")
    area = card.print_areas.get()
    ImageArea.objects.create(print_area=area, name="Portrait", x=0, y=0, width=50, height=50)
    attributes = [{"name": "Portrait", "value": f"{shop.origin}/back.png"}]

    output, _ = prepare_item(make_item(type=ItemType.TEXTUAL, product=card, attributes=attributes))

    picture = Pillow.open(io.BytesIO(files.read(output.artwork.file)))
    to_pixel = 300 / 25.4
    corners = [(round((x + 2) * to_pixel), round((y + 2) * to_pixel)) for x, y in ((5, 5), (45, 5), (45, 45), (5, 45))]
    expected = [pictures.RED, pictures.GREEN, pictures.BLUE, pictures.WHITE]
    assert [picture.getpixel(corner) for corner in corners] == [(*colour, 255) for colour in expected]
    assert picture.getpixel((round(55 * to_pixel), round(10 * to_pixel))) == (0, 0, 0, 0)
