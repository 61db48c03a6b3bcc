"""Routing against the database: who gets a line, by which account, and the explanation that stays with it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID, World

from monogram.catalogue.models import Product, Variant
from monogram.companies.models import Company
from monogram.oms.route import Destination, LineToRoute, Route, plan_route
from monogram.orders.matching import Match
from monogram.suppliers.models import DropshipAccount, ProductSource, SkuMapping, StockItem

SECOND_ACCOUNT_ID = 90003


def plan(world: World, *products: Product | None, preferred: int | None = None, **changes: Any) -> Route:
    facts = {"country_code": "GB", "external_ref": "TEST001"} | changes
    matches = [Match(product, None, "as the test says") for product in products]
    lines = [LineToRoute(match, 1) for match in matches]
    return plan_route(company=world.retailer, preferred_account_id=preferred, lines=lines, **facts)


def sentences(route: Route, line: int = 0) -> list[str]:
    return [f"{entry['rule']} {entry['outcome']}" for entry in route.explanations[line]]


def accounts(route: Route) -> list[int | None]:
    return [destination.account_id if destination else None for destination in route.destinations]


@pytest.fixture
def mug_from_printer(world: World) -> ProductSource:
    """The printer makes mugs too."""
    return ProductSource.objects.create(product=world.mug, supplier=world.printer, supplier_sku="PR-MUG")


def set_rules(account_id: int, **rules: Any) -> None:
    DropshipAccount.objects.filter(pk=account_id).update(**rules)


def test_a_product_with_one_supplier(world: World) -> None:
    route = plan(world, world.shirt)

    assert route.destinations == [Destination(world.printer.pk, PRINTER_ACCOUNT_ID)]
    assert route.explanations[0] == [
        {"rule": "product", "candidate": "", "outcome": "passed", "detail": "as the test says"},
        *(
            {"rule": rule, "candidate": "Printer, account 90001", "outcome": outcome, "detail": detail}
            for rule, outcome, detail in [
                ("supplier", "passed", "makes it as S-SHIRT"),
                ("account", "passed", "the account is active"),
                ("country", "passed", "delivers everywhere"),
                ("stock", "passed", "does not report its stock of this SKU"),
                ("only_candidate", "chosen", "nobody else can make this line"),
            ]
        ),
    ]


def test_the_suppliers_sku_follows_the_supplier(world: World, mug_from_printer: ProductSource) -> None:
    set_rules(POTTERY_ACCOUNT_ID, priority=2)

    route = plan(world, world.mug)

    assert route.destinations[0] == Destination(world.printer.pk, PRINTER_ACCOUNT_ID)
    assert route.destinations[0].supplier_sku == "PR-MUG"
    assert route.possible_accounts == [frozenset({PRINTER_ACCOUNT_ID, POTTERY_ACCOUNT_ID})]


def test_a_source_of_the_variant_goes_before_one_of_the_product(world: World) -> None:
    for variant, sku in ((None, "ANY-SHIRT"), (world.shirt_variant, "WHITE-M")):
        ProductSource.objects.create(product=world.shirt, variant=variant, supplier=world.pottery, supplier_sku=sku)
    other = Variant.objects.create(product=world.shirt, sku="SHIRT-RED-L")
    set_rules(PRINTER_ACCOUNT_ID, is_active=False)
    lines = [LineToRoute(Match(world.shirt, variant, ""), 1) for variant in (world.shirt_variant, other, None)]

    route = plan_route(
        company=world.retailer, preferred_account_id=None, country_code="GB", external_ref="A", lines=lines
    )

    skus = [destination.supplier_sku for destination in route.destinations if destination]
    assert skus == ["WHITE-M", "ANY-SHIRT", "ANY-SHIRT"]


def test_what_an_account_maps_goes_before_the_catalogue(world: World) -> None:
    second = DropshipAccount.objects.create(id=SECOND_ACCOUNT_ID, retailer=world.retailer, supplier=world.printer)
    SkuMapping.objects.create(account_id=PRINTER_ACCOUNT_ID, retail_sku="SHIRT", supplier_sku="PR-1")
    SkuMapping.objects.create(account=second, retail_sku="SHIRT-WHITE-M", supplier_sku="PR-2")
    StockItem.objects.create(supplier=world.printer, sku="PR-1", quantity_available=0)

    def skus(variant: Variant | None, preferred: int) -> list[str]:
        line = LineToRoute(Match(world.shirt, variant, ""), 1)
        route = plan_route(
            company=world.retailer, preferred_account_id=preferred, country_code="GB", external_ref="A", lines=[line]
        )
        return [destination.supplier_sku for destination in route.destinations if destination]

    # The stock is that of the supplier's own word for it: of PR-1 there is none, so the other account makes it
    assert skus(None, PRINTER_ACCOUNT_ID) == ["S-SHIRT"]
    StockItem.objects.update(quantity_available=1)
    assert skus(None, PRINTER_ACCOUNT_ID) == ["PR-1"]
    assert skus(world.shirt_variant, SECOND_ACCOUNT_ID) == ["PR-2"]
    assert skus(world.shirt_variant, PRINTER_ACCOUNT_ID) == ["S-SHIRT-WHITE-M"]


def test_one_account_beats_the_older_one_if_the_order_names_it(world: World) -> None:
    second = DropshipAccount.objects.create(id=SECOND_ACCOUNT_ID, retailer=world.retailer, supplier=world.printer)
    assert accounts(plan(world, world.shirt)) == [PRINTER_ACCOUNT_ID]

    route = plan(world, world.shirt, preferred=second.pk)

    assert route.destinations == [Destination(world.printer.pk, second.pk)]
    assert sentences(route)[-2:] == ["preferred_account passed_over", "preferred_account chosen"]


def test_a_named_account_that_cannot_is_told_and_the_choice_goes_on(world: World) -> None:
    foreign = DropshipAccount.objects.create(retailer=world.stranger, supplier=world.printer)
    for preferred in (foreign.pk, POTTERY_ACCOUNT_ID, 424242):
        route = plan(world, world.shirt, preferred=preferred)

        assert accounts(route) == [PRINTER_ACCOUNT_ID]
        assert sentences(route)[-2:] == ["preferred_account refused", "only_candidate chosen"]
        assert f"account {preferred}" in route.explanations[0][-2]["detail"]


def test_each_reason_for_a_refusal(world: World) -> None:
    assert sentences(plan(world, None)) == ["product refused"]
    assert sentences(plan(world, world.orphan)) == ["product passed", "supplier refused"]
    no_account = plan(world, Product(pk=world.shirt.pk, supplier=world.printer), preferred=None)
    assert no_account.is_complete
    set_rules(PRINTER_ACCOUNT_ID, deliverable_countries=["GB", "IE"])
    StockItem.objects.create(supplier=world.printer, sku="S-SHIRT", quantity_available=1)

    abroad = plan(world, world.shirt, country_code="us")
    assert abroad.explanations[0][-1]["detail"] == "does not deliver to US, only to GB, IE"
    assert sentences(abroad)[-1] == "country refused"
    at_home = plan(world, world.shirt, country_code="gb")
    assert at_home.explanations[0][-2]["detail"] == "has 1 in stock, the order needs 1"
    assert at_home.is_complete
    two = plan(world, world.shirt, world.shirt)
    assert two.destinations == [None, None]
    assert two.explanations[1][-1]["detail"] == "has 1 in stock, the order needs 2"
    set_rules(PRINTER_ACCOUNT_ID, checks_stock=False)
    assert plan(world, world.shirt, world.shirt).is_complete

    set_rules(PRINTER_ACCOUNT_ID, is_active=False)
    assert plan(world, world.shirt).explanations[0][-1]["detail"] == "the account is switched off"
    DropshipAccount.objects.filter(pk=PRINTER_ACCOUNT_ID).delete()
    assert plan(world, world.shirt).explanations[0][-1]["detail"] == "the retailer has no account with it"
    Company.objects.filter(pk=world.printer.pk).update(is_active=False)
    assert plan(world, world.shirt).explanations[0][-1]["detail"] == "is deactivated, or is no supplier"


def test_where_one_cannot_the_other_gets_it(world: World, mug_from_printer: ProductSource) -> None:
    StockItem.objects.create(supplier=world.pottery, sku="S-MUG", quantity_available=0)

    route = plan(world, world.mug)

    assert accounts(route) == [PRINTER_ACCOUNT_ID]
    assert sentences(route)[-1] == "only_candidate chosen"
    assert "stock refused" in sentences(route)


def test_one_statement_however_many_lines(world: World, django_assert_num_queries: Any) -> None:
    products = (world.shirt, world.mug, world.box) * 20

    with django_assert_num_queries(1):
        plan(world, *products)
