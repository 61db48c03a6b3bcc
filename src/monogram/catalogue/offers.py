"""Products as they are sold: as they are, or with artwork on them as virtual products. Pure.

A virtual product has a name, a SKU and perhaps a description and a price of its own, and may offer fewer options; all
else is its base's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from monogram.catalogue.models import Aspect, AspectOption, PrintSize, Product, Variant

SKU_JOINT = "-"
"""Between the parts of a SKU; no option's code has it (`catalogue.rules.code_problem`)."""


class VariantOption(NamedTuple):
    """One of the options that a variant stands for."""

    aspect: str
    name: str
    code: str


def sku_with(sku: str, codes: Iterable[str]) -> str:
    """The SKU of a virtual product's variant: the codes of its options follow, in the aspects' order."""
    return SKU_JOINT.join([sku, *codes])


def offered_options(virtual: Product, aspect_of: Mapping[int, int]) -> set[int]:
    """The options that a virtual product is sold with, of all that its base has: numbers, each with its aspect's."""
    named = aspect_of.keys() & set(virtual.offered_options)
    restricted = {aspect_of[option] for option in named}
    return {option for option, aspect in aspect_of.items() if option in named or aspect not in restricted}


@dataclass(frozen=True)
class Offer:
    """What is sold under a product's number.

    `product` is what is made, with its parts at hand (`queries.full_product_for`); `virtual` is what it is sold as,
    where that is something else.
    """

    product: Product
    virtual: Product | None = None

    @property
    def sold(self) -> Product:
        """What has the number, the name and the SKU."""
        return self.virtual or self.product

    @property
    def description(self) -> str:
        return self.sold.description or self.product.description

    @property
    def price(self) -> Decimal | None:
        """Of one piece, in the product's `currency_code`."""
        return self._priced.price

    @property
    def currency_code(self) -> str:
        return self._priced.currency_code

    @property
    def _priced(self) -> Product:
        return self.product if self.sold.price is None else self.sold

    @property
    def may_personalise(self) -> bool:
        """Whether shoppers may add to what is there."""
        return self.virtual is None or self.virtual.may_personalise

    @cached_property
    def aspects(self) -> list[tuple[Aspect, list[AspectOption]]]:
        """What there is to choose, each with the options on offer."""
        return [
            (aspect, [option for option in aspect.options.all() if option.pk in self._option_ids])
            for aspect in self.product.aspects.all()
        ]

    @cached_property
    def variants(self) -> list[tuple[Variant, str]]:
        """The variants on offer, each with the SKU by which it is sold."""
        return [
            (variant, self._sku_of(variant))
            for variant in self.product.variants.all()
            if all(option.pk in self._option_ids for option in variant.options.all())
        ]

    @property
    def print_sizes(self) -> list[PrintSize]:
        """Of a virtual product none: its artwork is placed on the print areas as they are."""
        return [] if self.virtual else list(self.product.print_sizes.all())

    def variant_with(self, option_ids: Iterable[int]) -> tuple[Variant, str] | None:
        """The variant on offer that stands for exactly these options, and its SKU."""
        wanted = frozenset(option_ids)
        for variant, sku in self.variants:
            if frozenset(option.pk for option in variant.options.all()) == wanted:
                return variant, sku
        return None

    @cached_property
    def _option_ids(self) -> set[int]:
        aspect_of = {option.pk: aspect.pk for aspect in self.product.aspects.all() for option in aspect.options.all()}
        return offered_options(self.virtual, aspect_of) if self.virtual else set(aspect_of)

    def _sku_of(self, variant: Variant) -> str:
        if self.virtual is None:
            return variant.sku
        codes = {option.aspect_id: option.code for option in variant.options.all()}
        return sku_with(self.virtual.sku, [codes[aspect.pk] for aspect, _ in self.aspects if aspect.pk in codes])
