"""The demo clipart, which every shop sees, and the retailer's own gallery of photos.

What the package ships has passed the door when it was made (`assets/clipart/make_clipart.py`), so that nothing is
examined here and the world stands in seconds.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyvips

from monogram.catalogue.galleries import hang_in_gallery
from monogram.catalogue.models import Gallery, GalleryKind
from monogram.common.signing import sha256_hex
from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.seed.errors import DemoAssetsMissingError
from monogram.files import services as files
from monogram.images.models import Image

_FOLDER = "images"
_WORKING_SIDE = 1600
PHOTOS = (
    ("dahlia", "Dahlia", "Flowers", "flower pink garden summer"),
    ("landscape", "Morning hills", "Landscapes", "hills mountains lake sunrise view"),
    ("plush-puppy", "Plush puppy", "Toys", "dog teddy toy brown"),
)


def seed(assets: Path) -> None:
    """Both galleries, if they are not there yet: what an operator has changed of them stays."""
    clipart, is_new = Gallery.objects.get_or_create(
        pk=world.CLIPART_GALLERY_ID, defaults={"name": "Clipart", "kind": GalleryKind.CLIPART}
    )
    if is_new:
        _fill_with_clipart(clipart, assets / "clipart")
    photos, is_new = Gallery.objects.get_or_create(
        pk=world.PHOTO_GALLERY_ID,
        defaults={
            "name": "Our photos",
            "kind": GalleryKind.PHOTOS,
            "owner": Company.objects.get(pk=world.RETAILER_ID),
            "position": 1,
        },
    )
    if is_new:
        _fill_with_photos(photos, assets / "photos")


def _fill_with_clipart(gallery: Gallery, folder: Path) -> None:
    listing = folder / "library.json"
    if not listing.is_file():
        raise DemoAssetsMissingError(f"The demo clipart is missing: there is no {listing}. Install the package again.")
    for drawing in json.loads(listing.read_text()):
        image = _drawing_image(folder, drawing["id"])
        hang_in_gallery(
            gallery=gallery,
            image=image,
            name=drawing["name"],
            category=drawing["category"],
            tags=drawing["tags"],
        )


def _drawing_image(folder: Path, name: str) -> Image:
    """An SVG with the drawing and the picture that the door has made of it."""
    svg = (folder / f"{name}.svg").read_bytes()
    picture = (folder / f"{name}.png").read_bytes()
    decoded = pyvips.Image.new_from_buffer(picture, "")
    key = files.store(picture, folder=_FOLDER, suffix="png")
    return Image.objects.create(
        company=None,
        sha256=sha256_hex(svg),
        file_name=f"{name}.svg",
        media_type="image/svg+xml",
        byte_size=len(svg),
        width=decoded.width,
        height=decoded.height,
        has_alpha=True,
        original=files.store(svg, folder=_FOLDER, suffix="svg"),
        print_copy=key,
        working_copy=key,
        working_width=decoded.width,
        working_height=decoded.height,
        drawing=files.store((folder / f"{name}.json").read_bytes(), folder=_FOLDER, suffix="json"),
    )


def _fill_with_photos(gallery: Gallery, folder: Path) -> None:
    for stem, name, category, tags in PHOTOS:
        image = _photo_image(folder / f"{stem}.jpg", gallery.owner)
        hang_in_gallery(gallery=gallery, image=image, name=name, category=category, tags=tags)


def _photo_image(path: Path, owner: Company | None) -> Image:
    """One of the studio's photos, which are upright and in sRGB: it is printed as it is."""
    if not path.is_file():
        raise DemoAssetsMissingError(f"A demo photo is missing: there is no {path}. Install the package again.")
    content = path.read_bytes()
    whole = pyvips.Image.new_from_buffer(content, "")
    working = pyvips.Image.thumbnail_buffer(content, _WORKING_SIDE, size="down")
    original = files.store(content, folder=_FOLDER, suffix="jpg")
    return Image.objects.create(
        company=owner,
        sha256=sha256_hex(content),
        file_name=path.name,
        media_type="image/jpeg",
        byte_size=len(content),
        width=whole.width,
        height=whole.height,
        original=original,
        print_copy=original,
        working_copy=files.store(working.jpegsave_buffer(Q=90, keep=0), folder=_FOLDER, suffix="jpg"),
        working_width=working.width,
        working_height=working.height,
    )
