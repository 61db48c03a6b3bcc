"""What must not be made now: an order on hold, with a query or cancelled."""

from __future__ import annotations

from collections.abc import Iterable

from monogram.artwork.errors import DownloadRefusedError
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED

_STOPPED = PAUSED | {OrderStatus.CANCELLED}


def require_wanted(orders: Iterable[Order]) -> None:
    """Raises DownloadRefusedError, naming every one of these orders that is stopped."""
    stopped = [
        f"order {order.external_ref} ({order.ref}) is {OrderStatus(order.status).label}"
        for order in orders
        if order.status in _STOPPED
    ]
    if stopped:
        said = ", ".join(stopped)
        raise DownloadRefusedError(f"{said[0].upper()}{said[1:]}: do not make {'it' if len(stopped) == 1 else 'them'}")
