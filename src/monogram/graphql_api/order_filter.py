"""`orders(filter, order)` and `print_jobs(filter)`: loose JSON, read strictly."""

from __future__ import annotations

from typing import Any

from monogram.designs.models import PrintJobStatus
from monogram.graphql_api.arguments import Readers, flag, moment, numbers, read_filter, text
from monogram.graphql_api.errors import ArgumentError
from monogram.orders.listing import Wanted


def orders_wanted(filters: object) -> Wanted:
    """Raises ArgumentError."""
    return Wanted(**read_filter(filters, _ORDERS))


def print_jobs_wanted(filters: object) -> dict[str, Any]:
    """As conditions of a query. Raises ArgumentError."""
    return read_filter(filters, _PRINT_JOBS)


def _status(value: object, path: str) -> dict[str, Any]:
    if value not in PrintJobStatus.values:
        raise ArgumentError(f"{path} is one of {', '.join(PrintJobStatus.values)}", path=path)
    return {"status": value}


_ORDERS: Readers = {
    "external_ref": lambda value, path: {"external_ref": text(value, path)},
    "ref": lambda value, path: {"ref": text(value, path).strip().upper()},
    "status": lambda value, path: {"statuses": frozenset(numbers(value, path))},
    "has_error": lambda value, path: {"has_error": flag(value, path)},
    "changed_since": lambda value, path: {"changed_since": moment(value, path)},
}
_PRINT_JOBS: Readers = {
    "ref": lambda value, path: {"ref": text(value, path).strip().upper()},
    "status": _status,
    "product_id": lambda value, path: {"product__in": numbers(value, path)},
}
