"""The choice between candidates that could all make a line, and the words for it. Pure.

1. The account that the order names.
2. The lowest priority number.
3. A supplier who has reached what it can make in a day, and then one whose stock is low, yield to any other.
4. A share of 0 yields to any other: it is for what nobody else of its priority can make.
5. Together: an account that sends a parcel anyhow, because some line has no other, takes whatever else it still may;
   then the account that may take the most of the lines left takes them; and so on until no line is left.
6. Between accounts that may take as many, the order's draw by their shares; where all shares are 0, the oldest.

The draw is a hash of retailer and `external_ref`: a dry run, the order itself and its release all draw the same.
Steps 1 to 4 look at one line alone, so togetherness never outdoes a named account or a priority.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monogram.suppliers.queries import AccountRules, Candidate

Explanation = list[dict[str, str]]


class Outcome(StrEnum):
    """What a rule has said: `passed_over` could have made the line, `refused` could not."""

    PASSED = "passed"
    REFUSED = "refused"
    PASSED_OVER = "passed_over"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Order:
    """What of an order has a say in its way. `country_code` in capitals, `lot` below 2⁶⁴ (`lot_of`)."""

    country_code: str
    preferred_account_id: int | None
    lot: int
    today: date
    required_dispatch_date: date | None = None

    def draw(self, total: int) -> int:
        """A number from 1 to `total`, always the same for this order."""
        return (self.lot * total >> 64) + 1


def lot_of(retailer_id: int, external_ref: str) -> int:
    """The lot that an order draws between suppliers by: evenly spread over references, the same for the same one."""
    return int.from_bytes(hashlib.sha256(f"{retailer_id}:{external_ref}".encode()).digest()[:8], "big")


def note(explanation: Explanation, rule: str, candidate: Candidate | None, outcome: Outcome, detail: str) -> None:
    """Add an entry to an explanation."""
    label = candidate.label if candidate else ""
    explanation.append({"rule": rule, "candidate": label, "outcome": outcome.value, "detail": detail})


def choose(
    order: Order,
    needed: Mapping[tuple[int, str], int],
    able: Sequence[Sequence[Candidate]],
    explanations: Sequence[Explanation],
) -> list[Candidate | None]:
    """One of each line's able candidates, None where there is none. Adds the reasons to the explanations.

    `needed` are the order's pieces by supplier and supplier's SKU.
    """
    contests = [
        _narrowed(order, needed, candidates, explanation)
        for candidates, explanation in zip(able, explanations, strict=True)
    ]
    return _settled(order, contests)


class _Contest:
    """One line's candidates that are still in the running, by account."""

    def __init__(self, candidates: Sequence[Candidate], explanation: Explanation) -> None:
        self.running = {_rules(candidate).id: candidate for candidate in candidates}
        self.explanation = explanation
        self.decided_by, self.because = "only_candidate", "nobody else can make this line"

    def keep(self, rule: str, because: str, wins: Callable[[AccountRules], bool], why_not: str) -> None:
        """Drop those that do not win, if any does; the rule has then decided, as far as there is a decision."""
        self._keep(
            rule, because, {number: one for number, one in self.running.items() if wins(_rules(one))}, lambda _: why_not
        )

    def let_yield(self, rule: str, because: str, why: Callable[[Candidate], str]) -> None:
        """Drop those that there is a reason `why` to drop, unless there is one for all."""
        self._keep(rule, because, {number: one for number, one in self.running.items() if not why(one)}, why)

    def _keep(
        self, rule: str, because: str, winners: dict[int, Candidate], why_not: Callable[[Candidate], str]
    ) -> None:
        if not winners or len(winners) == len(self.running):
            return
        for number, candidate in self.running.items():
            if number not in winners:
                note(self.explanation, rule, candidate, Outcome.PASSED_OVER, why_not(candidate))
        self.running, self.decided_by, self.because = winners, rule, because

    def win(self, number: int) -> Candidate:
        """Give the line to one of those in the running, for the reason that was last decisive."""
        winner = self.running[number]
        note(self.explanation, self.decided_by, winner, Outcome.CHOSEN, self.because)
        return winner


def _rules(candidate: Candidate) -> AccountRules:
    assert candidate.account is not None  # noqa: S101 - a candidate without an account passes no condition
    return candidate.account


def _narrowed(
    order: Order,
    needed: Mapping[tuple[int, str], int],
    candidates: Sequence[Candidate],
    explanation: Explanation,
) -> _Contest:
    """Steps 1 to 4: what a line settles without looking at the others."""
    contest = _Contest(candidates, explanation)
    if not contest.running:
        return contest
    if order.preferred_account_id:
        _prefer(order.preferred_account_id, contest)
    first = min(_rules(candidate).priority for candidate in contest.running.values())
    contest.keep(
        "priority",
        f"has priority {first}, the others come after it",
        lambda rules: rules.priority == first,
        f"could make it, but comes after priority {first}",
    )
    if len(contest.running) > 1:
        contest.let_yield("capacity", "can make it today, the others cannot", lambda one: _at_capacity(one, needed))
        contest.let_yield("low_stock", "has enough left, the others are running low", _running_low)
    contest.keep(
        "weight",
        "the others have a share of 0",
        lambda rules: rules.weight > 0,
        f"could make it, but its share is 0: it gets what no other of priority {first} can make",
    )
    return contest


