"""A retailer's folder of orders on this machine, looked into now: `python -m tests.faults.order_file PATH`."""

from __future__ import annotations

import sys

import django


def main(path: str) -> None:
    from tests.orders.world import RETAILER_ID

    from monogram.oms.order_drops import poll_order_drop
    from monogram.orders.models import OrderDrop
    from monogram.transports.settings import FolderProtocol

    drop, _ = OrderDrop.objects.get_or_create(
        company_id=RETAILER_ID, defaults={"is_enabled": True, "protocol": FolderProtocol.LOCAL, "folder": path}
    )
    poll_order_drop.enqueue(drop.pk)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
