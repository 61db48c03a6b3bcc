"""Hold and release: staff correct the cause, and the order goes on from where it was, once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID, World, order_body, stock_item

from monogram.catalogue.models import Product
from monogram.companies.models import User
from monogram.jobs.testing import run_due_jobs
from monogram.oms.place import place_order
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.oms.route import NO_SUPPLIER
from monogram.oms.status import change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor


@pytest.fixture
def staff(db: None) -> Actor:
    return Actor.staff(User.objects.create_user("staff@monogram.example", name="Grace"))


def place(world: World, *items: dict[str, Any]) -> Order:
    body = order_body(items=list(items))
    (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return order


def test_once_the_cause_is_corrected_an_order_in_error_goes_on(world: World, staff: Actor) -> None:
    order = place(world, stock_item(sku="ORPHAN"))
    Product.objects.filter(sku="ORPHAN").update(supplier=world.pottery, supplier_sku="NEW")

    (released,) = release_order(order_id=order.pk, actor=staff, why="supplier set")

    assert (released.status, released.has_error, released.error_message) == (OrderStatus.RECEIVED, False, "")
    assert (released.supplier, released.secondary_company_ref_id) == (world.pottery, POTTERY_ACCOUNT_ID)
    item = released.items.get()
    assert item.mapped_sku == "NEW"
    assert item.routing[-1]["outcome"] == "chosen"
    last = released.events.order_by("sequence").last()
    assert last is not None
    assert (last.actor, last.from_status, last.to_status, last.detail) == ("Grace", 32, 1, "supplier set")


def test_while_the_cause_is_there_the_order_stays(world: World, staff: Actor) -> None:
    order = place(world, stock_item(sku="ORPHAN"))

    (still,) = release_order(order_id=order.pk, actor=staff)

    assert (still.status, still.has_error, still.error_message) == (OrderStatus.QC_QUERY, True, NO_SUPPLIER)
    assert [event.kind for event in still.events.order_by("sequence")] == ["placed", "release_failed"]
    assert run_due_jobs() == 0


def test_a_released_order_may_be_split(world: World, staff: Actor) -> None:
    order = place(world, stock_item(external_ref="A"), stock_item(sku="ORPHAN", external_ref="B"))
    Product.objects.filter(sku="ORPHAN").update(supplier=world.printer)

    first, second = release_order(order_id=order.pk, actor=staff)

    assert first.pk == order.pk
    assert [item.external_ref for item in first.items.all()] == ["A"]
    assert [item.external_ref for item in second.items.all()] == ["B"]
    assert (first.secondary_company_ref_id, second.secondary_company_ref_id) == (POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID)
    assert (second.submission_id, second.shipping_address_1) == (order.submission_id, "Pinewood Court")
    assert second.ref != first.ref
    assert (second.status, second.sequence) == (OrderStatus.RECEIVED, 1)
    assert second.events.get().detail == f"Split from order {first.ref}"


def test_an_order_on_hold_goes_on_from_where_it_was(world: World, staff: Actor) -> None:
    order = place(world, stock_item())
    change_status(order_id=order.pk, to=OrderStatus.SENT_TO_SUPPLIER, actor=PLATFORM)
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=Actor.supplier(world.pottery))
    hold_order(order_id=order.pk, actor=staff, why="address unclear")
    change_status(order_id=order.pk, to=OrderStatus.QC_QUERY, actor=staff)

    (released,) = release_order(order_id=order.pk, actor=staff)

    assert released.status == OrderStatus.IN_PRODUCTION


def test_what_was_sent_during_a_hold_is_not_sent_again(world: World, staff: Actor) -> None:
    order = place(world, stock_item())
    hold_order(order_id=order.pk, actor=Actor.retailer(world.retailer))
    change_status(order_id=order.pk, to=OrderStatus.SENT_TO_SUPPLIER, actor=PLATFORM)

    (released,) = release_order(order_id=order.pk, actor=staff)

    assert released.status == OrderStatus.SENT_TO_SUPPLIER


def test_a_retailer_ends_a_hold_of_its_own(world: World) -> None:
    order = place(world, stock_item())
    actor = Actor.retailer(world.retailer)
    hold_order(order_id=order.pk, actor=actor)

    (released,) = release_order(order_id=order.pk, actor=actor)

    assert released.status == OrderStatus.RECEIVED


def test_only_a_paused_order_is_released(world: World, staff: Actor) -> None:
    order = place(world, stock_item())

    with pytest.raises(StatusChangeRefusedError):
        release_order(order_id=order.pk, actor=staff)
    cancel_order(order_id=order.pk, actor=staff)
    with pytest.raises(StatusChangeRefusedError):
        release_order(order_id=order.pk, actor=staff)
    assert Order.objects.get(pk=order.pk).status == OrderStatus.CANCELLED
