"""Reads and writes of galleries. `visible_galleries` is the one door through which a company's shoppers see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from monogram.catalogue.models import Gallery, GalleryItem
from monogram.catalogue.pictures import THUMBNAIL_SIDE, copy_thumbnail
from monogram.common.words import all_words_in
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.models import Image
from monogram.images.services import accept_upload

ITEMS_PER_PAGE = 48
_LONGEST_NAME = 120


@dataclass(frozen=True)
class ListedGallery:
    """A gallery that has something in it, with its categories in the order of their first items."""

    gallery: Gallery
    categories: list[str]
    count: int


@dataclass(frozen=True)
class ItemPage:
    """Items with their pictures at hand; `total` counts those of all pages."""

    items: list[GalleryItem]
    total: int
    has_more: bool


def visible_galleries(company: Company) -> QuerySet[Gallery]:
    """The galleries that a company sees: its own and those of no one."""
    return Gallery.objects.filter(Q(owner__isnull=True) | Q(owner=company))


def _wanted(company: Company, ids: Collection[int], product_id: int | None) -> QuerySet[Gallery]:
    """The galleries of these numbers, or those offered on the product where none is named."""
    if ids:
        return visible_galleries(company).filter(pk__in=ids)
    offered = Q(is_on_all_products=True)
    if product_id is not None:
        offered |= Q(pk__in=Gallery.products.through.objects.filter(product=product_id).values("gallery"))
    return visible_galleries(company).filter(offered)


def list_galleries(company: Company, *, ids: Collection[int], product_id: int | None) -> list[ListedGallery]:
    """The galleries of these numbers, or those that the product offers where none is named. Two statements.

    Another company's are as good as not there, and so are empty ones.
    """
    galleries = list(_wanted(company, ids, product_id))
    rows = (
        GalleryItem.objects.filter(gallery__in=galleries)
        .values_list("gallery", "category")
        .annotate(count=Count("pk"), first=Min("position"))
        .order_by("first", "category")
    )
    listed = {gallery.pk: ListedGallery(gallery, [], 0) for gallery in galleries}
    for number, category, count, _ in rows:
        one = listed[number]
        categories = [*one.categories, category] if category else one.categories
        listed[number] = ListedGallery(one.gallery, categories, one.count + count)
    return [one for one in listed.values() if one.count]


def find_items(company: Company, *, ids: Collection[int], query: str, category: str, page: int) -> ItemPage:
    """A page of pictures whose names, categories and tags have every word of the query; the first page is 1.

    They are those of these galleries, or of those on all products where none is named. Two statements.
    """
    items = GalleryItem.objects.filter(gallery__in=_wanted(company, ids, None)).filter(
        all_words_in("search_text", query)
    )
    if category:
        items = items.filter(category=category)
    first = (page - 1) * ITEMS_PER_PAGE
    total = items.count()
    in_order = items.select_related("image").order_by("gallery__position", "gallery__name", "gallery", "position", "pk")
    return ItemPage(list(in_order[first : first + ITEMS_PER_PAGE]), total, has_more=first + ITEMS_PER_PAGE < total)


def add_to_gallery(
    *, gallery: Gallery, file_name: str, content: bytes, name: str = "", category: str = "", tags: str = ""
) -> GalleryItem:
    """Take a picture into a gallery, behind those that are there. Without a name it is called by its file.

    It passes the door of `images` and belongs to the gallery's owner. Raises a subclass of ImageRefusedError; then
    nothing is kept.
    """
    image = accept_upload(company=gallery.owner, file_name=file_name, content=content)
    named = (name or _name_of(image.file_name) or "Picture")[:_LONGEST_NAME]
    return hang_in_gallery(gallery=gallery, image=image, name=named, category=category, tags=tags)


def hang_in_gallery(*, gallery: Gallery, image: Image, name: str, category: str, tags: str) -> GalleryItem:
    """Put a picture that belongs to the gallery's owner behind those that are there, with a thumbnail."""
    thumbnail = copy_thumbnail(files.read(image.working_copy), THUMBNAIL_SIDE)
    last = gallery.items.aggregate(last=Max("position"))["last"]
    return GalleryItem.objects.create(
        gallery=gallery,
        image=image,
        name=name,
        category=category,
        tags=tags,
        position=0 if last is None else last + 1,
        thumbnail=files.store(thumbnail.content, folder="galleries", suffix=thumbnail.suffix),
        thumbnail_width=thumbnail.width,
        thumbnail_height=thumbnail.height,
    )


def _name_of(file_name: str) -> str:
    """`birthday-cake_2.svg` is called “Birthday cake 2”."""
    words = file_name.rsplit(".", 1)[0].replace("-", " ").replace("_", " ").split()
    return " ".join(words)[:1].upper() + " ".join(words)[1:]
