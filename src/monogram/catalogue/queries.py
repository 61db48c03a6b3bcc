"""Reads of the catalogue. `visible_products` is the one door through which a company's products are seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from monogram.catalogue.documents import designer_document
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    Category,
    Font,
    ImageArea,
    PrintArea,
    Product,
    ProductAttribute,
    TextArea,
    Variant,
)
from monogram.catalogue.offers import SKU_JOINT, Offer, VariantOption
from monogram.catalogue.schemas import DesignerProduct, SkuMatch
from monogram.catalogue.virtual_skus import find_virtuals_by_skus
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


def visible_categories(company: Company) -> QuerySet[Category]:
    """The categories that a company sees: its own and those of no one."""
    return Category.objects.filter(Q(owner__isnull=True) | Q(owner=company))


def makeable_products(company: Company | None) -> QuerySet[Product]:
    """Those of them that are made: what virtual products are made on, and all that is none."""
    return visible_products(company).filter(base__isnull=True)


def full_product_for(company: Company | None, product_id: int) -> Product:
    """The product with views, print areas, aspects, variants, fonts and model at hand: a fixed number of queries.

    Raises ProductNotFoundError, also for a virtual product (`offer_for`).
    """
    return _with_parts(_the_one(makeable_products(company), product_id))


def find_by_number(company: Company | None, product_id: int) -> SkuMatch | None:
    """What a product's number names for a company, without its parts: a virtual product with its base, or a product."""
    found = visible_products(company).select_related("supplier", "base__supplier").filter(pk=_possible(product_id))
    named = found.exclude(base__is_active=False).first()
    return SkuMatch(named.base or named, virtual=named if named.base else None) if named else None


def offer_for(company: Company | None, product_id: int) -> Offer:
    """What is sold under a product's number, with all that `full_product_for` has at hand of what is made.

    Raises ProductNotFoundError, also for a virtual product that is not approved, or whose base is not active.
    """
    named = _the_one(visible_products(company), product_id)
    if named.base_id is None:
        return Offer(_with_parts(named))
    return Offer(_with_parts(_the_one(Product.objects.filter(is_active=True), named.base_id)), named)


def full_products(product_ids: Collection[int]) -> dict[int, Product]:
    """Products with their parts at hand, by number, whoever may use them: for what was made on them already."""
    return _by_number(Product.objects.filter(pk__in=set(product_ids)))


def full_products_for(company: Company | None, product_ids: Collection[int]) -> dict[int, Product]:
    """`full_product_for` for many, by number: as many queries as for one. What is not to be had is left out."""
    wanted = [product_id for product_id in set(product_ids) if 0 <= product_id <= _LARGEST_ID]
    return _by_number(makeable_products(company).filter(pk__in=wanted))


def designer_product(company: Company | None, product_id: int) -> DesignerProduct:
    """The product as the designer gets it. Raises ProductNotFoundError."""
    return designer_product_of(company, offer_for(company, product_id))


def designer_product_of(company: Company | None, offer: Offer) -> DesignerProduct:
    """`designer_product` of an offer that is at hand already."""
    frame_origins = company.frame_origins if company else []
    return designer_document(offer, fonts_of(offer.product), fallback_fonts(), frame_origins)


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
    """`find_by_sku` for many at once. SKUs that name nothing are left out.

    It takes one statement, and three more where SKUs may be those of virtual products.
    """
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
    of_virtuals = [sku for sku, match in found.items() if match.product.base_id]
    for sku in of_virtuals:
        del found[sku]
    of_virtuals += [sku for sku in wanted if SKU_JOINT in sku and sku not in found and sku not in of_virtuals]
    return found | find_virtuals_by_skus(company, of_virtuals) if of_virtuals else found


_OPTIONS = """
SELECT chosen.variant_id, aspect.name, option.name, option.code
FROM catalogue_variant_options AS chosen
JOIN catalogue_aspectoption AS option ON option.id = chosen.aspectoption_id
JOIN catalogue_aspect AS aspect ON aspect.id = option.aspect_id
WHERE chosen.variant_id {variants}
ORDER BY aspect.position, aspect.id
"""


def options_of(variants: Collection[Variant]) -> dict[int, list[VariantOption]]:
    """What each variant stands for, by its number, in the aspects' order."""
    numbers = sorted({variant.pk for variant in variants})
    options: dict[int, list[VariantOption]] = {number: [] for number in numbers}
    if numbers:
        for number, *option in run(_OPTIONS.format(variants=within(numbers)), numbers):
            options[number].append(VariantOption(*option))
    return options


def products_by_id(numbers: Collection[int]) -> dict[int, Product]:
    """Products whoever owns them and however they stand, for what was bought of them."""
    return Product.objects.in_bulk(list(set(numbers)))


_BESIDE = ("supplier", "model__print_area")


def _the_one(products: QuerySet[Product], product_id: int) -> Product:
    product = products.select_related(*_BESIDE).filter(pk=_possible(product_id)).first()
    if product is None:
        raise ProductNotFoundError(product_id=product_id)
    return product


def _possible(product_id: int) -> int:
    """A number that the database can look for: none beyond 64 bits, which SQLite and PostgreSQL refuse."""
    return product_id if 0 <= product_id <= _LARGEST_ID else 0


def _by_number(products: QuerySet[Product]) -> dict[int, Product]:
    found = list(products.select_related(*_BESIDE))
    _fetch_parts(found)
    return {product.pk: product for product in found}


def _with_parts(product: Product) -> Product:
    _fetch_parts([product])
    return product


def _fetch_parts(products: Sequence[Product]) -> None:
    areas = PrintArea.objects.select_related("view").prefetch_related("text_areas", "image_areas")
    prefetch_related_objects(
        products,
        "fonts",
        "views",
        Prefetch("print_areas", areas),
        "print_sizes",
        Prefetch("attributes", ProductAttribute.objects.prefetch_related("options")),
        Prefetch("aspects", Aspect.objects.prefetch_related("options")),
        Prefetch("variants", Variant.objects.prefetch_related(Prefetch("options", AspectOption.objects.all()))),
    )
