"""Parcels: what left, with which carrier, under which tracking number; and what changes how much is to leave."""

from __future__ import annotations

from django.db import models

from monogram.common import clock
from monogram.orders.models import Order, OrderItem


class Shipment(models.Model):
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments")
    carrier = models.CharField(max_length=255, blank=True)
    method = models.CharField(max_length=255, blank=True)
    tracking = models.CharField(max_length=255, blank=True)
    tracking_url = models.CharField(max_length=2000, blank=True)
    dispatched_at = models.DateTimeField(default=clock.now)
    announced_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a status callback first told the shop of it."
    )
    has_new_tracking = models.BooleanField(
        default=False,
        editable=False,
        help_text="Its number came after the callback that told of its pieces: the next one tells of the number alone.",
    )

    class Meta:
        ordering = ["-dispatched_at"]

    def __str__(self) -> str:
        return self.tracking or f"Shipment {self.pk}"


class ShipmentItem(models.Model):
    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="items")
    order_item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="shipped")
    quantity = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_item}"


class Cancellation(models.Model):
    """Pieces of a line that will not leave: all that had not when the line, or its order, was cancelled."""

    order_item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="cancellations")
    quantity = models.PositiveIntegerField()
    cancelled_at = models.DateTimeField(default=clock.now)
    announced_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a status callback first told the shop of it."
    )

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_item} cancelled"


class Reprint(models.Model):
    """Pieces of a line that have left and are made again, to leave once more."""

    order_item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="reprints")
    quantity = models.PositiveIntegerField()
    asked_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_item} again"
