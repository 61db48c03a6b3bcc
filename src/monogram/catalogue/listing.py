"""Lists of products to choose from (the Smartlink's `pc`), a page at a time."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, prefetch_related_objects

from monogram.catalogue.documents import price_document
from monogram.catalogue.models import Category, Product, ProductKind, View
from monogram.catalogue.offers import Offer
from monogram.catalogue.pages import ProductsWanted, find_products
from monogram.catalogue.queries import visible_categories
from monogram.catalogue.schemas import ListedProductDocument, ProductListDocument, ThumbnailDocument
from monogram.companies.models import Company
from monogram.files import services as files

PRODUCTS_PER_PAGE = 24


def list_products(company: Company, *, categories: Collection[int], query: str, page: int) -> ProductListDocument:
    """A page of the products that can be designed, by name; the first page is 1.

    They are those of these categories, or all that the company may use where none is named, but for virtual products:
    those are many, and listed where their category is named. Categories of other companies are as good as not there. A
    virtual product is shown by its base's photo. Ten statements at most, however many products there are.
    """
    seen = visible_categories(company)
    named = list(seen.filter(pk__in=categories) if categories else seen)
    wanted = ProductsWanted(
        categories=categories or None,
        term=query,
        kinds=[ProductKind.PERSONALISED, ProductKind.TEXTUAL],
        with_virtual=bool(categories),
        is_made=True,
        sort_key="name",
    )
    found = find_products(company, wanted, page=page, count=PRODUCTS_PER_PAGE)
    photos = View.objects.only("product_id", "position", *PHOTO_FIELDS)
    of_these = Category.objects.filter(pk__in=[category.pk for category in named])
    prefetch_related_objects(
        found.products, Prefetch("views", photos), Prefetch("base__views", photos), Prefetch("categories", of_these)
    )
    return {
        "products": [_listed(product) for product in found.products],
        "categories": [{"id": category.pk, "name": category.name} for category in named],
        "next": page + 1 if page * PRODUCTS_PER_PAGE < found.total else None,
    }


PHOTO_FIELDS = ("thumbnail", "thumbnail_width", "thumbnail_height", "photo_copy", "copy_width", "copy_height")


def _listed(product: Product) -> ListedProductDocument:
    offer = Offer(product.base, product) if product.base else Offer(product)
    views = list(offer.product.views.all())
    return {
        "id": product.pk,
        "base_product_id": product.base_id,
        "name": product.name,
        "sku": product.sku,
        "price": price_document(offer.price, offer),
        "thumbnail": thumbnail_document(views[0]) if views else None,
        "categories": [category.pk for category in product.categories.all()],
    }


def thumbnail_document(view: View) -> ThumbnailDocument | None:
    """A view that was saved before there were thumbnails shows the browser's copy instead."""
    if view.thumbnail:
        return {
            "url": files.public_url(view.thumbnail),
            "width": view.thumbnail_width,
            "height": view.thumbnail_height,
        }
    if view.photo_copy:
        return {"url": files.public_url(view.photo_copy), "width": view.copy_width, "height": view.copy_height}
    return None
