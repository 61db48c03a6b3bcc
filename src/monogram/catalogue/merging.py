"""Ranges of rows, each in the order of an index, put together in that order: merged by the database, never sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


class Ranges:
    """Query sets of one model, without an order of their own. The same number may be in several, if `may_overlap`."""

    def __init__(self, ranges: Sequence[QuerySet[Any]], *, may_overlap: bool) -> None:
        self._ranges = ranges
        # SQLite merges for UNION as well; PostgreSQL sorts or hashes all for it, but not for DISTINCT ON.
        is_postgresql = connection.vendor == "postgresql"
        self._has_to_be_told_order = is_postgresql and len(ranges) > 1
        self._has_distinct_on = is_postgresql and may_overlap
        self._may_overlap = may_overlap

    def count(self, number: str) -> int:
        """How many different values the column `number` has."""
        if not self._has_distinct_on:
            return _together(
                [rows.values_list(number) for rows in self._ranges], all_differ=not self._may_overlap
            ).count()
        counted = self._distinct_on("SELECT count(*) FROM ({listed}) AS listed", [number])
        return int(counted[0][0]) if counted else 0

    def slice(self, order: Sequence[str], start: int, end: int) -> list[Any]:
        """The last of the columns of `order`, of which some may begin with `-`, from the row at `start` up to `end`."""
        if self._has_distinct_on:
            rows = self._distinct_on("{listed} OFFSET %s LIMIT %s", order, end, start, end - start)
        else:
            ranges = [rows.values_list(*_columns(order)) for rows in self._ranges]
            if self._has_to_be_told_order:
                ranges = [rows.order_by(*order)[:end] for rows in ranges]
            together = _together(ranges, all_differ=not self._may_overlap)
            rows = list(together.order_by(*order)[start:end])
        return [row[-1] for row in rows]

    def _distinct_on(
        self, statement: str, order: Sequence[str], end: int | None = None, *parameters: int
    ) -> list[tuple[Any, ...]]:
        """The rows of a statement about all that is `listed`, each once; up to `end` are taken of each range."""
        columns = _columns(order)
        ranges = [rows.order_by(*order).values_list(*columns)[:end] for rows in self._ranges]
        try:
            merged, given = _together(ranges, all_differ=True).query.sql_with_params()
        except EmptyResultSet:
            return []
        names = ", ".join(columns)
        in_order = ", ".join(f"{key[1:]} DESC" if key.startswith("-") else key for key in order)
        listed = f"SELECT DISTINCT ON ({names}) {names} FROM ({merged}) AS ranges ({names}) ORDER BY {in_order}"  # noqa: S608 - our own columns
        with connection.cursor() as cursor:
            cursor.execute(statement.format(listed=listed), [*given, *parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _columns(order: Sequence[str]) -> list[str]:
    return [key.removeprefix("-") for key in order]


def _together(ranges: Sequence[QuerySet[Any, Any]], *, all_differ: bool) -> QuerySet[Any, Any]:
    first, *others = ranges
    return first.union(*others, all=all_differ) if others else first
