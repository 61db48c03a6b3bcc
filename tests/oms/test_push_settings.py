"""How a supplier wants its pushes: from when on, on which day, with the words on the pieces, shipped by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, receiving
from tests.orders.world import World, order_body, print_job_item

from monogram.callbacks.models import Delivery
from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.oms.place import place_order
from monogram.oms.push import send_to_supplier
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.suppliers.models import PushIntegration
from monogram.suppliers.services import enable_push

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STAFF = Actor(Party.STAFF, "Ada")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def server(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


def pushed(supplier: Company | None, server: Receiver, **wishes: Any) -> None:
    assert supplier
    integration = enable_push(supplier=supplier, url=server.origin)
    PushIntegration.objects.filter(pk=integration.pk).update(**wishes)


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def test_an_order_is_held_back_until_its_dispatch_date_begins(server: Receiver, settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    dated, undated = make_order("DATED", required_dispatch_date=date(2026, 11, 25)), make_order("UNDATED")
    pushed(dated.supplier, server, dispatch_date_only=True)
    for order in (dated, undated):
        send_to_supplier(order.pk)
    run_due_jobs()
    assert [json.loads(seen.body)["external_ref"] for seen in server.received] == ["UNDATED"]
    assert Delivery.objects.get(order=dated).next_attempt_at == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)

    clock.advance(timedelta(hours=34, minutes=59))
    run_due_jobs()
    assert len(server.received) == 1
    clock.advance(timedelta(minutes=1))
    run_due_jobs()

    assert (len(server.received), status_of(dated)) == (2, OrderStatus.SENT_TO_SUPPLIER)


def test_an_order_that_is_held_back_can_be_stopped(server: Receiver) -> None:
    order = make_order(required_dispatch_date=date(2026, 11, 25))
    pushed(order.supplier, server, dispatch_date_only=True)
    send_to_supplier(order.pk)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=STAFF)

    clock.advance(timedelta(days=3))
    run_due_jobs()

    assert server.received == []


def test_orders_from_before_the_start_wait_to_be_fetched(server: Receiver) -> None:
    early, late = make_order("EARLY", creation_datetime=NOON - timedelta(seconds=1)), make_order("LATE")
    pushed(early.supplier, server, starts_at=NOON)
    for order in (early, late):
        send_to_supplier(order.pk)
    run_due_jobs()

    assert [json.loads(seen.body)["external_ref"] for seen in server.received] == ["LATE"]
    assert [event.detail for event in early.events.filter(kind="no_push")] == [
        "The supplier's push integration begins with later orders: this one waits to be fetched"
    ]
    assert Delivery.objects.get(order=early).channel == "feed"


def test_what_a_supplier_ships_by_itself_is_dispatched_once_it_is_taken(server: Receiver) -> None:
    order = make_order()
    pushed(order.supplier, server, auto_ship=True)
    send_to_supplier(order.pk)
    run_due_jobs()

    assert status_of(order) == OrderStatus.DISPATCHED
    steps = order.events.filter(kind="status").order_by("sequence")
    assert [(event.actor, event.to_status, event.detail) for event in steps] == [
        ("Monogram", 512, "Push 1 was delivered"),
        ("Monogram", 8, "The supplier ships by itself"),
    ]
    assert {item.status for item in order.items.all()} == {3}


def test_lines_say_what_is_written_on_them_if_the_supplier_wants_it(server: Receiver, world: World) -> None:
    grouped = {"type": "group", "layers": [_text("1815")]}
    world.print_job.document = {
        **world.print_job.document,
        "areas": [
            {"name": "Front", "layers": [_text("For Ada", text_area="Name"), grouped]},
            {"name": "Back", "layers": [{"type": "shape"}]},
        ],
    }
    world.print_job.save()
    pushed(world.printer, server, text_elements=True)
    body = order_body(items=[print_job_item()])
    [order] = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    send_to_supplier(order.pk)

    [item] = json.loads(Delivery.objects.get(order=order, kind="supplier_push").body)["items"]
    assert list(item)[-2:] == ["assets", "texts"]
    assert item["texts"] == [
        {"area": "Front", "name": "Name", "text": "For Ada"},
        {"area": "Front", "name": "", "text": "1815"},
    ]


def _text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, **more}
