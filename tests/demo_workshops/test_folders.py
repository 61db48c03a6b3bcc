"""Orders into suppliers' folders and news out of them, over their real servers, with the platform's own hands."""

from __future__ import annotations

import dataclasses
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.demo_workshops.conftest import Machine, running

from monogram.demo import world
from monogram.demo.site.inbox import documents, news, stock
from monogram.demo.site.inbox.documents import InboxOrder
from monogram.demo.workshops import taking
from monogram.demo.workshops.identity import Identity, made_once
from monogram.demo.world import Channel
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.formats.news import read_cancellations, read_shipments, read_stock
from monogram.suppliers.formats.orders import order_file
from monogram.transports.errors import SignInError
from monogram.transports.folder import open_folder
from monogram.transports.host_keys import new_key_pair

REF = "9F3C61D2A47B08E5"
DOCUMENT: dict[str, Any] = {
    "id": 1204,
    "ref": REF,
    "status": 1,
    "external_ref": "TP-AB<C",
    "customer_name": 'Zoë "Ada" Byrne, Bristol',
    "shipping_address_1": "14 Quayside Row",
    "items": [
        {
            "id": 15241,
            "ref": "0A1B2C3D4E5",
            "mapped_sku": "HM-MUG-11OZ",
            "description": "Mug",
            "quantity": 2,
            "attributes": [{"name": "Gift wrap", "value": "Yes"}],
            "assets": [
                {"name": "output-1.png", "url": "http://127.0.0.1/a.png", "description": "Front", "width": 3307,
                 "height": 4134, "dpi": 300, "sha256": "ab" * 32}
            ],
        },
        {"id": 15242, "ref": "0A1B2C3D4E6", "quantity": 1, "attributes": [], "assets": []},
    ],
}  # fmt: skip


def write_order(machine: Machine, document: dict[str, Any], name: str = REF) -> None:
    """As the platform writes it; then the supplier's programs work."""
    content = order_file(json.dumps(document), FileFormat(machine.kind))
    with open_folder(machine.settings) as folder:
        folder.write(f"artwork/{document['items'][0]['ref']}-output-1.png", b"a picture")
        folder.write(f"orders/{name}.{machine.kind}", content)
    machine.look()
    taking.take_files(machine.supplier)


def shown(machine: Machine) -> InboxOrder:
    found = documents.order_for(machine.supplier, 1204)
    assert found
    return found


def read_news(machine: Machine, kind: str) -> tuple[str, bytes]:
    """The one file of news that the platform finds, and its content."""
    machine.look()
    with open_folder(machine.settings) as folder:
        [file] = folder.files(kind)
        path = f"{kind}/{file.name}"
        return path, folder.read(path, max_bytes=100_000)


def settle(machine: Machine) -> None:
    machine.look()
    news.settle(machine.supplier)


def test_an_order_is_taken_and_shown_as_it_came(machine: Machine) -> None:
    write_order(machine, DOCUMENT)

    order = shown(machine)
    assert (order.is_open, order.address[:2]) == (True, ['Zoë "Ada" Byrne, Bristol', "14 Quayside Row"])
    assert [(item.ref, item.quantity, item.attributes) for item in order.items] == [
        ("0A1B2C3D4E5", 2, (("Gift wrap", "Yes"),)),
        ("0A1B2C3D4E6", 1, ()),
    ]
    [asset] = order.items[0].assets
    assert (asset.url, asset.width, asset.dpi, asset.size_in_mm) == (
        "http://127.0.0.1/a.png", 3307, 300.0, "280 × 350 mm",
    )  # fmt: skip
    [receipt] = documents.receipts_of(machine.supplier, 1204)
    written = order_file(json.dumps(DOCUMENT), FileFormat(machine.kind))
    assert (receipt.channel, receipt.name) == (world.CHANNELS[machine.supplier], f"orders/{REF}.{machine.kind}")
    assert (receipt.size, receipt.text) == (len(written), written.decode("utf-8-sig"))
    assert news.artwork_in_folder(order) == {"0A1B2C3D4E5-output-1.png"}
    machine.look()
    with open_folder(machine.settings) as folder:
        assert folder.files("orders") == []
        assert [file.name for file in folder.files("taken")] == [f"{REF}.{machine.kind}"]


def test_what_changes_later_is_shown_and_an_order_that_is_cancelled_is_not_made(machine: Machine) -> None:
    write_order(machine, DOCUMENT)
    write_order(machine, {**DOCUMENT, "shipping_address_1": "15 Quayside Row"}, f"{REF}-2")
    assert "15 Quayside Row" in shown(machine).address

    write_order(machine, {**DOCUMENT, "status": 128}, f"{REF}-10")

    assert [order.platform_id for order in documents.orders_of(machine.supplier, "cancelled")] == [1204]
    assert len(documents.receipts_of(machine.supplier, 1204)) == 3


