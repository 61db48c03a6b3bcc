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
    may_restyle: bool = True
    may_move: bool = True


@dataclass(frozen=True)
class ImageField:
    """An image area, its box as fractions of its print area."""

    name: str
    x: float
    y: float
    width: float
    height: float
    is_required: bool = False


@dataclass(frozen=True)
class SizeFacts:
    """A size in which a print area is made, in mm, and what it costs more."""

    name: str
    area: str
    width: float
    height: float
    price: Decimal | None = None


@dataclass(frozen=True)
class AttributeFacts:
    """Something else that is asked: of `options` (name → what it costs more), the first to begin with; else a text."""

    name: str
    options: Mapping[str, Decimal | None] = field(default_factory=dict)
    max_length: int = 60


@dataclass(frozen=True)
class AreaFacts:
    """How one print area is printed."""

    bleed: float = 0
    safe_margin: float = 0
    dpi: int = 300
    is_required: bool = False
    process: PrintProcess = PrintProcess.PRINT
    text_fields: tuple[TextField, ...] = ()
    image_fields: tuple[ImageField, ...] = ()


@dataclass(frozen=True)
class ProductFacts:
    """`areas` is by name; an area that is not named prints plainly.

    `pictured_as`: the product whose pictures it has; then it brings a name and a description of its own.
    """

    sku: str
    supplier_id: int
    supplier_sku: str
    price: Decimal
    kind: ProductKind = ProductKind.PERSONALISED
    areas: Mapping[str, AreaFacts] = field(default_factory=dict)
    sizes: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    print_sizes: tuple[SizeFacts, ...] = ()
    attributes: tuple[AttributeFacts, ...] = ()
    min_quantity: int = 1
    quantity_step: int = 1
    is_template: bool = False
    pictured_as: int | None = None
    name: str = ""
    description: str = ""


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
PEN_SIDE = AreaFacts(
    safe_margin=0.5,
    is_required=True,
    process=PrintProcess.ENGRAVING,
    text_fields=(
        TextField("Top line", 0, 0, 1, 0.5, "Your name", "playfair-display-bold", 3, 24, is_required=True),
        TextField("Bottom line", 0, 0.5, 1, 0.5, "", "inter-regular", 2.2, 32),
    ),
)
PEN_FONTS = ("inter-regular", "playfair-display-bold", "caveat-bold")

MADE_BEFORE = {
    world.PHONE_CASE_ID: (world.NORTHERN_PRINT_WORKS_ID, "NPW-CASE-6"),
    world.PEN_ID: (world.PAPER_AND_FRAME_ID, "PF-PEN-STEEL"),
    world.BUSINESS_PEN_ID: (world.PAPER_AND_FRAME_ID, "PF-PEN-STEEL-BULK"),
}
"""Who made some products in earlier demo worlds, and under which SKU."""

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
        supplier_id=world.COBALT_CASES_ID,
        supplier_sku="CC-CASE-6",
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
        # No palette: ink on paper takes any colour.
        print_sizes=(
            SizeFacts("A3", "Front", 297, 420),
            SizeFacts("A2", "Front", 420, 594, Decimal("18.00")),
            SizeFacts("50 × 70 cm", "Front", 500, 700, Decimal("28.00")),
        ),
    ),
    world.PEN_ID: ProductFacts(
        sku="PEN",
        supplier_id=world.FINE_LINE_ENGRAVING_ID,
        supplier_sku="FLE-PEN-STEEL",
        price=Decimal("14.00"),
        kind=ProductKind.TEXTUAL,
        areas={"Side": PEN_SIDE},
        fonts=PEN_FONTS,
        colours=ENGRAVING_COLOURS,
        attributes=(
            AttributeFacts(
                "Gift wrapping",
                {"No wrapping": None, "Kraft paper": Decimal("1.50"), "Box with a ribbon": Decimal("4.00")},
            ),
            AttributeFacts("Message on the card", max_length=120),
        ),
    ),
    world.BUSINESS_PEN_ID: ProductFacts(
        sku="PEN-BIZ",
        supplier_id=world.FINE_LINE_ENGRAVING_ID,
        supplier_sku="FLE-PEN-STEEL-BULK",
        price=Decimal("8.50"),
        kind=ProductKind.TEXTUAL,
        areas={"Side": PEN_SIDE},
        fonts=PEN_FONTS,
        colours=ENGRAVING_COLOURS,
        min_quantity=10,
        quantity_step=5,
        pictured_as=world.PEN_ID,
        name="Business pens",
        description="The engraved pen for a whole team: from ten pieces, in steps of five, all with the same words.",
    ),
    world.MEMORY_FRAME_ID: ProductFacts(
        sku="MEMORY-A3",
        supplier_id=world.PAPER_AND_FRAME_ID,
        supplier_sku="PF-MEMORY-A3-OAK",
        price=Decimal("36.00"),
        areas={
            "Front": AreaFacts(
                bleed=3,
                safe_margin=8,
                is_required=True,
                image_fields=(ImageField("Photo", 0.1, 0.07, 0.8, 0.645, is_required=True),),
                text_fields=(
                    TextField(
                        "Title",
                        0.1,
                        0.755,
                        0.8,
                        0.1,
                        "Our first summer",
                        "playfair-display-bold",
                        26,
                        40,
                        is_required=True,
                        may_move=False,
                    ),
                    TextField(
                        "Place and date",
                        0.1,
                        0.87,
                        0.8,
                        0.05,
                        "Cornwall, August 2026",
                        "inter-regular",
                        11,
                        60,
                        may_restyle=False,
                        may_move=False,
                    ),
                ),
            )
        },
        colours=INK_COLOURS,
        is_template=True,
        pictured_as=world.FRAMED_PRINT_ID,
        name="Memory frame",
        description="One photo, a title, a place and a date, set for you on heavy matte paper in a solid oak frame.",
    ),
    world.GIFT_BOX_ID: ProductFacts(
        sku="GIFTBOX",
        supplier_id=world.HARBOUR_MUGS_ID,
        supplier_sku="HM-GIFTBOX",
        price=Decimal("6.50"),
        kind=ProductKind.STOCK,
    ),
}
