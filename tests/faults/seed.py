"""Builds the world of the fault tests in an empty database: `python -m tests.faults.seed`."""

from __future__ import annotations

import django

NO_LIMIT = 1_000_000
DESIGNS = 6
PRINT_JOB_REFS = [f"AD{number:016X}" for number in range(DESIGNS)]
CALLBACK_RETRY_SECONDS = [1] * 20
NOWHERE = "http://127.0.0.1:1/push"
CLIENT_ID, CLIENT_SECRET = "fault-tests", "f" * 40
"""Of the retailer's program that makes virtual products."""
CATEGORY_ID, BLANKS_ID = 71001, 71002
"""Into which they go, and what they are made of."""


def main() -> None:
    from tests.orders.world import build_world

    from monogram.catalogue.models import Category
    from monogram.companies.models import Company
    from monogram.designs.models import PrintJob
    from monogram.oauth.scopes import DESCRIPTIONS
    from monogram.oauth.services import create_client
    from monogram.suppliers.services import enable_push

    world = build_world()
    Company.objects.update(
        hourly_request_limit=NO_LIMIT, daily_request_limit=NO_LIMIT, callback_retry_seconds=CALLBACK_RETRY_SECONDS
    )
    for supplier in (world.printer, world.pottery):
        enable_push(supplier=supplier, url=NOWHERE)
    create_client(company=world.retailer, name="Shop", scopes=DESCRIPTIONS, client_id=CLIENT_ID, secret=CLIENT_SECRET)
    Category.objects.create(id=CATEGORY_ID, name="Ours", owner=world.retailer)
    Category.objects.create(id=BLANKS_ID, name="Blanks", owner=world.retailer).products.add(world.shirt)
    area = {"name": "Front", "width": 280, "height": 350}
    for number, ref in enumerate(PRINT_JOB_REFS):
        shape = {
            "id": "s1", "type": "shape", "shape": "ellipse", "width": 40 + number, "height": 30,
            "fill": "#1c1b1a", "transform": [1, 0, 0, 1, 50, 60],
        }  # fmt: skip
        PrintJob.objects.create(
            ref=ref,
            company=world.retailer,
            product=world.shirt,
            document={"version": 1, "product_id": world.shirt.pk, "areas": [{**area, "layers": [shape]}]},
            document_hash=f"{number:064x}",
            sku="SHIRT-WHITE-M",
        )


if __name__ == "__main__":
    django.setup()
    main()
