"""Why a line goes where it goes, made ready to be read: the entries of `OrderItem.routing`, candidate by candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_VERDICTS = {
    "chosen": ("Chosen", "check_circle"),
    "passed_over": ("Passed over", "low_priority"),
    "refused": ("Refused", "block"),
    "passed": ("Passed", "check"),
}
_ORDER = {"chosen": 0, "passed_over": 1}
_RULES = {
    "product": "Product",
    "supplier": "Supplier",
    "account": "Account",
    "country": "Country",
    "stock": "Stock",
    "lead_time": "Lead time",
    "preferred_account": "Named account",
    "priority": "Priority",
    "capacity": "Daily capacity",
    "low_stock": "Low stock",
    "weight": "Share",
    "together": "Together",
    "oldest_account": "Oldest account",
    "only_candidate": "Only candidate",
    "moved": "Moved by hand",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule has said, in words, with the icon that goes with them."""

    outcome: str
    rule: str
    detail: str

    @property
    def word(self) -> str:
        return _VERDICTS.get(self.outcome, (self.outcome.replace("_", " ").capitalize(), ""))[0]

    @property
    def icon(self) -> str:
        return _VERDICTS.get(self.outcome, ("", "help"))[1]


@dataclass(frozen=True, slots=True)
class ExplainedCandidate:
    """One who might have made the line: what decided about it, and the rules that it passed before."""

    name: str
    verdict: Verdict
    passed: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line's way: who makes it (None: nobody), every candidate, and what is true whoever makes it."""

    winner: ExplainedCandidate | None
    candidates: Sequence[ExplainedCandidate]
    notes: Sequence[Verdict] = field(default_factory=list)

    @property
    def needs_a_look(self) -> bool:
        """Whether something is amiss: nobody can make the line, or the account that the order names cannot."""
        return self.winner is None or bool(self.complaints)

    @property
    def complaints(self) -> Sequence[Verdict]:
        """What was refused without being about one candidate: an unknown product, a named account that cannot."""
        return [note for note in self.notes if note.outcome == "refused"]

    @property
    def others(self) -> str:
        """How the candidates that do not make the line fared, e.g. `1 passed over, 2 refused`."""
        counts = Counter(candidate.verdict.word.lower() for candidate in self.candidates if candidate != self.winner)
        return ", ".join(f"{count} {word}" for word, count in counts.items())


def explain(entries: Sequence[Mapping[str, str]]) -> ExplainedLine:
    """The entries of a line's `routing` by candidate, the winner first, then those passed over, then the refused."""
    by_candidate: dict[str, list[Verdict]] = {}
    for entry in entries:
        rule = entry.get("rule", "")
        verdict = Verdict(entry.get("outcome", ""), _RULES.get(rule, rule.capitalize()), entry.get("detail", ""))
        by_candidate.setdefault(entry.get("candidate", ""), []).append(verdict)
    notes = by_candidate.pop("", [])
    candidates = [ExplainedCandidate(name, verdicts[-1], verdicts[:-1]) for name, verdicts in by_candidate.items()]
    candidates.sort(key=lambda candidate: _ORDER.get(candidate.verdict.outcome, len(_ORDER)))
    winner = candidates[0] if candidates and candidates[0].verdict.outcome == "chosen" else None
    return ExplainedLine(winner, candidates, notes)
