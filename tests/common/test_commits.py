"""Writes that share a commit: each for itself, and none lost with another's."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections

from monogram.common import commits
from monogram.companies.models import Company

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite's writers share commits"),
]


def together(*works: Callable[[], object]) -> list[object]:
    """Have works stand in one line before the first is done; the result of each, or what it raised."""
    outcomes: list[object] = [None] * len(works)

    def run(number: int) -> None:
        try:
            outcomes[number] = commits.commit_together(works[number])
        except DatabaseError as error:
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = []
    with commits._leads:
        for number in range(len(works)):
            threads.append(threading.Thread(target=run, args=[number]))
            threads[-1].start()
            while len(commits._line) <= number:
                pass
    for thread in threads:
        thread.join()
    return outcomes


def found(number: int) -> Callable[[], int]:
    """Work that makes the company of that number."""
    return lambda: Company.objects.create(id=number, name=f"Company {number}").pk


def stored() -> list[int]:
    return list(Company.objects.order_by("pk").values_list("pk", flat=True))


def test_a_work_that_fails_takes_no_other_with_it() -> None:
    outcomes = together(found(1), found(1), found(2))

    assert [outcomes[0], outcomes[2]] == [1, 2]
    assert isinstance(outcomes[1], IntegrityError)
    assert stored() == [1, 2]


def test_a_work_that_hides_a_failed_statement_is_undone_alone() -> None:
    def hide() -> None:
        try:
            found(1)()
        except IntegrityError:
            Company.objects.all()

    outcomes = together(found(1), hide, found(2))

    assert [outcomes[0], outcomes[2]] == [1, 2]
    assert isinstance(outcomes[1], DatabaseError)
    assert stored() == [1, 2]


def test_a_line_longer_than_one_commit_takes_is_done_to_its_end() -> None:
    numbers = list(range(1, commits._MOST_TOGETHER + 9))

    assert together(*map(found, numbers)) == numbers
    assert stored() == numbers


def test_a_work_outside_of_sqlites_line_is_a_transaction_of_its_own() -> None:
    assert commits.commit_together(lambda: connection.in_atomic_block)
