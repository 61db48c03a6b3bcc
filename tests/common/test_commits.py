"""Writes of several threads in one commit: all or none of each, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction
from tests.common.at_once import at_once

from monogram.common.commits import commit_after, commit_together
from monogram.companies.models import ApiKey, Company

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8


class Refused(Exception):  # noqa: N818 - as short as it is meant
    """What a use case may raise."""


def add(number: int) -> int:
    Company.objects.create(id=number, name=f"Company {number}")
    return number


def in_threads(*works: Callable[[], object]) -> list[object]:
    """What each gives or raises, all having begun at the same moment."""
    return at_once(*[partial(commit_together, work) for work in works], refusals=Exception)


def numbers() -> list[int]:
    return list(Company.objects.order_by("pk").values_list("pk", flat=True))


def test_each_gets_its_own_result() -> None:
    assert in_threads(*[lambda number=number: add(number) for number in range(1, THREADS + 1)]) == [*range(1, 9)]
    assert numbers() == [*range(1, 9)]


def test_one_that_raises_leaves_no_trace_and_harms_nobody() -> None:
    def refuse() -> None:
        add(99)
        raise Refused("no")

    outcomes = in_threads(lambda: add(1), refuse, lambda: add(2), refuse)

    assert [type(outcome) for outcome in outcomes] == [int, Refused, int, Refused]
    assert numbers() == [1, 2]


def test_one_whose_statement_fails_harms_nobody() -> None:
    def clash() -> None:
        with transaction.atomic():
            add(7)
            add(7)

    outcomes = in_threads(lambda: add(1), clash, lambda: add(2))

    assert [type(outcome).__name__ for outcome in outcomes] == ["int", "IntegrityError", "int"]
    assert numbers() == [1, 2]


def test_hooks_of_what_was_taken_back_are_not_run() -> None:
    told: list[str] = []

    def done() -> None:
        transaction.on_commit(lambda: told.append("done"))

    def refuse() -> None:
        transaction.on_commit(lambda: told.append("refused"))
        raise Refused

    in_threads(done, refuse)

    assert told == ["done"]


def test_within_a_transaction_it_is_part_of_that() -> None:
    def take_back_later() -> None:
        with transaction.atomic():
            commit_together(lambda: add(1))
            raise Refused

    with pytest.raises(Refused):
        take_back_later()

    assert numbers() == []


def test_what_goes_first_may_refuse_the_rest() -> None:
    def full() -> None:
        raise Refused("full")

    with pytest.raises(Refused, match="full"):
        commit_after(full, lambda: add(1), refusal=LookupError)

    assert numbers() == []


def test_what_went_first_stays_when_the_rest_is_refused() -> None:
    def count() -> None:
        add(1)

    def refuse() -> int:
        raise Refused("no")

    with pytest.raises(Refused):
        commit_after(count, refuse, refusal=Refused)

    assert numbers() == [1]


def test_one_that_the_commit_itself_refuses_harms_nobody() -> None:
    """Foreign keys are checked when all is done: somebody deletes a product while an order for it comes in."""

    def name_a_company_that_is_gone() -> None:
        ApiKey.objects.create(company_id=404, key_hash="0" * 64, encrypted_key="")

    outcomes = in_threads(lambda: add(1), name_a_company_that_is_gone, lambda: add(2))

    assert [type(outcome).__name__ for outcome in outcomes] == ["int", "IntegrityError", "int"]
    assert numbers() == [1, 2]
    assert not ApiKey.objects.exists()
