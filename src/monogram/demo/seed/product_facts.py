"""What the demo products are, apart from their pictures: SKUs, prices, how each area is printed, sizes, text areas.

Lengths in millimetres. The colours, and the names, sizes and places of the print areas come with the pictures
(`manifest`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from monogram.catalogue.models import PrintProcess, ProductKind
from monogram.demo import world


@dataclass(frozen=True)
class TextField:
    """A text area, its box as fractions of its print area."""

    name: str
    x: float
    y: float
    width: float
    height: float
    default_text: str
    font: str
    size: float
    max_length: int
    is_required: bool = False


@dataclass(frozen=True)
class AreaFacts:
    """How one print area is printed."""

    bleed: float = 0
    safe_margin: float = 0
    dpi: int = 300
    is_required: bool = False
    process: PrintProcess = PrintProcess.PRINT
    text_fields: tuple[TextField, ...] = ()


@dataclass(frozen=True)
class ProductFacts:
    """`areas` is by name; an area that is not named prints plainly."""

    sku: str
    supplier_id: int
    supplier_sku: str
    price: Decimal
    kind: ProductKind = ProductKind.PERSONALISED
    areas: Mapping[str, AreaFacts] = field(default_factory=dict)
    sizes: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


SIZES = ("S", "M", "L", "XL", "XXL")

INK_COLOURS = (
    "#1c1b1a",
    "#ffffff",
    "#b3262e",
    "#e2725b",
    "#f2b84b",
    "#f6e7c1",
    "#3f8f5f",
    "#0f6b66",
    "#a9cbe3",
    "#2b5d9c",
    "#24304d",
    "#6b4a8c",
    "#e59bb4",
    "#8b5e3c",
    "#8d887f",
)
ENGRAVING_COLOURS = ("#4a4b4d",)

PRODUCTS: Mapping[int, ProductFacts] = {
    world.TSHIRT_ID: ProductFacts(
        sku="TSHIRT",
        supplier_id=world.NORTHERN_PRINT_WORKS_ID,
        supplier_sku="NPW-150",
        price=Decimal("18.00"),
        areas={"Front": AreaFacts(safe_margin=5), "Back": AreaFacts(safe_margin=5)},
        sizes=SIZES,
        colours=INK_COLOURS,
    ),
    world.MUG_ID: ProductFacts(
        sku="MUG",
        supplier_id=world.HARBOUR_MUGS_ID,
        supplier_sku="HM-MUG-11OZ",
        price=Decimal("11.50"),
        areas={"Wrap": AreaFacts(bleed=2, safe_margin=4)},
        colours=INK_COLOURS,
    ),
    world.PHONE_CASE_ID: ProductFacts(
        sku="CASE",
        supplier_id=world.NORTHERN_PRINT_WORKS_ID,
        supplier_sku="NPW-CASE-6",
        price=Decimal("16.00"),
        areas={"Back": AreaFacts(bleed=2, safe_margin=4)},
        colours=INK_COLOURS,
    ),
    world.FRAMED_PRINT_ID: ProductFacts(
        sku="PRINT-A3",
        supplier_id=world.PAPER_AND_FRAME_ID,
        supplier_sku="PF-FRAME-A3-OAK",
        price=Decimal("34.00"),
        areas={"Front": AreaFacts(bleed=3, safe_margin=8, is_required=True)},
        colours=INK_COLOURS,
    ),
    world.PEN_ID: ProductFacts(
        sku="PEN",
        supplier_id=world.PAPER_AND_FRAME_ID,
        supplier_sku="PF-PEN-STEEL",
        price=Decimal("14.00"),
        kind=ProductKind.TEXTUAL,
        areas={
            "Side": AreaFacts(
                safe_margin=0.5,
                is_required=True,
                process=PrintProcess.ENGRAVING,
                text_fields=(
                    TextField("Top line", 0, 0, 1, 0.5, "Your name", "playfair-display-bold", 3, 24, is_required=True),
                    TextField("Bottom line", 0, 0.5, 1, 0.5, "", "inter-regular", 2.2, 32),
                ),
            )
        },
        fonts=("inter-regular", "playfair-display-bold", "caveat-bold"),
        colours=ENGRAVING_COLOURS,
    ),
    world.GIFT_BOX_ID: ProductFacts(
        sku="GIFTBOX",
        supplier_id=world.HARBOUR_MUGS_ID,
        supplier_sku="HM-GIFTBOX",
        price=Decimal("6.50"),
        kind=ProductKind.STOCK,
    ),
}
