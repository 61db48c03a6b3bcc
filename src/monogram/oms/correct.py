"""Putting an order right that its supplier may have already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from monogram.oms.updates import tell_supplier
from monogram.orders import services
from monogram.orders.models import Order
from monogram.orders.statuses import Actor


@transaction.atomic
def correct_order(*, order_id: int, changes: Mapping[str, Any], actor: Actor) -> Order:
    """Put an address, a contact or the dropship account right; a supplier that has the order hears of it.

    Raises StatusChangeRefusedError for an order that has left or ended, or a field that is not CORRECTABLE.
    """
    order = services.correct_order(order_id=order_id, changes=changes, actor=actor)
    if changes:
        tell_supplier(order)
    return order
