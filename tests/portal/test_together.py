"""Several chosen orders at once: exactly what became of each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from tests.oms.test_artwork_zip import placed
from tests.oms.test_ship import DESK, place, status_of
from tests.orders.world import World
from tests.rendering.page_reading import codes, rasterised
from tests.shipping.carriers import FIRST, SECOND, connect

from monogram.oms.release import cancel_order, hold_order
from monogram.oms.ship import void_shipment
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.shipping.models import LabelFormat, Shipment, ShipmentLabel

SignedIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def operator(world: World, signed_in: SignedIn) -> Client:
    return signed_in(world.printer)


def do(member: Client, world: World, deed: str, *orders: Order, list_: str = "tab=all") -> Any:
    form = {"deed": deed, "order": [order.pk for order in orders], "list": list_}
    return member.post(reverse("portal-together", args=[world.printer.pk]), form)


def told(member: Client, answer: Any) -> list[str]:
    """What the next page says of it."""
    html = member.get(answer["Location"]).content.decode()
    [said] = re.findall(r'<div class="told" role="status">(.*)</div>', html)
    return re.findall(r"<p[^>]*>(.*?)</p>", said)


def test_what_is_new_is_acknowledged_and_the_rest_is_counted(world: World, operator: Client) -> None:
    new, begun, held = (place(external_ref=ref) for ref in ("NEW", "BEGUN", "HELD"))
    change_status(order_id=begun.pk, to=OrderStatus.IN_PRODUCTION, actor=DESK)
    hold_order(order_id=held.pk, actor=DESK)

    answer = do(operator, world, "acknowledge", new, begun, held)

    assert answer["Location"] == f"{reverse('portal-orders', args=[world.printer.pk])}?tab=all"
    assert told(operator, answer) == [
        "1 order acknowledged.",
        "2 orders had been acknowledged or begun before, or left, or stopped.",
    ]
    assert [status_of(order) for order in (new, begun, held)] == [
        OrderStatus.RECEIVED_BY_SUPPLIER, OrderStatus.IN_PRODUCTION, OrderStatus.ON_HOLD,
    ]  # fmt: skip


@pytest.mark.parametrize("deed", ["acknowledge", "artwork", "slips", "pick-list", "labels", "nonsense", ""])
def test_nothing_chosen_is_said(world: World, operator: Client, deed: str) -> None:
    foreign = place()
    Order.objects.filter(pk=foreign.pk).update(supplier=world.pottery)

    answer = do(operator, world, deed, foreign)

    assert told(operator, answer) == ["Choose at least one order first."]
    assert status_of(foreign) == OrderStatus.RECEIVED


def test_the_way_back_never_leads_elsewhere(world: World, operator: Client) -> None:
    answer = do(operator, world, "acknowledge", place(), list_="tab=late&q=x&next=https://elsewhere.example")

    assert answer["Location"] == f"{reverse('portal-orders', args=[world.printer.pk])}?tab=late&q=x"


def test_artwork_comes_as_one_file_and_what_was_left_out_is_told(world: World, operator: Client) -> None:
    good, held = placed(world, external_ref="GOOD"), placed(world, external_ref="HELD")
    hold_order(order_id=held.pk, actor=DESK)

    answer = do(operator, world, "artwork", good, held)

    assert isinstance(answer, FileResponse)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store")
    assert re.search(r'attachment; filename="artwork-2-orders-\d{8}-\d{4}\.zip"', answer["Content-Disposition"])
    content = answer.getvalue()
    assert len(content) == int(answer["Content-Length"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [f"{good.ref}/{good.items.get().ref}/output-1.png", "manifest.csv"]
    html = operator.get(reverse("portal-orders", args=[world.printer.pk])).content.decode()
    assert f"Not in the zip: Order HELD ({held.ref}) is On Hold: do not make it." in html


def test_papers_of_several_orders_are_one_file(world: World, operator: Client) -> None:
    orders = [place(external_ref=ref) for ref in ("ONE", "TWO")]

    for deed in ("slips", "pick-list"):
        answer = do(operator, world, deed, *orders)
        assert answer["Cache-Control"] == "no-store"
        assert answer.content.startswith(b"%PDF")

    hold_order(order_id=orders[0].pk, actor=DESK)
    assert told(operator, do(operator, world, "slips", *orders)) == [
        f"Order ONE ({orders[0].ref}) is On Hold: do not make it."
    ]


def test_labels_of_what_can_be_shipped_are_one_file_and_refusals_are_told_each(world: World, operator: Client) -> None:
    connect(world.printer)
    good, held, refused, also = (
        place(external_ref="GOOD"),
        place(external_ref="HELD"),
        place(external_ref="REFUSED", shipping_postcode="ZZ99 9ZZ"),
        place(external_ref="ALSO"),
    )
    hold_order(order_id=held.pk, actor=DESK)

    answer = do(operator, world, "labels", good, held, refused, also)
    html = operator.get(answer["Location"]).content.decode()

    assert "2 labels made" in html
    assert "2 orders got no label" in html
    assert re.findall(r'">(\w+)</a>: ([^<]+?\.) ', html) == [
        ("HELD", "This order is stopped (On hold): nothing of it is made or sent."),
        ("REFUSED", "The carrier refused this parcel: The postcode ZZ99 9ZZ is not known: correct the address."),
    ]
    assert [status_of(order) for order in (good, held, refused, also)] == [
        OrderStatus.DISPATCHED, OrderStatus.ON_HOLD, OrderStatus.RECEIVED, OrderStatus.DISPATCHED,
    ]  # fmt: skip
    pdf = operator.get(reverse("portal-labels-pdf", args=[world.printer.pk]))
    pages = rasterised(pdf.content, 203)
    assert [FIRST in codes(pages[0]), SECOND in codes(pages[1])] == [True, True]
    assert pdf["Cache-Control"] == "no-store"


def test_labels_asked_for_again_are_printed_again_and_nothing_is_shipped_twice(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place()

    for _ in range(2):
        html = operator.get(do(operator, world, "labels", order)["Location"]).content.decode()

    assert "1 label made" in html
    assert Shipment.objects.count() == 1


def test_a_label_that_was_voided_since_is_not_printed(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place()
    do(operator, world, "labels", order)
    void_shipment(shipment_id=Shipment.objects.get().pk, actor=DESK)

    answer = operator.get(reverse("portal-labels-pdf", args=[world.printer.pk]), follow=True)

    assert "There are no labels to print: choose orders first." in answer.content.decode()


def test_a_label_for_a_label_printer_alone_is_named_and_the_others_are_one_file(world: World, operator: Client) -> None:
    connect(world.printer)
    orders = [place(external_ref="PDF"), place(external_ref="ZPL")]
    address = do(operator, world, "labels", *orders)["Location"]
    ShipmentLabel.objects.filter(shipment__order=orders[1]).exclude(format=LabelFormat.ZPL).delete()

    html = operator.get(address).content.decode()
    pdf = operator.get(reverse("portal-labels-pdf", args=[world.printer.pk]))
    parcel = Shipment.objects.get(order=orders[1])
    label = operator.get(reverse("portal-label", args=[world.printer.pk, orders[1].pk, parcel.pk])).content.decode()

    assert "2 parcels, 1 of them with a label as PDF: the carrier gave the others for a label printer (ZPL)." in html
    assert [FIRST in codes(page) for page in rasterised(pdf.content, 203)] == [True]
    assert "Open the label (ZPL)" in label
    assert "data-print" not in label


def test_labels_of_one_company_are_not_shown_at_another(world: World, operator: Client, signed_in: SignedIn) -> None:
    connect(world.printer)
    do(operator, world, "labels", place())
    operator.session.save()
    person = operator.session["_auth_user_id"]
    world.pottery.memberships.create(user_id=person)

    html = operator.get(reverse("portal-labels", args=[world.pottery.pk])).content.decode()

    assert FIRST not in html


def test_cancelled_orders_get_no_label(world: World, operator: Client) -> None:
    connect(world.printer)
    order = place()
    cancel_order(order_id=order.pk, actor=DESK)

    html = operator.get(do(operator, world, "labels", order)["Location"]).content.decode()

    assert "This order is cancelled: nothing of it is to be made or sent." in html
    assert not Shipment.objects.exists()


def test_one_label_is_a_page_of_its_own(world: World, operator: Client) -> None:
    connect(world.printer)
    do(operator, world, "labels", place())

    with pikepdf.open(io.BytesIO(operator.get(reverse("portal-labels-pdf", args=[world.printer.pk])).content)) as pdf:
        assert [[float(side) for side in page.mediabox] for page in pdf.pages] == [[0, 0, 288, 432]]
