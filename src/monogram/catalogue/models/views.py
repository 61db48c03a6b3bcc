"""Photographs of a product."""

from __future__ import annotations

from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.products import Product
from monogram.catalogue.models.refusals import refuse


class View(models.Model):
    """One photograph of a product. Masks and maps are greyscale pictures in the photo's own frame."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    photo = models.ImageField(upload_to="products/", max_length=200, width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    tint_mask = models.FileField(
        upload_to="products/",
        max_length=200,
        blank=True,
        help_text="White where the chosen colour multiplies the photo.",
    )
    shading_map = models.FileField(
        upload_to="products/",
        max_length=200,
        blank=True,
        help_text="Multiplied over the design: folds and shadows; white is neutral.",
    )
    displacement_map = models.FileField(
        upload_to="products/",
        max_length=200,
        blank=True,
        help_text="Moves the design along folds in thumbnails: mid-grey is neutral, white moves it right and down.",
    )
    displacement = models.FloatField(
        "displacement in mm",
        default=1,
        help_text="How far white and black of the displacement map move the design.",
    )
    # The originals are heavy. `services.save_view_pictures` makes these copies, all of one size, for browsers.
    photo_copy = models.CharField("storage key of the browser's photo", max_length=200, blank=True, editable=False)
    tint_mask_copy = models.CharField(max_length=200, blank=True, editable=False)
    shade_copy = models.CharField(max_length=200, blank=True, editable=False)
    copy_width = models.PositiveIntegerField(editable=False, default=0)
    copy_height = models.PositiveIntegerField(editable=False, default=0)
    thumbnail = models.CharField(
        "storage key of the photo for lists of products", max_length=200, blank=True, editable=False
    )
    thumbnail_width = models.PositiveIntegerField(editable=False, default=0)
    thumbnail_height = models.PositiveIntegerField(editable=False, default=0)

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="view_name_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} of {self.product}"

    def clean(self) -> None:
        if self.displacement is not None:
            refuse({"displacement": rules.displacement_problem(self.displacement)})
