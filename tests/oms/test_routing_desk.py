"""Routing in the back office: explained on the order's page, tried out, and corrected by moving an order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID, World, order_body, stock_item

from monogram.companies.models import User
from monogram.oms.place import place_order
from monogram.orders.explanations import explain
from monogram.orders.models import Order
from monogram.suppliers.models import DropshipAccount, ProductSource

TRY = "admin:orders_order_try_routing"


@pytest.fixture
def desk(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


@pytest.fixture
def box_from_printer(world: World) -> ProductSource:
    return ProductSource.objects.create(product=world.box, supplier=world.printer, supplier_sku="PR-BOX")


def place(world: World, **changes: Any) -> Order:
    body = order_body(**changes)
    (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return Order.objects.get(pk=order.pk)


def page_of(desk: Client, order: Order) -> str:
    return desk.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()


def test_a_line_tells_who_makes_it_and_is_folded(world: World, desk: Client, box_from_printer: ProductSource) -> None:
    text = page_of(desk, place(world))

    assert "Printer, account 90001" in text
    assert "Oldest account; 1 passed over" in text
    assert "could make it, but account 90001 is older" in text
    assert '<details class="route">' in text


def test_a_line_that_nobody_can_make_is_open(world: World, desk: Client) -> None:
    text = page_of(desk, place(world, items=[stock_item(sku="ORPHAN")]))

    assert "Nobody can make this line" in text
    assert "Supplier: the product has no supplier" in text
    assert '<details class="route" open>' in text


def test_explanations_from_before_there_were_candidates_still_read() -> None:
    old = [{"rule": "account", "outcome": "chosen", "detail": "account 3, the retailer's oldest active one"}]

    explained = explain(old)

    assert (explained.winner, explained.candidates) == (None, [])
    assert [(note.rule, note.word) for note in explained.notes] == [("Account", "Chosen")]


def test_routing_is_tried_out_without_a_trace(world: World, desk: Client, box_from_printer: ProductSource) -> None:
    DropshipAccount.objects.filter(pk=PRINTER_ACCOUNT_ID).update(weight=75)
    DropshipAccount.objects.filter(pk=POTTERY_ACCOUNT_ID).update(weight=25)
    asked: dict[str, Any] = {"retailer": world.retailer.pk, "skus": "BOX 2\nSHIRT-WHITE-M\nnope", "country": "gb"}

    text = desk.get(reverse(TRY), asked).content.decode()
    alone = desk.get(reverse(TRY), asked | {"skus": "box x3".upper()}).content.decode()

    assert "The order would wait for the staff" in text
    assert "SKU nope names no product in the catalogue" in text
    assert "sends a parcel of this order anyhow" in text
    assert "Of 100 orders like this, 75 go to Printer, account 90001, 25 go to Pottery, account 90002" in alone
    assert "</span> × 3</h2>" in alone
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"skus": "BOX two"}, "“BOX two” is not a SKU and a number, as in MUG 2."),
        ({"skus": "BOX\n" * 21}, "Give at most 20 lines."),
        ({"country": "UK"}, "No country has the code UK."),
        ({"retailer": 80001}, "That choice is not one of the available choices."),
    ],
)
def test_what_cannot_be_tried_is_told(world: World, desk: Client, changes: dict[str, Any], complaint: str) -> None:
    asked: dict[str, Any] = {"retailer": world.retailer.pk, "skus": "BOX", "country": "GB"}

    assert complaint in desk.get(reverse(TRY), asked | changes).content.decode()


def test_trying_needs_the_right_to_see_orders(world: World) -> None:
    client = Client()
    client.force_login(User.objects.create_user("clerk@monogram.example", is_staff=True))

    assert client.get(reverse(TRY)).status_code == 403


def test_an_order_is_moved_by_the_button(world: World, desk: Client, box_from_printer: ProductSource) -> None:
    order = place(world, secondary_company_ref_id=POTTERY_ACCOUNT_ID)
    address = reverse("admin:orders_order_move", args=[order.pk])
    asked = desk.get(address).content.decode()
    assert "Printer, account 90001" in asked
    assert "is_cancelled_there" not in asked

    desk.post(address, {"account": PRINTER_ACCOUNT_ID, "reason": "kiln broken", "_form_submitted": "1"})

    assert Order.objects.get(pk=order.pk).supplier == world.printer
    text = page_of(desk, order)
    assert "Moved to another supplier" in text
    assert "Grace moved the order here" in text


def test_the_account_of_a_routed_order_is_no_field(world: World, desk: Client) -> None:
    routed, stuck = place(world), place(world, external_ref="STUCK", items=[stock_item(sku="ORPHAN")])

    pages = [desk.get(reverse("admin:orders_order_change", args=[order.pk])) for order in (routed, stuck)]

    fields = ["secondary_company_ref_id" in page.context["adminform"].form.fields for page in pages]
    assert fields == [False, True]
