"""Shipping from the order's page: there where a carrier is, with the pieces to choose, and the label to print."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.oms.test_ship import line_ids, place, status_of
from tests.orders.world import World
from tests.shipping.carriers import FIRST, connect

from monogram.companies.models import User
from monogram.orders.models import Order
from monogram.shipping.carriers.sandbox import NO_SUCH_ADDRESS
from monogram.shipping.models import Shipment


@pytest.fixture
def desk(world: World) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


def page(desk: Client, order: Order) -> str:
    return desk.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()


def press(desk: Client, order: Order, button: str, **form: object) -> str:
    address = reverse(f"admin:orders_order_{button}", args=[order.pk])
    return desk.post(address, {"reason": "", **form, "_form_submitted": "1"}).content.decode()


def test_a_part_is_shipped_printed_and_voided(desk: Client, world: World) -> None:
    # Given an order of three pieces, first without a carrier
    order = place(3)
    ship_address = reverse("admin:orders_order_ship", args=[order.pk])
    assert ship_address not in page(desk, order)
    connect(world.printer)
    assert ship_address in page(desk, order)
    [line] = line_ids(order)

    # When two are shipped
    press(desk, order, "ship", **{f"line_{line}": 2})

    # Then the label is at hand in each format
    shipment = Shipment.objects.get()
    text = page(desk, order)
    assert "the label is made; print it under Parcels" in text
    for name in ("pdf", "png", "zpl"):
        assert f"/label/{shipment.label_token}/{FIRST}.{name}" in text
    assert "Still to leave: 1 piece." in text

    # When it is voided
    press(desk, order, "void", shipment=shipment.pk, reason="wrong box")

    # Then its label is gone, and the page says so
    text = page(desk, order)
    assert f"/label/{shipment.label_token}" not in text
    assert "voided <time" in text
    assert "Still to leave: 3 pieces." in text


def test_no_chosen_piece_and_a_refusal_ship_nothing(desk: Client, world: World) -> None:
    connect(world.printer)
    order = place(1, shipping_postcode=NO_SUCH_ADDRESS)
    [line] = line_ids(order)
    before = status_of(order)

    assert "Choose at least one piece." in press(desk, order, "ship", **{f"line_{line}": 0})
    assert not Shipment.objects.exists()
    press(desk, order, "ship", **{f"line_{line}": 1})

    assert "no label: The postcode ZZ99 9ZZ is not known: correct the address" in page(desk, order)
    assert status_of(order) == before


def test_connections_senders_and_defaults_have_their_pages(desk: Client, world: World) -> None:
    connection = connect(world.printer)

    for name in ("carrierconnection", "senderaddress", "defaultservice"):
        assert desk.get(reverse(f"admin:shipping_{name}_changelist")).status_code == 200
        assert desk.get(reverse(f"admin:shipping_{name}_add")).status_code == 200
    form = {"supplier": world.printer.pk, "carrier": "sandbox", "name": "Post", "is_enabled": "on"}
    address = reverse("admin:shipping_carrierconnection_change", args=[connection.pk])
    desk.post(address, {**form, "services": ["tracked-24"]})

    connection.refresh_from_db()
    assert (connection.name, connection.services, connection.is_test) == ("Post", ["tracked-24"], False)
