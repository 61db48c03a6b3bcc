"""Placing orders over HTTP, as the documented samples and real clients do."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import override_settings
from tests.api.client import call, post_order
from tests.orders.world import RETAILER_ID, RETAILER_KEY, World, item_of_type, order_body, stock_item

from monogram.catalogue.models import Product, ProductKind
from monogram.companies import services as companies
from monogram.companies.models import Company, CompanyType
from monogram.demo import world as demo
from monogram.designs.models import PrintJob, PrintJobStatus
from monogram.oms.route import NO_SUPPLIER
from monogram.orders.models import Order
from monogram.suppliers.models import DropshipAccount

# The published sample as it is printed: a comma is missing behind the shipping company.
SAMPLE_AS_PRINTED = b"""{
    "external_ref": "TEST001",
    "sale_datetime": "2017-01-01 12:00:43",
    "shipping_company": "Custom Gateway Ltd."
    "shipping_address_1": "Pinewood Court",
    "shipping_postcode": "SK10 2XR",
    "shipping_country_code": "GB",
    "items": [
        {
            "external_ref": "ITEM001",
            "quantity": 1,
            "type": 2,
            "print_job_ref": "CF921CF10F59B3A258"
        }
    ]
}"""
SAMPLE = SAMPLE_AS_PRINTED.replace(b'Ltd."', b'Ltd.",')


@pytest.fixture
def demo_shop(db: None) -> Any:
    """As much of the demo world as the published sample needs."""
    shop = Company.objects.create(id=demo.RETAILER_ID, name=demo.RETAILER_NAME, type=CompanyType.RETAILER)
    printer = Company.objects.create(id=demo.NORTHERN_PRINT_WORKS_ID, name="Printer", type=CompanyType.SUPPLIER)
    companies.create_api_key(company=shop, key=demo.RETAILER_KEY, is_demo=True)
    DropshipAccount.objects.create(id=demo.ACCOUNT_IDS[printer.pk], retailer=shop, supplier=printer)
    shirt = Product.objects.create(
        id=demo.TSHIRT_ID, name="T-shirt", sku="TSHIRT", supplier=printer, kind=ProductKind.PERSONALISED
    )
    document = {"version": 1, "areas": []}
    PrintJob.objects.create(
        ref=demo.PRINT_JOB_REF, company=shop, product=shirt, document=document, document_hash="0" * 64
    )
    with override_settings(MONOGRAM_DEMO=True):
        yield shop


def test_the_published_sample(demo_shop: Company) -> None:
    response = post_order(SAMPLE, auth=f"Basic {demo.RETAILER_ID}:{demo.RETAILER_KEY}")

    assert response.status_code == 200
    (order,) = response.json()
    assert isinstance(order["id"], int)
    assert (len(order["ref"]), order["external_ref"]) == (16, "TEST001")
    assert (order["has_error"], order["error_message"], order["status"]) == (False, "", 1)
    assert order["secondary_company_ref_id"] == 300056
    assert [item["external_ref"] for item in order["items"]] == ["ITEM001"]
    assert PrintJob.objects.get(ref=demo.PRINT_JOB_REF).status == PrintJobStatus.PAID


def test_the_sample_as_printed_is_not_json_and_the_answer_says_where(demo_shop: Company) -> None:
    """Guessing what a broken body means would place an order that nobody wrote: the line is named instead."""
    response = post_order(SAMPLE_AS_PRINTED, auth=f"Basic {demo.RETAILER_ID}:{demo.RETAILER_KEY}")

    assert response.status_code == 400
    assert response.json()["error"]["code"] == 100
    assert response.json()["error"]["message"] == (
        'Invalid JSON: expecting \',\' delimiter at line 5, column 5, near "shipping_address_1": "P'
    )
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "authorization",
    [
        f"Basic {RETAILER_ID}:{RETAILER_KEY}",
        f"basic {RETAILER_ID}:{RETAILER_KEY}",
        "Basic " + base64.b64encode(f"{RETAILER_ID}:{RETAILER_KEY}".encode()).decode(),
        "BASIC " + base64.b64encode(f"{RETAILER_ID}:{RETAILER_KEY}".encode()).decode(),
    ],
)
def test_both_spellings_of_the_credentials(world: World, authorization: str) -> None:
    assert post_order(order_body(), auth=authorization).status_code == 200


@pytest.mark.parametrize("path", ["/order", "/order/"])
@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""]
)
def test_any_content_type(world: World, path: str, content_type: str) -> None:
    assert call("POST", path, order_body(), content_type=content_type).status_code == 200


@pytest.mark.parametrize("company_ref_id", [RETAILER_ID, str(RETAILER_ID), 0, "", None])
def test_a_company_reference_id_may_be_given_or_not(world: World, company_ref_id: Any) -> None:
    assert post_order({**order_body(), "company_ref_id": company_ref_id}).status_code == 200


@pytest.mark.parametrize("kind", [1, 2, 3, 4, 5, 7])
def test_each_item_type(world: World, kind: int) -> None:
    response = post_order(order_body(items=[item_of_type(world, kind)]))

    assert response.status_code == 200
    (order,) = response.json()
    (item,) = order["items"]
    assert (item["type"], item["external_ref"], item["quantity"], item["status"]) == (kind, f"ITEM{kind}", 1, 1)
    assert (len(item["ref"]), order["has_error"]) == (11, False)


def test_a_split_order_is_answered_whole(world: World) -> None:
    items = [item_of_type(world, kind) for kind in (2, 4, 7)]

    orders = post_order(order_body(items=items)).json()

    assert [[item["type"] for item in order["items"]] for order in orders] == [[2, 7], [4]]
    assert [order["external_ref"] for order in orders] == ["TEST001", "TEST001"]


def test_an_administrative_error_is_http_200(world: World) -> None:
    response = post_order(order_body(items=[stock_item(sku="NOWHERE")]))

    assert response.status_code == 200
    (order,) = response.json()
    assert (order["has_error"], order["error_message"]) == (True, NO_SUPPLIER)
    assert (order["status"], order["status_name"]) == (32, "QC Query")


def test_the_same_request_again_with_its_key(world: World) -> None:
    first = post_order(order_body(), Idempotency_Key="abc")
    again = post_order(order_body(), Idempotency_Key="abc")
    other = post_order(order_body(external_ref="B"), Idempotency_Key="abc")

    assert again.status_code == 200
    assert again.json() == first.json()
    assert other.status_code == 400
    assert other.json()["error"]["message"] == "This Idempotency-Key was used for another request body"
    assert Order.objects.count() == 1


def test_demo_mode_lets_callbacks_go_to_this_machine(world: World) -> None:
    body = order_body(status_callback_url="http://127.0.0.1:8001/shop/callback")

    assert post_order(body).status_code == 400
    with override_settings(MONOGRAM_DEMO=True):
        assert post_order(body).status_code == 200
