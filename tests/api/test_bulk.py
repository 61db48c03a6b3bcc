"""Many orders at once: a result for each, none that harms another, and nothing placed twice."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from tests.api.client import PRINTER, call, post_order
from tests.orders.world import STRANGER_ID, World, order_body, print_job_item, stock_item

from monogram.api import bulk
from monogram.companies.models import RateLimitWindow
from monogram.oms import place
from monogram.orders.models import Order, OrderItem, Submission


def post_orders(body: Any, **options: Any) -> Any:
    return call("POST", "/orders", body, **options)


def orders(*refs: str) -> list[dict[str, Any]]:
    return [order_body(external_ref=ref) for ref in refs]


def statuses(response: Any) -> list[int]:
    assert response.status_code == 200, response.content
    return [result["status"] for result in response.json()]


def ids(response: Any) -> list[list[int]]:
    return [[order["id"] for order in result.get("orders", ())] for result in response.json()]


@pytest.mark.parametrize("path", ["/orders", "/orders/"])
@pytest.mark.parametrize("wrap", [list, lambda members: {"orders": members}])
def test_each_order_has_its_answer_in_order(world: World, path: str, wrap: Any) -> None:
    body = [order_body(items=[stock_item(), print_job_item()]), order_body(external_ref="B", items=[])]

    response = call("POST", path, wrap([*body, *orders("C")]))

    assert response.status_code == 200
    split, refused, placed = response.json()
    assert [split["index"], refused["index"], placed["index"]] == [0, 1, 2]
    assert [split["external_ref"], refused["external_ref"], placed["external_ref"]] == ["TEST001", "B", "C"]
    assert (split["status"], len(split["orders"])) == (200, 2)
    assert split["orders"] == call("GET", "/order?external_ref=TEST001").json()
    assert refused == {"index": 1, "external_ref": "B", "status": 400, "error": refused["error"]}
    assert refused["error"]["code"] == 8000
    assert placed["orders"][0]["external_ref"] == "C"


def test_an_error_is_told_as_the_single_endpoint_tells_it(world: World) -> None:
    wrong = order_body(shipping_country_code="ZZ", items=[stock_item(quantity=0)])

    (result,) = post_orders([wrong]).json()

    assert {"error": result["error"]} == post_order(wrong).json()
    assert [fault["path"] for fault in result["error"]["errors"]] == ["shipping_country_code", "items[0].quantity"]


def test_what_is_wrong_with_one_order_stays_with_it(world: World) -> None:
    good = [json.dumps(order) for order in orders("A", "B")]
    bad = ['{"a": NaN}', '{"a": 1, "a": 2}', '{"external_ref": "\\u0000"}', "[" * 30 + "]" * 30, "7", "null", '"order"']
    foreign = json.dumps(order_body(external_ref="F", company_ref_id=STRANGER_ID))

    response = post_orders(f"[{', '.join([good[0], *bad, foreign, good[1]])}]".encode())

    assert statuses(response) == [200, *[400] * 8, 200]
    codes = [result["error"]["code"] for result in response.json()[1:-1]]
    assert codes == [100, 100, 0, 0, 0, 0, 0, 50000]
    assert [order.external_ref for order in Order.objects.order_by("pk")] == ["A", "B"]


def test_of_one_reference_sent_twice_the_first_wins(world: World) -> None:
    body = orders("A", "B", "A")

    for _ in range(2):
        response = post_orders(body, Idempotency_Key="morning")
        assert statuses(response) == [200, 200, 400]
        assert response.json()[2]["error"]["code"] == 8001
    assert Order.objects.count() == 2


def test_an_accident_with_one_is_named_and_the_rest_go_on(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = place._write

    def burst(company: Any, submission: Any, *rest: Any) -> Any:
        written = write(company, submission, *rest)
        if submission["external_ref"] == "B":
            raise ZeroDivisionError("the secret reason")
        return written

    monkeypatch.setattr(place, "_write", burst)
    with caplog.at_level(logging.ERROR):
        response = post_orders(orders("A", "B", "C"), Idempotency_Key="k")

    assert statuses(response) == [200, 500, 200]
    error = response.json()[1]["error"]
    said, _, reference = error["message"].rpartition(" ")
    assert (said, error["code"], len(reference)) == ("An unexpected error occured", None, 32)
    assert reference in caplog.text
    assert b"secret" not in response.content


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"", 100, "Invalid JSON: the body is empty"),
        (b"[{}", 100, "Invalid JSON: "),
        ([], 0, "The list holds no orders"),
        ({"orders": []}, 0, "The list holds no orders"),
        (order_body(), 0, 'The body must be a list, or an object {"orders": […]} with nothing beside it'),
        ([{}] * 101, 0, "At most 100 orders may be sent at once, not 101"),
    ],
)
def test_a_bulk_that_cannot_be_read_at_all(world: World, body: Any, code: int, message: str) -> None:
    response = post_orders(body)

    assert (response.status_code, response.json()["error"]["code"]) == (400, code)
    assert response.json()["error"]["message"].startswith(message)
    assert not Submission.objects.exists()


def test_a_bulk_that_is_too_large_says_so(world: World) -> None:
    response = post_orders([order_body(padding="x" * 5_000_000)])

    assert response.status_code == 400
    assert response.json()["error"]["message"] == "The request body is larger than 5 MB"


def test_a_bulk_is_one_request_to_the_rate_limit(world: World) -> None:
    response = post_orders(orders("A", "B", "C"))

    assert list(RateLimitWindow.objects.values_list("count", flat=True)) == [1, 1]
    assert '"hour";r=999' in response.headers["RateLimit"]


def test_only_retailers_place_orders(world: World) -> None:
    response = post_orders(orders("A"), auth=PRINTER)

    assert (response.status_code, response.json()["error"]["code"]) == (400, 50001)


def test_a_repeated_bulk_gets_the_stored_answers(world: World) -> None:
    first = post_orders(orders("A", "B"), Idempotency_Key="morning")
    again = post_orders(json.dumps(orders("A", "B"), indent=3).encode(), Idempotency_Key="morning")
    without = post_orders(orders("A", "B"))

    assert again.json() == first.json()
    assert [result["error"]["code"] for result in without.json()] == [8001, 8001]
    assert Order.objects.count() == 2


def test_a_bulk_cut_off_half_way_is_repeated_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies between two orders: those before are there, and the repetition finds them."""
    body = orders("A", "B", "C", "D")
    real = place.place_order

    def dies(**call: Any) -> Any:
        if call["submission"]["external_ref"] == "C":
            raise KeyboardInterrupt
        return real(**call)

    with monkeypatch.context() as patched:
        patched.setattr(bulk, "place_order", dies)
        with pytest.raises(KeyboardInterrupt):
            post_orders(body, Idempotency_Key="morning")
    placed = list(Order.objects.order_by("pk").values_list("pk", flat=True))

    response = post_orders(body, Idempotency_Key="morning")

    assert statuses(response) == [200] * 4
    assert [number for (number,) in ids(response)][:2] == placed
    assert list(Order.objects.order_by("pk").values_list("external_ref", flat=True)) == ["A", "B", "C", "D"]


