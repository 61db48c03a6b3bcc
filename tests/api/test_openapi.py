"""The OpenAPI document: every operation, every field, every error code."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.api.client import call

from monogram.orders.documents import OrderDocument
from monogram.orders.errors import ERROR_TABLE
from monogram.orders.requests import ItemRequest, OrderRequest, readers


@pytest.fixture
def document(db: None) -> dict[str, Any]:
    response = call("GET", "/api/openapi.json", auth=None)
    assert response.status_code == 200
    return dict(response.json())


def test_every_operation_is_there(document: dict[str, Any]) -> None:
    operations = {(method, path) for path, methods in document["paths"].items() for method in methods}

    assert document["openapi"].startswith("3.1")
    assert operations == {
        ("get", "/order"),
        ("post", "/order"),
        ("post", "/order/check"),
        ("post", "/orders"),
        ("get", "/order/{order_id}"),
        ("get", "/order/{order_id}/events"),
        ("put", "/order/{order_id}/status"),
        ("put", "/order-item/status"),
        ("post", "/order-item/status"),
    }


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]

    assert sorted(names) == [
        "check_order",
        "find_orders",
        "get_events",
        "get_order",
        "post_item_status",
        "post_order",
        "post_orders",
        "put_item_status",
        "put_status",
    ]


def test_every_field_of_a_request_is_there(document: dict[str, Any]) -> None:
    schema = document["paths"]["/order"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    item = schema["properties"]["items"]["items"]

    assert set(schema["properties"]) == {*readers(OrderRequest), "items"}
    assert set(item["properties"]) == {*readers(ItemRequest), "external_urls", "attributes", "aspects"}
    assert set(schema["required"]) == {
        "external_ref",
        "shipping_address_1",
        "shipping_postcode",
        "shipping_country_code",
        "items",
    }
    assert schema["properties"]["tag"] == {"type": "string", "maxLength": 16}


def test_every_error_code_is_explained(document: dict[str, Any]) -> None:
    described = document["paths"]["/order"]["post"]["responses"]["400"]["description"]

    for code in [*ERROR_TABLE, 50000, 50001, 50002, 50003, 50004]:
        assert f"| {code} |" in described


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    referred = {part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]}

    assert referred <= set(schemas)
    assert list(schemas["OrderDocument"]["properties"]) == list(OrderDocument.__annotations__)
