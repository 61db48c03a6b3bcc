"""What a supplier has to make: its orders by what is to be done with them, the most urgent first, page by page.

Orders that are open are few beside those that have left, however many years they go back: their days of dispatch are
worked out when they are looked at, so a new number of days in an account counts at once, and placing an order costs
nothing for it. Of more than `MOST_OPEN` it is the oldest. All else is read as the beginning of a range of an index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F, Prefetch, Q, QuerySet, TextChoices
from django.utils import timezone

from monogram.artwork.models import ItemAsset
from monogram.common import clock
from monogram.common.working_days import after_working_days
from monogram.companies.models import Company
from monogram.oms.worklist_search import found_by
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.orders.statuses import COMPLETED, PAUSED
from monogram.suppliers.models import DISPATCH_DAYS, DropshipAccount

MOST_OPEN = 5000
MOST_COUNTED = 1000
"""Of what has left no more are counted: from there on it is "many"."""
PAGE = 50
LATELY = timedelta(days=14)
"""So long an order that was cancelled is among those that were stopped."""
_WAYS_FROM = 500

_S = OrderStatus
NEW = frozenset({_S.RECEIVED, _S.SENT_TO_SUPPLIER, _S.REPRINT})
MAKING = frozenset(
    {_S.RECEIVED_BY_SUPPLIER, _S.BATCH_READY, _S.IN_PRODUCTION, _S.SENT_TO_SHIPPER, _S.RECEIVED_BY_SHIPPER}
)
_OPEN = NEW | MAKING


class Tab(TextChoices):
    """What is to be done with an order."""

    NEW = "new", "New"
    MAKING = "making", "In production"
    LATE = "late", "Late"
    STOPPED = "stopped", "Stopped"
    DISPATCHED = "dispatched", "Dispatched"
    ALL = "all", "All"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which orders. What is "" or None narrows nothing down."""

    tab: Tab = Tab.NEW
    search: str = ""
    account_id: int | None = None
    way: tuple[str, str] | None = None
    """Carrier and method."""


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Of an open order in the list: by the day on which it is to leave, then by age."""

    due: date
    order_id: int
    status: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """Some orders with their lines and files, and what comes after them."""

    orders: list[Order]
    number: int
    has_next: bool


def accounts_of(supplier: Company) -> list[DropshipAccount]:
    """Its accounts with their retailers, by the retailers' names."""
    return list(supplier.supplied_accounts.select_related("retailer").order_by("retailer__name", "pk"))


def ways_of(supplier: Company) -> list[tuple[str, str]]:
    """The ways of shipping, carrier and method, that its latest orders ask for."""
    latest = Order.objects.filter(supplier=supplier).order_by("-pk")
    ways = latest.values_list("shipping_carrier", "shipping_method")[:_WAYS_FROM]
    return sorted({way for way in ways if any(way)})


def due_day(order: Order, days: Mapping[int, int]) -> date:
    """When the order is to leave: as its shop says, or else so many working days, by account id, after it came."""
    if order.required_dispatch_date:
        return order.required_dispatch_date
    zone = timezone.get_current_timezone()
    return _due(order.creation_datetime.astimezone(zone).date(), order.secondary_company_ref_id, days)


def days_of(accounts: Sequence[DropshipAccount]) -> dict[int, int]:
    """The working days to dispatch by account id."""
    return {account.pk: account.dispatch_days for account in accounts}


def _due(came: date, account_id: int | None, days: Mapping[int, int]) -> date:
    return after_working_days(came, days.get(account_id or 0, DISPATCH_DAYS))


def version_of(supplier: Company) -> str:
    """Another one whenever any of its orders has changed, and every day: one look at one index."""
    latest = Order.objects.filter(supplier=supplier).order_by("-updated_at", "-pk").values_list("updated_at", "pk")
    changed = latest.first()
    today = timezone.localdate(clock.now())
    return f"{today:%Y%m%d}-{changed[0].isoformat()}-{changed[1]}" if changed else f"{today:%Y%m%d}"


