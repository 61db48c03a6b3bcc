"""What the sample documents say: one day's work of a made-up printer, with names in several scripts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.parity.designs import Design, designs

from monogram.layout.resources import Resources
from monogram.rendering.bands import render_png
from monogram.rendering.documents.address_label import AddressLabel
from monogram.rendering.documents.customs import Customs, CustomsItem
from monogram.rendering.documents.fonts import document_fonts
from monogram.rendering.documents.job_ticket import JobTicket, TicketItem
from monogram.rendering.documents.packing_slip import Brand, PackingSlip, SlipItem
from monogram.rendering.documents.pick_list import PickItem, PickList
from monogram.rendering.documents.s10 import s10
from monogram.rendering.documents.shipping_label import ShippingLabel
from monogram.rendering.imposition.artwork_forms import Artwork
from monogram.rendering.imposition.gang_sheet import (
    GangPiece,
    GangSheetWish,
    piece_to_nest,
    room_for_pieces,
    write_gang_sheet,
)
from monogram.rendering.imposition.nesting import Layout, Medium, nest
from monogram.rendering.pdf import PdfOptions, render_pdf

FONTS = Path(__file__).parents[2] / "src" / "monogram" / "demo" / "assets" / "fonts"
FALLBACKS = (
    "noto-sans-bold", "noto-naskh-arabic-regular", "noto-sans-hebrew-bold", "noto-sans-devanagari-bold",
    "noto-sans-thai-bold", "noto-sans-jp-bold", "noto-sans-sc-bold", "noto-sans-kr-bold", "noto-sans-symbols-regular",
    "twemoji",
)  # fmt: skip
SENDER = ("Northern Print Works", "Unit 4, Calder Mills", "Hebden Bridge", "HX7 8AD", "United Kingdom")
BRISTOL = (
    "Amelia Hartley-Brookes",
    "Flat 12, The Old Chocolate Works",
    "38 Queen Charlotte Street",
    "Bristol",
    "BS1 4HX",
    "United Kingdom",
)
ZURICH = ("Jürg Müller-Brunner", "Bäckerstrasse 14, 3. Stock", "8004 Zürich", "SWITZERLAND")
CUSTOMS = Customs(
    form="CN22",
    contents="sale_of_goods",
    items=(
        CustomsItem("Cotton T-shirt, printed", 2, 380, "38.00", "6109100010", "GB"),
        CustomsItem("Ceramic mug, 330 ml, printed", 1, 410, "12.50", "6912002390", "CN"),
        CustomsItem("Paper stickers", 5, 25, "7.50", "4821101000", "GB"),
    ),
    currency="GBP",
    total_value="58.00",
    total_weight_g=815,
    date="26 Nov 2026",
    invoice="MG-10482",
    sender_tax_id="GB 123 4567 89",
    signature="R. Greenwood",
)


@cache
def fonts() -> Resources:
    return document_fonts({font: (FONTS / f"{font}.ttf").read_bytes() for font in FALLBACKS})


def shipping_label() -> ShippingLabel:
    return ShippingLabel(
        sender=SENDER,
        recipient=BRISTOL,
        carrier="Sandbox Carrier",
        service="Tracked 24",
        tracking=s10("LM", 48_210_377, "GB"),
        reference="9F2C41D07B6E85A3",
        weight_g=640,
        date="26 Nov 2026",
        notice="TEST LABEL · NOT FOR POSTING",
        contents=("2 × Organic T-shirt, navy, M · A41F0C29B7E", "1 × Mug “Best dad in Bristol” · 0C77D9E2F51"),
    )


def abroad_label() -> ShippingLabel:
    return ShippingLabel(
        sender=SENDER,
        recipient=ZURICH,
        carrier="Sandbox Carrier",
        service="International Tracked",
        tracking=s10("LM", 48_210_378, "GB"),
        reference="51B0D6AA90C3F27E",
        weight_g=815,
        date="26 Nov 2026",
        customs=CUSTOMS,
    )


def far_label() -> ShippingLabel:
    """An address that is too long for any label, in three scripts, and a service with a long name."""
    return ShippingLabel(
        sender=(*SENDER, "VAT GB 123 4567 89", "returns@northern-print-works.example"),
        recipient=(
            "عبد الرحمن بن محمد بن عبد الله الخوارزمي",
            "شارع الشيخ زايد، برج الياقوت، الطابق السابع والثلاثون، مكتب رقم ٣٧٠٥",
            "〒150-0002 東京都渋谷区渋谷二丁目二十一番一号渋谷ヒカリエ",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            "c/o Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Community Centre",
            "서울특별시 강남구 테헤란로 152 강남파이낸스센터",
            "ถนนสุขุมวิท แขวงคลองเตย เขตคลองเตย",
            "Dubai",
            "UNITED ARAB EMIRATES",
        ),
        carrier="A Carrier With a Very Long Name Indeed International Ltd",
        service="International Tracked and Signed Economy with Compensation",
        tracking=s10("RB", 99_999_999, "GB"),
        reference="ORDER-2026-11-26-000482",
        weight_g=12_345,
        parcel=(2, 3),
        date="26 Nov 2026",
        contents=tuple(f"{n} × thing number {n}" for n in range(1, 9)),
    )


@cache
def thumbnail(name: str, side: int = 240) -> bytes:
    """A sample design as it is shown in lists, its longer side so many pixels."""
    design: Design = designs()[name]
    file = io.BytesIO()
    render_png(
        design.operations,
        into=file,
        width=design.width,
        height=design.height,
        bleed=0,
        dpi=side * 25.4 / max(design.width, design.height),
        images=design.images,
        mask=None,
    )
    return file.getvalue()


def packing_slip() -> PackingSlip:
    return PackingSlip(
        brand=Brand(
            "Thistle & Post",
            ("38 Corn Street, Bristol BS1 1HT", "hello@thistle-and-post.example"),
        ),
        order_ref="9F2C41D07B6E85A3",
        shop_ref="TP-10482",
        date="24 November 2026",
        recipient=BRISTOL,
        shipping="Royal Mail Tracked 24",
        parcel=(1, 2),
        items=(
            SlipItem("Organic cotton T-shirt", "TSHIRT-NAVY-M", 2, "Navy · M · “Badge”", thumbnail=thumbnail("badge")),
            SlipItem(
                "Mug", "MUG-330", 1, "White · 330 ml", "Top line: Good morning", thumbnail=thumbnail("mug-good-morning")
            ),
            SlipItem(
                "Framed print, sustainably harvested oak with museum glass and a hanging kit for heavy walls",
                "FRAME-OAK-A3", 1, "Oak · A3 · portrait", rest="of 3, in several parcels",
                thumbnail=thumbnail("polaroids"),
            ),
            SlipItem("Greeting card with foil", "CARD-FOIL", 5, "A6 · gold foil", thumbnail=thumbnail("foil-card")),
        ),
        gift_message="Happy birthday, dear Amelia.\n"
        "May all your mornings be good ones — with love from Jürg, 美咲 and أمينة 🎉",
        note="Thank you for choosing things that are made one at a time. If anything is not as you hoped, write to us "
        "within 30 days and we will put it right.",
    )  # fmt: skip


_TICKET = (
    ("A41F0C29B7E", "9F2C41D07B6E85A3", "Organic cotton T-shirt", "TSHIRT-NAVY-M", 2, "Navy · M", "badge"),
    ("B7730D1E4C2", "51B0D6AA90C3F27E", "Organic cotton T-shirt", "TSHIRT-WHITE-L", 1, "White · L", "shirt-large"),
    ("0C77D9E2F51", "9F2C41D07B6E85A3", "Tote bag", "TOTE-NATURAL", 1, "Natural", "birthday-arc"),
    ("D018A6634FB", "E4405B1C77D2A980", "Organic cotton T-shirt, long sleeves, garment-dyed", "TSHIRT-LS-OLIVE-XXL", 12,
     "Olive · XXL", "round-the-heart"),
    ("3E9B50C7A14", "77A0F3D9B2C4E615", "Cushion cover", "CUSHION-45", 1, "Linen · 45 × 45 cm", "photo-masks"),
    ("F2614D8E90A", "77A0F3D9B2C4E615", "Cushion cover", "CUSHION-45", 1, "Linen · 45 × 45 cm", "cjk"),
    ("91C3B7F05DE", "C2D4E6F8A0B1C3D5", "Baby body", "BABY-6M", 3, "Cream · 3–6 months", "emoji"),
)  # fmt: skip


def job_ticket(preview: bytes | None = None) -> JobTicket:
    return JobTicket(
        batch_ref="4D7A19C2",
        title="Transfers for textiles, mixed",
        printed_on="Transfer film, roll of 600 mm",
        due_date="Fri 27 Nov",
        created="26 Nov 2026, 09:14",
        sheets=1,
        utilisation=0.873,
        note="Cotton goods only. Press at 160 °C for 15 s, peel cold.",
        preview=preview,
        items=tuple(
            TicketItem(
                item, order, name, sku, quantity, options, "Front · 280 × 350 mm", "27 Nov", "1", thumbnail(design)
            )
            for item, order, name, sku, quantity, options, design in _TICKET
        ),
    )


def pick_list() -> PickList:
    places = (
        "Aisle 2 · Bay 14",
        "Aisle 2 · Bay 14",
        "Aisle 1 · Bay 3",
        "Aisle 2 · Bay 15",
        "Aisle 4 · Bay 1",
        "Aisle 4 · Bay 1",
        "",
    )
    return PickList(
        heading="4D7A19C2",
        title="Transfers for textiles, mixed",
        due_date="Fri 27 Nov",
        code="4D7A19C2",
        items=[
            PickItem(sku, name, quantity, options, place, item)
            for (item, _, name, sku, quantity, options, _), place in zip(_TICKET, places, strict=True)
        ],
    )


def address_label() -> AddressLabel:
    return AddressLabel(sender=SENDER, recipient=BRISTOL, reference="9F2C41D07B6E85A3")


@cache
def artwork_pdf(name: str) -> bytes:
    """A sample design as its frozen print file: vectors, named inks, 3 mm of bleed."""
    design: Design = designs()[name]
    options = PdfOptions(
        title=name, document_hash=name, created=datetime(2026, 1, 1, tzinfo=UTC), bleed=3.0, resolution_cap=150
    )
    return render_pdf(
        design.operations,
        width=design.width,
        height=design.height,
        images=design.images,
        mask=None,
        options=options,
    )


GANG = (
    ("badge", 2), ("round-the-heart", 3), ("birthday-arc", 2), ("foil-card", 4), ("photo-masks", 2), ("emoji", 3),
    ("cjk", 2), ("mug-good-morning", 3), ("polaroids", 2), ("shirt-large", 1), ("engraved-portrait", 2),
    ("pen-engraving", 6), ("qr-wedding", 2), ("clipart-recoloured", 3),
)  # fmt: skip
GANG_MEDIUM = Medium(width=600, margin=8, gap=4)
GANG_WISH = GangSheetWish("4D7A19C2", medium="Transfer film, roll of 600 mm")


def gang_pieces(folder: Path, wanted: Sequence[tuple[str, int]] = GANG) -> dict[str, GangPiece]:
    """A day's pieces by their item references, with their artwork as files in `folder`."""
    pieces: dict[str, GangPiece] = {}
    for number, (name, copies) in enumerate(wanted):
        file = folder / f"{name}.pdf"
        file.write_bytes(artwork_pdf(name))
        design = designs()[name]
        artwork = Artwork(file, design.width, design.height, bleed=3.0)
        item = f"{0xA41F0C29B7E + 0x3D51C7A9 * number:011X}"
        for copy in range(1, copies + 1):
            code = item if copies == 1 else f"{item}-{copy}"
            pieces[code] = GangPiece(artwork, code, f"{name} · {copy} of {copies}")
    return pieces


def gang_sheet(
    folder: Path, wanted: Sequence[tuple[str, int]] = GANG, medium: Medium = GANG_MEDIUM
) -> tuple[bytes, Layout]:
    """The PDF of them, and how they lie."""
    pieces = gang_pieces(folder, wanted)
    cells = [piece_to_nest(ref, piece, GANG_WISH) for ref, piece in pieces.items()]
    layout = nest(cells, room_for_pieces(medium, GANG_WISH))
    file = io.BytesIO()
    write_gang_sheet(layout, pieces, GANG_WISH, medium=medium, fonts=fonts(), into=file)
    return file.getvalue(), layout
