"""Products page by page, by the numbers of pages: as quick at the last page of a hundred thousand as at the first.

What is counted, searched and walked is an index and nothing else, from whichever end of the sequence is nearer; only
the products of the page itself are read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

from monogram.catalogue.merging import Ranges
from monogram.catalogue.models import CategoryMember, Product, ProductKind, VirtualState
from monogram.catalogue.queries import visible_categories
from monogram.common.words import all_words_in
from monogram.companies.models import Company

SortKey = Literal["id", "name"]

_MOST_MERGED = 20
_FEW = 200


@dataclass(frozen=True, slots=True)
class ProductsWanted:
    """Which products, and in which order. What is None or "" narrows nothing down.

    `categories`, `ids` and `bases` (the numbers of blanks) are of any; `kinds` are those of products that are not
    virtual, `with_virtual` whether virtual ones come too. `state`: of virtual products alone, a company's own.
    `is_made`: without virtual products whose base is switched off, which nobody can order.
    """

    categories: Collection[int] | None = None
    ids: Collection[int] | None = None
    bases: Collection[int] | None = None
    term: str = ""
    sku: str = ""
    kinds: Collection[ProductKind] | None = None
    with_virtual: bool = True
    state: VirtualState = VirtualState.NONE
    is_made: bool = False
    sort_key: SortKey = "id"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ProductsPage:
    """The products of a page, in their order, and how many there are on all pages."""

    products: list[Product]
    total: int


def find_products(company: Company, wanted: ProductsWanted, *, page: int, count: int) -> ProductsPage:
    """The `page`th page, counted from 1, of `count` products each; one beyond the last is empty.

    Two statements where there are few, else up to four, and one more where categories are named.
    """
    ids, total = _numbers(_Sequence(company, wanted), (page - 1) * count, count)
    products = Product.objects.in_bulk(ids) if ids else {}
    return ProductsPage([products[number] for number in ids if number in products], total)


def _numbers(found: _Sequence, first: int, count: int) -> tuple[list[int], int]:
    """`count` numbers from the one at `first`, and how many there are. A few need not be counted: a rare word is looked
    for once."""
    few = found.slice(0, _FEW)
    if len(few) < _FEW:
        return few[first : first + count], len(few)
    total = found.count()
    if first + count <= _FEW:
        return few[first : first + count], total
    count = min(count, total - first)
    if count <= 0:
        return [], total
    if first <= total // 2:
        return found.slice(first, count), total
    return found.slice(total - first - count, count, from_the_end=True), total


class _Sequence:
    """The numbers of the products in question, in their order.

    They are those of products, or of categories' members. They are walked as one range of an index for each owner and
    category, which the database merges: with `OR` it would sort all.
    """

    def __init__(self, company: Company, wanted: ProductsWanted) -> None:
        categories = None if wanted.categories is None else _seen(company, wanted.categories)
        rows = _Rows.products() if categories is None else _Rows.members()
        self._number = rows.number
        self._keys = [rows.number] if wanted.sort_key == "id" else [wanted.sort_key, rows.number]
        self._descending = wanted.descending
        owners = [Q(owner=company)] if wanted.state else [Q(owner=company), Q(owner__isnull=True)]
        narrowed = _narrowed(rows, wanted).order_by()
        ranges = [part.filter(owner) for owner in owners for part in _by_category(narrowed, categories)]
        self._ranges = Ranges(ranges, may_overlap=categories is not None and len(categories) > 1)

    def count(self) -> int:
        """How many there are."""
        return self._ranges.count(self._number)

    def slice(self, start: int, count: int, *, from_the_end: bool = False) -> list[int]:
        """`count` numbers, at most, behind `start` others; counted from the end, but in their order all the same."""
        sign = "-" if self._descending != from_the_end else ""
        ids = self._ranges.slice([f"{sign}{key}" for key in self._keys], start, start + count)
        return ids[::-1] if from_the_end else ids


def _by_category(rows: QuerySet[Any], categories: Sequence[int] | None) -> list[QuerySet[Any]]:
    """The rows of each category, as they are walked. Those of very many, for which no statement has room, are sorted
    together."""
    if categories is None:
        return [rows]
    if 1 <= len(categories) <= _MOST_MERGED:
        return [rows.filter(category=number) for number in categories]
    return [rows.filter(category__in=categories).distinct()]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is counted and walked, and how its fields are called: the product's number, and others of the product that
    members of categories have no copy of."""

    all: QuerySet[Any]
    number: str
    product: str

    @classmethod
    def products(cls) -> _Rows:
        return cls(Product.objects.all(), "pk", "")

    @classmethod
    def members(cls) -> _Rows:
        return cls(CategoryMember.objects.all(), "product_id", "product__")


def _narrowed(rows: _Rows, wanted: ProductsWanted) -> QuerySet[Any]:
    """Whatever the owner. Truth is asked for by IN, which an index serves; a bare column is none to SQLite."""
    is_active = wanted.state in {VirtualState.NONE, VirtualState.APPROVED}
    found = rows.all.filter(is_active__in=[is_active])
    if wanted.state:
        found = found.filter(virtual_state=wanted.state)
    if wanted.kinds is not None:
        of_kind = Q(virtual_state=VirtualState.NONE, kind__in=wanted.kinds)
        virtual = ~Q(virtual_state=VirtualState.NONE)
        found = found.filter(of_kind | virtual if wanted.with_virtual else of_kind)
    if wanted.ids is not None:
        found = found.filter((f"{rows.number}__in", wanted.ids))
    if wanted.bases is not None:
        found = found.filter((f"{rows.product}base__in", wanted.bases))
    if wanted.is_made and (gone := _bases_gone()):
        found = found.exclude((f"{rows.product}base__in", gone))
    if wanted.sku:
        found = found.filter((f"{rows.product}sku", wanted.sku))
    return found.filter(all_words_in("search_text", wanted.term))


def _bases_gone() -> list[int]:
    """What is switched off and has virtual products: few, so that the many need not be looked up one by one."""
    switched_off = Product.objects.filter(is_active=False, virtual_state=VirtualState.NONE)
    return list(switched_off.filter(virtuals__is_active=True).values_list("pk", flat=True).distinct())


def _seen(company: Company, categories: Collection[int]) -> list[int]:
    """Those of the categories that the company sees."""
    return list(visible_categories(company).filter(pk__in=categories).order_by().values_list("pk", flat=True))
