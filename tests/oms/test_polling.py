"""Suppliers' news by file: what is applied, what is refused and why, and that nothing of it happens twice."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.servers.ssh import ssh_server

from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.oms import looking, polling, read_back
from monogram.oms.polling import poll_folder
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.shipping.models import Shipment
from monogram.suppliers.formats.news import ShipmentNews
from monogram.suppliers.models import DropshipAccount, FolderIntegration, ReceivedFile, StockItem
from monogram.transports.local import LocalFolder
from monogram.transports.services import save_folder

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STAFF = Actor(Party.STAFF, "Ada")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(looking, "LOOK_AGAIN_SECONDS", 0)
    with clock.frozen(NOON):
        yield


@pytest.fixture
def order(db: None) -> Order:
    return make_order(status=OrderStatus.RECEIVED_BY_SUPPLIER)


@pytest.fixture
def drop(tmp_path: Path, settings: Settings) -> Path:
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    return tmp_path


@pytest.fixture
def integration(order: Order, drop: Path) -> FolderIntegration:
    made = FolderIntegration(supplier=order.supplier, is_enabled=True, protocol="local", folder=str(drop))
    save_folder(made)
    return made


def put(drop: Path, name: str, content: str | bytes, *, age: int = 120) -> Path:
    """As a supplier leaves it, so many seconds ago."""
    file = drop / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    touch(file, age)
    return file


def touch(file: Path, age: int = 120) -> None:
    at = (clock.now() - timedelta(seconds=age)).timestamp()
    os.utime(file, (at, at))


def poll(integration: FolderIntegration) -> None:
    poll_folder.enqueue(integration.pk)
    run_due_jobs()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def shipments(*parcels: tuple[str, dict[int, int | None]]) -> str:
    def item(number: int, quantity: int | None) -> str:
        pieces = "" if quantity is None else f"<quantity>{quantity}</quantity>"
        return f"<item><order_item_id>{number}</order_item_id>{pieces}</item>"

    told = "".join(
        f"<shipment><tracking>{tracking}</tracking><items>"
        + "".join(item(number, quantity) for number, quantity in pieces.items())
        + "</items></shipment>"
        for tracking, pieces in parcels
    )
    return f"<shipments>{told}</shipments>"


def lines(order: Order) -> list[int]:
    return list(order.items.order_by("pk").values_list("pk", flat=True))


def sent() -> list[tuple[str, list[int]]]:
    return [
        (shipment.tracking, list(shipment.items.order_by("pk").values_list("quantity", flat=True)))
        for shipment in Shipment.objects.order_by("pk")
    ]


def maker(order: Order) -> Company:
    assert order.supplier
    return order.supplier


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def test_parcels_leave_by_file(order: Order, drop: Path, integration: FolderIntegration) -> None:
    first, second = lines(order)
    put(drop, "shipments/today.xml", shipments(("A1", {first: 1}), ("A2", {first: None, second: 1})))
    poll(integration)

    assert sent() == [("A1", [1]), ("A2", [1, 1])]
    assert status_of(order) == OrderStatus.DISPATCHED
    assert names(drop / "shipments") == ["today.xml.complete"]
    row = ReceivedFile.objects.get()
    assert (row.folder, row.name, row.state, row.detail, row.progress) == ("shipments", "today.xml", "done", "", 2)
    assert {event.actor for event in order.events.filter(kind="status")} == {"Printer (62000)"}


def test_the_whole_way_over_sftp_by_the_clock(order: Order, drop: Path) -> None:
    first, second = lines(order)
    with ssh_server(drop) as server:
        integration = FolderIntegration(
            supplier=order.supplier,
            is_enabled=True,
            host=server.settings.host,
            port=server.settings.port,
            username=server.settings.username,
            host_key=server.settings.host_key,
        )
        integration.set_secret("password", server.settings.password)
        save_folder(integration)
        put(drop, "shipments/a.csv", f"tracking,order_item_id,quantity\nA1,{first},2\n")
        put(drop, "cancellations/b.json", f'[{{"items": [{{"order_item_id": {second}}}]}}]')
        polling.poll_folders.enqueue()
        run_due_jobs()

    assert sent() == [("A1", [2])]
    assert status_of(order) == OrderStatus.DISPATCHED
    assert names(drop / "shipments") + names(drop / "cancellations") == ["a.csv.complete", "b.json.complete"]


def test_an_order_is_acknowledged_by_its_id_or_ref(drop: Path, integration: FolderIntegration) -> None:
    orders = [make_order(ref, status=OrderStatus.SENT_TO_SUPPLIER) for ref in ("BY-ID", "BY-REF")]
    put(drop, "acknowledgements/a.csv", f"order_id,ref\n{orders[0].pk},\n,{orders[1].ref}\n")
    poll(integration)

    assert [status_of(order) for order in orders] == [OrderStatus.RECEIVED_BY_SUPPLIER] * 2
    assert names(drop / "acknowledgements") == ["a.csv.complete"]


def test_stock_is_set_and_set_again_by_the_same_file_on_another_day(
    order: Order, drop: Path, integration: FolderIntegration
) -> None:
    item = StockItem.objects.create(supplier=maker(order), sku="SKU1", quantity_available=1)
    content = "sku,quantity_available\nSKU1,7\n"
    put(drop, "stock/stock.csv", content)
    poll(integration)
    item.refresh_from_db()
    assert item.quantity_available == 7

    StockItem.objects.update(quantity_available=5)
    clock.advance(timedelta(days=1))
    put(drop, "stock/stock.csv", content)
    poll(integration)

    item.refresh_from_db()
    assert item.quantity_available == 7
    assert names(drop / "stock") == ["stock.csv.20261124120000.complete", "stock.csv.complete"]


def test_of_stock_the_good_rows_are_applied_and_the_others_told(
    order: Order, drop: Path, integration: FolderIntegration
) -> None:
    StockItem.objects.create(supplier=maker(order), sku="SKU1", quantity_available=1)
    stranger = Company.objects.create(id=62001, name="Potter", type="supplier")
    StockItem.objects.create(supplier=stranger, sku="FOREIGN", quantity_available=1)
    put(drop, "stock/stock.csv", "sku,quantity_available\nSKU1,7\nSKU2,-3\nFOREIGN,9\n")
    poll(integration)

    assert dict(StockItem.objects.values_list("sku", "quantity_available")) == {"SKU1": 7, "FOREIGN": 1}
    assert (drop / "stock" / "stock.csv.error.txt").read_text() == (
        "stock/stock.csv was refused:\n"
        "\n"
        "Rows that were applied: 1. These were not:\n"
        "line 3: quantity_available is -3: it must be at least 0\n"
        "line 4: No stock item and no product of yours has the SKU FOREIGN\n"
        "\n"
    )


def test_what_is_refused_of_a_file_is_told_beside_it_and_the_rest_is_applied(
    order: Order, drop: Path, integration: FolderIntegration
) -> None:
    first, second = lines(order)
    foreign = make_order("FOREIGN", supplier=Company.objects.create(id=62001, name="Potter", type="supplier"))
    [theirs, _] = lines(foreign)
    put(
        drop,
        "shipments/a.xml",
        shipments(("A1", {first: 3}), ("A2", {theirs: 1}), ("A3", {second: 1}), ("A4", {first: 1, theirs: 1})),
    )
    poll(integration)

    assert sent() == [("A3", [1])]
    assert names(drop / "shipments") == ["a.xml.error", "a.xml.error.txt"]
    reasons = (drop / "shipments" / "a.xml.error.txt").read_text().splitlines()
    assert reasons[0] == ("shipments/a.xml was refused in part: 1 of its 4 entries were applied, these were not:")
    assert reasons[2].startswith("shipment 1: ")
    assert reasons[3:5] == [
        f"shipment 2: There is no order line {theirs} of yours",
        f"shipment 4: There is no order line {theirs} of yours",
    ]
    assert status_of(foreign) == OrderStatus.RECEIVED
    assert ReceivedFile.objects.get().detail.splitlines() == reasons[2:5]


def test_a_refused_file_that_comes_again_is_tried_where_it_was_refused(
    order: Order, drop: Path, integration: FolderIntegration
) -> None:
    first, _ = lines(order)
    held = make_order("HELD", status=OrderStatus.RECEIVED_BY_SUPPLIER)
    change_status(order_id=held.pk, to=OrderStatus.ON_HOLD, actor=STAFF)
    content = shipments(("", {first: 1}), ("B", {lines(held)[0]: 1}))
    put(drop, "shipments/a.xml", content)
    poll(integration)
    assert sent() == [("", [1])]
    assert names(drop / "shipments") == ["a.xml.error", "a.xml.error.txt"]

    change_status(order_id=held.pk, to=OrderStatus.RECEIVED_BY_SUPPLIER, actor=STAFF)
    clock.advance(timedelta(minutes=5))
    put(drop, "shipments/a.xml", content)
    poll(integration)

    assert sent() == [("", [1]), ("B", [1])]
    assert "a.xml.complete" in names(drop / "shipments")
    assert ReceivedFile.objects.get().state == "done"


def test_a_file_that_was_applied_does_nothing_when_it_comes_again(
    order: Order, drop: Path, integration: FolderIntegration
) -> None:
    content = shipments(("", {lines(order)[0]: 1}))
    for _ in range(2):
        put(drop, "shipments/a.xml", content)
        poll(integration)
        clock.advance(timedelta(minutes=5))

    assert sent() == [("", [1])]
    assert names(drop / "shipments") == ["a.xml.20261123120500.complete", "a.xml.complete"]


def test_after_a_crash_before_the_renaming_nothing_is_done_twice(
    order: Order, drop: Path, integration: FolderIntegration, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As if the process ended there."""

    def die(*_: object) -> None:
        raise Killed

    StockItem.objects.create(supplier=maker(order), sku="SKU1", quantity_available=1)
    put(drop, "shipments/a.xml", shipments(("", {lines(order)[0]: 1})))
    put(drop, "stock/s.csv", "sku,quantity_available\nSKU1,7\n")
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(LocalFolder, "rename", die)
            with pytest.raises(Killed):
                polling.poll_folder.call(integration.pk)
        FolderIntegration.objects.update(polling_until=None)
    assert sent() == [("", [1])]

    poll(integration)
    StockItem.objects.update(quantity_available=5)
    poll(integration)

    assert sent() == [("", [1])]
    assert names(drop / "shipments") + names(drop / "stock") == ["a.xml.complete", "s.csv.complete"]
    assert StockItem.objects.get().quantity_available == 5


