"""What several addresses ask for in their query."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from monogram.orders import values
from monogram.orders.errors import RequestError
from monogram.orders.models import OrderStatus

_Value = TypeVar("_Value")


def read_parameter(request: HttpRequest, name: str, read: Callable[[str], _Value]) -> _Value | None:
    """A parameter of the query; None where it is missing or blank. Raises RequestError with its name."""
    text = request.GET.get(name)
    if not values.is_given(text):
        return None
    try:
        return read(text or "")
    except values.Unreadable as reason:
        raise RequestError(f"{name} {reason}", path=name) from None


def statuses(text: str) -> frozenset[int]:
    """One status code or several, with commas between them. Raises Unreadable."""
    codes = frozenset(values.integer(code) for code in text.split(",") if code.strip())
    if unknown := sorted(codes - set(OrderStatus.values)):
        raise values.Unreadable(f"{unknown[0]} is no status: use {', '.join(map(str, sorted(OrderStatus.values)))}")
    return codes
