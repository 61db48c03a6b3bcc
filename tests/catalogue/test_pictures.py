"""Browser-size copies of a view's pictures."""

from __future__ import annotations

import pytest
import pyvips
from tests.catalogue.factories import make_product, make_view

from monogram.catalogue import queries
from monogram.catalogue.errors import PictureUnreadableError
from monogram.catalogue.models import View
from monogram.catalogue.pictures import copy_shade
from monogram.catalogue.services import save_view_pictures
from monogram.companies.models import Company
from monogram.files import services as files


def test_a_large_photo_gets_a_copy_of_1200_pixels_and_the_corners_move_with_it(retailer: Company) -> None:
    product = make_product(retailer)
    area = product.print_areas.get()
    area.view = make_view(product, "Large", side=2000)
    area.quad = [[500, 500], [1500, 500], [1500, 1750], [500, 1750]]
    area.save()

    document = queries.designer_product(retailer, product.pk)

    view = View.objects.get(name="Large")
    assert (view.width, view.height, view.copy_width, view.copy_height) == (2000, 2000, 1200, 1200)
    copy = pyvips.Image.new_from_buffer(files.read(view.photo_copy), "")
    assert (copy.width, copy.height, copy.bands) == (1200, 1200, 3)
    sizes = [pyvips.Image.new_from_buffer(files.read(key), "").width for key in (view.tint_mask_copy, view.shade_copy)]
    assert sizes == [1200, 600]
    assert document["areas"][0]["quad"] == [[300, 300], [900, 300], [900, 1050], [300, 1050]]


def test_a_small_photo_is_not_enlarged(retailer: Company) -> None:
    view = make_view(make_product(retailer), "Small", side=200)

    assert (view.copy_width, view.copy_height) == (200, 200)


def test_greys_of_a_mask_survive_to_within_two_steps(retailer: Company) -> None:
    view = make_view(make_product(retailer), "Mask")

    copy = pyvips.Image.new_from_buffer(files.read(view.tint_mask_copy), "")

    assert abs(copy.getpoint(5, 5)[0] - 150) <= 2
    assert abs(copy.getpoint(200, 200)[0] - 170) <= 2


def test_a_shade_is_black_that_covers_what_the_map_takes(retailer: Company) -> None:
    view = make_view(make_product(retailer), "Shade")
    size = {"width": view.copy_width, "height": view.copy_height}
    grey = pyvips.Image.black(400, 400) + 200

    shade = pyvips.Image.new_from_buffer(copy_shade(grey.cast("uchar").pngsave_buffer(), **size).content, "")

    assert (shade.width, shade.height) == (view.copy_width // 2, view.copy_height // 2)
    assert shade.getpoint(100, 100) == [0, 0, 0, 55]


def test_a_mask_that_is_no_picture_changes_nothing(retailer: Company) -> None:
    view = make_view(make_product(retailer), "Broken")
    before = View.objects.filter(pk=view.pk).values().get()
    view.tint_mask = files.store(b"not a picture", folder="products", suffix="png")

    with pytest.raises(PictureUnreadableError):
        save_view_pictures(view=view)

    assert View.objects.filter(pk=view.pk).values().get() == before
