"""Surfaces that are printed, and what their files are."""

from __future__ import annotations

from django.db import models

from monogram.catalogue import rules
from monogram.catalogue.models.products import Product
from monogram.catalogue.models.refusals import refuse
from monogram.catalogue.models.views import View


class PrintProcess(models.TextChoices):
    """How a print area is made; `spec/preflight-rules.json` says what each process can do."""

    PRINT = "print", "Printed in full colour"
    SCREEN = "screen", "Screen printed"
    ENGRAVING = "engraving", "Engraved"
    FOIL = "foil", "Foiled"


class PrintFormat(models.TextChoices):
    """What a print area's file is written as."""

    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"
    TIFF = "tiff", "TIFF"
    PDF = "pdf", "PDF"
    PDFX = "pdfx", "PDF/X-4"
    SVG = "svg", "SVG"


class PressProfile(models.Model):
    """The colours of a CMYK printing condition, as its ICC profile tells them."""

    name = models.CharField(max_length=80, unique=True)
    condition = models.CharField(
        "registered condition",
        max_length=60,
        default="Custom",
        help_text="Its name in the ICC's registry, such as FOGRA51 or CGATS21_CRPC6; Custom if it has none.",
    )
    file = models.FileField("ICC profile", upload_to="profiles/", max_length=200)
    description = models.CharField("what it calls itself", max_length=200, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PrintArea(models.Model):
    """A surface that is printed. Lengths in millimetres; the origin is the trimmed area's top-left, y down."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="print_areas")
    view = models.ForeignKey(View, null=True, blank=True, on_delete=models.SET_NULL, related_name="print_areas")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    width = models.FloatField("width in mm")
    height = models.FloatField("height in mm")
    dpi = models.PositiveIntegerField("print resolution in dpi", default=300)
    bleed = models.FloatField("bleed in mm, on every side", default=0)
    safe_margin = models.FloatField("safe margin in mm, inside every side", default=0)
    mask = models.FileField(
        upload_to="products/",
        max_length=200,
        blank=True,
        help_text="Greyscale in the area's own plane, white where it prints. Empty: the whole rectangle.",
    )
    quad = models.JSONField(
        "corners on the view's photo",
        default=list,
        blank=True,
        help_text="Four [x, y] in photo pixels: top-left, top-right, bottom-right, bottom-left.",
    )
    is_required = models.BooleanField(default=False, help_text="It may not be left empty.")
    process = models.CharField(max_length=12, choices=PrintProcess.choices, default=PrintProcess.PRINT)
    max_colours = models.PositiveSmallIntegerField(
        "most colours", null=True, blank=True, help_text="Flat colours in one design. Empty: what the process takes."
    )
    min_line = models.FloatField(
        "thinnest line in mm", null=True, blank=True, help_text="Empty: what the process takes."
    )
    inks = models.JSONField(
        "inks besides colour", default=list, blank=True, help_text="What layers may be made with here."
    )
    output_format = models.CharField("print file", max_length=4, choices=PrintFormat.choices, default=PrintFormat.PNG)
    press_profile = models.ForeignKey(
        PressProfile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="PDF/X-4 needs one; with one, colours of TIFF and PDF can be converted to the press's CMYK.",
    )
    converts_to_cmyk = models.BooleanField("convert to CMYK", default=False)
    has_marks = models.BooleanField("crop marks", default=False, help_text="Crop and registration marks, in a PDF.")
    underbase_choke = models.FloatField(
        "white underbase, choked by mm",
        null=True,
        blank=True,
        help_text="A white plate below the colours, so much smaller on every side. Empty: none.",
    )

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="area_name_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} of {self.product}"

    def clean(self) -> None:
        if None in (self.width, self.height, self.dpi, self.bleed, self.safe_margin):
            return  # The form has said so already.
        problems: dict[str, str | None] = dict(
            rules.area_problems(
                width=self.width,
                height=self.height,
                dpi=self.dpi,
                bleed=self.bleed,
                safe_margin=self.safe_margin,
            )
        )
        problems |= rules.process_problems(max_colours=self.max_colours, min_line=self.min_line, inks=self.inks)
        problems |= rules.print_file_problems(
            output_format=self.output_format,
            has_profile=self.press_profile_id is not None,
            converts_to_cmyk=self.converts_to_cmyk,
            has_marks=self.has_marks,
            underbase_choke=self.underbase_choke,
        )
        if self.view is not None and self.view.product_id != self.product_id:
            problems["view"] = "Choose a view of the same product."
        elif self.view is not None and self.quad:
            problems["quad"] = rules.quad_problem(self.quad, width=self.view.width, height=self.view.height)
        elif self.quad:
            problems["quad"] = "Choose the view on whose photo these corners lie."
        refuse(problems)
