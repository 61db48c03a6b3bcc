"""The database of the benchmark: virtual products of one retailer on a hundred blanks, all in one category
and fifty in another."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CATEGORY, SMALL_CATEGORY = 1, 2
_MANY, _FEW = 5_000, 50
_BLANKS = 100
_WORDS = ["lion", "star", "moon", "heart", "river", "cat", "dog", "wave", "forest", "ember", "pearl", "comet"]


def make(count: int) -> dict[str, Any]:
    """The client and its secret. Another retailer has a fifth as many products, between those of the first."""
    from django.db import connection

    from monogram.catalogue.models import Category, CategoryMember, Product
    from monogram.companies.models import Company
    from monogram.oauth.scopes import DESCRIPTIONS
    from monogram.oauth.services import create_client

    shop, rival = (
        Company.objects.create(name=name, hourly_request_limit=10**6, daily_request_limit=10**6)
        for name in ("Shop", "Rival")
    )
    blanks = Product.objects.bulk_create(Product(name=f"Blank {n}", sku=f"B-{n}") for n in range(_BLANKS))
    made = Product.objects.bulk_create(_virtual(count, shop, rival, blanks), batch_size=_MANY)
    own = [product for product in made if product.owner_id == shop.pk]
    for number, members in [(CATEGORY, own), (SMALL_CATEGORY, own[:: len(own) // _FEW])]:
        category = Category.objects.create(id=number, name=f"{len(members)}", owner=shop)
        for first in range(0, len(members), _MANY):
            some = members[first : first + _MANY]
            CategoryMember.objects.bulk_create(CategoryMember(category=category, product=product) for product in some)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as its autovacuum does
    client, secret = create_client(company=shop, name="Benchmark", scopes=DESCRIPTIONS)
    type(client).objects.filter(pk=client.pk).update(hourly_request_limit=10**6, daily_request_limit=10**6)
    return {"client_id": client.client_id, "secret": secret}


def _virtual(count: int, shop: Any, rival: Any, blanks: list[Any]) -> Iterator[Any]:
    from monogram.catalogue.models import Product, VirtualState, product_search_text

    dice = random.Random(1)  # noqa: S311 - numbers of a benchmark
    for number in range(count + count // 5):
        name = f"{dice.choice(_WORDS).title()} {dice.choice(_WORDS)} {dice.randrange(10**6)}"
        sku = f"{dice.randrange(36**6):06}-{number}"
        yield Product(
            name=name,
            sku=sku,
            description="A picture on a blank, as artists describe it in a sentence or two.",
            search_text=product_search_text(name, sku),
            owner=rival if number % 6 == 5 else shop,
            base=blanks[number % _BLANKS],
            virtual_state=VirtualState.APPROVED,
        )


def main() -> None:
    """`COUNT FILE`: make the world in `MONOGRAM_DATA_DIR`'s database and write down its client."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Path(sys.argv[2]).write_text(json.dumps(make(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
