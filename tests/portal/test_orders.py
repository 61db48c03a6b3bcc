"""The list of orders as a browser gets it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from tests.oms.test_worklist import order
from tests.orders.world import PRINTER_ACCOUNT_ID, World

from monogram.common import clock
from monogram.companies.models import Company, Role
from monogram.orders.models import Order, OrderItem, OrderStatus

SignedIn = Callable[..., Client]
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _thursday() -> Any:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def operator(world: World, signed_in: SignedIn) -> Client:
    """Of an operator at the printer."""
    return signed_in(world.printer)


def html_of(operator: Client, supplier: Company, query: str = "") -> str:
    answer = operator.get(f"{reverse('portal-orders', args=[supplier.pk])}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def refs(html: str) -> list[str]:
    return re.findall(r'class="table__main" href="[^"]+">([^<]+)</a>', html)


def test_the_list_opens_with_what_is_new_and_says_how_much_there_is(world: World, operator: Client) -> None:
    order(world, "NEW")
    order(world, "LATE", OrderStatus.IN_PRODUCTION, creation_datetime=NOW - timedelta(days=7))

    html = html_of(operator, world.printer)

    assert refs(html) == ["NEW"]
    counts = re.findall(r'class="tab"[^>]*>([^<]+?) <span class="tab__count number([^"]*)">(\S+)</span>', html)
    assert counts == [
        ("New", "", "1"),
        ("In production", "", "1"),
        ("Late", " tab__count--late", "1"),
        ("Stopped", "", "0"),
        ("Dispatched", "", "0"),
        ("All", "", "2"),
    ]


@pytest.mark.parametrize(
    ("came", "words"),
    [(0, "Due Mon 30 Nov"), (1, "Due tomorrow"), (2, "Due today"), (3, "1 day late"), (10, "8 days late")],
)
def test_when_an_order_is_to_leave_is_said_in_words(world: World, operator: Client, came: int, words: str) -> None:
    order(world, "TEST001", creation_datetime=NOW - timedelta(days=came))

    assert f">{words}</span>" in html_of(operator, world.printer, "tab=all")


def test_a_row_names_what_to_make_for_whom_and_how_it_goes(world: World, operator: Client) -> None:
    made = order(
        world, "TEST001", customer_name="Ada Lovelace", shipping_address_4="Macclesfield",
        shipping_carrier="Royal Mail", shipping_method="Tracked 48", is_urgent=True,
    )  # fmt: skip
    OrderItem.objects.filter(order=made).update(description="T-shirt", quantity=12, colour="Navy", size="M")

    html = html_of(operator, world.printer)

    for words in ("12 ×</strong> T-shirt", "Navy, M", "Ada Lovelace", "Macclesfield, GB", "Royal Mail Tracked 48"):
        assert words in html
    assert '<span class="badge badge--danger">Urgent</span>' in html
    assert '<span class="badge badge--accent" title="Received (1)">New</span>' in html


@pytest.mark.parametrize(
    "query",
    ["tab=nonsense", "page=0", "page=-1", "page=x", "page=٣", f"account={'9' * 30}", "q=%00", "way=%00%1F%00", "way=x"],
)
def test_what_no_address_of_ours_says_is_passed_over(world: World, operator: Client, query: str) -> None:
    order(world, "TEST001")

    assert html_of(operator, world.printer, query).count("<h1>Orders</h1>") == 1


def test_a_search_keeps_its_tab_and_says_when_nothing_is_found(world: World, operator: Client) -> None:
    order(world, "TEST001", OrderStatus.IN_PRODUCTION)

    html = html_of(operator, world.printer, "tab=new&q=TEST001")

    assert refs(html) == []
    assert "No order here matches “TEST001”" in html
    assert 'href="?tab=all&amp;q=TEST001">Look among all</a>' in html


def test_filters_stand_in_every_link_of_the_list(world: World, operator: Client) -> None:
    order(world, "TEST001", shipping_carrier="Royal Mail")
    way = quote("Royal Mail\x1f", safe="")

    html = html_of(operator, world.printer, f"tab=new&account={PRINTER_ACCOUNT_ID}&way={way}")

    assert refs(html) == ["TEST001"]
    assert f'href="?tab=late&amp;account={PRINTER_ACCOUNT_ID}&amp;way=Royal+Mail%1F"' in html


def test_hostile_texts_are_words(world: World, operator: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    made = order(world, hostile, customer_name=hostile, shipping_address_4=hostile, shipping_carrier=hostile)
    OrderItem.objects.filter(order=made).update(description=hostile, colour=hostile, sku=hostile)

    html = html_of(operator, world.printer, "tab=all") + html_of(operator, world.printer, f"q={quote(hostile)}")

    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_an_open_page_hears_of_a_new_order_once(world: World, operator: Client) -> None:
    html = html_of(operator, world.printer)
    [version] = re.findall(r'data-version="([^"]*)"', html)
    live = reverse("portal-orders-live", args=[world.printer.pk])
    assert operator.get(f"{live}?tab=new&version={quote(version)}").status_code == 204

    order(world, "TEST001")
    news = json.loads(operator.get(f"{live}?tab=new&version={quote(version)}").content)

    assert refs(news["html"]) == ["TEST001"]
    assert operator.get(live, {"tab": "new", "version": news["version"]}).status_code == 204


def test_who_may_only_look_has_nothing_to_choose(world: World, signed_in: SignedIn) -> None:
    order(world, "TEST001")

    html = html_of(signed_in(world.printer, Role.VIEWER), world.printer)

    assert refs(html) == ["TEST001"]
    assert 'name="order"' not in html
    assert 'name="deed"' not in html


def test_shops_are_named_where_there_are_several(world: World, operator: Client) -> None:
    order(world, "TEST001")
    assert "Shop · " not in html_of(operator, world.printer)

    world.printer.supplied_accounts.create(retailer=world.stranger)

    html = html_of(operator, world.printer)
    assert "Shop · " in html
    assert '<option value="">All shops</option>' in html


def test_pages_turn(world: World, operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monogram.oms.worklist.PAGE", 1)
    for ref in ("ONE", "TWO", "THREE"):
        order(world, ref)

    html = html_of(operator, world.printer, "tab=new&page=2")

    assert refs(html) == ["TWO"]
    assert '<a class="button" rel="prev" href="?tab=new">Previous</a>' in html
    assert '<a class="button" rel="next" href="?tab=new&amp;page=3">Next</a>' in html
    assert "This page was the last one" in html_of(operator, world.printer, "tab=new&page=4")


def test_a_page_takes_as_many_queries_for_many_orders_as_for_one(
    world: World, operator: Client, django_assert_num_queries: Any
) -> None:
    order(world, "ONE")
    for _ in range(2):
        with django_assert_num_queries(14):
            html_of(operator, world.printer)
        for number in range(9):
            order(world, f"TEST{number}{Order.objects.count()}")
