"""A supplier fetches its orders: every message once in its place, as often as it is asked for, and nobody else's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings
from tests.api.client import PRINTER, RETAILER, call, post_order
from tests.common.receiver import receiving
from tests.orders.world import POTTERY_ID, POTTERY_KEY, PRINTER_ID, World, order_body, stock_item

from monogram.callbacks import services as messages
from monogram.callbacks.models import Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.oms import jobs
from monogram.oms.push import send_to_supplier
from monogram.oms.release import hold_order
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor, Party
from monogram.suppliers.services import enable_push

POTTERY = f"Basic {POTTERY_ID}:{POTTERY_KEY}"
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("world")


def place(ref: str, **changes: Any) -> int:
    """An order that waits to be fetched, for the printer unless it says otherwise. Its id."""
    items = [stock_item(sku="SHIRT-WHITE-M")]
    [order] = post_order(order_body(**{"external_ref": ref, "items": items, **changes})).json()
    run_due_jobs()
    return int(order["id"])


def fetch(path: str = "/supplier/orders", auth: str = PRINTER) -> tuple[list[Any], str]:
    """The documents, and the address where to ask next."""
    response = call("GET", path, auth=auth)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    link = response["Link"]
    assert link.endswith('>; rel="next"')
    return json.loads(response.content), link.removeprefix("<").partition(">")[0]


def refs(path: str = "/supplier/orders", auth: str = PRINTER) -> list[str]:
    return [document["external_ref"] for document in fetch(path, auth)[0]]


def status(order_id: int, to: int, auth: str = PRINTER, **more: Any) -> None:
    response = call("PUT", f"/order/{order_id}/status", {"status": to, **more}, auth=auth)
    assert response.status_code == 200, response.content


def status_of(order_id: int) -> int:
    return Order.objects.get(pk=order_id).status


def refusal(response: Any) -> tuple[int, int, str]:
    error = response.json()["error"]
    return response.status_code, error["code"], error["message"]


def test_what_is_fetched_is_what_a_push_would_have_brought(world: World, settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with clock.frozen(NOON):
        order_id = place("A")
        fetched = call("GET", "/supplier/orders", auth=PRINTER).content
        run_due_jobs()
        assert status_of(order_id) == 512

        with receiving() as server:
            enable_push(supplier=world.printer, url=server.origin)
            order = Order.objects.get(pk=order_id)
            messages.withdraw(order=order, kind=DeliveryKind.SUPPLIER_PUSH, also_delivered=True)
            Order.objects.filter(pk=order_id).update(status=1)
            send_to_supplier(order_id)
            run_due_jobs()
            [pushed] = [seen.body for seen in server.received]

    assert fetched == b"[" + pushed + b"]"


def test_pages_lead_on_and_an_old_cursor_gives_the_same_again() -> None:
    for ref in "ABC":
        place(ref)

    first, behind_two = fetch("/supplier/orders?limit=2")
    second, behind_three = fetch(behind_two)
    nothing, still_there = fetch(behind_three)
    place("D")

    assert [[one["external_ref"] for one in page] for page in (first, second, nothing)] == [["A", "B"], ["C"], []]
    assert still_there == behind_three
    assert refs(behind_three) == ["D"]
    assert refs(behind_two) == ["C", "D"]


def test_without_a_cursor_one_begins_before_the_oldest_unacknowledged_order() -> None:
    first, second, _ = (place(ref) for ref in "ABC")
    assert refs() == ["A", "B", "C"]
    run_due_jobs()

    answer = call("POST", f"/supplier/orders/{second}/acknowledge", auth=PRINTER)
    assert (answer.status_code, answer.json()["status"]) == (200, 513)
    assert refs() == ["A", "B", "C"]

    call("POST", f"/supplier/orders/{first}/acknowledge/", auth=PRINTER)
    assert refs() == ["C"]


def test_an_acknowledgement_that_comes_late_or_twice_moves_nothing_back() -> None:
    order_id = place("A")
    call("POST", f"/supplier/orders/{order_id}/acknowledge", auth=PRINTER)

    again = call("POST", f"/supplier/orders/{order_id}/acknowledge", auth=PRINTER)
    assert (again.status_code, again.json()["status"]) == (200, 513)

    status(order_id, 4)
    late = call("POST", f"/supplier/orders/{order_id}/acknowledge", auth=PRINTER)
    assert (late.status_code, late.json()["status"]) == (200, 4)


def test_a_stopped_order_is_not_acknowledged() -> None:
    held, cancelled = place("A"), place("B")
    hold_order(order_id=held, actor=Actor(Party.STAFF, "Ada"))
    status(cancelled, 128, auth=RETAILER)

    for order_id, before in ((held, OrderStatus.ON_HOLD), (cancelled, OrderStatus.CANCELLED)):
        answer = call("POST", f"/supplier/orders/{order_id}/acknowledge", auth=PRINTER)
        assert refusal(answer)[:2] == (400, 0)
        assert status_of(order_id) == before


def test_nobody_fetches_or_acknowledges_what_is_not_theirs() -> None:
    order_id = place("A")

    assert refs(auth=POTTERY) == []
    assert call("POST", f"/supplier/orders/{order_id}/acknowledge", auth=POTTERY).status_code == 404
    assert refusal(call("GET", "/supplier/orders", auth=RETAILER))[:2] == (400, 50001)
    assert refusal(call("POST", f"/supplier/orders/{order_id}/acknowledge", auth=RETAILER))[:2] == (400, 50001)
    assert call("GET", "/supplier/orders", auth=None).json()["error"]["code"] == 50000
    assert call("GET", "/supplier/nothing", auth=PRINTER).status_code == 404
    assert status_of(order_id) == 1
    assert refs() == ["A"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("cursor=x", "cursor must be one that a Link header has given"),
        ("cursor=ZmVlZC54", "cursor must be one that a Link header has given"),
        ("limit=0", "limit must be from 1 to 100"),
        ("limit=many", 'limit must be a whole number, not "many"'),
        ("status=7", "7 is no status"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_handed_out(query: str, message: str) -> None:
    order_id = place("A")

    code, number, words = refusal(call("GET", f"/supplier/orders?{query}", auth=PRINTER))

    assert (code, number) == (400, 0)
    assert message in words
    run_due_jobs()
    assert status_of(order_id) == 1


def test_a_cursor_from_ahead_of_time_skips_nothing() -> None:
    place("A")
    far = "ZmVlZC45OTk"  # feed.999
    assert refs(f"/supplier/orders?cursor={far}") == []

    _, here = fetch(f"/supplier/orders?cursor={far}")
    place("B")

    assert refs(here) == ["B"]


def test_what_was_stopped_before_it_was_fetched_never_comes() -> None:
    status(place("A"), 128, auth=RETAILER)
    hold_order(order_id=place("B"), actor=Actor(Party.STAFF, "Ada"))

    assert refs() == []


def test_what_changes_after_it_was_fetched_comes_as_another_message() -> None:
    order_id = place("A")
    _, behind = fetch()
    run_due_jobs()

    status(order_id, 128, auth=RETAILER)
    run_due_jobs()

    [document], _ = fetch(behind)
    assert (document["id"], document["status"]) == (order_id, 128)
    run_due_jobs()
    assert "Message 2 was fetched: Cancelled" in Order.objects.get(pk=order_id).events.values_list("detail", flat=True)


def test_an_order_that_reached_its_supplier_some_other_way_is_not_handed_out() -> None:
    order_id = place("A")
    status(order_id, 4)
    place("B")

    assert refs() == ["B"]
    assert Delivery.objects.get(order_id=order_id).status == DeliveryStatus.WITHDRAWN


def test_an_order_that_is_in_a_batch_already_is_handed_out_all_the_same() -> None:
    first = place("A")
    change_status(order_id=first, to=OrderStatus.BATCH_READY, actor=PLATFORM)

    documents, _ = fetch()
    assert refs() == []  # it has been handed out and is past being acknowledged
    run_due_jobs()

    assert [document["external_ref"] for document in documents] == ["A"]
    assert status_of(first) == OrderStatus.BATCH_READY


def test_only_orders_with_a_status_of_today() -> None:
    first, _ = place("A"), place("B")
    fetch()
    run_due_jobs()
    status(first, 4)
    begin = "/supplier/orders?cursor=ZmVlZC4w"  # feed.0

    assert refs(f"{begin}&status=4") == ["A"]
    assert refs(f"{begin}&status=512,513") == ["B"]
    documents, behind = fetch(f"{begin}&status=8")
    assert documents == []
    place("C")
    assert refs(behind.replace("status=8", "status=1")) == ["C"]


def test_a_message_that_was_committed_late_gets_a_place_behind_the_cursor() -> None:
    with clock.frozen(NOON):
        late = place("LATE")
        Delivery.objects.filter(order_id=late).update(channel=Channel.HTTP)  # as if nobody could see it yet
        clock.advance(timedelta(seconds=1))
        place("A")
        documents, behind = fetch()
        assert [one["external_ref"] for one in documents] == ["A"]

        Delivery.objects.filter(order_id=late).update(channel=Channel.FEED)

        assert refs(behind) == ["LATE"]


def test_a_message_that_is_sent_again_by_hand_comes_at_the_end() -> None:
    first, _ = place("A"), place("B")
    _, behind = fetch()

    messages.replay(Delivery.objects.get(order_id=first))
    assert refs(behind) == ["A"]

    _, behind = fetch(behind)
    count = messages.replay_since(Company.objects.get(pk=PRINTER_ID), NOON - timedelta(days=3650), only_failed=False)
    assert count == 2
    assert refs(behind) == ["B", "A"]


def test_what_waited_is_pushed_once_there_is_a_push_integration(world: World, settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    waiting, fetched = place("A"), place("B", items=[stock_item(sku="BOX")])
    with receiving() as server:
        enable_push(supplier=world.printer, url=server.origin)
        jobs.push_what_waited.call()
        run_due_jobs()

        assert [json.loads(seen.body)["external_ref"] for seen in server.received] == ["A"]
    assert status_of(waiting) == 512
    assert status_of(fetched) == 1
    assert refs() == []
    assert refs(auth=POTTERY) == ["B"]
