"""What the sample documents say: one day's work of a made-up printer, with names in several scripts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from monogram.layout.resources import Resources
from monogram.rendering.documents.customs import Customs, CustomsItem
from monogram.rendering.documents.fonts import document_fonts
from monogram.rendering.documents.s10 import s10
from monogram.rendering.documents.shipping_label import ShippingLabel

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
