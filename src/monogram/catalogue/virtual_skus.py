"""SKUs of virtual products: their own, or their own with the codes of a variant's options.

These are not stored: a variant that the base gets tomorrow can be ordered at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from monogram.catalogue.models import Product, Variant
from monogram.catalogue.offers import SKU_JOINT, offered_options, sku_with
from monogram.catalogue.schemas import SkuMatch
from monogram.common.compiled import Table, run, within
from monogram.companies.models import Company

_MOST_CODES = 8
"""Aspects of a product that a SKU may have codes for."""

_PRODUCTS = Table(Product)
_VARIANTS = Table(Variant)

# Shared before own, so that the row that decides comes last.
_VIRTUALS = f"""
SELECT {_PRODUCTS.columns}
FROM catalogue_product
WHERE sku {{skus}} AND base_id IS NOT NULL AND is_active AND (owner_id IS NULL OR owner_id = %s)
ORDER BY owner_id IS NOT NULL, id DESC
"""  # noqa: S608 - columns of our own tables

# Each option of the bases with the variants that have it.
_CHOICES = f"""
SELECT aspect.product_id, option.aspect_id, option.id, option.code, {_VARIANTS.columns}
FROM catalogue_aspect AS aspect
JOIN catalogue_aspectoption AS option ON option.aspect_id = aspect.id
LEFT JOIN catalogue_variant_options AS chosen ON chosen.aspectoption_id = option.id
LEFT JOIN catalogue_variant ON catalogue_variant.id = chosen.variant_id
WHERE aspect.product_id {{bases}}
ORDER BY aspect.position, aspect.id
"""  # noqa: S608 - as above


@dataclass(slots=True)
class _Choice:
    """A variant with the codes of its options by their numbers, in the aspects' order."""

    variant: Variant
    options: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Base:
    """A product with its variants, as far as SKUs ask."""

    product: Product
    aspect_of: dict[int, int] = field(default_factory=dict)
    """The aspect of each option, by number."""
    variants: dict[int, _Choice] = field(default_factory=dict)

    def variant(self, columns: Sequence[Any]) -> _Choice:
        """The variant of that row."""
        if columns[0] not in self.variants:
            variant = _VARIANTS.instance(columns)
            variant.product = self.product
            self.variants[variant.pk] = _Choice(variant)
        return self.variants[columns[0]]


def find_virtuals_by_skus(company: Company, skus: Collection[str]) -> dict[str, SkuMatch]:
    """What SKUs name of the virtual products that a company sells. SKUs that name nothing are left out.

    A SKU without codes names the virtual product alone, or its variant where just one is on offer. Of virtual products
    one of whose SKUs begins with another's, the longest that fits is meant. Three statements.
    """
    names = {sku: [sku, *_shorter(sku)] for sku in skus}
    wanted = sorted({name for some in names.values() for name in some})
    virtuals = {virtual.sku: virtual for virtual in _virtuals(company, wanted)}
    bases = _bases(virtuals.values())
    found = {}
    for sku, some in names.items():
        named = (_match(sku, virtuals[name], bases) for name in some if name in virtuals)
        if match := next(filter(None, named), None):
            found[sku] = match
    return found


def _shorter(sku: str) -> Iterable[str]:
    """What is left of a SKU without its last parts, the longest first."""
    parts = sku.split(SKU_JOINT)
    for count in range(len(parts) - 1, max(0, len(parts) - 1 - _MOST_CODES), -1):
        yield SKU_JOINT.join(parts[:count])


def _virtuals(company: Company, skus: list[str]) -> list[Product]:
    rows = run(_VIRTUALS.format(skus=within(skus)), [*skus, company.pk])
    return [_PRODUCTS.instance(row) for row in rows]


def _bases(virtuals: Collection[Product]) -> dict[int, _Base]:
    numbers = sorted({virtual.base_id for virtual in virtuals if virtual.base_id})
    if not numbers:
        return {}
    found = _PRODUCTS.select(f"WHERE is_active AND id {within(numbers)}", numbers)
    bases = {product.pk: _Base(product) for product in found}
    for number, aspect, option, code, *columns in run(_CHOICES.format(bases=within(numbers)), numbers):
        if base := bases.get(number):
            base.aspect_of[option] = aspect
            if columns[0] is not None:
                base.variant(columns).options[option] = code
    return bases


def _match(sku: str, virtual: Product, bases: Mapping[int, _Base]) -> SkuMatch | None:
    base = bases.get(virtual.base_id or 0)
    if base is None:
        return None
    offered = offered_options(virtual, base.aspect_of)
    choices = [choice for choice in base.variants.values() if choice.options.keys() <= offered]
    if sku == virtual.sku:
        return SkuMatch(base.product, choices[0].variant if len(choices) == 1 else None, virtual)
    for choice in choices:
        if sku == sku_with(virtual.sku, choice.options.values()):
            return SkuMatch(base.product, choice.variant, virtual)
    return None
