"""An order's label by a real carrier's interface, which a real HTTP server on loopback plays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from tests.common.receiver import Receiver, answer, receiving
from tests.oms.test_ship import outstanding, place, ship, status_of, supplier, told
from tests.orders.world import World
from tests.shipping.carriers import carrier, sender
from tests.shipping.karrio.cases import CASES
from tests.shipping.karrio.world import SECRET, TOKEN

from monogram.common import clock
from monogram.companies.models import Company
from monogram.oms.jobs import finish_requested_shipments
from monogram.oms.ship import void_shipment
from monogram.orders.models import OrderStatus
from monogram.shipping import credentials
from monogram.shipping.carriers.karrio import sdk
from monogram.shipping.carriers.karrio.adapter import KarrioCarrier
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError
from monogram.shipping.labels import label_address, label_file
from monogram.shipping.models import CarrierCode, CarrierConnection, DefaultService, Shipment, ShipmentState

FEDEX = FACTS[CarrierCode.FEDEX]
TAKEN = next(case for case in CASES if case.body == "fedex.json")


class Desk:
    """FedEx's interface: signs in, takes parcels, takes them back."""

    def __init__(self) -> None:
        self.shipment = answer(200, TAKEN.taken.body)
        self.cancelled = answer(200, b'{"output": {"cancelledShipment": true}}')

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        behaviours = {
            "/oauth/token": answer(200, TOKEN.body),
            "/ship/v1/shipments": self.shipment,
            "/ship/v1/shipments/cancel": self.cancelled,
        }
        behaviours.get(handler.path, answer(404, b"{}"))(handler)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def fedex(desk: Desk, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """FedEx on loopback, where the guarded client may go for once."""
    sdk.connect(FEDEX.connector, {}, token_key="first import")
    sdk.forget_sign_ins()
    from karrio.providers.fedex.utils import Settings  # it takes a second to import

    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    here = KarrioCarrier(replace(FEDEX, hosts=("127.0.0.1",)))
    with receiving(desk) as receiver, carrier(here, code=CarrierCode.FEDEX):
        monkeypatch.setattr(Settings, "server_url", receiver.origin)
        yield receiver


def connect(company: Company) -> CarrierConnection:
    """A sender and FedEx with one service, by default."""
    sender(company)
    connection = CarrierConnection.objects.create(
        supplier=company, carrier=CarrierCode.FEDEX, name="FedEx", is_test=False, services=["next-day"]
    )
    credentials.keep_settings(connection, {"api_key": "us", "secret_key": SECRET, "account_number": "740561073"})
    DefaultService.objects.create(supplier=company, connection=connection, service="next-day")
    return connection


def test_an_order_leaves_with_the_carriers_number_and_label(world: World, fedex: Receiver) -> None:
    connect(world.printer)
    order = place(2)

    shipment = ship(order)

    assert (shipment.state, shipment.carrier, shipment.method) == ("made", "FedEx", "FedEx Next Day")
    assert (shipment.tracking, shipment.tracking_url) == (TAKEN.tracking, TAKEN.tracking_url)
    assert status_of(order) == OrderStatus.DISPATCHED
    assert told(order)[-1]["new_shipments"][0]["tracking_url"] == TAKEN.tracking_url
    assert label_address(shipment).endswith(f"/{TAKEN.tracking}.pdf")
    assert label_file(shipment.label_token or "", "pdf", 1).startswith(b"%PDF")
    # And FedEx was asked for that parcel, under its reference
    [_, request] = fedex.received
    asked = json.loads(request.body)["requestedShipment"]
    assert request.headers["authorization"] == "Bearer T0KEN"
    assert asked["recipients"][0]["contact"]["personName"] == "Ada Lovelace"
    assert asked["requestedPackageLineItems"][0]["weight"] == {"units": "KG", "value": 0.5}
    assert asked["requestedPackageLineItems"][0]["customerReferences"][0]["value"] == shipment.reference


def test_a_label_is_taken_back_at_the_carrier(world: World, fedex: Receiver) -> None:
    connect(world.printer)
    order = place(2)

    void_shipment(shipment_id=ship(order).pk, actor=supplier())

    assert (fedex.received[-1].method, fedex.received[-1].path) == ("PUT", "/ship/v1/shipments/cancel")
    assert json.loads(fedex.received[-1].body)["trackingNumber"] == TAKEN.tracking
    assert outstanding(order) == [2]
    assert Shipment.objects.get().state == ShipmentState.VOIDED


def test_a_refusal_leaves_the_order_where_it_was(world: World, fedex: Receiver, desk: Desk) -> None:
    connect(world.printer)
    order = place(2)
    before = status_of(order)
    desk.shipment = answer(400, b'{"errors": [{"code": "E", "message": "Service type not allowed"}]}')

    with pytest.raises(CarrierRefusedError, match=r"^FedEx: Service type not allowed$"):
        ship(order)

    assert status_of(order) == before
    assert outstanding(order) == [2]
    assert Shipment.objects.get().failure == "FedEx: Service type not allowed"


def test_silence_is_told_as_doubt_and_never_asked_again(world: World, fedex: Receiver, desk: Desk) -> None:
    """The carrier may have made a label; asked again, it would make a second one."""
    connect(world.printer)
    order = place(2)
    desk.shipment = answer(502, b"<html>Bad gateway</html>")

    with pytest.raises(CarrierSilentError):
        ship(order)
    asked = len(fedex.received)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        finish_requested_shipments.call()

    shipment = Shipment.objects.get()
    assert len(fedex.received) == asked
    assert shipment.state == ShipmentState.FAILED
    assert shipment.failure == (
        "The carrier is out of order: it answered with HTTP 502. "
        f"A label may exist there under the reference {shipment.reference}"
    )
    assert outstanding(order) == [2]
