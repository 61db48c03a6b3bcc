"""Pooled connections after the server has ended them, and what each is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.faults.waiting import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has a pool"),
]
_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def ask(query: str) -> int:
    """The first column of the first row; 0 if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def ask_out_of_the_pool(query: str) -> int:
    """The same on a connection out of the pool, which goes back there."""
    try:
        return ask(query)
    finally:
        connection.close()


def test_no_request_is_given_a_connection_that_the_server_has_closed() -> None:
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(ask_out_of_the_pool, ["SELECT 1"] * 3))  # several lie in the pool now
    ask(f"SELECT pg_terminate_backend(pid) {_OTHERS}")
    wait_until(lambda: ask(f"SELECT count(*) {_OTHERS}") == 0, "they have ended")

    assert [ask_out_of_the_pool("SELECT 7") for _ in range(6)] == [7] * 6


def test_pages_out_of_order_cost_hardly_more_unless_the_server_is_told_otherwise() -> None:
    cost = "SELECT (10 * current_setting('random_page_cost')::float)::int"
    assert [ask_out_of_the_pool(cost) for _ in range(2)] == [11, 11]

    _tell("SET random_page_cost = 3")
    try:
        assert ask_out_of_the_pool(cost) == 30
    finally:
        _tell("RESET random_page_cost")


def _tell(database: str) -> None:
    """Change a setting of the database; connections that were there before end."""
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
        cursor.execute(f"ALTER DATABASE {name} {database}")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's alone
