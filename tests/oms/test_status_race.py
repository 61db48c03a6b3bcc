"""Changes of one order at the same moment, each on a connection of its own: one after the other, and none is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.callbacks.world import make_order
from tests.common.at_once import at_once

from monogram.oms.lines import Parcel
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor, Party
from monogram.shipping.models import Shipment

pytestmark = pytest.mark.django_db(transaction=True)
PRINTER, SHOP = Actor(Party.SUPPLIER, "Printer"), Actor(Party.RETAILER, "Shop (61000)")


def chain(order: Order) -> Sequence[tuple[int, int | None, int | None]]:
    return [(e.sequence, e.from_status, e.to_status) for e in order.events.order_by("sequence")]


def test_of_a_cancellation_and_a_dispatch_exactly_one_wins() -> None:
    for round_number in range(8):
        order = make_order(f"R{round_number}", status_callback_url="https://shop.example/hook")
        number = order.pk

        outcomes = at_once(
            lambda number=number: change_status(order_id=number, to=OrderStatus.CANCELLED, actor=SHOP),  # type: ignore[misc]  # mypy cannot type a lambda with a default
            lambda number=number: change_status(order_id=number, to=OrderStatus.DISPATCHED, actor=PRINTER),  # type: ignore[misc]  # mypy cannot type a lambda with a default
            refusals=StatusChangeRefusedError,
        )

        was_refused = [isinstance(outcome, StatusChangeRefusedError) for outcome in outcomes]
        assert sorted(was_refused) == [False, True]
        order.refresh_from_db()
        winner = OrderStatus.DISPATCHED if was_refused[0] else OrderStatus.CANCELLED
        assert chain(order) == [(1, None, 1), (2, 1, winner)]
        assert order.status == winner
        assert Shipment.objects.filter(order=order).count() == (winner == OrderStatus.DISPATCHED)


def test_one_message_ten_times_at_once_happens_once() -> None:
    order = make_order(status_callback_url="https://shop.example/hook")

    def dispatch() -> object:
        return change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")

    at_once(*[dispatch] * 10)

    assert chain(order) == [(1, None, 1), (2, 1, 8)]
    assert Shipment.objects.count() == 1
    assert order.deliveries.count() == 1


def test_parcels_of_two_lines_at_once_complete_the_order() -> None:
    order = make_order(status_callback_url="https://shop.example/hook")
    lines = list(order.items.order_by("pk").values_list("pk", flat=True))

    def leave(line: int, tracking: str) -> object:
        return change_item_statuses(
            wanted={line: ItemStatus.DISPATCHED}, actors={order.pk: PRINTER}, parcels={line: Parcel(tracking)}
        )

    at_once(lambda: leave(lines[0], "T1"), lambda: leave(lines[1], "T2"), lambda: leave(lines[0], "T1"))

    order.refresh_from_db()
    assert [(before, after) for _, before, after in chain(order)] == [(None, 1), (1, 4), (4, 8)]
    assert order.status == OrderStatus.DISPATCHED
    assert sorted(Shipment.objects.values_list("tracking", flat=True)) == ["T1", "T2"]


def test_the_platforms_news_and_the_suppliers_at_once_end_at_the_further_one() -> None:
    order = make_order()

    at_once(
        lambda: change_status(order_id=order.pk, to=OrderStatus.SENT_TO_SUPPLIER, actor=PLATFORM),
        lambda: change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER),
        lambda: change_status(order_id=order.pk, to=OrderStatus.RECEIVED_BY_SUPPLIER, actor=PRINTER),
    )

    order.refresh_from_db()
    assert order.status == OrderStatus.IN_PRODUCTION
    steps = chain(order)
    assert [step[1] for step in steps[1:]] == [step[2] for step in steps[:-1]]
