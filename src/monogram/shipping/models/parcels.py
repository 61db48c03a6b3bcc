"""Parcels: what left, with which carrier, under which tracking number; and what changes how much is to leave."""

from __future__ import annotations

from django.db import models

from monogram.common import clock
from monogram.orders.models import Order, OrderItem
from monogram.shipping.models.carriers import CarrierConnection


class ShipmentState(models.TextChoices):
    """Only what is made has left. A requested parcel waits for its carrier's answer, which may be a refusal."""

    REQUESTED = "requested", "Requested"
    MADE = "made", "Made"
    VOIDED = "voided", "Voided"
    FAILED = "failed", "Failed"


class Shipment(models.Model):
    """A parcel: one that a supplier told of, or one that got its label here and has a connection then."""

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
    state = models.CharField(max_length=9, choices=ShipmentState.choices, default=ShipmentState.MADE, editable=False)
    connection = models.ForeignKey(
        CarrierConnection, null=True, editable=False, on_delete=models.PROTECT, related_name="shipments"
    )
    service = models.CharField(max_length=80, blank=True, editable=False)
    reference = models.CharField(
        max_length=32, blank=True, editable=False, help_text="By which its carrier knows the request for it."
    )
    carrier_reference = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="By which its carrier knows the parcel, where that is not the tracking number.",
    )
    weight_g = models.PositiveIntegerField("weight in g", null=True, editable=False)
    requested_at = models.DateTimeField(null=True, editable=False)
    voided_at = models.DateTimeField(null=True, editable=False)
    failure = models.TextField(blank=True, editable=False, help_text="Why there is no label, in the carrier's words.")
    label_token = models.CharField(
        max_length=32, null=True, unique=True, editable=False, help_text="Whoever knows it may print the label."
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


class LabelFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    PNG = "png", "PNG"
    ZPL = "zpl", "ZPL"


class ShipmentLabel(models.Model):
    """A label in one format. Of a format without pages, as PNG, a parcel abroad has several."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="labels")
    format = models.CharField(max_length=3, choices=LabelFormat.choices)
    page = models.PositiveSmallIntegerField(default=1)
    file = models.CharField(max_length=255, help_text="Its key among the stored files, in their private folder.")
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        ordering = ["format", "page"]
        constraints = [models.UniqueConstraint(fields=["shipment", "format", "page"], name="label_page_once")]

    def __str__(self) -> str:
        return f"{self.format} label of {self.shipment}"


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
