"""A supplier that has an order hears of what others change about it, once, behind the order itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer, receiving

from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.jobs.testing import run_due_jobs
from monogram.oms import push
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.suppliers import services as suppliers

pytestmark = pytest.mark.django_db
PRINTER = Actor(Party.SUPPLIER, "Printer")
STAFF = Actor(Party.STAFF, "Ada")
SHOP = Actor(Party.RETAILER, "Shop (61000)")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 23, 12, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def server(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


@pytest.fixture
def order(server: Receiver) -> Order:
    """An order that was pushed and has arrived."""
    order = make_order()
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url=server.origin, hmac_key="secret key")
    push.send_to_supplier(order.pk)
    run_due_jobs()
    server.received.clear()
    return order


def pushed(server: Receiver) -> list[dict[str, Any]]:
    return [json.loads(seen.body) for seen in server.received]


def events(order: Order) -> list[tuple[str, str]]:
    return list(order.events.order_by("sequence").values_list("kind", "detail"))


def test_a_supplier_that_has_the_order_hears_that_it_is_cancelled(order: Order, server: Receiver) -> None:
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP, why="changed my mind")
    run_due_jobs()

    [document] = pushed(server)
    assert (document["id"], document["status"], document["status_name"]) == (order.pk, 128, "Cancelled")
    assert [(line["status"], line["quantity"], line["quantity_outstanding"]) for line in document["items"]] == [
        (7, 2, 0),
        (7, 1, 0),
    ]
    deliveries = Delivery.objects.filter(order=order, kind=DeliveryKind.SUPPLIER_PUSH).order_by("sequence")
    assert [delivery.sequence for delivery in deliveries] == [1, 2]
    assert server.received[0].headers["webhook-id"] == deliveries[1].pk
    assert events(order)[-1] == ("supplier_told", "Push 2 was delivered: Cancelled")


def test_what_the_supplier_does_itself_it_is_not_told(order: Order, server: Receiver) -> None:
    change_item_statuses(
        wanted={order.items.get(external_ref="LINE1").pk: ItemStatus.CANCELLED}, actors={order.pk: PRINTER}
    )
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=PRINTER)
    run_due_jobs()

    assert server.received == []


def test_a_hold_and_its_end_send_nothing(order: Order, server: Receiver) -> None:
    change_status(order_id=order.pk, to=OrderStatus.ON_HOLD, actor=SHOP)
    change_status(order_id=order.pk, to=OrderStatus.SENT_TO_SUPPLIER, actor=SHOP)
    run_due_jobs()

    assert server.received == []


def test_a_cancelled_line_is_told_also_while_the_order_is_held_after_it(order: Order, server: Receiver) -> None:
    line = order.items.get(external_ref="LINE1")
    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={order.pk: SHOP})
    change_status(order_id=order.pk, to=OrderStatus.ON_HOLD, actor=SHOP)
    run_due_jobs()

    assert [[line["status"] for line in document["items"]] for document in pushed(server)] == [[7, 1]]


def test_lines_cancelled_before_the_push_are_not_in_it(server: Receiver) -> None:
    order = make_order()
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url=server.origin, hmac_key="secret key")
    line = order.items.get(external_ref="LINE1")
    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={order.pk: SHOP})

    push.send_to_supplier(order.pk)
    run_due_jobs()

    assert [[line["external_ref"] for line in document["items"]] for document in pushed(server)] == [["LINE2"]]


def test_a_push_that_has_not_left_is_taken_back_and_nothing_is_told(server: Receiver) -> None:
    order = make_order()
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url=server.origin, hmac_key="secret key")
    push.send_to_supplier(order.pk)

    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP)
    run_due_jobs()

    assert server.received == []


def test_a_push_that_was_answered_with_an_error_may_have_been_read(server: Receiver) -> None:
    order = make_order()
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url=server.origin, hmac_key="secret key")
    server.behaviour = answer(500)
    push.send_to_supplier(order.pk)
    run_due_jobs()

    server.behaviour = answer(200)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP)
    run_due_jobs()

    assert [document["status"] for document in pushed(server)] == [1, 128]


def test_a_push_on_its_way_during_the_cancellation_is_followed_by_word_of_it(server: Receiver) -> None:
    order = make_order()
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url=server.origin, hmac_key="secret key")
    delivery = push.send_to_supplier(order.pk)
    assert delivery
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP)
    Delivery.objects.filter(pk=delivery.pk).update(status=DeliveryStatus.DELIVERED)

    for _ in range(2):
        push.supplier_push_settled.func(delivery.pk)
    run_due_jobs()

    assert [document["status"] for document in pushed(server)] == [128]
    order.refresh_from_db()
    assert order.status == OrderStatus.CANCELLED


def test_staff_see_that_a_supplier_could_not_be_told(order: Order, server: Receiver) -> None:
    server.behaviour = answer(503)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=STAFF)
    for _ in range(6):
        run_due_jobs()
        clock.advance(timedelta(hours=2))

    order.refresh_from_db()
    assert (order.status, order.has_error) == (OrderStatus.CANCELLED, True)
    assert order.error_message.startswith("The supplier could not be told of a change (Cancelled now): ")
    assert events(order)[-1][0] == "supplier_not_told"


@pytest.mark.parametrize(("actor", "told"), [(STAFF, 1), (PRINTER, 0)])
def test_a_reprint_is_told_unless_the_supplier_asked_for_it(
    order: Order, server: Receiver, actor: Actor, told: int
) -> None:
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")
    line = order.items.get(external_ref="LINE1")

    reprint_order(order_id=order.pk, actor=actor, quantities={line.pk: 1})
    run_due_jobs()

    assert [
        (document["status"], [(line["status"], line["quantity_outstanding"]) for line in document["items"]])
        for document in pushed(server)
    ] == [(16, [(1, 1), (3, 0)])] * told
