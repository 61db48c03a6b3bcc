"""Products and everything that a design is made with: views, print areas, aspects, fonts, categories."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models

from monogram.catalogue import rules
from monogram.common import clock
from monogram.companies.models import Company


def _refuse(problems: Mapping[str, str | None]) -> None:
    """Tell an operator's form what is wrong with which field. Raises ValidationError if anything is."""
    if found := {field: problem for field, problem in problems.items() if problem}:
        raise ValidationError(found)


class Font(models.Model):
    """A TrueType or OpenType file. Browser and server read the very same bytes, so that both shape alike."""

    id = models.SlugField("font id in the design document", primary_key=True, max_length=60)
    family = models.CharField(max_length=80)
    style = models.CharField(max_length=40, default="Regular")
    file = models.FileField(upload_to="fonts/", max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    coverage = models.TextField(
        default="",
        editable=False,
        help_text="The characters it has, as hexadecimal ranges of code points: 20-7e,a0-17f.",
    )
    is_fallback = models.BooleanField(
        "fallback",
        default=False,
        help_text="Used for characters that the chosen font lacks, in this order. Not on offer by itself.",
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "family"]

    def __str__(self) -> str:
        return f"{self.family} {self.style}"


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
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"

    def clean(self) -> None:
        _refuse(
            {
                "colours": rules.colours_problem(self.colours),
                "preflight": rules.preflight_problem(self.preflight),
                "price": "A price is not below 0." if self.price is not None and self.price < 0 else None,
                "supplier": f"{self.supplier.name} is not a supplier."
                if self.supplier and not self.supplier.may_supply
                else None,
            }
        )


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
    shading_map_copy = models.CharField(max_length=200, blank=True, editable=False)
    copy_width = models.PositiveIntegerField(editable=False, default=0)
    copy_height = models.PositiveIntegerField(editable=False, default=0)

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="view_name_once_per_product")]

    def __str__(self) -> str:
        return f"{self.name} of {self.product}"

    def clean(self) -> None:
        if self.displacement is not None:
            _refuse({"displacement": rules.displacement_problem(self.displacement)})


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
        _refuse(problems)


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
        _refuse(problems)


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

    class Meta:
        ordering = ["print_area", "position"]
        constraints = [models.UniqueConstraint(fields=["print_area", "name"], name="image_area_name_once_per_area")]

    def __str__(self) -> str:
        return f"{self.name} ({self.print_area})"

    def clean(self) -> None:
        _refuse(_box_problems(self))


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
        _refuse(
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
        _refuse({"print_area": "Choose a print area of the same product." if is_foreign else None})


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
