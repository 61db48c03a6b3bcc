"""The page of an order, and what its buttons do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.oms.test_ship import DESK, line_ids, outstanding, place, status_of
from tests.orders.world import World
from tests.shipping.carriers import FIRST, SECOND, Misbehaving, carrier, connect

from monogram.artwork.models import AssetKind, ItemAsset
from monogram.artwork.services import keep_artwork
from monogram.companies.models import Company, Role
from monogram.oms.release import hold_order
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError
from monogram.shipping.models import Shipment, ShipmentState

SignedIn = Callable[..., Client]
KEY = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def operator(world: World, signed_in: SignedIn) -> Client:
    return signed_in(world.printer)


def give_file(item: OrderItem, content: bytes = b"print", name: str = "output-1.png") -> ItemAsset:
    """A print file of 280 × 350 mm."""
    artwork = keep_artwork(
        source=f"{item.ref}{name}", area_name="Front", content=content, width=3307, height=4134, dpi=300
    )
    return ItemAsset.objects.create(item=item, kind=AssetKind.OUTPUT, name=name, description="Front", artwork=artwork)


def at(name: str, order: Order, *more: int) -> str:
    return reverse(name, args=[order.supplier_id, order.pk, *more])


def html_of(member: Client, order: Order) -> str:
    answer = member.get(at("portal-order", order))
    assert answer.status_code == 200
    return answer.content.decode()


def press(member: Client, name: str, order: Order, *more: int, **form: Any) -> str:
    """Send a form and follow it: what the page says then."""
    answer = member.post(at(name, order, *more), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def buttons(html: str) -> set[str]:
    """What the page offers to do with the order."""
    return set(re.findall(r'action="/portal/\d+/orders/\d+/(?:parcels/\d+/)?([a-z]+)"', html))


def test_the_page_says_what_to_make(world: World, operator: Client) -> None:
    order = place(2, additional_info="Gift message: Happy birthday")
    item = order.items.get()
    attributes = [{"name": "Name", "value": "Ella"}, {"name": "Empty", "value": ""}]
    OrderItem.objects.filter(pk=item.pk).update(attributes=attributes, product=world.shirt)
    asset = give_file(item)

    html = html_of(operator, order)

    for words in (
        "2 ×", "T-shirt", "SHIRT-WHITE-M", "Ella", "280 × 350 mm", "300 dpi", "3307 × 4134 px", "output-1.png",
        asset.artwork.sha256, item.ref, order.ref, "Ada Lovelace", "SK10 2XR", "Gift message: Happy birthday",
    ):  # fmt: skip
        assert words in html
    assert f"/artwork/{asset.token}/output-1.png" in html
    assert "Empty" not in html


def test_a_look_at_the_page_is_no_download(world: World, operator: Client) -> None:
    Company.objects.filter(pk=world.printer.pk).update(batches_production=True)
    order = place()
    give_file(order.items.get())

    pictures = re.findall(r'<img src="([^"]+)"', html_of(operator, order))

    assert not [address for address in pictures if "/artwork/" in address and "/files/" not in address]
    assert status_of(order) == OrderStatus.RECEIVED


def test_who_may_only_look_gets_no_address_whose_download_counts(world: World, signed_in: SignedIn) -> None:
    order = place()
    asset = give_file(order.items.get())

    html = html_of(signed_in(world.printer, Role.VIEWER), order)

    assert asset.token not in html
    assert buttons(html) == set()


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (OrderStatus.RECEIVED, {"acknowledge", "start", "send", "report", "cancel"}),
        (OrderStatus.RECEIVED_BY_SUPPLIER, {"start", "send", "report", "cancel"}),
        (OrderStatus.IN_PRODUCTION, {"send", "report", "cancel"}),
        (OrderStatus.REPRINT, {"start", "send", "report", "cancel"}),
        (OrderStatus.QC_QUERY, {"cancel"}),
        (OrderStatus.DISPATCHED, set()),
        (OrderStatus.CANCELLED, set()),
    ],
)
def test_buttons_are_those_that_the_table_allows(
    world: World, signed_in: SignedIn, status: OrderStatus, offered: set[str]
) -> None:
    order = place()
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=DESK)
    if status != OrderStatus.IN_PRODUCTION:
        Order.objects.filter(pk=order.pk).update(status=status)

    assert buttons(html_of(signed_in(world.printer, Role.MANAGER), order)) == offered


def test_a_stopped_order_says_why_and_offers_nothing(world: World, operator: Client) -> None:
    order = place()
    give_file(order.items.get())
    hold_order(order_id=order.pk, actor=DESK, why="The name is <wrong>")

    html = html_of(operator, order)

    assert "This order is on hold" in html
    assert "The name is &lt;wrong&gt;" in html
    assert buttons(html) == set()
    assert "packing-slip.pdf" not in html
    assert "Download" not in html


def test_acknowledging_twice_is_done_once_and_stands_in_the_history_with_the_persons_name(
    world: World, operator: Client
) -> None:
    order = place()

    for _ in range(2):
        html = press(operator, "portal-acknowledge", order)

    assert "Acknowledged." in html
    assert status_of(order) == OrderStatus.RECEIVED_BY_SUPPLIER
    [event] = order.events.filter(to_status=OrderStatus.RECEIVED_BY_SUPPLIER)
    assert event.detail == "By Ann Operator in the portal"
    assert "Ann Operator · " in html


def test_production_is_started(world: World, operator: Client) -> None:
    order = place()

    assert "In production." in press(operator, "portal-start", order)
    assert status_of(order) == OrderStatus.IN_PRODUCTION


def test_what_can_no_longer_be_done_says_where_the_order_stands(world: World, operator: Client) -> None:
    order = place()
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=DESK)

    html = press(operator, "portal-report", order, reason="Too dark")

    assert "That can no longer be done: the order is “Dispatched” now." in html
    assert status_of(order) == OrderStatus.DISPATCHED


def test_a_problem_stops_the_order_and_the_staff_see_it(world: World, operator: Client) -> None:
    order = place()

    assert "Say what is wrong" in press(operator, "portal-report", order, reason=" ")
    html = press(operator, "portal-report", order, reason="The photo is too dark")

    order.refresh_from_db()
    assert (order.status, order.has_error) == (OrderStatus.QC_QUERY, True)
    assert order.error_message == "The photo is too dark"
    assert "There is a question about this order" in html


def test_cancelling_takes_a_reason(world: World, signed_in: SignedIn) -> None:
    order, manager = place(), signed_in(world.printer, Role.MANAGER)

    assert "Say why it cannot be made" in press(manager, "portal-cancel", order, reason="")
    assert status_of(order) == OrderStatus.RECEIVED

    assert "This order is cancelled" in press(manager, "portal-cancel", order, reason="No blanks left")
    assert status_of(order) == OrderStatus.CANCELLED
    assert order.events.filter(detail__startswith="No blanks left").exists()


def test_an_order_is_shipped_and_its_label_shown(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place(2)

    html = press(operator, "portal-send", order, by="label", key=KEY)

    [parcel] = Shipment.objects.all()
    assert (parcel.tracking, parcel.state, status_of(order)) == (FIRST, ShipmentState.MADE, OrderStatus.DISPATCHED)
    assert f"/label/{parcel.label_token}/{FIRST}.png?page=1" in html
    for ending in ("pdf", "png", "zpl"):
        assert f"/label/{parcel.label_token}/{FIRST}.{ending}" in html


def test_the_same_form_twice_makes_one_parcel_of_a_part(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place(3)
    [line] = line_ids(order)
    form = {f"line_{line}": "2", "by": "label", "key": KEY}

    for _ in range(2):
        html = press(operator, "portal-send", order, **form)
        assert f"/{FIRST}.png?page=1" in html

    assert Shipment.objects.count() == 1
    assert outstanding(order) == [1]
    press(operator, "portal-send", order, **{**form, f"line_{line}": "1", "key": KEY[::-1]})
    assert [one.tracking for one in Shipment.objects.order_by("pk")] == [FIRST, SECOND]
    assert status_of(order) == OrderStatus.DISPATCHED


@pytest.mark.parametrize("wanted", ["4", "0", "-1", "x", "1.5"])
def test_pieces_that_are_not_there_are_not_sent(world: World, operator: Client, wanted: str) -> None:
    connect(world.printer)
    order = place(3)

    html = press(operator, "portal-send", order, by="label", key=KEY, **{f"line_{line_ids(order)[0]}": wanted})

    assert 'class="notice notice--danger"' in html
    assert outstanding(order) == [3]
    assert not Shipment.objects.exists()


def test_what_a_carrier_refuses_is_told_in_its_words_with_the_next_step(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place()

    with carrier(Misbehaving(CarrierRefusedError("No such postcode"))):
        html = press(operator, "portal-send", order, by="label", key=KEY)

    assert "The carrier refused this parcel: No such postcode." in html
    assert "Nothing has left." in html
    assert outstanding(order) == [1]


def test_a_silent_carrier_is_not_asked_twice(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place()

    with carrier(Misbehaving(CarrierSilentError())):
        html = press(operator, "portal-send", order, by="label", key=KEY)
    again = press(operator, "portal-send", order, by="label", key=KEY)

    assert "The carrier has not answered yet." in html
    assert "A label for these pieces is being made" in again
    assert Shipment.objects.count() == 1


def test_without_a_carrier_the_own_number_is_all_there_is(world: World, operator: Client) -> None:
    order = place()
    assert 'name="by" value="own"' in html_of(operator, order)
    assert 'value="label"' not in html_of(operator, order)

    html = press(operator, "portal-send", order, by="own", key=KEY, tracking=" RM123456789GB ", carrier="Royal Mail")

    order.refresh_from_db()
    assert (order.status, order.shipping_tracking, order.shipping_carrier) == (8, "RM123456789GB", "Royal Mail")
    assert "Dispatched. The shop is told." in html
    refused = press(operator, "portal-send", place(external_ref="TWO"), by="label", key=KEY)
    assert "No carrier is connected: labels need one." in refused
    assert "Ask whoever runs this platform" in refused


def test_a_part_by_own_number_needs_the_number_and_leaves_once(world: World, operator: Client) -> None:
    order = place(3)
    form = {f"line_{line_ids(order)[0]}": "2", "by": "own", "key": KEY}

    assert "needs its tracking number" in press(operator, "portal-send", order, **form)
    for _ in range(2):
        press(operator, "portal-send", order, **form, tracking="RM1")

    assert outstanding(order) == [1]
    assert status_of(order) == OrderStatus.IN_PRODUCTION


def test_half_of_an_order_by_own_number_is_half_however_often_the_form_comes(world: World, operator: Client) -> None:
    order = place(6)
    form = {f"line_{line_ids(order)[0]}": "3", "by": "own", "key": KEY, "tracking": "RM1"}

    for _ in range(2):
        press(operator, "portal-send", order, **form)

    assert outstanding(order) == [3]
    assert status_of(order) == OrderStatus.IN_PRODUCTION
    html = press(operator, "portal-send", order, **form | {"tracking": "RM2"})
    assert "Dispatched. The shop is told." in html
    assert status_of(order) == OrderStatus.DISPATCHED


def test_a_label_is_taken_back(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place()
    press(operator, "portal-send", order, by="label", key=KEY)
    [parcel] = Shipment.objects.all()

    html = press(operator, "portal-void", order, parcel.pk)

    assert f"The label {FIRST} is void" in html
    assert status_of(order) == OrderStatus.IN_PRODUCTION
    assert (
        "This parcel has no label" in operator.get(at("portal-label", order, parcel.pk), follow=True).content.decode()
    )


def test_papers_open_as_pdf_and_are_kept_by_nobody(world: World, operator: Client) -> None:
    order = place()

    for name in ("portal-slip", "portal-address-label"):
        answer = operator.get(at(name, order))
        assert answer.content.startswith(b"%PDF")
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")


def test_an_open_page_hears_that_its_order_has_changed_and_that_files_have_come(world: World, operator: Client) -> None:
    order = place()
    order.refresh_from_db()
    live, seen = at("portal-order-live", order), {"version": f"{order.sequence}.0"}
    assert f'data-version="{order.sequence}.0"' in html_of(operator, order)
    assert operator.get(live, seen).status_code == 204

    give_file(order.items.get())
    assert "Its print files are there now." in operator.get(live, seen).json()["html"]

    hold_order(order_id=order.pk, actor=DESK)
    assert "it is “On hold” now" in operator.get(live, seen).json()["html"]


def test_the_history_begins_where_the_order_came_to_the_supplier(world: World, operator: Client) -> None:
    order = place()
    order.events.create(sequence=90, actor="desk", kind="moved", detail="From account 1 to account 2")
    order.events.create(sequence=91, actor="desk", kind="release_failed", detail="No supplier")
    order.events.create(sequence=92, actor="Printer (80001)", kind="status", to_status=4, detail="Begun")

    titles = re.findall(r'class="timeline__title">([^<]+)<', html_of(operator, order))

    assert titles == ["In production", "The order came to you"]
    assert "account 1" not in html_of(operator, order)


def test_hostile_texts_are_words(world: World, operator: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    order = place(customer_name=hostile, additional_info=hostile, shipping_address_1=hostile, shipping_method=hostile)
    attributes = [{"name": hostile, "value": hostile}]
    OrderItem.objects.update(description=hostile, sku=hostile, colour=hostile, attributes=attributes)
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=DESK, why=hostile, shipping_tracking=hostile)

    html = html_of(operator, order)

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)") >= 10
