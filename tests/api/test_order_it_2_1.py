"""Order-iT 2.1 over HTTP: placing and reading orders."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.client import call
from tests.api.client_2_1 import DEFAULTS, ITEM_DEFAULTS, ask, body_2_1, placed_order, post, refusal
from tests.orders.world import (
    PRINT_JOB_REF,
    RETAILER_ID,
    STRANGER_KEY,
    World,
    item_of_type,
    order_body,
    print_job_item,
    stock_item,
)

from monogram.orders.documents import OrderDocument
from monogram.orders.models import Order, Submission

PATHS = ["/order", "/order/", "/acp/api/sl/2.1/order", "/acp/api/sl/2.1/order/"]


@pytest.fixture
def order(world: World) -> dict[str, Any]:
    return placed_order()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded", "text/xml", ""])
def test_an_order_is_answered_with_201_and_one_object(world: World, path: str, content_type: str) -> None:
    response = post(body_2_1(), path=path, content_type=content_type)

    assert response.status_code == 201
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["RateLimit"]
    assert response.headers["RateLimit-Policy"]
    order = response.json()
    assert list(order) == [*OrderDocument.__annotations__, "orders"]
    assert (order["external_ref"], order["status"], order["company_ref_id"]) == ("TEST001", 1, RETAILER_ID)
    assert order["orders"] == [{name: value for name, value in order.items() if name != "orders"}]


@pytest.mark.parametrize("kind", [1, 2, 3, 4, 5, 7])
def test_each_item_type(world: World, kind: int) -> None:
    response = post(body_2_1(items=[item_of_type(world, kind)]))

    assert response.status_code == 201
    (item,) = response.json()["items"]
    assert (item["type"], item["external_ref"], response.json()["has_error"]) == (kind, f"ITEM{kind}", False)


def test_of_a_split_order_the_first_is_the_answer_and_all_are_in_it(world: World) -> None:
    answer = post(body_2_1(items=[item_of_type(world, kind) for kind in (2, 4, 7)])).json()

    assert [[item["type"] for item in order["items"]] for order in answer["orders"]] == [[2, 7], [4]]
    assert (answer["id"], len(answer["items"])) == (answer["orders"][0]["id"], 2)


def test_what_a_clients_class_sends_for_nothing_is_nothing(world: World) -> None:
    item = {**ITEM_DEFAULTS, "external_ref": 17, "quantity": "2", "type": "2", "print_job_ref": PRINT_JOB_REF}
    body = {**body_2_1(), **DEFAULTS, "company_ref_id": str(RETAILER_ID), "items": [item]}

    answer = post(body)

    assert answer.status_code == 201
    order = answer.json()
    assert (order["status"], order["has_error"], order["secondary_company_ref_id"]) == (1, False, 90001)
    assert order["id"] > 0
    assert len(order["ref"]) == 16
    (item,) = order["items"]
    assert (item["external_ref"], item["quantity"], item["status"]) == ("17", 2, 1)


@pytest.mark.parametrize(
    ("sent", "becomes"),
    [
        (1, 1),
        ("1", 1),
        (256, 256),
        ("256", 256),
        (None, 1),
        ("", 1),
        *((code, 1) for code in (0, 4, 8, 32, 512, "516")),
    ],
)
def test_statuses_that_say_nothing_of_a_new_order(world: World, sent: Any, becomes: int) -> None:
    assert post({**body_2_1(), "status": sent}).json()["status"] == becomes


@pytest.mark.parametrize("status", [128, "128", 7, "Cancelled", [1]])
def test_a_cancelled_order_is_not_made_nor_one_in_a_status_that_is_none(world: World, status: Any) -> None:
    assert refusal(post({**body_2_1(), "status": status}))[1] == "status"
    assert not Order.objects.exists()


def test_an_order_that_was_read_can_be_sent_as_another(world: World, order: dict[str, Any]) -> None:
    again = {**order, "external_ref": "AGAIN", "items": [{**order["items"][0], "print_job_ref": PRINT_JOB_REF}]}

    answer = post(again).json()

    assert (answer["external_ref"], answer["items"][0]["quantity"]) == ("AGAIN", 2)
    assert (answer["id"], answer["ref"]) != (order["id"], order["ref"])


def test_a_print_job_by_its_number(world: World) -> None:
    item = {"external_ref": "A", "quantity": 1, "type": 2, "print_job_id": str(world.print_job.pk), "print_job_ref": ""}

    assert post(body_2_1(items=[item])).status_code == 201
    foreign = post(body_2_1(external_ref="B", items=[{**item, "print_job_id": world.foreign_print_job.pk}]))

    error = foreign.json()["error"]
    assert (error["code"], error["errors"][0]["path"]) == (8043, "items[0].print_job_id")


def test_the_same_request_again_with_its_key(world: World) -> None:
    first = post(body_2_1(), Idempotency_Key="abc")
    again = post(body_2_1(), Idempotency_Key="abc")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert Submission.objects.count() == 1


def test_a_client_of_2_2_is_not_disturbed(world: World) -> None:
    assert call("POST", "/order?source=shop", order_body()).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_method_that_is_not_possible(world: World, path: str) -> None:
    response = ask("DELETE", path=path)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, POST, PUT"
    assert response.json()["error"] == {"message": "DELETE is not possible here: use GET, POST, PUT", "code": 0}


@pytest.mark.parametrize("path", PATHS[2:])
def test_at_the_address_of_2_1_a_key_is_needed(world: World, path: str) -> None:
    response = call("POST", path, body_2_1())

    assert response.json() == {"error": {"message": "Authentication failed", "code": 50000}}


@pytest.mark.parametrize("path", PATHS)
def test_an_order_is_read_by_its_id_or_its_shops_reference(order: dict[str, Any], path: str) -> None:
    by_id = ask("GET", path=path, o=order["id"])
    by_reference = ask("GET", path=path, external_ref="TEST001")

    assert (by_id.status_code, by_reference.status_code) == (200, 200)
    assert by_id.json() == by_reference.json() == order
    assert by_id.headers["RateLimit"]


def test_a_part_of_a_split_order_is_read_with_the_others(world: World) -> None:
    first = post(body_2_1(items=[print_job_item(), stock_item()])).json()
    second = first["orders"][1]

    assert ask("GET", o=second["id"]).json() == {**second, "orders": first["orders"]}


@pytest.mark.parametrize("query", [{"o": 10**18}, {"external_ref": "NONE"}, {"external_ref": "%00"}])
def test_an_order_that_is_not_there(order: dict[str, Any], query: dict[str, Any]) -> None:
    response = ask("GET", **query)

    assert response.status_code == 404
    assert response.json() == {"error": {"message": "There is no such order", "code": 0}}


@pytest.mark.parametrize("query", [{}, {"o": ""}, {"o": "abc"}, {"o": "-1"}, {"o": 10**25}, {"o": "1%00"}])
def test_an_id_that_is_none(order: dict[str, Any], query: dict[str, Any]) -> None:
    for method in ("GET", "PUT"):
        assert refusal(ask(method, {}, **query)) == ("o must be the id of an order", "o")


def test_who_sees_an_order(order: dict[str, Any]) -> None:
    for method in ("GET", "PUT"):
        stranger = ask(method, {}, o=order["id"], key=STRANGER_KEY)
        supplier = ask(method, {}, o=order["id"], key="P" * 27)
        assert (stranger.status_code, stranger.json()["error"]["message"]) == (404, "There is no such order")
        assert (supplier.status_code, supplier.json()["error"]["code"]) == (400, 50001)
