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
from monogram.companies import services as companies
from monogram.companies.models import Company, CompanyType
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
_DOCUMENT: dict[str, Any] = {"version": 1, "areas": []}


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
    retailer = _company(RETAILER_ID, "Shop", CompanyType.RETAILER, RETAILER_KEY)
    stranger = _company(STRANGER_ID, "Stranger", CompanyType.RETAILER, STRANGER_KEY)
    printer = _company(PRINTER_ID, "Printer", CompanyType.SUPPLIER, PRINTER_KEY)
    pottery = _company(POTTERY_ID, "Pottery", CompanyType.SUPPLIER, POTTERY_KEY)
    DropshipAccount.objects.create(id=PRINTER_ACCOUNT_ID, retailer=retailer, supplier=printer)
    DropshipAccount.objects.create(id=POTTERY_ACCOUNT_ID, retailer=retailer, supplier=pottery)
    shirt = _product("T-shirt", "SHIRT", printer, ProductKind.PERSONALISED)
    PrintArea.objects.create(product=shirt, name="Front", width=280, height=350)
    PrintArea.objects.create(product=shirt, name="Back", width=280, height=350, position=1)
    shirt_variant = _variant(shirt, {"Colour": ("White", "WHITE"), "Size": ("Medium", "M")}, "SHIRT-WHITE-M")
    mug = _product("Mug", "MUG", pottery, ProductKind.PERSONALISED)
    pen = _product("Pen", "PEN", pottery, ProductKind.TEXTUAL)
    barrel = PrintArea.objects.create(product=pen, name="Barrel", width=60, height=8)
    for name in ("Top line", "Bottom line"):
        TextArea.objects.create(print_area=barrel, name=name, x=0, y=0, width=60, height=4)
    ImageArea.objects.create(print_area=barrel, name="Logo", x=0, y=0, width=8, height=8)
    return World(
        retailer=retailer,
        stranger=stranger,
        printer=printer,
        pottery=pottery,
        shirt=shirt,
        shirt_variant=shirt_variant,
        mug=mug,
        pen=pen,
        box=_product("Gift box", "BOX", pottery, ProductKind.STOCK),
        orphan=_product("Orphan", "ORPHAN", None, ProductKind.STOCK),
        print_job=_design(PrintJob, retailer, shirt, PRINT_JOB_REF, "SHIRT-WHITE-M"),
        foreign_print_job=_design(PrintJob, stranger, shirt, FOREIGN_PRINT_JOB_REF, "SHIRT-WHITE-M"),
        sample=_design(Sample, retailer, mug, SAMPLE_REF, "MUG", name="Best dad"),
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


def _company(company_id: int, name: str, kind: CompanyType, key: str) -> Company:
    company = Company.objects.create(id=company_id, name=name, type=kind)
    companies.create_api_key(company=company, key=key)
    return company


def _product(name: str, sku: str, supplier: Company | None, kind: ProductKind) -> Product:
    return Product.objects.create(name=name, sku=sku, supplier=supplier, supplier_sku=f"S-{sku}", kind=kind)


def _variant(product: Product, options: dict[str, tuple[str, str]], sku: str) -> Variant:
    variant = Variant.objects.create(product=product, sku=sku, supplier_sku=f"S-{sku}")
    for aspect_name, (name, code) in options.items():
        aspect = Aspect.objects.create(product=product, name=aspect_name)
        variant.options.add(AspectOption.objects.create(aspect=aspect, name=name, code=code))
    return variant


def _design(kind: type[Any], company: Company, product: Product, ref: str, sku: str, **fields: Any) -> Any:
    return kind.objects.create(
        ref=ref, company=company, product=product, document=_DOCUMENT, document_hash="0" * 64, sku=sku, **fields
    )
