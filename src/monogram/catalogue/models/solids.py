"""Products in three dimensions."""

from __future__ import annotations

from django.db import models

from monogram.catalogue.models.areas import PrintArea
from monogram.catalogue.models.products import Product
from monogram.catalogue.models.refusals import refuse


class ProductModel(models.Model):
    """The product in three dimensions: a binary glTF whose print mesh has UV 0…1 over the print area."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="model")
    file = models.FileField(upload_to="models/", max_length=200)
    print_area = models.ForeignKey(PrintArea, on_delete=models.CASCADE)
    print_mesh = models.CharField(max_length=60, default="print_area")

    def __str__(self) -> str:
        return f"3D model of {self.product}"

    def clean(self) -> None:
        area = getattr(self, "print_area", None)
        is_foreign = area is not None and area.product_id != self.product_id
        refuse({"print_area": "Choose a print area of the same product." if is_foreign else None})
