"""The choice between candidates that could all make a line, and the words for it. Pure.

1. The account that the order names.
2. The lowest priority number.
3. A share of 0 yields to any other: it is for what nobody else of its priority can make.
4. Together: an account that sends a parcel anyhow, because some line has no other, takes whatever else it still may;
   then the account that may take the most of the lines left takes them; and so on until no line is left.
5. Between accounts that may take as many, the order's draw by their shares; where all shares are 0, the oldest.

The draw is a hash of retailer and `external_ref`: a dry run, the order itself and its release all draw the same.
Steps 1 to 3 look at one line alone, so togetherness never outdoes a named account or a priority.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """What of an order has a say in its way. `country_code` in capitals."""

    retailer_id: int
    external_ref: str
    country_code: str
    preferred_account_id: int | None = None

    def draw(self, total: int) -> int:
        """A number from 1 to `total`, evenly spread over references, always the same for this order."""
        digest = hashlib.sha256(f"{self.retailer_id}:{self.external_ref}".encode()).digest()
        return (int.from_bytes(digest[:8]) * total >> 64) + 1


def note(explanation: Explanation, rule: str, candidate: Candidate | None, outcome: Outcome, detail: str) -> None:
    """Add an entry to an explanation."""
    label = candidate.label if candidate else ""
    explanation.append({"rule": rule, "candidate": label, "outcome": outcome.value, "detail": detail})


def choose(
    order: Order, able: Sequence[Sequence[Candidate]], explanations: Sequence[Explanation]
) -> list[Candidate | None]:
    """One of each line's able candidates, None where there is none. Adds the reasons to the explanations."""
    contests = [
        _narrowed(order, candidates, explanation) for candidates, explanation in zip(able, explanations, strict=True)
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
        winners = {number: one for number, one in self.running.items() if wins(_rules(one))}
        if not winners or len(winners) == len(self.running):
            return
        for number, candidate in self.running.items():
            if number not in winners:
                note(self.explanation, rule, candidate, Outcome.PASSED_OVER, why_not)
        self.running, self.decided_by, self.because = winners, rule, because

    def win(self, number: int) -> Candidate:
        """Give the line to one of those in the running, for the reason that was last decisive."""
        winner = self.running[number]
        note(self.explanation, self.decided_by, winner, Outcome.CHOSEN, self.because)
        return winner


def _rules(candidate: Candidate) -> AccountRules:
    assert candidate.account is not None  # noqa: S101 - a candidate without an account passes no condition
    return candidate.account


def _narrowed(order: Order, candidates: Sequence[Candidate], explanation: Explanation) -> _Contest:
    """Steps 1 to 3: what a line settles without looking at the others."""
    contest = _Contest(candidates, explanation)
    if order.preferred_account_id:
        _prefer(order.preferred_account_id, contest)
    if not contest.running:
        return contest
    first = min(_rules(candidate).priority for candidate in contest.running.values())
    contest.keep(
        "priority",
        f"has priority {first}, the others come after it",
        lambda rules: rules.priority == first,
        f"could make it, but comes after priority {first}",
    )
    contest.keep(
        "weight",
        "the others have a share of 0",
        lambda rules: rules.weight > 0,
        f"could make it, but its share is 0: it gets what no other of priority {first} can make",
    )
    return contest


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
    """Steps 4 and 5: parcel by parcel, until every line that can be made is in one."""
    chosen: list[Candidate | None] = [None] * len(contests)
    left = {index: contest for index, contest in enumerate(contests) if contest.running}
    while left:
        parcel = _next_parcel(order, list(left.values()))
        taken = [index for index, contest in left.items() if parcel.account in contest.running]
        for index in taken:
            chosen[index] = parcel.take(left.pop(index))
    return chosen


@dataclass(frozen=True, slots=True)
class _Parcel:
    """The account that gets all the lines left that it may take, and what spoke for it."""

    account: int
    lines: Counter[int]
    """How many of the lines left each account may take."""
    bound: frozenset[int]
    """Accounts that send a parcel anyhow."""
    drawn: str
    """The draw in words; "" where nothing was drawn."""

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
        if self.drawn:
            return "weight", self.drawn, self.drawn
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
        number: candidate
        for contest in contests
        if first in contest.running
        for number, candidate in contest.running.items()
        if number in asked and lines[number] == most
    }
    account, drawn = _drawn(order, [rivals[number] for number in sorted(rivals)])
    return _Parcel(account, lines, bound, drawn)


def _drawn(order: Order, rivals: Sequence[Candidate]) -> tuple[int, str]:
    """The account that the order's draw falls to, and the draw in words. `rivals` from the oldest account on."""
    total = sum(_rules(rival).weight for rival in rivals)
    if len(rivals) == 1 or not total:
        return _rules(rivals[0]).id, ""
    draw, upper = order.draw(total), 0
    winner, ranges = 0, []
    for rival in rivals:
        lower, upper = upper + 1, upper + _rules(rival).weight
        if lower <= upper:
            ranges.append(f"{lower} to {upper} for {rival.label}")
        if lower <= draw <= upper:
            winner = _rules(rival).id
    return winner, f"the order's draw is {draw} of {total}: {', '.join(ranges)}"
