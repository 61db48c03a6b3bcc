"""Retailers' folders of orders: what is taken, what is put beside it, and that nothing of it is placed twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings
from tests.orders.world import World
from tests.servers.smtp import mail_server, use_mail_server
from tests.servers.ssh import ssh_server

from monogram.common import clock
from monogram.mail import services as mail
from monogram.oms import looking, order_drops
from monogram.oms.order_drops import place_orders_of_file, poll_order_drop, poll_order_drops
from monogram.orders.models import Order, OrderDrop, OrderFile, OrderFileState
from monogram.transports.errors import BrokenOffError
from monogram.transports.folder import RemoteFile
from monogram.transports.local import LocalFolder
from monogram.transports.services import save_folder

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STAMP = "20261123120000"
HEADER = (
    "order.external_ref,order.shipping_address_1,order.shipping_postcode,order.shipping_country_code,"
    "item.type,item.sku,item.quantity\n"
)
A, B, BAD = (f"{ref},Pinewood Court,SK10 2XR,{code},4,BOX,2\n" for ref, code in (("A", "GB"), ("B", "GB"), ("X", "ZZ")))


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(looking, "LOOK_AGAIN_SECONDS", 0)
    with clock.frozen(NOON):
        yield


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def drop(world: World, folder: Path) -> OrderDrop:
    made = OrderDrop(company=world.retailer, is_enabled=True, protocol="local", folder=str(folder))
    save_folder(made)
    return made


def put(folder: Path, name: str, content: str | bytes, *, age: int = 120) -> Path:
    """As a shop leaves it, so many seconds ago."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    at = (clock.now() - timedelta(seconds=age)).timestamp()
    os.utime(file, (at, at))
    return file


def poll(drop: OrderDrop) -> None:
    """Look, place what was taken, look again: as the jobs do one after another."""
    poll_order_drop.call(drop.pk)
    for file in OrderFile.objects.filter(state=OrderFileState.BEGUN).order_by("pk"):
        place_orders_of_file.call(file.pk)
    poll_order_drop.call(drop.pk)


def send_mails() -> None:
    for digest in mail.due_digests():
        mail.send_digest(digest)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def refs() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("external_ref", flat=True))


def test_orders_are_placed_and_the_file_is_renamed(drop: OrderDrop, folder: Path) -> None:
    put(folder, "orders.csv", HEADER + A + B)
    poll(drop)

    assert refs() == ["A", "B"]
    assert names(folder) == [f"orders.csv.{STAMP}.complete"]
    file = OrderFile.objects.get()
    assert (file.name, file.state, file.drop_id, file.placed_count) == ("orders.csv", "done", drop.pk, 2)
    assert file.put_away_at == NOON
    drop.refresh_from_db()
    assert (drop.last_poll_error, drop.last_polled_at) == ("", NOON)


def test_refused_orders_lie_beside_it_and_come_again_under_a_new_name(drop: OrderDrop, folder: Path) -> None:
    put(folder, "orders.csv", HEADER + A + BAD)
    poll(drop)
    errors = folder / f"orders.csv.{STAMP}.error"
    assert names(folder) == [f"orders.csv.{STAMP}.complete", errors.name]
    assert errors.read_bytes().startswith(b"\xef\xbb\xbforder.external_ref,")
    assert "shipping_country_code: Invalid country code" in errors.read_text()
    assert (folder / f"orders.csv.{STAMP}.complete").read_text() == HEADER + A + BAD

    put(folder, "again.csv", errors.read_bytes().replace(b",ZZ,", b",GB,"))
    poll(drop)

    assert refs() == ["A", "X"]
    assert f"again.csv.{STAMP}.complete" in names(folder)


def test_the_whole_way_over_sftp_by_the_clock(world: World, folder: Path) -> None:
    with ssh_server(folder) as server:
        drop = OrderDrop(
            company=world.retailer,
            is_enabled=True,
            host=server.settings.host,
            port=server.settings.port,
            username=server.settings.username,
            host_key=server.settings.host_key,
        )
        drop.set_secret("password", server.settings.password)
        save_folder(drop)
        put(folder, "orders.csv", HEADER + A + BAD)
        poll_order_drops.call()
        poll(drop)

    assert refs() == ["A"]
    assert names(folder) == [f"orders.csv.{STAMP}.complete", f"orders.csv.{STAMP}.error"]


def test_the_same_file_again_is_placed_once_and_put_away_twice(drop: OrderDrop, folder: Path) -> None:
    for _ in range(2):
        put(folder, "orders.csv", HEADER + A)
        poll(drop)

    assert refs() == ["A"]
    assert len(names(folder)) == 2
    assert [file.put_away_at for file in OrderFile.objects.all()] == [NOON, NOON]


class Killed(BaseException):
    """As if the process ended there."""


