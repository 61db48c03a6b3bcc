"""Dropship accounts, what suppliers have in stock, and how orders reach them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from monogram.common import clock
from monogram.companies.models import Company


class DropshipAccount(models.Model):
    """One retailer's account with one supplier. `id` is its reference ID (`secondary_company_ref_id`)."""

    id = models.BigAutoField("dropship account reference ID", primary_key=True)
    retailer = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="dropship_accounts")
    supplier = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="supplied_accounts")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.retailer.name} at {self.supplier.name} ({self.pk})"


class PushIntegration(models.Model):
    """The "Generic API" of `contract.md §5`, on one account or, for all without their own, on the supplier."""

    account = models.OneToOneField(
        DropshipAccount, null=True, blank=True, on_delete=models.CASCADE, related_name="push"
    )
    supplier = models.OneToOneField(Company, null=True, blank=True, on_delete=models.CASCADE, related_name="push")
    is_enabled = models.BooleanField(default=False)
    url = models.URLField("push URL", max_length=2000, blank=True)
    encrypted_hmac_key = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, supplier__isnull=True)
                | models.Q(account__isnull=True, supplier__isnull=False),
                name="push_on_account_or_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"Push to {self.account or self.supplier}"

    def clean(self) -> None:
        if (self.account is None) == (self.supplier is None):
            raise ValidationError("Choose either a dropship account or a supplier.")
        if self.is_enabled and not self.url:
            raise ValidationError({"url": "An enabled integration needs a push URL."})
