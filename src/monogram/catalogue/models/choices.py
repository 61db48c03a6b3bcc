"""What a shopper chooses of a product: its variants."""

from __future__ import annotations

from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.products import Product
from monogram.catalogue.models.refusals import refuse


class Aspect(models.Model):
    """Something that a shopper chooses: colour, size."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="aspects")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="aspect_name_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} of {self.product}"


class AspectOption(models.Model):
    """One choice of an aspect. `colour` tints the photo inside the view's tint mask."""

    aspect = models.ForeignKey(Aspect, on_delete=models.CASCADE, related_name="options")
    name = models.CharField(max_length=60)
    code = models.CharField("part of the SKU", max_length=20)
    colour = models.CharField("garment colour", max_length=7, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["aspect", "position"]
        constraints = [models.UniqueConstraint(fields=["aspect", "code"], name="option_code_once_per_aspect")]

    def __str__(self) -> str:
        return f"{self.aspect.name}: {self.name}"

    def clean(self) -> None:
        refuse(
            {
                "code": rules.code_problem(self.code),
                "colour": rules.colour_problem(self.colour) if self.colour else None,
            }
        )


class Variant(models.Model):
    """One combination of options with the SKUs that name it."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    options = models.ManyToManyField(AspectOption, related_name="variants")
    sku = models.CharField("retail SKU", max_length=80, db_index=True)
    supplier_sku = models.CharField("supplier's SKU", max_length=80, blank=True)

    class Meta:
        ordering = ["sku"]
        constraints = [models.UniqueConstraint(fields=["product", "sku"], name="variant_sku_once_per_product")]

    def __str__(self) -> str:
        return self.sku