class Worklist:
    """The orders of one supplier that somebody wants to see. Nothing is read before it is asked for."""

    def __init__(self, supplier: Company, wanted: Wanted, days: Mapping[int, int]) -> None:
        self.supplier = supplier
        self.wanted = wanted
        self.days = days
        self.today = timezone.localdate(clock.now())

    @cached_property
    def counts(self) -> dict[Tab, int]:
        """How many there are in each tab; `MOST_COUNTED` of those that have left stands for as many or more."""
        return {
            Tab.NEW: len(self._of(Tab.NEW)),
            Tab.MAKING: len(self._of(Tab.MAKING)),
            Tab.LATE: len(self._of(Tab.LATE)),
            Tab.STOPPED: len(self._stopped),
            Tab.DISPATCHED: self._gone[:MOST_COUNTED].count(),
            Tab.ALL: self._all[:MOST_COUNTED].count(),
        }

    def page(self, number: int) -> Page:
        """The orders of the tab, `PAGE` at a time, from page 1 on."""
        first = (number - 1) * PAGE
        ids = self._ids(first, first + PAGE + 1)
        return Page(with_files(ids[:PAGE]), number, len(ids) > PAGE)

    def neighbours(self, order: Order) -> tuple[int | None, int | None]:
        """The orders before and after one in its tab, also when it has just left it."""
        if self.wanted.tab == Tab.ALL:
            return _first(self._all.filter(pk__gt=order.pk).order_by("pk")), _first(self._all.filter(pk__lt=order.pk))
        if self.wanted.tab == Tab.DISPATCHED:
            at = order.updated_at
            later = self._gone.filter(Q(updated_at__gt=at) | Q(updated_at=at, pk__gt=order.pk))
            sooner = self._gone.filter(Q(updated_at__lt=at) | Q(updated_at=at, pk__lt=order.pk))
            return _first(later.order_by("updated_at", "pk")), _first(sooner)
        if self.wanted.tab == Tab.STOPPED:
            newer = [one for one in self._stopped if one > order.pk]
            older = [one for one in self._stopped if one < order.pk]
            return min(newer, default=None), max(older, default=None)
        here = _Place(due_day(order, self.days), order.pk, order.status)
        places = self._of(self.wanted.tab)
        before, after = [one for one in places if one < here], [one for one in places if one > here]
        return (before[-1].order_id if before else None, after[0].order_id if after else None)

    def _ids(self, first: int, end: int) -> list[int]:
        match self.wanted.tab:
            case Tab.ALL:
                return list(self._all.values_list("pk", flat=True)[first:end])
            case Tab.DISPATCHED:
                return list(self._gone.values_list("pk", flat=True)[first:end])
            case Tab.STOPPED:
                return self._stopped[first:end]
            case tab:
                return [place.order_id for place in self._of(tab)[first:end]]

    def _of(self, tab: Tab) -> list[_Place]:
        match tab:
            case Tab.NEW:
                return [place for place in self._open if place.status in NEW]
            case Tab.MAKING:
                return [place for place in self._open if place.status in MAKING]
            case _:
                return [place for place in self._open if place.status in _OPEN and place.due < self.today]

    @cached_property
    def _open(self) -> list[_Place]:
        # By age, but not by an index of it: that would lead through all that has left to the few that are open.
        by_age = F("pk") + 0
        oldest = self._narrowed.filter(status__in=_OPEN | PAUSED).order_by(by_age).values("pk")[:MOST_OPEN]
        rows = Order.objects.filter(pk__in=oldest).values_list(
            "pk", "status", "required_dispatch_date", "creation_datetime", "secondary_company_ref_id"
        )
        zone = timezone.get_current_timezone()
        return sorted(
            _Place(wanted or _due(created.astimezone(zone).date(), account, self.days), pk, status)
            for pk, status, wanted, created, account in rows
        )

    @cached_property
    def _stopped(self) -> list[int]:
        lately = self._narrowed.filter(status=OrderStatus.CANCELLED, updated_at__gte=clock.now() - LATELY)
        cancelled = lately.order_by("-pk").values_list("pk", flat=True)[:MOST_OPEN]
        paused = [place.order_id for place in self._open if place.status in PAUSED]
        return sorted([*paused, *cancelled], reverse=True)

    @property
    def _gone(self) -> QuerySet[Order]:
        return self._narrowed.filter(status__in=COMPLETED).order_by("-updated_at", "-pk")

    @property
    def _all(self) -> QuerySet[Order]:
        return self._narrowed.order_by("-pk")

    @cached_property
    def _narrowed(self) -> QuerySet[Order]:
        orders = Order.objects.filter(supplier=self.supplier)
        if self.wanted.account_id is not None:
            orders = orders.filter(secondary_company_ref_id=self.wanted.account_id)
        if self.wanted.way is not None:
            carrier, method = self.wanted.way
            orders = orders.filter(shipping_carrier=carrier, shipping_method=method)
        if self.wanted.search:
            orders = found_by(orders, self.supplier, self.wanted.search)
        return orders


def with_files(ids: Sequence[int]) -> list[Order]:
    """These orders, in this sequence, with their retailers, lines and files: three queries for any number."""
    files = Prefetch("assets", ItemAsset.objects.select_related("artwork").order_by("pk"))
    lines = Prefetch("items", OrderItem.objects.order_by("pk").prefetch_related(files))
    found = Order.objects.select_related("company").prefetch_related(lines).in_bulk(list(ids))
    return [found[each] for each in ids if each in found]


def _first(orders: QuerySet[Order]) -> int | None:
    return orders.values_list("pk", flat=True).first()
