"""A rival who comes in the middle of something: it ends before that goes on, or stands there and waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from tests.faults.waiting import LIMIT_SECONDS, wait_until

_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


class Rival:
    """A call on a connection of its own. `outcome` is what came of it, or what it raised, once all is over."""

    def __init__(self, call: Callable[[], object], pool: ThreadPoolExecutor) -> None:
        self._call, self._pool = call, pool
        self._begun: Future[object] | None = None

    def come(self) -> None:
        """Begin, if it is the first time, and let it come as far as it can; SQLite has one writer, so nowhere."""
        if self._begun is not None:
            return
        self._begun = self._pool.submit(self._run)
        if connection.vendor == "postgresql":
            wait_until(lambda: self.is_done or _somebody_waits(), "the rival ends, or waits")

    @property
    def is_done(self) -> bool:
        return self._begun is not None and self._begun.done()

    @property
    def outcome(self) -> Any:
        assert self._begun is not None, "it never came"
        return self._begun.exception(LIMIT_SECONDS) or self._begun.result()

    def _run(self) -> object:
        try:
            return self._call()
        finally:
            connections.close_all()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return bool(cursor.fetchone()[0])


@contextmanager
def rival(call: Callable[[], object]) -> Iterator[Rival]:
    """Who waits to be let come. Use it in tests that commit."""
    with ThreadPoolExecutor(1) as pool:
        yield Rival(call, pool)
