"""A small world to order in: one retailer, two suppliers, a product of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    ImageArea,
    PrintArea,
    Product,
    ProductKind,
    TextArea,
    Variant,
)
from monogram.common.signing import encrypt, lookup_hash
from monogram.companies.models import ApiKey, Company, CompanyType
from monogram.designs.models import PrintJob, Sample
from monogram.suppliers.models import DropshipAccount

RETAILER_ID = 70001
RETAILER_KEY = "R" * 27
STRANGER_ID = 70002
STRANGER_KEY = "S" * 27
PRINTER_ID = 80001
PRINTER_KEY = "P" * 27
POTTERY_ID = 80002
POTTERY_KEY = "Q" * 27
PRINTER_ACCOUNT_ID = 90001
POTTERY_ACCOUNT_ID = 90002
PRINT_JOB_REF = "AB00000000000000A1"
FOREIGN_PRINT_JOB_REF = "AB00000000000000F1"
SAMPLE_REF = "AB00000000000000C1"
URL = "https://example.com/art.png"
_DESIGN: dict[str, Any] = {"document": {"version": 1, "areas": []}, "document_hash": "0" * 64}


@dataclass(frozen=True)
class World:
    """What there is to order, and who may."""

    retailer: Company
    stranger: Company
    printer: Company
    pottery: Company
    shirt: Product
    shirt_variant: Variant
    mug: Product
    pen: Product
    box: Product
    orphan: Product
    print_job: PrintJob
    foreign_print_job: PrintJob
    sample: Sample


def build_world() -> World:
    """Write the world into the database."""
    retailer, stranger, printer, pottery = _companies()
    DropshipAccount.objects.bulk_create(
        [
            DropshipAccount(id=PRINTER_ACCOUNT_ID, retailer=retailer, supplier=printer),
            DropshipAccount(id=POTTERY_ACCOUNT_ID, retailer=retailer, supplier=pottery),
        ]
    )
    shirt = _product("T-shirt", "SHIRT", printer, ProductKind.PERSONALISED)
    mug = _product("Mug", "MUG", pottery, ProductKind.PERSONALISED)
    pen = _product("Pen", "PEN", pottery, ProductKind.TEXTUAL)
    _, _, barrel = PrintArea.objects.bulk_create(
        [
            PrintArea(product=shirt, name="Front", width=280, height=350),
            PrintArea(product=shirt, name="Back", width=280, height=350, position=1),
            PrintArea(product=pen, name="Barrel", width=60, height=8),
        ]
    )
    lines = ("Top line", "Bottom line")
    TextArea.objects.bulk_create(TextArea(print_area=barrel, name=name, x=0, y=0, width=60, height=4) for name in lines)
    ImageArea.objects.create(print_area=barrel, name="Logo", x=0, y=0, width=8, height=8)
    print_job, foreign_print_job = PrintJob.objects.bulk_create(
        [
            PrintJob(company=retailer, product=shirt, ref=PRINT_JOB_REF, sku="SHIRT-WHITE-M", **_DESIGN),
            PrintJob(company=stranger, product=shirt, ref=FOREIGN_PRINT_JOB_REF, sku="SHIRT-WHITE-M", **_DESIGN),
        ]
    )
    return World(
        retailer=retailer,
        stranger=stranger,
        printer=printer,
        pottery=pottery,
        shirt=shirt,
        shirt_variant=_variant(shirt, {"Colour": ("White", "WHITE"), "Size": ("Medium", "M")}, "SHIRT-WHITE-M"),
        mug=mug,
        pen=pen,
        box=_product("Gift box", "BOX", pottery, ProductKind.STOCK),
        orphan=_product("Orphan", "ORPHAN", None, ProductKind.STOCK),
        print_job=print_job,
        foreign_print_job=foreign_print_job,
        sample=Sample.objects.create(
            company=retailer, product=mug, ref=SAMPLE_REF, sku="MUG", name="Best dad", **_DESIGN
        ),
    )


@pytest.fixture
def world(db: None) -> World:
    """The world, for a test in a transaction."""
    return build_world()


def order_body(**changes: Any) -> dict[str, Any]:
    """A good order of one stock item, with some fields changed; None takes a field away."""
    body: dict[str, Any] = {
        "external_ref": "TEST001",
        "sale_datetime": "2017-01-01 12:00:43",
        "shipping_company": "Custom Gateway Ltd.",
        "shipping_address_1": "Pinewood Court",
        "shipping_postcode": "SK10 2XR",
        "shipping_country_code": "GB",
        "items": [stock_item()],
    }
    body |= changes
    return {name: value for name, value in body.items() if value is not None}


def stock_item(**changes: Any) -> dict[str, Any]:
    """A good stock line."""
    return _line({"external_ref": "ITEM001", "quantity": 1, "type": 4, "sku": "BOX"}, changes)


def print_job_item(**changes: Any) -> dict[str, Any]:
    """A good line of the documented kind: a print job, no SKU."""
    item = {"external_ref": "ITEM001", "quantity": 1, "type": 2, "print_job_ref": PRINT_JOB_REF}
    return _line(item, changes)


def item_of_type(world: World, kind: int) -> dict[str, Any]:
    """A good line of each of the six types."""
    fields: dict[int, dict[str, Any]] = {
        1: {"external_url": URL, "external_thumbnail_url": URL, "sku": "SHIRT-WHITE-M"},
        2: {"print_job_ref": PRINT_JOB_REF},
        3: {"print_on_demand_ref": SAMPLE_REF},
        4: {"sku": "BOX"},
        5: {"textual_product_id": world.pen.pk, "attributes": [{"name": "Top line", "value": "Ada"}]},
        7: {
            "sku": "SHIRT-WHITE-M",
            "external_urls": [{"fullsize": URL, "thumbnail": URL, "name": name} for name in ("Front", "Back")],
        },
    }
    return {"external_ref": f"ITEM{kind}", "quantity": 1, "type": kind, **fields[kind]}


def _line(item: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (item | changes).items() if value is not None}


def _companies() -> list[Company]:
    """Two retailers and two suppliers, each with its key."""
    made = Company.objects.bulk_create(
        [
            Company(id=RETAILER_ID, name="Shop", type=CompanyType.RETAILER),
            Company(id=STRANGER_ID, name="Stranger", type=CompanyType.RETAILER),
            Company(id=PRINTER_ID, name="Printer", type=CompanyType.SUPPLIER),
            Company(id=POTTERY_ID, name="Pottery", type=CompanyType.SUPPLIER),
        ]
    )
    ApiKey.objects.bulk_create(
        ApiKey(company=company, key_hash=lookup_hash(key), encrypted_key=encrypt(key))
        for company, key in zip(made, (RETAILER_KEY, STRANGER_KEY, PRINTER_KEY, POTTERY_KEY), strict=True)
    )
    return made


def _product(name: str, sku: str, supplier: Company | None, kind: ProductKind) -> Product:
    return Product.objects.create(name=name, sku=sku, supplier=supplier, supplier_sku=f"S-{sku}", kind=kind)


def _variant(product: Product, options: dict[str, tuple[str, str]], sku: str) -> Variant:
    variant = Variant.objects.create(product=product, sku=sku, supplier_sku=f"S-{sku}")
    aspects = Aspect.objects.bulk_create(Aspect(product=product, name=name) for name in options)
    chosen = AspectOption.objects.bulk_create(
        AspectOption(aspect=aspect, name=name, code=code)
        for aspect, (name, code) in zip(aspects, options.values(), strict=True)
    )
    variant.options.add(*chosen)
    return variant
