"""Pages by number, as the contract's paginator counts them (`contract.md §10`)."""

from __future__ import annotations

import math

import strawberry

from monogram.graphql_api.errors import ArgumentError
from monogram.graphql_api.limits import MOST_PER_PAGE, USUAL_PER_PAGE

_IN_RANGE = 10


@strawberry.type(description="Where a page stands among all pages. Pages and items are counted from 1.")
class Pages:
    page_count: int = strawberry.field(name="pageCount")
    item_count_per_page: int = strawberry.field(name="itemCountPerPage")
    first: int
    current: int
    last: int
    next: int | None
    previous: int | None
    pages_in_range: list[int] = strawberry.field(name="pagesInRange", description="Up to ten pages around this one.")
    first_page_in_range: int = strawberry.field(name="firstPageInRange")
    last_page_in_range: int = strawberry.field(name="lastPageInRange")
    current_item_count: int = strawberry.field(name="currentItemCount")
    total_item_count: int = strawberry.field(name="totalItemCount")
    first_item_number: int = strawberry.field(name="firstItemNumber")
    last_item_number: int = strawberry.field(name="lastItemNumber")


def checked(page: int | None, count: int | None) -> tuple[int, int]:
    """The page and its size as they are asked for. Raises ArgumentError."""
    number, size = page if page is not None else 1, count if count is not None else USUAL_PER_PAGE
    if number < 1:
        raise ArgumentError("Pages are counted from 1", path="page")
    if not 1 <= size <= MOST_PER_PAGE:
        raise ArgumentError(f"A page holds from 1 to {MOST_PER_PAGE}", path="count")
    return number, size


def pages_of(*, page: int, count: int, total: int, shown: int) -> Pages:
    """Where a page of `shown` items stands; without any item there is one page, which is empty."""
    last = max(1, math.ceil(total / count))
    start = max(1, min(page - _IN_RANGE // 2, last - _IN_RANGE + 1))
    around = list(range(start, min(start + _IN_RANGE, last + 1)))
    first_item = (page - 1) * count + 1 if shown else 0
    return Pages(
        page_count=last,
        item_count_per_page=count,
        first=1,
        current=page,
        last=last,
        next=page + 1 if page < last else None,
        previous=min(page - 1, last) if page > 1 else None,
        pages_in_range=around,
        first_page_in_range=around[0] if around else last,
        last_page_in_range=around[-1] if around else last,
        current_item_count=shown,
        total_item_count=total,
        first_item_number=first_item,
        last_item_number=first_item + shown - 1 if shown else 0,
    )
