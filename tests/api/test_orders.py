"""Reading orders back and changing statuses: who sees what, and who may."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.client import PRINTER, RETAILER, call, post_order
from tests.orders.world import (
    POTTERY_ID,
    POTTERY_KEY,
    STRANGER_ID,
    STRANGER_KEY,
    World,
    order_body,
    print_job_item,
    stock_item,
)

from monogram.orders.models import Order

POTTERY = f"Basic {POTTERY_ID}:{POTTERY_KEY}"
STRANGER = f"Basic {STRANGER_ID}:{STRANGER_KEY}"


@pytest.fixture
def order(world: World) -> dict[str, Any]:
    """An order at the printer's, as the shop got it."""
    (order,) = post_order(order_body(items=[print_job_item(quantity=2), print_job_item(external_ref="ITEM002")])).json()
    return dict(order)


def put_status(order: dict[str, Any], status: Any, auth: str = PRINTER, **more: Any) -> Any:
    return call("PUT", f"/order/{order['id']}/status", {"status": status, **more}, auth=auth)


@pytest.mark.parametrize(("auth", "seen"), [(RETAILER, True), (PRINTER, True), (POTTERY, False), (STRANGER, False)])
def test_who_sees_an_order(order: dict[str, Any], auth: str, seen: bool) -> None:
    number = order["id"]
    paths = [f"/order/{number}", f"/order/{number}/events"]

    assert [call("GET", path, auth=auth).status_code for path in paths] == [200 if seen else 404] * 2
    assert len(call("GET", "/order?external_ref=TEST001", auth=auth).json()) == seen
    assert len(call("GET", "/order", auth=auth).json()) == seen
    change = call("PUT", f"/order/{number}/status", {"status": 128}, auth=auth)
    assert change.status_code == (200 if seen else 404)


def test_a_strangers_order_and_none_are_told_alike(order: dict[str, Any]) -> None:
    foreign = call("GET", f"/order/{order['id']}", auth=STRANGER)
    none = call("GET", "/order/99999999999999999999999", auth=STRANGER)

    assert foreign.json() == none.json()
    assert foreign.json()["error"]["message"] == "There is no such order"


def test_reading_back_gives_the_same_document(order: dict[str, Any]) -> None:
    assert call("GET", f"/order/{order['id']}").json() == order
    assert call("GET", "/order?external_ref=TEST001").json() == [order]


def test_the_history(order: dict[str, Any]) -> None:
    put_status(order, 8, shipping_tracking="TR1", reason="packed")

    events = call("GET", f"/order/{order['id']}/events").json()

    told = [(e["sequence"], e["kind"], e["from_status"], e["to_status"], e["status_name"]) for e in events]
    assert told == [(1, "placed", None, 1, "Received"), (2, "status", 1, 8, "Dispatched")]
    assert (events[1]["actor"], events[1]["detail"]) == ("Printer (80001)", "packed\nTracking TR1")


def test_the_supplier_dispatches(order: dict[str, Any]) -> None:
    response = put_status(order, "8", shipping_tracking="TR1")

    assert response.status_code == 200
    document = response.json()
    assert (document["status"], document["status_name"], document["shipping_tracking"]) == (8, "Dispatched", "TR1")
    assert document["has_been_completed"] is True
    assert document["completion_datetime"] != "0000-00-00 00:00:00"
    assert [item["status"] for item in document["items"]] == [3, 3]
    assert put_status(order, 8, shipping_tracking="TR1").json() == document


def test_the_retailer_may_only_cancel(order: dict[str, Any]) -> None:
    for status in (1, 8, 256, 513):
        response = put_status(order, status, auth=RETAILER)
        assert response.status_code == 400
        assert response.json()["error"]["errors"][0]["path"] == "status"

    assert put_status(order, 128, auth=RETAILER).json()["status_name"] == "Cancelled"
    assert put_status(order, 8).status_code == 400
    assert Order.objects.get(pk=order["id"]).status == 128


@pytest.mark.parametrize("status", [3, 2, 1])
def test_the_retailer_tells_of_no_parcels(order: dict[str, Any], status: int) -> None:
    put_status(order, 8, shipping_tracking="TR1")
    before = call("GET", f"/order/{order['id']}").json()
    body = [{"id": order["items"][0]["id"], "data": {"status": status, "tracking": "FAKE"}}]

    answer = call("PUT", "/order-item/status", body, auth=RETAILER)

    assert (answer.status_code, answer.json()["error"]["message"]) == (
        400,
        "A retailer may only cancel lines (status 7)",
    )
    assert call("GET", f"/order/{order['id']}").json() == before


