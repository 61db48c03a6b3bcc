"""A drop of orders over SFTP, the whole way: `python -m benchmarks.drops [--orders 1000]`.

So many orders wait when `monogram worker` starts; each becomes an XML file in a folder of OpenSSH's sshd on loopback,
a process of its own, and its order Sent to Supplier. In one run:

- `floor`: the same files by OpenSSH's own `sftp -b`, put under a temporary name and renamed, with no database;
- `written`: from the first file to the last, as the folder shows them;
- `settled`: from the first file until the last order has its new status, by the worker's jobs.

SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one (`python tests/with_postgres.py python -m
benchmarks.drops`). Prints JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.callbacks.__main__ import cpu_seconds, worker
from benchmarks.folders.__main__ import by_openssh
from tests.servers.sshd import openssh

from monogram.transports.settings import FolderSettings

if TYPE_CHECKING:
    from monogram.orders.models import Order

_LOOK_SECONDS = 0.05
_GIVE_UP_SECONDS = 300.0


def pile_up(number: int, where: FolderSettings) -> Sequence[Order]:
    """Orders that wait for the worker to be written there."""
    from benchmarks.callbacks.world import make_orders

    from monogram.oms.push import send_to_supplier
    from monogram.suppliers.models import FolderIntegration
    from monogram.transports.services import save_folder

    orders = make_orders(number, [""])
    integration = FolderIntegration(
        supplier=orders[0].supplier,
        is_enabled=True,
        host=where.host,
        port=where.port,
        username=where.username,
        host_key=where.host_key,
        uses_key=True,
        public_key="the test's own",
    )
    integration.set_secret("private_key", where.private_key)
    save_folder(integration)
    for order in orders:
        send_to_supplier(order.pk)
    return orders


def drop(number: int, folder: Path) -> dict[str, Any]:
    """Have the worker write them, and look on."""
    from monogram.orders.models import Order, OrderStatus

    first = written = 0.0
    give_up_at = time.monotonic() + _GIVE_UP_SECONDS
    with worker() as process:
        while Order.objects.filter(status=OrderStatus.SENT_TO_SUPPLIER).count() < number:
            if time.monotonic() > give_up_at:
                raise RuntimeError("it never came true")
            names = os.listdir(folder) if folder.exists() else []
            whole = sum(name.endswith(".xml") for name in names)
            now = time.perf_counter()
            first = first or (now if whole else 0.0)
            written = written or (now if whole == number else 0.0)
            time.sleep(_LOOK_SECONDS)
        settled = time.perf_counter()
        cpu = cpu_seconds(process.pid)
    return {
        "written_seconds": round((written or settled) - first, 2),
        "settled_seconds": round(settled - first, 2),
        "orders_per_second": round(number / ((written or settled) - first)),
        "worker_cpu_ms_each": round(cpu / number * 1000, 1),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--orders", type=int, default=1000)
    number = arguments.parse_args().orders
    with tempfile.TemporaryDirectory(prefix="monogram-drops-") as place, contextlib.ExitStack() as servers:
        home = Path(place)
        os.environ |= {
            "MONOGRAM_DATA_DIR": str(home / "data"),
            "MONOGRAM_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
            "DJANGO_SETTINGS_MODULE": "monogram.config.settings",
        }
        for name in ("data", "root"):
            (home / name).mkdir()
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        server = servers.enter_context(openssh(home / "sshd", home / "root"))
        pile_up(number, server)
        figures: dict[str, Any] = {"database": connection.vendor, "orders": number}
        figures |= drop(number, home / "root" / "orders")
        began = time.perf_counter()
        by_openssh(server, home / "client")(home / "root" / "orders", "floor")
        figures["floor_seconds"] = round(time.perf_counter() - began, 2)
        connection.close()
        print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