def test_a_parcel_is_told_by_a_file_and_counts_once_the_platform_has_read_it(machine: Machine) -> None:
    write_order(machine, DOCUMENT)

    news.tell_dispatched(shown(machine), "A & B <1>")

    path, content = read_news(machine, "shipments")
    [parcel] = read_shipments(content, FileFormat(machine.kind))
    assert (parcel.tracking, parcel.pieces) == ("A & B <1>", {15241: None, 15242: None})
    settle(machine)
    assert [file.state for file in news.files_about(machine.supplier, 1204)] == ["waiting"]
    assert shown(machine).is_open
    with open_folder(machine.settings) as folder:
        folder.rename(path, f"{path}.complete")
    settle(machine)
    assert [file.state for file in news.files_about(machine.supplier, 1204)] == ["read"]
    assert (shown(machine).status, shown(machine).tracking) == (8, "A & B <1>")


def test_a_file_that_is_refused_leaves_the_order_to_be_made_and_says_why(machine: Machine) -> None:
    write_order(machine, DOCUMENT)
    news.tell_dispatched(shown(machine), "A1")
    path, _ = read_news(machine, "shipments")

    with open_folder(machine.settings) as folder:
        folder.write(f"{path}.error.txt", b"shipment 1: the order is on hold\r\n")
        folder.rename(path, f"{path}.error")
    settle(machine)

    [file] = news.files_about(machine.supplier, 1204)
    assert (file.state, file.reason) == ("refused", "shipment 1: the order is on hold")
    assert shown(machine).is_open


def test_lines_that_have_left_are_not_told_again_and_a_cancellation_names_the_others(machine: Machine) -> None:
    first, second = DOCUMENT["items"]
    items = [{**first, "quantity_outstanding": 0}, {**second, "quantity_outstanding": 1}]
    write_order(machine, {**DOCUMENT, "items": items})

    news.tell_cancelled(shown(machine))

    _, content = read_news(machine, "cancellations")
    assert [told.items for told in read_cancellations(content, FileFormat(machine.kind))] == [[15242]]


def test_stock_is_told_by_a_file(identity: Identity) -> None:
    with running(Channel.SFTP, identity) as machine:
        stock.report(machine.supplier, {"HM-MUG-11OZ": 12, "HM-GIFTBOX": 0})

        _, content = read_news(machine, "stock")
    rows = read_stock(content, FileFormat.XML).rows
    assert [(row.sku, row.quantity) for row in rows] == [("HM-MUG-11OZ", 12), ("HM-GIFTBOX", 0)]
    assert stock.shelf_of(machine.supplier) == {"HM-MUG-11OZ": 12, "HM-GIFTBOX": 0}


def test_what_is_no_order_is_put_aside(machine: Machine) -> None:
    with open_folder(machine.settings) as folder:
        folder.write(f"orders/odd.{machine.kind}", b"<!DOCTYPE a [<!ENTITY b 'c'>]><orders>&b;</orders>")
    machine.look()

    assert taking.take_files(machine.supplier) == 1

    assert documents.orders_of(machine.supplier, "open") == []
    assert [file.name for file in (machine.folder / "unreadable").iterdir()] == [f"odd.{machine.kind}"]


def test_strangers_are_kept_out(machine: Machine) -> None:
    other_key = new_key_pair().private if machine.settings.private_key else ""
    stranger = dataclasses.replace(machine.settings, password="wrong", secret_key="wrong", private_key=other_key)

    with pytest.raises(SignInError), open_folder(stranger):
        pass


def test_people_may_sign_in_with_the_password_at_the_sftp_server_too(identity: Identity) -> None:
    with running(Channel.SFTP, identity) as machine:
        by_hand = dataclasses.replace(machine.settings, private_key="", password=world.FOLDER_PASSWORD)
        with open_folder(by_hand) as folder:
            assert folder.files() == []


def test_the_bucket_is_there_again_after_a_restart(identity: Identity) -> None:
    with running(Channel.S3, identity) as before:
        write_order(before, DOCUMENT)
        news.tell_dispatched(shown(before), "A1")

    with running(Channel.S3, identity) as after:
        path, content = read_news(after, "shipments")
        assert path.startswith(f"shipments/{REF}-")
        assert read_shipments(content, FileFormat.JSON)[0].tracking == "A1"
        with open_folder(after.settings) as folder:
            assert [file.name for file in folder.files("taken")] == [f"{REF}.json"]
            assert folder.files("orders") == []


def test_of_several_who_make_an_identity_at_once_all_have_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: made_once(tmp_path).known_host(22), range(8)))

    assert set(made) == {made_once(tmp_path).known_host(22)}
    assert {file.name for file in tmp_path.iterdir()} == {"ftps.pem", "ssh_host_ed25519_key"}


def test_servers_are_the_same_ones_at_every_start(identity: Identity) -> None:
    again = made_once(identity.folder)

    assert again.known_host(22) == identity.known_host(22)
    assert again.public_certificate() == identity.public_certificate()
    assert identity.host_key.stat().st_mode & 0o777 == identity.certificate.stat().st_mode & 0o777 == 0o600
