"""Stopped orders by their reason, and all of one reason released together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer, receiving

from monogram.common import clock
from monogram.companies.models import User
from monogram.jobs.testing import run_due_jobs
from monogram.oms import push, stopped
from monogram.oms.status import change_status
from monogram.oms.stopped import ReleasedTogether, release_all, stopped_groups
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor, Party
from monogram.suppliers.services import enable_push

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
STAFF = Actor(Party.STAFF, "Ada")
REFUSED = "The supplier refused the order: the answer was 401: ok"
PAGE = reverse("admin:orders_order_stopped")


@pytest.fixture
def factory(settings: Settings) -> Iterator[Receiver]:
    """One with a wrong secret."""
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with clock.frozen(NOON), receiving(answer(401)) as server:
        yield server


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


def refused(factory: Receiver, *refs: str) -> list[Order]:
    orders = []
    for number, ref in enumerate(refs):
        order = make_order(ref, creation_datetime=NOON - timedelta(hours=len(refs) - number))
        assert order.supplier
        enable_push(supplier=order.supplier, url=factory.origin)
        push.send_to_supplier(order.pk)
        change_status(order_id=order.pk, to=OrderStatus.BATCH_READY, actor=PLATFORM)
        orders.append(order)
    run_due_jobs()
    return orders


def stop(ref: str, reason: str, **fields: Any) -> Order:
    order = make_order(ref, **fields)
    return change_status(order_id=order.pk, to=OrderStatus.QC_QUERY, actor=STAFF, error_message=reason)


def statuses() -> dict[str, int]:
    return dict(Order.objects.order_by("pk").values_list("external_ref", "status"))


def test_orders_are_grouped_by_supplier_and_reason(factory: Receiver) -> None:
    first, *_ = refused(factory, "A", "B", "C")
    other = stop("D", "Artwork could not be made", supplier=None)
    make_order("GOES ON")

    groups = stopped_groups()

    assert [(group.supplier, group.reason, group.count) for group in groups] == [
        ("Printer", REFUSED, 3),
        ("", "Artwork could not be made", 1),
    ]
    assert groups[0].oldest == NOON - timedelta(hours=3)
    assert [order.pk for order in groups[1].examples] == [other.pk]
    assert next(iter(groups[0].examples)).pk == first.pk


def test_all_of_one_reason_go_on_and_are_sent_once(factory: Receiver) -> None:
    orders = refused(factory, "A", "B", "C")
    stop("OTHER", "Artwork could not be made")
    factory.behaviour = answer(200)

    came = release_all(supplier_id=orders[0].supplier_id, reason=REFUSED, actor=STAFF)
    run_due_jobs()

    assert came == ReleasedTogether(released=3)
    assert statuses() == {"A": 2, "B": 2, "C": 2, "OTHER": 32}
    assert len(factory.received) == 6
    whys = {order.events.order_by("-sequence")[0].detail for order in orders}
    assert whys == {"Released with all that had this reason"}


def test_one_that_cannot_go_on_keeps_no_other(factory: Receiver) -> None:
    orders = refused(factory, "A", "B", "C")
    held = Order.objects.get(external_ref="B").deliveries.get()
    held.leased_until = clock.now() + timedelta(seconds=30)
    held.save()

    came = release_all(supplier_id=orders[0].supplier_id, reason=REFUSED, actor=STAFF)

    assert (came.released, came.left) == (2, 0)
    assert dict(came.refused) == {"The order is just being pushed to its supplier: try again in a minute": ["B"]}
    assert statuses() == {"A": 2, "B": 32, "C": 2}


def test_one_that_is_stopped_again_is_named(db: None) -> None:
    lost = stop("LOST", "Failed to split order", supplier=None)

    came = release_all(supplier_id=None, reason="Failed to split order", actor=STAFF)

    assert (came.released, sum(map(len, came.stopped_again.values()))) == (0, 1)
    assert Order.objects.get(pk=lost.pk).status == OrderStatus.QC_QUERY


def test_more_than_go_at_once_wait_for_the_next_time(factory: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopped, "MOST_AT_ONCE", 2)
    orders = refused(factory, "A", "B", "C")

    came = release_all(supplier_id=orders[0].supplier_id, reason=REFUSED, actor=STAFF)

    assert (came.released, came.left) == (2, 1)
    assert statuses() == {"A": 2, "B": 2, "C": 32}


def test_the_page_asks_before_it_releases(factory: Receiver, desk: Client) -> None:
    orders = refused(factory, "A", "B")
    group = {"supplier": orders[0].supplier_id, "reason": REFUSED}

    listed = desk.get(PAGE).content.decode()
    asked = desk.post(PAGE, group).content.decode()

    assert REFUSED in listed
    assert "Release 2 orders of Printer?" not in listed
    assert "Release 2 orders of Printer?" in asked
    assert statuses() == {"A": 32, "B": 32}
    done = desk.post(PAGE, {**group, "confirmed": "1"}, follow=True).content.decode()
    assert "2 orders go on." in done
    assert "No order is stopped" in done
    again = desk.post(PAGE, {**group, "confirmed": "1"}, follow=True).content.decode()
    assert "Nothing was left to release" in again


def test_a_reason_of_several_lines_comes_back_as_it_was(db: None, desk: Client) -> None:
    order = stop("A", "one\ntwo", status=OrderStatus.IN_PRODUCTION)

    form = {"supplier": order.supplier_id, "reason": "one\r\ntwo", "confirmed": "1"}

    assert "1 order goes on." in desk.post(PAGE, form, follow=True).content.decode()


def test_who_may_only_look_releases_nothing(factory: Receiver) -> None:
    orders = refused(factory, "A")
    guest = User.objects.create_user("guest@monogram.example", "a long password", name="Guest", is_staff=True)
    client = Client()
    client.force_login(guest)
    assert client.get(PAGE).status_code == 403

    guest.user_permissions.add(Permission.objects.get(codename="view_order"))
    text = client.get(PAGE).content.decode()
    client.post(PAGE, {"supplier": orders[0].supplier_id, "reason": REFUSED, "confirmed": "1"})

    assert REFUSED in text
    assert "Release all</button>" not in text
    assert statuses() == {"A": 32}
