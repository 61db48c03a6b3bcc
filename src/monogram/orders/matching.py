"""Which product and variant of the catalogue an order line means.

A line may say it in four ways: the design that it names was made on one product; a sample or the artwork of a virtual
product likewise; the product's number; the retailer's SKU. The first that leads somewhere decides the product, the SKU
and the options the variant. Of a virtual product, the product is its base: that is what is made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from monogram.catalogue import queries as catalogue
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import Product, Variant
from monogram.catalogue.offers import VariantOption, sku_with
from monogram.catalogue.schemas import SkuMatch
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample, VirtualDesign
from monogram.designs.queries import current_virtual_designs

_COLOUR_ASPECTS = frozenset({"colour", "color"})
_SIZE_ASPECTS = frozenset({"size"})

_NamedDesign: TypeAlias = PrintJob | Sample | VirtualDesign

_KINDS: dict[type, str] = {PrintJob: "print job", Sample: "sample", VirtualDesign: "artwork"}


@dataclass(frozen=True, slots=True)
class Clues:
    """What a line says about its product; `named` is what its number names."""

    sku: str = ""
    design: _NamedDesign | None = None
    named: SkuMatch | None = None
    option_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The product that a line means, if any, and how it was told."""

    product: Product | None
    variant: Variant | None
    how: str
    virtual: Product | None = None
    """The virtual product as which it is sold."""
    virtual_design: VirtualDesign | None = None
    """The artwork of that, where the line says nothing else of what is to be printed."""
    options: Sequence[VariantOption] = ()
    """What the variant stands for, in the aspects' order."""

    @property
    def sku(self) -> str:
        """The retailer's SKU by the catalogue."""
        if self.virtual:
            return sku_with(self.virtual.sku, [option.code for option in self.options])
        return self.variant.sku if self.variant else self.product.sku if self.product else ""

    @property
    def name(self) -> str:
        """What it is sold as."""
        sold = self.virtual or self.product
        return sold.name if sold else ""

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

    def _option(self, aspects: Collection[str]) -> str:
        return next((option.name for option in self.options if option.aspect.lower() in aspects), "")


def match_products(company: Company, lines: Sequence[Clues]) -> list[Match]:
    """One match per line, in order, with two statements for all of them but options by number and virtual products."""
    sold_as = _virtuals_of_designs(lines)
    skus = {line.sku for line in lines} | {_sku_of_design(line.design, sold_as) for line in lines if line.design}
    skus |= {line.named.virtual.sku for line in lines if line.named and line.named.virtual}
    by_sku = catalogue.find_by_skus(company, skus - {""}) if skus - {""} else {}
    matches = _with_artwork(lines, [_match(company, line, by_sku, sold_as) for line in lines])
    options = catalogue.options_of([match.variant for match in matches if match.variant])
    return [replace(match, options=options[match.variant.pk]) if match.variant else match for match in matches]


def _virtuals_of_designs(lines: Sequence[Clues]) -> Mapping[int, Product]:
    """What the lines' designs were sold as, by number. They are there even if nobody can buy them any more."""
    numbers = {number for line in lines if line.design and (number := _virtual_of(line.design))}
    return catalogue.products_by_id(numbers) if numbers else {}


def _virtual_of(design: _NamedDesign) -> int | None:
    return None if isinstance(design, Sample) else design.virtual_id


def _sku_of_design(design: _NamedDesign, sold_as: Mapping[int, Product]) -> str:
    return sold_as[design.virtual_id].sku if isinstance(design, VirtualDesign) else design.sku


def _with_artwork(lines: Sequence[Clues], matches: Sequence[Match]) -> Sequence[Match]:
    """With the artwork that virtual products bear today, where no design is named. What has none cannot be made."""
    sold = [match.virtual for line, match in zip(lines, matches, strict=True) if line.design is None and match.virtual]
    if not sold:
        return matches
    current = current_virtual_designs([virtual.pk for virtual in sold])
    return [
        _bearing(match, current) if line.design is None and match.virtual else match
        for line, match in zip(lines, matches, strict=True)
    ]


def _bearing(match: Match, current: Mapping[int, VirtualDesign]) -> Match:
    artwork = current.get(match.virtual.pk) if match.virtual else None
    return replace(match, virtual_design=artwork) if artwork else Match(None, None, f"{match.how}, without artwork")


def _match(company: Company, line: Clues, by_sku: Mapping[str, SkuMatch], sold_as: Mapping[int, Product]) -> Match:
    found = by_sku.get(line.sku)
    if line.design:
        return _match_of_design(company, line, line.design, by_sku, sold_as)
    if line.named:
        return _match_of_number(company, line, line.named, by_sku)
    if found:
        variant = found.variant or _variant_by_options(company, found, line.option_ids)
        return Match(found.product, variant, _named_by_sku(line.sku, found), found.virtual)
    if line.sku:
        return Match(None, None, f"SKU {line.sku} names no product in the catalogue")
    return Match(None, None, "the line names no product: it has neither design, product number nor SKU")


def _match_of_design(
    company: Company,
    line: Clues,
    design: _NamedDesign,
    by_sku: Mapping[str, SkuMatch],
    sold_as: Mapping[int, Product],
) -> Match:
    named = SkuMatch(design.product, virtual=sold_as.get(_virtual_of(design) or 0))
    variant = _variant(company, named, line, by_sku.get(line.sku)) or _designed_in(
        company, design, by_sku.get(_sku_of_design(design, sold_as))
    )
    how = f"{_KINDS[type(design)]} {design.ref} was designed on product {design.product_id}"
    return Match(design.product, variant, how, named.virtual, design if isinstance(design, VirtualDesign) else None)


def _match_of_number(company: Company, line: Clues, named: SkuMatch, by_sku: Mapping[str, SkuMatch]) -> Match:
    """A line of the base whose SKU is that of a virtual product made on it is one of that."""
    how = f"textual_product_id names product {(named.virtual or named.product).pk}"
    found = by_sku.get(line.sku)
    if named.virtual is None and found and found.product.pk == named.product.pk:
        named = replace(named, virtual=found.virtual)
    only = by_sku.get(named.virtual.sku) if named.virtual else None
    variant = _variant(company, named, line, found) or (only.variant if only else None)
    return Match(named.product, variant, how, named.virtual)


def _named_by_sku(sku: str, found: SkuMatch) -> str:
    if found.virtual is None:
        return f"SKU {sku} names product {found.product.pk}"
    return f"SKU {sku} names virtual product {found.virtual.pk}, made on product {found.product.pk}"


def _designed_in(company: Company, design: _NamedDesign, named: SkuMatch | None) -> Variant | None:
    """The variant that a design was made in, as its SKU names it; by its options, where nothing has that SKU now."""
    if named:
        return named.variant if named.product.pk == design.product_id else None
    options = tuple(option["option_id"] for option in design.options)
    return _variant_by_options(company, SkuMatch(design.product), options)


def _variant(company: Company, named: SkuMatch, line: Clues, found: SkuMatch | None) -> Variant | None:
    """The line's own SKU first, if it is one of this product; then its options."""
    if found and found.variant and found.product.pk == named.product.pk:
        return found.variant
    return _variant_by_options(company, named, line.option_ids)


def _variant_by_options(company: Company, named: SkuMatch, option_ids: tuple[int, ...]) -> Variant | None:
    if not option_ids:
        return None
    try:
        offer = catalogue.offer_for(company, (named.virtual or named.product).pk)
    except ProductNotFoundError:
        return None
    found = offer.variant_with(option_ids)
    return found[0] if found else None
