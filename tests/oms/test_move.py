"""Moving an order to another supplier by hand: only where it can go, and never so that two suppliers make it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID, World, order_body, stock_item
from tests.shipping.carriers import Misbehaving, carrier, connect

from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.companies.models import User
from monogram.oms.move import accounts_to_move_to, is_with_supplier, move_order
from monogram.oms.place import place_order
from monogram.oms.push import send_to_supplier
from monogram.oms.release import hold_order, release_order
from monogram.oms.ship import ship_order
from monogram.oms.status import change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor
from monogram.shipping.carriers import Booking, ParcelWish
from monogram.shipping.carriers.sandbox import Sandbox
from monogram.shipping.errors import CarrierSilentError
from monogram.shipping.models import CarrierConnection, SandboxParcel, Shipment, ShipmentState
from monogram.suppliers.models import DropshipAccount, ProductSource
from monogram.suppliers.services import enable_push


@pytest.fixture
def staff(db: None) -> Actor:
    return Actor.staff(User.objects.create_user("staff@monogram.example", name="Grace"))


@pytest.fixture
def order(world: World) -> Order:
    """A gift box of the pottery's, which the printer makes as well; both are pushed to."""
    ProductSource.objects.create(product=world.box, supplier=world.printer, supplier_sku="PR-BOX")
    for supplier in (world.printer, world.pottery):
        enable_push(supplier=supplier, url=f"https://example.com/{supplier.pk}")
    body = order_body(items=[stock_item()], secondary_company_ref_id=POTTERY_ACCOUNT_ID)
    (placed,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return Order.objects.get(pk=placed.pk)


def pushes(order: Order) -> list[tuple[str, str]]:
    rows = Delivery.objects.filter(order=order, kind=DeliveryKind.SUPPLIER_PUSH).order_by("sequence")
    return [(row.url.rsplit("/", 1)[1], row.status) for row in rows]


def arrived(order: Order) -> None:
    """The latest push has arrived, and the order's status says so."""
    Delivery.objects.filter(order=order, status=DeliveryStatus.PENDING).update(status=DeliveryStatus.DELIVERED)
    change_status(order_id=order.pk, to=OrderStatus.SENT_TO_SUPPLIER, actor=PLATFORM)


def move(order: Order, staff: Actor, **changes: Any) -> Order:
    wanted: dict[str, Any] = {"order_id": order.pk, "account_id": PRINTER_ACCOUNT_ID, "actor": staff}
    return move_order(**wanted | changes)


def test_an_order_that_has_not_left_goes_to_the_other_supplier(world: World, order: Order, staff: Actor) -> None:
    send_to_supplier(order.pk)
    assert accounts_to_move_to(order) == {PRINTER_ACCOUNT_ID: "Printer, account 90001"}

    moved = move(order, staff, why="kiln broken")
    send_to_supplier(order.pk)

    assert (moved.supplier, moved.secondary_company_ref_id) == (world.printer, PRINTER_ACCOUNT_ID)
    assert (moved.status, moved.has_error) == (OrderStatus.RECEIVED, False)
    assert pushes(order) == [("80002", "withdrawn"), ("80001", "pending")]
    item = moved.items.get()
    assert item.mapped_sku == "PR-BOX"
    assert item.routing[-1] == {
        "rule": "moved",
        "candidate": "Printer, account 90001",
        "outcome": "chosen",
        "detail": "Grace moved the order here",
    }
    event = moved.events.get(kind="moved")
    assert (event.actor, event.detail) == ("Grace", "From account 90002 to account 90001\nkiln broken")


def test_a_supplier_that_has_the_order_must_give_it_back_first(world: World, order: Order, staff: Actor) -> None:
    send_to_supplier(order.pk)
    arrived(order)
    assert is_with_supplier(Order.objects.get(pk=order.pk))
    with pytest.raises(StatusChangeRefusedError, match="hold it, have it cancelled there, then move it"):
        move(order, staff, is_cancelled_there=True)
    hold_order(order_id=order.pk, actor=staff)
    with pytest.raises(StatusChangeRefusedError, match="have it cancelled there first"):
        move(order, staff)
    assert Order.objects.get(pk=order.pk).supplier == world.pottery
    assert pushes(order) == [("80002", "delivered")]

    moved = move(order, staff, is_cancelled_there=True)

    assert (moved.status, moved.supplier) == (OrderStatus.ON_HOLD, world.printer)
    assert not is_with_supplier(moved)
    (released,) = release_order(order_id=order.pk, actor=staff)
    assert (released.status, released.supplier) == (OrderStatus.RECEIVED, world.printer)
    send_to_supplier(order.pk)
    send_to_supplier(order.pk)
    assert pushes(order) == [("80002", "withdrawn"), ("80001", "pending")]


def test_an_order_whose_supplier_could_not_be_reached_goes_on_elsewhere(order: Order, staff: Actor) -> None:
    send_to_supplier(order.pk)
    Delivery.objects.filter(order=order).update(status=DeliveryStatus.FAILED)
    change_status(order_id=order.pk, to=OrderStatus.QC_QUERY, actor=PLATFORM, error_message="no answer")

    moved = move(order, staff)

    assert (moved.status, moved.has_error, moved.error_message) == (OrderStatus.RECEIVED, False, "")


def test_what_is_being_pushed_at_this_moment_waits(order: Order, staff: Actor) -> None:
    send_to_supplier(order.pk)
    Delivery.objects.filter(order=order).update(leased_until=clock.now() + timedelta(seconds=30))

    with pytest.raises(StatusChangeRefusedError, match="try again in a minute"):
        move(order, staff)
    hold_order(order_id=order.pk, actor=staff)
    with pytest.raises(StatusChangeRefusedError, match="try again in a minute"):
        release_order(order_id=order.pk, actor=staff)

    assert Order.objects.get(pk=order.pk).secondary_company_ref_id == POTTERY_ACCOUNT_ID


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"deliverable_countries": ["FR"]}, "Account 90001 cannot take 1 × BOX: does not deliver to GB, only to FR"),
        ({"is_active": False}, "Account 90001 cannot take 1 × BOX: the account is switched off"),
    ],
)
def test_only_to_an_account_that_can_take_it(order: Order, staff: Actor, rules: dict[str, Any], reason: str) -> None:
    DropshipAccount.objects.filter(pk=PRINTER_ACCOUNT_ID).update(**rules)
    assert accounts_to_move_to(order) == {}
    before = list(order.items.values())

    with pytest.raises(StatusChangeRefusedError) as refused:
        move(order, staff)

    assert refused.value.text == reason
    assert list(order.items.values()) == before
    assert order.events.count() == 1


