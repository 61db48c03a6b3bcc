"""Changing statuses: history, lines, shipments, and messages that come late or twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.orders.world import World, order_body, stock_item

from monogram.callbacks.models import Delivery
from monogram.common import clock
from monogram.oms.lines import Parcel
from monogram.oms.place import place_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.errors import OrderNotFoundError, StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor
from monogram.shipping.models import Shipment, ShipmentItem

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CALLBACK = "https://93.184.215.14/hook"


@pytest.fixture
def order(world: World) -> Order:
    items = [stock_item(quantity=2), stock_item(sku="MUG")]
    body = order_body(items=items, status_callback_url=CALLBACK)
    (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return order


@pytest.fixture
def maker(world: World) -> Actor:
    return Actor.supplier(world.pottery)


def move(order: Order, to: OrderStatus, actor: Actor = PLATFORM, **more: Any) -> Order:
    return change_status(order_id=order.pk, to=to, actor=actor, **more)


def history(order: Order) -> list[tuple[int, str, int | None, int | None]]:
    return [(e.sequence, e.kind, e.from_status, e.to_status) for e in order.events.order_by("sequence")]


def announced(order: Order) -> list[int]:
    return list(Delivery.objects.filter(order=order, kind="status_callback").values_list("sequence", flat=True))


def test_a_change_is_written_into_the_history_and_announced(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.SENT_TO_SUPPLIER)
    changed = move(order, OrderStatus.IN_PRODUCTION, maker, why="downloaded")

    assert (changed.status, changed.sequence) == (OrderStatus.IN_PRODUCTION, 3)
    assert history(order) == [(1, "placed", None, 1), (2, "status", 1, 512), (3, "status", 512, 4)]
    last = order.events.get(sequence=3)
    assert (last.actor, last.detail) == ("Pottery (80002)", "downloaded")
    assert announced(order) == [2, 3]


def test_dispatch_completes_the_order_its_lines_and_makes_a_shipment(order: Order, maker: Actor) -> None:
    with clock.frozen(NOON):
        changed = move(order, OrderStatus.DISPATCHED, maker, shipping_tracking="TR1", shipping_carrier="Royal Mail")

    assert (changed.completion_datetime, changed.shipping_tracking) == (NOON, "TR1")
    assert set(order.items.order_by().values_list("status", flat=True)) == {ItemStatus.DISPATCHED}
    shipment = Shipment.objects.get(order=order)
    assert (shipment.tracking, shipment.carrier) == ("TR1", "Royal Mail")
    assert sorted(ShipmentItem.objects.values_list("quantity", flat=True)) == [1, 2]


def test_a_repeated_message_changes_nothing(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.DISPATCHED, maker, shipping_tracking="TR1")
    before = history(order)

    for tracking in ("TR1", ""):
        again = move(order, OrderStatus.DISPATCHED, maker, shipping_tracking=tracking)
        assert again.shipping_tracking == "TR1"

    assert history(order) == before
    assert Shipment.objects.count() == 1


def test_a_second_parcel_does_not_make_the_first_vanish(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.DISPATCHED, maker, shipping_tracking="TR1")

    again = move(order, OrderStatus.DISPATCHED, maker, shipping_tracking="TR2")

    assert again.shipping_tracking == "TR1"
    assert sorted(Shipment.objects.values_list("tracking", flat=True)) == ["TR1", "TR2"]
    assert history(order)[-1] == (3, "parcel", None, None)
    assert announced(order) == [2, 3]


def test_a_tracking_number_may_come_after_the_dispatch(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.DISPATCHED, maker)

    again = move(order, OrderStatus.DISPATCHED, maker, shipping_tracking="TR1")

    assert (again.status, again.shipping_tracking) == (OrderStatus.DISPATCHED, "TR1")
    assert Shipment.objects.get().tracking == "TR1"
    assert announced(order) == [2, 3]


def test_late_news_never_moves_an_order_back(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.DISPATCHED, maker)
    before = history(order)

    assert move(order, OrderStatus.SENT_TO_SUPPLIER).status == OrderStatus.DISPATCHED
    for late in (1, 512, 513, 2, 4, 515, 516):
        assert move(order, OrderStatus(late), maker).status == OrderStatus.DISPATCHED
    with pytest.raises(StatusChangeRefusedError) as error:
        move(order, OrderStatus.CANCELLED, maker)

    assert error.value.text == (
        "Supplier may not change an order from Dispatched to Cancelled. Possible now: Reprint (16)"
    )
    assert history(order) == before
    assert announced(order) == [2]


def test_a_number_that_comes_with_a_repeated_stage_is_kept_once(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.SENT_TO_SHIPPER, maker)

    for number in ("TR1", "TR1", "", "TR2", "TR1"):
        move(order, OrderStatus.SENT_TO_SHIPPER, maker, shipping_tracking=number)

    assert Order.objects.get(pk=order.pk).shipping_tracking == "TR2"
    assert list(order.events.filter(kind="parcel").values_list("detail", flat=True)) == ["TR1", "TR2"]
    assert announced(order) == [2, 3, 4]
    move(order, OrderStatus.RECEIVED_BY_SHIPPER, maker, shipping_tracking="TR3")
    move(order, OrderStatus.RECEIVED_BY_SHIPPER, maker, shipping_tracking="TR3")
    assert announced(order) == [2, 3, 4, 5]


@pytest.mark.parametrize("pause", [OrderStatus.ON_HOLD, OrderStatus.QC_QUERY])
def test_what_the_supplier_says_during_a_pause_is_refused_and_kept(
    order: Order, maker: Actor, pause: OrderStatus
) -> None:
    staff = Actor(PLATFORM.party.STAFF, "Ada")
    move(order, pause, staff)

    for _ in range(2):
        for to, number in ((4, ""), (515, "TR0"), (8, "TR1")):
            with pytest.raises(StatusChangeRefusedError):
                move(order, OrderStatus(to), maker, shipping_tracking=number)
    with pytest.raises(StatusChangeRefusedError):
        move(order, OrderStatus.IN_PRODUCTION, Actor.retailer(order.company))

    kept = order.events.filter(kind="refused_news").order_by("sequence")
    assert list(kept.values_list("actor", "to_status", "detail")) == [
        ("Pottery (80002)", None, "In Production (4)"),
        ("Pottery (80002)", None, "Sent to Shipper (515)\nTracking TR0"),
        ("Pottery (80002)", None, "Dispatched (8)\nTracking TR1"),
    ]
    held = Order.objects.get(pk=order.pk)
    assert (held.status, held.sequence, held.shipping_tracking) == (pause, 5, "")
    assert announced(order) == [2]
    assert move(order, OrderStatus.RECEIVED, staff).status == OrderStatus.RECEIVED


def test_what_the_supplier_says_of_lines_during_a_pause_is_kept_but_not_endlessly(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.ON_HOLD, Actor(PLATFORM.party.STAFF, "Ada"))
    line = order.items.order_by("pk").first()
    assert line is not None

    for number in range(25):
        with pytest.raises(StatusChangeRefusedError):
            change_item_statuses(
                wanted={line.pk: ItemStatus.DISPATCHED},
                actors={order.pk: maker},
                quantities={line.pk: 1},
                parcels={line.pk: Parcel(f"TR{number}", "DPD")},
            )

    kept = order.events.filter(kind="refused_news").order_by("sequence").values_list("detail", flat=True)
    assert kept[0] == f"{line.external_ref} ({line.ref}): Dispatched, 1 of 2 pieces, Tracking TR0, DPD"
    assert len(kept) == 20


def test_the_confirmation_of_an_old_dispatch_does_not_end_a_reprint_that_is_held(order: Order, maker: Actor) -> None:
    staff = Actor(PLATFORM.party.STAFF, "Ada")
    move(order, OrderStatus.DISPATCHED, maker)
    move(order, OrderStatus.REPRINT, maker)
    move(order, OrderStatus.ON_HOLD, staff)

    move(order, OrderStatus.RETAILER_NOTIFIED)

    with pytest.raises(StatusChangeRefusedError):
        move(order, OrderStatus.RETAILER_NOTIFIED, staff)
    assert move(order, OrderStatus.REPRINT, staff).status == OrderStatus.REPRINT


def test_news_during_a_hold_is_noted_and_ends_nothing(order: Order, world: World) -> None:
    move(order, OrderStatus.ON_HOLD, Actor.retailer(world.retailer))

    held = move(order, OrderStatus.SENT_TO_SUPPLIER)

    assert held.status == OrderStatus.ON_HOLD
    assert history(order)[-1] == (3, "late", None, 512)
    assert announced(order) == [2]


def test_a_refusal_leaves_no_trace(order: Order, world: World) -> None:
    with pytest.raises(StatusChangeRefusedError):
        move(order, OrderStatus.DISPATCHED, Actor.retailer(world.retailer), shipping_tracking="X")

    order = Order.objects.get(pk=order.pk)
    assert (order.status, order.shipping_tracking, order.sequence) == (OrderStatus.RECEIVED, "", 1)
    assert history(order) == [(1, "placed", None, 1)]
    assert not Shipment.objects.exists()
    assert announced(order) == []


def test_a_cancelled_order_stays_cancelled_with_its_lines(order: Order, world: World, maker: Actor) -> None:
    move(order, OrderStatus.CANCELLED, Actor.retailer(world.retailer), why="changed my mind")

    assert set(order.items.order_by().values_list("status", flat=True)) == {ItemStatus.CANCELLED}
    assert move(order, OrderStatus.SENT_TO_SUPPLIER).status == OrderStatus.CANCELLED
    with pytest.raises(StatusChangeRefusedError):
        move(order, OrderStatus.DISPATCHED, maker)


def test_a_reprint_opens_a_completed_order_again(order: Order, maker: Actor) -> None:
    move(order, OrderStatus.DISPATCHED, maker)

    reprint = move(order, OrderStatus.REPRINT, maker)

    assert reprint.completion_datetime is None
    assert set(order.items.order_by().values_list("status", flat=True)) == {ItemStatus.READY}
    assert move(order, OrderStatus.DISPATCHED, maker).completion_datetime is not None
    assert Shipment.objects.count() == 2


def test_an_order_without_a_supplier_goes_nowhere(world: World) -> None:
    body = order_body(items=[stock_item(sku="ORPHAN")])
    (order,) = place_order(company=world.retailer, submission=body, raw=b"{}")

    with pytest.raises(StatusChangeRefusedError):
        move(order, OrderStatus.RECEIVED, Actor(PLATFORM.party.STAFF, "staff"))
    assert move(order, OrderStatus.CANCELLED, Actor.retailer(world.retailer)).status == OrderStatus.CANCELLED


def test_an_administrative_error_shows_until_the_order_goes_on(order: Order) -> None:
    staff = Actor(PLATFORM.party.STAFF, "staff")

    flagged = move(order, OrderStatus.QC_QUERY, error_message="Artwork could not be made")
    assert (flagged.has_error, flagged.error_message) == (True, "Artwork could not be made")

    gone_on = move(order, OrderStatus.RECEIVED, staff)
    assert (gone_on.has_error, gone_on.error_message) == (False, "")


def test_an_unknown_order(world: World) -> None:
    with pytest.raises(OrderNotFoundError):
        change_status(order_id=424242, to=OrderStatus.CANCELLED, actor=PLATFORM)


def test_lines_move_and_the_order_follows(order: Order, maker: Actor) -> None:
    first, second = [item.pk for item in order.items.order_by("pk")]

    def lines(**wanted: ItemStatus) -> OrderStatus:
        ids = {"first": first, "second": second}
        change_item_statuses(wanted={ids[name]: status for name, status in wanted.items()}, actors={order.pk: maker})
        return OrderStatus(Order.objects.get(pk=order.pk).status)

    assert lines(first=ItemStatus.IN_PRODUCTION) == OrderStatus.IN_PRODUCTION
    assert lines(first=ItemStatus.DISPATCHED) == OrderStatus.IN_PRODUCTION
    assert list(ShipmentItem.objects.values_list("order_item", "quantity")) == [(first, 2)]
    assert lines(first=ItemStatus.DISPATCHED, second=ItemStatus.CANCELLED) == OrderStatus.DISPATCHED
    assert Order.objects.get(pk=order.pk).completion_datetime is not None
    assert [kind for _, kind, _, _ in history(order)] == ["placed", "status", "items", "status"]
    assert announced(order) == [2, 3, 4]


def test_lines_change_all_or_none(order: Order, maker: Actor) -> None:
    first, second = [item.pk for item in order.items.order_by("pk")]
    change_item_statuses(wanted={first: ItemStatus.DISPATCHED}, actors={order.pk: maker})

    with pytest.raises(StatusChangeRefusedError):
        change_item_statuses(
            wanted={second: ItemStatus.DISPATCHED, first: ItemStatus.CANCELLED}, actors={order.pk: maker}
        )

    assert order.items.get(pk=second).status == ItemStatus.READY


def test_an_order_whose_every_line_is_cancelled_is_cancelled(order: Order, maker: Actor) -> None:
    wanted = dict.fromkeys(order.items.values_list("pk", flat=True), ItemStatus.CANCELLED)

    change_item_statuses(wanted=wanted, actors={order.pk: maker})

    assert Order.objects.get(pk=order.pk).status == OrderStatus.CANCELLED