def test_after_a_crash_in_the_middle_a_file_goes_on_where_it_was(
    order: Order, drop: Path, integration: FolderIntegration, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = lines(order)
    put(drop, "shipments/a.xml", shipments(("", {first: 1}), ("", {second: 1})))
    ship = read_back._ship
    calls: list[int] = []

    def die_at_the_second(sender: read_back._Sender, news: ShipmentNews) -> None:
        calls.append(1)
        ship(sender, news)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(read_back, "_ship", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            polling.poll_folder.call(integration.pk)
    assert sent() == [("", [1])]
    assert ReceivedFile.objects.get().progress == 1

    FolderIntegration.objects.update(polling_until=None)
    poll(integration)

    assert sent() == [("", [1]), ("", [1])]
    assert names(drop / "shipments") == ["a.xml.complete"]


def test_a_file_is_taken_when_it_stays_the_same(order: Order, drop: Path, integration: FolderIntegration) -> None:
    whole = shipments(("A", {lines(order)[0]: 1}))
    file = put(drop, "shipments/a.xml", whole[:40], age=5)
    poll(integration)
    clock.advance(timedelta(minutes=5))
    file.write_text(whole)
    touch(file, age=5)
    poll(integration)
    assert names(drop / "shipments") == ["a.xml"]

    clock.advance(timedelta(seconds=30))
    poll(integration)

    assert sent() == [("A", [1])]
    assert names(drop / "shipments") == ["a.xml.complete"]


def test_what_cannot_be_read_is_given_a_quarter_of_an_hour(drop: Path, integration: FolderIntegration) -> None:
    put(drop, "shipments/a.xml", "<shipments><shipment>")
    for minutes in (0, 5, 9):
        clock.advance(timedelta(minutes=minutes))
        poll(integration)
        assert names(drop / "shipments") == ["a.xml"]

    clock.advance(timedelta(minutes=1))
    poll(integration)

    assert names(drop / "shipments") == ["a.xml.error", "a.xml.error.txt"]
    assert "This is not XML" in ReceivedFile.objects.get().detail


def test_a_file_of_two_gigabytes_is_refused_unread(drop: Path, integration: FolderIntegration) -> None:
    file = put(drop, "shipments/huge.xml", "")
    os.truncate(file, 2 * 10**9)
    touch(file)
    poll(integration)

    assert names(drop / "shipments") == ["huge.xml.error", "huge.xml.error.txt"]
    reason = "It has 2,000,000,000 bytes; at most 20,000,000 are read: send it in smaller parts"
    assert (ReceivedFile.objects.get().detail, ReceivedFile.objects.get().sha256) == (reason, "")


def test_other_files_and_links_out_of_the_folder_are_left_alone(
    order: Order, drop: Path, integration: FolderIntegration, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = shipments(("A", {lines(order)[0]: 1}))
    left = ["a.xml.part", ".a.xml", "a.xml.complete", "a.xml.error", "a.xml.error.txt", "a.tmp", "readme.txt"]
    for name in left:
        put(drop, f"shipments/{name}", content)
    outside = tmp_path_factory.mktemp("outside") / "secret.xml"
    outside.write_text(content)
    (drop / "shipments" / "link.xml").symlink_to(outside)
    (drop / "stock").symlink_to(outside.parent)
    poll(integration)

    assert names(drop / "shipments") == sorted([*left, "link.xml"])
    assert outside.exists()
    assert not ReceivedFile.objects.exists()
    assert "leads out of the folder" in FolderIntegration.objects.get().last_poll_error


def test_a_long_name_still_fits_with_its_ending(order: Order, drop: Path, integration: FolderIntegration) -> None:
    put(drop, f"shipments/{'x' * 190}.xml", shipments(("A", {lines(order)[0]: 1})))
    poll(integration)

    [name] = names(drop / "shipments")
    assert name.endswith(".complete")
    assert sent() == [("A", [1])]


def test_an_accounts_folder_speaks_of_that_accounts_orders_alone(drop: Path, order: Order) -> None:
    account = DropshipAccount.objects.create(retailer=order.company, supplier=maker(order))
    integration = FolderIntegration(account=account, is_enabled=True, protocol="local", folder=str(drop))
    save_folder(integration)
    mine = make_order("MINE", status=OrderStatus.RECEIVED_BY_SUPPLIER, secondary_company_ref_id=account.pk)
    put(drop, "shipments/a.xml", shipments(("A", {lines(mine)[0]: 1}), ("B", {lines(order)[0]: 1})))
    poll(integration)

    assert sent() == [("A", [1])]
    assert ReceivedFile.objects.get().detail == f"shipment 2: There is no order line {lines(order)[0]} of yours"


def test_a_web_address_that_is_none_is_refused(order: Order, drop: Path, integration: FolderIntegration) -> None:
    news = [{"tracking_url": "javascript:x", "items": [{"order_item_id": lines(order)[0]}]}]
    put(drop, "shipments/a.json", json.dumps(news))
    poll(integration)

    assert sent() == []
    assert ReceivedFile.objects.get().detail.startswith("shipment 1: tracking_url must be a valid URL")


def test_nobody_looks_twice_at_the_same_time_nor_where_it_is_no_use(
    order: Order, drop: Path, integration: FolderIntegration
) -> None:
    put(drop, "shipments/a.xml", shipments(("A", {lines(order)[0]: 1})))
    FolderIntegration.objects.update(polling_until=NOON + timedelta(minutes=1))
    poll(integration)
    assert sent() == []

    FolderIntegration.objects.update(polling_until=None, trouble="Wrong password", trouble_at=NOON)
    poll(integration)
    assert sent() == []

    clock.advance(timedelta(hours=1))
    poll(integration)

    assert sent() == [("A", [1])]
    found = FolderIntegration.objects.get()
    assert (found.trouble, found.last_poll_error, found.polling_until) == ("", "", None)


def test_a_folder_that_cannot_be_used_is_told_and_left_alone(drop: Path, integration: FolderIntegration) -> None:
    FolderIntegration.objects.update(folder=str(drop / "none"))
    poll(integration)

    found = FolderIntegration.objects.get()
    assert found.trouble == found.last_poll_error
    assert found.trouble.startswith("There is no folder")
    assert (found.trouble_at, found.polling_until) == (NOON, None)


def looks(*, seconds: int, step: int = 20) -> list[int]:
    """When folders were looked into in the time to come; the clock strikes each minute."""
    at = []
    for second in range(step, seconds + 1, step):
        clock.advance(timedelta(seconds=step))
        if second % 60 == 0:
            polling.poll_folders.enqueue()
        run_due_jobs()
        if FolderIntegration.objects.get().last_polled_at == clock.now():
            at.append(second)
    return at


@pytest.mark.parametrize(("every", "expected"), [(300, [300]), (120, [120, 240, 360]), (20, list(range(20, 361, 20)))])
def test_a_folder_is_looked_into_as_often_as_it_wants(
    drop: Path, integration: FolderIntegration, every: int, expected: list[int]
) -> None:
    FolderIntegration.objects.update(poll_seconds=every)
    polling.poll_folders.enqueue()
    run_due_jobs()

    assert looks(seconds=360) == expected


def test_of_two_looks_at_once_one_goes_on(drop: Path, integration: FolderIntegration) -> None:
    FolderIntegration.objects.update(poll_seconds=10)
    poll(integration)
    clock.advance(timedelta(seconds=1))
    poll(integration)

    assert looks(seconds=32, step=1) == [10, 20, 30]
