"""Sizes in which a print area is made."""

from __future__ import annotations

from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.areas import PrintArea
from monogram.catalogue.models.products import Product
from monogram.catalogue.models.refusals import refuse


class PrintSize(models.Model):
    """A size in which a print area is made. It stands for the area's own width, height and corners."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="print_sizes")
    print_area = models.ForeignKey(PrintArea, on_delete=models.CASCADE, related_name="print_sizes")
    name = models.CharField(max_length=60, help_text="As shoppers and the supplier read it, such as A3.")
    position = models.PositiveIntegerField(default=0)
    width = models.FloatField("width in mm")
    height = models.FloatField("height in mm")
    quad = models.JSONField(
        "corners on the view's photo",
        default=list,
        blank=True,
        help_text="Four [x, y] in photo pixels, as for the print area. Empty: the area's own.",
    )
    price = models.DecimalField(
        "extra price",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="What it costs more than the product. Empty: nothing.",
    )

    class Meta:
        ordering = ["product", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="print_size_name_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} of {self.product}"

    def clean(self) -> None:
        area = getattr(self, "print_area", None)
        if area is None or None in (self.width, self.height):
            return  # The form has said so already.
        problems: dict[str, str | None] = {
            # An area's measures other than its sides are not in this form: what is wrong with them stands at the width.
            ("width" if field not in {"width", "height"} else field): problem
            for field, problem in rules.area_problems(
                width=self.width, height=self.height, dpi=area.dpi, bleed=area.bleed, safe_margin=area.safe_margin
            ).items()
        }
        problems["price"] = rules.price_problem(self.price)
        if area.product_id != self.product_id:
            problems["print_area"] = "Choose a print area of the same product."
        if self.quad:
            problems["quad"] = (
                rules.quad_problem(self.quad, width=area.view.width, height=area.view.height)
                if area.view
                else "The print area lies on no photo."
            )
        refuse(problems)
