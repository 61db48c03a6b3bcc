"""The SKUs of products that are made together: each is another one, and nothing else that the company sells has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from monogram.catalogue.models import Product, Variant, VirtualState
from monogram.catalogue.queries import full_products
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.virtual_products.errors import SkuTakenError
from monogram.virtual_products.offers import suffixes_on_offer
from monogram.virtual_products.skus import DEFAULT_PATTERN, check_sku, is_random, make_sku

_ASKED_AT_ONCE = 500
_MOST_DRAWS = 5


@dataclass(frozen=True)
class WantedSku:
    """A SKU that is asked for, or a pattern of one; empty: the default pattern."""

    pattern: str
    blank: Product
    name: str
    number: int
    suffixes: Sequence[str]
    """What its variants add to it."""

    def make(self) -> str:
        """One of it. Raises SkuError."""
        sku = make_sku(self.pattern or DEFAULT_PATTERN, blank=self.blank, name=self.name, number=self.number)
        check_sku(sku, longest_suffix=max((1 + len(suffix) for suffix in self.suffixes), default=0))
        return sku

    @property
    def is_random(self) -> bool:
        return is_random(self.pattern or DEFAULT_PATTERN)

    def all_of(self, sku: str) -> Iterator[str]:
        """All that orders may name with it. Of one drawn by lot the variants' are as little taken as itself."""
        yield sku
        if not self.is_random:
            yield from (f"{sku}-{suffix}" for suffix in self.suffixes)


def choose_skus(
    company: Company, wanted: Sequence[WantedSku], *, besides: Product | None = None
) -> list[str | MonogramError]:
    """A free SKU for each, or why there is none. `besides`: a product whose own SKU does not count."""
    made = [_made(one) for one in wanted]
    asked = [named for one, sku in zip(wanted, made, strict=True) if isinstance(sku, str) for named in one.all_of(sku)]
    taken = skus_taken(company, asked, besides=besides)
    taken |= _variants_taken(
        company,
        [sku for one, sku in zip(wanted, made, strict=True) if isinstance(sku, str) and not one.is_random],
        besides=besides,
    )
    chosen: list[str | MonogramError] = []
    for one, sku in zip(wanted, made, strict=True):
        free = sku if isinstance(sku, MonogramError) else _free(company, one, sku, taken)
        if isinstance(free, str):
            taken.update(one.all_of(free))
        chosen.append(free)
    return chosen


def _free(company: Company, wanted: WantedSku, sku: str, taken: set[str]) -> str | MonogramError:
    """The SKU, or another drawn by lot in its place."""
    for _ in range(_MOST_DRAWS):
        if taken.isdisjoint(wanted.all_of(sku)):
            return sku
        if not wanted.is_random:
            break
        sku = wanted.make()
        taken |= skus_taken(company, [sku])
    return SkuTakenError(f"Another product has the SKU {sku} already.", path="sku")


def skus_taken(company: Company, skus: Iterable[str], *, besides: Product | None = None) -> set[str]:
    """Those that name something already which the company sells: a product, a variant, or a virtual product's."""
    wanted = list(dict.fromkeys(skus))
    taken: set[str] = set()
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        products = Product.objects.filter(Q(owner=company) | Q(owner__isnull=True), sku__in=some)
        # Of what was removed the SKUs are free again.
        products = products.exclude(virtual_state=VirtualState.REMOVED)
        if besides is not None:
            products = products.exclude(pk=besides.pk)
        taken.update(products.order_by().values_list("sku", flat=True))
        variants = Variant.objects.filter(Q(product__owner=company) | Q(product__owner__isnull=True), sku__in=some)
        taken.update(variants.order_by().values_list("sku", flat=True))
    return taken


def _variants_taken(company: Company, skus: Sequence[str], *, besides: Product | None) -> set[str]:
    """Those that name a variant of a virtual product: its SKU with the codes of options on offer."""
    beginnings = {sku[:place] for sku in skus for place, sign in enumerate(sku) if sign == "-"}
    named = Product.objects.filter(owner=company, base__isnull=False, sku__in=beginnings)
    virtuals = [one for one in named.exclude(virtual_state=VirtualState.REMOVED) if besides is None or one != besides]
    blanks = full_products({one.base_id for one in virtuals if one.base_id})
    taken = {
        f"{one.sku}-{suffix}"
        for one in virtuals
        if one.base_id
        for suffix in suffixes_on_offer(blanks[one.base_id], one.offered_options)
    }
    return taken.intersection(skus)


def _made(wanted: WantedSku) -> str | MonogramError:
    try:
        return wanted.make()
    except MonogramError as error:
        return error
