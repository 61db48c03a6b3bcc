"""Blanks with photos of their own, and artworks that have been through the door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyvips

from monogram import demo
from monogram.catalogue.models import Aspect, AspectOption, Category, PrintArea, Product, View
from monogram.catalogue.services import create_missing_variants
from monogram.companies.models import Company, CompanyType
from monogram.files import services as files
from monogram.images.models import Image
from monogram.images.services import accept_upload

ASSETS = Path(demo.__file__).parent / "assets"
KINDS = ("tshirt", "phone-case", "framed-print")
COLOURS = ("#ffffff", "#1c1b1a", "#24304f", "#b3261e", "#2e6b4f", "#f2c14e")
SIZES = ("S", "M", "L", "XL", "2XL")
ARTWORK_SIDE = 2400


def build(blanks: int, artworks: int) -> tuple[Company, Category, list[Product], list[Image]]:
    """A retailer with so many blanks, of three kinds in turn, each with two photos, and so many artworks."""
    company = Company.objects.create(name="Seller", type=CompanyType.RETAILER)
    category = Category.objects.create(name="New", owner=company)
    manifest = json.loads((ASSETS / "products/manifest.json").read_text())["products"]
    by_folder = dict(zip(("tshirt", "mug", "phone-case", "framed-print"), manifest, strict=False))
    made = [_blank(number, KINDS[number % 3], by_folder[KINDS[number % 3]]) for number in range(blanks)]
    return company, category, made, [_artwork(company, number) for number in range(artworks)]


def _blank(number: int, folder: str, facts: Any) -> Product:
    product = Product.objects.create(name=f"Blank {number}", sku=f"B{number}", supplier_sku=f"SUP-{number}", price="9")
    for position, view in enumerate(facts["views"]):
        _hang(product, position, ASSETS / "products" / folder, view, number)
    colour = Aspect.objects.create(product=product, name="Colour", position=0)
    size = Aspect.objects.create(product=product, name="Size", position=1)
    AspectOption.objects.bulk_create(
        [
            *(
                AspectOption(aspect=colour, name=value, code=f"C{place}", colour=value, position=place)
                for place, value in enumerate(COLOURS[number % 6 :] + COLOURS[: number % 6])
            ),
            *(AspectOption(aspect=size, name=name, code=name, position=place) for place, name in enumerate(SIZES)),
        ]
    )
    create_missing_variants(product=product)
    return product


def _hang(product: Product, position: int, folder: Path, facts: Any, number: int) -> None:
    """A view with a photo that no other blank has: a little darker than the one before."""
    view = View(product=product, name=facts["name"], position=position)
    photo = pyvips.Image.new_from_file(str(folder / facts["photo"]))
    darker = (photo * (1 - number / 1000)).cast("uchar").copy(interpretation="srgb")
    view.photo = files.store(darker.jpegsave_buffer(Q=88), folder="products", suffix="jpg")
    for field in ("tint_mask", "shading_map", "displacement_map"):
        if facts[field]:
            content = (folder / facts[field]).read_bytes()
            setattr(view, field, files.store(content, folder="products", suffix="png"))
    view.save()  # without the copies that browsers get: nothing here looks at them
    for area in facts["areas"]:
        PrintArea.objects.create(
            product=product, view=view, name=area["name"], position=position, width=area["width_mm"],
            height=area["height_mm"], quad=area["quad"],
        )  # fmt: skip


def _artwork(company: Company, number: int) -> Image:
    """In turns a photograph, and a see-through motif of 2,400 × 2,400 pixels."""
    if number % 2 == 0:
        photos = sorted((ASSETS / "photos").glob("*.jpg"))
        picture = pyvips.Image.new_from_file(str(photos[number // 2 % len(photos)]))
        content = (picture * (1 - number / 100)).cast("uchar").copy(interpretation="srgb").jpegsave_buffer(Q=90)
        return accept_upload(company=company, file_name=f"photo-{number}.jpg", content=content)
    down, across = np.mgrid[0:ARTWORK_SIDE, 0:ARTWORK_SIDE].astype(np.float32) / ARTWORK_SIDE - 0.5
    rings = np.sin(np.hypot(across, down) * (20 + 6 * number)) > 0
    pixels = np.zeros((ARTWORK_SIDE, ARTWORK_SIDE, 4), dtype=np.uint8)
    pixels[..., 0], pixels[..., 1] = 255 * (across + 0.5), 255 * (down + 0.5)
    pixels[..., 2], pixels[..., 3] = 25 * number, 255 * rings
    picture = pyvips.Image.new_from_array(pixels).copy(interpretation="srgb")
    return accept_upload(company=company, file_name=f"rings-{number}.png", content=picture.pngsave_buffer())
