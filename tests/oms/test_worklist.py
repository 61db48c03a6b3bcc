"""A supplier's list of orders: what is in which tab, in which sequence, and how it is found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.orders.world import PRINT_JOB_REF, PRINTER_ACCOUNT_ID, World

from monogram.common import clock
from monogram.companies.models import Company
from monogram.oms import worklist
from monogram.oms.worklist import Tab, Wanted, Worklist, due_day, version_of
from monogram.orders.models import Order, OrderItem, OrderStatus, Submission
from monogram.shipping.models import Shipment
from monogram.suppliers.models import DropshipAccount

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A Thursday."""
DAYS = {PRINTER_ACCOUNT_ID: 2}


@pytest.fixture(autouse=True)
def _thursday() -> Any:
    with clock.frozen(NOW):
        yield


def order(world: World, ref: str, status: OrderStatus = OrderStatus.RECEIVED, **fields: Any) -> Order:
    """An order of the printer's, with a line."""
    submission = Submission.objects.create(company=world.retailer, external_ref=ref, body={}, body_sha256="0" * 64)
    given = {"secondary_company_ref_id": PRINTER_ACCOUNT_ID, "creation_datetime": NOW, "updated_at": NOW, **fields}
    made = Order.objects.create(
        submission=submission,
        company=world.retailer,
        supplier=world.printer,
        external_ref=ref,
        status=status,
        shipping_address_1="1 Mill Lane",
        shipping_postcode="HX7 8AD",
        shipping_country_code="GB",
        **given,
    )
    OrderItem.objects.create(order=made, external_ref="L1", type=4, sku="SHIRT", quantity=1)
    return made


def names(world: World, tab: Tab = Tab.NEW, page: int = 1, **wanted: Any) -> list[str]:
    shown = Worklist(world.printer, Wanted(tab, **wanted), DAYS)
    return [each.external_ref for each in shown.page(page).orders]


def test_what_its_shop_says_is_due_then_and_all_else_by_the_accounts_days(world: World) -> None:
    asked = order(world, "ASKED", required_dispatch_date=date(2026, 11, 27))
    usual = order(world, "USUAL")
    nobodys = order(world, "NOBODY", secondary_company_ref_id=None)

    assert due_day(asked, {PRINTER_ACCOUNT_ID: 5}) == date(2026, 11, 27)
    assert due_day(usual, {PRINTER_ACCOUNT_ID: 5}) == date(2026, 12, 3)
    assert due_day(nobodys, {PRINTER_ACCOUNT_ID: 5}) == date(2026, 11, 30)


def test_an_account_has_two_days_to_begin_with(world: World) -> None:
    assert DropshipAccount.objects.get(pk=PRINTER_ACCOUNT_ID).dispatch_days == 2


def test_each_status_has_its_tab(world: World) -> None:
    for status in OrderStatus:
        order(world, status.name, status)

    found = {tab: set(names(world, tab)) for tab in Tab}

    assert found == {
        Tab.NEW: {"RECEIVED", "SENT_TO_SUPPLIER", "REPRINT"},
        Tab.MAKING: {
            "RECEIVED_BY_SUPPLIER", "BATCH_READY", "IN_PRODUCTION", "SENT_TO_SHIPPER", "RECEIVED_BY_SHIPPER",
        },
        Tab.LATE: set(),
        Tab.STOPPED: {"ON_HOLD", "QC_QUERY", "CANCELLED"},
        Tab.DISPATCHED: {"DISPATCHED", "RETAILER_NOTIFIED"},
        Tab.ALL: {status.name for status in OrderStatus},
    }  # fmt: skip


def test_the_most_urgent_is_first_and_of_one_day_the_oldest(world: World) -> None:
    order(world, "FRIDAY", required_dispatch_date=date(2026, 11, 27))
    order(world, "MONDAY")
    order(world, "LATE", creation_datetime=NOW - timedelta(days=7))
    order(world, "FRIDAY TOO", required_dispatch_date=date(2026, 11, 27))

    assert names(world) == ["LATE", "FRIDAY", "FRIDAY TOO", "MONDAY"]


