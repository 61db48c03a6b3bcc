"""`/s/data/galleries`, `/s/data/gallery-items` and `/s/data/products`: what shoppers choose from."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.catalogue.factories import make_gallery, make_gallery_item

from monogram.catalogue.models import Category, GalleryItem, Product
from monogram.companies.models import Company
from monogram.embed.documents import image_document

GALLERIES, ITEMS, PRODUCTS = "/s/data/galleries", "/s/data/gallery-items", "/s/data/products"


def ask(client: Client, address: str, company: Company, **query: str | int) -> Any:
    response = client.get(address, {"company": company.pk, **query})
    assert response.status_code == 200, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    return response.json()


def test_galleries_with_their_categories(client: Client, retailer: Company, rival: Company, card: Product) -> None:
    gallery = make_gallery(retailer, "Cake", "Gift", name="Party")
    foreign = make_gallery(rival, "Secret")
    party = {"id": gallery.pk, "name": "Party", "kind": "clipart", "categories": ["Things"], "count": 2}

    assert ask(client, GALLERIES, retailer, ids="", product=card.pk) == {"galleries": [party]}
    assert ask(client, GALLERIES, retailer, ids=f"{foreign.pk}, {gallery.pk}", product="") == {"galleries": [party]}
    assert ask(client, GALLERIES, retailer, ids=foreign.pk) == {"galleries": []}


def test_pictures_of_a_gallery(client: Client, retailer: Company, rival: Company) -> None:
    gallery = make_gallery(retailer, "Cake")
    make_gallery_item(gallery, "Cat", "Animals")
    item = GalleryItem.objects.get(name="Cat")

    page = ask(client, ITEMS, retailer, ids=gallery.pk, q="CAT anim", category="", page=1)

    assert (page["total"], page["next"]) == (1, None)
    (shown,) = page["items"]
    assert (shown["id"], shown["name"], shown["category"]) == (item.pk, "Cat", "Animals")
    assert (shown["thumbnail"]["width"], shown["thumbnail"]["height"]) == (360, 360)
    assert shown["image"] == image_document(item.image)
    assert ask(client, ITEMS, rival, ids=gallery.pk) == {"items": [], "total": 0, "next": None}
    thumbnail = client.get(shown["thumbnail"]["url"])
    assert "immutable" in thumbnail["Cache-Control"]


def test_products_to_choose_from(client: Client, retailer: Company, rival: Company, card: Product) -> None:
    category = Category.objects.create(name="Paper", owner=retailer)
    category.products.add(card)

    listed = ask(client, PRODUCTS, retailer, pc=category.pk, q="car", page=1)

    assert [product["id"] for product in listed["products"]] == [card.pk]
    assert (listed["categories"], listed["next"]) == ([{"id": category.pk, "name": "Paper"}], None)
    assert ask(client, PRODUCTS, rival, pc=category.pk)["products"] == []


def test_what_has_not_changed_is_not_sent_again(client: Client, retailer: Company) -> None:
    make_gallery(retailer, "Cake")
    for address in (GALLERIES, ITEMS, PRODUCTS):
        etag = client.get(address, {"company": retailer.pk})["ETag"]
        again = client.get(address, {"company": retailer.pk}, headers={"if-none-match": etag})
        assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "query", "path"),
    [
        (GALLERIES, {"ids": "x"}, "ids"),
        (GALLERIES, {"ids": "1,-2"}, "ids"),
        (GALLERIES, {"ids": ",".join("1" * 51)}, "ids"),
        (GALLERIES, {"ids": "9" * 30}, "ids"),
        (GALLERIES, {"product": "x"}, "product"),
        (GALLERIES, {"company": ""}, "company"),
        (ITEMS, {"ids": "1;2"}, "ids"),
        (ITEMS, {"q": "x" * 101}, "q"),
        (ITEMS, {"q": "a\x00b"}, "q"),
        (ITEMS, {"category": "x" * 61}, "category"),
        (ITEMS, {"category": "a\x00b"}, "category"),
        (ITEMS, {"page": "0"}, "page"),
        (ITEMS, {"page": "1001"}, "page"),
        (ITEMS, {"page": "x"}, "page"),
        (PRODUCTS, {"pc": "x"}, "pc"),
        (PRODUCTS, {"pc": ",".join("1" * 51)}, "pc"),
        (PRODUCTS, {"q": "x" * 101}, "q"),
        (PRODUCTS, {"page": "-1"}, "page"),
    ],
)
def test_questions_that_are_none(
    client: Client, retailer: Company, address: str, query: dict[str, str], path: str
) -> None:
    response = client.get(address, {"company": str(retailer.pk), **query})

    error = response.json()["error"]
    assert (response.status_code, error["code"], error["path"]) == (400, 7201, path)
    assert error["message"]


@pytest.mark.parametrize("address", [GALLERIES, ITEMS, PRODUCTS])
def test_who_asks_and_how(client: Client, retailer: Company, address: str) -> None:
    unknown = client.get(address, {"company": "1"})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, 7207)
    refused = client.post(f"{address}?company={retailer.pk}")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    preflight = client.options(address)
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
