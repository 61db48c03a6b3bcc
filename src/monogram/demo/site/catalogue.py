"""What the demo shop sells. A retailer keeps its own catalogue: names, prices and what each thing is called
in an order (`contract.md §2`, item types 2 to 5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from monogram.demo import world


class ItemType(IntEnum):
    """The item types of an order that this shop uses."""

    PRINT_JOB = 2
    PRINT_ON_DEMAND = 3
    STOCK = 4
    TEXTUAL = 5


@dataclass(frozen=True)
class TextField:
    """One text that a customer gives with a textual item; `name` is the text area's name on the platform."""

    name: str
    label: str
    example: str
    max_length: int
    required: bool


@dataclass(frozen=True)
class ShopProduct:
    """One thing in the shop. Prices in pence, tax included. `picture`: the address of one that the platform has."""

    slug: str
    product_id: int
    sku: str
    type: ItemType
    name: str
    price_pence: int
    line: str
    story: str
    facts: tuple[str, ...]
    photo: str
    picture: str = ""
    renderer: str = "2d-canvas"
    text_fields: tuple[TextField, ...] = ()
    sample_ref: str = ""

    @property
    def invitation(self) -> str:
        """What one does with it, as the button and the grid say."""
        if self.picture:
            return "Make it yours"
        return {
            ItemType.PRINT_JOB: "Design yours",
            ItemType.TEXTUAL: "Add your words",
            ItemType.STOCK: "Ready to send",
            ItemType.PRINT_ON_DEMAND: "Printed for you",
        }[self.type]


PRODUCTS: tuple[ShopProduct, ...] = (
    ShopProduct(
        slug="classic-t-shirt",
        product_id=world.TSHIRT_ID,
        sku="TSHIRT",
        type=ItemType.PRINT_JOB,
        name="Classic T-shirt",
        price_pence=1800,
        line="Heavy cotton, printed front and back",
        story="Dense combed cotton that keeps its shape, with your design on the front, the back or both.",
        facts=("200 g combed cotton", "Front and back print", "Washes at 40 °C", "Made in two working days"),
        photo="tshirt",
    ),
    ShopProduct(
        slug="mug",
        product_id=world.MUG_ID,
        sku="MUG",
        type=ItemType.PRINT_JOB,
        name="Morning mug",
        price_pence=1150,
        line="White ceramic, printed all the way round",
        story="A good weight, a comfortable handle and room for a picture that goes all the way round.",
        facts=("White glazed ceramic", "Wrap-around print", "Dishwasher safe", "Made in one working day"),
        photo="mug",
    ),
    ShopProduct(
        slug="phone-case",
        product_id=world.PHONE_CASE_ID,
        sku="CASE",
        type=ItemType.PRINT_JOB,
        name="Phone case",
        price_pence=1600,
        line="Slim, matt, and unmistakably yours",
        story="A slim matt case with a raised edge around the screen, printed right up to its own edge.",
        facts=("Matt finish", "Raised edge around the screen", "Wireless charging works", "Made in two working days"),
        photo="phone-case",
    ),
    ShopProduct(
        slug="framed-print",
        product_id=world.FRAMED_PRINT_ID,
        sku="PRINT-A3",
        type=ItemType.PRINT_JOB,
        name="Framed print, A3",
        price_pence=3400,
        line="Archival paper in an oak frame",
        story="Your photograph or words on heavy archival paper, behind glass, in a frame of solid oak.",
        facts=("A3, 297 × 420 mm", "230 g archival paper", "Solid oak, glass front", "Made in three working days"),
        photo="framed-print",
    ),
    ShopProduct(
        slug="engraved-pen",
        product_id=world.PEN_ID,
        sku="PEN",
        type=ItemType.TEXTUAL,
        name="Engraved pen",
        price_pence=1400,
        line="Brushed metal, two lines of your words",
        story="A ballpoint with some weight to it, engraved by laser. Two short lines read best.",
        facts=("Brushed metal barrel", "Laser engraved", "Blue refill, easily changed", "Made in one working day"),
        photo="pen",
        text_fields=(
            TextField("Top line", "Top line", "Ada Byrne", 24, required=True),
            TextField("Bottom line", "Bottom line", "With thanks", 32, required=False),
        ),
    ),
    ShopProduct(
        slug="gift-box",
        product_id=world.GIFT_BOX_ID,
        sku="GIFTBOX",
        type=ItemType.STOCK,
        name="Gift box",
        price_pence=650,
        line="Rigid board, tissue and a ribbon",
        story="A rigid box with tissue and a cotton ribbon. Add one to an order and it arrives ready to give.",
        facts=("Holds a mug or a T-shirt", "Recycled board", "Cotton ribbon"),
        photo="gift-box",
    ),
    ShopProduct(
        slug="good-morning",
        product_id=world.FRAMED_PRINT_ID,
        sku="PRINT-A3",
        type=ItemType.PRINT_ON_DEMAND,
        name="Good morning, framed",
        price_pence=3400,
        line="Our own design, printed when you order it",
        story="A sunrise of our own on archival paper. We keep none in stock: yours is printed when you order it.",
        facts=("A3, 297 × 420 mm", "230 g archival paper", "Solid oak, glass front", "Made in three working days"),
        photo="good-morning",
        sample_ref=world.SAMPLE_REF,
    ),
)

BY_SLUG = {product.slug: product for product in PRODUCTS}
BLANKS = {product.sku: product for product in PRODUCTS if product.type is ItemType.PRINT_JOB}
"""What artists' products are made on, by SKU: the price, the facts, and a photograph where there is no picture."""


@dataclass(frozen=True)
class DeliveryChoice:
    """A way of delivery. `method` is what the order says to the platform."""

    method: str
    name: str
    promise: str
    price_pence: int


DELIVERY_CHOICES = (
    DeliveryChoice("Standard Delivery", "Standard delivery", "3 to 5 working days after it is made", 395),
    DeliveryChoice("Express Delivery", "Express delivery", "Next working day after it is made", 795),
)
BY_METHOD = {choice.method: choice for choice in DELIVERY_CHOICES}
