"""Trying an order out: what would happen, line by line, and nothing that happens."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from tests.api.client import PRINTER, call, post_order
from tests.orders.world import (
    POTTERY_ACCOUNT_ID,
    POTTERY_ID,
    PRINTER_ACCOUNT_ID,
    PRINTER_ID,
    STRANGER_ID,
    World,
    order_body,
    print_job_item,
    stock_item,
)

from monogram.companies.models import RateLimitWindow
from monogram.oms.route import NO_SUPPLIER

CANDIDATE = {"rule", "outcome", "detail", "candidate"}


def check(body: Any, **options: Any) -> Any:
    return call("POST", "/order/check", body, **options)


def rows() -> dict[str, list[Any]]:
    """All that is in the database but the count of requests."""
    models = (model for model in apps.get_models(include_auto_created=True) if model is not RateLimitWindow)
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("path", ["/order/check", "/order/check/"])
def test_an_order_that_would_be_split(world: World, path: str) -> None:
    answer = call("POST", path, order_body(items=[print_job_item(quantity=2), stock_item(external_ref="ITEM002")]))

    assert answer.status_code == 200
    document = answer.json()
    assert (document["ok"], document["left_out"], "error" in document) == (True, [], False)
    shirts, boxes = document["orders"]
    assert shirts["supplier"] == {"company_ref_id": PRINTER_ID, "name": "Printer"}
    assert boxes["supplier"] == {"company_ref_id": POTTERY_ID, "name": "Pottery"}
    accounts = [order["secondary_company_ref_id"] for order in document["orders"]]
    assert accounts == [PRINTER_ACCOUNT_ID, POTTERY_ACCOUNT_ID]
    (shirt,) = shirts["items"]
    routing = shirt.pop("routing")
    assert shirt == {
        "path": "items[0]",
        "external_ref": "ITEM001",
        "type": 2,
        "quantity": 2,
        "sku": "SHIRT-WHITE-M",
        "mapped_sku": "S-SHIRT-WHITE-M",
        "description": "T-shirt",
        "colour": "White",
        "size": "Medium",
        "product": {"id": world.shirt.pk, "name": "T-shirt"},
    }
    assert routing
    assert all(set(entry) == CANDIDATE for entry in routing)
    assert boxes["items"][0]["path"] == "items[1]"


@pytest.mark.parametrize("changes", [{}, {"status": 256}, {"items": [stock_item(sku="NOWHERE")]}])
@pytest.mark.parametrize("on_hold", [False, True])
def test_it_says_what_placing_then_does(world: World, changes: dict[str, Any], on_hold: bool) -> None:
    world.retailer.orders_start_on_hold = on_hold
    world.retailer.save()
    body = order_body(**changes)

    planned = check(body).json()["orders"]
    placed = post_order(body).json()

    told = ("secondary_company_ref_id", "status", "status_name", "has_error", "error_message")
    assert [[order[name] for name in told] for order in planned] == [[order[name] for name in told] for order in placed]
    lines = ("external_ref", "type", "quantity", "sku", "mapped_sku", "description", "colour", "size")
    assert [[item[name] for name in lines] for order in planned for item in order["items"]] == [
        [item[name] for name in lines] for order in placed for item in order["items"]
    ]


def test_a_line_with_nowhere_to_go_says_why(world: World) -> None:
    document = check(order_body(items=[stock_item(), stock_item(external_ref="X", sku="ORPHAN")])).json()

    (order,) = document["orders"]
    assert document["ok"] is True
    assert (order["supplier"], order["has_error"], order["status"]) == (None, True, 32)
    assert order["error_message"] == NO_SUPPLIER
    refusals = [entry["detail"] for entry in order["items"][1]["routing"] if entry["outcome"] == "refused"]
    assert refusals == ["the product has no supplier"]


def test_lines_that_would_be_left_out_are_told(world: World) -> None:
    world.retailer.leaves_out_unknown_products = True
    world.retailer.save()

    document = check(order_body(items=[stock_item(), stock_item(external_ref="X", sku="NOWHERE")])).json()

    (order,), (left_out,) = document["orders"], document["left_out"]
    assert [item["path"] for item in order["items"]] == ["items[0]"]
    assert (left_out["path"], left_out["external_ref"], left_out["product"]) == ("items[1]", "X", None)
    assert left_out["routing"] == [
        {
            "rule": "product",
            "outcome": "left_out",
            "detail": "SKU NOWHERE names no product in the catalogue",
            "candidate": "",
        }
    ]


@pytest.mark.parametrize(
    "body",
    [
        order_body(shipping_country_code="ZZ", items=[stock_item(quantity=0), print_job_item(print_job_ref="X")]),
        order_body(company_ref_id=STRANGER_ID),
        [order_body()],
        {},
        7,
    ],
)
def test_an_order_that_would_be_refused_is_answered_with_its_error(world: World, body: Any) -> None:
    answer = check(body)

    assert answer.status_code == 200
    document = answer.json()
    assert document == {"ok": False, "orders": [], "left_out": [], "error": document["error"]}
    refused = post_order(body)
    assert (refused.status_code, refused.json()) == (400, {"error": document["error"]})


def test_a_reference_that_is_taken_is_told(world: World) -> None:
    post_order(order_body())

    assert check(order_body()).json()["error"]["code"] == 8001
    assert check(order_body(external_ref="B")).json()["ok"] is True


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": NaN}', b'{"a": "\\u0000"}'])
def test_what_is_no_json_is_http_400(world: World, body: bytes) -> None:
    assert check(body).status_code == 400
    assert check(body).json() == post_order(body).json()


def test_only_retailers_try_orders(world: World) -> None:
    assert check(order_body(), auth=PRINTER).json()["error"]["code"] == 50001


def test_nothing_is_written_and_the_request_is_counted(world: World) -> None:
    before = rows()

    for body in (order_body(items=[print_job_item()]), order_body(items=[stock_item(sku="NO")]), order_body(items=[])):
        assert check(body, Idempotency_Key="k").status_code == 200

    assert rows() == before
    assert list(RateLimitWindow.objects.values_list("count", flat=True)) == [3, 3]
