"""A raw order into a typed one, with every failure named and placed. Pure: no database, no network, no clock.

What needs the database (is the reference free, is the print job yours) is checked by `references`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from monogram.orders import errors, values
from monogram.orders.errors import IntakeError, RequestError
from monogram.orders.models import ItemType, OrderStatus
from monogram.orders.requests import (
    INITIAL_STATUSES,
    SERVER_OWNED,
    AspectChoice,
    ExternalUrl,
    ItemRequest,
    OrderRequest,
    Reader,
    needed,
    readers,
)

MAX_ITEMS = 1000
MAX_ATTRIBUTES = 200

_NOT_KEPT = SERVER_OWNED | {"items", "external_urls", "attributes", "aspects"}  # the latter are read by hand

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What sets one version of the Order-iT API apart from another at intake."""

    name: str
    requires_company_ref_id: bool
    accepts_print_job_id: bool
    ignored_statuses: frozenset[int] = frozenset()


# Clients of 2.1 send orders of ours back, or a class of theirs with its defaults: most statuses say nothing. Cancelled
# does: an order that its shop has cancelled is refused, not made.
ORDER_IT_2_1 = Dialect(
    "2.1",
    requires_company_ref_id=True,
    accepts_print_job_id=True,
    ignored_statuses=frozenset(OrderStatus.values) - {*INITIAL_STATUSES, OrderStatus.CANCELLED},
)
ORDER_IT_2_2 = Dialect("2.2", requires_company_ref_id=False, accepts_print_job_id=False)


@dataclass(frozen=True, slots=True)
class Intake:
    """What could be read, and what is wrong with it. With failures, `request` holds defaults in their places."""

    request: OrderRequest
    failures: list[IntakeError]


def read_order(raw: object, *, dialect: Dialect = ORDER_IT_2_2, now: datetime) -> Intake:
    """Read one order object. Never raises for anything that JSON can hold: each failure is in the answer."""
    failures: list[IntakeError] = []
    if not isinstance(raw, dict):
        failures.append(RequestError(f"The body must be one order object, not {values.kind_of(raw)}"))
        return Intake(OrderRequest(), failures)
    raw = _without_ignored_status(raw, dialect)
    known, extra = _read_known(OrderRequest, raw, "", failures)
    request = OrderRequest(**known, items=_read_items(raw.get("items"), dialect, failures), extra=extra)
    if dialect.requires_company_ref_id and _is_nobody(raw.get("company_ref_id")):
        failures.append(errors.CompanyRefIdMissingError(path="company_ref_id"))
    failures += check_dates(request, now)
    return Intake(request, failures)


def _is_nobody(company_ref_id: object) -> bool:
    """0 is the default of a number that nobody has set."""
    return not values.is_given(company_ref_id) or company_ref_id in (0, "0")


def _without_ignored_status(raw: Mapping[str, Any], dialect: Dialect) -> Mapping[str, Any]:
    try:
        is_ignored = values.integer(raw.get("status")) in dialect.ignored_statuses
    except values.Unreadable:
        return raw
    return {name: value for name, value in raw.items() if name != "status"} if is_ignored else raw


