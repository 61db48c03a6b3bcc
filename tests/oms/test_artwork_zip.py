"""Print files of orders in one zip: what is in it, what is left out, and what it does to the orders."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.oms.test_ship import DESK, place, status_of
from tests.orders.world import World

from monogram.artwork.errors import DownloadRefusedError
from monogram.artwork.models import AssetKind, ItemAsset
from monogram.artwork.services import keep_artwork
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.oms import artwork_zip as module
from monogram.oms.artwork_zip import ArtworkZip, artwork_zip
from monogram.oms.release import hold_order
from monogram.oms.status import change_item_statuses
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def give_file(item: OrderItem, content: bytes, name: str = "output-1.png") -> None:
    """A print file of the whole front."""
    artwork = keep_artwork(
        source=f"{item.ref}{name}", area_name="Front", content=content, width=3307, height=4134, dpi=300
    )
    ItemAsset.objects.create(item=item, kind=AssetKind.OUTPUT, name=name, description="Front", artwork=artwork)


def placed(world: World, *quantities: int, **changes: Any) -> Order:
    """An order of shirts, a print file for each line."""
    order = place(*quantities, **changes)
    for item in order.items.all():
        OrderItem.objects.filter(pk=item.pk).update(product=world.shirt, mapped_sku="FACTORY-1")
        give_file(item, f"print of {item.external_ref} of {order.external_ref}".encode())
    return order


def zipped(world: World, *orders: Order) -> ArtworkZip:
    return artwork_zip(supplier=world.printer, orders=orders, who="Nora Hirst")


def contents(made: ArtworkZip) -> dict[str, bytes]:
    with made.file, zipfile.ZipFile(made.file) as archive:
        assert archive.testzip() is None
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(found: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found["manifest.csv"].decode("utf-8-sig"))))


def test_it_holds_every_print_file_byte_for_byte_under_our_references(world: World) -> None:
    one, two = placed(world, 1, 3, external_ref="ONE"), placed(world, external_ref="TWO")

    made = zipped(world, one, two)
    found = contents(made)

    first, second, third = OrderItem.objects.order_by("pk")
    assert made.left_out == []
    assert set(found) == {
        f"{one.ref}/{first.ref}/output-1.png",
        f"{one.ref}/{second.ref}/output-1.png",
        f"{two.ref}/{third.ref}/output-1.png",
        "manifest.csv",
    }
    assert found[f"{one.ref}/{second.ref}/output-1.png"] == b"print of LINE2 of ONE"
    assert manifest(found)[1] == {
        "order": "ONE",
        "order_ref": one.ref,
        "item": second.ref,
        "sku": "FACTORY-1",
        "quantity": "3",
        "area": "Front",
        "width_mm": "280.0",
        "height_mm": "350.0",
        "dpi": "300",
        "sha256": hashlib.sha256(b"print of LINE2 of ONE").hexdigest(),
        "file": f"{one.ref}/{second.ref}/output-1.png",
        "note": "",
    }


@pytest.mark.parametrize(("batches", "expected"), [(True, OrderStatus.IN_PRODUCTION), (False, OrderStatus.RECEIVED)])
def test_it_is_a_download_that_puts_orders_to_work_once(world: World, batches: bool, expected: OrderStatus) -> None:
    Company.objects.filter(pk=world.printer.pk).update(batches_production=batches)
    order = placed(world)

    for _ in range(2):
        zipped(world, order).file.close()

    assert status_of(order) == expected
    begun = order.events.filter(to_status=OrderStatus.IN_PRODUCTION)
    assert [event.detail for event in begun] == ["The artwork was downloaded as a zip by Nora Hirst"][: len(begun)]
    assert len(begun) == batches


def test_stopped_orders_and_cancelled_lines_are_left_out_and_named(world: World) -> None:
    Company.objects.filter(pk=world.printer.pk).update(batches_production=True)
    held, good = placed(world, external_ref="HELD"), placed(world, 1, 1, external_ref="GOOD")
    hold_order(order_id=held.pk, actor=DESK)
    cancelled, wanted = good.items.order_by("pk")
    change_item_statuses(wanted={cancelled.pk: ItemStatus.CANCELLED}, actors={good.pk: DESK})

    made = zipped(world, held, good)
    found = contents(made)

    stop = f"Order HELD ({held.ref}) is On Hold: do not make it"
    assert made.left_out == [stop]
    assert set(found) == {f"{good.ref}/{wanted.ref}/output-1.png", "manifest.csv"}
    notes = [(row["order"], row["item"], row["file"], row["note"]) for row in manifest(found)]
    assert notes == [
        ("GOOD", wanted.ref, f"{good.ref}/{wanted.ref}/output-1.png", ""),
        ("HELD", "", "", stop),
        ("GOOD", cancelled.ref, "", "This line is Cancelled: do not make it"),
    ]
    assert status_of(held) == OrderStatus.ON_HOLD


def test_where_all_are_stopped_there_is_none(world: World) -> None:
    order = placed(world)
    hold_order(order_id=order.pk, actor=DESK)

    with pytest.raises(DownloadRefusedError, match=rf"^Order TEST001 \({order.ref}\) is On Hold: do not make it$"):
        zipped(world, order)


def test_without_print_files_there_is_none(world: World) -> None:
    with pytest.raises(DownloadRefusedError, match="no print files yet"):
        zipped(world, place())


def test_anothers_orders_are_not_in_it(world: World) -> None:
    order = placed(world)

    with pytest.raises(DownloadRefusedError):
        artwork_zip(supplier=world.pottery, orders=[order], who="Hal Storr")


def test_what_people_write_begins_no_formula(world: World) -> None:
    order = placed(world, external_ref="=1+1")

    [row] = manifest(contents(zipped(world, order)))

    assert row["order"] == "'=1+1"


def test_a_file_that_is_gone_is_named(world: World) -> None:
    order = placed(world, 1, 1)
    gone = ItemAsset.objects.order_by("pk")[0]
    files.delete(gone.artwork.file)

    found = contents(zipped(world, order))

    assert len(found) == 2
    assert [row["note"] for row in manifest(found)] == ["The file is not there: ask whoever runs this platform", ""]


def test_it_has_its_limits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order = placed(world)
    monkeypatch.setattr(module, "MOST_BYTES", 4)
    with pytest.raises(DownloadRefusedError, match="choose fewer orders"):
        zipped(world, order)
    assert status_of(order) == OrderStatus.RECEIVED

    monkeypatch.setattr(module, "MOST_ORDERS", 1)
    for orders in ([], [order, order]):
        with pytest.raises(DownloadRefusedError, match="at least one"):
            zipped(world, *orders)


def test_nothing_of_it_stays_behind(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    made = zipped(world, placed(world))

    assert made.file.read(2) == b"PK"
    assert list(folder.iterdir()) == []
