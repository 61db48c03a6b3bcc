"""Print sizes, attributes and galleries in the back office."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.catalogue.factories import make_choice, make_gallery, make_print_size, make_product
from tests.catalogue.test_admin import change_page, send, words
from tests.images import vectors

from monogram.catalogue.models import Gallery, GalleryItem, PrintSize, Product, ProductAttribute
from monogram.companies.models import Company

pytestmark = pytest.mark.any_database

GALLERIES = "/admin/catalogue/gallery/"
SQUARE = vectors.svg('<path d="M1 1h8v8h-8z" fill="#c00"/>')


def gallery_page(gallery: Gallery) -> str:
    return f"{GALLERIES}{gallery.pk}/change/"


def new_size(product: Product, **fields: str) -> dict[str, str]:
    """The fields of the product's first print size, filled in."""
    area = product.print_areas.get()
    values = {"name": "A3", "print_area": str(area.pk), "position": "0", "width": "297", "height": "420", **fields}
    return {"print_sizes-TOTAL_FORMS": "1", **{f"print_sizes-0-{name}": value for name, value in values.items()}}


def new_attribute(**fields: str) -> dict[str, str]:
    """The fields of the product's first attribute with one option."""
    values = {"name": "Wrapping", "position": "0", "kind": "choice", "max_length": "60", "default_text": "", **fields}
    option = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0-name": "Kraft paper", "0-price": "2.00", "0-position": "0",
              "0-is_default": "on"}  # fmt: skip
    return {
        "attributes-TOTAL_FORMS": "1",
        **{f"attributes-0-options-{name}": value for name, value in option.items()},
        **{f"attributes-0-{name}": value for name, value in values.items()},
    }


def test_print_sizes_and_attributes_on_the_products_page(admin_client: Client) -> None:
    product = make_product()

    response = send(
        admin_client,
        change_page(product),
        min_quantity="10",
        quantity_step="5",
        is_template="on",
        **new_size(product, price="4.00"),
        **new_attribute(),
    )

    assert response.status_code == 302, words(response)
    product.refresh_from_db()
    assert (product.min_quantity, product.max_quantity, product.quantity_step) == (10, None, 5)
    assert product.is_template
    size = PrintSize.objects.get()
    assert (size.name, size.print_area.name, str(size.price)) == ("A3", "Front", "4.00")
    attribute = ProductAttribute.objects.get()
    assert (attribute.default, str(attribute.options.get().price)) == ("Kraft paper", "2.00")
    assert "Front, 100 × 125 mm" in (page := admin_client.get(change_page(product)).content.decode())
    assert "A3, 297 × 420 mm" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"min_quantity": "0"}, "This must be at least 1."),
        ({"quantity_step": "0"}, "This must be at least 1."),
        ({"min_quantity": "10", "max_quantity": "9"}, "This must be at least 10, or empty."),
        ({"SIZE": {"width": "0"}}, "This must be from 1 to 20,000 mm."),
        ({"SIZE": {"width": "19000", "height": "19000"}}, "million pixels; 400 are allowed."),
        ({"SIZE": {"price": "-1"}}, "A price is not below 0."),
        ({"SIZE": {"quad": "[[1, 2]]"}}, "These must be four points"),
        ({"ATTRIBUTE": {"default_text": "x"}}, "For a choice, tick the option that it begins with."),
        ({"ATTRIBUTE": {"kind": "text", "max_length": "0"}}, "This must be from the length of the default text"),
        ({"ATTRIBUTE": {"options-0-price": "-1"}}, "A price is not below 0."),
    ],
)
def test_mistakes_are_told_where_they_are(admin_client: Client, changes: dict[str, Any], message: str) -> None:
    product = make_product()
    if (size := changes.pop("SIZE", None)) is not None:
        changes |= new_size(product, **size)
    if (attribute := changes.pop("ATTRIBUTE", None)) is not None:
        changes |= new_attribute(**attribute)

    response = send(admin_client, change_page(product), **changes)

    assert message in words(response)
    assert (PrintSize.objects.count(), ProductAttribute.objects.count()) == (0, 0)


def test_only_the_products_own_areas_have_print_sizes(admin_client: Client) -> None:
    product, other = make_product(), make_product(name="Other")

    response = send(admin_client, change_page(product), **new_size(product, print_area=str(other.print_areas.get().pk)))

    assert "Select a valid choice." in words(response)
    assert not PrintSize.objects.exists()


def test_a_products_page_shows_what_there_is(admin_client: Client) -> None:
    product = make_product()
    make_print_size(product)
    make_choice(product)

    response = send(admin_client, change_page(product))

    assert response.status_code == 302, words(response)
    assert (PrintSize.objects.count(), ProductAttribute.objects.get().options.count()) == (1, 2)


def test_pictures_come_into_a_gallery_many_at_once(admin_client: Client) -> None:
    files = [
        SimpleUploadedFile("red-square.svg", SQUARE),
        SimpleUploadedFile("nothing.svg", b"<html>"),
        SimpleUploadedFile("second.svg", SQUARE),
    ]

    response = send(
        admin_client, f"{GALLERIES}add/", name="Shapes", new_pictures=files, new_category="Squares", new_tags="red"
    )

    assert response.status_code == 302, words(response)
    gallery = Gallery.objects.get()
    assert [(item.name, item.category, item.tags) for item in gallery.items.all()] == [
        ("Red square", "Squares", "red"),
        ("Second", "Squares", "red"),
    ]
    page = words(admin_client.get(GALLERIES))
    assert "2 pictures added." in page
    assert "“nothing.svg” was not added: This file is not a picture that we can print." in page
    assert "Clipart, sharp at any size" in words(admin_client.get(gallery_page(gallery)))


def test_a_gallerys_pictures_are_named_and_put_in_order(admin_client: Client, retailer: Company) -> None:
    gallery = make_gallery(retailer, "One", "Two")

    response = send(
        admin_client,
        gallery_page(gallery),
        is_on_all_products="on",
        **{"items-0-name": "Last", "items-0-position": "9", "owner": ""},
    )

    assert response.status_code == 302, words(response)
    assert [item.name for item in gallery.items.all()] == ["Two", "Last"]
    assert GalleryItem.objects.get(name="Last").search_text == " last things"
    gallery.refresh_from_db()
    assert gallery.owner == retailer
    listed = words(admin_client.get(GALLERIES))
    assert "All products" in listed


def test_too_many_files_at_once(admin_client: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.svg", SQUARE) for number in range(61)]

    response = send(admin_client, f"{GALLERIES}add/", name="Shapes", new_pictures=files)

    assert "Choose at most 60 files at once; these are 61." in words(response)
    assert not Gallery.objects.exists()
