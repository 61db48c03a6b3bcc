"""An installation's database, read past the platform: plain SQL, a connection for each question.

A connection of one's own for each question outlives any restart of the server in between.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

Row = tuple[Any, ...]


class Database:
    """A SQLite file, or a PostgreSQL database by its URL. Questions are written with `?` for values."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.is_postgres = address.startswith("postgresql://")

    def rows(self, query: str, *values: object) -> list[Row]:
        """Everything that the query gives."""
        with closing(self._connect()) as connection:
            return list(connection.execute(self._in_its_dialect(query), values).fetchall())

    def value(self, query: str, *values: object) -> Any:
        """The first column of the first row; None where there is none."""
        rows = self.rows(query, *values)
        return rows[0][0] if rows else None

    def change(self, statement: str, *values: object) -> None:
        """Write, as an operator would."""
        with closing(self._connect()) as connection:
            connection.execute(self._in_its_dialect(statement), values)
            connection.commit()

    def _connect(self) -> Any:
        if self.is_postgres:
            return psycopg.connect(self.address)
        return sqlite3.connect(Path(self.address).as_uri() + "?mode=rw", uri=True, timeout=60)

    def _in_its_dialect(self, query: str) -> str:
        return query.replace("%", "%%").replace("?", "%s") if self.is_postgres else query


def moment(value: object) -> datetime:
    """A moment as either database gives it, in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
