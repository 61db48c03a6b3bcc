"""What leaves the house about an order, against real suppliers' and shops' servers."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer, receiving

from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.common import clock
from monogram.jobs.testing import run_due_jobs
from monogram.oms import push, supplier_messages
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor, Party
from monogram.suppliers import services as suppliers
from monogram.suppliers.models import DropshipAccount

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PRINTER = Actor(Party.SUPPLIER, "Printer")
STAFF = Actor(Party.STAFF, "Ada")
SHOP = Actor(Party.RETAILER, "Shop (61000)")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def supplier_server(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


@pytest.fixture
def shop_server(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


def pushed_order(server: Receiver, **fields: Any) -> Order:
    """An order whose supplier gets pushes."""
    order = make_order(**fields)
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url=server.origin + "/push", hmac_key="secret key")
    return order


def status_of(order: Order) -> OrderStatus:
    order.refresh_from_db()
    return OrderStatus(order.status)


def kinds(order: Order) -> list[str]:
    return list(order.events.order_by("sequence").values_list("kind", flat=True))


def test_a_push_carries_the_order_document_and_its_hmac(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server, customer_name="Zoë")

    push.send_to_supplier(order.pk)
    run_due_jobs()

    [seen] = supplier_server.received
    assert (seen.method, seen.path) == ("POST", "/push")
    assert seen.headers["x-customgateway-hmac"] == hmac.new(b"secret key", seen.body, hashlib.sha256).hexdigest()
    document = json.loads(seen.body)
    assert list(document)[:5] == ["id", "company_ref_id", "secondary_company_ref_id", "ref", "status"]
    assert (document["id"], document["ref"], document["customer_name"]) == (order.pk, order.ref, "Zoë")
    assert [item["sku"] for item in document["items"]] == ["SKU1", "SKU2"]
    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


def test_a_job_that_runs_twice_pushes_once(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server)

    push.send_to_supplier(order.pk)
    push.send_to_supplier(order.pk)
    run_due_jobs()
    push.send_to_supplier(order.pk)
    run_due_jobs()

    assert len(supplier_server.received) == 1
    assert kinds(order) == ["placed", "status"]


def test_without_a_push_integration_the_order_waits_and_its_history_says_why(supplier_server: Receiver) -> None:
    order = make_order()

    waiting = push.send_to_supplier(order.pk)
    assert push.send_to_supplier(order.pk) == waiting
    run_due_jobs()

    assert waiting is not None
    assert (waiting.channel, waiting.url, waiting.status) == ("feed", "", "pending")
    assert status_of(order) == OrderStatus.RECEIVED
    assert order.sequence == 2
    assert [event.detail for event in order.events.filter(kind="no_push")] == [supplier_messages.NO_PUSH]


def test_a_supplier_that_is_down_gets_the_order_when_it_is_back(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server)
    supplier_server.behaviour = answer(502)
    push.send_to_supplier(order.pk)
    run_due_jobs()
    assert status_of(order) == OrderStatus.RECEIVED

    supplier_server.behaviour = answer(201)
    clock.advance(timedelta(hours=2))
    run_due_jobs()

    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


def test_a_push_that_was_given_up_is_an_administrative_error_that_staff_can_release(
    supplier_server: Receiver,
) -> None:
    order = pushed_order(supplier_server)
    supplier_server.behaviour = answer(500)
    push.send_to_supplier(order.pk)
    for _ in range(6):
        run_due_jobs()
        clock.advance(timedelta(hours=2))
    assert len(supplier_server.received) == 6
    assert status_of(order) == OrderStatus.QC_QUERY
    assert (order.has_error, order.error_message) == (
        True,
        "The supplier could not be reached: the answer was 500: ok",
    )

    supplier_server.behaviour = answer(200)
    change_status(order_id=order.pk, to=OrderStatus.RECEIVED, actor=STAFF)
    push.send_to_supplier(order.pk)
    run_due_jobs()

    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER
    assert not order.has_error


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (422, b'{"error":\n "Unknown SKU\tMUG-9"}', 'the answer was 422: {"error": "Unknown SKU MUG-9"}'),
        (401, b"<!doctype html><title>Sign in</title>", "the answer was 401"),
        (400, b"x" * 300, "the answer was 400: " + "x" * 199 + "…"),
    ],
)
def test_what_a_supplier_refuses_is_not_asked_again_until_somebody_has_looked(
    supplier_server: Receiver, status: int, body: bytes, reason: str
) -> None:
    order = pushed_order(supplier_server)
    supplier_server.behaviour = answer(status, body)
    push.send_to_supplier(order.pk)
    run_due_jobs()
    clock.advance(timedelta(hours=2))
    run_due_jobs()

    assert len(supplier_server.received) == 1
    assert status_of(order) == OrderStatus.QC_QUERY
    assert (order.has_error, order.error_message) == (True, f"The supplier refused the order: {reason}")

    # Put right, it goes out anew when it is released
    supplier_server.behaviour = answer(200)
    change_status(order_id=order.pk, to=OrderStatus.RECEIVED, actor=STAFF)
    push.send_to_supplier(order.pk)
    run_due_jobs()

    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


def test_staff_hear_of_a_refusal_also_when_the_order_is_in_a_batch_already(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server)
    supplier_server.behaviour = answer(422, b"Unknown SKU")
    push.send_to_supplier(order.pk)
    change_status(order_id=order.pk, to=OrderStatus.BATCH_READY, actor=PLATFORM)
    run_due_jobs()

    assert status_of(order) == OrderStatus.QC_QUERY
    assert order.error_message == "The supplier refused the order: the answer was 422: Unknown SKU"


@pytest.mark.parametrize("status", [408, 425, 429])
def test_an_answer_that_speaks_of_the_moment_is_no_refusal(supplier_server: Receiver, status: int) -> None:
    order = pushed_order(supplier_server)
    supplier_server.behaviour = answer(status)
    push.send_to_supplier(order.pk)
    run_due_jobs()
    assert status_of(order) == OrderStatus.RECEIVED

    supplier_server.behaviour = answer(200)
    clock.advance(timedelta(hours=2))
    run_due_jobs()

    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


def test_a_corrected_push_url_is_used_by_the_next_attempt(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server)
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url="http://nowhere.invalid/")
    push.send_to_supplier(order.pk)
    run_due_jobs()

    suppliers.enable_push(supplier=order.supplier, url=supplier_server.origin)
    clock.advance(timedelta(hours=2))
    run_due_jobs()

    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER
    delivery = Delivery.objects.get(kind=DeliveryKind.SUPPLIER_PUSH)
    urls = [attempt.url for attempt in delivery.attempts.all()]
    assert urls == ["http://nowhere.invalid/", supplier_server.origin]


def test_an_accounts_own_integration_comes_before_its_suppliers(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server, secondary_company_ref_id=63000)
    assert order.supplier
    account = DropshipAccount.objects.create(id=63000, retailer=order.company, supplier=order.supplier)
    suppliers.enable_push(account=account, url=supplier_server.origin + "/own")

    push.send_to_supplier(order.pk)
    run_due_jobs()

    assert [seen.path for seen in supplier_server.received] == ["/own"]


@pytest.mark.parametrize("to", [OrderStatus.ON_HOLD, OrderStatus.CANCELLED])
def test_a_stopped_order_is_not_pushed_any_more(supplier_server: Receiver, to: OrderStatus) -> None:
    order = pushed_order(supplier_server)
    push.send_to_supplier(order.pk)

    change_status(order_id=order.pk, to=to, actor=SHOP)
    run_due_jobs()

    assert supplier_server.received == []


@pytest.mark.parametrize("to", [OrderStatus.ON_HOLD, OrderStatus.QC_QUERY, OrderStatus.CANCELLED])
def test_an_order_that_was_stopped_after_someone_looked_is_not_pushed(
    supplier_server: Receiver, to: OrderStatus
) -> None:
    order = pushed_order(supplier_server)
    change_status(order_id=order.pk, to=to, actor=STAFF)

    assert push.send_to_supplier(order.pk) is None
    run_due_jobs()

    assert supplier_server.received == []
    assert kinds(order) == ["placed", "status"]


def test_a_released_order_is_pushed_with_what_it_says_now(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server)
    push.send_to_supplier(order.pk)
    change_status(order_id=order.pk, to=OrderStatus.ON_HOLD, actor=SHOP)
    Order.objects.filter(pk=order.pk).update(shipping_address_1="2 New Street")

    change_status(order_id=order.pk, to=OrderStatus.RECEIVED, actor=SHOP)
    push.send_to_supplier(order.pk)
    run_due_jobs()

    [seen] = supplier_server.received
    assert json.loads(seen.body)["shipping_address_1"] == "2 New Street"


def test_news_of_a_push_does_not_move_back_an_order_that_has_gone_on(supplier_server: Receiver) -> None:
    order = pushed_order(supplier_server)

    push.send_to_supplier(order.pk)
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER)
    run_due_jobs()

    assert len(supplier_server.received) == 1
    assert status_of(order) == OrderStatus.IN_PRODUCTION


def callback_bodies(server: Receiver) -> list[dict[str, Any]]:
    return [json.loads(seen.body) for seen in server.received]


def test_a_status_change_is_told_with_the_whole_state(shop_server: Receiver) -> None:
    order = make_order(
        status_callback_url=shop_server.origin + "/callback", shipping_price="3.50", shipping_carrier="Royal Mail"
    )

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="TRACK1")
    run_due_jobs()

    [seen] = shop_server.received
    assert (seen.method, seen.path) == ("PUT", "/callback")
    event = order.events.get(sequence=2)
    lines = list(order.items.order_by("pk"))
    assert json.loads(seen.body) == {
        "id": order.pk,
        "external_ref": "ORDER1",
        "ref": order.ref,
        "status": 8,
        "status_name": "Dispatched",
        "shipping_tracking": "TRACK1",
        "shipping_method": "",
        "shipping_carrier": "Royal Mail",
        "shipping_price": 3.5,
        "new_shipments": [
            {
                "dispatch_datetime": "2026-11-23 12:00:00",
                "tracking": "TRACK1",
                "tracking_url": "",
                "items": [
                    {"quantity": 2, "ref": lines[0].ref, "external_ref": "LINE1"},
                    {"quantity": 1, "ref": lines[1].ref, "external_ref": "LINE2"},
                ],
            }
        ],
        "new_cancellations": [],
        "required_dispatch_date": "0000-00-00",
        "sequence": 2,
        "event_id": event.event_id,
    }


def test_parcels_and_cancellations_are_told_once(shop_server: Receiver) -> None:
    order = make_order(status_callback_url=shop_server.origin)
    first, second = order.items.order_by("pk")
    actors = {order.pk: PRINTER}

    change_item_statuses(wanted={first.pk: ItemStatus.CANCELLED}, actors=actors)
    change_item_statuses(wanted={second.pk: ItemStatus.DISPATCHED}, actors=actors)
    run_due_jobs()

    bodies = callback_bodies(shop_server)
    assert [body["sequence"] for body in bodies] == [2, 3]
    assert [[line["ref"] for line in body["new_cancellations"]] for body in bodies] == [[first.ref], []]
    assert [len(body["new_shipments"]) for body in bodies] == [0, 1]


def test_callbacks_of_one_order_arrive_in_sequence(shop_server: Receiver) -> None:
    order = make_order(status_callback_url=shop_server.origin)
    shop_server.behaviour = answer(500)
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER)
    run_due_jobs()
    shop_server.behaviour = answer(200)
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)
    run_due_jobs()
    clock.advance(timedelta(hours=2))
    run_due_jobs()

    assert [body["status"] for body in callback_bodies(shop_server)] == [4, 4, 8]


def test_a_shop_that_wants_no_callbacks_gets_none() -> None:
    order = make_order()

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)

    assert not Delivery.objects.exists()
    assert run_due_jobs() == 0


def test_a_change_that_is_rolled_back_is_not_told(shop_server: Receiver) -> None:
    order = make_order(status_callback_url=shop_server.origin)
    with transaction.atomic():
        change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PLATFORM)
        transaction.set_rollback(True)

    assert run_due_jobs() == 0
    assert shop_server.received == []


def test_a_dead_shop_does_not_keep_the_supplier_waiting(supplier_server: Receiver, shop_server: Receiver) -> None:
    order = pushed_order(supplier_server, status_callback_url="http://nowhere.invalid/")
    change_status(order_id=order.pk, to=OrderStatus.ON_HOLD, actor=STAFF)
    run_due_jobs()
    change_status(order_id=order.pk, to=OrderStatus.RECEIVED, actor=STAFF)
    push.send_to_supplier(order.pk)
    run_due_jobs(raise_errors=False)

    assert len(supplier_server.received) == 1