@pytest.mark.parametrize("where", ["write", "rename"])
def test_after_a_crash_before_the_renaming_nothing_is_placed_twice(
    drop: OrderDrop, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def die(*_: object) -> None:
        raise Killed

    put(folder, "orders.csv", HEADER + A + BAD)
    with monkeypatch.context() as patch:
        patch.setattr(LocalFolder, where, die)
        for _ in range(2):
            with pytest.raises(Killed):
                poll(drop)
            OrderDrop.objects.update(polling_until=None)

    with clock.frozen(NOON + timedelta(minutes=5)):
        poll_order_drop.call(drop.pk)

    assert refs() == ["A"]
    assert names(folder) == [f"orders.csv.{STAMP}.complete", f"orders.csv.{STAMP}.error"]
    assert OrderFile.objects.count() == 1


def test_after_a_crash_between_the_renaming_and_its_note_a_new_file_of_that_name_is_placed(
    drop: OrderDrop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "orders.csv", HEADER + A)
    rename = LocalFolder.rename

    def die_behind(*args: object) -> None:
        rename(*args)  # type: ignore[arg-type]  # handed on as it came
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(LocalFolder, "rename", die_behind)
        with pytest.raises(Killed):
            poll(drop)
    OrderDrop.objects.update(polling_until=None)

    for minutes, content in enumerate((HEADER + A, HEADER + B), 1):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            put(folder, "orders.csv", content)
            poll(drop)

    assert refs() == ["A", "B"]
    assert [name.rpartition(".")[2] for name in names(folder)] == ["complete"] * 3


def test_a_file_that_grows_is_not_taken(drop: OrderDrop, folder: Path) -> None:
    for content in (HEADER, HEADER + A, HEADER + A + B):
        put(folder, "orders.csv", content, age=0)
        poll_order_drop.call(drop.pk)
    assert not OrderFile.objects.exists()

    poll(drop)
    assert refs() == ["A", "B"]


def test_a_file_whose_last_row_is_cut_off_is_given_time_then_refused(drop: OrderDrop, folder: Path) -> None:
    put(folder, "orders.csv", HEADER + A + "B,Pine", age=600)
    poll(drop)
    assert names(folder) == ["orders.csv"]

    with clock.frozen(NOON + timedelta(minutes=16)):
        poll(drop)

    assert refs() == []
    assert names(folder) == ["orders.csv.20261123121600.error", "orders.csv.20261123121600.error.txt"]
    assert (folder / "orders.csv.20261123121600.error.txt").read_text() == (
        "orders.csv was refused:\n\nRow 3, the last, is cut off: it has 2 of 7 cells.\n"
    )
    assert OrderFile.objects.get().detail == "Row 3, the last, is cut off: it has 2 of 7 cells."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04" + b"\0" * 50, "This is a workbook or a ZIP file: save the sheet as CSV."),
        (HEADER.replace("quantity", "quantty") + A, "There is no column “item.quantty”: do you mean item.quantity?"),
        (HEADER + "A,\0\n", "This is no text, for it holds NUL characters: save the sheet as CSV in UTF-8."),
        (HEADER + "A," + "x" * 200_000, "Row 2 is no CSV: field larger than field limit (131072)."),
    ],
)
def test_hostile_content_is_refused_and_no_file_beside_it_suffers(
    drop: OrderDrop, folder: Path, content: str | bytes, why: str
) -> None:
    put(folder, "a.csv", content)
    put(folder, "b.csv", HEADER + B)
    poll(drop)
    with clock.frozen(NOON + timedelta(minutes=20)):
        poll(drop)

    assert refs() == ["B"]
    assert OrderFile.objects.get(name="a.csv").detail == why
    assert len(names(folder)) == 3


def test_a_file_of_two_gigabytes_is_refused_unread(drop: OrderDrop, folder: Path) -> None:
    with put(folder, "huge.csv", b"").open("r+b") as file:
        file.truncate(2 * 10**9)
    put(folder, "b.csv", HEADER + B)
    os.utime(folder / "huge.csv", (NOON.timestamp() - 120,) * 2)
    poll(drop)

    assert refs() == ["B"]
    huge = OrderFile.objects.get(name="huge.csv")
    assert (huge.state, huge.size) == ("refused", 2 * 10**9)
    assert huge.detail == "It has 2,000,000,000 bytes; at most 20,000,000 are read: split it."


def test_other_files_hidden_ones_and_those_below_are_left_alone(drop: OrderDrop, folder: Path) -> None:
    for name in (".orders.csv", "orders.csv.part", "orders.xml", "orders.csv.complete", "x.error"):
        put(folder, name, HEADER + A)
    (folder / "below.csv").mkdir()
    put(folder / "below.csv", "orders.csv", HEADER + A)
    before = names(folder)
    poll(drop)

    assert (refs(), names(folder)) == ([], before)


