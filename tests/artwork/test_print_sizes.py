"""Designs in a print size: their files and pictures have its measures, whatever becomes of the product since."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image as Pillow
from tests.artwork.conftest import MakeItem
from tests.catalogue.factories import make_print_size
from tests.designs.documents import document, text_layer

from monogram.artwork.scenes import DesignScene, views_with_areas
from monogram.artwork.services import prepare_item, render_design_thumbnails
from monogram.catalogue.models import PrintSize, Product
from monogram.catalogue.queries import full_product_for
from monogram.companies.models import Company
from monogram.designs.models import PrintJob
from monogram.designs.services import create_print_job
from monogram.files import services as files
from monogram.layout.document import load
from monogram.orders.models import ItemType

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CORNER = [[20, 20], [120, 20], [120, 145], [20, 145]]


@pytest.fixture
def card(shirt: Product) -> Product:
    shirt.aspects.all().delete()
    shirt.variants.all().delete()
    return shirt


def large_job(retailer: Company, card: Product, size: PrintSize) -> PrintJob:
    word = text_layer("Large", size=30, transform=[1, 0, 0, 1, 100, 125])
    return create_print_job(
        company=retailer,
        product=full_product_for(retailer, card.pk),
        document=document(card, word, width=size.width, height=size.height),
        options=[],
        print_size=size.pk,
    )


def test_the_print_file_has_the_sizes_pixels(retailer: Company, card: Product, make_item: MakeItem) -> None:
    size = make_print_size(card)
    job = large_job(retailer, card, size)
    size.delete()

    output, thumbnail = prepare_item(make_item(type=ItemType.PRINT_JOB, product=card, print_job=job))

    pixels = (round(204 / 25.4 * 300), round(254 / 25.4 * 300))
    assert Pillow.open(io.BytesIO(files.read(output.artwork.file))).size == pixels
    assert (output.artwork.width, output.artwork.height) == pixels
    assert Pillow.open(io.BytesIO(files.read(thumbnail.artwork.file))).size == (600, 600)


def test_the_design_lies_on_the_sizes_corners(retailer: Company, card: Product) -> None:
    product = full_product_for(retailer, card.pk)
    patch = {"id": "s1", "type": "shape", "shape": "rectangle", "width": 200, "height": 250, "fill": "#ff0000"}
    design = load(document(card, {**patch, "transform": [1, 0, 0, 1, 100, 125]}, width=200, height=250))
    size = make_print_size(card, quad=CORNER)
    chosen = {"id": size.pk, "name": "Large", "area": "Front", "width": 200, "height": 250}
    product = full_product_for(retailer, card.pk)

    pictures = render_design_thumbnails(product=product, document=design, options=[], print_size=chosen)

    (thumbnail,) = (picture for picture in pictures if picture["name"] == "thumbnail")
    pixels = np.asarray(Pillow.open(io.BytesIO(files.read(thumbnail["key"]))).convert("RGB")).astype(int)
    is_red = pixels[..., 0] - pixels[..., 1] > 80
    down, across = np.nonzero(is_red)
    assert np.abs(np.array([across.min(), across.max(), down.min(), down.max()]) / 1.5 - [20, 120, 20, 145]).max() < 2


def test_other_products_and_areas_stay_as_they_are(card: Product) -> None:
    size = make_print_size(card)
    chosen = {"id": size.pk, "name": "Large", "area": "Front", "width": 200, "height": 250}
    scene = DesignScene(card, load(document(card, width=200, height=250)), (), chosen)

    ((_, (area,)),) = views_with_areas(scene)

    assert (area.width, area.height, area.quad[0]) == (200, 250, [100, 100])
    stored = card.print_areas.get()
    assert (stored.width, stored.height) == (100, 125)
