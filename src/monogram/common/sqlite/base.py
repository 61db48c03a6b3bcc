"""Django's SQLite backend with one writer at a time, in order (see `writer_lock`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base as django_base
from django.db.utils import OperationalError

from monogram.common.sqlite.writer_lock import WriterLock, lock_of

base: Any = django_base  # the type stubs leave out what backends override

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "VACUUM", "REINDEX", "ANALYZE")


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the writer's lock before `BEGIN IMMEDIATE`, and before a write outside a transaction.

    The lock only keeps the order: should anything write past it, SQLite's own locks still hold.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: WriterLock | None = None
        self._held_by = 0

    def _take_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        lock = lock_of(name, in_memory=self.is_in_memory_db() or name.startswith("file:"))
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        if not lock.acquire(timeout):
            raise OperationalError(f"database is locked: no turn to write within {timeout:g} s")
        self._held, self._held_by = lock, os.getpid()

    def _end_turn(self) -> None:
        lock, self._held = self._held, None
        if lock is not None and self._held_by == os.getpid():
            lock.release()

    def _end_turn_after_transaction(self) -> None:
        """A commit that failed leaves the transaction open, and with it the turn."""
        if self.connection is None or not self.connection.in_transaction:
            self._end_turn()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The turn for one statement outside a transaction; inside one nothing is needed."""
        if self._held is not None or self.connection is None or self.connection.in_transaction:
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode in {"IMMEDIATE", "EXCLUSIVE"} and self._held is None:
            self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._end_turn_after_transaction()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn_after_transaction()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=lambda connection: _Cursor(connection, self))


class _Cursor(base.SQLiteCursorWrapper):
    def __init__(self, connection: Any, wrapper: DatabaseWrapper) -> None:
        super().__init__(connection)
        self._wrapper = wrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if not query.lstrip().upper().startswith(_WRITES):
            return super().execute(query, params)
        with self._wrapper.writing():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self._wrapper.writing():
            return super().executemany(query, param_list)
