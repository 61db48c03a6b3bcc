"""The OpenAPI document: valid, whole, and true of the API as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.urls import URLPattern
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.api.client import call, post_order
from tests.orders.world import World, order_body, stock_item

from monogram.api import examples
from monogram.api.urls import urlpatterns
from monogram.common.errors import MonogramError
from monogram.companies import errors as company_errors
from monogram.oms.announce import callback_document
from monogram.orders.documents import OrderDocument
from monogram.orders.errors import ERROR_TABLE
from monogram.orders.models import Order
from monogram.orders.requests import ItemRequest, OrderRequest, readers

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "api" / "openapi.json"
METHODS = {"get", "put", "post", "delete", "patch"}
ADMISSION = {50000, 50002, 50003, 50004}


@pytest.fixture
def document(db: None) -> dict[str, Any]:
    response = call("GET", "/api/openapi.json", auth=None)
    assert response.status_code == 200
    return dict(response.json())


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method in METHODS & set(methods):
            yield method, path, methods[method]


def codes(document: dict[str, Any], path: str, method: str) -> set[int]:
    schema = document["paths"][path][method]["responses"]["400"]["content"]["application/json"]["schema"]
    return set(schema["allOf"][1]["properties"]["error"]["properties"]["code"]["enum"])


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_the_copy_in_the_repository_is_current(document: dict[str, Any]) -> None:
    """`monogram manage openapi > docs/api/openapi.json` renews it."""
    assert json.loads(SNAPSHOT.read_text()) == document


def test_every_route_is_described(document: dict[str, Any]) -> None:
    routes = set()
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if not route.endswith("/"):  # the same with a slash behind it is no other route
            routes.add("/" + route)
    by_expression = {route for route in routes if "^" in route}

    assert by_expression == {
        r"/^acp/api/sl/2\.1/order/?$",
        "/^(?:orders?|order-item|stock|supplier|api|artwork|document|label|user-image|mockup)(?:/.*)?$",  # answers 404
    }
    assert routes - by_expression | {"/acp/api/sl/2.1/order"} == set(document["paths"])


def test_every_operation_is_there_under_a_name_of_its_own(document: dict[str, Any]) -> None:
    named = {operation["operationId"]: (method, path) for method, path, operation in operations(document)}

    assert len(named) == len(list(operations(document)))
    assert named == {
        "find_orders": ("get", "/order"),
        "post_order": ("post", "/order"),
        "post_orders": ("post", "/orders"),
        "check_order": ("post", "/order/check"),
        "get_order": ("get", "/order/{order_id}"),
        "get_events": ("get", "/order/{order_id}/events"),
        "put_status": ("put", "/order/{order_id}/status"),
        "put_item_status": ("put", "/order-item/status"),
        "post_item_status": ("post", "/order-item/status"),
        "ship": ("post", "/order/{order_id}/shipment"),
        "get_shipments": ("get", "/order/{order_id}/shipment"),
        "void": ("delete", "/order/{order_id}/shipment/{shipment_id}"),
        "open_document": ("get", "/document/{ref}/{token}/{name}"),
        "open_label": ("get", "/label/{token}/{name}"),
        "put_availability": ("put", "/stock/availability"),
        "get_stock": ("get", "/stock"),
        "fetch_orders": ("get", "/supplier/orders"),
        "acknowledge": ("post", "/supplier/orders/{order_id}/acknowledge"),
        "post_order_2_1": ("post", "/acp/api/sl/2.1/order"),
        "get_order_2_1": ("get", "/acp/api/sl/2.1/order"),
        "put_order_2_1": ("put", "/acp/api/sl/2.1/order"),
        "download_artwork": ("get", "/artwork/{token}/{name}"),
        "post_mockup": ("post", "/mockup"),
        "post_user_image": ("post", "/user-image"),
        "show_user_image": ("get", "/user-image/{image_id}/{token}/{name}"),
        "get_openapi": ("get", "/api/openapi.json"),
    }


@pytest.mark.parametrize(
    "path",
    [
        *("/order", "/order/1", "/order/1/events", "/orders", "/order/check", "/order-item/status"),
        *("/stock", "/stock/availability"),
    ],
)
def test_the_methods_of_a_route_are_those_described(world: World, document: dict[str, Any], path: str) -> None:
    allowed = set(call("DELETE", path).headers["Allow"].lower().split(", "))

    assert allowed == METHODS & set(document["paths"][path.replace("/1", "/{order_id}")])


def test_each_operation_names_the_error_codes_that_it_gives(document: dict[str, Any]) -> None:
    order = set(ERROR_TABLE) - {8030}

    assert codes(document, "/order", "post") == order | ADMISSION | {50001}
    assert codes(document, "/acp/api/sl/2.1/order", "post") == {*ERROR_TABLE} | ADMISSION | {50001}
    assert codes(document, "/acp/api/sl/2.1/order", "put") == {*ERROR_TABLE} | ADMISSION | {50001}
    assert codes(document, "/orders", "post") == {0, 100, 50001} | ADMISSION
    assert codes(document, "/order/check", "post") == {0, 100, 50001} | ADMISSION
    assert codes(document, "/order", "get") == {0} | ADMISSION
    assert codes(document, "/order/{order_id}/status", "put") == {0, 100} | ADMISSION
    assert codes(document, "/stock/availability", "put") == {0, 100, 50001} | ADMISSION
    assert codes(document, "/stock", "get") == {0, 50001} | ADMISSION


def test_every_error_code_there_is_stands_in_the_document(document: dict[str, Any]) -> None:
    of_companies = {
        kind.code: kind.message
        for kind in vars(company_errors).values()
        if isinstance(kind, type) and issubclass(kind, MonogramError) and kind is not MonogramError
    }
    table = {code: error.message for code, error in ERROR_TABLE.items()} | of_companies
    described = "\n".join(
        answer.get("description", "")
        for *_, operation in operations(document)
        for answer in operation["responses"].values()
    )

    for code, meaning in table.items():
        assert f"| {code} | {meaning}" in described


def test_every_field_of_a_request_is_there(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    order, item = schemas["OrderRequest"], schemas["ItemRequest"]

    assert set(order["properties"]) == {*readers(OrderRequest), "items"}
    assert set(item["properties"]) == {*readers(ItemRequest), "external_urls", "attributes", "aspects"}
    assert set(order["required"]) == {
        "external_ref",
        "shipping_address_1",
        "shipping_postcode",
        "shipping_country_code",
        "items",
    }
    assert order["properties"]["tag"] == {"type": "string", "maxLength": 16}
    assert list(schemas["OrderDocument"]["properties"]) == list(OrderDocument.__annotations__)


def test_operations_say_who_may_and_how_much(document: dict[str, Any]) -> None:
    security = document["components"]["securitySchemes"]
    of_2_1 = document["paths"]["/acp/api/sl/2.1/order"]["post"]

    assert {name: scheme["type"] for name, scheme in security.items()} == {
        "BasicAuth": "http",
        "BearerAuth": "http",
        "ApiKeyInQuery": "apiKey",
    }
    assert document["paths"]["/order"]["post"]["security"] == [{"BasicAuth": []}]
    assert of_2_1["security"] == [{"ApiKeyInQuery": []}]
    for _, path, operation in operations(document):
        if operation["security"]:
            success = next(answer for status, answer in operation["responses"].items() if status in {"200", "201"})
            assert {"RateLimit", "RateLimit-Policy"} <= set(success["headers"]), path
            assert "Retry-After" in operation["responses"]["400"]["headers"], path


def test_the_examples_fit_the_schemas(document: dict[str, Any]) -> None:
    checked = 0
    for _, _, operation in operations(document):
        for place in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media in place.get("content", {}).values():
                if "example" in media:
                    schema = {**media["schema"], "components": document["components"]}
                    jsonschema.Draft202012Validator(schema).validate(media["example"])
                    checked += 1
    assert checked > 10


def test_the_examples_do_what_they_show(world: World) -> None:
    world.print_job.ref = examples.ORDER["items"][0]["print_job_ref"]
    world.print_job.save()

    assert call("POST", "/order/check", examples.ORDER).json()["ok"] is True
    assert post_order(examples.ORDER).status_code == 200
    assert call("POST", "/orders", examples.BULK).json() == examples.BULK_ANSWER


def test_answers_fit_the_schemas(world: World, document: dict[str, Any]) -> None:
    def fits(name: str, value: Any) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(value)

    refused = order_body(external_ref="B", items=[])
    for result in call("POST", "/orders", [order_body(), refused]).json():
        fits("ResultDocument", result)
    for body in (order_body(external_ref="C"), refused, order_body(external_ref="D", items=[stock_item(sku="NO")])):
        fits("CheckDocument", call("POST", "/order/check", body).json())
    order = Order.objects.get()
    for event in call("GET", f"/order/{order.pk}/events").json():
        fits("EventDocument", event)
    fits("StatusCallbackDocument", callback_document(order, [], []))
    assert list(callback_document(order, [], [])) == list(
        document["components"]["schemas"]["StatusCallbackDocument"]["properties"]
    )


def test_webhooks_name_their_headers(document: dict[str, Any]) -> None:
    callback = document["webhooks"]["orderStatus"]["put"]
    push = document["webhooks"]["orderPush"]["post"]

    assert [header["name"] for header in callback["parameters"]] == [
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    ]
    assert [header["name"] for header in push["parameters"]] == ["webhook-id", "X-CustomGateway-Hmac"]
