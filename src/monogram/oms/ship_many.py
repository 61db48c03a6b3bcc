"""Labels for several orders at once: each is shipped by itself, and what one refuses holds no other up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monogram.common.errors import MonogramError
from monogram.oms.lines import outstanding_of
from monogram.oms.ship import ship_order
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED, Actor
from monogram.shipping.models import Shipment, ShipmentState

MOST_ORDERS = 50
"""Carriers are asked one order after the other, while somebody waits."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What became of one order: its parcels with labels, or why there is none."""

    order: Order
    parcels: Sequence[Shipment] = ()
    error: MonogramError | None = None


def ship_orders(*, orders: Iterable[Order], actor: Actor, why: str = "") -> list[Shipped]:
    """Ship what is still to leave of each. One that has left whole gives the labels that it has, to print again."""
    return [_shipped(order, actor, why) for order in orders]


def _shipped(order: Order, actor: Actor, why: str) -> Shipped:
    stopped = order.status in PAUSED | {OrderStatus.CANCELLED}
    if not stopped and not outstanding_of(order) and (parcels := labelled(order)):
        return Shipped(order, parcels)
    try:
        return Shipped(order, [ship_order(order_id=order.pk, actor=actor, why=why)])
    except MonogramError as error:
        order.refresh_from_db()
        return Shipped(order, error=error)


def labelled(order: Order) -> list[Shipment]:
    """The order's parcels that have a label of ours, oldest first."""
    return list(
        Shipment.objects.filter(order=order, state=ShipmentState.MADE, label_token__isnull=False).order_by("pk")
    )
