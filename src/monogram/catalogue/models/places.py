"""Places within a print area that the product sets out: a template's fields."""

from __future__ import annotations

from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.areas import PrintArea
from monogram.catalogue.models.fonts import Font
from monogram.catalogue.models.refusals import refuse


def _box_problems(box: TextArea | ImageArea) -> dict[str, str]:
    """What is wrong with the box of a text or image area, once all of it is filled in."""
    area = getattr(box, "print_area", None)
    if area is None or None in (box.x, box.y, box.width, box.height, area.width, area.height):
        return {}
    return rules.box_problems(
        x=box.x, y=box.y, width=box.width, height=box.height, area_width=area.width, area_height=area.height
    )


class Alignment(models.TextChoices):
    LEFT = "left", "Left"
    CENTER = "center", "Centre"
    RIGHT = "right", "Right"


class TextArea(models.Model):
    """A place for text that the product sets out: a template's field. Box in mm within the print area."""

    print_area = models.ForeignKey(PrintArea, on_delete=models.CASCADE, related_name="text_areas")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    x = models.FloatField("x in mm")
    y = models.FloatField("y in mm")
    width = models.FloatField("width in mm")
    height = models.FloatField("height in mm")
    default_text = models.CharField(max_length=200, blank=True)
    font = models.ForeignKey(Font, null=True, blank=True, on_delete=models.SET_NULL)
    size = models.FloatField("em size in mm", default=8)
    colour = models.CharField(max_length=7, default="#1c1b1a")
    align = models.CharField(max_length=6, choices=Alignment.choices, default=Alignment.CENTER)
    max_length = models.PositiveIntegerField(default=60)
    is_required = models.BooleanField(default=False)
    may_restyle = models.BooleanField(
        "may be restyled", default=True, help_text="Shoppers may choose font, size, colour and effects."
    )
    may_move = models.BooleanField(
        "may be moved", default=True, help_text="Shoppers may move, turn and resize it, or take it away."
    )

    class Meta:
        ordering = ["print_area", "position"]
        constraints = [models.UniqueConstraint(fields=["print_area", "name"], name="text_area_name_once_per_area")]

    def __str__(self) -> str:
        return f"{self.name} ({self.print_area})"

    def clean(self) -> None:
        problems: dict[str, str | None] = dict(_box_problems(self))
        problems["colour"] = rules.colour_problem(self.colour)
        if self.size is not None and self.size <= 0:
            problems["size"] = "This must be more than 0 mm."
        if self.max_length is not None and not len(self.default_text) <= self.max_length <= 2000:
            problems["max_length"] = "This must be from the length of the default text to 2,000."
        refuse(problems)


class ImageArea(models.Model):
    """A place for a picture that the product sets out. Box in mm within the print area."""

    print_area = models.ForeignKey(PrintArea, on_delete=models.CASCADE, related_name="image_areas")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    x = models.FloatField("x in mm")
    y = models.FloatField("y in mm")
    width = models.FloatField("width in mm")
    height = models.FloatField("height in mm")
    is_required = models.BooleanField(default=False)
    may_move = models.BooleanField(
        "may be moved",
        default=True,
        help_text="Shoppers may move, turn and resize it, or take it away. Which part of a photo shows is always free.",
    )

    class Meta:
        ordering = ["print_area", "position"]
        constraints = [models.UniqueConstraint(fields=["print_area", "name"], name="image_area_name_once_per_area")]

    def __str__(self) -> str:
        return f"{self.name} ({self.print_area})"

    def clean(self) -> None:
        refuse(_box_problems(self))
