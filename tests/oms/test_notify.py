"""Confirming a dispatch to the retailer by hand: Dispatched (Retailer Notified)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer, receiving

from monogram.common import clock
from monogram.jobs.testing import run_due_jobs
from monogram.oms.notify import notify_retailer
from monogram.oms.status import change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party

pytestmark = pytest.mark.django_db
PRINTER, STAFF = Actor(Party.SUPPLIER, "Printer"), Actor(Party.STAFF, "Ada")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 23, 12, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def shop(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


def dispatched(shop: Receiver) -> Order:
    order = make_order(status_callback_url=shop.origin)
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")
    run_due_jobs()
    return order


def seen(shop: Receiver) -> list[tuple[int, int]]:
    """Status and number of new parcels of each callback."""
    bodies = [json.loads(seen.body) for seen in shop.received]
    return [(body["status"], len(body["new_shipments"])) for body in bodies]


def give_up() -> None:
    for _ in range(6):
        run_due_jobs()
        clock.advance(timedelta(hours=2))


def test_the_order_is_notified_when_the_confirmation_was_taken_and_not_before(shop: Receiver) -> None:
    order = dispatched(shop)

    notify_retailer(order_id=order.pk, actor=STAFF, why="they asked by phone")
    order.refresh_from_db()
    assert order.status == OrderStatus.DISPATCHED
    run_due_jobs()
    order.refresh_from_db()

    assert order.status == OrderStatus.RETAILER_NOTIFIED
    assert seen(shop) == [(8, 1), (8, 0), (64, 0)]
    assert list(order.events.order_by("sequence").values_list("kind", "from_status", "to_status")) == [
        ("placed", None, 1),
        ("status", 1, 8),
        ("notify", None, None),
        ("status", 8, 64),
    ]
    assert run_due_jobs() == 0


def test_a_shop_that_never_heard_of_the_parcels_hears_of_them_now(shop: Receiver) -> None:
    shop.behaviour = answer(500)
    order = dispatched(shop)
    give_up()
    shop.behaviour = answer(200)
    shop.received.clear()

    notify_retailer(order_id=order.pk, actor=STAFF)
    run_due_jobs()

    assert seen(shop) == [(8, 1), (64, 0)]


def test_a_confirmation_that_is_given_up_leaves_the_order_dispatched(shop: Receiver) -> None:
    order = dispatched(shop)
    shop.behaviour = answer(500)

    notify_retailer(order_id=order.pk, actor=STAFF)
    give_up()

    order.refresh_from_db()
    assert order.status == OrderStatus.DISPATCHED
    assert order.events.order_by("sequence").values_list("kind", flat=True).last() == "notify_failed"


def test_a_confirmation_that_arrives_after_a_reprint_changes_nothing(shop: Receiver) -> None:
    order = dispatched(shop)
    notify_retailer(order_id=order.pk, actor=STAFF)
    change_status(order_id=order.pk, to=OrderStatus.REPRINT, actor=PRINTER)

    run_due_jobs()

    order.refresh_from_db()
    assert order.status == OrderStatus.REPRINT


def test_only_a_dispatched_order_with_a_callback_address_is_confirmed(shop: Receiver) -> None:
    early, silent = make_order("A", status_callback_url=shop.origin), make_order("B")
    change_status(order_id=silent.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)

    with pytest.raises(StatusChangeRefusedError, match="is Received: only a Dispatched one"):
        notify_retailer(order_id=early.pk, actor=STAFF)
    with pytest.raises(StatusChangeRefusedError, match="no callback address"):
        notify_retailer(order_id=silent.pk, actor=STAFF)
    assert shop.received == []
