"""A retailer's CSV file, from its bytes to its last order: `python -m benchmarks.order_files [--orders 5000]`.

Every third order has two lines; one in 500 is refused. In one run, in one process:

- `api`: the same orders by `place_order` alone, what `POST /order` does behind its door; of another retailer;
- `read`: the file into orders, without a database;
- `preview`: what the page shows before anything is placed;
- `placed`: until the last order is placed and noted. `times_api` is its processor time against that of `api`.

SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one (`python tests/with_postgres.py python -m
benchmarks.order_files`). Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

HEADER = (
    "order.external_ref,order.customer_name,order.shipping_address_1,order.shipping_address_4,order.shipping_postcode,"
    "order.shipping_country_code,order.shipping_method,item.external_ref,item.type,item.sku,item.quantity\n"
)


def csv_of(orders: int) -> bytes:
    """As a shop's system would write it."""
    rows = [
        f"BULK-{order:06},Customer {order},{order} Mill Lane,Macclesfield,SK{order % 20} 2XR,"
        f"{'ZZ' if order % 500 == 7 else 'GB'},Standard,{line + 1},4,BOX,{1 + order % 3}\n"
        for order in range(orders)
        for line in range(1 + (order % 3 == 0))
    ]
    return (HEADER + "".join(rows)).encode()


def costs(name: str, work: Callable[[], Any], orders: int) -> dict[str, float]:
    """Seconds by the clock, and milliseconds of the processor for each order, which other work does not change."""
    began, used = time.perf_counter(), time.process_time()
    work()
    took, cost = time.perf_counter() - began, time.process_time() - used
    return {f"{name}_seconds": round(took, 2), f"{name}_cpu_ms_each": round(1000 * cost / orders, 2)}


def by_api(company: Any, content: bytes) -> None:
    """The orders without the file around them."""
    from monogram.common.errors import MonogramError
    from monogram.oms.place import place_order
    from monogram.orders.order_rows import body_of
    from monogram.orders.order_sheet import read_order_sheet

    sheet = read_order_sheet(content)
    for order in sheet.orders:
        body = body_of(sheet.columns, order).body
        with suppress(MonogramError):
            place_order(
                company=company, submission=body, raw=json.dumps(body).encode(), idempotency_key=f"api-{order.number}"
            )


def measured(number: int) -> dict[str, Any]:
    """The figures, with a database that is there and empty."""
    from tests.orders.world import build_world

    from monogram.oms.order_drops import place_file, place_orders_of_file
    from monogram.oms.order_files import keep_file, rehearse
    from monogram.orders.models import OrderFileState
    from monogram.orders.order_sheet import read_order_sheet
    from monogram.suppliers.models import DropshipAccount

    world, content = build_world(), csv_of(number)
    DropshipAccount.objects.create(retailer=world.stranger, supplier=world.pottery)
    file = keep_file(company=world.retailer, name="bulk.csv", content=content)

    def place() -> None:
        place_file(file)
        while file.state in {OrderFileState.DRAFT, OrderFileState.BEGUN}:
            place_orders_of_file.call(file.pk)
            file.refresh_from_db()

    figures: dict[str, Any] = {"orders": number, "bytes": len(content)}
    figures |= costs("read", lambda: read_order_sheet(content), number)
    figures |= costs("preview", lambda: rehearse(file, read_order_sheet(content)), number)
    figures |= costs("api", lambda: by_api(world.stranger, content), number)
    figures |= costs("placed", place, number)
    figures["times_api"] = round(figures["placed_cpu_ms_each"] / figures["api_cpu_ms_each"], 2)
    return figures | {"placed": file.placed_count, "refused": file.refused_count}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--orders", type=int, default=5000)
    number = arguments.parse_args().orders
    with tempfile.TemporaryDirectory(prefix="monogram-order-files-") as place:
        (Path(place) / "data").mkdir()
        os.environ |= {
            "MONOGRAM_DATA_DIR": str(Path(place) / "data"),
            "DJANGO_SETTINGS_MODULE": "monogram.config.settings",
        }
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps({"database": connection.vendor} | measured(number), indent=2))
        connection.close()


if __name__ == "__main__":
    main()
