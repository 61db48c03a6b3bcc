"""Statements compiled once from the models, for the few paths where the ORM's own work is what takes the time.

Django builds the SQL of every query and every INSERT anew: some 300 µs each, ten times what the database needs for it.
Here the columns, their order and the conversion of their values are worked out once for each model; after that a row
goes straight to the driver, and comes back as an ordinary instance. It is for order intake and the messages that leave;
everything else is written with the ORM.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.expressions import Col

_Model = TypeVar("_Model", bound=models.Model)
_Convert = Callable[..., Any]

_MOST_PARAMETERS = 30_000  # SQLite takes 32,766

# Their values go to both drivers as they are.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.AutoField)


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
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    return database


def _run(database: Any, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    if database.queries_logged:
        database.queries_log.append({"sql": statement, "time": "0"})
    with database.wrap_database_errors:
        if database.vendor == "sqlite":
            rows: list[tuple[Any, ...]] = database.connection.execute(_marked(statement), parameters).fetchall()
            return rows
        return _run_on_postgresql(database.connection, statement, parameters)


def _run_on_postgresql(server: Any, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Prepared, and with parameters bound by the server: half the work for both sides."""
    from psycopg import Cursor

    with Cursor(server) as cursor:
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
        return self.model.from_db(DEFAULT_DB_ALIAS, self._names, values)

    @cached_property
    def _defaults(self) -> list[tuple[str, Any, _Convert | None]]:
        """Every field's name with its default: a value, or what makes one."""
        defaults = []
        for field in self.model._meta.concrete_fields:
            make = field.default if field.has_default() and callable(field.default) else None
            defaults.append((field.attname, None if make else field.get_default(), make))
        return defaults

    def new(self, values: Mapping[str, Any]) -> _Model:
        """An instance that is not in the database yet. `values` by column attribute (`order_id`); others default."""
        row = [
            values[name] if name in values else (make() if make else default) for name, default, make in self._defaults
        ]
        return self.model(*row)

    def select(self, rest: str, parameters: Sequence[Any]) -> list[_Model]:
        """Instances; `rest` is what stands behind `FROM table`."""
        statement = f'SELECT {self.columns} FROM "{self.model._meta.db_table}" {rest}'  # noqa: S608 - names of ours
        return [self.instance(row) for row in run(statement, parameters)]

    def insert(self, instances: Sequence[_Model], *, skip_conflicts: bool = False) -> bool:
        """Write new rows, whose keys the database makes, and set the keys.

        With `skip_conflicts`, False if a unique constraint was in the way of one of them.
        """
        most = _MOST_PARAMETERS // len(self._written)
        return all(
            self._insert(instances[start : start + most], skip_conflicts) for start in range(0, len(instances), most)
        )

    def _insert(self, instances: Sequence[_Model], skip_conflicts: bool) -> bool:
        written = self._written
        parameters = [
            getattr(instance, name) if prepare is None else prepare(getattr(instance, name))
            for instance in instances
            for name, prepare in written
        ]
        rows = write(_insert_statement(self.model, len(instances), skip_conflicts), parameters)
        if len(rows) < len(instances):
            return False
        # The database numbers the rows in the order in which they are given.
        for instance, (key,) in zip(instances, sorted(rows), strict=True):
            instance.pk = key
            instance._state.adding = False
            instance._state.db = DEFAULT_DB_ALIAS
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
    if value == {}:  # what most of them are
        return "{}"
    return None if value is None else json.dumps(value)
