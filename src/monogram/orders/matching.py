"""Which product and variant of the catalogue an order line means.

A line may say it in four ways: the design that it names was made on one product; a sample likewise; the product's
number; the retailer's SKU. The first that leads somewhere decides the product, the SKU and the options the variant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from monogram.catalogue import queries as catalogue
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import Product, Variant
from monogram.catalogue.schemas import SkuMatch
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample

_COLOUR_ASPECTS = frozenset({"colour", "color"})
_SIZE_ASPECTS = frozenset({"size"})


@dataclass(frozen=True, slots=True)
class Clues:
    """What a line says about its product."""

    sku: str = ""
    print_job: PrintJob | None = None
    sample: Sample | None = None
    product: Product | None = None
    option_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The product that a line means, if any, and how it was told."""

    product: Product | None
    variant: Variant | None
    how: str
    options: Mapping[str, str] = field(default_factory=dict)
    """What the variant stands for: the option's name by the aspect's."""

    @property
    def sku(self) -> str:
        """The retailer's SKU by the catalogue."""
        return self.variant.sku if self.variant else self.product.sku if self.product else ""

    @property
    def supplier_sku(self) -> str:
        """The supplier's SKU, the variant's before the product's."""
        of_variant = self.variant.supplier_sku if self.variant else ""
        return of_variant or (self.product.supplier_sku if self.product else "")

    @property
    def colour(self) -> str:
        return self._option(_COLOUR_ASPECTS)

    @property
    def size(self) -> str:
        return self._option(_SIZE_ASPECTS)

    def _option(self, aspects: frozenset[str]) -> str:
        return next((option for aspect, option in self.options.items() if aspect.lower() in aspects), "")


def match_products(company: Company, lines: Sequence[Clues]) -> list[Match]:
    """One match per line, in order, with two statements for all of them but options by number."""
    designs = [line.print_job or line.sample for line in lines]
    skus = {line.sku for line in lines} | {design.sku for design in designs if design}
    by_sku = catalogue.find_by_skus(company, skus - {""}) if skus - {""} else {}
    matches = [_match(company, line, by_sku) for line in lines]
    options = catalogue.option_names([match.variant for match in matches if match.variant])
    return [replace(match, options=options[match.variant.pk]) if match.variant else match for match in matches]


def find_product(company: Company, product_id: int) -> Product | None:
    """A product by its number, or None if the company has no such product."""
    try:
        return catalogue.product_for(company, product_id)
    except ProductNotFoundError:
        return None


def _match(company: Company, line: Clues, by_sku: dict[str, SkuMatch]) -> Match:
    design = line.print_job or line.sample
    if design:
        kind = "print job" if line.print_job else "sample"
        variant = _variant(company, design.product, line, by_sku, design.sku)
        return Match(design.product, variant, f"{kind} {design.ref} was designed on product {design.product_id}")
    if line.product:
        variant = _variant(company, line.product, line, by_sku)
        return Match(line.product, variant, f"textual_product_id names product {line.product.pk}")
    found = by_sku.get(line.sku)
    if found:
        variant = found.variant or _variant_by_options(company, found.product, line.option_ids)
        return Match(found.product, variant, f"SKU {line.sku} names product {found.product.pk}")
    if line.sku:
        return Match(None, None, f"SKU {line.sku} names no product in the catalogue")
    return Match(None, None, "the line names no product: it has neither design, product number nor SKU")


def _variant(
    company: Company, product: Product, line: Clues, by_sku: dict[str, SkuMatch], design_sku: str = ""
) -> Variant | None:
    """The line's own SKU first, if it is one of this product; then its options; then the design's SKU."""
    for sku in (line.sku, design_sku):
        found = by_sku.get(sku)
        if found and found.variant and found.product.pk == product.pk:
            return found.variant
        if sku == line.sku and (variant := _variant_by_options(company, product, line.option_ids)):
            return variant
    return None


def _variant_by_options(company: Company, product: Product, option_ids: tuple[int, ...]) -> Variant | None:
    if not option_ids:
        return None
    try:
        return catalogue.variant_with(catalogue.full_product_for(company, product.pk), option_ids)
    except ProductNotFoundError:
        return None
