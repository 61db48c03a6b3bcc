"""Packing slips and address labels that a supplier gets with its orders, by their addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings
from tests.api.client import PRINTER, call
from tests.common.receiver import receiving
from tests.oms.test_ship import DESK, NOON, place
from tests.orders.world import World
from tests.rendering.page_reading import codes, rasterised

from monogram.callbacks.models import Delivery
from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.orders.models import Order
from monogram.suppliers.models import FolderIntegration, PushIntegration
from monogram.suppliers.services import enable_push
from monogram.transports.services import save_folder


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def fetched(supplier: Company, **settings: Any) -> None:
    """Its orders wait to be fetched, and are as these settings say."""
    PushIntegration.objects.create(supplier=supplier, **settings)


def pdfs_of(order: Order) -> list[dict[str, str]]:
    """As the latest message to the supplier has them."""
    body = Delivery.objects.filter(order=order, kind="supplier_push").latest("sequence").body
    found: list[dict[str, str]] = json.loads(body)["pdfs"]
    return found


def open_(url: str) -> Any:
    return Client().get(url.split("8000", 1)[-1])


def test_they_are_in_the_document_if_the_supplier_wants_them(world: World) -> None:
    plain = place(external_ref="PLAIN")
    fetched(world.printer, generate_documents=True)
    order = place(external_ref="WANTED")

    [before] = Delivery.objects.filter(order=plain)
    assert "pdfs" not in json.loads(before.body)
    document = json.loads(Delivery.objects.get(order=order).body)
    assert list(document)[-2:] == ["items", "pdfs"]
    slip, label = document["pdfs"]
    assert (list(slip), slip["name"], slip["type"]) == (["name", "type", "url"], "packing-slip.pdf", "dispatch")
    assert (list(label), label["name"], label["type"]) == (["name", "type", "url"], "address-label.pdf", "address")
    for paper, dpi in ((slip, 200), (label, 203)):
        response = open_(paper["url"])
        assert response["Cache-Control"] == "no-store"
        assert response["Content-Disposition"] == f'inline; filename="{order.ref}-{paper["name"]}"'
        assert codes(rasterised(response.content, dpi)[0]) == {order.ref}


def test_push_file_and_feed_have_the_same(world: World, settings: Settings, tmp_path: Path) -> None:
    # Given a supplier that wants them, first by feed, then by push, then in a folder
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]
    fetched(world.printer, generate_documents=True)
    orders = [place(external_ref="FEED")]
    [by_feed] = call("GET", "/supplier/orders", auth=PRINTER).json()
    with receiving() as server:
        enable_push(supplier=world.printer, url=server.origin)
        orders.append(place(external_ref="PUSH"))
        run_due_jobs()
        by_push = json.loads(server.received[-1].body)
    PushIntegration.objects.all().delete()
    folder = FolderIntegration(supplier=world.printer, is_enabled=True, protocol="local", folder=str(tmp_path))
    folder.generate_documents = True
    save_folder(folder)
    orders.append(place(external_ref="FILE"))
    run_due_jobs()
    by_file = etree.parse(tmp_path / "orders" / f"{orders[-1].ref}.xml")

    # Then each says the same of its own order
    in_file = [{child.tag: child.text for child in pdf} for pdf in by_file.findall("order/pdfs/pdf")]
    for order, told in zip(orders, [by_feed["pdfs"], by_push["pdfs"], in_file], strict=True):
        assert told == pdfs_of(order)
        assert len(told) == 2
        assert all(f"/document/{order.ref}/" in pdf["url"] for pdf in told)


def test_they_are_refused_while_the_order_is_stopped(world: World) -> None:
    fetched(world.printer, generate_documents=True)
    order = place()
    [slip, _] = pdfs_of(order)

    hold_order(order_id=order.pk, actor=DESK)
    held = open_(slip["url"])
    release_order(order_id=order.pk, actor=DESK)
    released = open_(slip["url"])
    cancel_order(order_id=order.pk, actor=DESK)
    cancelled = open_(slip["url"])

    assert (held.status_code, released.status_code, cancelled.status_code) == (409, 200, 409)
    assert held.json()["error"]["message"] == f"Order TEST001 ({order.ref}) is On Hold: do not make it"
    assert held["Cache-Control"] == "no-store"


def test_they_say_what_holds_when_they_are_opened(world: World) -> None:
    fetched(world.printer, generate_documents=True)
    order = place()
    [slip, label] = pdfs_of(order)
    before = [open_(paper["url"]).content for paper in (slip, label)]

    Order.objects.update(shipping_address_1="Elsewhere 1")

    after = [open_(paper["url"]).content for paper in (slip, label)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, False]


def test_they_are_gone_ninety_days_after_the_last_change(world: World) -> None:
    fetched(world.printer, generate_documents=True)
    order = place()
    [slip, _] = pdfs_of(order)
    Order.objects.update(updated_at=clock.now())

    clock.advance(timedelta(days=90))
    last = open_(slip["url"])
    clock.advance(timedelta(seconds=1))

    assert (last.status_code, open_(slip["url"]).status_code) == (200, 404)


def test_nobody_else_and_no_former_supplier_opens_them(world: World) -> None:
    fetched(world.printer, generate_documents=True)
    order, other = place(external_ref="ONE"), place(external_ref="TWO")
    [slip, _] = pdfs_of(order)
    token = slip["url"].split("/")[-2]
    assert (len(token), token == pdfs_of(other)[0]["url"].split("/")[-2]) == (32, False)

    guesses = [
        slip["url"].replace(token, "0" * 32),
        slip["url"].replace(order.ref, other.ref),
        slip["url"].replace("packing-slip", "invoice"),
        slip["url"].replace(token, "é"),
    ]
    assert [open_(url).status_code for url in guesses] == [404] * 4
    assert Client().post(slip["url"].split("8000", 1)[-1]).status_code == 405
    Order.objects.filter(pk=order.pk).update(supplier=world.pottery)
    assert open_(slip["url"]).status_code == 404


def test_an_update_has_them_too(world: World) -> None:
    fetched(world.printer, generate_documents=True)
    order = place()
    call("GET", "/supplier/orders", auth=PRINTER)
    run_due_jobs()
    cancel_order(order_id=order.pk, actor=DESK)

    assert Delivery.objects.filter(order=order, kind="supplier_push").count() == 2
    assert len(pdfs_of(order)) == 2
