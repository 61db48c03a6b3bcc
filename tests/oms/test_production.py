"""Batches: orders of one supplier that are put to work together."""

from __future__ import annotations

import pytest
from tests.callbacks.world import make_order

from monogram.companies.models import Company, CompanyType
from monogram.oms.production import prepare_batch, start_batch
from monogram.oms.status import change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import Actor, Party

pytestmark = pytest.mark.django_db
STAFF = Actor(Party.STAFF, "Ada")


def test_a_batch_is_made_ready_and_then_put_to_work() -> None:
    orders = [make_order("A"), make_order("B")]
    numbers = [order.pk for order in orders]

    ready = prepare_batch(order_ids=numbers, actor=STAFF, why="mugs of the morning")
    assert set(Order.objects.values_list("status", flat=True)) == {OrderStatus.BATCH_READY}
    started = start_batch(order_ids=numbers, actor=STAFF)

    assert set(Order.objects.values_list("status", flat=True)) == {OrderStatus.IN_PRODUCTION}
    for order in orders:
        assert list(order.events.order_by("sequence").values_list("from_status", "to_status", "detail")) == [
            (None, 1, ""),
            (1, 2, f"Batch {ready}\nmugs of the morning"),
            (2, 4, f"Batch {started}"),
        ]
        assert set(order.items.values_list("status", flat=True)) == {ItemStatus.IN_PRODUCTION}


def test_a_batch_takes_all_or_none() -> None:
    fresh, held = make_order("A"), make_order("B")
    change_status(order_id=held.pk, to=OrderStatus.ON_HOLD, actor=Actor(Party.RETAILER, "Shop (61000)"))

    with pytest.raises(StatusChangeRefusedError):
        start_batch(order_ids=[fresh.pk, held.pk], actor=Actor(Party.SUPPLIER, "Printer"))

    assert Order.objects.get(pk=fresh.pk).status == OrderStatus.RECEIVED


def test_a_batch_is_one_suppliers() -> None:
    other = Company.objects.create(id=62001, name="Potter", type=CompanyType.SUPPLIER)
    orders = [make_order("A"), make_order("B", supplier=other), make_order("C", supplier=None)]
    by_hand = [[orders[0].pk, orders[1].pk], [orders[2].pk], []]

    for numbers in by_hand:
        with pytest.raises(StatusChangeRefusedError, match="orders of one supplier"):
            start_batch(order_ids=numbers, actor=STAFF)


def test_a_batch_twice_is_refused() -> None:
    order = make_order()
    start_batch(order_ids=[order.pk], actor=STAFF)

    with pytest.raises(StatusChangeRefusedError, match="is In Production already"):
        start_batch(order_ids=[order.pk], actor=STAFF)
