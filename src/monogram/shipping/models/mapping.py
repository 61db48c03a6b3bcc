"""Which service an order goes by: shops' ways of shipping in suppliers' words, and what holds without any."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from monogram.companies.models import Company
from monogram.shipping.models.carriers import CarrierConnection
from monogram.suppliers.models import DropshipAccount


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

    connection = models.ForeignKey(
        CarrierConnection,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mappings",
        help_text="Whose service labels are made with. Empty: the default.",
    )
    service = models.CharField(max_length=80, blank=True, help_text="Its code at the carrier, as “tracked-24”.")

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
        problem = service_problem(self.connection, self.service, self.account.supplier if self.account else None)
        if problem:
            raise ValidationError({"service": problem})


class DefaultService(models.Model):
    """The service that labels are made with where no mapping says otherwise: an account's, or else its supplier's."""

    account = models.OneToOneField(
        DropshipAccount, null=True, blank=True, on_delete=models.CASCADE, related_name="default_service"
    )
    supplier = models.OneToOneField(
        Company, null=True, blank=True, on_delete=models.CASCADE, related_name="default_service"
    )
    connection = models.ForeignKey(CarrierConnection, on_delete=models.CASCADE, related_name="defaults")
    service = models.CharField(max_length=80, help_text="Its code at the carrier, as “tracked-48”.")

    class Meta:
        ordering = ["supplier", "account"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, supplier__isnull=True)
                | models.Q(account__isnull=True, supplier__isnull=False),
                name="default_on_account_or_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} for {self.account or self.supplier}"

    def clean(self) -> None:
        if (self.account is None) == (self.supplier is None):
            raise ValidationError("Choose either a dropship account or a supplier.")
        supplier = self.account.supplier if self.account else self.supplier
        if problem := service_problem(getattr(self, "connection", None), self.service, supplier):
            raise ValidationError({"service": problem})


def service_problem(connection: CarrierConnection | None, service: str, supplier: Company | None) -> str:
    """What is wrong with a choice of service; "" if nothing is. `supplier` is whose connection it has to be."""
    if connection is None:
        return "Choose the connection whose service it is." if service else ""
    if supplier is not None and connection.supplier_id != supplier.pk:
        return f"The connection is not one of {supplier.name}."
    if service not in connection.services:
        return f"The connection offers: {', '.join(connection.services) or 'no service yet'}."
    return ""


def way(carrier: str, method: str) -> str:
    """A way of shipping in words."""
    return " ".join(filter(None, [carrier, method])) or "nothing"
