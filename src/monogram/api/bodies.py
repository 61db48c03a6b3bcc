"""The small bodies of the status calls, read with the same tolerance as orders. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from monogram.oms.lines import Parcel
from monogram.orders import values
from monogram.orders.errors import RequestError
from monogram.orders.models import ItemStatus, OrderStatus

MAX_ITEM_STATUSES = 1000
_MOST_PIECES = 2**31 - 1


@dataclass(frozen=True, slots=True)
class StatusWanted:
    """`PUT /order/{id}/status`. `items` are pieces by line id, None for all of a line; only a reprint names any."""

    status: OrderStatus
    parcel: Parcel
    items: dict[int, int | None]
    reason: str


@dataclass(frozen=True, slots=True)
class ItemStatusesWanted:
    """`PUT /order-item/status`, by line id. A line without a quantity is meant whole."""

    statuses: dict[int, ItemStatus]
    quantities: dict[int, int]
    parcels: dict[int, Parcel]


def read_status(body: object) -> StatusWanted:
    """Raises RequestError with the path of what is wrong."""
    members = _object(body, "The body")
    status = OrderStatus(_code(members.get("status"), OrderStatus, "status"))
    items = _reprinted(members.get("items")) if status == OrderStatus.REPRINT else {}
    return StatusWanted(status=status, parcel=_parcel(members), items=items, reason=_text(members, "reason"))


def read_item_statuses(body: object) -> ItemStatusesWanted:
    """`[{"id", "data": {"status", "quantity", "tracking"…}}]`. Raises RequestError with the path of what is wrong."""
    wanted = ItemStatusesWanted({}, {}, {})
    for index, entry in enumerate(_entries(body, "The body", "{id, data: {status}}")):
        at = f"[{index}]"
        item_id = _whole(entry.get("id"), f"{at}.id")
        change = _object(entry.get("data"), f"{at}.data")
        if item_id in wanted.statuses:
            raise RequestError(f"Line {item_id} is named twice", path=f"{at}.id")
        wanted.statuses[item_id] = ItemStatus(_code(change.get("status"), ItemStatus, f"{at}.data.status"))
        wanted.parcels[item_id] = _parcel(change, f"{at}.data.")
        if values.is_given(change.get("quantity")):
            wanted.quantities[item_id] = _pieces(change["quantity"], f"{at}.data.quantity")
    return wanted


def read_shipment(body: object) -> dict[int, int] | None:
    """`{"items": [{"id", "quantity"}]}`: pieces by line id; None for all. Raises RequestError with the path."""
    items = _object(body, "The body").get("items")
    if items is None:
        return None
    wanted: dict[int, int] = {}
    for index, entry in enumerate(_entries(items, "items", "{id, quantity}")):
        at = f"items[{index}]"
        line = _whole(entry.get("id"), f"{at}.id")
        if line in wanted:
            raise RequestError(f"Line {line} is named twice", path=f"{at}.id")
        wanted[line] = _pieces(entry.get("quantity"), f"{at}.quantity")
    return wanted


def _reprinted(items: object) -> dict[int, int | None]:
    if not values.is_given(items):
        return {}
    wanted: dict[int, int | None] = {}
    for index, entry in enumerate(_entries(items, "items", "{id, quantity}")):
        at = f"items[{index}]"
        quantity = entry.get("quantity")
        item_id = _whole(entry.get("id"), f"{at}.id")
        wanted[item_id] = _pieces(quantity, f"{at}.quantity") if values.is_given(quantity) else None
    return wanted


def _entries(body: object, name: str, shape: str) -> list[dict[str, Any]]:
    if not isinstance(body, list) or not body:
        path = name.removeprefix("The body")
        raise RequestError(f"{name} must be a list of {shape} with at least one member", path=path)
    if len(body) > MAX_ITEM_STATUSES:
        raise RequestError(f"At most {MAX_ITEM_STATUSES} lines may be named at once")
    return [_object(member, f"{name.removeprefix('The body')}[{index}]") for index, member in enumerate(body)]


def _parcel(members: dict[str, Any], at: str = "") -> Parcel:
    """What the parcel is called: `shipping_tracking` as in an order, or `tracking` as in a callback."""

    def one_of(*names: str) -> str:
        return next((text for name in names if (text := _text(members, name, at))), "")

    return Parcel(
        tracking=one_of("shipping_tracking", "tracking").strip(),
        carrier=one_of("shipping_carrier", "carrier"),
        method=one_of("shipping_method", "method"),
        tracking_url=_web_address(members, at),
    )


def _web_address(members: dict[str, Any], at: str) -> str:
    """`tracking_url`: shops make a link of it, so nothing but http and https is one."""
    value = members.get("tracking_url")
    if not values.is_given(value):
        return ""
    try:
        return values.web_address(value)
    except values.Unreadable as reason:
        raise RequestError(f"{at}tracking_url {reason}", path=f"{at}tracking_url") from None


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RequestError(f"{name} must be an object, not {values.kind_of(value)}", path=name.removeprefix("The body"))
    return value


def _whole(value: object, path: str) -> int:
    try:
        return values.integer(value)
    except values.Unreadable as reason:
        raise RequestError(f"{path} {reason}", path=path) from None


def _pieces(value: object, path: str) -> int:
    quantity = _whole(value, path)
    if not 1 <= quantity <= _MOST_PIECES:
        raise RequestError(f"{path} must be from 1 to {_MOST_PIECES}", path=path)
    return quantity


def _code(value: object, known: type[OrderStatus | ItemStatus], path: str) -> int:
    """A status by its code, or by its name as the contract spells it, in any case: `8`, `"8"`, `"Dispatched"`."""
    if not values.is_given(value):
        raise RequestError(f"{path} is not given", path=path)
    names = {status.label.casefold(): status.value for status in known}
    if isinstance(value, str) and (named := names.get(" ".join(value.casefold().split()))) is not None:
        return named
    code = _whole(value, path)
    if code not in known.values:
        raise RequestError(f"{path} must be one of {', '.join(map(str, sorted(known.values)))}", path=path)
    return code


def _text(members: dict[str, Any], name: str, at: str = "") -> str:
    value = members.get(name)
    if not values.is_given(value):
        return ""
    try:
        return values.text(value, 255)
    except values.Unreadable as reason:
        raise RequestError(f"{at}{name} {reason}", path=f"{at}{name}") from None
