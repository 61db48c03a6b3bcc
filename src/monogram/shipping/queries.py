"""Reads of shipments."""

from __future__ import annotations

from monogram.orders.models import Order
from monogram.shipping.models import Shipment


def unannounced_shipments(order: Order) -> list[Shipment]:
    """The parcels of which no callback has told the shop yet, with their lines, oldest first."""
    shipments = Shipment.objects.filter(order=order, announced_at__isnull=True)
    return list(shipments.prefetch_related("items__order_item").order_by("id"))
