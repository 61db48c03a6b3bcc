"""Pictures that artists have brought into the creator, to be chosen again."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db.models import QuerySet

from monogram.catalogue.errors import PictureUnreadableError
from monogram.catalogue.models import Category
from monogram.catalogue.pictures import PictureCopy, copy_thumbnail
from monogram.common import clock
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.models import Image
from monogram.virtual_products.models import Artwork

logger = logging.getLogger(__name__)

THUMBNAIL_SIDE = 360
"""Pixels: enough for the shelf's squares on a phone of three pixels to the point."""
_MADE_AT_ONCE = 4


def keep_artwork(*, company: Company, category: Category, artist: str, image: Image) -> Artwork:
    """Note that this picture was brought, last of all. The same bytes again take the former one's place."""
    artwork, _ = Artwork.objects.update_or_create(
        company=company,
        category=category,
        artist=artist,
        sha256=image.sha256,
        defaults={"image": image, "brought_at": clock.now()},
    )
    make_thumbnails([artwork])
    return artwork


def make_thumbnails(artworks: Sequence[Artwork]) -> None:
    """Give those a small copy that have none, having been brought before copies were made.

    What cannot be read stays without.
    """
    without = [artwork for artwork in artworks if not artwork.thumbnail]
    if not without:
        return
    keys = [artwork.image.working_copy for artwork in without]
    with ThreadPoolExecutor(_MADE_AT_ONCE, thread_name_prefix="thumbnails") as pool:
        copies = list(pool.map(_thumbnail, keys))
    made = []
    for artwork, copy in zip(without, copies, strict=True):
        if copy:
            artwork.thumbnail = files.store(copy.content, folder="images", suffix=copy.suffix)
            artwork.thumbnail_width, artwork.thumbnail_height = copy.width, copy.height
            made.append(artwork)
    Artwork.objects.bulk_update(made, ["thumbnail", "thumbnail_width", "thumbnail_height"])


def _thumbnail(key: str) -> PictureCopy | None:
    try:
        return copy_thumbnail(files.read(key), THUMBNAIL_SIDE)
    except (FileNotFoundError, PictureUnreadableError):
        logger.exception("no thumbnail can be made of %s", key)
        return None


def artworks_of(*, company: Company, category: Category, artist: str) -> QuerySet[Artwork]:
    """What was brought before for this category by this artist, with the pictures, newest first."""
    mine = Artwork.objects.filter(company=company, category=category, artist=artist)
    return mine.select_related("image")


def not_brought(*, company: Company, category: Category, artist: str, images: Collection[str]) -> set[str]:
    """Those of the pictures' ids whose content this artist has not brought for this category."""
    known = Image.objects.filter(company=company, pk__in=set(images))
    contents = dict(known.order_by().values_list("pk", "sha256"))
    mine = artworks_of(company=company, category=category, artist=artist).filter(sha256__in=set(contents.values()))
    brought = set(mine.order_by().values_list("sha256", flat=True))
    return {image for image in images if contents.get(image) not in brought}