def test_what_was_refused_is_sent_again_corrected_under_the_same_key(world: World) -> None:
    """The key goes with the reference, not with the place in the list."""
    first = post_orders([*orders("A"), order_body(external_ref="B", items=[]), *orders("C")], Idempotency_Key="k")

    again = post_orders(orders("B", "C"), Idempotency_Key="k")

    assert statuses(first) == [200, 400, 200]
    assert statuses(again) == [200, 200]
    assert ids(again)[1] == ids(first)[2]
    assert Order.objects.count() == 3


def test_another_order_under_the_same_key_and_reference_is_refused(world: World) -> None:
    post_orders(orders("A"), Idempotency_Key="k")

    (result,) = post_orders([order_body(external_ref="A", customer_name="Another")], Idempotency_Key="k").json()

    assert result["error"]["message"] == "This Idempotency-Key was used for another request body"
    assert Order.objects.get().customer_name == ""


def test_an_order_may_bring_its_own_key(world: World) -> None:
    body = [order | {"idempotency_key": f"mine {order['external_ref']}"} for order in orders("A", "B")]

    first = post_orders(body)
    again = post_orders(body[::-1], Idempotency_Key="the order's own goes first")

    assert ids(again) == ids(first)[::-1]
    assert sorted(Submission.objects.values_list("idempotency_key", flat=True)) == ["mine A", "mine B"]
    assert all("idempotency_key" not in submission.body for submission in Submission.objects.all())
    assert all(order.extra == {} for order in Order.objects.all())


@pytest.mark.parametrize("key", [["k"], True, "x" * 256, "a\nb"])
def test_a_key_that_is_none(world: World, key: Any) -> None:
    response = post_orders([*orders("A"), order_body(external_ref="B", idempotency_key=key)])

    assert statuses(response) == [200, 400]
    assert response.json()[1]["error"]["errors"][0]["path"] == "idempotency_key"


def test_the_headers_key_is_checked_before_anything(world: World) -> None:
    assert post_orders(orders("A"), Idempotency_Key="x" * 256).status_code == 400
    assert not Order.objects.exists()


def test_companies_that_let_references_repeat_have_each_placed_once(world: World) -> None:
    world.retailer.requires_unique_external_ref = False
    world.retailer.save()

    first = post_orders(orders("A", "A"), Idempotency_Key="k")
    again = post_orders(orders("A", "A"), Idempotency_Key="k")

    assert statuses(first) == [200, 200]
    assert again.json() == first.json()
    assert Order.objects.count() == OrderItem.objects.count() == 2
