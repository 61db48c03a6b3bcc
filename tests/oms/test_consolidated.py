"""A split order told to its shop as one."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from tests.callbacks.world import make_order

from monogram.callbacks.models import Delivery
from monogram.companies.models import Company
from monogram.oms.consolidate import whole_status
from monogram.oms.notify import dispatch_confirmed, notify_retailer
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import PLATFORM, Actor, Party

S = OrderStatus
PRINTER = Actor(Party.SUPPLIER, "Printer")
URL = "https://93.184.215.14/callback"


@pytest.fixture
def parts(db: None) -> list[Order]:
    """Two parts of one submission, by a shop that wants to hear of it as one."""
    first = make_order(status_callback_url=URL, status=S.SENT_TO_SUPPLIER)
    Company.objects.update(consolidates_callbacks=True)
    second = make_order("OTHER", status_callback_url=URL, status=S.SENT_TO_SUPPLIER)
    Order.objects.filter(pk=second.pk).update(submission=first.submission, external_ref="ORDER1")
    return list(Order.objects.order_by("pk"))


def change(order: Order, to: OrderStatus, **parcel: str) -> None:
    change_status(order_id=order.pk, to=to, actor=PRINTER, **parcel)


def told() -> list[dict[str, Any]]:
    return [json.loads(body) for body in Delivery.objects.order_by("sequence").values_list("body", flat=True)]


def test_the_whole_has_come_as_far_as_its_last_part(parts: list[Order]) -> None:
    first, second = parts

    change(second, S.IN_PRODUCTION)
    change(first, S.IN_PRODUCTION)

    assert [(one["id"], one["ref"], one["status"]) for one in told()] == [
        (first.pk, first.ref, S.SENT_TO_SUPPLIER),  # the first of all, which is news
        (first.pk, first.ref, S.IN_PRODUCTION),
    ]
    assert [part["status"] for part in told()[0]["orders"]] == [S.SENT_TO_SUPPLIER, S.IN_PRODUCTION]
    assert {delivery.order_id for delivery in Delivery.objects.all()} == {first.pk}


def test_what_changes_nothing_of_the_whole_is_not_told(parts: list[Order]) -> None:
    first, second = parts
    change(second, S.RECEIVED_BY_SUPPLIER)
    change(second, S.IN_PRODUCTION)

    assert len(told()) == 1
    change(first, S.RECEIVED_BY_SUPPLIER)
    assert [one["status"] for one in told()] == [S.SENT_TO_SUPPLIER, S.RECEIVED_BY_SUPPLIER]
    assert told()[1]["orders"][1]["status"] == S.IN_PRODUCTION


def test_parcels_and_cancellations_of_any_part_are_told_once(parts: list[Order]) -> None:
    first, second = parts
    line = second.items.order_by("pk")[0]

    change(first, S.DISPATCHED, shipping_tracking="TRACK1")
    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={second.pk: PRINTER})
    change(second, S.DISPATCHED, shipping_tracking="TRACK2")

    assert [[parcel["tracking"] for parcel in one["new_shipments"]] for one in told()] == [["TRACK1"], [], ["TRACK2"]]
    assert [[gone["ref"] for gone in one["new_cancellations"]] for one in told()] == [[], [line.ref], []]
    assert [one["status"] for one in told()] == [S.SENT_TO_SUPPLIER, S.SENT_TO_SUPPLIER, S.DISPATCHED]
    assert [one["shipping_tracking"] for one in told()] == ["TRACK1", "TRACK1", "TRACK1"]
    sequences = [one["sequence"] for one in told()]
    assert sequences == sorted(set(sequences))


def test_once_told_as_one_it_stays_so(parts: list[Order]) -> None:
    first, second = parts
    change(first, S.IN_PRODUCTION)
    Company.objects.update(consolidates_callbacks=False)

    change(second, S.IN_PRODUCTION)

    assert [delivery.is_consolidated for delivery in Delivery.objects.all()] == [True, True]


def test_unsplit_orders_and_other_shops_are_told_as_ever(parts: list[Order]) -> None:
    Company.objects.update(consolidates_callbacks=False)
    for part in parts:
        change(part, S.IN_PRODUCTION)
    Company.objects.update(consolidates_callbacks=True)
    change(make_order("ALONE", status_callback_url=URL), S.IN_PRODUCTION)

    assert [delivery.is_consolidated for delivery in Delivery.objects.all()] == [False] * 3
    assert all("orders" not in one for one in told())


def test_a_confirmation_marks_the_parts_that_are_dispatched(parts: list[Order]) -> None:
    _, second = parts
    change(second, S.DISPATCHED)
    notify_retailer(order_id=second.pk, actor=PLATFORM)
    confirmation = Delivery.objects.order_by("-sequence")[0]
    Delivery.objects.update(status="delivered")

    dispatch_confirmed.call(confirmation.pk)

    assert [order.status for order in Order.objects.order_by("pk")] == [S.SENT_TO_SUPPLIER, S.RETAILER_NOTIFIED]


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ([S.DISPATCHED, S.RETAILER_NOTIFIED], S.DISPATCHED),
        ([S.DISPATCHED, S.CANCELLED], S.DISPATCHED),
        ([S.CANCELLED, S.CANCELLED], S.CANCELLED),
        ([S.ON_HOLD, S.DISPATCHED], S.ON_HOLD),
        ([S.ON_HOLD, S.QC_QUERY], S.QC_QUERY),
        ([S.REPRINT, S.IN_PRODUCTION], S.REPRINT),
        ([S.REPRINT, S.BATCH_READY], S.BATCH_READY),
        ([S.RECEIVED, S.SENT_TO_SHIPPER], S.RECEIVED),
    ],
)
def test_the_whole_status(statuses: list[OrderStatus], whole: OrderStatus) -> None:
    assert whole_status(statuses) == whole
    assert whole_status(statuses[::-1]) == whole


@pytest.mark.django_db(transaction=True)
def test_parts_that_change_at_the_same_time_are_told_one_after_the_other(parts: list[Order]) -> None:
    """Each callback has the sequence of the state that it tells of; the last one has the state after all changes."""
    steps = [S.RECEIVED_BY_SUPPLIER, S.BATCH_READY, S.IN_PRODUCTION, S.SENT_TO_SHIPPER, S.RECEIVED_BY_SHIPPER]
    together = threading.Barrier(2)

    def walk(order: Order) -> None:
        try:
            for step in steps:
                together.wait()
                change(order, step)
        except BaseException:
            together.abort()  # nobody waits for one that failed
            raise
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(walk, parts):
            pass

    sequences = [one["sequence"] for one in told()]
    assert sequences == sorted(set(sequences))
    assert all(one["sequence"] == sum(part["sequence"] for part in one["orders"]) for one in told())
    assert told()[-1]["status"] == S.RECEIVED_BY_SHIPPER
