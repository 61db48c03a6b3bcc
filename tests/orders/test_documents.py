"""The order document: the contract's keys in the contract's order, with types that never change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from tests.orders.world import POTTERY_ACCOUNT_ID, RETAILER_ID, World, order_body, stock_item

from monogram.common import clock
from monogram.oms.place import place_order
from monogram.orders.documents import order_document
from monogram.orders.intake import read_order
from monogram.orders.models import Order

# contract.md §5, word for word.
KEYS = """id, company_ref_id, secondary_company_ref_id, ref, status, status_name, shipping_company,
shipping_address_1, shipping_address_2, shipping_address_3, shipping_address_4, shipping_address_5,
shipping_postcode, shipping_country, shipping_country_code, billing_company, billing_address_1, billing_address_2,
billing_address_3, billing_address_4, billing_address_5, billing_postcode, billing_country, customer_name,
customer_telephone, customer_telephone_mobile, sale_datetime, external_ref, has_been_completed, completion_datetime,
shipping_method, customer_email, shipping_carrier, shipping_tracking, shipping_note_url, payment_trans_id,
payment_type, creation_datetime, additional_info, has_error, error_message, required_dispatch_date,
billing_customer_name, billing_customer_email, billing_customer_telephone, shipping_price, shipping_price_inc_tax,
shipping_tax_rate, is_urgent, coupon_code, currency_code, is_free_of_charge, company_external_ref, items"""
ITEM_KEYS = (
    "id, external_ref, ref, type, mapped_sku, sku, description, quantity, colour, size, status, attributes, assets"
)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Asset:
    name: str = "output-1.png"
    url: str = "https://monogram.example/files/a.png"
    description: str = "Front"
    sha256: str = "a" * 64
    width: int = 3307
    height: int = 4134
    dpi: float | None = 300.0


@pytest.fixture
def order(world: World) -> Order:
    body = order_body(
        shipping_price="3.95",
        items=[stock_item(quantity="2", attributes=[{"name": "_line", "value": "7"}])],
        is_urgent=1,
        required_dispatch_date="2026-12-01",
    )
    with clock.frozen(NOON):
        (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return order


def test_the_keys_are_the_contracts_in_its_order(order: Order) -> None:
    document = order_document(order, {})

    assert list(document) == KEYS.replace("\n", " ").split(", ")
    assert list(document["items"][0]) == ITEM_KEYS.split(", ")


def test_the_types_are_pinned(order: Order) -> None:
    item = order.items.get()

    document = json.loads(json.dumps(order_document(order, {item.pk: [Asset()]})))

    expected = {
        "id": order.pk,
        "company_ref_id": RETAILER_ID,
        "secondary_company_ref_id": POTTERY_ACCOUNT_ID,
        "ref": order.ref,
        "status": 1,
        "status_name": "Received",
        "sale_datetime": "2017-01-01 12:00:43",
        "has_been_completed": False,
        "completion_datetime": "0000-00-00 00:00:00",
        "creation_datetime": "2026-11-23 12:00:00",
        "required_dispatch_date": "2026-12-01",
        "has_error": False,
        "error_message": "",
        "shipping_price": 3.95,
        "shipping_tax_rate": None,
        "is_urgent": True,
        "is_free_of_charge": False,
        "billing_company": "",
    }
    assert {name: document[name] for name in expected} == expected
    assert document["items"] == [
        {
            "id": item.pk,
            "external_ref": "ITEM001",
            "ref": item.ref,
            "type": 4,
            "mapped_sku": "S-BOX",
            "sku": "BOX",
            "description": "Gift box",
            "quantity": 2,
            "colour": "",
            "size": "",
            "status": 1,
            "attributes": [{"name": "_line", "value": "7"}],
            "assets": [
                {
                    "name": "output-1.png",
                    "url": "https://monogram.example/files/a.png",
                    "description": "Front",
                    "sha256": "a" * 64,
                    "width": 3307,
                    "height": 4134,
                    "dpi": 300.0,
                }
            ],
        }
    ]


def test_references_have_the_contracts_shape(order: Order) -> None:
    document = order_document(order, {})

    assert len(document["ref"]) == 16
    assert len(document["items"][0]["ref"]) == 11
    assert set(document["ref"] + document["items"][0]["ref"]) <= set("0123456789ABCDEF")


def test_a_document_can_be_read_back_as_a_request(order: Order) -> None:
    document = order_document(order, {})

    intake = read_order(document, now=NOON)

    assert intake.failures == []
    assert intake.request.external_ref == order.external_ref
