"""Stock over the wire: suppliers report it in absolute numbers, retailers read what is of their products."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.api.client import PRINTER, RETAILER, call
from tests.orders.world import (
    POTTERY_ACCOUNT_ID,
    POTTERY_ID,
    POTTERY_KEY,
    PRINTER_ACCOUNT_ID,
    STRANGER_ID,
    STRANGER_KEY,
    World,
)

from monogram.catalogue.models import Product, Variant
from monogram.common import clock
from monogram.suppliers.models import DropshipAccount, ProductSource, SkuMapping, StockItem

POTTERY = f"Basic {POTTERY_ID}:{POTTERY_KEY}"
STRANGER = f"Basic {STRANGER_ID}:{STRANGER_KEY}"
MORNING = datetime(2026, 1, 31, 9, tzinfo=UTC)
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def put(body: Any, auth: str = PRINTER) -> Any:
    return call("PUT", "/stock/availability", body, auth=auth)


def row(quantity: Any, **names: Any) -> dict[str, Any]:
    return {**names, "data": {"quantity_available": quantity}}


def errors(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 200
    return [(error["path"], error["message"]) for error in answer.json()["errors"]]


def quantities() -> dict[tuple[int, str], int]:
    return {(item.supplier_id, item.sku): item.quantity_available for item in StockItem.objects.all()}


@pytest.fixture
def shirts(world: World) -> StockItem:
    """The printer has 5 shirts."""
    return StockItem.objects.create(supplier=world.printer, sku="S-SHIRT", barcode="501", quantity_available=5)


@pytest.mark.parametrize("path", ["/stock/availability", "/stock/availability/"])
def test_quantities_are_absolute_and_what_is_not_named_stays(world: World, shirts: StockItem, path: str) -> None:
    StockItem.objects.create(supplier=world.printer, sku="OTHER", quantity_available=3)

    answer = call("PUT", path, [row(0, sku="S-SHIRT")], auth=PRINTER)

    assert (answer.status_code, answer.json()) == (200, {"updated": 1, "errors": []})
    assert quantities() == {(world.printer.pk, "S-SHIRT"): 0, (world.printer.pk, "OTHER"): 3}


def test_a_row_is_named_by_sku_or_barcode(world: World, shirts: StockItem) -> None:
    StockItem.objects.create(supplier=world.pottery, sku="S-MUG", barcode="501", quantity_available=1)

    assert errors(put([row(7, barcode="501")])) == []
    assert quantities() == {(world.printer.pk, "S-SHIRT"): 7, (world.pottery.pk, "S-MUG"): 1}

    assert errors(put([row(8, sku=" S-SHIRT ", barcode="502")])) == []
    shirts.refresh_from_db()
    assert (shirts.quantity_available, shirts.barcode) == (8, "502")
    assert errors(put([row(9, sku="S-SHIRT")])) == []
    shirts.refresh_from_db()
    assert (shirts.quantity_available, shirts.barcode) == (9, "502")


def test_a_barcode_that_several_skus_have_names_none(world: World, shirts: StockItem) -> None:
    StockItem.objects.create(supplier=world.printer, sku="S-SHIRT-2", barcode="501", quantity_available=1)

    assert errors(put([row(7, barcode="501"), row(7, barcode="999")])) == [
        ("[0].barcode", "2 of your SKUs have the barcode 501: name the SKU"),
        ("[1].barcode", "No stock item of yours has the barcode 999"),
    ]
    assert set(quantities().values()) == {5, 1}


def test_skus_of_the_suppliers_products_get_a_stock_item(world: World) -> None:
    """The product's, the variant's and that of a product of somebody else that it makes too."""
    ProductSource.objects.create(product=world.mug, supplier=world.printer, supplier_sku="PR-MUG")
    wanted = ["S-SHIRT", "S-SHIRT-WHITE-M", "PR-MUG"]

    assert errors(put([row(4, sku=sku) for sku in [*wanted, "S-MUG", "SHIRT"]])) == [
        ("[3].sku", "No stock item and no product of yours has the SKU S-MUG"),
        ("[4].sku", "No stock item and no product of yours has the SKU SHIRT"),
    ]
    assert quantities() == {(world.printer.pk, sku): 4 for sku in wanted}


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (-1, "quantity_available must be from 0 to 2147483647"),
        (2**31, "quantity_available must be from 0 to 2147483647"),
        (1.5, "quantity_available must be a whole number, not 1.5"),
        (True, "quantity_available must be a whole number, not true"),
        ("many", 'quantity_available must be a whole number, not "many"'),
        ([], "quantity_available must be a whole number, not a list"),
        (None, "quantity_available is not given"),
    ],
)
def test_a_quantity_that_is_none(world: World, shirts: StockItem, told: Any, complaint: str) -> None:
    answer = put([row(told, sku="S-SHIRT"), row("2", sku="S-SHIRT-WHITE-M"), row(3.0, barcode="501")])

    assert answer.json()["updated"] == 2
    assert errors(answer) == [("[0].data.quantity_available", complaint)]
    assert quantities() == {(world.printer.pk, "S-SHIRT"): 3, (world.printer.pk, "S-SHIRT-WHITE-M"): 2}


@pytest.mark.parametrize(
    ("entry", "path", "complaint"),
    [
        ("S-SHIRT", "[0]", '[0] must be an object, not "S-SHIRT"'),
        ({"data": {"quantity_available": 1}}, "[0]", "A row must name a sku or a barcode"),
        ({"sku": "S-SHIRT"}, "[0].data", "[0].data must be an object, not nothing"),
        ({"sku": "S-SHIRT", "data": 4}, "[0].data", "[0].data must be an object, not 4"),
        (row(1, sku="A" * 81), "[0].sku", "sku is too long: 81 characters, where at most 80 are kept"),
        (row(1, barcode={}), "[0].barcode", "barcode must be text, not an object"),
    ],
)
def test_a_row_that_is_none(world: World, shirts: StockItem, entry: Any, path: str, complaint: str) -> None:
    assert errors(put([entry, row(6, sku="S-SHIRT")])) == [(path, complaint)]
    assert quantities() == {(world.printer.pk, "S-SHIRT"): 6}


def test_of_rows_about_one_sku_the_first_counts(world: World, shirts: StockItem) -> None:
    answer = put([row(1, sku="S-SHIRT"), row(2, sku="S-SHIRT"), row(3, barcode="501"), row(4, sku="S-SHIRT-WHITE-M")])

    assert answer.json()["updated"] == 2
    assert errors(answer) == [
        ("[1].sku", "SKU S-SHIRT was named before, at [0]"),
        ("[2].barcode", "SKU S-SHIRT was named before, at [0]"),
    ]
    assert quantities()[world.printer.pk, "S-SHIRT"] == 1


@pytest.mark.parametrize(
    ("body", "code", "complaint"),
    [
        (b"{", 100, "Invalid JSON: expecting property name enclosed in double quotes at line 1, column 2"),
        ({}, 0, "The body must be a list of {sku or barcode, data: {quantity_available}}, not an object"),
        ([row(1, sku="A")] * 100_001, 0, "At most 100000 rows may be sent at once, not 100001"),
        (b" " * 20_000_001, 0, "The request body is larger than 20 MB"),
        (b'[{"sku": "\\u0000", "data": {"quantity_available": 1}}]', 0, "[0].sku holds a NUL character"),
    ],
)
def test_a_body_that_is_no_report(world: World, shirts: StockItem, body: Any, code: int, complaint: str) -> None:
    answer = put(body)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"].startswith(complaint)
    assert set(quantities().values()) == {5}


def test_an_empty_report_changes_nothing(world: World, shirts: StockItem) -> None:
    assert put([]).json() == {"updated": 0, "errors": []}


@pytest.mark.parametrize(("auth", "code"), [(RETAILER, 50001), (None, 50000), ("Basic 1:2", 50000)])
def test_who_may_report(world: World, shirts: StockItem, auth: str | None, code: int) -> None:
    answer = call("PUT", "/stock/availability", [row(1, sku="S-SHIRT")], auth=auth)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert set(quantities().values()) == {5}


def test_a_hundred_thousand_rows_of_more_than_five_megabytes(world: World) -> None:
    items = [StockItem(supplier=world.printer, sku=f"SKU-{n:06}", quantity_available=0) for n in range(100_000)]
    StockItem.objects.bulk_create(items, batch_size=5_000)
    body = json.dumps([row(n, sku=f"SKU-{n:06}", barcode=f"{n:013}") for n in range(100_000)]).encode()
    assert len(body) > 5_000_000

    assert put(body).json() == {"updated": 100_000, "errors": []}

    last = StockItem.objects.get(sku="SKU-099999")
    assert (last.quantity_available, last.barcode) == (99_999, "0000000099999")
    assert StockItem.objects.count() == 100_000


def linked(product: Product, supplier_sku: str, variant: Variant | None = None) -> dict[str, Any]:
    of_variant = variant and {"id": variant.pk, "supplier_sku": variant.supplier_sku, "retail_sku": variant.sku}
    return {
        "product": {"id": product.pk, "supplier_sku": supplier_sku, "retail_sku": product.sku},
        "variant": of_variant,
    }


@pytest.fixture
def stocked(world: World, shirts: StockItem) -> World:
    """Shirts and mugs; the printer makes mugs too."""
    ProductSource.objects.create(product=world.mug, supplier=world.printer, supplier_sku="PR-MUG")
    for supplier, sku, quantity in [
        (world.printer, "S-SHIRT-WHITE-M", 2),
        (world.printer, "PR-MUG", 7),
        (world.printer, "NOT-IN-THE-CATALOGUE", 1),
        (world.pottery, "S-MUG", 40),
    ]:
        StockItem.objects.create(supplier=supplier, sku=sku, quantity_available=quantity)
    StockItem.objects.filter(sku="S-MUG").update(lead_time_days=3, daily_capacity=100)
    return world


def entry(quantity: int, *links: dict[str, Any], lead_time: int = 0, capacity: int = 0) -> dict[str, Any]:
    numbers = {"quantity_available": quantity, "lead_time_days": lead_time, "daily_capacity": capacity}
    return {"linked": list(links), **numbers}


@pytest.mark.parametrize("path", ["/stock", "/stock/"])
def test_a_retailer_reads_the_stock_of_its_products(stocked: World, path: str) -> None:
    world = stocked

    answer = call("GET", path)

    assert answer.status_code == 200
    assert answer.json() == {
        "stock": [
            entry(7, linked(world.mug, "PR-MUG")),
            entry(5, linked(world.shirt, "S-SHIRT")),
            entry(2, linked(world.shirt, "S-SHIRT", world.shirt_variant)),
            entry(40, linked(world.mug, "S-MUG"), lead_time=3, capacity=100),
        ]
    }


def test_what_an_account_maps_is_linked_too(stocked: World) -> None:
    world = stocked
    for sku in ("SHIRT", "SHIRT-WHITE-M", "UNKNOWN"):
        SkuMapping.objects.create(account_id=PRINTER_ACCOUNT_ID, retail_sku=sku, supplier_sku="NOT-IN-THE-CATALOGUE")

    [mapped] = [one for one in call("GET", "/stock").json()["stock"] if one["quantity_available"] == 1]

    assert [(one["product"]["id"], one["variant"] and one["variant"]["id"]) for one in mapped["linked"]] == [
        (world.shirt.pk, None),
        (world.shirt.pk, world.shirt_variant.pk),
    ]


def test_one_accounts_stock(stocked: World) -> None:
    of_printer = call("GET", f"/stock?dropship_ref={PRINTER_ACCOUNT_ID}").json()["stock"]
    of_pottery = call("GET", f"/stock?dropship_ref={POTTERY_ACCOUNT_ID}").json()["stock"]

    assert [item["quantity_available"] for item in of_printer] == [7, 5, 2]
    assert [item["quantity_available"] for item in of_pottery] == [40]


def test_strangers_see_nothing_that_is_not_theirs(stocked: World) -> None:
    world = stocked
    account = DropshipAccount.objects.create(retailer=world.stranger, supplier=world.printer)
    Product.objects.filter(pk=world.shirt.pk).update(owner=world.retailer)

    assert call("GET", "/stock", auth=STRANGER).json() == {"stock": [entry(7, linked(world.mug, "PR-MUG"))]}
    for foreign in (account.pk, 4711, 2**63 - 1):
        answer = call("GET", f"/stock?dropship_ref={foreign}")
        assert answer.status_code == 400
        assert answer.json()["error"]["errors"] == [
            {
                "code": 0,
                "message": "dropship_ref must be the reference ID of a dropship account of yours",
                "path": "dropship_ref",
            }
        ]
    account.is_active = False
    account.save()
    assert call("GET", "/stock", auth=STRANGER).json() == {"stock": []}
    assert call("GET", "/stock", auth=PRINTER).json()["error"]["code"] == 50001


def test_what_has_changed_since(stocked: World) -> None:
    StockItem.objects.update(updated_at=MORNING, reported_at=MORNING)
    with clock.frozen(NOON):
        put([row(5, sku="S-SHIRT"), row(1, sku="S-SHIRT-WHITE-M")])

    assert [
        [item["quantity_available"] for item in call("GET", f"/stock?changed_since=2026-01-31 {time}").json()["stock"]]
        for time in ("09:00:00", "09:00:01", "12:00:00", "12:00:01")
    ] == [[7, 5, 1, 40], [1], [1], []]
    shirts = StockItem.objects.get(sku="S-SHIRT")
    assert (shirts.reported_at, shirts.updated_at) == (NOON, MORNING)


def test_a_moment_that_is_none(world: World) -> None:
    answer = call("GET", "/stock?changed_since=yesterday")

    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "changed_since must have the form YYYY-MM-DD HH:MM:SS"
