"""Routing: who gets a line, by which account, and the explanation that stays with it."""

from __future__ import annotations

from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID, World

from monogram.catalogue.models import Product
from monogram.oms.route import Destination, plan_route
from monogram.orders.matching import Match
from monogram.suppliers.models import DropshipAccount


def route_of(world: World, product: Product | None, preferred: int | None = None) -> tuple[object, list[str]]:
    route = plan_route(
        company=world.retailer, preferred_account_id=preferred, matches=[Match(product, None, "as the test says")]
    )
    return route.destinations[0], [f"{entry['rule']} {entry['outcome']}" for entry in route.explanations[0]]


def test_the_products_supplier_by_the_retailers_account(world: World) -> None:
    destination, why = route_of(world, world.shirt)

    assert destination == Destination(world.printer.pk, PRINTER_ACCOUNT_ID)
    assert why == ["product found", "supplier found", "account chosen"]


def test_the_account_that_the_order_names_comes_first(world: World) -> None:
    second = DropshipAccount.objects.create(retailer=world.retailer, supplier=world.printer)

    destination, why = route_of(world, world.shirt, preferred=second.pk)

    assert destination == Destination(world.printer.pk, second.pk)
    assert why[-1] == "preferred_account chosen"


def test_an_account_that_does_not_fit_is_refused_and_said_so(world: World) -> None:
    foreign = DropshipAccount.objects.create(retailer=world.stranger, supplier=world.printer)
    for preferred in (foreign.pk, POTTERY_ACCOUNT_ID, 424242):
        destination, why = route_of(world, world.shirt, preferred=preferred)

        assert destination == Destination(world.printer.pk, PRINTER_ACCOUNT_ID)
        assert why[2:] == ["preferred_account refused", "account chosen"]


def test_no_product_no_supplier_no_account(world: World) -> None:
    assert route_of(world, None) == (None, ["product refused"])
    assert route_of(world, world.orphan) == (None, ["product found", "supplier refused"])
    DropshipAccount.objects.filter(pk=PRINTER_ACCOUNT_ID).update(is_active=False)
    assert route_of(world, world.shirt) == (None, ["product found", "supplier found", "account refused"])


def test_a_deactivated_supplier_gets_nothing(world: World) -> None:
    world.printer.is_active = False
    world.printer.save()

    assert route_of(world, world.shirt) == (None, ["product found", "supplier refused"])


def test_queries_do_not_grow_with_the_lines(world: World, django_assert_num_queries: object) -> None:
    matches = [Match(product, None, "") for product in (world.shirt, world.mug, world.box) * 20]

    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture has no public type
        plan_route(company=world.retailer, preferred_account_id=None, matches=matches)
