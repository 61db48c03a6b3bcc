"""Products to choose from."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_product

from monogram.catalogue.listing import PRODUCTS_PER_PAGE, list_products
from monogram.catalogue.models import Category, Product, ProductKind, View
from monogram.catalogue.schemas import ProductListDocument
from monogram.companies.models import Company


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Rival")


def listed(company: Company, *categories: int, query: str = "", page: int = 1) -> ProductListDocument:
    return list_products(company, categories=categories, query=query, page=page)


def names(company: Company, *categories: int, query: str = "") -> list[str]:
    return [product["name"] for product in listed(company, *categories, query=query)["products"]]


def make_category(owner: Company | None, name: str, *products: Product) -> int:
    category = Category.objects.create(name=name, owner=owner)
    category.products.set(products)
    return category.pk


def test_the_products_of_categories_that_the_company_sees(retailer: Company, rival: Company) -> None:
    card, mug, poster = (make_product(retailer, name=name) for name in ("Card", "Mug", "Poster"))
    foreign = make_product(rival, name="Foreign")
    paper = make_category(retailer, "Paper", card, poster, foreign)
    gifts = make_category(None, "Gifts", card, mug)
    rivals = make_category(rival, "Rival's", mug)

    both = listed(retailer, paper, gifts, rivals)

    assert [(product["name"], product["categories"]) for product in both["products"]] == [
        ("Card", [gifts, paper]),
        ("Mug", [gifts]),
        ("Poster", [paper]),
    ]
    assert both["categories"] == [{"id": gifts, "name": "Gifts"}, {"id": paper, "name": "Paper"}]
    assert names(retailer, rivals) == []
    assert names(retailer) == ["Card", "Mug", "Poster"]
    assert listed(rival, paper)["products"] == []
    assert listed(rival, paper)["categories"] == []


def test_what_cannot_be_designed_is_not_listed(retailer: Company) -> None:
    make_product(retailer, name="Off", is_active=False)
    make_product(retailer, name="Box", kind=ProductKind.STOCK)
    make_product(retailer, name="Pen", kind=ProductKind.TEXTUAL)

    assert names(retailer) == ["Pen"]


def test_a_product_as_it_is_listed(retailer: Company) -> None:
    card = make_product(retailer)
    bare = Product.objects.create(name="Bare", sku="BARE", owner=retailer)

    first, second = listed(retailer)["products"]

    assert first == {
        "id": bare.pk, "base_product_id": None, "name": "Bare", "sku": "BARE", "price": None, "thumbnail": None,
        "categories": [],
    }  # fmt: skip
    assert second["price"] == {"amount": "4.50", "currency": "GBP"}
    assert second["thumbnail"] is not None
    assert second["thumbnail"]["url"].endswith(".webp")
    assert (second["thumbnail"]["width"], second["thumbnail"]["height"]) == (360, 360)

    View.objects.filter(product=card).update(thumbnail="")
    _, older = listed(retailer)["products"]
    assert older["thumbnail"] is not None
    assert older["thumbnail"]["width"] == 400


def test_products_are_found_by_words_of_their_names_and_skus(retailer: Company) -> None:
    make_product(retailer, name="Crème jar", sku="JAR-01")
    make_product(retailer, name="Mug", sku="MUG-01")

    assert names(retailer, query="CREME") == ["Crème jar"]
    assert names(retailer, query="jar-01") == ["Crème jar"]
    assert names(retailer, query="01 mu") == ["Mug"]
    assert names(retailer, query="jar mug") == []


def test_pages_take_the_same_number_of_queries(
    retailer: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_product(retailer, name="A first")
    for number in range(PRODUCTS_PER_PAGE):
        Product.objects.create(name=f"Product {number:02}", sku=f"P{number}", owner=retailer)
    make_category(retailer, "All", *Product.objects.all())

    with django_assert_num_queries(6):
        first = listed(retailer)
    last = listed(retailer, page=2)

    assert (len(first["products"]), first["next"]) == (24, 2)
    assert ([product["name"] for product in last["products"]], last["next"]) == (["Product 23"], None)
