"""The pictures of a design that a cart shows."""

from __future__ import annotations

import io

import numpy as np
import pytest
import pyvips
from PIL import Image as Pillow
from tests.catalogue.factories import QUAD, make_view, options_of
from tests.designs.documents import document, text_layer
from tests.rendering.test_model import upright_card

from monogram.artwork.services import render_design_thumbnails
from monogram.catalogue.models import PrintArea, Product, ProductModel
from monogram.catalogue.services import save_view_pictures
from monogram.files import services as files
from monogram.layout.document import load

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BIG_RED = {"id": "s", "type": "shape", "shape": "rectangle", "width": 90, "height": 110, "fill": "#ff0000"}


def opened(thumbnail: dict[str, str]) -> Pillow.Image:
    return Pillow.open(io.BytesIO(files.read(thumbnail["key"])))


def test_a_cart_gets_a_picture_a_small_and_a_large_one(shirt: Product) -> None:
    thumbnails = render_design_thumbnails(
        product=shirt, document=load(document(shirt)), options=options_of(shirt, "WHITE", "M")
    )

    assert [(thumbnail["name"], thumbnail["description"]) for thumbnail in thumbnails] == [
        ("thumbnail", "Front"),
        ("thumbnail_60", "Front"),
        ("thumbnail_large", "Front"),
    ]
    assert [opened(thumbnail).size for thumbnail in thumbnails] == [(600, 600), (60, 60), (600, 600)]


@pytest.mark.parametrize(("photo", "large"), [((400, 300), 600), ((1000, 700), 1000), ((900, 2400), 1600)])
def test_thumbnails_are_square_and_the_large_one_as_fine_as_the_photo(
    shirt: Product, photo: tuple[int, int], large: int
) -> None:
    content = pyvips.Image.black(*photo, bands=3).copy(interpretation="srgb").pngsave_buffer()
    view = shirt.views.get()
    fresh = {"photo": files.store(content, folder="products", suffix="png"), "tint_mask": "", "shading_map": ""}
    for field, key in fresh.items():
        setattr(view, field, key)
    save_view_pictures(view=view)

    thumbnails = render_design_thumbnails(product=shirt, document=document(shirt), options=[])

    sizes = {thumbnail["name"]: opened(thumbnail).size for thumbnail in thumbnails}
    assert sizes == {"thumbnail": (600, 600), "thumbnail_60": (60, 60), "thumbnail_large": (large, large)}


def test_the_design_follows_the_displacement_map(shirt: Product) -> None:
    layer = {**BIG_RED, "transform": [1, 0, 0, 1, 50, 62.5]}

    def top_left() -> tuple[int, int]:
        pixels = np.asarray(
            opened(render_design_thumbnails(product=shirt, document=document(shirt, layer), options=[])[0])
        ).astype(int)
        red = pixels[..., 0] - pixels[..., 1] > 40
        return int(np.flatnonzero(red.any(axis=1))[0]), int(np.flatnonzero(red.any(axis=0))[0])

    top, left = top_left()
    white = pyvips.Image.black(400, 400) + 255
    key = files.store(white.cast("uchar").pngsave_buffer(), folder="products", suffix="png")
    shirt.views.update(displacement_map=key, displacement=5)

    # 5 mm on a photo where 100 mm are 200 of 400 pixels, at 600 pixels: 15.
    assert top_left() == pytest.approx((top + 15, left + 15), abs=1)


def test_a_plain_document_does_as_well(shirt: Product) -> None:
    options = options_of(shirt, "WHITE", "M")

    plain = render_design_thumbnails(product=shirt, document=document(shirt), options=options)

    assert plain == render_design_thumbnails(product=shirt, document=load(document(shirt)), options=options)


def test_each_photographed_side_has_its_picture(shirt: Product) -> None:
    PrintArea.objects.create(
        product=shirt, view=make_view(shirt, "Back"), name="Back", position=1, width=100, height=125, quad=QUAD
    )
    make_view(shirt, "On a model")

    thumbnails = render_design_thumbnails(product=shirt, document=document(shirt), options=[])

    assert [(thumbnail["name"], thumbnail["description"]) for thumbnail in thumbnails] == [
        ("thumbnail", "Front"),
        ("thumbnail_60", "Front"),
        ("thumbnail_large", "Front"),
        ("thumbnail_2", "Back"),
    ]


def test_the_design_lies_in_the_quad_of_the_photo(shirt: Product) -> None:
    layer = {**BIG_RED, "transform": [1, 0, 0, 1, 50, 62.5]}

    thumbnail = opened(render_design_thumbnails(product=shirt, document=document(shirt, layer), options=[])[0])

    pixels = np.asarray(thumbnail).astype(int)
    red = pixels[..., 0] - pixels[..., 1] > 40
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    scale = 600 / shirt.views.get().width
    left, right, top, bottom = (value * scale for value in (110, 290, 115, 335))
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == pytest.approx((left, right, top, bottom), abs=3)


def test_a_product_with_a_model_is_shown_in_the_round_first(shirt: Product) -> None:
    key = files.store(upright_card(), folder="models", suffix="glb")
    ProductModel.objects.create(product=shirt, file=key, print_area=shirt.print_areas.get(), print_mesh="card")
    layer = {**BIG_RED, "transform": [1, 0, 0, 1, 50, 62.5]}

    thumbnails = render_design_thumbnails(product=shirt, document=document(shirt, layer), options=[])

    assert [thumbnail["description"] for thumbnail in thumbnails] == ["In 3D", "In 3D", "In 3D", "Front"]
    middle = np.asarray(opened(thumbnails[0]))[290, 290].astype(int)
    assert middle[0] > middle[1] + 40


def test_a_broken_model_leaves_the_photographs(shirt: Product) -> None:
    key = files.store(b"glTF and no more", folder="models", suffix="glb")
    ProductModel.objects.create(product=shirt, file=key, print_area=shirt.print_areas.get(), print_mesh="card")

    thumbnails = render_design_thumbnails(product=shirt, document=document(shirt, text_layer()), options=[])

    assert [thumbnail["description"] for thumbnail in thumbnails] == ["Front", "Front", "Front"]
