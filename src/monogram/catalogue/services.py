"""Writes of the catalogue."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.db.models.fields.files import FieldFile

from monogram.catalogue.font_files import coverage_of
from monogram.catalogue.models import AspectOption, Font, Product, Variant, View
from monogram.catalogue.pictures import THUMBNAIL_SIDE, PictureCopy, copy_mask, copy_photo, copy_shade, copy_thumbnail
from monogram.common.signing import sha256_hex
from monogram.files import services as files


def save_view_pictures(*, view: View) -> View:
    """Make the browser's copies of a view's photo, tint mask and shading map, a thumbnail, and save the view.

    Call it whenever one of the three has changed. Raises PictureUnreadableError, and then saves nothing.
    """
    photo = copy_photo(_content(view.photo))
    view.photo_copy, view.copy_width, view.copy_height = _keep(photo), photo.width, photo.height
    size = {"width": photo.width, "height": photo.height}
    view.tint_mask_copy = _keep(copy_mask(_content(view.tint_mask), **size)) if view.tint_mask else ""
    view.shade_copy = _keep(copy_shade(_content(view.shading_map), **size)) if view.shading_map else ""
    thumbnail = copy_thumbnail(photo.content, THUMBNAIL_SIDE)
    view.thumbnail = _keep(thumbnail)
    view.thumbnail_width, view.thumbnail_height = thumbnail.width, thumbnail.height
    view.save()
    return view


def save_font_file(*, font: Font) -> Font:
    """Note the hash of a font's file, by which a design's source is told apart, its characters, and save the font."""
    content = _content(font.file)
    font.sha256, font.coverage = sha256_hex(content), coverage_of(content)
    font.save()
    return font


@transaction.atomic
def create_missing_variants(*, product: Product) -> list[Variant]:
    """A variant for every combination of the aspects' options that has none; a product without aspects gets none.

    SKUs are the product's with the options' codes: `TSHIRT-NAVY-M`. Those that are there stay as they are.
    """
    aspects = list(product.aspects.prefetch_related("options"))
    there = {
        frozenset(option.pk for option in variant.options.all())
        for variant in product.variants.prefetch_related("options")
    }
    return [
        _create_variant(product, chosen)
        for chosen in itertools.product(*(aspect.options.all() for aspect in aspects))
        if chosen and frozenset(option.pk for option in chosen) not in there
    ]


def _create_variant(product: Product, options: Sequence[AspectOption]) -> Variant:
    codes = "-".join(option.code for option in options)
    supplier_sku = f"{product.supplier_sku}-{codes}" if product.supplier_sku else ""
    variant = Variant.objects.create(product=product, sku=f"{product.sku}-{codes}", supplier_sku=supplier_sku)
    variant.options.set(options)
    return variant


def keep_file(path: Path, *, folder: str) -> str:
    """Store a file that the package ships and give its key, for a file field."""
    return files.store(path.read_bytes(), folder=folder, suffix=path.suffix)


def _content(file: FieldFile) -> bytes:
    with file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def _keep(copy: PictureCopy) -> str:
    return files.store(copy.content, folder="views", suffix=copy.suffix)
