"""A worker is killed while it places a file's orders: the next one goes on, and each is placed once."""

from __future__ import annotations

import os
from pathlib import Path

from tests.faults.installation import Installation
from tests.faults.waiting import wait_until

ORDERS = 200
HEADER = (
    "order.external_ref,order.shipping_address_1,order.shipping_postcode,order.shipping_country_code,"
    "item.type,item.sku,item.quantity\n"
)


def test_a_files_orders_are_placed_once_though_the_worker_is_killed(installation: Installation, tmp_path: Path) -> None:
    installation.environment["MONOGRAM_LOCAL_DROPS"] = f'["{tmp_path}"]'
    refs = [f"F{number:03}" for number in range(ORDERS)]
    rows = [f"{ref},Pinewood Court,SK10 2XR,{'ZZ' if ref == 'F100' else 'GB'},4,BOX,1\n" for ref in refs]
    file = tmp_path / "orders.csv"
    file.write_text(HEADER + "".join(rows))
    os.utime(file, (0, 0))
    installation.run("tests.faults.folder", "orders", str(tmp_path))

    first = installation.worker()
    wait_until(lambda: placed(installation), "the first orders are placed")
    first.kill()
    before = placed(installation)
    # What the killed one held is free again in time: the folder after ten minutes, the job after its lease.
    installation.database.change("UPDATE orders_orderdrop SET polling_until = NULL")
    installation.worker()
    wait_until(lambda: not file.exists(), "the file is put away")

    assert 0 < before < ORDERS - 1
    kept = installation.database.rows("SELECT external_ref FROM orders_order ORDER BY external_ref")
    assert kept == [(ref,) for ref in refs if ref != "F100"]
    told = installation.database.rows("SELECT state, placed_count, refused_count, progress FROM orders_orderfile")
    assert told == [("refused", ORDERS - 1, 1, ORDERS)]
    assert installation.database.value("SELECT count(*) FROM orders_filedorder") == ORDERS
    [errors] = tmp_path.glob("orders.csv.*.error")
    assert [line.split(",")[0] for line in errors.read_text("utf-8-sig").splitlines()[1:]] == ["F100"]


def placed(installation: Installation) -> int:
    return int(installation.database.value("SELECT count(*) FROM orders_order"))
