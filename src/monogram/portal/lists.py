"""The list of orders as its address names it, and its rows as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from monogram.companies.models import Company
from monogram.oms.pictures import thumbnails_of
from monogram.oms.worklist import (
    MAKING,
    MOST_COUNTED,
    NEW,
    Tab,
    Wanted,
    Worklist,
    accounts_of,
    days_of,
    due_day,
    ways_of,
)
from monogram.orders.models import ItemStatus, Order, OrderItem
from monogram.portal.words import Said, due_in_words, status_of
from monogram.suppliers.models import DropshipAccount

_LONGEST_SEARCH = 100
_BETWEEN = "\x1f"
_LARGEST_PAGE = 100_000
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class ListAddress:
    """Which part of the list a page shows. Whatever stands in the address, it is one of those that there are."""

    wanted: Wanted
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> ListAddress:
        """From an address; what cannot be understood counts as not said."""
        tab = query.get("tab", "")
        account, page = query.get("account", ""), query.get("page", "")
        carrier, between, method = query.get("way", "").replace("\x00", "").partition(_BETWEEN)
        return cls(
            Wanted(
                tab=Tab(tab) if tab in Tab.values else Tab.NEW,
                search=query.get("q", "").replace("\x00", "").strip()[:_LONGEST_SEARCH],
                account_id=_number(account, _LARGEST_ID),
                way=(carrier, method) if between else None,
            ),
            page=_number(page, _LARGEST_PAGE) or 1,
        )

    def query(self, **changes: Any) -> str:
        """As it stands behind a `?`, with some parts changed; a change begins with page 1."""
        wanted = self.wanted
        parts = {
            "tab": wanted.tab.value,
            "q": wanted.search,
            "account": wanted.account_id or "",
            "way": _BETWEEN.join(wanted.way) if wanted.way else "",
            "page": "" if changes else self.page,
        }
        said = {**parts, **changes}.items()
        return urlencode({name: value for name, value in said if value and (name, value) != ("page", 1)})

    @property
    def is_narrowed(self) -> bool:
        wanted = self.wanted
        return bool(wanted.search or wanted.account_id is not None or wanted.way is not None)


def _number(text: str, largest: int) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(2**64))
    return number if is_number and 1 <= (number := int(text)) <= largest else None


@dataclass(frozen=True)
class OrderList:
    """The list of a supplier's orders, as a page shows it."""

    supplier: Company
    address: ListAddress

    @cached_property
    def accounts(self) -> list[DropshipAccount]:
        return accounts_of(self.supplier)

    @cached_property
    def days(self) -> Mapping[int, int]:
        return days_of(self.accounts)

    @cached_property
    def worklist(self) -> Worklist:
        return Worklist(self.supplier, self.address.wanted, self.days)

    def tabs(self) -> list[dict[str, Any]]:
        """With how many there are in each, "999+" for what is not counted on."""
        return [
            {
                "name": tab.label,
                "key": tab.value,
                "query": self.address.query(tab=tab.value),
                "count": f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED and tab in _COUNTED_IN_PART else str(count),
                "is_present": tab == self.address.wanted.tab,
                "is_late": tab == Tab.LATE and count > 0,
            }
            for tab, count in self.worklist.counts.items()
        ]

    def ways(self) -> list[dict[str, Any]]:
        """Ways of shipping to choose from; also the one that is chosen, where no order asks for it any more."""
        ways = ways_of(self.supplier)
        chosen = self.address.wanted.way
        if chosen and chosen not in ways:
            ways.append(chosen)
        return [{"key": _BETWEEN.join(each), "name": in_one(*each), "is_chosen": each == chosen} for each in ways]

    def context(self) -> dict[str, Any]:
        """What the list's template asks for."""
        page = self.worklist.page(self.address.page)
        with_retailer = len({account.retailer_id for account in self.accounts}) > 1
        return {
            "list": self.address,
            "tabs": self.tabs(),
            "rows": [row_of(order, self.worklist.today, self.days) for order in page.orders],
            "with_retailer": with_retailer,
            "previous": self.address.query(page=page.number - 1) if page.number > 1 else "",
            "next": self.address.query(page=page.number + 1) if page.has_next else "",
            "page": page.number,
            "query": self.address.query(),
            "everything": self.address.query(q="", account="", way=""),
        }


_COUNTED_IN_PART = frozenset({Tab.DISPATCHED, Tab.ALL})


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of one line."""

    quantity: int
    name: str
    options: str
    thumbnail: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An order in the list."""

    order: Order
    lines: list[Line]
    status: Said
    due: Said | None
    """Of one that is still to be made."""
    way: str

    @property
    def first(self) -> list[Line]:
        return self.lines[:3]

    @property
    def more(self) -> int:
        return len(self.lines) - 3


def row_of(order: Order, today: date, days: Mapping[int, int]) -> Row:
    """What the list says of an order whose lines and files are at hand."""
    is_open = order.status in NEW | MAKING
    return Row(
        order=order,
        lines=[_line_of(item) for item in order.items.all()],
        status=status_of(order),
        due=due_in_words(due_day(order, days), today) if is_open else None,
        way=in_one(order.shipping_carrier, order.shipping_method),
    )


def in_one(carrier: str, method: str) -> str:
    """A way of shipping as it is shown; "" for none."""
    return " ".join(filter(None, [carrier, method]))


def _line_of(item: OrderItem) -> Line:
    return Line(
        quantity=item.quantity,
        name=item.description or item.mapped_sku or item.sku or item.ref,
        options=", ".join(filter(None, [item.colour, item.size])),
        thumbnail=next(iter(thumbnails_of(item.assets.all())), ""),
        is_cancelled=item.status == ItemStatus.CANCELLED,
    )
