"""Parcels: what left, with which carrier, under which tracking number; and what changes how much is to leave."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from monogram.common import clock
from monogram.companies.models import Company
from monogram.orders.models import Order, OrderItem
from monogram.suppliers.models import DropshipAccount


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


class ShippingMapping(models.Model):
    """What a supplier calls a shop's way of shipping, on one account or for all accounts of the retailer.

    Letter by letter: also spaces and capitals count, and nothing at all can be mapped too.
    """

    account = models.ForeignKey(
        DropshipAccount, null=True, blank=True, on_delete=models.CASCADE, related_name="shipping_mappings"
    )
    retailer = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.CASCADE, related_name="shipping_mappings"
    )
    from_carrier = models.CharField("the shop's carrier", max_length=255, blank=True)
    from_method = models.CharField("the shop's method", max_length=255, blank=True)
    to_carrier = models.CharField("the supplier's carrier", max_length=255, blank=True)
    to_method = models.CharField("the supplier's method", max_length=255, blank=True)

    class Meta:
        ordering = ["account", "retailer", "from_carrier", "from_method"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, retailer__isnull=True)
                | models.Q(account__isnull=True, retailer__isnull=False),
                name="mapping_on_account_or_retailer",
            ),
            models.UniqueConstraint(
                fields=["account", "from_carrier", "from_method"],
                name="mapping_once_per_account",
                violation_error_message="This way of shipping is mapped for the account already.",
            ),
            models.UniqueConstraint(
                fields=["retailer", "from_carrier", "from_method"],
                name="mapping_once_per_retailer",
                violation_error_message="This way of shipping is mapped for the retailer already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{way(self.from_carrier, self.from_method)} → {way(self.to_carrier, self.to_method)}"

    def clean(self) -> None:
        if (self.account is None) == (self.retailer is None):
            raise ValidationError("Choose either a dropship account or a retailer.")


def way(carrier: str, method: str) -> str:
    """A way of shipping in words."""
    return " ".join(filter(None, [carrier, method])) or "nothing"
