"""Who makes what for whom: sources of products, stock, dropship accounts with their rules; see also `integrations`."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from monogram.catalogue.models import Product, Variant
from monogram.common import clock
from monogram.common.countries import ALPHA_2
from monogram.companies.models import Company
from monogram.suppliers.integrations import FolderIntegration, PushIntegration, ReceivedFile, ReceivedState

__all__ = [
    "DropshipAccount",
    "FolderIntegration",
    "ProductSource",
    "PushIntegration",
    "ReceivedFile",
    "ReceivedState",
    "SkuMapping",
    "StockItem",
    "validate_countries",
]

DISPATCH_DAYS = 2
"""Working days from an order to its dispatch, where no account says otherwise."""


def validate_countries(value: object) -> None:
    """A JSON list of ISO 3166-1 codes in capitals, each once. Raises ValidationError naming the wrong ones."""
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise ValidationError("Give two-letter country codes, e.g. GB, IE.")
    if unknown := [code for code in value if code not in ALPHA_2]:
        raise ValidationError(f"No country has the code {_or(unknown)}. Give two-letter codes, e.g. GB, IE.")
    if len(set(value)) < len(value):
        raise ValidationError("Name each country once.")


def _or(codes: Sequence[str]) -> str:
    return " or ".join(f"“{code}”" for code in codes)


class DropshipAccount(models.Model):
    """One retailer's account with one supplier, and when it gets the retailer's orders (`oms.route`).

    `id` is its reference ID (`secondary_company_ref_id`).
    """

    id = models.BigAutoField("dropship account reference ID", primary_key=True)
    retailer = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="dropship_accounts")
    supplier = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="supplied_accounts")
    is_active = models.BooleanField("active", default=True, help_text="Switched off, it gets no new orders.")
    deliverable_countries = models.JSONField(
        "delivers to",
        validators=[validate_countries],
        default=list,
        blank=True,
        help_text="Two-letter codes of the countries that it may send to, e.g. GB, IE. Empty: everywhere.",
    )
    checks_stock = models.BooleanField(
        "checks stock",
        default=True,
        help_text="A line that needs more than the supplier has reported goes to another account. "
        "SKUs whose stock the supplier does not report always pass.",
    )
    priority = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text="1 is asked first; 2 gets a line only when no account of priority 1 can take it, and so on.",
    )
    weight = models.PositiveSmallIntegerField(
        "share in %",
        default=0,
        validators=[MaxValueValidator(100)],
        help_text="How many of every 100 orders it gets when several accounts of one priority could take them. "
        "0: only what no other account of its priority can take. All 0: the oldest account gets everything.",
    )
    dispatch_days = models.PositiveSmallIntegerField(
        "dispatched within",
        default=DISPATCH_DAYS,
        validators=[MaxValueValidator(60)],
        help_text="Working days, Monday to Friday, from an order to its dispatch, where the order names no date. "
        "After that it is late in the supplier's portal.",
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.retailer.name} at {self.supplier.name} ({self.pk})"

    def clean(self) -> None:
        """Tell an operator's form what can never work. Raises ValidationError."""
        problems = {}
        if getattr(self, "retailer", None) and not self.retailer.may_order:
            problems["retailer"] = f"{self.retailer.name} is not a retailer."
        if getattr(self, "supplier", None) and not self.supplier.may_supply:
            problems["supplier"] = f"{self.supplier.name} is not a supplier."
        if problems:
            raise ValidationError(problems)


class ProductSource(models.Model):
    """Another supplier who makes a product, or one variant of it, besides the product's own supplier."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="sources")
    variant = models.ForeignKey(
        Variant,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="sources",
        help_text="Empty: the whole product, whatever its options.",
    )
    supplier = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="sources")
    supplier_sku = models.CharField(
        "supplier's SKU", max_length=80, help_text="What this supplier calls it. Its orders and its stock name this."
    )

    class Meta:
        verbose_name = "additional supplier"
        ordering = ["product", "variant", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "supplier"],
                condition=models.Q(variant__isnull=True),
                name="source_once_per_product",
                violation_error_message="This supplier is listed for the whole product already.",
            ),
            models.UniqueConstraint(
                fields=["variant", "supplier"],
                name="source_once_per_variant",
                violation_error_message="This supplier is listed for this variant already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant or self.product} from {self.supplier}"

    def clean(self) -> None:
        """Refuse what routing would never use. Raises ValidationError."""
        problems = {}
        product, supplier = getattr(self, "product", None), getattr(self, "supplier", None)
        if self.variant and product and self.variant.product_id != product.pk:
            problems["variant"] = "Choose a variant of the same product."
        if supplier and not supplier.may_supply:
            problems["supplier"] = f"{supplier.name} is not a supplier."
        elif supplier and product and product.supplier_id == supplier.pk:
            problems["supplier"] = f"{supplier.name} is the product's own supplier: it need not be listed again."
        if problems:
            raise ValidationError(problems)


class StockItem(models.Model):
    """What a supplier has of one of its SKUs. No row: it does not report this SKU, and routing does not ask."""

    supplier = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="stock")
    sku = models.CharField("supplier's SKU", max_length=80)
    barcode = models.CharField(max_length=100, blank=True)
    quantity_available = models.PositiveIntegerField("available")
    low_stock_level = models.PositiveIntegerField(
        "low stock at",
        null=True,
        blank=True,
        help_text="With so many or fewer left, other suppliers of the same priority go first. Empty: never low.",
    )
    lead_time_days = models.PositiveSmallIntegerField(
        "lead time in days",
        null=True,
        blank=True,
        help_text="From order to dispatch. An order that must leave sooner goes to another supplier.",
    )
    daily_capacity = models.PositiveIntegerField(
        "pieces a day",
        null=True,
        blank=True,
        help_text="Once orders have asked for so many in a day, other suppliers of the same priority go first.",
    )
    taken_on = models.DateField(
        null=True, editable=False, help_text="The day of the latest order of it, in the platform's time zone."
    )
    taken_today = models.PositiveIntegerField(
        default=0, editable=False, help_text="How many pieces were ordered on that day."
    )
    reported_at = models.DateTimeField(
        "reported", default=clock.now, editable=False, help_text="When the supplier last said how many there are."
    )
    updated_at = models.DateTimeField("changed", default=clock.now, editable=False)

    class Meta:
        ordering = ["supplier", "sku"]
        indexes = [
            models.Index(fields=["supplier", "barcode"], name="stock_by_barcode", condition=~models.Q(barcode=""))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "sku"],
                name="stock_once_per_sku",
                violation_error_message="This supplier's stock of this SKU is there already: change that.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity_available} × {self.sku} at {self.supplier}"


class SkuMapping(models.Model):
    """What the supplier of one account calls a SKU of its retailer, whatever the catalogue says."""

    account = models.ForeignKey(DropshipAccount, on_delete=models.CASCADE, related_name="sku_mappings")
    retail_sku = models.CharField("the shop's SKU", max_length=80)
    supplier_sku = models.CharField("the supplier's SKU", max_length=80)

    class Meta:
        verbose_name = "SKU mapping"
        ordering = ["account", "retail_sku"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "retail_sku"],
                name="sku_mapped_once_per_account",
                violation_error_message="This SKU is mapped for the account already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.retail_sku} → {self.supplier_sku}"
