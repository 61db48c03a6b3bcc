"""Products as tests need them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.catalogue.pictures import SIDE, picture

from monogram import demo
from monogram.catalogue.galleries import hang_in_gallery
from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    AttributeOption,
    Font,
    Gallery,
    GalleryItem,
    PrintArea,
    PrintSize,
    Product,
    ProductAttribute,
    TextArea,
    Variant,
    View,
)
from monogram.catalogue.services import save_font_file, save_view_pictures
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.models import Image

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


def make_print_size(product: Product, name: str = "Large", **fields: Any) -> PrintSize:
    """The product's first print area, twice as large."""
    size = {"print_area": product.print_areas.all()[0], "width": 200, "height": 250}
    return PrintSize.objects.create(**{"product": product, "name": name, **size, **fields})


def make_choice(product: Product, name: str = "Wrapping", *options: str, **fields: Any) -> ProductAttribute:
    """An attribute with these options, by default two; the first costs 2.00 more."""
    attribute = ProductAttribute.objects.create(product=product, name=name, kind="choice", **fields)
    for position, option in enumerate(options or ("Paper", "Box")):
        price = None if position else "2.00"
        AttributeOption.objects.create(attribute=attribute, name=option, position=position, price=price)
    return attribute


def make_gallery(owner: Company | None = None, *names: str, **fields: Any) -> Gallery:
    """A gallery with a picture for each name; their category is Things."""
    gallery = Gallery.objects.create(**{"name": "Gallery", "owner": owner, **fields})
    for name in names:
        make_gallery_item(gallery, name)
    return gallery


def make_gallery_item(gallery: Gallery, name: str, category: str = "Things", tags: str = "") -> GalleryItem:
    """A picture that has not been through the door, since that takes a second."""
    key = files.store(picture(120), folder="images", suffix="png")
    image = Image.objects.create(
        company=gallery.owner, sha256="0" * 64, media_type="image/png", byte_size=1, width=SIDE, height=SIDE,
        original=key, print_copy=key, working_copy=key, working_width=SIDE, working_height=SIDE,
    )  # fmt: skip
    return hang_in_gallery(gallery=gallery, image=image, name=name, category=category, tags=tags)


def options_of(product: Product, *codes: str) -> list[dict[str, int]]:
    """`[{aspect_id, option_id}]` for the options of these codes."""
    found = AspectOption.objects.filter(aspect__product=product, code__in=codes)
    return [{"aspect_id": option.aspect_id, "option_id": option.pk} for option in found]
