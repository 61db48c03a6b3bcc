"""The retailer's accounts with its suppliers and their rules, who else makes what, how orders get there and leave.

At home every product goes to its own supplier. What Harbour Mugs cannot take, for it delivers not everywhere and
counts its stock, two others make for it, shared between them by 70 to 30. Each supplier gets its orders another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.seed import ways
from monogram.production.models import BatchTemplate, SheetKind
from monogram.shipping.carriers.sandbox import INTERNATIONAL, TRACKED_24, TRACKED_48
from monogram.shipping.models import CarrierConnection, DefaultService, SenderAddress
from monogram.suppliers.models import DropshipAccount, ProductSource, StockItem

HARBOUR_DELIVERS_TO = [
    *("AT", "BE", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB"),
    *("IE", "IT", "LU", "NL", "NO", "PL", "PT", "SE", "US"),
]
RULES: Mapping[int, Mapping[str, Any]] = {
    world.HARBOUR_MUGS_ID: {"deliverable_countries": HARBOUR_DELIVERS_TO},
    world.NORTHERN_PRINT_WORKS_ID: {"priority": 2, "weight": 70},
    world.PAPER_AND_FRAME_ID: {"priority": 2, "weight": 30},
    world.COBALT_CASES_ID: {},
    world.FINE_LINE_ENGRAVING_ID: {},
}
SOURCES = (
    (world.MUG_ID, world.NORTHERN_PRINT_WORKS_ID, "NPW-MUG"),
    (world.MUG_ID, world.PAPER_AND_FRAME_ID, "PF-MUG-WHITE"),
    (world.GIFT_BOX_ID, world.PAPER_AND_FRAME_ID, "PF-BOX-KRAFT"),
)
SENDERS: Mapping[int, Mapping[str, str]] = {
    world.NORTHERN_PRINT_WORKS_ID: {
        "address_1": "Unit 4, Calder Mills",
        "town": "Hebden Bridge",
        "postcode": "HX7 8AD",
    },
    world.HARBOUR_MUGS_ID: {"address_1": "12 Quay Street", "town": "Whitby", "postcode": "YO21 1DN"},
    world.PAPER_AND_FRAME_ID: {"address_1": "38 Corn Street", "town": "Bristol", "postcode": "BS1 1HT"},
    world.COBALT_CASES_ID: {"address_1": "7 Lower Goat Lane", "town": "Norwich", "postcode": "NR2 1EL"},
    world.FINE_LINE_ENGRAVING_ID: {"address_1": "21 Sidney Street", "town": "Sheffield", "postcode": "S1 4RG"},
}

CASE_SHEETS: Mapping[str, Any] = {
    "skus": "CC-CASE-*",
    "slots": 6,
    "cut_off": "0 16 * * 1-5",
    "medium": SheetKind.SHEET,
    "medium_name": "UV flatbed",
    "width": 600,
    "height": 420,
}
"""Six cases fit on the bed of Cobalt Cases' printer; what has come by four in the afternoon is printed that day."""


def seed() -> None:
    """An account, a way for orders and a carrier per supplier. The ways follow the present addresses."""
    for supplier_id, account_id in world.ACCOUNT_IDS.items():
        supplier = Company.objects.get(pk=supplier_id)
        DropshipAccount.objects.get_or_create(
            pk=account_id, defaults={"retailer_id": world.RETAILER_ID, "supplier": supplier, **RULES[supplier_id]}
        )
        ways.seed(supplier)
        _sandbox_labels(supplier)
    for product_id, supplier_id, sku in SOURCES:
        ProductSource.objects.get_or_create(
            product_id=product_id, supplier_id=supplier_id, defaults={"supplier_sku": sku}
        )
    for supplier_id, shelf in world.STOCK.items():
        for sku, quantity in shelf.items():
            StockItem.objects.get_or_create(supplier_id=supplier_id, sku=sku, defaults={"quantity_available": quantity})
    BatchTemplate.objects.get_or_create(supplier_id=world.COBALT_CASES_ID, name="Phone cases", defaults=CASE_SHEETS)


def _sandbox_labels(supplier: Company) -> None:
    """Labels of a carrier that carries nothing, so that the way of a parcel can be tried."""
    SenderAddress.objects.get_or_create(
        company=supplier,
        defaults={"name": supplier.name, "country_code": "GB", "default_hs_code": "611100", **SENDERS[supplier.pk]},
    )
    connection, _ = CarrierConnection.objects.get_or_create(
        supplier=supplier,
        name="Sandbox Post",
        defaults={"services": [TRACKED_24, TRACKED_48, INTERNATIONAL]},
    )
    DefaultService.objects.get_or_create(supplier=supplier, defaults={"connection": connection, "service": TRACKED_48})
