"""A worker is killed in the middle of a supplier's file: the next one goes on, and nothing is done twice."""

from __future__ import annotations

import os
from pathlib import Path

from tests.faults.client import RETAILER, Client
from tests.faults.installation import Installation
from tests.faults.waiting import wait_until
from tests.orders.world import order_body

ORDERS = 60
NOBODYS = 999_999_999
SHIPMENT = (
    "<shipment><tracking>T{0}</tracking>"
    "<items><item><order_item_id>{0}</order_item_id><quantity>1</quantity></item></items></shipment>"
)


def test_a_shipments_file_is_applied_once_though_its_worker_is_killed(
    installation: Installation, tmp_path: Path
) -> None:
    installation.environment["MONOGRAM_LOCAL_DROPS"] = f'["{tmp_path}"]'
    server = installation.serve()
    client = Client(installation.port, RETAILER)
    for number in range(ORDERS):
        assert client.place(order_body(external_ref=f"S{number}")).status == 200
    server.kill()
    lines = [line for (line,) in installation.database.rows("SELECT id FROM orders_orderitem ORDER BY id")]
    news = tmp_path / "shipments" / "today.xml"
    news.parent.mkdir()
    news.write_text(f"<shipments>{''.join(map(SHIPMENT.format, [*lines[:30], NOBODYS, *lines[30:]]))}</shipments>")
    os.utime(news, (0, 0))
    installation.run("tests.faults.folder", "news", str(tmp_path))

    first = installation.worker()
    wait_until(lambda: shipped(installation), "the first shipments are read")
    first.kill()
    before = shipped(installation)
    # What the killed one held is free again after ten minutes, which are over now.
    installation.database.change("UPDATE suppliers_folderintegration SET polling_until = NULL")
    installation.worker()
    wait_until(lambda: not news.exists(), "the file is done with")

    assert 0 < before < ORDERS
    kept = installation.database.rows(
        "SELECT order_item_id, quantity, tracking FROM shipping_shipmentitem i"
        " JOIN shipping_shipment s ON s.id = i.shipment_id ORDER BY order_item_id"
    )
    assert kept == [(line, 1, f"T{line}") for line in lines]
    [reasons] = news.parent.glob("today.xml.error.txt")
    assert f"There is no order line {NOBODYS} of yours" in reasons.read_text()
    assert f"{ORDERS} of its {ORDERS + 1} entries were applied" in reasons.read_text()


def shipped(installation: Installation) -> int:
    return int(installation.database.value("SELECT count(*) FROM shipping_shipment"))