def test_late_is_what_should_have_left_before_today_and_may_be_made(world: World) -> None:
    yesterday = date(2026, 11, 25)
    order(world, "NEW", required_dispatch_date=yesterday)
    order(world, "BEGUN", OrderStatus.IN_PRODUCTION, required_dispatch_date=yesterday)
    order(world, "TODAY", required_dispatch_date=NOW.date())
    order(world, "HELD", OrderStatus.ON_HOLD, required_dispatch_date=yesterday)
    order(world, "GONE", OrderStatus.DISPATCHED, required_dispatch_date=yesterday)
    order(world, "THREE WORKING DAYS AGO", creation_datetime=NOW - timedelta(days=3))

    assert names(world, Tab.LATE) == ["NEW", "BEGUN", "THREE WORKING DAYS AGO"]


def test_what_was_cancelled_is_shown_as_stopped_for_two_weeks(world: World) -> None:
    order(world, "LATELY", OrderStatus.CANCELLED, updated_at=NOW - timedelta(days=14))
    order(world, "LONG AGO", OrderStatus.CANCELLED, updated_at=NOW - timedelta(days=14, seconds=1))

    assert names(world, Tab.STOPPED) == ["LATELY"]


def test_what_left_last_is_the_first_of_the_dispatched(world: World) -> None:
    for days, ref in ((2, "TUESDAY"), (0, "TODAY"), (1, "WEDNESDAY")):
        order(world, ref, OrderStatus.DISPATCHED, updated_at=NOW - timedelta(days=days))

    assert names(world, Tab.DISPATCHED) == ["TODAY", "WEDNESDAY", "TUESDAY"]


def test_anothers_orders_are_in_no_tab_and_found_by_nothing(world: World) -> None:
    foreign = order(world, "FOREIGN")
    Order.objects.filter(pk=foreign.pk).update(supplier=world.pottery)

    assert [names(world, tab) for tab in Tab] == [[]] * 6
    assert names(world, Tab.ALL, search="FOREIGN") == names(world, Tab.ALL, search=foreign.ref) == []