def test_refused_news_is_in_the_history(order: dict[str, Any]) -> None:
    put_status(order, 32)

    assert put_status(order, 8, shipping_tracking="TR1").status_code == 400

    last = call("GET", f"/order/{order['id']}/events").json()[-1]
    assert (last["kind"], last["to_status"], last["detail"]) == ("refused_news", None, "Dispatched (8)\nTracking TR1")


def test_a_status_that_is_missing_is_called_so(order: dict[str, Any]) -> None:
    line = [{"id": order["items"][0]["id"], "data": {}}]

    messages = [
        call("PUT", path, body, auth=PRINTER).json()["error"]["message"]
        for path, body in ((f"/order/{order['id']}/status", {}), ("/order-item/status", line))
    ]

    assert messages == ["status is not given", "[0].data.status is not given"]


def test_a_slash_at_the_end_makes_no_difference(order: dict[str, Any]) -> None:
    number = order["id"]
    assert call("GET", f"/order/{number}/").json() == order
    assert call("GET", f"/order/{number}/events/").json() == call("GET", f"/order/{number}/events").json()
    assert call("PUT", f"/order/{number}/status/", {"status": 4}, auth=PRINTER).json()["status"] == 4
    for method, item in zip(("PUT", "POST"), order["items"], strict=True):
        body = [{"id": item["id"], "data": {"status": 3}}]
        assert call(method, "/order-item/status/", body, auth=PRINTER).json()[0]["status"] == 3
    assert call("DELETE", f"/order/{number}/status/").status_code == 405


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "status"),
        ({"status": "shipped"}, "status"),
        ({"status": 7}, "status"),
        ({"status": None}, "status"),
        ({"status": 10**25}, "status"),
        ({"status": 8, "shipping_tracking": "x" * 256}, "shipping_tracking"),
        ({"status": 8, "shipping_tracking": {"a": 1}}, "shipping_tracking"),
        ([8], ""),
        (b"status=8", ""),
    ],
)
def test_status_bodies_that_make_no_sense(order: dict[str, Any], body: Any, path: str) -> None:
    response = call("PUT", f"/order/{order['id']}/status", body, auth=PRINTER)

    assert response.status_code == 400
    assert response.json()["error"]["errors"][0]["path"] == path
    assert Order.objects.get(pk=order["id"]).status == 1


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_lines_change_and_the_order_follows(order: dict[str, Any], method: str) -> None:
    first, second = [item["id"] for item in order["items"]]

    response = call(method, "/order-item/status", [{"id": first, "data": {"status": 3}}], auth=PRINTER)
    assert [(item["id"], item["status"]) for item in response.json()] == [(first, 3)]
    assert call("GET", f"/order/{order['id']}").json()["status"] == 4

    call(method, "/order-item/status", [{"id": str(second), "data": {"status": "3"}}], auth=PRINTER)
    assert call("GET", f"/order/{order['id']}").json()["status"] == 8


def test_lines_of_others_are_not_there(order: dict[str, Any], world: World) -> None:
    (other,) = post_order(order_body(external_ref="B", items=[stock_item()])).json()
    mine, foreign = order["items"][0]["id"], other["items"][0]["id"]
    body = [{"id": number, "data": {"status": 3}} for number in (mine, foreign)]

    assert call("PUT", "/order-item/status", body, auth=PRINTER).status_code == 404
    assert call("PUT", "/order-item/status", body[:1], auth=RETAILER).status_code == 400
    assert call("GET", f"/order/{order['id']}").json()["items"][0]["status"] == 1


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        [3],
        [{"id": 1}],
        [{"data": {"status": 3}}],
        [{"id": 1, "data": {"status": 4}}],
        [{"id": 1, "data": {"status": 3}}] * 2,
        [{"id": 2**70, "data": {"status": 3}}],
    ],
)
def test_line_bodies_that_make_no_sense(world: World, body: Any) -> None:
    response = call("PUT", "/order-item/status", body, auth=PRINTER)

    assert (response.status_code, response.json()["error"]["code"]) == (400, 0)
