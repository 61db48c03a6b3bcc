"""What the body of an update asks for (`contract.md §3`): one field of an order, or a whole order with some changed.

A whole one was read back from us, or kept by the shop since it was placed. So it is read with care:

- the fields of AMENDABLE change; null leaves one as it is, "" empties it, unless no order can be without it;
- of the statuses, 1, 128 and 256 are wishes; any other only tells how the order was when it was read;
- lines cannot change, and those that are named must be the order's: a change that was passed over would go unnoticed;
- all else is ours, or unknown, and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monogram.orders import intake, values
from monogram.orders.errors import IntakeError, RequestError, refusal
from monogram.orders.models import Order, OrderItem, OrderStatus
from monogram.orders.requests import ItemRequest, OrderRequest, readers
from monogram.orders.services import CORRECTABLE

AMENDABLE = CORRECTABLE - {"secondary_company_ref_id"}
WISHES = frozenset({OrderStatus.RECEIVED, OrderStatus.CANCELLED, OrderStatus.ON_HOLD})

_EMPTY = OrderRequest()
_FIXED = ("type", "quantity", "sku", "colour", "size")
_ANOTHER_LINE = "the lines of an order cannot be changed: cancel it and send another"


@dataclass(frozen=True, slots=True)
class Amendment:
    """The status wished for, if any, and the new values of the fields that differ from the order's."""

    status: OrderStatus | None
    changes: Mapping[str, Any]


def read_amendment(raw: object, *, order: Order, lines: Sequence[OrderItem], now: datetime) -> Amendment:
    """Read an update of `order`. `lines` are those of its whole submission, with their print jobs.

    Of an order that is to be cancelled nothing else matters. Raises IntakeError with every failure in `errors`.
    """
    if not isinstance(raw, dict):
        raise RequestError(f"The body must be one order object, not {values.kind_of(raw)}")
    failures: list[IntakeError] = []
    status = _read_wish(raw.get("status"), failures)
    failures += _check_reference(raw, order)
    changes: dict[str, Any] = {}
    if status != OrderStatus.CANCELLED or order.status == OrderStatus.CANCELLED:
        named = _read_fields(raw, failures)
        changes = {name: value for name, value in named.items() if value != getattr(order, name)}
        failures += intake.check_dates(OrderRequest(required_dispatch_date=changes.get("required_dispatch_date")), now)
        failures += _check_lines(raw.get("items"), lines)
    if failures:
        raise refusal(failures)
    return Amendment(status, changes)


def _read_fields(raw: Mapping[str, Any], failures: list[IntakeError]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for name, how in readers(OrderRequest).items():
        value = raw.get(name)
        if name not in AMENDABLE or value is None:
            continue
        if values.is_given(value):
            try:
                named[name] = how.read(value)
            except values.Unreadable as reason:
                failures.append(intake.unreadable(name, how, reason, path=name))
        elif not how.missing:
            named[name] = getattr(_EMPTY, name)
    return named


def _read_wish(value: object, failures: list[IntakeError]) -> OrderStatus | None:
    if not values.is_given(value):
        return None
    try:
        status = values.integer(value)
    except values.Unreadable as reason:
        failures.append(RequestError(f"status {reason}", path="status"))
        return None
    return OrderStatus(status) if status in WISHES else None


def _check_reference(raw: Mapping[str, Any], order: Order) -> Iterator[IntakeError]:
    """The body of another order, sent here by mistake, would give this one another customer's address."""
    reference = raw.get("external_ref")
    if values.is_given(reference) and str(reference) != order.external_ref:
        yield RequestError(f"external_ref is {order.external_ref} and cannot be changed", path="external_ref")


def _check_lines(raw: object, lines: Sequence[OrderItem]) -> Iterator[IntakeError]:
    if not values.is_given(raw):
        return
    if not isinstance(raw, list):
        yield RequestError(f"items must be a list, not {values.kind_of(raw)}", path="items")
        return
    for index, line in enumerate(raw):
        path = f"items[{index}]"
        if not isinstance(line, dict):
            yield RequestError(f"{path} must be an object, not {values.kind_of(line)}", path=path)
        elif differs := _difference(line, lines):
            yield RequestError(_ANOTHER_LINE, path=f"{path}.{differs}")


def _difference(raw: Mapping[str, Any], lines: Sequence[OrderItem]) -> str:
    """The field by which a line is none of the order's; "" if it is one of them.

    Any of its names will do: a line that the shop has kept knows only its own `external_ref`, which others may share.
    """
    names = {str(raw[name]) for name in ("id", "ref", "external_ref") if values.is_given(raw.get(name))}
    namesakes = [line for line in lines if names & {str(line.pk), line.ref, line.external_ref}]
    differences = [_first_difference(raw, line) for line in namesakes]
    return min(differences, key=len) if differences else "external_ref"


def _first_difference(raw: Mapping[str, Any], line: OrderItem) -> str:
    facts = {name: getattr(line, name) for name in _FIXED}
    facts["print_job_ref"] = line.print_job.ref if line.print_job else ""
    for name, fact in facts.items():
        if values.is_given(raw.get(name)) and _spelt(name, raw[name]) != str(fact).upper():
            return name
    return ""


def _spelt(name: str, value: object) -> str | None:
    try:
        return str(readers(ItemRequest)[name].read(value)).upper()
    except values.Unreadable:
        return None
