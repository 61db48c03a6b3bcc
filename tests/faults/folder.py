"""A folder on this machine, looked into now: `python -m tests.faults.folder news|orders PATH`.

A supplier's with its news, or a retailer's with files of orders.
"""

from __future__ import annotations

import sys

import django


def main(kind: str, path: str) -> None:
    from tests.orders.world import POTTERY_ID, RETAILER_ID

    from monogram.oms.order_drops import poll_order_drop
    from monogram.oms.polling import poll_folder
    from monogram.orders.models import OrderDrop
    from monogram.suppliers.models import FolderIntegration
    from monogram.transports.settings import FolderProtocol

    where = {"is_enabled": True, "protocol": FolderProtocol.LOCAL, "folder": path}
    if kind == "news":
        poll_folder.enqueue(FolderIntegration.objects.get_or_create(supplier_id=POTTERY_ID, defaults=where)[0].pk)
    else:
        poll_order_drop.enqueue(OrderDrop.objects.get_or_create(company_id=RETAILER_ID, defaults=where)[0].pk)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
