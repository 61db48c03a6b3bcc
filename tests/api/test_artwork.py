"""Suppliers' links to print files: what counts as a download, what is refused, and how a file is handed out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.api.client import RETAILER, call
from tests.callbacks.world import make_order

from monogram.artwork import queries as artwork
from monogram.artwork import services
from monogram.artwork.models import Artwork, AssetKind, ItemAsset
from monogram.common.signing import sha256_hex
from monogram.companies import services as companies
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.orders.models import ItemStatus, Order, OrderStatus

pytestmark = pytest.mark.django_db
CONTENT = os.urandom(1000)
PRINTER_KEY = "P" * 27
PRINTER = f"Basic 62000:{PRINTER_KEY}"


@pytest.fixture
def order(settings: Settings, tmp_path: Path) -> Order:
    """An order at a printer that batches, with a print file and a thumbnail on its first line."""
    settings.MEDIA_ROOT = tmp_path
    order = make_order(status=OrderStatus.SENT_TO_SUPPLIER)
    assert order.supplier
    Company.objects.filter(pk=order.supplier.pk).update(batches_production=True)
    companies.create_api_key(company=order.supplier, key=PRINTER_KEY)
    key = files.store(CONTENT, folder="artwork", suffix="png")
    made = Artwork.objects.create(
        source_hash="0" * 64, area_name="Front", width=20, height=10, dpi=300, byte_size=len(CONTENT),
        sha256=sha256_hex(CONTENT), file=key,
    )  # fmt: skip
    line = order.items.order_by("pk")[0]
    for kind, name in ((AssetKind.OUTPUT, "output-1.png"), (AssetKind.THUMBNAIL, "thumbnail-1.png")):
        ItemAsset.objects.create(item=line, kind=kind, name=name, description="Front", artwork=made)
    return order


def link(order: Order) -> str:
    views = artwork.assets_of_order(order.pk, supplier_id=order.supplier_id)
    return next(view.url for line in views.values() for view in line if view.name == "output-1.png")


def path_of(order: Order) -> str:
    return link(order).removeprefix("http://127.0.0.1:8000")


def get(order: Order, method: str = "GET", **headers: str) -> Any:
    return call(method, path_of(order), auth=None, **headers)


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_first_download_puts_the_order_to_work(order: Order) -> None:
    response = get(order)

    assert (response.status_code, body(response)) == (200, CONTENT)
    assert status_of(order) == OrderStatus.IN_PRODUCTION
    assert set(order.items.values_list("status", flat=True)) == {ItemStatus.IN_PRODUCTION}
    event = order.events.get(kind="status")
    ref = order.items.order_by("pk")[0].ref
    assert (event.actor, event.detail) == ("Printer (62000)", f"output-1.png of LINE1 ({ref}) was downloaded")


def test_later_downloads_read_and_write_nothing(order: Order) -> None:
    get(order)
    path = path_of(order)

    with CaptureQueriesContext(connection) as asked:
        assert body(call("GET", path, auth=None)) == CONTENT

    assert [query["sql"][:6] for query in asked] == ["SELECT"]
    assert Order.objects.get(pk=order.pk).sequence == 2


def test_how_the_file_is_handed_out(order: Order) -> None:
    response = get(order)

    assert {name: response[name] for name in ("Content-Type", "Content-Length", "ETag", "Accept-Ranges")} == {
        "Content-Type": "image/png",
        "Content-Length": "1000",
        "ETag": f'"{sha256_hex(CONTENT)}"',
        "Accept-Ranges": "bytes",
    }
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_look_at_the_head_is_no_download(order: Order) -> None:
    response = get(order, "HEAD")

    assert (response.status_code, response["Content-Length"], response.content) == (200, "1000", b"")
    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


@pytest.mark.parametrize(
    ("asked", "status", "part", "content_range"),
    [
        ("bytes=0-99", 206, CONTENT[:100], "bytes 0-99/1000"),
        ("bytes=900-", 206, CONTENT[900:], "bytes 900-999/1000"),
        ("bytes=-10", 206, CONTENT[-10:], "bytes 990-999/1000"),
        ("bytes=990-2000", 206, CONTENT[990:], "bytes 990-999/1000"),
        ("bytes=0-", 200, CONTENT, None),
        ("bytes=-5000", 200, CONTENT, None),
        ("bytes=0-1,5-6", 200, CONTENT, None),
        ("bytes=-", 200, CONTENT, None),
        ("lines=1-2", 200, CONTENT, None),
        ("bytes=1000-", 416, b"", "bytes */1000"),
        ("bytes=9-2", 416, b"", "bytes */1000"),
        ("bytes=-0", 416, b"", "bytes */1000"),
    ],
)
def test_a_download_goes_on_where_it_broke(
    order: Order, asked: str, status: int, part: bytes, content_range: str | None
) -> None:
    response = get(order, Range=asked)

    assert response.status_code == status
    assert (b"".join(response) if status == 416 else body(response)) == part
    assert response.headers.get("Content-Range") == content_range


def test_parts_of_one_download_count_once(order: Order) -> None:
    for part in ("bytes=0-499", "bytes=500-999"):
        get(order, Range=part)

    assert order.events.filter(kind="status").count() == 1


def test_a_part_of_another_version_is_not_given(order: Order) -> None:
    assert get(order, Range="bytes=0-9", If_Range='"another"').status_code == 200
    assert get(order, Range="bytes=0-9", If_Range=f'"{sha256_hex(CONTENT)}"').status_code == 206
    unchanged = get(order, If_None_Match=f'"{sha256_hex(CONTENT)}"')
    assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.parametrize("status", [OrderStatus.ON_HOLD, OrderStatus.QC_QUERY, OrderStatus.CANCELLED])
def test_what_was_stopped_is_not_handed_out(order: Order, status: OrderStatus) -> None:
    Order.objects.filter(pk=order.pk).update(status=status)

    for method in ("GET", "HEAD"):
        response = get(order, method)
        assert response.status_code == 409
        assert response["Cache-Control"] == "no-store"
    error = get(order).json()["error"]
    assert error == {"message": f"Order ORDER1 ({order.ref}) is {status.label}: do not make it", "code": 0}
    assert status_of(order) == status


def test_a_cancelled_line_of_a_living_order_is_not_handed_out(order: Order) -> None:
    order.items.filter(external_ref="LINE1").update(status=ItemStatus.CANCELLED)

    response = get(order)

    assert response.status_code == 409
    assert "is Cancelled: do not make it" in response.json()["error"]["message"]
    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


@pytest.mark.parametrize("status", [OrderStatus.IN_PRODUCTION, OrderStatus.SENT_TO_SHIPPER, OrderStatus.DISPATCHED])
def test_what_is_further_on_stays_where_it_is(order: Order, status: OrderStatus) -> None:
    Order.objects.filter(pk=order.pk).update(status=status)

    assert get(order).status_code == 200
    assert status_of(order) == status


def test_a_supplier_that_does_not_batch_says_itself_when_it_begins(order: Order) -> None:
    Company.objects.filter(pk=62000).update(batches_production=False)

    assert get(order).status_code == 200
    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


def test_a_hold_between_the_two_looks_is_seen(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    look: Callable[..., Any] = artwork.downloadable

    def and_then_a_hold(token: str, name: str) -> Any:
        found = look(token, name)
        Order.objects.filter(pk=order.pk).update(status=OrderStatus.ON_HOLD)
        return found

    monkeypatch.setattr(artwork, "downloadable", and_then_a_hold)

    assert get(order).status_code == 409
    assert status_of(order) == OrderStatus.ON_HOLD


def test_retailers_and_thumbnails_have_public_addresses(order: Order) -> None:
    public = f"/files/artwork/{sha256_hex(CONTENT)[:2]}/{sha256_hex(CONTENT)}.png"
    shop_key = "R" * 27
    companies.create_api_key(company=order.company, key=shop_key)

    def urls(auth: str, path: str) -> list[str]:
        document = call("GET", path, auth=auth).json()
        document = document[0] if isinstance(document, list) else document
        return [asset["url"].removeprefix("http://127.0.0.1:8000") for asset in document["items"][0]["assets"]]

    for path in (f"/order/{order.pk}", "/order"):
        assert urls(f"Basic 61000:{shop_key}", path) == [public, public]
        own, thumbnail = urls(PRINTER, path)
        assert own == path_of(order)
        assert thumbnail == public
    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER


def test_an_order_that_goes_to_another_supplier_gets_other_addresses(order: Order) -> None:
    old = path_of(order)

    services.renew_download_addresses(order.pk)

    assert call("GET", old, auth=None).status_code == 404
    assert get(order).status_code == 200


def test_addresses_that_are_none(order: Order) -> None:
    token = ItemAsset.objects.get(name="output-1.png").token
    for path in (
        f"/artwork/{token}/output-2.png",
        f"/artwork/{'0' * 32}/output-1.png",
        "/artwork/x",
        f"/artwork/{token}",
    ):
        response = call("GET", path, auth=RETAILER)
        assert response.status_code == 404
        assert response.json()["error"]["code"] == 0
    assert call("POST", f"/artwork/{token}/output-1.png", auth=None).status_code == 405


def test_a_file_that_is_gone_from_the_storage_is_said_to_be_gone(order: Order) -> None:
    Artwork.objects.update(file="artwork/no/nothing.png")

    assert get(order).status_code == 404


def test_every_file_has_an_address_of_its_own(order: Order) -> None:
    tokens = list(ItemAsset.objects.values_list("token", flat=True))

    assert len(set(tokens)) == len(tokens) == 2
    assert all(len(token) == 32 for token in tokens)
