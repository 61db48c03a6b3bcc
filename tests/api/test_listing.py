"""Finding orders: filters, and pages that neither skip nor repeat while orders come, change and go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.api.client import PRINTER, RETAILER, call, post_order
from tests.orders.world import POTTERY_ID, POTTERY_KEY, World, order_body, print_job_item, stock_item

from monogram.common import clock
from monogram.orders.models import Order

POTTERY = f"Basic {POTTERY_ID}:{POTTERY_KEY}"
START = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def ticking(world: World) -> Iterator[Callable[[], None]]:
    """The clock stands, but for a second at each call."""
    with clock.frozen(START):
        yield lambda: clock.advance(timedelta(seconds=1))


def place(ref: str, **changes: Any) -> dict[str, Any]:
    (order,) = post_order(order_body(external_ref=ref, **changes)).json()
    return dict(order)


def cancel(order: dict[str, Any]) -> None:
    assert call("PUT", f"/order/{order['id']}/status", {"status": 128}).status_code == 200


def refs(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [order["external_ref"] for order in response.json()]


def find(query: str = "", auth: str = RETAILER) -> list[str]:
    return refs(call("GET", f"/order?{query}", auth=auth))


def next_of(response: Any) -> str:
    """The address of the next page; "" behind the last."""
    link = response.headers.get("Link", "")
    assert link == "" or link.endswith('; rel="next"')
    return str(link).removeprefix("<").partition(">")[0]


def pages(path: str, between: Callable[[int], None] = lambda number: None, auth: str = RETAILER) -> list[list[str]]:
    """All pages from this address on; between two of them, something happens."""
    found = []
    while path:
        response = call("GET", path, auth=auth)
        found.append(refs(response))
        path = next_of(response)
        between(len(found))
    return found


def test_pages_are_of_the_size_asked_for(world: World) -> None:
    for number in range(5):
        place(f"A{number}")

    assert pages("/order?limit=2") == [["A0", "A1"], ["A2", "A3"], ["A4"]]
    assert pages("/order?limit=5") == [["A0", "A1", "A2", "A3", "A4"]]
    assert pages("/order/?limit=3&status=1") == [["A0", "A1", "A2"], ["A3", "A4"]]


def test_what_happens_between_two_pages_moves_no_order(world: World) -> None:
    placed = [place(f"A{number}") for number in range(4)]

    def between(number: int) -> None:
        if number == 1:
            cancel(placed[0])
            cancel(placed[3])
            place("A4")

    assert pages("/order?limit=2", between) == [["A0", "A1"], ["A2", "A3"], ["A4"]]


def test_with_several_statuses_pages_are_in_the_order_of_ids(world: World) -> None:
    for number, status in enumerate((1, 256, 1, 256, 1)):
        place(f"A{number}", status=status)
    cancel(place("Z"))

    assert pages("/order?limit=2&status=256,1") == [["A0", "A1"], ["A2", "A3"], ["A4"]]
    assert find("status=1, 128") == ["A0", "A2", "A4", "Z"]
    assert find("status=8") == []


def test_changes_are_read_in_their_order(ticking: Callable[[], None]) -> None:
    placed = []
    for number in range(3):
        placed.append(place(f"A{number}"))
        ticking()
    cancel(placed[0])

    assert pages("/order?changed_since=2026-11-01 00:00:00&limit=2") == [["A1", "A2"], ["A0"]]
    assert find("changed_since=2026-11-01 12:00:01") == ["A1", "A2", "A0"]
    assert find("changed_since=2026-11-01 12:00:02") == ["A2", "A0"]
    assert find("changed_since=2026-11-01 12:00:03") == ["A0"]
    assert find("changed_since=2026-11-01 12:00:03&status=1") == []
    assert find("changed_since=2026-11-01 12:00:04") == []


def test_an_order_that_changes_while_one_reads_comes_further_on(ticking: Callable[[], None]) -> None:
    placed = [place(f"A{number}") for number in range(5)]

    def between(number: int) -> None:
        ticking()
        if number == 1:
            cancel(placed[0])  # shown already: shown again, with its change
            cancel(placed[2])  # the next in line: shown once, at its new place

    found = pages("/order?changed_since=2026-11-01 00:00:00&limit=2", between)

    assert found == [["A0", "A1"], ["A3", "A4"], ["A0", "A2"]]


def test_orders_that_changed_in_one_moment_are_all_read(ticking: Callable[[], None]) -> None:
    placed = [place(f"A{number}") for number in range(7)]
    Order.objects.filter(pk__in=[order["id"] for order in placed]).update(updated_at=START)

    found = pages("/order?changed_since=2026-11-01 12:00:00&limit=3")

    assert found == [["A0", "A1", "A2"], ["A3", "A4", "A5"], ["A6"]]


def test_a_supplier_pages_through_what_it_is_to_make(world: World) -> None:
    for number in range(3):
        place(f"P{number}", items=[print_job_item()])
        place(f"Q{number}", items=[stock_item()])

    assert pages("/order?limit=2", auth=PRINTER) == [["P0", "P1"], ["P2"]]
    assert pages("/order?limit=2&status=1", auth=POTTERY) == [["Q0", "Q1"], ["Q2"]]
    assert pages("/order?limit=2&external_ref=P1", auth=PRINTER) == [["P1"]]
    assert find("external_ref=P1", POTTERY) == []


def test_a_company_that_is_both_sides_sees_an_order_once(world: World) -> None:
    order = place("A")
    Order.objects.filter(pk=order["id"]).update(supplier=world.retailer)

    assert find() == find("external_ref=A") == find("status=1") == find("changed_since=2017-01-01 00:00:00") == ["A"]


def test_filters(world: World) -> None:
    good, lost = place("A"), place("B", items=[stock_item(sku="NOWHERE")])

    assert find(f"ref={good['ref']}") == find(f"ref={good['ref'].lower()}") == ["A"]
    assert find(f"ref={good['ref']}&status=8") == find("ref=0000") == []
    assert find("external_ref=B&has_error=1") == find("has_error=true") == ["B"]
    assert find("has_error=false") == find("has_error=0&status=1") == ["A"]
    assert find("status=32&has_error=false") == []
    assert find("external_ref=&status=&cursor=&limit=&has_error=&changed_since=&ref=") == ["A", "B"]
    assert lost["has_error"] is True


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("status=many", "status"),
        ("status=1,7", "status"),
        ("status=-1", "status"),
        ("status=99999999999999999999999999", "status"),
        ("changed_since=yesterday", "changed_since"),
        ("changed_since=%00", "changed_since"),
        ("has_error=perhaps", "has_error"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("cursor=x", "cursor"),
        ("cursor=MTIz", "cursor"),
        ("cursor=%C3%A9", "cursor"),
        ("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OS4x&changed_since=2017-01-01 00:00:00", "cursor"),
        ("external_ref=%00", "external_ref"),
        ("ref=%00", "ref"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(world: World, query: str, name: str) -> None:
    response = call("GET", f"/order?{query}")

    assert response.status_code == 400
    assert (response.json()["error"]["code"], response.json()["error"]["errors"][0]["path"]) == (0, name)


@pytest.mark.parametrize(
    "query",
    ["external_ref=%ED%A0%80", "changed_since=0001-01-01 00:00:00", "changed_since=9999-12-31 23:59:59"],
)
def test_odd_parameters_find_what_there_is(world: World, query: str) -> None:
    assert call("GET", f"/order?{query}").status_code == 200


def test_a_cursor_goes_with_its_own_sequence(world: World) -> None:
    place("A")
    place("B")
    since = "changed_since=2017-01-01 00:00:00"
    of_ids = next_of(call("GET", "/order?limit=1")).partition("cursor=")[2]
    of_changes = next_of(call("GET", f"/order?limit=1&{since}")).partition("cursor=")[2]

    for query in (f"cursor={of_ids}&{since}", f"cursor={of_changes}"):
        response = call("GET", f"/order?{query}")
        assert response.json()["error"]["errors"][0]["path"] == "cursor"
    assert find(f"cursor={of_ids}") == find(f"cursor={of_changes}&{since}") == ["B"]
