"""Orders as files in suppliers' folders: what lies there, and what comes of folders that cannot be used."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Awaitable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from lxml import etree
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import receiving
from tests.faults.waiting import LIMIT_SECONDS, wait_until
from tests.servers.faults import cutting
from tests.servers.ssh import Folder, ssh_server

from monogram.artwork.models import Artwork, AssetKind, ItemAsset
from monogram.callbacks import claims, drops
from monogram.callbacks.models import Delivery
from monogram.common import clock
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.jobs.testing import run_due_jobs
from monogram.oms.push import send_to_supplier
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.suppliers.models import FolderIntegration, PushIntegration
from monogram.suppliers.services import enable_push
from monogram.transports.services import save_folder
from monogram.transports.settings import FolderProtocol, FolderSettings

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STAFF = Actor(Party.STAFF, "Ada")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture(autouse=True)
def loopback_is_allowed(settings: Settings, tmp_path: Path) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


def local(drop: Path) -> FolderSettings:
    return FolderSettings(FolderProtocol.LOCAL, folder=str(drop))


def folder_of(supplier: Company | None, where: FolderSettings, **wishes: Any) -> FolderIntegration:
    """The supplier gets its orders there."""
    integration = FolderIntegration(
        supplier=supplier,
        is_enabled=True,
        protocol=where.protocol,
        host=where.host,
        port=where.port,
        username=where.username,
        host_key=where.host_key,
        folder=where.folder,
        **wishes,
    )
    integration.set_secret("password", where.password)
    save_folder(integration)
    return integration


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def test_an_order_is_written_into_the_folder_over_sftp(tmp_path: Path, drop: Path) -> None:
    order = make_order()
    with ssh_server(drop) as server:
        folder_of(order.supplier, server.settings)
        send_to_supplier(order.pk)
        run_due_jobs()

    delivery = Delivery.objects.get(kind="supplier_push")
    assert list(contents(drop)) == [f"orders/{order.ref}.xml"]
    xml = etree.fromstring(contents(drop)[f"orders/{order.ref}.xml"])
    assert xml.findtext("order/external_ref") == json.loads(delivery.body)["external_ref"] == "ORDER1"
    assert (delivery.channel, delivery.status, delivery.attempt_count) == ("file", "delivered", 1)
    attempt = delivery.attempts.get()
    assert attempt.url == f"sftp://127.0.0.1:{server.settings.port}/orders/{order.ref}.xml"
    assert (attempt.response_status, attempt.response_body.endswith(" bytes were written")) == (None, True)
    assert status_of(order) == OrderStatus.SENT_TO_SUPPLIER
    assert order.events.filter(to_status=512).get().detail == "File 1 was written"


@pytest.mark.parametrize("file_format", ["xml", "json", "csv"])
def test_the_file_has_the_format_that_the_supplier_wants(drop: Path, file_format: str) -> None:
    order = make_order()
    folder_of(order.supplier, local(drop), file_format=file_format)
    send_to_supplier(order.pk)
    run_due_jobs()

    [(name, content)] = contents(drop).items()
    assert name == f"orders/{order.ref}.{file_format}"
    assert {"xml": b"<?xml", "json": b'{"id":', "csv": b"\xef\xbb\xbforder.id,"}[file_format] in content[:15]


def test_a_change_is_a_file_of_its_own_beside_the_first(drop: Path) -> None:
    order = make_order()
    folder_of(order.supplier, local(drop))
    send_to_supplier(order.pk)
    run_due_jobs()
    first = contents(drop)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=STAFF)
    run_due_jobs()

    files_then = contents(drop)
    update = files_then.pop(f"orders/{order.ref}-2.xml")
    assert files_then == first
    assert etree.fromstring(update).findtext("order/status") == "128"
    assert order.events.filter(kind="supplier_told").get().detail == "File 2 was written: Cancelled"


def test_artwork_lies_alongside_before_the_order_does(drop: Path, settings: Settings) -> None:
    order = make_order()
    item = order.items.first()
    assert item
    key = files.store(b"%PDF-art", folder="artwork", suffix="pdf")
    for kind, name in ((AssetKind.OUTPUT, "output-1.pdf"), (AssetKind.THUMBNAIL, "thumbnail-1.png")):
        art = Artwork.objects.create(
            source_hash=name, area_name="Front", width=1, height=1, byte_size=8, sha256="0" * 64, file=key
        )
        ItemAsset.objects.create(item=item, kind=kind, name=name, description="Front", artwork=art)
    integration = folder_of(order.supplier, local(drop), with_artwork=True)
    send_to_supplier(order.pk)
    run_due_jobs()

    written = sorted(drop.rglob("*.*"), key=lambda file: file.stat().st_mtime_ns)
    assert [str(file.relative_to(drop)) for file in written] == [
        f"artwork/{item.ref}-output-1.pdf",
        f"orders/{order.ref}.xml",
    ]
    assert written[0].read_bytes() == b"%PDF-art"

    FolderIntegration.objects.filter(pk=integration.pk).update(with_artwork=False)
    shutil.rmtree(drop / "artwork")
    Delivery.objects.update(replay_at=NOON)
    run_due_jobs()
    assert Delivery.objects.get(kind="supplier_push").attempt_count == 2
    assert list(contents(drop)) == [f"orders/{order.ref}.xml"]


def test_artwork_of_ours_that_is_not_there_is_tried_again_later(drop: Path) -> None:
    order = make_order()
    folder_of(order.supplier, local(drop), with_artwork=True)
    delivery = send_to_supplier(order.pk)
    assert delivery
    Delivery.objects.filter(pk=delivery.pk).update(attachments=[{"path": "artwork/a.pdf", "key": "artwork/none.pdf"}])
    run_due_jobs()

    delivery.refresh_from_db()
    assert contents(drop) == {}
    assert (delivery.status, delivery.next_attempt_at) == ("pending", NOON + timedelta(hours=2))
    assert FolderIntegration.objects.get().trouble == ""


def test_a_wrong_password_is_told_at_once_and_tried_but_once(drop: Path) -> None:
    orders = [make_order(f"ORDER{number}") for number in range(3)]
    with ssh_server(drop) as server:
        integration = folder_of(orders[0].supplier, server.settings)
        integration.set_secret("password", "wrong")
        save_folder(integration)
        for order in orders:
            send_to_supplier(order.pk)
        run_due_jobs()

        assert [status_of(order) for order in orders] == [OrderStatus.QC_QUERY] * 3
        assert Order.objects.get(pk=orders[2].pk).error_message == (
            "The order could not be written into the supplier's folder: "
            "The server does not let factory in: check user name and password"
        )
        assert server.passwords == ["wrong"]

        later = make_order("LATER")
        send_to_supplier(later.pk)
        run_due_jobs()
        assert (status_of(later), server.passwords) == (OrderStatus.QC_QUERY, ["wrong"])

        clock.advance(timedelta(hours=1))
        much_later = make_order("MUCH-LATER")
        send_to_supplier(much_later.pk)
        run_due_jobs()
        assert server.passwords == ["wrong", "wrong"]

        integration.set_secret("password", server.settings.password)
        save_folder(integration)
        good = make_order("GOOD")
        send_to_supplier(good.pk)
        run_due_jobs()

    assert list(contents(drop)) == [f"orders/{good.ref}.xml"]


def test_an_order_is_not_told_to_a_server_with_another_host_key(drop: Path) -> None:
    order = make_order()
    with ssh_server(drop) as other, ssh_server(drop) as server:
        pinned = other.settings.host_key
        integration = folder_of(order.supplier, server.settings)
        FolderIntegration.objects.filter(pk=integration.pk).update(host_key=pinned)
        send_to_supplier(order.pk)
        run_due_jobs()

        assert server.passwords == []
    assert contents(drop) == {}
    assert "it may be another server" in Order.objects.get(pk=order.pk).error_message
    assert "it may be another server" in FolderIntegration.objects.get().trouble


def test_a_server_that_is_away_is_tried_again_in_two_hours(drop: Path) -> None:
    orders = [make_order(f"ORDER{number}") for number in range(2)]
    with ssh_server(drop) as server:
        pass
    folder_of(orders[0].supplier, server.settings)
    for order in orders:
        send_to_supplier(order.pk)
    run_due_jobs()

    for delivery in Delivery.objects.all():
        assert (delivery.status, delivery.next_attempt_at) == ("pending", NOON + timedelta(hours=2))
        assert "takes no connections on port" in delivery.attempts.get().error
    assert [status_of(order) for order in orders] == [OrderStatus.RECEIVED] * 2
    assert FolderIntegration.objects.get().trouble == ""


def test_a_connection_that_breaks_costs_one_message_a_delay_and_leaves_no_half_file(drop: Path) -> None:
    orders = [make_order(f"ORDER{number}") for number in range(2)]

    class BreaksOnce(Folder):
        broken: list[bytes] = []

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> Awaitable[None] | None:
            if not self.broken:
                self.broken.append(newpath)
                self.channel.get_connection().abort()
            return super().posix_rename(oldpath, newpath)

    with ssh_server(drop, kind=BreaksOnce) as server:
        folder_of(orders[0].supplier, server.settings)
        for order in orders:
            send_to_supplier(order.pk)
        run_due_jobs()
        assert sorted(Delivery.objects.values_list("status", flat=True)) == ["delivered", "pending"]

        clock.advance(timedelta(hours=2))
        run_due_jobs()

    assert set(contents(drop)) == {f"orders/{order.ref}.xml" for order in orders}
    assert Delivery.objects.filter(status="delivered").count() == 2


def test_a_server_that_cuts_off_in_the_middle_of_signing_in_holds_up_no_other(drop: Path) -> None:
    cut, well = make_order("CUT"), make_order("WELL")
    other = Company.objects.create(id=62001, name="Potter", type="supplier")
    Order.objects.filter(pk=well.pk).update(supplier=other)
    with ssh_server(drop) as server, cutting(server.settings.port, after=200) as port:
        folder_of(cut.supplier, server.settings)
        FolderIntegration.objects.update(port=port)
        folder_of(other, server.settings)
        for order in (cut, well):
            send_to_supplier(order.pk)
        run_due_jobs()

    assert list(contents(drop)) == [f"orders/{well.ref}.xml"]
    assert Delivery.objects.get(order=cut).status == "pending"


def test_what_waits_goes_where_the_supplier_wants_it_today(drop: Path) -> None:
    order = make_order()
    with receiving() as receiver:
        push = enable_push(supplier=order.supplier, url=receiver.origin)
        send_to_supplier(order.pk)
        push.delete()
        folder_of(order.supplier, local(drop))
        run_due_jobs()

        assert receiver.received == []
        assert list(contents(drop)) == [f"orders/{order.ref}.xml"]

        another = make_order("ANOTHER")
        send_to_supplier(another.pk)
        FolderIntegration.objects.all().delete()
        enable_push(supplier=order.supplier, url=receiver.origin)
        run_due_jobs()

    assert [json.loads(seen.body)["external_ref"] for seen in receiver.received] == ["ANOTHER"]
    assert list(contents(drop)) == [f"orders/{order.ref}.xml"]
    assert PushIntegration.objects.count() == 1


def test_an_order_that_was_given_to_another_supplier_is_written_for_that_one_alone(
    tmp_path: Path, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = [make_order("BEFORE"), make_order("BETWEEN")]
    first = orders[0].supplier
    assert first
    other = Company.objects.create(id=62001, name="Potter", type="supplier")
    (tmp_path / "other").mkdir()
    folder_of(first, local(drop))
    folder_of(other, local(tmp_path / "other"))
    for order in orders:
        send_to_supplier(order.pk)

    Order.objects.filter(pk=orders[0].pk).update(supplier=other)
    renew = claims.renew

    def move_then_renew(claim: claims.Claim, **lease: timedelta) -> claims.Claim | None:
        """The rival: the second order is moved after its message was taken, before it is written."""
        if claim.supplier_id == first.pk:
            Order.objects.filter(pk=orders[1].pk).update(supplier=other)
        return renew(claim, **lease)

    monkeypatch.setattr(claims, "renew", move_then_renew)
    run_due_jobs()
    clock.advance(timedelta(minutes=4))
    run_due_jobs()

    assert contents(drop) == {}
    assert set(contents(tmp_path / "other")) == {f"orders/{order.ref}.xml" for order in orders}


def test_messages_wait_while_the_folder_is_switched_off(drop: Path) -> None:
    order = make_order()
    integration = folder_of(order.supplier, local(drop))
    send_to_supplier(order.pk)
    FolderIntegration.objects.filter(pk=integration.pk).update(is_enabled=False)
    run_due_jobs()

    delivery = Delivery.objects.get()
    assert contents(drop) == {}
    assert (delivery.status, delivery.attempts.get().error) == ("pending", "The supplier's integration is switched off")


@pytest.mark.django_db(transaction=True)
def test_the_process_writes_what_is_due_until_it_is_stopped(drop: Path) -> None:
    order = make_order()
    folder_of(order.supplier, local(drop))
    stop = threading.Event()

    def serve() -> None:
        drops.run(stop)
        connections.close_all()

    process = threading.Thread(target=serve)
    process.start()
    try:
        send_to_supplier(order.pk)
        wait_until(lambda: Delivery.objects.get().status == "delivered", "the order is written")
    finally:
        stop.set()
        process.join(LIMIT_SECONDS)

    assert Delivery.objects.get().status == "delivered"
    assert list(contents(drop)) == [f"orders/{order.ref}.xml"]
    assert not process.is_alive()
