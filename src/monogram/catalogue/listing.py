"""Lists of products to choose from (the Smartlink's `pc`), a page at a time."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet

from monogram.catalogue.documents import price_document
from monogram.catalogue.models import Category, Product, ProductKind, View
from monogram.catalogue.queries import visible_products
from monogram.catalogue.schemas import ListedProductDocument, ProductListDocument, ThumbnailDocument
from monogram.common.words import all_words_in
from monogram.companies.models import Company
from monogram.files import services as files

PRODUCTS_PER_PAGE = 24


def visible_categories(company: Company) -> QuerySet[Category]:
    """The categories that a company sees: its own and those of no one."""
    return Category.objects.filter(Q(owner__isnull=True) | Q(owner=company))


def list_products(company: Company, *, categories: Collection[int], query: str, page: int) -> ProductListDocument:
    """A page of the products that can be designed, by name; the first page is 1.

    They are those of these categories, or all that the company may use where none is named. Categories of other
    companies are as good as not there. Four statements, however many products there are.
    """
    seen = visible_categories(company)
    named = list(seen.filter(pk__in=categories) if categories else seen)
    products = visible_products(company).exclude(kind=ProductKind.STOCK).filter(all_words_in("search_text", query))
    if categories:
        products = products.filter(categories__in=named).distinct()
    first = (page - 1) * PRODUCTS_PER_PAGE
    found = list(
        products.order_by("name", "pk").prefetch_related(
            Prefetch("views", View.objects.only("product_id", "position", *_PHOTO_FIELDS)),
            Prefetch("categories", Category.objects.filter(pk__in=[category.pk for category in named])),
        )[first : first + PRODUCTS_PER_PAGE + 1]
    )
    return {
        "products": [_listed(product) for product in found[:PRODUCTS_PER_PAGE]],
        "categories": [{"id": category.pk, "name": category.name} for category in named],
        "next": page + 1 if len(found) > PRODUCTS_PER_PAGE else None,
    }


_PHOTO_FIELDS = ("thumbnail", "thumbnail_width", "thumbnail_height", "photo_copy", "copy_width", "copy_height")


def _listed(product: Product) -> ListedProductDocument:
    views = list(product.views.all())
    return {
        "id": product.pk,
        "name": product.name,
        "sku": product.sku,
        "price": price_document(product.price, product),
        "thumbnail": _thumbnail(views[0]) if views else None,
        "categories": [category.pk for category in product.categories.all()],
    }


def _thumbnail(view: View) -> ThumbnailDocument | None:
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
