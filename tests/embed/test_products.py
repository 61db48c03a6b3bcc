"""`/s/data/products` and its older address."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_product

from monogram.catalogue.models import Product
from monogram.catalogue.queries import designer_product
from monogram.companies.models import Company


@pytest.mark.parametrize(
    "address", ["/s/data/products/{id}?company={company}", "/acp/api/p/1/product/?id={id}&d={company}"]
)
def test_the_product_as_the_designer_gets_it(client: Client, retailer: Company, card: Product, address: str) -> None:
    response = client.get(address.format(id=card.pk, company=retailer.pk))

    assert response.status_code == 200
    assert response.json() == {**designer_product(retailer, card.pk), "design": None}
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_the_whole_answer_takes_few_queries(
    client: Client, retailer: Company, card: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(13):
        client.get(f"/s/data/products/{card.pk}?company={retailer.pk}")


def test_what_has_not_changed_is_not_sent_again(client: Client, retailer: Company, card: Product) -> None:
    address = f"/s/data/products/{card.pk}?company={retailer.pk}"
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    Product.objects.update(name="Postcard")
    assert client.get(address, headers={"if-none-match": etag}).json()["name"] == "Postcard"


@pytest.mark.parametrize("product_id", ["0", "999999999", "9" * 40, "abc", "-1", "1.5", "٣"])
def test_an_unknown_product(client: Client, retailer: Company, product_id: str) -> None:
    response = client.get(f"/s/data/products/{product_id}?company={retailer.pk}")

    assert response.status_code == 404
    assert response.json() == {"error": {"code": 7001, "message": "This product is not available."}}


def test_another_companys_product_is_unknown(client: Client, rival: Company, card: Product) -> None:
    assert client.get(f"/s/data/products/{card.pk}?company={rival.pk}").status_code == 404
    assert client.get(f"/acp/api/p/1/product/?id={card.pk}&guid={rival.pk}").status_code == 404
    assert client.get(f"/acp/api/p/1/product/?id={card.pk}").status_code == 404


def test_the_older_address_knows_shared_products_without_a_company(client: Client, retailer: Company) -> None:
    assert client.get(f"/acp/api/p/1/product?id={make_product().pk}").status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "path"),
    [("", 400, "company"), ("?company=", 400, "company"), ("?company=abc", 400, "company"), ("?company=1", 404, None)],
)
def test_which_company(client: Client, card: Product, query: str, status: int, path: str | None) -> None:
    response = client.get(f"/s/data/products/{card.pk}{query}")

    assert response.status_code == status
    assert response.json()["error"].get("path") == path


def test_a_company_that_is_switched_off(client: Client, retailer: Company, card: Product) -> None:
    Company.objects.update(is_active=False)

    assert client.get(f"/s/data/products/{card.pk}?company={retailer.pk}").status_code == 404


def test_the_older_address_needs_an_id(client: Client, retailer: Company) -> None:
    response = client.get("/acp/api/p/1/product/")

    assert (response.status_code, response.json()["error"]["path"]) == (400, "id")


def test_other_methods(client: Client, retailer: Company, card: Product) -> None:
    address = f"/s/data/products/{card.pk}?company={retailer.pk}"

    refused = client.post(address)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert refused.json()["error"]["code"] == 7206
    preflight = client.options(address)
    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
