"""A supplier's folder on this machine, looked into now: `python -m tests.faults.folder PATH`."""

from __future__ import annotations

import sys

import django


def main(path: str) -> None:
    from tests.orders.world import POTTERY_ID

    from monogram.oms.polling import poll_folder
    from monogram.suppliers.models import FolderIntegration
    from monogram.transports.settings import FolderProtocol

    integration, _ = FolderIntegration.objects.get_or_create(
        supplier_id=POTTERY_ID, defaults={"is_enabled": True, "protocol": FolderProtocol.LOCAL, "folder": path}
    )
    poll_folder.enqueue(integration.pk)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
