"""Print files: one per document, print area and format, stored once and never changed."""

from __future__ import annotations

from django.db import models

from monogram.common import clock, refs
from monogram.orders.models import OrderItem


class Artwork(models.Model):
    """One print-ready file, addressed by what it was made from and by the hash of its bytes.

    `source_hash` is the hash of all that goes into the file (canonical document, print area geometry, renderer
    version). The same source always gives the same print, if ever packed otherwise (`rendering.sameness`); another
    one is an incident, not an update.
    """

    source_hash = models.CharField(max_length=64)
    area_name = models.CharField(max_length=60)
    media_type = models.CharField(max_length=40, default="image/png")
    width = models.PositiveIntegerField("width in px")
    height = models.PositiveIntegerField("height in px")
    dpi = models.FloatField(null=True)
    byte_size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    comparison = models.JSONField(
        "agreement with the preview",
        null=True,
        help_text="{ssim, shift, share_over_8} of a print that was drawn, reduced to the preview's size.",
    )
    file = models.CharField("storage key", max_length=200)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name_plural = "artwork"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["source_hash", "area_name", "media_type"], name="artwork_once_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.area_name} {self.sha256[:12]}"


class AssetKind(models.TextChoices):
    OUTPUT = "output", "Print file"
    THUMBNAIL = "thumbnail", "Thumbnail"


class ItemAsset(models.Model):
    """A file of an order line as suppliers see it: `output-N.png` per print area, `thumbnail-N.png` per view."""

    item = models.ForeignKey(OrderItem, on_delete=models.CASCADE, related_name="assets")
    kind = models.CharField(max_length=10, choices=AssetKind.choices)
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=120)
    artwork = models.ForeignKey(Artwork, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(
        max_length=32,
        unique=True,
        default=refs.new_public_id,
        editable=False,
        help_text="The unguessable part of the address from which the supplier downloads it.",
    )

    class Meta:
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="asset_name_once_per_item")]

    def __str__(self) -> str:
        return self.name
