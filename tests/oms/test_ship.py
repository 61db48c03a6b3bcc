"""A label for an order: the carrier's number, the pieces that have left, what the shop hears, and all that fails."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.api.client import PRINTER, call, post_order
from tests.common.at_once import at_once
from tests.orders.world import PRINTER_ID, World, build_world, order_body, stock_item
from tests.rendering.page_reading import as_grey, codes, rasterised
from tests.rendering.zpl_reading import read_labels
from tests.shipping.carriers import FIRST, SECOND, Misbehaving, carrier, connect, sender

from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.oms.jobs import finish_requested_shipments
from monogram.oms.release import cancel_order, hold_order
from monogram.oms.reprint import reprint_order
from monogram.oms.ship import ship_order, void_shipment
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.shipping.carriers import Booking, ParcelWish
from monogram.shipping.carriers.sandbox import NO_SUCH_ADDRESS, Sandbox
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError, ShipmentRefusedError
from monogram.shipping.labels import label_file
from monogram.shipping.models import CarrierConnection, SandboxParcel, Shipment, ShipmentState
from monogram.shipping.queries import pieces_of

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PLATFORM_CALLBACK = "https://shop.example.com/callback"
DESK = Actor(Party.STAFF, "desk@example.com")


def place(*quantities: int, **changes: Any) -> Order:
    """An order that the printer has, of one line for each quantity."""
    items = [
        stock_item(external_ref=f"LINE{number}", sku="SHIRT-WHITE-M", quantity=quantity, unit_sale_price="19.00")
        for number, quantity in enumerate(quantities or (1,), 1)
    ]
    body = order_body(
        **{"items": items, "customer_name": "Ada Lovelace", "shipping_address_4": "Macclesfield", **changes}
    )
    [document] = post_order(body).json()
    run_due_jobs()
    Order.objects.filter(pk=document["id"]).update(status_callback_url=PLATFORM_CALLBACK)
    return Order.objects.get(pk=document["id"])


def supplier() -> Actor:
    return Actor.supplier(Company.objects.get(pk=PRINTER_ID))


def ship(order: Order, quantities: dict[int, int] | None = None) -> Shipment:
    return ship_order(order_id=order.pk, actor=supplier(), quantities=quantities)


def line_ids(order: Order) -> list[int]:
    return list(order.items.order_by("pk").values_list("pk", flat=True))


def told(order: Order) -> list[dict[str, Any]]:
    """What the shop was told, in order."""
    rows = Delivery.objects.filter(order=order, kind=DeliveryKind.STATUS_CALLBACK).order_by("sequence")
    return [json.loads(body) for body in rows.values_list("body", flat=True)]


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def outstanding(order: Order) -> list[int]:
    return [count.outstanding for count in pieces_of(order).values()]


def test_with_its_label_an_order_goes_by_the_shipper_to_dispatched(world: World) -> None:
    # Given an order of two lines
    connect(world.printer)
    order = place(2, 1)

    # When it is shipped
    with clock.frozen(NOON):
        shipment = ship(order)

    # Then it has a number by the standard, and everything has left
    assert (shipment.state, shipment.tracking, shipment.carrier, shipment.method) == (
        "made",
        FIRST,
        "Sandbox Post",
        "Tracked 48",
    )
    assert shipment.weight_g == 750
    assert outstanding(order) == [0, 0]
    order.refresh_from_db()
    assert (order.status, order.shipping_tracking) == (OrderStatus.DISPATCHED, FIRST)
    # And each step was told, the parcel with the last
    calls = told(order)
    assert [(one["status"], one["shipping_tracking"]) for one in calls] == [(515, ""), (516, FIRST), (8, FIRST)]
    assert [one["new_shipments"] for one in calls[:2]] == [[], []]
    lines = list(order.items.order_by("pk"))
    assert calls[2]["new_shipments"] == [
        {
            "dispatch_datetime": "2026-11-26 12:00:00",
            "tracking": FIRST,
            "tracking_url": "",
            "items": [
                {"quantity": 2, "ref": lines[0].ref, "external_ref": "LINE1"},
                {"quantity": 1, "ref": lines[1].ref, "external_ref": "LINE2"},
            ],
        }
    ]


def test_the_stored_label_reads_back_from_every_format(world: World) -> None:
    connect(world.printer)
    order = place()

    token = ship(order).label_token or ""

    expected = {FIRST, order.ref}
    (page,) = rasterised(label_file(token, "pdf", 1), 203)
    assert codes(page) == expected
    picture = Image.open(io.BytesIO(label_file(token, "png", 1)))
    assert picture.size == (812, 1218)
    assert codes(np.asarray(picture.convert("L"))) == expected
    zpl = label_file(token, "zpl", 1).decode()
    assert "^MM" not in zpl
    (bitmap,) = read_labels(zpl)
    assert codes(as_grey(bitmap)) == expected


def test_a_part_leaves_and_the_rest_follows(world: World) -> None:
    # Given an order of three pieces and one
    connect(world.printer)
    order = place(3, 1)
    first, second = line_ids(order)

    # When two of the three leave
    part = ship(order, {first: 2})

    # Then the order is in production, and the shop has heard of that parcel alone
    assert outstanding(order) == [1, 1]
    assert status_of(order) == OrderStatus.IN_PRODUCTION
    assert [(one["status"], len(one["new_shipments"])) for one in told(order)] == [(4, 1)]

    # When the rest leaves
    rest = ship(order)

    # Then it has a number of its own, and the order shows its first
    assert (part.tracking, rest.tracking) == (FIRST, SECOND)
    assert dict(rest.items.values_list("order_item", "quantity")) == {first: 1, second: 1}
    order.refresh_from_db()
    assert (order.status, order.shipping_tracking) == (8, FIRST)
    assert [one["status"] for one in told(order)] == [4, 515, 516, 8]
    assert told(order)[-1]["new_shipments"][0]["tracking"] == SECOND


@pytest.mark.parametrize(
    ("wanted", "text", "path"),
    [
        ({0: 3}, "Of line {0}, 2 are still to leave, not 3", "items[0].quantity"),
        ({1: 1, 0: 0}, "Of line {0}, 2 are still to leave, not 0", "items[1].quantity"),
        ({1: 1, 999: 1}, "Line 999 is not in this order", "items[1].id"),
    ],
)
def test_more_than_there_is_to_leave_is_refused_whole(
    world: World, wanted: dict[int, int], text: str, path: str
) -> None:
    connect(world.printer)
    order = place(2, 1)
    lines = line_ids(order)

    with pytest.raises(ShipmentRefusedError) as refused:
        ship(order, {lines[line] if line < 2 else line: quantity for line, quantity in wanted.items()})

    assert (refused.value.text, refused.value.path) == (text.format(*lines), path)
    assert not Shipment.objects.exists()
    assert told(order) == []


def test_stopped_orders_and_those_that_have_left_get_no_label(world: World) -> None:
    connect(world.printer)
    held, cancelled, gone = place(external_ref="A"), place(external_ref="B"), place(external_ref="C")
    hold_order(order_id=held.pk, actor=DESK)
    cancel_order(order_id=cancelled.pk, actor=DESK)
    ship(gone)

    texts = []
    for order in (held, cancelled, gone):
        with pytest.raises(StatusChangeRefusedError) as refused:
            ship(order)
        texts.append(refused.value.text)

    assert texts == [
        "The order is On Hold: nothing of it is sent until it is released",
        "The order is Cancelled: nothing of it is to leave",
        "Everything of this order has left",
    ]
    assert Shipment.objects.count() == 1


def test_a_refusal_of_the_carrier_leaves_the_order_where_it_was(world: World) -> None:
    # Given an order with an address that the carrier does not know
    connect(world.printer)
    order = place(shipping_postcode=NO_SUCH_ADDRESS)
    before = status_of(order)

    # When it is shipped
    with pytest.raises(CarrierRefusedError, match="ZZ99 9ZZ is not known: correct the address"):
        ship(order)

    # Then it is as before, and everyone was told so
    assert status_of(order) == before
    assert [one["status"] for one in told(order)] == [515, before]
    assert Shipment.objects.get().state == ShipmentState.FAILED
    assert outstanding(order) == [1]

    # And with a right address it goes
    Order.objects.filter(pk=order.pk).update(shipping_postcode="SK10 2XR")
    assert ship(order).tracking == FIRST


def test_without_sender_carrier_or_service_the_refusal_says_what_is_missing(world: World) -> None:
    order = place()
    texts = []

    def refused() -> None:
        with pytest.raises(ShipmentRefusedError) as error:
            ship(order)
        texts.append(error.value.text)

    refused()
    connection = CarrierConnection.objects.create(supplier=world.printer, name="Sandbox", services=["a", "b"])
    refused()
    connection.services = ["tracked-24"]
    connection.save()
    refused()
    sender(world.printer)

    assert texts == [
        "No carrier is connected: labels need one",
        "No service is chosen for this order: set a default for its account or its supplier",
        "Printer has no sender address yet: labels need one",
    ]
    assert ship(order).method == "Tracked 24"


def test_what_died_after_the_carrier_had_answered_is_finished_with_the_same_number(world: World) -> None:
    # Given a carrier that gave a number, and a process that died before it heard of it
    connect(world.printer)
    order = place()
    with (
        clock.frozen(NOON),
        carrier(Misbehaving(SystemExit(), has_heard=True)),
        pytest.raises(SystemExit),
    ):
        ship(order)
    shipment = Shipment.objects.get()
    assert (shipment.state, status_of(order)) == (ShipmentState.REQUESTED, OrderStatus.SENT_TO_SHIPPER)

    # When it is asked for again meanwhile, it is refused; its pieces are spoken for
    with pytest.raises(ShipmentRefusedError, match="is being made"):
        ship(order)

    # When the net comes by after nine minutes and after eleven
    with clock.frozen(NOON + timedelta(minutes=9)):
        finish_requested_shipments.call()
    assert status_of(order) == OrderStatus.SENT_TO_SHIPPER
    with clock.frozen(NOON + timedelta(minutes=11)):
        finish_requested_shipments.call()
        finish_requested_shipments.call()

    # Then there is the one number that the carrier gave, and the shop has heard of it once
    shipment.refresh_from_db()
    assert (shipment.state, shipment.tracking) == (ShipmentState.MADE, FIRST)
    assert SandboxParcel.objects.count() == 1
    assert [one["status"] for one in told(order)] == [515, 516, 8]


@pytest.mark.parametrize(
    ("stop", "said"),
    [
        (CarrierSilentError("The carrier did not answer in 30 s"), "The carrier did not answer in 30 s"),
        (KeyboardInterrupt(), "No answer of the carrier"),
    ],
)
def test_a_carrier_that_keeps_no_references_is_not_asked_twice(world: World, stop: BaseException, said: str) -> None:
    connect(world.printer)
    order = place()
    before = status_of(order)
    silent = Misbehaving(stop, keeps_references=False)

    with carrier(silent):
        with clock.frozen(NOON), pytest.raises(type(stop)):
            ship(order)
        with clock.frozen(NOON + timedelta(minutes=11)):
            finish_requested_shipments.call()

    shipment = Shipment.objects.get()
    doubt = f"{said}. A label may exist there under the reference {shipment.reference}"
    assert (shipment.state, shipment.failure, status_of(order)) == (ShipmentState.FAILED, doubt, before)
    assert order.events.order_by("-sequence")[0].detail == f"No label: {doubt}"


class Stopped(Sandbox):
    """While this carrier thinks, someone does something about the order."""

    def __init__(self, meanwhile: Any) -> None:
        self.meanwhile = meanwhile

    def book(self, connection: CarrierConnection, wish: ParcelWish) -> Booking:
        booking = super().book(connection, wish)
        self.meanwhile()
        return booking


def test_an_order_that_is_stopped_while_the_carrier_thinks_does_not_leave(world: World) -> None:
    connect(world.printer)
    order = place()

    with (
        carrier(Stopped(lambda: hold_order(order_id=order.pk, actor=DESK))),
        pytest.raises(StatusChangeRefusedError, match="On Hold since: the label is not used"),
    ):
        ship(order)

    assert status_of(order) == OrderStatus.ON_HOLD
    assert outstanding(order) == [1]
    assert Shipment.objects.get().state == ShipmentState.FAILED
    assert SandboxParcel.objects.get().is_voided


def test_a_void_label_brings_its_pieces_back(world: World) -> None:
    # Given an order that has left in two parcels
    connect(world.printer)
    order = place(2)
    (line,) = line_ids(order)
    first, second = ship(order, {line: 1}), ship(order)

    # When the first is voided, twice
    voided = void_shipment(shipment_id=first.pk, actor=supplier(), why="wrong box")
    void_shipment(shipment_id=first.pk, actor=supplier())

    # Then one piece is still to leave, and the order shows the other parcel
    assert voided.state == ShipmentState.VOIDED
    assert outstanding(order) == [1]
    order.refresh_from_db()
    assert (order.status, order.shipping_tracking, order.completion_datetime) == (4, second.tracking, None)
    assert OrderItem.objects.get(pk=line).status == 2
    assert [one["status"] for one in told(order)] == [4, 515, 516, 8, 4]
    assert order.events.order_by("-sequence")[0].detail == f"The label {FIRST} was voided\nwrong box"
    # And its label is gone for good
    with pytest.raises(MonogramError, match="was voided: do not use it"):
        label_file(first.label_token or "", "pdf", 1)

    # When the piece is shipped anew
    third = ship(order)

    # Then it has a number that was never given before
    assert third.tracking not in {first.tracking, second.tracking}
    assert status_of(order) == 8


def test_what_cannot_be_voided_says_why(world: World) -> None:
    connect(world.printer)
    old, again, told_by_supplier = place(external_ref="A"), place(external_ref="B"), place(external_ref="C")
    with clock.frozen(NOON):
        of_old = ship(old)
    of_again = ship(again)
    reprint_order(order_id=again.pk, actor=DESK, quantities={line_ids(again)[0]: 1})
    call("PUT", f"/order/{told_by_supplier.pk}/status", {"status": 8, "shipping_tracking": "X1"}, auth=PRINTER)
    of_told = Shipment.objects.get(tracking="X1")

    texts = []
    with clock.frozen(NOON + timedelta(days=31)):
        for shipment in (of_old, of_told):
            with pytest.raises(ShipmentRefusedError) as refused:
                void_shipment(shipment_id=shipment.pk, actor=DESK)
            texts.append(refused.value.text)
    with pytest.raises(ShipmentRefusedError) as refused:
        void_shipment(shipment_id=of_again.pk, actor=DESK)

    assert [*texts, refused.value.text] == [
        "This label is older than 30 days: it can no longer be voided",
        "This shipment got no label here: there is nothing to void",
        "Pieces of this parcel were made again since: it can no longer be voided",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_are_one_parcel() -> None:
    # Given a carrier at which both requests, if they came so far, would meet
    world = build_world()
    connect(world.printer)
    order = place(3)

    # When two ask at the same time
    outcomes = at_once(*[lambda: ship(order)] * 2, refusals=(ShipmentRefusedError, StatusChangeRefusedError))

    # Then one has the label, the other a refusal, and the three pieces left once
    assert [outcome.tracking for outcome in outcomes if isinstance(outcome, Shipment)] == [FIRST]
    assert Shipment.objects.count() == SandboxParcel.objects.count() == 1
    assert outstanding(order) == [0]