def _at_capacity(candidate: Candidate, needed: Mapping[tuple[int, str], int]) -> str:
    """Why a day's capacity speaks against a candidate; "" if it does not."""
    stock = candidate.stock
    if stock is None or stock.daily_capacity is None:
        return ""
    pieces = needed[candidate.supplier_id, candidate.supplier_sku]
    if stock.made_today + pieces <= stock.daily_capacity:
        return ""
    made = f"{stock.made_today} of the {stock.daily_capacity} pieces that it can make in a day are ordered"
    return f"could make it, but {made}, and this order needs {pieces}"


def _running_low(candidate: Candidate) -> str:
    """Why low stock speaks against a candidate; "" if it does not."""
    stock = candidate.stock
    if stock is None or not stock.is_low or not _rules(candidate).checks_stock:
        return ""
    return f"could make it, but has only {stock.available} left, which is low (at {stock.low_stock_level})"


def _prefer(number: int, contest: _Contest) -> None:
    if number not in contest.running:
        detail = f"the order names account {number}, which cannot make this line"
        note(contest.explanation, "preferred_account", None, Outcome.REFUSED, detail)
        return
    if len(contest.running) == 1:
        contest.decided_by, contest.because = "preferred_account", "the order names it"
    contest.keep(
        "preferred_account",
        "the order names it",
        lambda rules: rules.id == number,
        f"could make it, but the order names account {number}",
    )


def _settled(order: Order, contests: Sequence[_Contest]) -> list[Candidate | None]:
    """Steps 5 and 6: parcel by parcel, until every line that can be made is in one."""
    chosen: list[Candidate | None] = [None] * len(contests)
    left = {index: contest for index, contest in enumerate(contests) if contest.running}
    while left:
        parcel = _next_parcel(order, list(left.values()))
        taken = [index for index, contest in left.items() if parcel.account in contest.running]
        for index in taken:
            chosen[index] = parcel.take(left.pop(index))
    return chosen


@dataclass(frozen=True, slots=True)
class _Draw:
    """A draw between accounts: of the numbers 1 to `total` each has a range of its own."""

    number: int
    total: int
    ranges: Mapping[int, range]

    @property
    def winner(self) -> int:
        return next(account for account, share in self.ranges.items() if self.number in share)

    def told(self, account: int) -> str:
        """The account's range in words."""
        share = self.ranges[account]
        return f"{share[0]} to {share[-1]}" if share else "0"


@dataclass(frozen=True, slots=True)
class _Parcel:
    """The account that gets all the lines left that it may take, and what spoke for it."""

    account: int
    lines: Counter[int]
    """How many of the lines left each account may take."""
    bound: frozenset[int]
    """Accounts that send a parcel anyhow."""
    draw: _Draw | None

    def take(self, contest: _Contest) -> Candidate:
        """Give it a line, and tell why the line's others do not get it."""
        winner = contest.running[self.account].label
        for number, loser in contest.running.items():
            if number != self.account:
                contest.decided_by, contest.because, but = self._reason(winner, number)
                note(contest.explanation, contest.decided_by, loser, Outcome.PASSED_OVER, f"could make it, but {but}")
        return contest.win(self.account)

    def _reason(self, winner: str, loser: int) -> tuple[str, str, str]:
        """The rule that decided against one account, as it is told of the winner and of the loser."""
        most, fewer = self.lines[self.account], self.lines[loser]
        if self.account in self.bound and loser not in self.bound:
            why = "sends a parcel of this order anyhow"
            return "together", why, f"{winner} {why}"
        if fewer < most:
            why = f"can make {most} lines of this order together"
            return "together", why, f"{winner} {why}, this one only {fewer}"
        if self.draw and loser in self.draw.ranges:
            drawn = f"the order draws {self.draw.number} of {self.draw.total}"
            why = f"{drawn}, and its share is {self.draw.told(self.account)}"
            return "weight", why, f"{drawn}, and its share is {self.draw.told(loser)}"
        return "oldest_account", "the oldest of the accounts that are left", f"account {self.account} is older"


def _next_parcel(order: Order, contests: Sequence[_Contest]) -> _Parcel:
    """Who gets the next lines. Of equals, only those that want a line of the first one's compete: accounts that
    share no line must not come into each other's shares."""
    lines = Counter(number for contest in contests for number in contest.running)
    bound = frozenset(number for contest in contests if len(contest.running) == 1 for number in contest.running)
    asked = bound or lines.keys()
    most = max(lines[number] for number in asked)
    first = min(number for number in asked if lines[number] == most)
    rivals = {
        number: _rules(candidate).weight
        for contest in contests
        if first in contest.running
        for number, candidate in contest.running.items()
        if number in asked and lines[number] == most
    }
    draw = _drawn(order, rivals) if len(rivals) > 1 and any(rivals.values()) else None
    return _Parcel(draw.winner if draw else first, lines, bound, draw)


def _drawn(order: Order, weights: Mapping[int, int]) -> _Draw:
    """The draw between accounts with these weights, the oldest account's range first."""
    ranges, upper = {}, 0
    for account in sorted(weights):
        lower, upper = upper + 1, upper + weights[account]
        ranges[account] = range(lower, upper + 1)
    return _Draw(order.draw(upper), upper, ranges)
