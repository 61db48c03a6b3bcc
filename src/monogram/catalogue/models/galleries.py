"""Galleries: ready-made drawings and photos that shoppers may put on products."""

from __future__ import annotations

from typing import Any

from django.db import models

from monogram.catalogue.models.products import Product
from monogram.common.words import searchable
from monogram.companies.models import Company
from monogram.images.models import Image


class GalleryKind(models.TextChoices):
    CLIPART = "clipart", "Clipart: drawings"
    PHOTOS = "photos", "Photos"


class Gallery(models.Model):
    """Pictures under one name. `id` is what the Smartlink's `g` names."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="galleries",
        help_text="The retailer whose gallery it is. Empty: every retailer's shoppers see it.",
    )
    kind = models.CharField(max_length=8, choices=GalleryKind.choices, default=GalleryKind.CLIPART)
    is_on_all_products = models.BooleanField(
        "on all products", default=True, help_text="Offered on every product. Else on those chosen below."
    )
    products = models.ManyToManyField(Product, blank=True, related_name="galleries")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "galleries"
        ordering = ["position", "name", "id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class GalleryItem(models.Model):
    """One picture of a gallery. It belongs to the gallery's owner, or to no one as the gallery does.

    One with a drawing becomes clipart in a design, whose id is the picture's; any other becomes a photo.
    """

    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="items")
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=60, blank=True, help_text="Such as Birthday or Animals.")
    tags = models.CharField(
        max_length=400, blank=True, help_text="Words by which it is found besides: cake, candle, party."
    )
    position = models.PositiveIntegerField(default=0)
    search_text = models.TextField(editable=False, default="")
    thumbnail = models.CharField(max_length=200, editable=False)
    thumbnail_width = models.PositiveIntegerField(editable=False)
    thumbnail_height = models.PositiveIntegerField(editable=False)

    class Meta:
        ordering = ["gallery", "position", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the words by which it is found."""
        self.search_text = searchable(self.name, self.category, self.tags)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)
