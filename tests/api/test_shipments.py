"""Labels over the REST API: the documented answer, its refusals, and the label itself."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.client import PRINTER, RETAILER, call
from tests.oms.test_ship import line_ids, place, status_of
from tests.orders.world import POTTERY_ID, POTTERY_KEY, World
from tests.rendering.page_reading import codes, rasterised
from tests.shipping.carriers import FIRST, connect

from monogram.orders.models import Order
from monogram.shipping.carriers.sandbox import NO_SUCH_ADDRESS
from monogram.shipping.labels import forget_old_labels
from monogram.shipping.models import Shipment, ShipmentLabel

POTTERY = f"Basic {POTTERY_ID}:{POTTERY_KEY}"
pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def order(world: World) -> Order:
    """Of three pieces, whose supplier can make labels."""
    connect(world.printer)
    return place(3)


def ship(order: Order, body: Any = None, *, auth: str = PRINTER, slash: str = "") -> Any:
    return call("POST", f"/order/{order.pk}/shipment{slash}", body, auth=auth)


def path_of(url: str) -> str:
    """An address of ours without its origin."""
    return "/" + url.split("/", 3)[3]


def refusal(response: Any) -> tuple[int, int, str]:
    error = response.json()["error"]
    return response.status_code, error["code"], error["message"]


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_answer_is_the_documented_one(order: Order, slash: str) -> None:
    response = ship(order, slash=slash)

    shipment = Shipment.objects.get()
    assert response.status_code == 200
    assert response.json() == [
        {
            "id": shipment.pk,
            "carrier": "sandbox",
            "tracking": FIRST,
            "label_url": f"http://127.0.0.1:8000/label/{shipment.label_token}/{FIRST}.pdf",
            "items": [{"id": line_ids(order)[0], "order_id": order.pk, "quantity": 3, "quantity_shipped": 3}],
        }
    ]
    assert "RateLimit" in response
    assert call("GET", f"/order/{order.pk}/shipment{slash}", auth=PRINTER).json() == response.json()


def test_a_part_is_shipped_and_all_there_is_by_an_empty_object(order: Order) -> None:
    [line] = line_ids(order)

    [part] = ship(order, {"items": [{"id": str(line), "quantity": 2}]}).json()
    [rest] = ship(order, {}).json()

    assert [one["items"][0]["quantity_shipped"] for one in (part, rest)] == [2, 1]
    assert status_of(order) == 8


@pytest.mark.parametrize(
    ("body", "code", "message", "path"),
    [
        (b"{", 100, None, None),
        ([1], 0, "The body must be an object, not a list", ""),
        ({"items": []}, 0, "items must be a list of {id, quantity} with at least one member", "items"),
        ({"items": [{"id": 0, "quantity": 1}]}, 0, "Line 0 is not in this order", "items[0].id"),
        ({"items": [{"id": "LINE"}]}, 0, "items[0].quantity must be a whole number, not nothing", "items[0].quantity"),
        (
            {"items": [{"id": "LINE", "quantity": 5}]},
            0,
            "Of line LINE, 3 are still to leave, not 5",
            "items[0].quantity",
        ),
        (
            {"items": [{"id": "LINE", "quantity": 1}, {"id": "LINE", "quantity": 1}]},
            0,
            "Line LINE is named twice",
            "items[1].id",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_path(
    order: Order, body: Any, code: int, message: str | None, path: str | None
) -> None:
    line = str(line_ids(order)[0])
    if isinstance(body, dict):
        for entry in body["items"]:
            entry["id"] = line if entry["id"] == "LINE" else entry["id"]

    response = ship(order, body)

    assert response.status_code == 400
    error = response.json()["error"]
    assert error["code"] == code
    if message is not None:
        assert error["message"] == message.replace("LINE", line)
        assert error["errors"][0]["path"] == path
    assert not Shipment.objects.exists()


def test_only_its_supplier_ships_an_order(order: Order) -> None:
    assert refusal(ship(order, auth=POTTERY)) == (404, 0, "There is no such order")
    assert ship(order, auth=RETAILER).json()["error"]["code"] == 50001
    assert call("POST", "/order/999999999/shipment", auth=PRINTER).status_code == 404
    assert not Shipment.objects.exists()


def test_a_carriers_refusal_comes_in_its_words(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(shipping_postcode=NO_SUCH_ADDRESS)

    assert refusal(ship(order)) == (400, 0, "The postcode ZZ99 9ZZ is not known: correct the address")


def test_the_label_opens_in_each_format_and_nobody_keeps_it(order: Order) -> None:
    [shipment] = ship(order).json()
    path = path_of(shipment["label_url"])

    pdf = call("GET", path, auth=None)
    assert (pdf["Content-Type"], pdf["Cache-Control"]) == ("application/pdf", "no-store")
    assert pdf["Content-Disposition"] == f'inline; filename="{FIRST}.pdf"'
    (page,) = rasterised(pdf.content, 203)
    assert codes(page) == {FIRST, order.ref}
    for address in (path.replace(".pdf", ".zpl"), f"{path}?format=zpl"):
        zpl = call("GET", address, auth=None)
        assert zpl["Content-Type"] == "application/zpl"
        assert zpl.content.startswith(b"^XA")
    assert call("GET", f"{path}?format=png", auth=None).content.startswith(b"\x89PNG")
    for lost in (f"{path}?format=png&page=2", f"{path}?format=png&page=x", f"/label/{'0' * 32}/{FIRST}.pdf"):
        answer = call("GET", lost, auth=None)
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_a_stored_label_has_no_other_address(order: Order) -> None:
    ship(order)
    key = ShipmentLabel.objects.filter(format="pdf").get().file

    assert key.startswith("private/labels/")
    for address in (
        key,
        f"/{key}",
        f"x/../{key}",
        f"./{key}",
        key.replace("private", "Private"),
        f"private//{key[8:]}",
    ):
        assert call("GET", f"/files/{address}", auth=None).status_code == 404


def test_a_label_is_voided_once_and_then_gone(order: Order) -> None:
    [shipment] = ship(order).json()
    address = f"/order/{order.pk}/shipment/{shipment['id']}"

    first, second = call("DELETE", address, auth=PRINTER), call("DELETE", f"{address}/", auth=PRINTER)

    assert (first.status_code, first.json()["status"]) == (200, 4)
    assert second.json()["status"] == 4
    gone = call("GET", path_of(shipment["label_url"]), auth=None)
    assert refusal(gone) == (410, 0, "This label was voided: do not use it")
    assert call("GET", f"/order/{order.pk}/shipment", auth=PRINTER).json() == []


def test_nobody_voids_what_is_not_theirs(world: World, order: Order) -> None:
    [shipment] = ship(order).json()
    other = place(external_ref="B")

    strangers = call("DELETE", f"/order/{order.pk}/shipment/{shipment['id']}", auth=POTTERY)
    others = call("DELETE", f"/order/{other.pk}/shipment/{shipment['id']}", auth=PRINTER)
    huge = call("DELETE", f"/order/{order.pk}/shipment/{2**63}", auth=PRINTER)

    assert strangers.status_code == 404
    assert refusal(others) == refusal(huge) == (404, 0, "There is no such shipment")
    assert status_of(order) == 8


def test_labels_are_forgotten_after_ninety_days(order: Order) -> None:
    [shipment] = ship(order).json()
    path = path_of(shipment["label_url"])

    assert forget_old_labels() == 0
    ShipmentLabel.objects.update(created_at="2026-01-01T00:00:00Z")
    assert forget_old_labels() == 3

    assert call("GET", path, auth=None).status_code == 404
    assert Shipment.objects.get().tracking == FIRST