def test_not_to_where_it_is_and_not_what_has_ended(world: World, order: Order, staff: Actor) -> None:
    with pytest.raises(StatusChangeRefusedError, match="with this account already"):
        move(order, staff, account_id=POTTERY_ACCOUNT_ID)
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=staff)
    with pytest.raises(StatusChangeRefusedError, match="can no longer be moved"):
        move(order, staff)


def test_a_release_after_an_attempt_stays_with_the_supplier(world: World, order: Order, staff: Actor) -> None:
    """Where a push may have arrived unnoticed, another supplier would make the order twice."""
    delivery = send_to_supplier(order.pk)
    assert delivery is not None
    delivery.attempts.create(number=1, url=delivery.url, error="no answer in 15 s", duration_ms=15000)
    hold_order(order_id=order.pk, actor=staff)
    DropshipAccount.objects.filter(pk=POTTERY_ACCOUNT_ID).update(deliverable_countries=["FR"])

    (released,) = release_order(order_id=order.pk, actor=staff)

    assert (released.status, released.supplier) == (OrderStatus.RECEIVED, world.pottery)


def test_a_release_of_what_never_left_follows_todays_rules(world: World, order: Order, staff: Actor) -> None:
    hold_order(order_id=order.pk, actor=staff)
    DropshipAccount.objects.filter(pk=POTTERY_ACCOUNT_ID).update(deliverable_countries=["FR"])

    (released,) = release_order(order_id=order.pk, actor=staff)

    assert (released.supplier, released.items.get().mapped_sku) == (world.printer, "PR-BOX")


def test_while_a_label_is_being_made_an_order_stays_where_it_is(world: World, order: Order, staff: Actor) -> None:
    connect(world.pottery)
    line = order.items.get()
    OrderItem.objects.filter(pk=line.pk).update(quantity=2)
    with carrier(Misbehaving(CarrierSilentError("No answer"))), pytest.raises(CarrierSilentError):
        ship_order(order_id=order.pk, actor=Actor.supplier(world.pottery), quantities={line.pk: 1})
    hold_order(order_id=order.pk, actor=staff)

    with pytest.raises(StatusChangeRefusedError) as refusal:
        move(order, staff)

    assert refusal.value.text == "A label is being made for the order: wait until its carrier has answered"
    order.refresh_from_db()
    assert order.supplier == world.pottery


def test_a_label_that_comes_for_an_order_of_another_supplier_is_given_back(world: World, order: Order) -> None:
    """As if it had been moved between the request and the answer."""
    connection = connect(world.pottery)
    line = order.items.get()
    OrderItem.objects.filter(pk=line.pk).update(quantity=2)

    class Slow(Sandbox):
        def book(self, connection: CarrierConnection, wish: ParcelWish) -> Booking:
            Order.objects.filter(pk=order.pk).update(supplier=world.printer)
            return super().book(connection, wish)

    with carrier(Slow()), pytest.raises(StatusChangeRefusedError) as refusal:
        ship_order(order_id=order.pk, actor=Actor.supplier(world.pottery), quantities={line.pk: 1})

    assert refusal.value.text == "The order has gone to another supplier since: the label is not used"
    assert Shipment.objects.get().state == ShipmentState.FAILED
    assert SandboxParcel.objects.get(connection=connection).is_voided
