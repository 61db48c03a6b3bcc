"""Order lines of virtual products: their artwork is drawn on the base, in the variant's colour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.artwork.conftest import MakeItem
from tests.catalogue.factories import make_product, make_text_area
from tests.catalogue.pictures import picture
from tests.designs.documents import image_layer, text_layer
from tests.designs.virtuals import make_artwork, make_virtual

from monogram.artwork.errors import DesignNotDrawableError
from monogram.artwork.scenes import DesignScene
from monogram.artwork.services import design_scene, prepare_item
from monogram.artwork.verification import Finding, verify_item
from monogram.catalogue.models import Product, Variant
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.images.services import accept_upload
from monogram.orders.models import ItemType, OrderItem

pytestmark = pytest.mark.django_db

MakeLine = Callable[..., OrderItem]


@pytest.fixture
def make_line(make_item: MakeItem, shirt: Product) -> MakeLine:
    """A line of the shirt `VP` that stands for some SKU of the base."""

    def make(sku: str = "SHIRT-BLACK-M", kind: ItemType = ItemType.STOCK) -> OrderItem:
        if not VirtualDesign.objects.exists():
            make_virtual(shirt)
        artwork = VirtualDesign.objects.get(is_current=True)
        variant = Variant.objects.get(sku=sku)
        return make_item(type=kind, product=shirt, variant=variant, virtual_design=artwork)

    return make


def scene_of(item: OrderItem) -> DesignScene:
    scene = design_scene(item)
    assert scene is not None
    return scene


@pytest.mark.parametrize("kind", [ItemType.STOCK, ItemType.PRINT_ON_DEMAND])
def test_the_artwork_is_drawn_in_the_variant_s_colour(make_line: MakeLine, kind: ItemType) -> None:
    white, black = make_line("SHIRT-WHITE-M", kind), make_line("SHIRT-BLACK-M", kind)

    names = [asset.name for asset in prepare_item(black)]

    assert names == ["output-1.png", "thumbnail-1.png"]
    assert (scene_of(white).tint, scene_of(black).tint) == ("#ffffff", "#000000")


def test_the_same_artwork_is_drawn_once_for_every_colour(make_line: MakeLine) -> None:
    white, black = prepare_item(make_line("SHIRT-WHITE-M")), prepare_item(make_line("SHIRT-BLACK-M"))

    assert white[0].artwork == black[0].artwork
    assert white[1].artwork != black[1].artwork


def test_artwork_that_came_later_is_not_drawn(make_line: MakeLine) -> None:
    line = make_line()
    bought = line.virtual_design
    assert bought is not None
    make_artwork(bought.virtual, text_layer("Lion", id="artwork"))

    prepare_item(line)

    assert scene_of(line).document.areas[0].layers[0].text == "Tiger"  # type: ignore[union-attr]  # it is a text
    assert {found.finding for found in verify_item(line)} == {Finding.SAME}


def test_a_stock_item_has_nothing_to_draw(make_item: MakeItem, shirt: Product) -> None:
    assert prepare_item(make_item(type=ItemType.STOCK, product=shirt)) == []


@pytest.fixture
def pen(retailer: Company) -> Product:
    """A product with a text area, as `VP` with a picture on it."""
    product = make_product(retailer)
    make_text_area(product)
    image = accept_upload(company=retailer, content=picture(90), file_name="tiger.png")
    make_virtual(product, image_layer(image.pk, id="artwork"))
    return product


@pytest.mark.any_database
def test_words_are_written_over_the_artwork(make_item: MakeItem, pen: Product) -> None:
    artwork = VirtualDesign.objects.get()
    words = [{"name": "Name", "value": "Ada"}]
    plain = make_item(type=ItemType.STOCK, product=pen, virtual_design=artwork)
    line = make_item(type=ItemType.TEXTUAL, product=pen, virtual_design=artwork, attributes=words)
    bare = make_item(type=ItemType.TEXTUAL, product=pen, attributes=words)

    sources = [prepare_item(item)[0].artwork.source_hash for item in (plain, line, bare)]

    assert len(set(sources)) == 3


@pytest.mark.any_database
def test_without_words_the_artwork_is_made_as_it_is(make_item: MakeItem, pen: Product) -> None:
    artwork = VirtualDesign.objects.get()
    plain = make_item(type=ItemType.STOCK, product=pen, virtual_design=artwork)
    line = make_item(type=ItemType.TEXTUAL, product=pen, virtual_design=artwork)

    assert prepare_item(line)[0].artwork == prepare_item(plain)[0].artwork


def test_a_line_that_should_name_a_design_and_does_not_cannot_be_drawn(make_item: MakeItem, shirt: Product) -> None:
    with pytest.raises(DesignNotDrawableError):
        prepare_item(make_item(type=ItemType.PRINT_ON_DEMAND, product=shirt))
