"""Products, and the lists that they are sold from."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.fonts import Font
from monogram.catalogue.models.refusals import refuse
from monogram.common import clock
from monogram.common.words import searchable
from monogram.companies.models import Company


class ProductKind(models.TextChoices):
    PERSONALISED = "personalised", "Personalised in the designer"
    TEXTUAL = "textual", "Textual: personalised by text alone"
    STOCK = "stock", "Stock item"


class Product(models.Model):
    """Something that a retailer sells and a supplier makes. `id` is the `p` of the Smartlink."""

    id = models.BigAutoField("product ID", primary_key=True)
    owner = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="products",
        help_text="The retailer whose product it is. Empty: every retailer may use it.",
    )
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=ProductKind.choices, default=ProductKind.PERSONALISED)
    sku = models.CharField("retail SKU", max_length=80, db_index=True)
    supplier = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="supplied_products"
    )
    supplier_sku = models.CharField("supplier's SKU", max_length=80, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    currency_code = models.CharField(max_length=3, default="GBP")
    fonts = models.ManyToManyField(Font, blank=True, help_text="Fonts on offer. None chosen: all.")
    colours = models.JSONField(
        "design colours",
        default=list,
        blank=True,
        help_text='Palette on offer, e.g. ["#1c1b1a"]. Empty: any.',
    )
    preflight = models.JSONField(
        "what preflight does otherwise",
        default=dict,
        blank=True,
        help_text=(
            'Severities (off, inform, warn, block) and limits by rule, e.g. {"bleed": "block", "resolution":'
            ' {"severity": "warn", "minimum": 150, "block_below": 72}}. Empty: as below.'
        ),
    )
    min_quantity = models.PositiveIntegerField("fewest at once", default=1)
    max_quantity = models.PositiveIntegerField(
        "most at once", null=True, blank=True, help_text="Empty: as many as one likes."
    )
    quantity_step = models.PositiveIntegerField(
        "in steps of", default=1, help_text="Counted from the fewest: from 10 in steps of 5 is 10, 15, 20…"
    )
    is_template = models.BooleanField(
        "template",
        default=False,
        help_text="Shoppers fill its text and image areas and can add nothing else.",
    )
    weight_g = models.PositiveIntegerField("weight in g", null=True, blank=True, help_text="Of one piece, packed.")
    hs_code = models.CharField(
        "HS code",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6,14}\Z", "Give six digits or more, without dots.")],
        help_text="For customs. Empty: the supplier's own default.",
    )
    origin_country = models.CharField(
        "made in", max_length=2, blank=True, help_text="For customs, as GB. Empty: the country it is sent from."
    )
    customs_description = models.CharField(
        max_length=100, blank=True, help_text="For customs, as “Cotton T-shirt, printed”. Empty: its name."
    )
    is_active = models.BooleanField(default=True)
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the words by which it is found."""
        self.search_text = searchable(self.name, self.sku)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        refuse(
            {
                "colours": rules.colours_problem(self.colours),
                "preflight": rules.preflight_problem(self.preflight),
                "price": rules.price_problem(self.price),
                **rules.quantity_problems(fewest=self.min_quantity, most=self.max_quantity, step=self.quantity_step),
                "supplier": f"{self.supplier.name} is not a supplier."
                if self.supplier and not self.supplier.may_supply
                else None,
            }
        )


class Category(models.Model):
    """A list of products with a number by which Smartlink and VPC name it."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Company, null=True, blank=True, on_delete=models.CASCADE)
    products = models.ManyToManyField(Product, blank=True, related_name="categories")

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"
