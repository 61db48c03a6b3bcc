"""Reads of the catalogue. `visible_products` is the one door through which a company's products are seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Prefetch, Q, QuerySet

from monogram.catalogue.documents import designer_document
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    Font,
    ImageArea,
    PrintArea,
    Product,
    TextArea,
    Variant,
)
from monogram.catalogue.schemas import DesignerProduct, SkuMatch
from monogram.companies.models import Company

_LARGEST_ID = 2**63 - 1


def visible_products(company: Company | None) -> QuerySet[Product]:
    """The active products that a company may use: its own and those of no one. Without a company, the latter."""
    mine = Q(owner__isnull=True) if company is None else Q(owner__isnull=True) | Q(owner=company)
    return Product.objects.filter(mine, is_active=True)


def product_for(company: Company | None, product_id: int) -> Product:
    """The product alone. Raises ProductNotFoundError, also for another company's."""
    return _the_one(visible_products(company), product_id)


def full_product_for(company: Company | None, product_id: int) -> Product:
    """The product with views, print areas, aspects, variants, fonts and model at hand: a fixed number of queries."""
    return _the_one(_with_parts(visible_products(company)), product_id)


def designer_product(company: Company | None, product_id: int) -> DesignerProduct:
    """The product as the designer gets it. Raises ProductNotFoundError."""
    product = full_product_for(company, product_id)
    return designer_document(product, fonts_of(product))


def fonts_of(product: Product) -> list[Font]:
    """The fonts on offer: those chosen for the product, else all."""
    return list(product.fonts.all()) or list(Font.objects.all())


def text_and_image_area_names(product: Product) -> frozenset[str]:
    """The names that an attribute of a textual order line may have (`contract.md §2`, error 8042)."""
    texts = TextArea.objects.filter(print_area__product=product).values_list("name").order_by()
    images = ImageArea.objects.filter(print_area__product=product).values_list("name").order_by()
    return frozenset(name for (name,) in texts.union(images))


def print_area_names(product: Product) -> frozenset[str]:
    """The names that a URL of an order line of type 7 may have."""
    return frozenset(PrintArea.objects.filter(product=product).values_list("name", flat=True))


def find_by_sku(company: Company, sku: str) -> SkuMatch | None:
    """What a retail SKU names for this company, its own products first, a variant before a whole product."""
    return find_by_skus(company, [sku]).get(sku)


def find_by_skus(company: Company, skus: Collection[str]) -> dict[str, SkuMatch]:
    """`find_by_sku` for many at once, in two queries. SKUs that name nothing are left out."""
    wanted = {sku for sku in skus if sku}
    visible = visible_products(company)
    products = visible.filter(sku__in=wanted).select_related("supplier").order_by("-pk")
    variants = (
        Variant.objects.filter(sku__in=wanted, product__in=visible)
        .select_related("product__supplier")
        .prefetch_related("options__aspect")
        .order_by("-pk")
    )
    matches = [SkuMatch(product, None) for product in products]
    matches += [SkuMatch(variant.product, variant) for variant in variants]
    # The last one written wins: shared before own, products before variants, newer before older.
    matches.sort(key=lambda match: (match.product.owner_id is not None, match.variant is not None))
    return {match.variant.sku if match.variant else match.product.sku: match for match in matches}


def variant_with(product: Product, option_ids: Iterable[int]) -> Variant | None:
    """The variant that stands for exactly these options, out of a product of `full_product_for`."""
    wanted = frozenset(option_ids)
    for variant in product.variants.all():
        if frozenset(option.pk for option in variant.options.all()) == wanted:
            return variant
    return None


def _the_one(products: QuerySet[Product], product_id: int) -> Product:
    product = products.select_related("supplier").filter(pk=_possible(product_id)).first()
    if product is None:
        raise ProductNotFoundError(product_id=product_id)
    return product


def _possible(product_id: int) -> int:
    """A number that the database can look for: none beyond 64 bits, which SQLite and PostgreSQL refuse."""
    return product_id if 0 <= product_id <= _LARGEST_ID else 0


def _with_parts(products: QuerySet[Product]) -> QuerySet[Product]:
    areas = PrintArea.objects.select_related("view").prefetch_related("text_areas", "image_areas")
    return products.select_related("model__print_area").prefetch_related(
        "fonts",
        "views",
        Prefetch("print_areas", areas),
        Prefetch("aspects", Aspect.objects.prefetch_related("options")),
        Prefetch("variants", Variant.objects.prefetch_related(Prefetch("options", AspectOption.objects.all()))),
    )