def test_counts_are_those_of_the_tabs_and_stop_counting_what_has_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "MOST_COUNTED", 2)
    for number in range(3):
        order(world, f"NEW{number}")
        order(world, f"GONE{number}", OrderStatus.DISPATCHED)
    order(world, "LATE", OrderStatus.IN_PRODUCTION, required_dispatch_date=date(2026, 11, 1))

    assert Worklist(world.printer, Wanted(), DAYS).counts == {
        Tab.NEW: 3, Tab.MAKING: 1, Tab.LATE: 1, Tab.STOPPED: 0, Tab.DISPATCHED: 2, Tab.ALL: 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TEST-1", ["TEST-1"]),
        ("TEST", ["TEST-2", "TEST-1"]),
        ("ada", ["TEST-1"]),
        ("mill works", ["TEST-2"]),
        ("factory-9", ["TEST-2"]),
        ("rm123", ["TEST-1"]),
        (PRINT_JOB_REF.lower(), ["TEST-2"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_orders_are_found_by_what_is_at_hand(world: World, text: str, found: list[str]) -> None:
    one = order(world, "TEST-1", customer_name="Ada Lovelace")
    two = order(world, "TEST-2", shipping_company="Mill Works Ltd")
    OrderItem.objects.filter(order=two).update(mapped_sku="FACTORY-9", print_job=world.print_job)
    Shipment.objects.create(order=one, tracking="RM123456789GB")

    assert names(world, Tab.ALL, search=text) == found


def test_references_find_just_the_one_that_they_name(world: World) -> None:
    one = order(world, "10")
    order(world, "100")

    assert names(world, Tab.ALL, search="10") == ["10"]
    assert names(world, Tab.ALL, search=one.ref.lower()) == ["10"]
    assert names(world, Tab.ALL, search=one.items.get().ref.lower()) == ["10"]


def test_accounts_and_ways_of_shipping_narrow_every_tab(world: World) -> None:
    order(world, "BY POST", shipping_carrier="Royal Mail", shipping_method="Tracked 48")
    order(world, "BY VAN", secondary_company_ref_id=None, shipping_carrier="Van")

    assert names(world, way=("Royal Mail", "Tracked 48")) == ["BY POST"]
    assert names(world, way=("Royal Mail", "")) == []
    assert names(world, account_id=PRINTER_ACCOUNT_ID) == ["BY POST"]
    assert Worklist(world.printer, Wanted(way=("Van", "")), DAYS).counts[Tab.ALL] == 1
    assert worklist.ways_of(world.printer) == [("Royal Mail", "Tracked 48"), ("Van", "")]


@pytest.mark.parametrize("tab", [Tab.NEW, Tab.STOPPED, Tab.DISPATCHED, Tab.ALL])
def test_pages_hold_every_order_once(world: World, tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    status = {Tab.STOPPED: OrderStatus.ON_HOLD, Tab.DISPATCHED: OrderStatus.DISPATCHED}.get(tab, OrderStatus.RECEIVED)
    monkeypatch.setattr(worklist, "PAGE", 2)
    made = {order(world, f"TEST{number}", status).external_ref for number in range(5)}

    shown = Worklist(world.printer, Wanted(tab), DAYS)
    pages = [shown.page(number) for number in (1, 2, 3, 4)]

    assert [len(page.orders) for page in pages] == [2, 2, 1, 0]
    assert [page.has_next for page in pages] == [True, True, False, False]
    assert {each.external_ref for page in pages for each in page.orders} == made


@pytest.mark.parametrize("tab", list(Tab))
def test_neighbours_are_those_of_the_list(world: World, tab: Tab) -> None:
    status = {Tab.STOPPED: OrderStatus.ON_HOLD, Tab.DISPATCHED: OrderStatus.DISPATCHED}.get(tab, OrderStatus.RECEIVED)
    status = OrderStatus.IN_PRODUCTION if tab == Tab.MAKING else status
    for number in range(3):
        at = NOW - timedelta(days=10 + number)
        order(world, f"TEST{number}", status, creation_datetime=at, updated_at=at)
    shown = Worklist(world.printer, Wanted(tab), DAYS)
    first, middle, last = shown.page(1).orders

    assert shown.neighbours(middle) == (first.pk, last.pk)
    assert shown.neighbours(first) == (None, middle.pk)
    assert shown.neighbours(last) == (middle.pk, None)


def test_an_order_that_has_just_left_its_tab_still_leads_on(world: World) -> None:
    one, two, three = (order(world, f"TEST{number}") for number in range(3))
    Order.objects.filter(pk=two.pk).update(status=OrderStatus.RECEIVED_BY_SUPPLIER)
    two.refresh_from_db()

    assert Worklist(world.printer, Wanted(Tab.NEW), DAYS).neighbours(two) == (one.pk, three.pk)


def test_the_version_changes_with_every_order_and_with_the_day(world: World) -> None:
    seen = [version_of(world.printer)]
    made = order(world, "TEST001")
    seen.append(version_of(world.printer))
    order(world, "TEST002")
    seen.append(version_of(world.printer))
    clock.advance(timedelta(minutes=1))
    Order.objects.filter(pk=made.pk).update(updated_at=clock.now())
    seen.append(version_of(world.printer))
    clock.advance(timedelta(days=1))
    seen.append(version_of(world.printer))

    assert len(set(seen)) == 5
    assert version_of(world.printer) == seen[-1]
    assert version_of(Company.objects.get(pk=world.pottery.pk)) == "20261127"


def test_a_page_takes_as_many_queries_for_many_orders_as_for_one(world: World) -> None:
    order(world, "ONE")
    few = _queries(world)
    for number in range(12):
        order(world, f"TEST{number}")

    assert _queries(world) == few == 7


def _queries(world: World) -> int:
    with CaptureQueriesContext(connection) as captured:
        shown = Worklist(world.printer, Wanted(), DAYS)
        assert shown.counts
        for each in shown.page(1).orders:
            assert each.company.name == "Shop"
            assert [list(item.assets.all()) for item in each.items.all()] == [[]]
    return len(captured)
