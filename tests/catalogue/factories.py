"""Products as tests need them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.catalogue.pictures import SIDE, picture

from monogram import demo
from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    Font,
    PrintArea,
    Product,
    TextArea,
    Variant,
    View,
)
from monogram.catalogue.services import save_font_file, save_view_pictures
from monogram.companies.models import Company
from monogram.files import services as files

FONTS = Path(demo.__file__).parent / "assets" / "fonts"
QUAD = [[100, 100], [300, 100], [300, 350], [100, 350]]


def make_font(font_id: str = "inter-regular") -> Font:
    """One of the demo fonts."""
    font = Font.objects.filter(pk=font_id).first()
    if font is None:
        font = Font(id=font_id, family=font_id, style="Regular")
        content = (FONTS / f"{font_id}.ttf").read_bytes()
        font.file.name = files.store(content, folder="fonts", suffix="ttf")
        save_font_file(font=font)
    return font


def make_view(product: Product, name: str = "Front", *, side: int = SIDE) -> View:
    """A view with photo, tint mask and shading map."""
    view = View(product=product, name=name)
    for field in ("photo", "tint_mask", "shading_map"):
        setattr(view, field, files.store(picture(150, side=side), folder="products", suffix="png"))
    return save_view_pictures(view=view)


def make_product(owner: Company | None = None, **fields: Any) -> Product:
    """A card with one print area `Front` of 100 × 125 mm on a photo, one font, no options."""
    product = Product.objects.create(**{"name": "Card", "sku": "CARD", "owner": owner, "price": "4.50", **fields})
    make_font()
    PrintArea.objects.create(
        product=product, view=make_view(product), name="Front", width=100, height=125, bleed=2, quad=QUAD
    )
    return product


def make_shirt(owner: Company | None = None) -> Product:
    """The card in two colours and two sizes, of which black in L is not made."""
    product = make_product(owner, name="Shirt", sku="SHIRT")
    choices = {"Colour": [("White", "WHITE", "#ffffff"), ("Black", "BLACK", "#000000")]}
    sizes = {"Size": [("M", "M", ""), ("L", "L", "")]}
    options: dict[str, AspectOption] = {}
    for position, (name, entries) in enumerate({**choices, **sizes}.items()):
        aspect = Aspect.objects.create(product=product, name=name, position=position)
        for place, (label, code, colour) in enumerate(entries):
            options[code] = AspectOption.objects.create(
                aspect=aspect, name=label, code=code, colour=colour, position=place
            )
    for colour, size in [("WHITE", "M"), ("WHITE", "L"), ("BLACK", "M")]:
        variant = Variant.objects.create(
            product=product, sku=f"SHIRT-{colour}-{size}", supplier_sku=f"S-{colour}-{size}"
        )
        variant.options.set([options[colour], options[size]])
    return product


def make_text_area(product: Product, name: str = "Name", **fields: Any) -> TextArea:
    """A text area over the upper half of the product's first print area."""
    box = {"x": 0, "y": 0, "width": 100, "height": 60, "max_length": 12}
    return TextArea.objects.create(**{"print_area": product.print_areas.all()[0], "name": name, **box, **fields})


def options_of(product: Product, *codes: str) -> list[dict[str, int]]:
    """`[{aspect_id, option_id}]` for the options of these codes."""
    found = AspectOption.objects.filter(aspect__product=product, code__in=codes)
    return [{"aspect_id": option.aspect_id, "option_id": option.pk} for option in found]
