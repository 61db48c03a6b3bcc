"""Orders of as many lines as one may have, the whole way: a database takes only so much in one statement."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.callbacks.world import make_order
from tests.oms.test_parcels import CANCELLED, PRINTER, SENT, STAFF, WORKS, bodies, parcels, state

from monogram.artwork.queries import assets_of_order
from monogram.oms.lines import Parcel
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.documents import order_document
from monogram.orders.intake import MAX_ITEMS
from monogram.orders.models import ItemStatus, ItemType, Order, OrderItem, OrderStatus
from monogram.orders.queries import order_for

pytestmark = pytest.mark.django_db


def order_of(count: int, external_ref: str = "ORDER1") -> Order:
    order = make_order(external_ref, status_callback_url="https://shop.example/hook")
    OrderItem.objects.bulk_create(
        OrderItem(
            order=order,
            external_ref=f"L{number}",
            ref=f"{order.pk:04d}{number:07d}",
            type=ItemType.STOCK,
            sku="SKU",
            quantity=2,
        )
        for number in range(count - 2)
    )
    return order


def tell_all(order: Order, to: ItemStatus, number: Callable[[int], str] = lambda _: "") -> None:
    numbers = list(order.items.order_by("pk").values_list("pk", flat=True))
    change_item_statuses(
        wanted=dict.fromkeys(numbers, to),
        actors={order.pk: PRINTER},
        parcels={line: Parcel(number(index)) for index, line in enumerate(numbers)},
    )


@pytest.mark.parametrize("count", [MAX_ITEMS - 1, MAX_ITEMS])
def test_the_whole_order_leaves_is_made_again_and_is_cancelled(count: int) -> None:
    order = order_of(count)

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")
    assert len(bodies(order)[-1]["new_shipments"][0]["items"]) == count
    reprint_order(order_id=order.pk, actor=STAFF, quantities=dict.fromkeys(order.items.values_list("pk", flat=True)))
    assert state(order) == (OrderStatus.REPRINT, [ItemStatus.READY] * count)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=STAFF)

    assert state(order) == (OrderStatus.DISPATCHED, [SENT] * count)
    assert len(bodies(order)[-1]["new_cancellations"]) == count
    document = order_document(order_for(order.company, order.pk), assets_of_order(order.pk))
    assert len(document["items"]) == count


@pytest.mark.parametrize("to", [WORKS, CANCELLED])
def test_every_line_goes_on_by_one_message(to: ItemStatus) -> None:
    order = order_of(MAX_ITEMS)

    tell_all(order, to)

    assert state(order)[1] == [to] * MAX_ITEMS


def test_every_line_leaves_in_a_parcel_of_its_own() -> None:
    order = order_of(MAX_ITEMS)

    tell_all(order, SENT, lambda index: f"T{index}")

    told = parcels(bodies(order)[-1])
    assert [tracking for tracking, _ in told] == [f"T{index}" for index in range(MAX_ITEMS)]
    assert all(len(items) == 1 for _, items in told)
    assert state(order) == (OrderStatus.DISPATCHED, [SENT] * MAX_ITEMS)
    assert order.shipping_tracking == "T0"


def statements(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


@pytest.mark.parametrize("number", [lambda _: "T", lambda index: f"T{index}", lambda _: ""])
def test_many_lines_take_as_few_statements_as_some(number: Callable[[int], str]) -> None:
    few, many = order_of(10, "FEW"), order_of(50, "MANY")

    assert statements(lambda: tell_all(few, SENT, number)) == statements(lambda: tell_all(many, SENT, number))
    further = [statements(partial(tell_all, order, SENT, lambda index: f"N{index}")) for order in (few, many)]
    assert further[0] == further[1]
