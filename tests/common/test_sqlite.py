"""The SQLite backend's line of writers, on a database file of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from monogram.common.sqlite.writer_lock import WriterLock

OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;",
}


def open_database(name: Path, **options: object) -> Any:
    """A connection wrapper as Django makes it, apart from the test suite's own database."""
    handler = ConnectionHandler(
        {"default": {"ENGINE": "monogram.common.sqlite", "NAME": name, "OPTIONS": {**OPTIONS, **options}}}
    )
    return handler.create_connection("default")


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    wrapper = open_database(tmp_path / "db.sqlite3")
    with django_db_blocker.unblock():
        with wrapper.cursor() as cursor:
            cursor.execute("CREATE TABLE entry (writer INTEGER, number INTEGER, UNIQUE (writer, number))")
        yield wrapper
        wrapper.close()


def write(wrapper: Any, writer: int, number: int) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO entry VALUES (%s, %s)", [writer, number])


def count(wrapper: Any) -> int:
    with wrapper.cursor() as cursor:
        return int(cursor.execute("SELECT COUNT(*) FROM entry").fetchone()[0])


@pytest.fixture
def in_transaction(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Any]:
    """`transaction.atomic` for a wrapper that no alias names."""

    def begin(wrapper: Any) -> Any:
        monkeypatch.setattr(transaction, "get_connection", lambda using=None: wrapper)
        return transaction.atomic()

    return begin


def is_free(wrapper: Any) -> bool:
    """Whether another process could write now."""
    lock = WriterLock(str(wrapper.settings_dict["NAME"]))
    if not lock.acquire(0):
        return False
    lock.release()
    return True


def test_the_turn_lasts_as_long_as_the_transaction(database: Any, in_transaction: Callable[[Any], Any]) -> None:
    with in_transaction(database):
        write(database, 1, 1)
        assert not is_free(database)
        with transaction.atomic():  # a savepoint
            write(database, 1, 2)
        assert not is_free(database)

    assert is_free(database)
    assert count(database) == 2


def test_a_rolled_back_transaction_ends_the_turn(database: Any, in_transaction: Callable[[Any], Any]) -> None:
    write(database, 1, 1)

    with pytest.raises(IntegrityError), in_transaction(database):
        write(database, 1, 1)

    assert is_free(database)
    assert count(database) == 1


def test_a_write_outside_a_transaction_takes_a_turn_of_its_own(database: Any) -> None:
    write(database, 1, 1)
    assert is_free(database)

    with pytest.raises(IntegrityError):
        write(database, 1, 1)
    assert is_free(database)


def test_a_closed_connection_ends_its_turn(database: Any) -> None:
    database.ensure_connection()
    database._start_transaction_under_autocommit()
    assert not is_free(database)

    database.close()

    assert is_free(database)


def test_who_gets_no_turn_in_time_hears_that_the_database_is_locked(database: Any) -> None:
    database.ensure_connection()
    database._start_transaction_under_autocommit()
    late = open_database(database.settings_dict["NAME"], timeout=0.05)

    with pytest.raises(OperationalError, match="database is locked"):
        write(late, 2, 1)
    database.rollback()
    write(late, 2, 1)

    assert count(database) == 1
    late.close()


def test_reading_needs_no_turn(database: Any) -> None:
    write(database, 1, 1)
    reader = open_database(database.settings_dict["NAME"], timeout=0.05)
    database._start_transaction_under_autocommit()

    assert count(reader) == 1

    database.rollback()
    reader.close()


def test_threads_are_served_in_the_order_of_their_arrival() -> None:
    lock = WriterLock(None)
    lock.acquire(1)
    order: list[int] = []

    def stand_in_line(number: int) -> None:
        lock.acquire(10)
        order.append(number)
        lock.release()

    threads = []
    for number in range(20):
        thread = threading.Thread(target=stand_in_line, args=[number])
        thread.start()
        threads.append(thread)
        while len(lock._line._waiting) <= number:
            pass
    lock.release()
    for thread in threads:
        thread.join()

    assert order == list(range(20))


def test_a_thread_that_gave_up_leaves_the_line() -> None:
    lock = WriterLock(None)
    assert lock.acquire(1)
    assert not lock.acquire(0.01)
    lock.release()
    assert lock.acquire(0)


def test_a_forked_child_does_not_share_its_parents_turn(database: Any) -> None:
    database.ensure_connection()
    database._start_transaction_under_autocommit()

    child = os.fork()
    if child == 0:
        late = open_database(database.settings_dict["NAME"], timeout=0.05)
        try:
            write(late, 2, 1)
        except OperationalError:
            os._exit(7)
        os._exit(0)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert not is_free(database)
    database.rollback()


WRITER = """
import sys, threading
from pathlib import Path
from tests.common.test_sqlite import open_database, write

def run(writer):
    wrapper = open_database(Path(sys.argv[1]))
    for number in range(100):
        if number % 2:
            wrapper.ensure_connection()
            wrapper._start_transaction_under_autocommit()
            write(wrapper, writer, number)
            wrapper.commit()
        else:
            write(wrapper, writer, number)
    wrapper.close()

threads = [threading.Thread(target=run, args=[int(sys.argv[2]) + n]) for n in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
"""


def test_threads_of_several_processes_all_write(database: Any) -> None:
    name = str(database.settings_dict["NAME"])
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, name, str(first)], env={**os.environ, "PYTHONPATH": "src:."})
        for first in (10, 20, 30)
    ]

    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert count(database) == 3 * 4 * 100
    assert is_free(database)