def _read_known(
    kind: Callable[..., Any], raw: Mapping[str, Any], path: str, failures: list[IntakeError]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The declared fields of one dataclass, and all else that was sent.

    A value that cannot be read is kept with the unknown ones, so that an order whose error the company has
    suppressed still holds what was sent.
    """
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    table = readers(kind)
    for name, value in raw.items():
        how = table.get(name)
        if how is None:
            if name not in _NOT_KEPT:
                extra[name] = value
        elif values.is_given(value):
            try:
                known[name] = how.read(value)
            except values.Unreadable as reason:
                failures.append(unreadable(name, how, reason, path=_at(path, name)))
                extra[name] = value
    for name, missing in needed(kind).items():
        if not values.is_given(raw.get(name)):
            failures.append(missing(path=_at(path, name)))
    return known, extra


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def unreadable(name: str, how: Reader, reason: values.Unreadable, *, path: str) -> IntakeError:
    """The failure of a known field whose value cannot be read."""
    return how.wrong(f"{name} {reason}" if how.wrong is RequestError else str(reason), path=path)


def _read_items(raw: object, dialect: Dialect, failures: list[IntakeError]) -> tuple[ItemRequest, ...]:
    if not values.is_given(raw) or raw == []:
        failures.append(errors.NoItemsError("at least one order item must be specified", path="items"))
        return ()
    if not isinstance(raw, list):
        failures.append(RequestError(f"items must be a list, not {values.kind_of(raw)}", path="items"))
        return ()
    if len(raw) > MAX_ITEMS:
        failures.append(RequestError(f"items may hold at most {MAX_ITEMS} lines, not {len(raw)}", path="items"))
        return ()
    return tuple(_each_object(raw, "items", failures, lambda item, path: _read_item(item, path, dialect, failures)))


def _each_object(
    raw: object, path: str, failures: list[IntakeError], read: Callable[[dict[str, Any], str], _Part]
) -> list[_Part]:
    """Read every object of a list that may also be missing, naming what is no object."""
    if not values.is_given(raw):
        return []
    name = path.rpartition(".")[2]
    if not isinstance(raw, list):
        failures.append(RequestError(f"{name} must be a list, not {values.kind_of(raw)}", path=path))
        return []
    parts = []
    for index, member in enumerate(raw):
        where = f"{path}[{index}]"
        if isinstance(member, dict):
            parts.append(read(member, where))
        else:
            fault = f"{name}[{index}] must be an object, not {values.kind_of(member)}"
            failures.append(RequestError(fault, path=where))
    return parts


def _read_item(raw: dict[str, Any], path: str, dialect: Dialect, failures: list[IntakeError]) -> ItemRequest:
    known, extra = _read_known(ItemRequest, raw, path, failures)

    def part(kind: Callable[..., _Part], member: dict[str, Any], where: str) -> _Part:
        return kind(**_read_known(kind, member, where, failures)[0], path=where)

    urls = raw.get("external_urls") if known.get("type") == ItemType.EXTERNAL_URLS else None
    item = ItemRequest(
        **known,
        external_urls=tuple(
            _each_object(urls, f"{path}.external_urls", failures, lambda url, at: part(ExternalUrl, url, at))
        ),
        attributes=_read_attributes(raw.get("attributes"), f"{path}.attributes", failures),
        aspects=tuple(
            _each_object(
                raw.get("aspects"), f"{path}.aspects", failures, lambda choice, at: part(AspectChoice, choice, at)
            )
        ),
        extra=extra,
        path=path,
    )
    _check_what_its_type_needs(item, raw, dialect, failures)
    return item


def _read_attributes(raw: object, path: str, failures: list[IntakeError]) -> tuple[Mapping[str, Any], ...]:
    """`[{name, value}]`, kept as sent. A private one (`_…`, `:…`) may hold anything."""

    def read(attribute: dict[str, Any], where: str) -> Mapping[str, Any]:
        name, value = attribute.get("name"), attribute.get("value")
        if not isinstance(name, str) or not name:
            failures.append(RequestError("an attribute must have a name, which is text", path=f"{where}.name"))
        elif isinstance(value, dict | list) and not is_private(name):
            failures.append(RequestError(f"the value of {name[:60]} must be text", path=f"{where}.value"))
        return attribute

    attributes = _each_object(raw, path, failures, read)
    if len(attributes) > MAX_ATTRIBUTES:
        failures.append(RequestError(f"attributes may be at most {MAX_ATTRIBUTES}", path=path))
    return tuple(attributes)


def is_private(attribute_name: str) -> bool:
    """Names that begin with `_` or `:` are the sender's own: kept, never checked."""
    return attribute_name.startswith(("_", ":"))


def _check_what_its_type_needs(
    item: ItemRequest, raw: Mapping[str, Any], dialect: Dialect, failures: list[IntakeError]
) -> None:
    """The fields without which a line of this type cannot be made (`contract.md §2`)."""

    def need(name: str, error: type[IntakeError], detail: str = "") -> None:
        if not values.is_given(raw.get(name)) or raw[name] in ([], 0, "0"):
            failures.append(error(detail, path=f"{item.path}.{name}"))

    match item.type:
        case ItemType.EXTERNAL_URL:
            need("external_url", errors.ItemExternalUrlMissingError)
            need("external_thumbnail_url", errors.ItemExternalThumbnailUrlMissingError)
        case ItemType.PRINT_JOB if not (dialect.accepts_print_job_id and item.print_job_id):
            need("print_job_ref", errors.ItemPrintJobRefMissingError)
        case ItemType.PRINT_ON_DEMAND:
            need("print_on_demand_ref", RequestError, "Item print_on_demand_ref not specified")
        case ItemType.TEXTUAL:
            need("textual_product_id", errors.ItemTextualProductIdMissingError)
        case ItemType.EXTERNAL_URLS:
            need("external_urls", errors.ItemExternalUrlMissingError, "external_urls must hold at least one")
            _check_positions_named(item, failures)


def _check_positions_named(item: ItemRequest, failures: list[IntakeError]) -> None:
    failures.extend(
        RequestError("name must be the name of a print area", path=f"{url.path}.name")
        for url in item.external_urls
        if not url.name
    )


def check_dates(request: OrderRequest, now: datetime) -> Iterator[IntakeError]:
    """A sale is not in the future, a dispatch that is asked for not in the past."""
    if request.sale_datetime and request.sale_datetime > now:
        yield errors.InvalidSaleDatetimeError("must be in UTC and not be in the future", path="sale_datetime")
    if request.required_dispatch_date and request.required_dispatch_date < now.date():
        yield errors.InvalidRequiredDispatchDateError("must not be in the past", path="required_dispatch_date")
