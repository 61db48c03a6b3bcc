"""The database of the benchmark: a catalogue that every retailer sees, with what is sold, stocked and ordered of it.

All blanks are in a category of no one's, with the virtual products that the shop has made on them; another category of
the shop's own has every second blank. The supplier has reported its stock of each, and makes the shop's orders.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ALL, SOME = 1, 2
_MANY = 5_000
_WORDS = ["lion", "star", "moon", "heart", "river", "cat", "dog", "wave", "forest", "ember", "pearl", "comet"]
_COLOURS = ["White", "Black", "Navy", "Red", "Green", "Yellow", "Grey", "Pink", "Orange", "Purple", "Brown", "Teal"]


def make(count: int) -> dict[str, Any]:
    """What the faces' askers need: a client, a creator's session, a signed-in operator, and numbers."""
    from django.db import connection

    from monogram.catalogue.models import Category, CategoryMember
    from monogram.companies.models import Company, CompanyType

    limits = {"hourly_request_limit": 10**6, "daily_request_limit": 10**6}
    shop = Company.objects.create(name="Shop", **limits)
    factory = Company.objects.create(name="Factory", type=CompanyType.SUPPLIER, **limits)
    blanks = _blanks(count, factory)
    virtuals = _virtuals(count // 5, shop, blanks)
    for number, owner, members in [(ALL, None, [*blanks, *virtuals]), (SOME, shop, blanks[::2])]:
        category = Category.objects.create(id=number, name=f"{len(members)}", owner=owner)
        for some in _portions(members):
            CategoryMember.objects.bulk_create(CategoryMember(category=category, product=product) for product in some)
    _stock(factory, shop, blanks)
    _orders(count, shop, factory, blanks[0])
    _print_jobs(count, shop, blanks)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as its autovacuum does
    return _askers(shop, factory)


def _portions(rows: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(rows), _MANY):
        yield rows[first : first + _MANY]


def _named(dice: random.Random, number: int) -> dict[str, str]:
    from monogram.catalogue.models import product_search_text

    name = f"{dice.choice(_WORDS).title()} {dice.choice(_WORDS)} {dice.randrange(10**6)}"
    sku = f"{dice.randrange(36**6):06}-{number}"
    return {"name": name, "sku": sku, "search_text": product_search_text(name, sku)}


def _blanks(count: int, factory: Any) -> list[Any]:
    """Each with a view, a print area and three of the colours."""
    from monogram.catalogue.models import Aspect, AspectOption, PrintArea, Product, View

    dice = random.Random(1)  # noqa: S311 - numbers of a benchmark
    blanks = Product.objects.bulk_create(
        (
            Product(
                **_named(dice, number),
                description="A blank, as its supplier describes it in a sentence or two.",
                supplier=factory,
                supplier_sku=f"SUPPLIERS-{number}",
            )
            for number in range(count)
        ),
        batch_size=_MANY,
    )
    for some in _portions(blanks):
        views = View.objects.bulk_create(View(product=blank, name="Front") for blank in some)
        PrintArea.objects.bulk_create(
            PrintArea(product=view.product, view=view, name="Front", width=280, height=350) for view in views
        )
        aspects = Aspect.objects.bulk_create(Aspect(product=blank, name="Colour") for blank in some)
        AspectOption.objects.bulk_create(
            AspectOption(aspect=aspect, name=colour, code=colour.upper(), colour="#1c1b1a", position=position)
            for aspect in aspects
            for position, colour in enumerate(dice.sample(_COLOURS, 3))
        )
    return blanks


def _virtuals(count: int, shop: Any, blanks: list[Any]) -> list[Any]:
    from monogram.catalogue.models import Product, VirtualState

    dice = random.Random(2)  # noqa: S311 - as above
    return Product.objects.bulk_create(
        (
            Product(**_named(dice, number), owner=shop, base=blanks[number % 100], virtual_state=VirtualState.APPROVED)
            for number in range(count)
        ),
        batch_size=_MANY,
    )


def _stock(factory: Any, shop: Any, blanks: list[Any]) -> None:
    from monogram.suppliers.models import DropshipAccount, StockItem

    DropshipAccount.objects.create(retailer=shop, supplier=factory)
    _all(
        StockItem,
        (StockItem(supplier=factory, sku=blank.supplier_sku, quantity_available=blank.pk % 50) for blank in blanks),
    )


def _orders(count: int, shop: Any, factory: Any, blank: Any) -> None:
    from monogram.orders.models import ItemType, Order, OrderItem, OrderStatus, Submission

    placed = _all(
        Submission,
        (Submission(company=shop, external_ref=f"PAST-{number}", body={}, body_sha256="") for number in range(count)),
    )
    orders = _all(
        Order,
        (
            Order(
                submission=submission,
                company=shop,
                supplier=factory,
                external_ref=submission.external_ref,
                status=OrderStatus.DISPATCHED if number % 10 else OrderStatus.RECEIVED,
            )
            for number, submission in enumerate(placed)
        ),
    )
    _all(
        OrderItem,
        (
            OrderItem(order=order, external_ref="1", type=ItemType.STOCK, sku=blank.sku, product=blank, quantity=1)
            for order in orders
        ),
    )


def _print_jobs(count: int, shop: Any, blanks: list[Any]) -> None:
    from monogram.designs.models import PrintJob, PrintJobStatus

    states = [PrintJobStatus.CREATED, PrintJobStatus.PAID]
    _all(
        PrintJob,
        (
            PrintJob(company=shop, product=blanks[number % len(blanks)], document={}, status=states[number % 2])
            for number in range(count)
        ),
    )


def _all(model: Any, rows: Iterable[Any]) -> list[Any]:
    made: list[Any] = model._default_manager.bulk_create(rows, batch_size=_MANY)
    return made


def _askers(shop: Any, factory: Any) -> dict[str, Any]:
    from monogram.common import clock
    from monogram.companies.models import ApiKey, Membership, Role, User
    from monogram.companies.services import create_api_key
    from monogram.embed.creator.sessions import LONGEST, Session, token_of
    from monogram.oauth.scopes import DESCRIPTIONS
    from monogram.oauth.services import create_client

    client, secret = create_client(company=shop, name="Benchmark", scopes=DESCRIPTIONS)
    type(client).objects.filter(pk=client.pk).update(hourly_request_limit=10**6, daily_request_limit=10**6)
    create_api_key(company=shop)
    now = int(clock.now().timestamp())
    session = Session(
        company_id=shop.pk,
        api_key_id=ApiKey.objects.get(company=shop).pk,
        approved_id=SOME,
        blanks_id=ALL,
        pending_id=None,
        product_id=None,
        artist="",
        nonce="1",
        begun_at=now,
        ends_at=now + int(LONGEST.total_seconds()),
    )
    operator = User.objects.create_superuser(email="operator@example.com", password=None)
    Membership.objects.create(user=operator, company=factory, role=Role.MANAGER)
    return {
        "client": {"client_id": client.client_id, "secret": secret},
        "creator": token_of(session),
        "cookie": _cookie(operator),
        "shop": shop.pk,
        "factory": factory.pk,
    }


def _cookie(user: Any) -> str:
    """Of a browser in which the user is signed in."""
    from django.conf import settings
    from django.test import Client

    browser = Client()
    browser.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def main() -> None:
    """`COUNT FILE`: make the world in `MONOGRAM_DATA_DIR`'s database and write down its askers."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Path(sys.argv[2]).write_text(json.dumps(make(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
