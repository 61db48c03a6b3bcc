"""Several requests' writes in one commit.

A durable commit costs more than the writes in it: the pages of the log, and the wait for the disk. PostgreSQL lets
transactions that end at the same time share the wait. SQLite has one writer, so here the writers of one process share
the whole transaction: while one of them waits for the disk, the others line up, and the first of those then does the
work of all. Alone, a write is committed at once; nobody waits for company.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

_MOST_TOGETHER = 32  # the answer of the first one waits for the work of the last

_Result = TypeVar("_Result")


class _Work(Generic[_Result]):
    """One caller's writes, and what came of them."""

    def __init__(self, do: Callable[[], _Result]) -> None:
        self._do = do
        self.is_done = False
        self.begin_anew()

    def begin_anew(self) -> None:
        """As if nothing had been tried."""
        self.error: BaseException | None = None
        self.is_taken_back = False
        self._results: list[_Result] = []

    def attempt(self) -> None:
        """Within the leader's transaction: all of it, or, if it raises, nothing."""
        database, hooks = connection.connection, len(connection.run_on_commit)
        database.execute("SAVEPOINT work")
        try:
            self._results.append(self._do())
            connection.validate_no_broken_transaction()
        except BaseException as error:
            self.error = error
            del connection.run_on_commit[hooks:]
            database.execute("ROLLBACK TO work")
            connection.needs_rollback = False  # else the end of the block would take the others' work back in silence
        database.execute("RELEASE work")

    def take_back(self, error: BaseException) -> None:
        """The transaction did not go through; what the work itself has raised before is what counts."""
        self.is_taken_back = self.error is None
        self.error = self.error or error

    def result(self) -> _Result:
        if self.error is not None:
            raise self.error
        return self._results[0]


_line: deque[_Work[Any]] = deque()
_leads = threading.Lock()


def commit_together(do: Callable[[], _Result]) -> _Result:
    """Run `do` in a transaction and give its result once that is durable. What `do` raises leaves no trace.

    `do` may be run by another thread, so it must hold everything that it needs; and it must not take long, since
    others may wait for the same commit.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            return do()
    work = _Work(do)
    _line.append(work)
    with _leads:
        while not work.is_done:  # more than once where the line is longer than one transaction takes
            _lead()
    return work.result()


def commit_after(
    first: Callable[[], None], do: Callable[[], _Result], *, refusal: type[Exception] | tuple[type[Exception], ...]
) -> _Result:
    """`first` and `do` as one, where that costs less; where `first` takes a lock that many want, each by itself.

    Either way `first` stays when `do` raises a `refusal`, which must not come after `do` has written anything.
    """
    if connection.vendor != "sqlite":
        first()
        return commit_together(do)

    def both() -> _Result | _Refused:
        first()
        try:
            return do()
        except refusal as error:
            return _Refused(error)

    outcome = commit_together(both)
    if isinstance(outcome, _Refused):
        raise outcome.error
    return outcome


@dataclass(frozen=True, slots=True)
class _Refused:
    error: Exception


def _lead() -> None:
    """Do the work of all who stand in line, in one transaction.

    Should that not go through, each is tried by itself: some constraints are checked at the commit alone, and nobody is
    to suffer for another's.
    """
    together = [_line.popleft() for _ in range(min(len(_line), _MOST_TOGETHER))]
    try:
        if not _has_gone_through(together) and len(together) > 1:
            for work in together:
                if work.is_taken_back:
                    work.begin_anew()
                    _has_gone_through([work])
    finally:
        for work in together:
            work.is_done = True


def _has_gone_through(together: Sequence[_Work[Any]]) -> bool:
    try:
        with transaction.atomic():
            for work in together:
                work.attempt()
    except BaseException as error:
        for work in together:
            work.take_back(error)
        return False
    return True
