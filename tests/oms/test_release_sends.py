"""A release sends what its supplier should have had: once, from any state, and never what has arrived."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer, receiving

from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.common import clock
from monogram.jobs.testing import run_due_jobs
from monogram.oms import push
from monogram.oms.correct import correct_order
from monogram.oms.release import hold_order, release_order
from monogram.oms.status import change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor, Party
from monogram.suppliers.models import PushIntegration
from monogram.suppliers.services import enable_push

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
STAFF = Actor(Party.STAFF, "Ada")
_S = OrderStatus
STAGES = [
    _S.RECEIVED,
    _S.RECEIVED_BY_SUPPLIER,
    _S.BATCH_READY,
    _S.IN_PRODUCTION,
    _S.SENT_TO_SHIPPER,
    _S.RECEIVED_BY_SHIPPER,
    _S.REPRINT,
]


@pytest.fixture
def factory(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with clock.frozen(NOON), receiving() as server:
        yield server


def pushed(factory: Receiver) -> Order:
    order = make_order()
    assert order.supplier
    enable_push(supplier=order.supplier, url=factory.origin)
    push.send_to_supplier(order.pk)
    return order


def bring(order: Order, stage: OrderStatus) -> None:
    if stage == _S.REPRINT:
        change_status(order_id=order.pk, to=_S.IN_PRODUCTION, actor=STAFF)
    if stage not in {_S.RECEIVED, OrderStatus(Order.objects.get(pk=order.pk).status)}:
        change_status(order_id=order.pk, to=stage, actor=STAFF)


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def release(order: Order) -> None:
    release_order(order_id=order.pk, actor=STAFF)
    run_due_jobs()


@pytest.mark.parametrize("stage", STAGES)
def test_what_was_refused_is_sent_again_once(factory: Receiver, stage: OrderStatus) -> None:
    # Given an order whose supplier has refused it, stopped at this stage
    factory.behaviour = answer(401)
    order = pushed(factory)
    bring(order, stage)
    run_due_jobs()
    if status_of(order) != _S.QC_QUERY:
        change_status(order_id=order.pk, to=_S.QC_QUERY, actor=STAFF)
    refused = len(factory.received)

    # When the secret is right and it is released
    factory.behaviour = answer(200)
    release(order)

    # Then it is sent, under an id of its own, and goes on where it was
    assert len({seen.headers["webhook-id"] for seen in factory.received}) == len(factory.received) == refused + 1
    assert "quantity_outstanding" not in json.loads(factory.received[-1].body)["items"][0]
    assert status_of(order) == (_S.SENT_TO_SUPPLIER if stage == _S.RECEIVED else stage)
    assert not Order.objects.get(pk=order.pk).has_error
    # And another hold sends nothing
    hold_order(order_id=order.pk, actor=STAFF)
    release(order)
    assert len(factory.received) == refused + 1


@pytest.mark.parametrize("stage", STAGES[1:])
def test_what_a_hold_took_back_is_sent_after_it(factory: Receiver, stage: OrderStatus) -> None:
    order = pushed(factory)
    bring(order, stage)
    hold_order(order_id=order.pk, actor=STAFF)
    run_due_jobs()
    assert factory.received == []

    release(order)

    [seen] = factory.received
    assert (json.loads(seen.body)["id"], status_of(order)) == (order.pk, stage)


@pytest.mark.parametrize("stage", [_S.SENT_TO_SUPPLIER, *STAGES[1:]])
def test_what_has_arrived_is_not_sent_again(factory: Receiver, stage: OrderStatus) -> None:
    order = pushed(factory)
    run_due_jobs()
    bring(order, stage)
    hold_order(order_id=order.pk, actor=STAFF)
    run_due_jobs()
    arrived = len(factory.received)

    release(order)

    assert (len(factory.received), status_of(order)) == (arrived, stage)


def test_a_change_that_was_refused_is_told_at_the_release(factory: Receiver) -> None:
    order = pushed(factory)
    run_due_jobs()
    factory.behaviour = answer(401)
    correct_order(order_id=order.pk, changes={"shipping_address_1": "2 New Street"}, actor=STAFF)
    run_due_jobs()
    hold_order(order_id=order.pk, actor=STAFF)
    factory.behaviour = answer(200)

    release(order)
    hold_order(order_id=order.pk, actor=STAFF)
    release(order)

    bodies = [json.loads(seen.body) for seen in factory.received]
    assert [body["shipping_address_1"] for body in bodies] == ["1 High Street", "2 New Street", "2 New Street"]
    assert "quantity_outstanding" in bodies[2]["items"][0]


def test_refused_again_it_stops_again_and_is_sent_at_the_next_release(factory: Receiver) -> None:
    factory.behaviour = answer(401)
    order = pushed(factory)
    bring(order, _S.BATCH_READY)
    run_due_jobs()
    release(order)
    assert (len(factory.received), status_of(order)) == (2, _S.QC_QUERY)

    factory.behaviour = answer(200)
    release(order)

    assert (len(factory.received), status_of(order)) == (3, _S.BATCH_READY)


def test_nothing_is_released_while_a_push_is_on_its_way(factory: Receiver) -> None:
    order = pushed(factory)
    bring(order, _S.BATCH_READY)
    Delivery.objects.update(leased_until=clock.now() + timedelta(seconds=30))
    hold_order(order_id=order.pk, actor=STAFF)

    with pytest.raises(StatusChangeRefusedError, match="just being pushed"):
        release_order(order_id=order.pk, actor=STAFF)


def test_an_order_in_a_batch_goes_the_other_way_when_its_supplier_changes_it(factory: Receiver) -> None:
    # Given a push that waits for an order that is in a batch
    order = pushed(factory)
    bring(order, _S.BATCH_READY)

    # When pushes are switched off before it has left
    PushIntegration.objects.all().delete()
    Delivery.objects.filter(kind=DeliveryKind.SUPPLIER_PUSH).update(status="withdrawn", next_attempt_at=None)
    push.supplier_push_settled.enqueue(Delivery.objects.get().pk)
    run_due_jobs()

    # Then it waits to be fetched
    assert [one.channel for one in Delivery.objects.order_by("sequence")] == ["http", "feed"]


def test_the_platform_tells_no_supplier_of_a_stopped_order(factory: Receiver) -> None:
    order = pushed(factory)
    change_status(order_id=order.pk, to=_S.CANCELLED, actor=PLATFORM)

    assert push.send_what_is_missing(order.pk) is None
