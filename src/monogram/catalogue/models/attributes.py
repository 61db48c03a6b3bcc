"""What else is asked about a product: things that are neither a variant nor artwork."""

from __future__ import annotations

from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.products import Product
from monogram.catalogue.models.refusals import refuse

LONGEST_ATTRIBUTE = 500
"""Characters of a text."""


class AttributeKind(models.TextChoices):
    CHOICE = "choice", "One of several options"
    TEXT = "text", "A text"


class ProductAttribute(models.Model):
    """Something that a shopper says about a product beside its design: gift wrapping, the name on a certificate."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=6, choices=AttributeKind.choices, default=AttributeKind.CHOICE)
    is_required = models.BooleanField(default=False, help_text="It may not be left open.")
    default_text = models.CharField(
        max_length=LONGEST_ATTRIBUTE, blank=True, help_text="For a text: what it begins with."
    )
    max_length = models.PositiveIntegerField("most characters", default=60, help_text="For a text.")

    class Meta:
        ordering = ["product", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="attribute_name_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} of {self.product}"

    @property
    def default(self) -> str:
        """The name of the option, or the text, that it begins with; empty: none."""
        if self.kind == AttributeKind.TEXT:
            return self.default_text
        return next((option.name for option in self.options.all() if option.is_default), "")

    def clean(self) -> None:
        problems: dict[str, str | None] = {}
        if self.kind == AttributeKind.CHOICE and self.default_text:
            problems["default_text"] = "For a choice, tick the option that it begins with."
        if self.max_length is not None and not max(1, len(self.default_text)) <= self.max_length <= LONGEST_ATTRIBUTE:
            problems["max_length"] = f"This must be from the length of the default text, or 1, to {LONGEST_ATTRIBUTE}."
        refuse(problems)


class AttributeOption(models.Model):
    """One answer to an attribute of the kind choice."""

    attribute = models.ForeignKey(ProductAttribute, on_delete=models.CASCADE, related_name="options")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    is_default = models.BooleanField("chosen to begin with", default=False)
    price = models.DecimalField(
        "extra price",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="What it costs more than the product. Empty: nothing.",
    )

    class Meta:
        ordering = ["attribute", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["attribute", "name"], name="attribute_option_name_once_per_attribute")
        ]

    def __str__(self) -> str:
        return f"{self.attribute.name}: {self.name}"

    def clean(self) -> None:
        refuse({"price": rules.price_problem(self.price)})
