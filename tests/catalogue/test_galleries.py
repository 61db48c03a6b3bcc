"""Galleries: who sees which, and how their pictures are found."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_gallery, make_gallery_item, make_product
from tests.images import pictures, vectors

from monogram.catalogue.galleries import ITEMS_PER_PAGE, add_to_gallery, find_items, list_galleries
from monogram.catalogue.models import GalleryItem
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.errors import ImageRefusedError
from monogram.images.models import Image
from monogram.images.queries import usable_images

SQUARE = '<path d="M1 1h8v8h-8z" fill="#c00"/>'


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Rival")


def listed(company: Company, *ids: int, product: int | None = None) -> list[str]:
    return [one.gallery.name for one in list_galleries(company, ids=ids, product_id=product)]


def found(company: Company, query: str = "", *ids: int, category: str = "", page: int = 1) -> list[str]:
    return [item.name for item in find_items(company, ids=ids, query=query, category=category, page=page).items]


def test_a_product_offers_galleries_of_all_products_and_its_own(retailer: Company, rival: Company) -> None:
    card, other = make_product(retailer), make_product(retailer, name="Other")
    make_gallery(None, "Cake", name="Everywhere")
    chosen = make_gallery(retailer, "Rose", name="On the card", is_on_all_products=False, position=1)
    chosen.products.add(card)
    make_gallery(rival, "Secret", name="The rival's")
    make_gallery(retailer, name="Empty")

    assert listed(retailer, product=card.pk) == ["Everywhere", "On the card"]
    assert listed(retailer, product=other.pk) == ["Everywhere"]
    assert listed(retailer) == ["Everywhere"]
    assert listed(rival, product=card.pk) == ["Everywhere", "The rival's"]


def test_galleries_that_are_named_are_given_wherever_they_are_offered(retailer: Company, rival: Company) -> None:
    hidden = make_gallery(retailer, "Rose", name="Hidden", is_on_all_products=False)
    foreign = make_gallery(rival, "Secret", name="The rival's")

    assert listed(retailer, hidden.pk, foreign.pk, 987654321) == ["Hidden"]
    assert found(retailer, "", hidden.pk, foreign.pk) == ["Rose"]
    assert found(retailer, "secret", foreign.pk) == []
    assert found(retailer) == []


def test_categories_come_in_the_order_of_their_first_pictures(retailer: Company) -> None:
    gallery = make_gallery(retailer)
    for name, category in (("Cake", "Food"), ("Cat", "Animals"), ("Loaf", "Food"), ("Thing", "")):
        make_gallery_item(gallery, name, category)

    (one,) = list_galleries(retailer, ids=[], product_id=None)

    assert (one.categories, one.count) == (["Food", "Animals"], 4)
    assert found(retailer, category="Food") == ["Cake", "Loaf"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Crème brûlée", "Birthday cake", "Cat"]),
        ("creme", ["Crème brûlée"]),
        ("BRÛL", ["Crème brûlée"]),
        ("cak", ["Birthday cake"]),
        ("candle food", ["Birthday cake"]),
        ("food", ["Crème brûlée", "Birthday cake"]),
        ("cake cat", []),
        ("ake", []),
        ("100%", []),
        ("_", []),
        ("!?", ["Crème brûlée", "Birthday cake", "Cat"]),
    ],
)
def test_every_word_must_be_found(retailer: Company, query: str, names: list[str]) -> None:
    gallery = make_gallery(retailer)
    make_gallery_item(gallery, "Crème brûlée", "Food", "sweet")
    make_gallery_item(gallery, "Birthday cake", "Food", "candles, party")
    make_gallery_item(gallery, "Cat", "Animals", "kitten")

    assert found(retailer, query) == names


def test_what_is_renamed_is_found_by_its_new_name(retailer: Company) -> None:
    gallery = make_gallery(retailer, "Cat")
    item = GalleryItem.objects.get()
    item.name = "Kitten"
    item.save(update_fields=["name"])

    assert found(retailer, "kitten") == ["Kitten"]
    assert found(retailer, "cat", gallery.pk) == []


def test_pages(retailer: Company, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    gallery = make_gallery(retailer, "First")
    first = GalleryItem.objects.get()
    GalleryItem.objects.bulk_create(
        GalleryItem(
            gallery=gallery, image=first.image, name=f"Picture {number}", position=number, thumbnail="t",
            thumbnail_width=1, thumbnail_height=1,
        )
        for number in range(1, ITEMS_PER_PAGE + 2)
    )  # fmt: skip

    with django_assert_num_queries(2):
        page = find_items(retailer, ids=[], query="", category="", page=1)
    assert (len(page.items), page.total, page.has_more) == (48, 50, True)
    last = find_items(retailer, ids=[], query="", category="", page=2)
    assert ([item.name for item in last.items], last.has_more) == (["Picture 48", "Picture 49"], False)
    assert find_items(retailer, ids=[], query="", category="", page=3).items == []
    with django_assert_num_queries(2):
        list_galleries(retailer, ids=[], product_id=7)


def test_a_picture_passes_the_door_into_a_gallery(retailer: Company) -> None:
    gallery = make_gallery(None, kind="clipart")

    item = add_to_gallery(gallery=gallery, file_name="red_square-2.svg", content=vectors.svg(SQUARE), category="Shapes")

    assert (item.name, item.category, item.position) == ("Red square 2", "Shapes", 0)
    assert item.image.company is None
    assert item.image.drawing
    assert files.read(item.thumbnail).startswith(b"RIFF")
    assert max(item.thumbnail_width, item.thumbnail_height) == 360
    assert list(usable_images(retailer)) == [item.image]


def test_a_gallerys_pictures_are_its_owners(retailer: Company, rival: Company) -> None:
    item = add_to_gallery(gallery=make_gallery(retailer), file_name="a.jpg", content=pictures.encoded("jpeg"))

    assert item.image.company == retailer
    assert list(usable_images(rival)) == []


def test_what_is_refused_leaves_nothing(retailer: Company) -> None:
    with pytest.raises(ImageRefusedError):
        add_to_gallery(gallery=make_gallery(retailer), file_name="a.jpg", content=b"<html>")

    assert (Image.objects.count(), GalleryItem.objects.count()) == (0, 0)
