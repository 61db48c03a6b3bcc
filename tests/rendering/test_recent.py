"""What is kept in memory, and what goes."""

from __future__ import annotations

import pytest

from monogram.rendering.recent import Recent


class Maker:
    """Makes texts, and counts how often."""

    def __init__(self, budget: int) -> None:
        self.recent: Recent[str] = Recent(budget)
        self.made: list[str] = []

    def get(self, key: str) -> str:
        return self.recent.get(key, lambda: self._make(key), len)

    def _make(self, key: str) -> str:
        self.made.append(key)
        return key * 10


def test_what_is_there_is_not_made_again() -> None:
    maker = Maker(budget=100)

    assert [maker.get("a"), maker.get("a"), maker.get("b")] == ["a" * 10, "a" * 10, "b" * 10]
    assert maker.made == ["a", "b"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    maker = Maker(budget=29)

    for key in "abacab":
        maker.get(key)

    assert maker.made == ["a", "b", "c", "b"]
    assert len(maker.recent) == 2


def test_what_is_heavier_than_the_budget_is_not_kept() -> None:
    maker = Maker(budget=9)

    maker.get("a")
    maker.get("a")

    assert maker.made == ["a", "a"]
    assert len(maker.recent) == 0


def test_a_failure_is_not_kept() -> None:
    recent: Recent[str] = Recent(100)

    with pytest.raises(ZeroDivisionError):
        recent.get("a", lambda: str(1 / 0), len)

    assert recent.get("a", lambda: "made", len) == "made"


def test_everything_can_be_let_go() -> None:
    maker = Maker(budget=29)
    for key in "ab":
        maker.get(key)

    maker.recent.clear()

    for key in "ab":
        maker.get(key)
    assert maker.made == ["a", "b", "a", "b"]
    assert len(maker.recent) == 2
