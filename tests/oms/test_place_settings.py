"""What a company may have done differently with its orders."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.orders.world import World, order_body, stock_item

from monogram.companies.errors import RateLimitExceededError
from monogram.companies.models import Company, RateLimitWindow
from monogram.companies.services import Caller
from monogram.oms.place import place_order
from monogram.orders.errors import IntakeError
from monogram.orders.models import Order, OrderStatus, Submission


def place(company: Company, body: dict[str, Any], **options: Any) -> list[Order]:
    return place_order(company=company, submission=body, raw=json.dumps(body).encode(), **options)


def refused(company: Company, body: dict[str, Any], **options: Any) -> list[int]:
    with pytest.raises(IntakeError) as caught:
        place(company, body, **options)
    return [failure.code for failure in caught.value.errors]


def test_lines_of_unknown_products_may_be_left_out(world: World) -> None:
    world.retailer.leaves_out_unknown_products = True
    lines = [stock_item(), stock_item(sku="GIFT-WRAP"), stock_item(sku="", external_ref="FEE")]

    (order,) = place(world.retailer, order_body(items=lines))

    assert [item.sku for item in order.items.all()] == ["BOX"]
    assert (order.has_error, order.status) == (False, OrderStatus.RECEIVED)
    assert order.events.get().detail == "Lines of unknown products were left out: GIFT-WRAP, FEE"
    assert len(order.submission.body["items"]) == 3


def test_an_order_of_unknown_products_alone_is_none(world: World) -> None:
    world.retailer.leaves_out_unknown_products = True

    assert refused(world.retailer, order_body(items=[stock_item(sku="GIFT-WRAP")])) == [8000]
    assert not Submission.objects.exists()


def test_without_the_setting_the_staff_decide(world: World) -> None:
    (order,) = place(world.retailer, order_body(items=[stock_item(), stock_item(sku="GIFT-WRAP")]))

    assert (order.has_error, order.status, order.items.count()) == (True, OrderStatus.QC_QUERY, 2)


def test_references_may_be_repeated_and_no_longer(world: World) -> None:
    world.retailer.requires_unique_external_ref = False
    for _ in range(3):
        place(world.retailer, order_body())

    world.retailer.requires_unique_external_ref = True

    assert refused(world.retailer, order_body()) == [8001]
    assert Order.objects.filter(external_ref="TEST001").count() == 3


def test_a_repeat_with_its_key_is_the_same_order_even_where_references_repeat(world: World) -> None:
    world.retailer.requires_unique_external_ref = False
    first = place(world.retailer, order_body(), idempotency_key="k")
    again = place(world.retailer, order_body(), idempotency_key="k")

    assert [order.pk for order in again] == [order.pk for order in first]
    assert Order.objects.count() == 1


@pytest.mark.usefixtures("still_clock")
def test_whatever_becomes_of_a_request_it_is_counted_once(world: World) -> None:
    def count() -> int:
        return RateLimitWindow.objects.get(company=world.retailer, seconds=3600).count

    place(world.retailer, order_body(), admission=Caller(world.retailer).count)
    assert count() == 1
    assert refused(world.retailer, order_body(), admission=Caller(world.retailer).count) == [8001]
    assert count() == 2
    assert refused(world.retailer, order_body(items=[]), admission=Caller(world.retailer).count) == [8000, 8001]
    assert count() == 3


@pytest.mark.usefixtures("still_clock")
def test_the_limit_goes_before_what_is_wrong_with_the_order(world: World) -> None:
    world.retailer.hourly_request_limit = 1
    place(world.retailer, order_body(), admission=Caller(world.retailer).count)

    for body in (order_body(external_ref="NEXT"), order_body(items=[]), order_body()):
        with pytest.raises(RateLimitExceededError):
            place(world.retailer, body, admission=Caller(world.retailer).count)

    assert Order.objects.count() == 1