def test_names_that_lead_elsewhere_are_not_listed_and_odd_ones_work(drop: OrderDrop, folder: Path) -> None:
    (folder.parent / "secret.csv").write_text(HEADER + A)
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")
    put(folder, "back\\slash.csv", HEADER + A)
    put(folder, "Bestellungen für “Zoë” & <b>.CSV", HEADER + B)
    put(folder, "n" * 190 + ".csv", HEADER + B)
    poll(drop)

    assert "A" not in refs()
    assert refs()[0] == "B"
    assert max(map(len, names(folder))) <= 200
    assert sum(name.endswith(".complete") for name in names(folder)) == 2


def test_a_file_that_vanishes_or_a_connection_that_breaks_costs_nothing(
    drop: OrderDrop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "orders.csv", HEADER + A)

    def broken(*_: object, **__: object) -> bytes:
        raise BrokenOffError("The connection broke off")

    with monkeypatch.context() as patch:
        patch.setattr(LocalFolder, "read", broken)
        poll_order_drop.call(drop.pk)
    drop.refresh_from_db()
    assert (drop.last_poll_error, refs()) == ("The connection broke off", [])

    poll_order_drop.call(drop.pk)
    (folder / "orders.csv").unlink()
    poll(drop)
    assert refs() == ["A"]


def test_a_file_that_is_replaced_while_it_is_placed_is_a_file_of_its_own(drop: OrderDrop, folder: Path) -> None:
    put(folder, "orders.csv", HEADER + A)
    poll_order_drop.call(drop.pk)
    put(folder, "orders.csv", HEADER + A + B, age=90)
    poll(drop)
    poll(drop)

    assert refs() == ["A", "B"]
    assert [file.state for file in OrderFile.objects.order_by("pk")] == ["done", "refused"]
    assert f"orders.csv.{STAMP}.complete" in names(folder)


def test_folders_of_deactivated_companies_and_disabled_ones_wait(drop: OrderDrop, folder: Path) -> None:
    put(folder, "orders.csv", HEADER + A)
    drop.company.is_active = False
    drop.company.save()
    poll(drop)
    assert names(folder) == ["orders.csv"]

    drop.company.is_active = True
    drop.company.save()
    OrderDrop.objects.update(is_enabled=False)
    poll(drop)
    assert (refs(), names(folder)) == ([], ["orders.csv"])


def test_each_folder_is_looked_into_as_often_as_it_wants(drop: OrderDrop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(order_drops, "look_into", lambda kind, pk, *_, **__: asked.append(pk))
    OrderDrop.objects.update(poll_seconds=1800, last_polled_at=NOON)
    for minutes in (1, 29, 30, 31):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            asked += [-minutes] * len(list(looking.due_folders(OrderDrop)))

    assert asked == [-30, -31]


def test_only_a_retailer_has_such_a_folder(world: World) -> None:
    drop = OrderDrop(company=world.printer, protocol="local", folder="/x")
    with pytest.raises(ValidationError, match="Printer is not a retailer"):
        drop.full_clean()


def test_a_listing_that_lies_about_a_size_is_no_way_in(
    drop: OrderDrop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may say 10 bytes and send without end."""
    put(folder, "orders.csv", HEADER + A * 300_000)
    listing = LocalFolder.files

    def small(self: LocalFolder, name: str = "") -> list[RemoteFile]:
        return [RemoteFile(file.name, 10, file.modified_at) for file in listing(self, name)]

    monkeypatch.setattr(order_drops, "MAX_BYTES", 100_000)
    monkeypatch.setattr(LocalFolder, "files", small)
    poll(drop)

    drop.refresh_from_db()
    assert refs() == []
    assert drop.last_poll_error.startswith("orders.csv: orders.csv has ")


def test_whoever_is_named_hears_of_refused_orders_and_of_a_folder_that_is_gone(
    drop: OrderDrop, folder: Path, settings: Settings
) -> None:
    with mail_server() as mails:
        use_mail_server(settings, mails)
        OrderDrop.objects.update(errors_to="shop@example.com")
        put(folder, "orders.csv", HEADER + A + BAD)
        poll(drop)
        send_mails()
        file = OrderFile.objects.get()
        [first] = mails.received
        folder.rename(folder.parent / "elsewhere")
        with clock.frozen(NOON + timedelta(hours=2)):
            poll(drop)
            send_mails()
        [_, second] = mails.received

    assert first["To"] == second["To"] == "shop@example.com"
    text = " ".join(first.get_content().split())
    assert "The file orders.csv was refused in part. 1 of its 2 orders cannot be placed." in text
    assert f"/admin/orders/orderfile/{file.pk}/change/" in text
    assert "The folder cannot be looked into." in second.get_content()
