"""Statements compiled once from the models, for the few paths where the ORM's own work is what takes the time.

Django builds the SQL of every query and every INSERT anew: some 300 µs each, ten times what the database needs for it.
Here the columns, their order and the conversion of their values are worked out once for each model; after that a row
goes straight to the driver, and comes back as an ordinary instance. It is for order intake and the messages that leave;
everything else is written with the ORM.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import Col

_Model = TypeVar("_Model", bound=models.Model)
_Convert = Callable[[Any], Any]

# Their values go to both drivers as they are.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.AutoField)


def run(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement with `%s` for its parameters, and give its rows, if it gives any.

    A write on SQLite needs the writer's turn, so call it within a transaction. Errors are Django's
    (`django.db.IntegrityError` and so on).
    """
    connection.ensure_connection()
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": "0"})
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            rows: list[tuple[Any, ...]] = connection.connection.execute(_marked(statement), parameters).fetchall()
            return rows
        return _run_on_postgresql(statement, parameters)


def _run_on_postgresql(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Prepared, and with parameters bound by the server: half the work for both sides."""
    from psycopg import Cursor

    with Cursor(connection.connection) as cursor:
        cursor.execute(statement.encode(), parameters, prepare=True)
        return cursor.fetchall() if cursor.description else []


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

    @cached_property
    def _written(self) -> list[tuple[str, _Convert | None]]:
        """What an INSERT sends: attribute and conversion."""
        return [
            (field.attname, _writer(field))
            for field in self.model._meta.concrete_fields
            if not isinstance(field, models.AutoField)
        ]

    def instance(self, row: Sequence[Any]) -> _Model:
        """An instance out of the columns of a row, in the order of `columns`."""
        values = list(row)
        for index, read in self._readers:
            values[index] = read(values[index])
        return self.model.from_db("default", self._names, values)

    def select(self, rest: str, parameters: Sequence[Any]) -> list[_Model]:
        """Instances; `rest` is what stands behind `FROM table`."""
        statement = f'SELECT {self.columns} FROM "{self.model._meta.db_table}" {rest}'  # noqa: S608 - names of ours
        return [self.instance(row) for row in run(statement, parameters)]

    def insert(self, instances: Sequence[_Model], *, skip_conflicts: bool = False) -> bool:
        """Write new rows, whose keys the database makes, and set the keys.

        With `skip_conflicts`, False if a unique constraint was in the way of one of them.
        """
        written = self._written
        parameters = [
            getattr(instance, name) if write is None else write(getattr(instance, name))
            for instance in instances
            for name, write in written
        ]
        rows = run(_insert_statement(self.model, len(instances), skip_conflicts), parameters)
        if len(rows) < len(instances):
            return False
        # The database numbers the rows in the order in which they are given.
        for instance, (key,) in zip(instances, sorted(rows), strict=True):
            instance.pk = key
            instance._state.adding = False
            instance._state.db = "default"
        return True


@cache
def _insert_statement(model: type[models.Model], count: int, skip_conflicts: bool) -> str:
    meta = model._meta
    columns = [field.column for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
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

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read


def _writer(field: models.Field[Any, Any]) -> _Convert | None:
    """What the ORM does with a value on its way to the database; None: nothing."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _PLAIN):
        return None
    if isinstance(target, models.JSONField):
        return _json_text
    return lambda value: target.get_db_prep_save(value, connection)


def _json_text(value: Any) -> str | None:
    return None if value is None else json.dumps(value)
