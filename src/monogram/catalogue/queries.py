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
    ProductAttribute,
    TextArea,
    Variant,
)
from monogram.catalogue.schemas import DesignerProduct, SkuMatch
from monogram.common.compiled import Table, run, within
from monogram.companies.models import Company
from monogram.layout.loader import FALLBACK_LIMIT

_LARGEST_ID = 2**63 - 1

# What orders ask for, by compiled statements.
_PRODUCTS = Table(Product)
_VARIANTS = Table(Variant)


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
    frame_origins = company.frame_origins if company else []
    return designer_document(product, fonts_of(product), fallback_fonts(), frame_origins)


def fonts_of(product: Product) -> list[Font]:
    """The fonts on offer: those chosen for the product, else all but the fallback fonts."""
    return list(product.fonts.all()) or list(Font.objects.filter(is_fallback=False))


def fallback_fonts() -> list[Font]:
    """The fonts that are asked, in this order, for characters that a font lacks: as many as a design may name."""
    return list(Font.objects.filter(is_fallback=True)[:FALLBACK_LIMIT])


def fonts_by_id(font_ids: Collection[str]) -> dict[str, Font]:
    """Fonts of the catalogue, on offer for a product or not. What does not exist is left out."""
    return Font.objects.in_bulk(list(set(font_ids)))


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


# The rows that decide come last: shared before own, products before variants, newer before older.
_BY_SKUS = f"""
SELECT {_PRODUCTS.columns}, {_VARIANTS.columns}
FROM (
    SELECT id AS product_id, NULL AS variant_id FROM catalogue_product WHERE sku {{skus}}
    UNION ALL
    SELECT product_id, id FROM catalogue_variant WHERE sku {{skus}}
) AS named
JOIN catalogue_product ON catalogue_product.id = named.product_id
LEFT JOIN catalogue_variant ON catalogue_variant.id = named.variant_id
WHERE catalogue_product.is_active AND (catalogue_product.owner_id IS NULL OR catalogue_product.owner_id = %s)
ORDER BY catalogue_product.owner_id IS NOT NULL, named.variant_id IS NOT NULL,
         named.variant_id DESC, named.product_id DESC
"""  # noqa: S608 - columns of our own tables


def find_by_skus(company: Company, skus: Collection[str]) -> dict[str, SkuMatch]:
    """`find_by_sku` for many at once, in one statement. SKUs that name nothing are left out."""
    wanted = [sku for sku in skus if sku]
    if not wanted:
        return {}
    rows = run(_BY_SKUS.format(skus=within(wanted)), [*wanted, *wanted, company.pk])
    products: dict[int, Product] = {}
    found = {}
    for row in rows:
        product = products.setdefault(row[0], _PRODUCTS.instance(row[: _PRODUCTS.width]))
        columns = row[_PRODUCTS.width :]
        variant = _VARIANTS.instance(columns) if columns[0] is not None else None
        if variant:
            variant.product = product
        found[variant.sku if variant else product.sku] = SkuMatch(product, variant)
    return found


_OPTION_NAMES = """
SELECT chosen.variant_id, aspect.name, option.name
FROM catalogue_variant_options AS chosen
JOIN catalogue_aspectoption AS option ON option.id = chosen.aspectoption_id
JOIN catalogue_aspect AS aspect ON aspect.id = option.aspect_id
WHERE chosen.variant_id {variants}
"""


def option_names(variants: Collection[Variant]) -> dict[int, dict[str, str]]:
    """What each variant stands for, by its number: the option's name by the aspect's."""
    numbers = sorted({variant.pk for variant in variants})
    names: dict[int, dict[str, str]] = {number: {} for number in numbers}
    if numbers:
        for number, aspect, option in run(_OPTION_NAMES.format(variants=within(numbers)), numbers):
            names[number][aspect] = option
    return names


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
        "print_sizes",
        Prefetch("attributes", ProductAttribute.objects.prefetch_related("options")),
        Prefetch("aspects", Aspect.objects.prefetch_related("options")),
        Prefetch("variants", Variant.objects.prefetch_related(Prefetch("options", AspectOption.objects.all()))),
    )
