"""Orders in pages, for a company: flat however many orders there are, and nothing skipped or shown twice.

A page goes on behind a *position*, which is that of an order and not a number of orders: what is placed, changed or
no longer matches meanwhile moves no other. Two sequences can be read. Without `changed_since` it is that of the ids,
where an order never changes its place. With it, it is that of the latest change, then the id: an order that changes
while one reads moves to the end, and comes (again) there, as it is then.

Each page is put together of short reads, one per side (orders that the company has placed, orders that it is to make)
and status, each the beginning of a range of one index; `OR` and `IN` would have the database sort all that match.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from monogram.companies.models import Company
from monogram.orders.models import Order
from monogram.orders.queries import orders_of, with_items

_SIDES = ("company_id", "supplier_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which orders. What is "", empty or None narrows nothing down."""

    external_ref: str = ""
    ref: str = ""
    statuses: frozenset[int] = frozenset()
    has_error: bool | None = None
    changed_since: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where an order stands in the sequence. `changed_at` is None in the sequence of the ids."""

    changed_at: datetime | None
    order_id: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some orders with their lines, and the position behind which there are more, if there are."""

    orders: list[Order]
    more_behind: Position | None


def find_orders(company: Company, wanted: Wanted, *, limit: int, behind: Position | None = None) -> Page:
    """Up to `limit` orders of the company, oldest first, or those first that have not changed for longest.

    `behind` is of the sequence that `wanted` asks for: with `changed_at` if and only if it has `changed_since`.
    """
    columns = ("updated_at", "pk") if wanted.changed_since else ("pk",)
    found = {
        _position(row)
        for orders in _ranges(company, wanted)
        for row in _behind(orders, behind).order_by(*columns).values_list(*columns)[: limit + 1]
    }
    positions = sorted(found)[: limit + 1]
    page = positions[:limit]
    orders = with_items(Order.objects.all()).in_bulk([position.order_id for position in page])
    return Page([orders[position.order_id] for position in page], page[-1] if len(positions) > limit else None)


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """The orders of a page, without their lines, and how many there are on all pages."""

    orders: list[Order]
    total: int


def page_of_orders(company: Company, wanted: Wanted, *, page: int, count: int, newest_first: bool) -> NumberedPage:
    """The `page`th page, counted from 1, of `count` orders each, by id; one beyond the last is empty.

    For readers who leaf: an order that comes meanwhile moves the others on. Three statements.
    """
    mine, theirs = (_of_side(company, side, wanted) for side in _SIDES)
    together = mine.values_list("pk").union(theirs.exclude(company=company).values_list("pk"), all=True)
    total = together.count()
    first = (page - 1) * count
    ids = [pk for (pk,) in together.order_by("-pk" if newest_first else "pk")[first : first + count]]
    orders = Order.objects.in_bulk(ids)
    return NumberedPage([orders[pk] for pk in ids if pk in orders], total)


def _of_side(company: Company, side: str, wanted: Wanted) -> QuerySet[Order]:
    orders = _narrowed(Order.objects.filter(**{side: company.pk}), wanted).order_by()
    return orders.filter(status__in=wanted.statuses) if wanted.statuses else orders


def _ranges(company: Company, wanted: Wanted) -> Iterator[QuerySet[Order]]:
    """The orders in question, as ranges of indexes. A reference leads to so few that they need no index but its own."""
    if wanted.external_ref or wanted.ref:
        orders = _narrowed(orders_of(company), wanted)
        yield orders.filter(status__in=wanted.statuses) if wanted.statuses else orders
        return
    for side in _SIDES:
        orders = _narrowed(Order.objects.filter(**{side: company.pk}), wanted)
        if not wanted.statuses:
            yield orders
        for status in wanted.statuses:
            yield orders.filter(status=status)


def _narrowed(orders: QuerySet[Order], wanted: Wanted) -> QuerySet[Order]:
    if wanted.external_ref:
        orders = orders.filter(external_ref=wanted.external_ref)
    if wanted.ref:
        orders = orders.filter(ref=wanted.ref)
    if wanted.has_error is not None:
        orders = orders.filter(has_error=wanted.has_error)
    if wanted.changed_since:
        orders = orders.filter(updated_at__gte=wanted.changed_since)
    return orders


def _behind(orders: QuerySet[Order], position: Position | None) -> QuerySet[Order]:
    if position is None:
        return orders
    if position.changed_at is None:
        return orders.filter(pk__gt=position.order_id)
    later = Q(updated_at__gt=position.changed_at) | Q(updated_at=position.changed_at, pk__gt=position.order_id)
    # The first condition is in the second, but tells the database where in the index to begin.
    return orders.filter(updated_at__gte=position.changed_at).filter(later)


def _position(row: tuple[object, ...]) -> Position:
    *changed_at, order_id = row
    return Position(changed_at[0] if changed_at else None, order_id)  # type: ignore[arg-type]  # as values_list has them
