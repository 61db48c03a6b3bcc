"""Statements compiled once from the models, for the few paths where the ORM's own work is what takes the time.

Django builds the SQL of every query and every INSERT anew: some 300 µs each, ten times what the database needs for it.
Here the columns, their order and the conversion of their values are worked out once for each model; after that a row
goes straight to the driver, and comes back as an ordinary instance. It is for order intake and the messages that leave;
everything else is written with the ORM.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.base import ModelState
from django.db.models.expressions import Col

from monogram.common.json_text import json_text

_thread = threading.local()

_Model = TypeVar("_Model", bound=models.Model)
_Convert = Callable[..., Any]

_MOST_PARAMETERS = 30_000  # SQLite takes 32,766


def run(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement with `%s` for its parameters, and give its rows, if it gives any.

    Outside a transaction it is for reading only (else `write`). Errors are Django's (`django.db.IntegrityError` …).
    """
    return _run(_database(), statement, parameters)


def write(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The same for a statement that writes: on SQLite it waits for its turn, unless the transaction has it already."""
    database = _database()
    if database.vendor != "sqlite" or database.connection.in_transaction:
        return _run(database, statement, parameters)
    with database.writing():
        return _run(database, statement, parameters)


def _database() -> Any:
    """This thread's connection itself: `django.db.connection` looks it up with every attribute."""
    database = getattr(_thread, "database", None)
    if database is None:
        database = _thread.database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    return database


def _run(database: Any, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    if database.force_debug_cursor:
        database.queries_log.append({"sql": statement, "time": "0"})
    try:
        if database.vendor == "sqlite":
            rows: list[tuple[Any, ...]] = database.connection.execute(_marked(statement), parameters).fetchall()
            return rows
        return _run_on_postgresql(database.connection, statement, parameters)
    except database.Database.Error:
        with database.wrap_database_errors:
            raise


def _run_on_postgresql(server: Any, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Prepared, with parameters bound by the server and marks in its own spelling: psycopg's are read anew each time
    where there are more than fifty."""
    from psycopg import RawCursor

    with RawCursor(server) as cursor:
        cursor.execute(_numbered(statement), parameters, prepare=True)
        return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []


@cache
def _numbered(statement: str) -> bytes:
    """With PostgreSQL's marks for the parameters: $1, $2 …"""
    first, *rest = statement.split("%s")
    marked = first + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))
    return marked.replace("%%", "%").encode()


@cache
def _marked(statement: str) -> str:
    """With SQLite's mark for a parameter."""
    return statement.replace("%s", "?").replace("%%", "%")


def within(values: Sequence[Any]) -> str:
    """`IN (%s, …)` with a mark for each value; there must be one at least."""
    return f"IN ({', '.join(['%s'] * len(values))})"


class Table(Generic[_Model]):
    """The rows of one model."""

    def __init__(self, model: type[_Model], *, without: Sequence[str] = ()) -> None:
        """`without`: columns that are not read, e.g. large ones. They are fetched when somebody asks for them."""
        self.model = model
        self._without = frozenset(without)

    @cached_property
    def _fields(self) -> list[models.Field[Any, Any]]:
        return [field for field in self.model._meta.concrete_fields if field.attname not in self._without]

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def columns(self) -> str:
        """The columns as a SELECT names them."""
        table = self.model._meta.db_table
        return ", ".join(f'"{table}"."{field.column}"' for field in self._fields)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._fields)

    @cached_property
    def _readers(self) -> list[tuple[int, _Convert]]:
        """Which columns need converting on their way in, and how."""
        readers = [(index, _reader(field)) for index, field in enumerate(self._fields)]
        return [(index, read) for index, read in readers if read]

    def instance(self, row: Sequence[Any]) -> _Model:
        """An instance out of the columns of a row, in the order of `columns`."""
        values = list(row)
        for index, read in self._readers:
            values[index] = read(values[index])
        return _instance(self.model, self._names, values)

    def select(self, rest: str, parameters: Sequence[Any]) -> list[_Model]:
        """Instances; `rest` is what stands behind `FROM table`."""
        statement = f'SELECT {self.columns} FROM "{self.model._meta.db_table}" {rest}'  # noqa: S608 - names of ours
        return [self.instance(row) for row in run(statement, parameters)]

    @cached_property
    def _columns(self) -> list[_Column]:
        return [_Column.of(field) for field in self.model._meta.concrete_fields if not field.primary_key]

    def insert(self, rows: Sequence[Mapping[str, Any]], *, skip_conflicts: bool = False) -> list[int]:
        """Write new rows and give their keys, which the database makes.

        A row has its values by attribute (`order_id`), the rest by default. With `skip_conflicts` a row that a unique
        constraint does not let in is left out, and so is its key.
        """
        return self._insert([self._filled(row) for row in rows], skip_conflicts)

    def create(self, rows: Sequence[Mapping[str, Any]]) -> list[_Model]:
        """Write new rows, and give them as instances."""
        filled = [self._filled(row) for row in rows]
        keys = self._insert(filled)
        names = [field.attname for field in self.model._meta.concrete_fields]
        return [_instance(self.model, names, [key, *values]) for key, values in zip(keys, filled, strict=True)]

    def _filled(self, row: Mapping[str, Any]) -> list[Any]:
        return [
            row[column.name] if column.name in row else column.make() if column.make else column.default
            for column in self._columns
        ]

    def _insert(self, rows: Sequence[Sequence[Any]], skip_conflicts: bool = False) -> list[int]:
        columns = self._columns
        most = _MOST_PARAMETERS // len(columns)
        keys = []
        for start in range(0, len(rows), most):
            some = rows[start : start + most]
            parameters = [
                value if column.write is None or value is None else column.write(value)
                for row in some
                for column, value in zip(columns, row, strict=True)
            ]
            keys += [key for (key,) in write(_insert_statement(self.model, len(some), skip_conflicts), parameters)]
        return sorted(keys)  # the database numbers rows in the order in which they are given


