"""The database of the benchmark: a supplier with a key, and as many SKUs of its in the catalogue."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SUPPLIER = 400_200
RETAILER = 400_201
_MANY = 5_000


def make(count: int) -> dict[str, Any]:
    """The keys of the supplier and of a retailer whose account with it shows `count` SKUs."""
    from monogram.catalogue.models import Product
    from monogram.companies.models import Company, CompanyType
    from monogram.companies.services import create_api_key
    from monogram.suppliers.models import DropshipAccount

    supplier = Company.objects.create(id=SUPPLIER, name="Factory", type=CompanyType.SUPPLIER)
    retailer = Company.objects.create(id=RETAILER, name="Shop")
    DropshipAccount.objects.create(retailer=retailer, supplier=supplier)
    Product.objects.bulk_create(
        (
            Product(name=f"Product {n}", sku=f"P-{n:06}", supplier=supplier, supplier_sku=f"SKU-{n:06}")
            for n in range(count)
        ),
        batch_size=_MANY,
    )
    return {"supplier": create_api_key(company=supplier), "retailer": create_api_key(company=retailer)}


def main() -> None:
    """`COUNT FILE`: make the world in `MONOGRAM_DATA_DIR`'s database and write down its keys."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Path(sys.argv[2]).write_text(json.dumps(make(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
