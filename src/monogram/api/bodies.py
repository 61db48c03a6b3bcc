"""The small bodies of the status calls, read with the same tolerance as orders. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from monogram.orders import values
from monogram.orders.errors import RequestError
from monogram.orders.models import ItemStatus, OrderStatus

MAX_ITEM_STATUSES = 1000


@dataclass(frozen=True, slots=True)
class StatusWanted:
    """`PUT /order/{id}/status`."""

    status: OrderStatus
    shipping_tracking: str
    shipping_carrier: str
    shipping_method: str
    reason: str


def read_status(body: object) -> StatusWanted:
    """Raises RequestError with the path of what is wrong."""
    members = _object(body, "The body")
    return StatusWanted(
        status=OrderStatus(_code(members.get("status"), OrderStatus.values, "status")),
        shipping_tracking=_text(members, "shipping_tracking"),
        shipping_carrier=_text(members, "shipping_carrier"),
        shipping_method=_text(members, "shipping_method"),
        reason=_text(members, "reason"),
    )


def read_item_statuses(body: object) -> dict[int, ItemStatus]:
    """`[{"id", "data": {"status"}}]` as status by line id. Raises RequestError with the path of what is wrong."""
    if not isinstance(body, list) or not body:
        raise RequestError("The body must be a list of {id, data: {status}} with at least one member")
    if len(body) > MAX_ITEM_STATUSES:
        raise RequestError(f"At most {MAX_ITEM_STATUSES} lines may be named at once")
    wanted: dict[int, ItemStatus] = {}
    for index, member in enumerate(body):
        entry = _object(member, f"[{index}]")
        item_id = _whole(entry.get("id"), f"[{index}].id")
        change = _object(entry.get("data"), f"[{index}].data")
        if item_id in wanted:
            raise RequestError(f"Line {item_id} is named twice", path=f"[{index}].id")
        wanted[item_id] = ItemStatus(_code(change.get("status"), ItemStatus.values, f"[{index}].data.status"))
    return wanted


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RequestError(f"{name} must be an object, not {values.kind_of(value)}", path=name.removeprefix("The body"))
    return value


def _whole(value: object, path: str) -> int:
    try:
        return values.integer(value)
    except values.Unreadable as reason:
        raise RequestError(f"{path} {reason}", path=path) from None


def _code(value: object, known: list[int], path: str) -> int:
    code = _whole(value, path)
    if code not in known:
        raise RequestError(f"{path} must be one of {', '.join(map(str, sorted(known)))}", path=path)
    return code


def _text(members: dict[str, Any], name: str) -> str:
    value = members.get(name)
    if not values.is_given(value):
        return ""
    try:
        return values.text(value, 255)
    except values.Unreadable as reason:
        raise RequestError(f"{name} {reason}", path=name) from None