def _instance(model: type[_Model], names: Sequence[str], values: Sequence[Any]) -> _Model:
    """A stored row as an instance, past `Model.__init__`, which would set each field by itself and send two signals."""
    instance = model.__new__(model)
    instance._state = ModelState()
    instance._state.adding, instance._state.db = False, DEFAULT_DB_ALIAS
    instance.__dict__.update(zip(names, values, strict=True))
    return instance


@dataclass(frozen=True, slots=True)
class _Column:
    """What an INSERT has to know of a field: its default, or what makes one, and the conversion of its values."""

    name: str
    default: Any
    make: Callable[[], Any] | None
    write: _Convert | None

    @classmethod
    def of(cls, field: Any) -> _Column:
        make = field.default if field.has_default() and callable(field.default) else None
        return cls(field.attname, None if make else field.get_default(), make, _writer(field))


@cache
def _insert_statement(model: type[models.Model], count: int, skip_conflicts: bool) -> str:
    meta = model._meta
    columns = [field.column for field in meta.concrete_fields if not field.primary_key]
    row = f"({', '.join(['%s'] * len(columns))})"
    names = ", ".join(f'"{column}"' for column in columns)
    conflict = " ON CONFLICT DO NOTHING" if skip_conflicts else ""
    return (
        f'INSERT INTO "{meta.db_table}" ({names}) VALUES {", ".join([row] * count)}{conflict} '  # noqa: S608 - as above
        f'RETURNING "{meta.pk.column if meta.pk else "id"}"'
    )


def _reader(field: Any) -> _Convert | None:
    """What the ORM does with a value that comes from the database; None: nothing."""
    column = Col(field.model._meta.db_table, field)
    converters = [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]
    if not converters:
        return None
    if isinstance(field, models.BooleanField):
        return lambda value: None if value is None else bool(value)

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read


def _writer(field: Any) -> _Convert | None:
    """What the ORM does with a value, not None, on its way to the database; None: nothing."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    match target:
        case models.CharField() | models.TextField() | models.IntegerField() | models.BooleanField():
            return None
        case models.JSONField():
            return json_text
        case models.DateTimeField():
            return _sqlite_moment if connection.vendor == "sqlite" else None
        case models.DecimalField():
            return partial(
                connection.ops.adapt_decimalfield_value,
                max_digits=target.max_digits,
                decimal_places=target.decimal_places,
            )
    return lambda value: target.get_db_prep_save(value, connection)


def _sqlite_moment(value: datetime) -> str:
    """A moment as Django's backend writes it: in UTC, without saying so."""
    return str((value if value.tzinfo is UTC else value.astimezone(UTC)).replace(tzinfo=None))
