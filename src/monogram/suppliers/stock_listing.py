"""Reads of stock for people: how it stands, what products it is of, what was never reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from monogram.catalogue.models import Product, Variant
from monogram.catalogue.queries import options_of
from monogram.common import clock
from monogram.common.words import searchable
from monogram.companies.models import Company
from monogram.suppliers.models import ProductSource, StockItem
from monogram.suppliers.stock_csv import write_stock_csv


class StockState(StrEnum):
    """How much there is."""

    OUT = "out"
    LOW = "low"
    IN = "in"

    @property
    def label(self) -> str:
        return {StockState.OUT: "Out of stock", StockState.LOW: "Low", StockState.IN: "In stock"}[self]


_ANY = Q(quantity_available__gt=0)
_NEVER_LOW = Q(low_stock_level__isnull=True)
IS: Mapping[StockState, Q] = {
    StockState.OUT: Q(quantity_available=0),
    StockState.LOW: _ANY & Q(quantity_available__lte=F("low_stock_level")),
    StockState.IN: _ANY & (_NEVER_LOW | Q(quantity_available__gt=F("low_stock_level"))),
}
"""Conditions on stock items."""


@dataclass(frozen=True, slots=True)
class Stocked:
    """What a SKU is of: a product, with the options of the variant where it names one."""

    product: Product
    options: str = ""


def state_of(item: StockItem) -> StockState:
    """How a stock item stands."""
    if item.quantity_available == 0:
        return StockState.OUT
    is_low = item.low_stock_level is not None and item.quantity_available <= item.low_stock_level
    return StockState.LOW if is_low else StockState.IN


def stock_of(supplier: Company, search: str = "") -> QuerySet[StockItem]:
    """A supplier's stock items by SKU; those whose SKU, barcode or product's name holds what is searched for."""
    items = StockItem.objects.filter(supplier=supplier).order_by("sku")
    if not search:
        return items
    named = Q(sku__icontains=search) | Q(barcode__icontains=search)
    for skus in _skus_of(supplier, search):
        named |= Q(sku__in=skus)
    return items.filter(named)


def unreported(supplier: Company, search: str = "") -> QuerySet[Any, str]:
    """The SKUs that a supplier's products have, and of which it has never said how many there are."""
    first, *others = (
        skus.exclude(Exists(StockItem.objects.filter(supplier=supplier, sku=OuterRef("supplier_sku"))))
        for skus in _skus_of(supplier, search)
    )
    return first.union(*others).order_by("supplier_sku")


def products_by_sku(supplier: Company, skus: Collection[str]) -> dict[str, Stocked]:
    """What a supplier's SKUs are of, with the products' views; SKUs of no product are left out. Seven statements."""
    products = Product.objects.prefetch_related("views")
    whole = products.filter(supplier=supplier, supplier_sku__in=skus)
    of_product = {product.supplier_sku: Stocked(product) for product in whole}
    sources = ProductSource.objects.filter(supplier=supplier, supplier_sku__in=skus)
    of_source = {
        source.supplier_sku: (source.product, source.variant)
        for source in sources.select_related("product", "variant").prefetch_related("product__views")
    }
    variants = Variant.objects.filter(product__supplier=supplier, supplier_sku__in=skus)
    of_variant = {
        variant.supplier_sku: (variant.product, variant)
        for variant in variants.select_related("product").prefetch_related("product__views")
    }
    chosen = of_source | of_variant
    options = options_of([variant for _, variant in chosen.values() if variant])
    named = {
        sku: Stocked(product, ", ".join(option.name for option in options[variant.pk]) if variant else "")
        for sku, (product, variant) in chosen.items()
    }
    return of_product | named


def stock_file(items: QuerySet[StockItem]) -> HttpResponse:
    """Stock items as a CSV file to download, named by the moment."""
    content = write_stock_csv(items.order_by("supplier", "sku").iterator())
    name = f"stock-{timezone.localtime(clock.now()):%Y-%m-%d-%H%M}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _skus_of(supplier: Company, search: str) -> list[QuerySet[Any, str]]:
    """A supplier's SKUs of products, of variants and of what it makes besides; those that a search finds."""
    sources: list[tuple[type[Model], str, Q]] = [
        (Product, "", Q(supplier=supplier)),
        (Variant, "product__", Q(product__supplier=supplier)),
        (ProductSource, "product__", Q(supplier=supplier)),
    ]
    found = []
    for model, to_product, own in sources:
        named = Q(supplier_sku__icontains=search) | Q((f"{to_product}search_text__contains", searchable(search)))
        skus = model._default_manager.filter(own, named if search else Q()).exclude(supplier_sku="")
        found.append(skus.order_by().values_list("supplier_sku", flat=True))
    return found
