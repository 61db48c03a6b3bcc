"""Which supplier makes each line, by which dropship account, and why.

First every candidate of a line is asked rule after rule whether it can make the line at all (`_CONDITIONS`); then one
of those that can is chosen (`oms.route_choice`). Each answer is an entry of the line's explanation,
`{rule, candidate, outcome, detail}`, in words for people. `docs/guides/routing.md` tells operators the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from monogram.common import clock
from monogram.companies.models import Company
from monogram.oms.route_choice import Explanation, Order, Outcome, choose, lot_of, note
from monogram.orders.matching import Match
from monogram.suppliers.queries import NOTHING_HELD, Candidate, Held, Wanted, candidates_for

NO_SUPPLIER = "Failed to split order due to invalid supplier information"


@dataclass(frozen=True, slots=True)
class LineToRoute:
    """An order line, as far as its way is concerned."""

    match: Match
    quantity: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with those who make its product; `how` tells how the product was found, or why it was not."""

    how: str
    quantity: int
    candidates: Sequence[Candidate] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Destination:
    """A supplier and the account by which it is told; equal to another whatever the line's SKU there.

    `is_stocked`: the supplier reports the stock of that SKU. `checks_stock`: the line must have all its pieces of it.
    """

    supplier_id: int
    account_id: int
    supplier_sku: str = field(default="", compare=False)
    is_stocked: bool = field(default=False, compare=False)
    checks_stock: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Route:
    """Where each line goes (None: nowhere), its explanation, and the accounts that could take it; by line."""

    destinations: Sequence[Destination | None]
    explanations: Sequence[Explanation]
    possible_accounts: Sequence[frozenset[int]]

    @property
    def is_complete(self) -> bool:
        """Whether every line has somewhere to go. An order is split as a whole or not at all."""
        return all(self.destinations)

    def lines_by_destination(self) -> dict[Destination, list[int]]:
        """The numbers of the lines that stay together, in the order in which the suppliers come up."""
        groups: dict[Destination, list[int]] = {}
        for index, destination in enumerate(self.destinations):
            if destination:
                groups.setdefault(destination, []).append(index)
        return groups


def plan_route(
    *,
    company: Company,
    preferred_account_id: int | None,
    country_code: str,
    external_ref: str,
    lines: Sequence[LineToRoute],
    required_dispatch_date: date | None = None,
    held: Mapping[tuple[int, str], Held] = NOTHING_HELD,
) -> Route:
    """Find the supplier and the account of every line. One statement, however many lines; nothing is written.

    `held` is the stock that the order has already, where it is one that is there.
    """
    order = Order(
        country_code.upper(), preferred_account_id, lot_of(company.pk, external_ref), today(), required_dispatch_date
    )
    return decide(order, with_candidates(company, lines, order.today, held))


def today() -> date:
    """The day that it is where the platform is."""
    return timezone.localdate(clock.now())


def with_candidates(
    company: Company,
    lines: Sequence[LineToRoute],
    today: date,
    held: Mapping[tuple[int, str], Held] = NOTHING_HELD,
) -> list[Line]:
    """The lines with those who could make them, as the database has it now. One statement."""
    wanted = [_wanted(line.match) for line in lines]
    products = {product for product in wanted if product}
    found = candidates_for(retailer_id=company.pk, wanted=products, today=today, held=held)
    return [
        Line(line.match.how, line.quantity, found[product] if product else (), product is not None)
        for line, product in zip(lines, wanted, strict=True)
    ]


def _wanted(match: Match) -> Wanted | None:
    if match.product is None:
        return None
    return Wanted(match.product.pk, match.variant.pk if match.variant else None, match.supplier_sku)


def decide(order: Order, lines: Sequence[Line]) -> Route:
    """Route lines whose candidates are known. Pure, and the same whatever order the lines come in."""
    needed = _needed(lines)
    explanations: list[Explanation] = [[] for _ in lines]
    able = [
        _able(_Question(order, needed), line, explanation)
        for line, explanation in zip(lines, explanations, strict=True)
    ]
    chosen = choose(order, needed, able, explanations)
    destinations = [_destination(candidate) for candidate in chosen]
    possible = [frozenset(candidate.account.id for candidate in some if candidate.account) for some in able]
    return Route(destinations, explanations, possible)


