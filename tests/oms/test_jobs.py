"""What follows an order: its artwork, its way to the supplier, and what happens when either fails."""

from __future__ import annotations

import json
import socket
from datetime import timedelta
from typing import Any

import pytest
from tests.orders.world import World, order_body, stock_item

from monogram.callbacks.models import Delivery
from monogram.common import clock
from monogram.common.http import UnreachableError
from monogram.jobs.retry import RETRY_DELAYS
from monogram.jobs.testing import run_due_jobs
from monogram.oms import jobs
from monogram.oms.place import place_order
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor
from monogram.suppliers.services import enable_push

PUSH_URL = "https://93.184.215.14/push"


def place(world: World, **changes: Any) -> Order:
    body = order_body(**changes)
    return place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())[0]


def pushes(order: Order) -> int:
    return Delivery.objects.filter(order=order, kind="supplier_push").count()


def external_item(url: str) -> dict[str, Any]:
    return stock_item(type=1, sku="SHIRT-WHITE-M", external_url=url, external_thumbnail_url=url)


def test_the_order_is_pushed_once(world: World) -> None:
    enable_push(supplier=world.pottery, url=PUSH_URL)
    order = place(world, items=[stock_item(), stock_item()])

    for _ in range(2):
        jobs.prepare_order.call(order.pk)

    push = Delivery.objects.get(order=order, kind="supplier_push")
    assert (push.method, push.url) == ("POST", PUSH_URL)
    assert [item["mapped_sku"] for item in json.loads(push.body)["items"]] == ["S-BOX", "S-BOX"]


def test_without_a_push_the_order_waits_and_its_history_says_why(world: World) -> None:
    order = place(world)

    run_due_jobs()

    assert Order.objects.get(pk=order.pk).status == OrderStatus.RECEIVED
    assert [event.kind for event in order.events.order_by("sequence")] == ["placed", "no_push"]


def test_on_hold_nothing_is_sent(world: World) -> None:
    enable_push(supplier=world.pottery, url=PUSH_URL)
    order = place(world, status=256)

    jobs.prepare_order.call(order.pk)
    assert pushes(order) == 0

    release_order(order_id=order.pk, actor=Actor.retailer(world.retailer))
    jobs.prepare_order.call(order.pk)
    assert pushes(order) == 1


def test_an_order_held_while_its_artwork_is_made_is_not_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    enable_push(supplier=world.pottery, url=PUSH_URL)
    order = place(world)
    retailer = Actor.retailer(world.retailer)
    rival = lambda item: hold_order(order_id=order.pk, actor=retailer)  # noqa: E731 - injected at this one point
    monkeypatch.setattr("monogram.artwork.services.prepare_item", rival)

    jobs.prepare_order.call(order.pk)

    assert pushes(order) == 0


def test_artwork_that_cannot_be_made_waits_for_the_staff(world: World) -> None:
    order = place(world, items=[external_item("http://10.0.0.1/art.png")])

    run_due_jobs()

    order = Order.objects.get(pk=order.pk)
    assert (order.status, order.has_error) == (OrderStatus.QC_QUERY, True)
    assert order.error_message.startswith("Artwork could not be made: ")


def test_a_host_that_does_not_answer_is_tried_again_and_at_last_shown_to_the_staff(world: World, settings: Any) -> None:
    settings.MONOGRAM_DEMO = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        order = place(world, items=[external_item(f"http://127.0.0.1:{taken.getsockname()[1]}/art.png")])

        with pytest.raises(UnreachableError):
            jobs.prepare_order.call(order.pk)
        assert Order.objects.get(pk=order.pk).status == OrderStatus.RECEIVED

        with clock.frozen(clock.now() + sum(RETRY_DELAYS, timedelta())):
            jobs.prepare_order.call(order.pk)

    order = Order.objects.get(pk=order.pk)
    assert (order.status, order.has_error) == (OrderStatus.QC_QUERY, True)
    assert order.error_message.startswith("Artwork could not be made: 127.0.0.1 could not be reached")


def test_on_hold_a_failure_is_noted_and_comes_up_at_the_release(world: World) -> None:
    order = place(world, items=[external_item("http://10.0.0.1/art.png")], status=256)
    run_due_jobs()

    last = order.events.get(kind="late")
    assert Order.objects.get(pk=order.pk).status == OrderStatus.ON_HOLD
    assert last.detail.startswith("Artwork could not be made")

    release_order(order_id=order.pk, actor=Actor.retailer(world.retailer))
    run_due_jobs()
    assert Order.objects.get(pk=order.pk).status == OrderStatus.QC_QUERY


def test_a_cancelled_order_is_left_alone(world: World) -> None:
    enable_push(supplier=world.pottery, url=PUSH_URL)
    order = place(world)
    cancel_order(order_id=order.pk, actor=Actor.retailer(world.retailer))

    run_due_jobs()

    assert pushes(order) == 0


def test_an_order_whose_job_never_tells_is_handed_to_the_staff(world: World) -> None:
    """A worker that is killed by the order itself takes its job with it, each time."""
    enable_push(supplier=world.pottery, url=PUSH_URL)
    with clock.frozen(clock.now()):
        forgotten = place(world)
        clock.advance(sum(RETRY_DELAYS, timedelta()))
        jobs.hand_over_forgotten_orders.call()
        assert Order.objects.get(pk=forgotten.pk).status == OrderStatus.RECEIVED

        clock.advance(timedelta(hours=2))
        jobs.hand_over_forgotten_orders.call()

    order = Order.objects.get(pk=forgotten.pk)
    assert (order.status, order.has_error) == (OrderStatus.QC_QUERY, True)
    assert order.error_message.startswith("The order could not be prepared")


def test_orders_that_wait_for_a_supplier_are_not_forgotten(world: World) -> None:
    enable_push(supplier=world.pottery, url=PUSH_URL)
    with clock.frozen(clock.now()):
        pushed, to_be_fetched = (
            place(world),
            place(world, external_ref="FETCH", items=[stock_item(sku="SHIRT-WHITE-M")]),
        )
        jobs.prepare_order.call(pushed.pk)
        jobs.prepare_order.call(to_be_fetched.pk)

        clock.advance(timedelta(days=3))
        jobs.hand_over_forgotten_orders.call()

    assert {order.status for order in Order.objects.all()} == {OrderStatus.RECEIVED}
