"""Orders take suppliers' stock and give it back: never more than there is, never a piece out of nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from tests.common.at_once import at_once
from tests.orders.world import (
    POTTERY_ACCOUNT_ID,
    PRINTER_ACCOUNT_ID,
    World,
    build_world,
    order_body,
    stock_item,
)

from monogram.common import clock
from monogram.common.commits import commit_after
from monogram.companies.models import RateLimitWindow, User
from monogram.companies.services import recognise
from monogram.oms.move import accounts_to_move_to, move_order
from monogram.oms.place import place_order, plan_order
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.oms.reprint import reprint_order
from monogram.oms.reroute import keep_found
from monogram.oms.route import NO_SUPPLIER
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.errors import DuplicateExternalRefError
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus, Submission
from monogram.orders.statuses import PLATFORM, Actor
from monogram.suppliers.errors import StockGoneError
from monogram.suppliers.models import DropshipAccount, ProductSource, StockItem
from monogram.suppliers.services.stock import StockRow, report_stock

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def place(world: World, ref: str = "TEST001", quantity: int = 1, **changes: Any) -> Order:
    body = order_body(external_ref=ref, items=[stock_item(quantity=quantity)], **changes)
    (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return Order.objects.get(pk=order.pk)


def available(sku: str = "S-BOX") -> int:
    return StockItem.objects.get(sku=sku).quantity_available


def line_of(order: Order) -> OrderItem:
    return order.items.get()


def report(world: World, quantity: int, sku: str = "S-BOX") -> None:
    told = report_stock(supplier=world.pottery, rows=[StockRow(sku, "", quantity, "[0]")])
    assert (told.updated, told.errors) == (1, [])


@pytest.fixture
def boxes(world: World) -> StockItem:
    """The pottery has 5 gift boxes."""
    return StockItem.objects.create(supplier=world.pottery, sku="S-BOX", quantity_available=5)


@pytest.fixture
def boxes_of_printer(world: World) -> StockItem:
    """The printer has 10, for when the pottery has none."""
    ProductSource.objects.create(product=world.box, supplier=world.printer, supplier_sku="PR-BOX")
    DropshipAccount.objects.filter(pk=PRINTER_ACCOUNT_ID).update(priority=2)
    return StockItem.objects.create(supplier=world.printer, sku="PR-BOX", quantity_available=10)


@pytest.fixture
def staff(db: None) -> Actor:
    return Actor.staff(User.objects.create_user("staff@monogram.example", name="Grace"))


def test_an_order_takes_what_it_needs(world: World, boxes: StockItem) -> None:
    with clock.frozen(NOON):
        line = line_of(place(world, quantity=3))

    boxes.refresh_from_db()
    assert (boxes.quantity_available, boxes.taken_today, boxes.updated_at) == (2, 3, NOON)
    assert str(boxes.taken_on) == "2026-01-31"
    assert (line.taken_from_stock, line.stock_reported_at) == (3, boxes.reported_at)


def test_lines_of_one_sku_take_of_one_shelf(world: World, boxes: StockItem) -> None:
    body = order_body(items=[stock_item(quantity=2), stock_item(external_ref="ITEM002", quantity=3)])

    place_order(company=world.retailer, submission=body, raw=b"1")

    assert available() == 0
    assert list(OrderItem.objects.order_by("pk").values_list("taken_from_stock", flat=True)) == [2, 3]


def test_what_nobody_reports_is_taken_from_nothing(world: World, django_assert_max_num_queries: Any) -> None:
    line = line_of(place(world))

    assert (line.taken_from_stock, line.stock_reported_at) == (0, None)
    assert not StockItem.objects.exists()


def test_a_check_and_a_refused_order_take_nothing(world: World, boxes: StockItem) -> None:
    body = order_body(items=[stock_item(quantity=4)])

    plan = plan_order(company=world.retailer, submission=body)
    assert (plan.parts[0].supplier_id, available()) == (world.pottery.pk, 5)

    place(world)
    with pytest.raises(DuplicateExternalRefError):
        place(world)
    assert (available(), StockItem.objects.get().taken_today) == (4, 1)


def test_an_order_that_has_nowhere_to_go_takes_nothing(world: World, boxes: StockItem) -> None:
    order = place(world, quantity=6)

    assert (order.error_message, available(), line_of(order).taken_from_stock) == (NO_SUPPLIER, 5, 0)


def test_an_account_that_does_not_check_stock_takes_what_there_is(world: World, boxes: StockItem) -> None:
    DropshipAccount.objects.filter(pk=POTTERY_ACCOUNT_ID).update(checks_stock=False)

    order = place(world, quantity=8)

    assert (order.has_error, available(), line_of(order).taken_from_stock) == (False, 0, 5)
    assert StockItem.objects.get().taken_today == 8
    cancel_order(order_id=order.pk, actor=PLATFORM)
    assert (available(), StockItem.objects.get().taken_today) == (5, 0)


def test_a_new_day_begins_to_count_anew(world: World, boxes: StockItem) -> None:
    with clock.frozen(NOON):
        first = place(world, "A", quantity=2)
        clock.advance(timedelta(days=1))
        place(world, "B")
        cancel_order(order_id=first.pk, actor=PLATFORM)

        boxes.refresh_from_db()
        assert (boxes.quantity_available, boxes.taken_today, str(boxes.taken_on)) == (4, 1, "2026-02-01")


def test_the_days_capacity_sends_the_next_order_elsewhere(
    world: World, boxes: StockItem, boxes_of_printer: Any
) -> None:
    DropshipAccount.objects.update(priority=1)
    StockItem.objects.filter(sku="S-BOX").update(daily_capacity=2)
    with clock.frozen(NOON):
        suppliers = [place(world, ref, secondary_company_ref_id=None).supplier_id for ref in "ABC"]
        clock.advance(timedelta(days=1))
        suppliers.append(place(world, "D").supplier_id)

    # The printer's account is the older one: it takes part only where the pottery's capacity is used up.
    assert suppliers == [world.printer.pk] * 4
    StockItem.objects.filter(sku="PR-BOX").update(daily_capacity=4)
    with clock.frozen(NOON + timedelta(days=1)):
        assert [place(world, ref).supplier_id for ref in "EFGH"] == [world.printer.pk] * 3 + [world.pottery.pk]


def test_a_cancelled_order_gives_back(world: World, boxes: StockItem) -> None:
    order = place(world, quantity=3)

    cancel_order(order_id=order.pk, actor=PLATFORM)

    assert (available(), line_of(order).taken_from_stock, StockItem.objects.get().taken_today) == (5, 0, 0)
    cancel_order(order_id=order.pk, actor=PLATFORM)
    assert available() == 5


def test_only_what_has_not_left_comes_back(world: World, boxes: StockItem) -> None:
    order = place(world, quantity=5)
    line = line_of(order)
    supplier = {order.pk: Actor.supplier(world.pottery)}
    change_item_statuses(wanted={line.pk: ItemStatus.DISPATCHED}, quantities={line.pk: 2}, actors=supplier)
    assert available() == 0

    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors=supplier)

    assert (available(), line_of(order).taken_from_stock) == (3, 2)


def test_after_a_newer_report_nothing_comes_back(world: World, boxes: StockItem) -> None:
    """The supplier has counted: what lies on its shelf is in the new number already."""
    old = place(world, "OLD", quantity=3)
    report(world, 4)
    new = place(world, "NEW")

    cancel_order(order_id=old.pk, actor=PLATFORM)
    assert available() == 3
    cancel_order(order_id=new.pk, actor=PLATFORM)
    assert available() == 4


def test_a_reprint_takes_again_and_is_never_refused(world: World, boxes: StockItem, staff: Actor) -> None:
    order = place(world, quantity=3)
    line = line_of(order)
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=Actor.supplier(world.pottery))

    reprint_order(order_id=order.pk, actor=staff, quantities={line.pk: 3})
    assert (available(), line_of(order).taken_from_stock) == (0, 5)

    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={order.pk: staff})
    assert (available(), line_of(order).taken_from_stock) == (2, 3)


def test_a_reprint_after_a_newer_report_holds_what_it_takes_of_that(
    world: World, boxes: StockItem, staff: Actor
) -> None:
    order = place(world, quantity=3)
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=Actor.supplier(world.pottery))
    report(world, 7)

    reprint_order(order_id=order.pk, actor=staff)

    line = line_of(order)
    assert (available(), line.taken_from_stock) == (4, 3)
    assert line.stock_reported_at == StockItem.objects.get().reported_at


def test_a_moved_order_takes_where_it_goes(
    world: World, boxes: StockItem, boxes_of_printer: StockItem, staff: Actor
) -> None:
    order = place(world, quantity=4)
    assert (available(), available("PR-BOX")) == (1, 10)

    move_order(order_id=order.pk, account_id=PRINTER_ACCOUNT_ID, actor=staff)
    assert (available(), available("PR-BOX"), line_of(order).taken_from_stock) == (5, 6, 4)

    move_order(order_id=order.pk, account_id=POTTERY_ACCOUNT_ID, actor=staff)
    assert (available(), available("PR-BOX"), line_of(order).taken_from_stock) == (1, 10, 4)


def test_the_pieces_that_an_order_holds_are_its_own_at_its_release(
    world: World, boxes: StockItem, boxes_of_printer: StockItem, staff: Actor
) -> None:
    """It has taken the last ones: routed anew, it must not be refused for want of them."""
    order = place(world, quantity=5)
    hold_order(order_id=order.pk, actor=staff)
    assert accounts_to_move_to(order) == {PRINTER_ACCOUNT_ID: "Printer, account 90001"}

    release_order(order_id=order.pk, actor=staff)

    order.refresh_from_db()
    assert (order.supplier, order.has_error) == (world.pottery, False)
    assert (available(), available("PR-BOX"), line_of(order).taken_from_stock) == (0, 10, 5)
    assert StockItem.objects.get(sku="S-BOX").taken_today == 5


def test_a_release_that_leads_nowhere_gives_back(world: World, boxes: StockItem, staff: Actor) -> None:
    order = place(world, quantity=2)
    hold_order(order_id=order.pk, actor=staff)
    DropshipAccount.objects.update(is_active=False)

    release_order(order_id=order.pk, actor=staff)

    assert (available(), line_of(order).taken_from_stock) == (5, 0)


def test_an_order_in_error_takes_when_it_is_released(world: World, boxes: StockItem, staff: Actor) -> None:
    order = place(world, quantity=6)
    report(world, 8)

    release_order(order_id=order.pk, actor=staff)

    order.refresh_from_db()
    assert (order.status, order.supplier, available()) == (OrderStatus.RECEIVED, world.pottery, 2)


def test_a_move_that_a_rival_has_beaten_changes_nothing(
    world: World, boxes: StockItem, boxes_of_printer: StockItem, staff: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = place(world, quantity=5)
    before = Order.objects.filter(pk=order.pk).values().get()

    def keep_late(*arguments: Any) -> None:
        StockItem.objects.filter(sku="PR-BOX").update(quantity_available=4)
        keep_found(*arguments)

    monkeypatch.setattr("monogram.oms.move.keep_found", keep_late)

    with pytest.raises(StockGoneError, match="Another order has just taken the last pieces: try again"):
        move_order(order_id=order.pk, account_id=PRINTER_ACCOUNT_ID, actor=staff)

    assert Order.objects.filter(pk=order.pk).values().get() == before
    assert (available(), line_of(order).taken_from_stock) == (0, 5)


def beaten_once(monkeypatch: pytest.MonkeyPatch, rival: Callable[[], object]) -> None:
    """Somebody else is quicker between the routing of the next order and its write."""
    name = "monogram.oms.place.commit_after"

    def commit_late(*arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr(name, commit_after)
        rival()
        return commit_after(*arguments, **options)

    monkeypatch.setattr(name, commit_late)


def test_who_is_beaten_is_routed_anew(
    world: World, boxes: StockItem, boxes_of_printer: StockItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    beaten_once(monkeypatch, lambda: StockItem.objects.filter(sku="S-BOX").update(quantity_available=0))
    caller = recognise(authorization="Basic 70001:" + "R" * 27, remote_address="127.0.0.1", needs="retailer")
    body = order_body(items=[stock_item(quantity=2)])

    (order,) = place_order(company=world.retailer, submission=body, raw=b"1", admission=caller.count)

    assert order.supplier_id == world.printer.pk
    assert (available(), available("PR-BOX")) == (0, 8)
    assert Submission.objects.count() == Order.objects.count() == 1
    assert set(RateLimitWindow.objects.values_list("count", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_want_the_last_piece_one_gets_it() -> None:
    world = build_world()
    ProductSource.objects.create(product=world.box, supplier=world.printer, supplier_sku="PR-BOX")
    DropshipAccount.objects.filter(pk=PRINTER_ACCOUNT_ID).update(priority=2)
    for supplier, sku, quantity in [(world.pottery, "S-BOX", 1), (world.printer, "PR-BOX", 12)]:
        StockItem.objects.create(supplier=supplier, sku=sku, quantity_available=quantity)

    at_once(*[partial(place, world, f"R{number}") for number in range(20)])

    orders = Order.objects.all()
    assert orders.filter(supplier=world.pottery).count() == 1
    assert orders.filter(supplier=world.printer).count() == 12
    assert orders.filter(supplier=None, status=OrderStatus.QC_QUERY, error_message=NO_SUPPLIER).count() == 7
    assert (available(), available("PR-BOX")) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_reports_orders_and_cancellations_at_once_come_out_even() -> None:
    """Ten take and give back while the supplier reports: in the end all is as it was reported last."""
    world = build_world()
    for sku in ("S-BOX", "S-MUG"):
        StockItem.objects.create(supplier=world.pottery, sku=sku, quantity_available=100)

    def work(number: int) -> None:
        if number == 0:
            for quantity in range(100, 110):
                rows = [StockRow(sku, "", quantity, "") for sku in ("S-MUG", "S-BOX")]
                report_stock(supplier=world.pottery, rows=rows)
            return
        skus = ["BOX", "MUG"] if number % 2 else ["MUG", "BOX"]
        items = [stock_item(external_ref=sku, sku=sku, quantity=2) for sku in skus]
        body = order_body(external_ref=f"R{number}", items=items)
        (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
        cancel_order(order_id=order.pk, actor=PLATFORM)

    at_once(*[partial(work, number) for number in range(11)])

    assert Order.objects.filter(status=OrderStatus.CANCELLED).count() == 10
    assert (available(), available("S-MUG")) == (109, 109)


@pytest.mark.django_db(transaction=True)
def test_cancelling_lines_of_several_orders_crosswise_waits_for_nobody_for_ever() -> None:
    """Half of them hold boxes by their first order and mugs by their second, the other half the other way round."""
    world = build_world()
    for sku in ("S-BOX", "S-MUG"):
        StockItem.objects.create(supplier=world.pottery, sku=sku, quantity_available=100)
    pairs = []
    for number in range(8):
        pair = []
        for part, sku in enumerate(["BOX", "MUG"] if number % 2 else ["MUG", "BOX"]):
            body = order_body(external_ref=f"R{number}-{part}", items=[stock_item(sku=sku, quantity=3)])
            pair += place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
        pairs.append(pair)

    def cancel(number: int) -> None:
        lines = OrderItem.objects.filter(order__in=[order.pk for order in pairs[number]])
        change_item_statuses(
            wanted=dict.fromkeys(lines.values_list("pk", flat=True), ItemStatus.CANCELLED),
            actors={order.pk: PLATFORM for order in pairs[number]},
        )

    assert (available(), available("S-MUG")) == (76, 76)
    at_once(*[partial(cancel, number) for number in range(8)])

    assert Order.objects.filter(status=OrderStatus.CANCELLED).count() == 16
    assert (available(), available("S-MUG")) == (100, 100)