def _destination(candidate: Candidate | None) -> Destination | None:
    if candidate is None or candidate.account is None:
        return None
    return Destination(
        candidate.supplier_id,
        candidate.account.id,
        candidate.supplier_sku,
        is_stocked=candidate.stock is not None,
        checks_stock=candidate.account.checks_stock,
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """What conditions are asked about: the order, and how many pieces it needs by supplier and supplier's SKU."""

    order: Order
    needed: Mapping[tuple[int, str], int]


def _needed(lines: Sequence[Line]) -> Counter[tuple[int, str]]:
    """All the pieces that a supplier may have to find: lines of one SKU draw on the same shelf."""
    needed: Counter[tuple[int, str]] = Counter()
    for line in lines:
        for shelf in {(candidate.supplier_id, candidate.supplier_sku) for candidate in line.candidates}:
            needed[shelf] += line.quantity
    return needed


def _able(question: _Question, line: Line, explanation: Explanation) -> list[Candidate]:
    """The candidates that pass every condition. Each is asked up to the first that it fails."""
    note(explanation, "product", None, Outcome.PASSED if line.is_known else Outcome.REFUSED, line.how)
    if line.is_known and not line.candidates:
        note(explanation, "supplier", None, Outcome.REFUSED, "the product has no supplier")
    able = []
    for candidate in line.candidates:
        for rule, condition in _CONDITIONS:
            verdict = condition(candidate, question)
            if verdict is None:
                continue
            passed, detail = verdict
            note(explanation, rule, candidate, Outcome.PASSED if passed else Outcome.REFUSED, detail)
            if not passed:
                break
        else:
            able.append(candidate)
    return able


_Verdict = tuple[bool, str]
_Condition = Callable[[Candidate, _Question], _Verdict | None]
"""Whether a candidate passes, and why; None where there is nothing to ask."""


def _may_supply(candidate: Candidate, question: _Question) -> _Verdict:
    if candidate.may_supply:
        return True, f"makes it as {candidate.supplier_sku}" if candidate.supplier_sku else "makes it"
    return False, "is deactivated, or is no supplier"


def _has_account(candidate: Candidate, question: _Question) -> _Verdict:
    if candidate.account is None:
        return False, "the retailer has no account with it"
    if not candidate.account.is_active:
        return False, "the account is switched off"
    return True, "the account is active"


def _delivers(candidate: Candidate, question: _Question) -> _Verdict:
    countries = candidate.account.countries if candidate.account else frozenset()
    if not countries:
        return True, "delivers everywhere"
    country = question.order.country_code
    if country in countries:
        return True, f"delivers to {country}"
    return False, f"does not deliver to {country or 'an address without a country'}, only to {_some(countries)}"


def _has_stock(candidate: Candidate, question: _Question) -> _Verdict:
    if candidate.account is None or not candidate.account.checks_stock:
        return True, "its stock is not checked"
    if candidate.stock is None:
        return True, "does not report its stock of this SKU"
    needed = question.needed[candidate.supplier_id, candidate.supplier_sku]
    available = candidate.stock.available
    return available >= needed, f"has {available} in stock, the order needs {needed}"


def _is_in_time(candidate: Candidate, question: _Question) -> _Verdict | None:
    due, today = question.order.required_dispatch_date, question.order.today
    lead_time = candidate.stock.lead_time_days if candidate.stock else None
    if due is None or lead_time is None or due < today:  # what is late already is late anywhere
        return None
    ready = today + timedelta(days=lead_time)
    needs = f"needs {lead_time} {'day' if lead_time == 1 else 'days'}, until {ready}"
    return ready <= due, f"{needs}; the order is to leave by {due}"


_CONDITIONS: Sequence[tuple[str, _Condition]] = (
    ("supplier", _may_supply),
    ("account", _has_account),
    ("country", _delivers),
    ("stock", _has_stock),
    ("lead_time", _is_in_time),
)

_MOST_COUNTRIES = 12


def _some(countries: frozenset[str]) -> str:
    names = sorted(countries)
    more = len(names) - _MOST_COUNTRIES
    return ", ".join(names[:_MOST_COUNTRIES]) + (f" and {more} more" if more > 0 else "")
