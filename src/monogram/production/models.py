"""Batches of order lines, the templates that they are filled by, and the pieces that a scanner has seen."""

from __future__ import annotations

from croniter import croniter
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from monogram.catalogue.models import Category
from monogram.common import clock, refs
from monogram.companies.models import Company
from monogram.orders.models import OrderItem
from monogram.production.matching import lines_of
from monogram.suppliers.models import validate_countries

MOST_SLOTS = 500


def validate_cut_off(value: str) -> None:
    """A cron expression. Raises ValidationError."""
    if len(value.split()) != 5 or not croniter.is_valid(value):
        raise ValidationError(
            "Give minute, hour, day, month and weekday, e.g. 0 17 * * 1-5 for five o’clock on weekdays."
        )


def validate_wildcards(value: str) -> None:
    """SKUs, one a line; `*` only at the end of one. Raises ValidationError."""
    if wrong := next((sku for sku in lines_of(value) if "*" in sku[:-1]), None):
        raise ValidationError(f"“{wrong}”: a * stands at the end, for whatever follows.")


class OrderSize(models.TextChoices):
    """How many pieces the whole order has."""

    ANY = "any", "Any"
    SINGLE = "single", "One piece"
    MULTI = "multi", "Several pieces"


class SheetKind(models.TextChoices):
    SHEET = "sheet", "Sheets"
    ROLL = "roll", "Roll"


class BatchTemplate(models.Model):
    """Which lines of a supplier are printed together, how many, until when, and on what. Lengths in mm."""

    supplier = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="batch_templates")
    name = models.CharField(max_length=80)
    is_enabled = models.BooleanField("enabled", default=True, help_text="Switched off, no more lines go in.")
    priority = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text="Of the templates that fit a line, that with the lowest number gets it; of several, the oldest.",
    )
    skus = models.TextField(
        "SKUs",
        blank=True,
        validators=[validate_wildcards],
        help_text="The supplier’s or the shop’s, one a line. MUG-* stands for all that begin so. Empty: all.",
    )
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="product category"
    )
    print_area = models.CharField(
        max_length=60, blank=True, help_text="Lines that are printed there and nowhere else. Empty: wherever."
    )
    sizes = models.TextField("item sizes", blank=True, help_text="One a line. Empty: all.")
    colours = models.TextField("item colours", blank=True, help_text="One a line. Empty: all.")
    countries = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_countries],
        help_text="Two-letter codes of where orders go, e.g. GB, IE. Empty: everywhere.",
    )
    shipping = models.TextField(
        "ways of shipping",
        blank=True,
        help_text="As the supplier is told, one a line: carrier - method, e.g. Royal Mail - RM1. Empty: all.",
    )
    order_size = models.CharField(max_length=6, choices=OrderSize.choices, default=OrderSize.ANY)
    min_quantity = models.PositiveIntegerField("fewest pieces of a line", default=1, validators=[MinValueValidator(1)])
    max_quantity = models.PositiveIntegerField(
        "most pieces of a line",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Empty: any number.",
    )
    slots = models.PositiveSmallIntegerField(
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SLOTS)],
        help_text=f"Pieces in a full batch, 1 to {MOST_SLOTS}. A full one is made ready at once.",
    )
    has_mixed_skus = models.BooleanField(
        "mixed SKUs", default=True, help_text="Off: a batch that fills holds one SKU only."
    )
    honours_dispatch_date = models.BooleanField(
        "honour the required dispatch date",
        default=False,
        help_text="Each date has batches of its own, and no cut-off closes one before its date.",
    )
    cut_off = models.CharField(
        "cut-off time",
        max_length=100,
        blank=True,
        validators=[validate_cut_off],
        help_text="When batches that are not full are made ready: a cron expression in the platform’s time zone, "
        "e.g. 0 17 * * 1-5. Empty: never.",
    )
    merges_at_cut_off = models.BooleanField(
        "merge at the cut-off",
        default=False,
        help_text="Batches of single SKUs that are not full become as few as possible then.",
    )
    medium = models.CharField(max_length=5, choices=SheetKind.choices, default=SheetKind.ROLL)
    medium_name = models.CharField(
        "called", max_length=60, blank=True, help_text="As it is printed on the sheets, e.g. DTF film."
    )
    width = models.FloatField("width in mm", default=600, validators=[MinValueValidator(20), MaxValueValidator(10_000)])
    height = models.FloatField(
        "height in mm",
        null=True,
        blank=True,
        validators=[MinValueValidator(40), MaxValueValidator(5_000)],
        help_text="Of a sheet. A roll has none.",
    )
    margin = models.FloatField("margin in mm", default=5, validators=[MinValueValidator(0), MaxValueValidator(500)])
    gap = models.FloatField("gap in mm", default=6, validators=[MinValueValidator(0), MaxValueValidator(500)])
    may_rotate = models.BooleanField("may turn", default=True, help_text="Prints may lie turned by a quarter.")
    has_marks = models.BooleanField("crop marks", default=True, help_text="With a heading and registration targets.")
    has_barcodes = models.BooleanField("barcodes", default=True, help_text="Below each print, of its line.")

    class Meta:
        ordering = ["supplier", "priority", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Tell an operator's form what can never work. Raises ValidationError."""
        problems = {}
        if getattr(self, "supplier", None) and not self.supplier.may_supply:
            problems["supplier"] = f"{self.supplier.name} is not a supplier."
        if self.medium == SheetKind.SHEET and self.height is None:
            problems["height"] = "Give the sheet’s height."
        if self.max_quantity is not None and self.max_quantity < (self.min_quantity or 0):
            problems["max_quantity"] = "This is below the fewest."
        if self.merges_at_cut_off and not self.cut_off:
            problems["merges_at_cut_off"] = "Give a cut-off time, at which they are merged."
        if problems:
            raise ValidationError(problems)

    @property
    def medium_label(self) -> str:
        """As the bench reads it: `DTF film, roll, 600 mm`."""
        size = f"{self.width:g} × {self.height:g} mm" if self._is_sheet else f"{self.width:g} mm"
        return ", ".join(filter(None, [self.medium_name, f"{'sheets' if self._is_sheet else 'roll'}, {size}"]))

    @property
    def sheet_height(self) -> float | None:
        """In mm; None for a roll."""
        return self.height if self._is_sheet else None

    @property
    def _is_sheet(self) -> bool:
        return self.medium == SheetKind.SHEET


class BatchState(models.TextChoices):
    FILLING = "filling", "Filling"
    PENDING_GENERATION = "pending_generation", "Pending Generation"
    PENDING_PRODUCTION = "pending_production", "Pending Production"
    IN_PRODUCTION = "in_production", "In Production"
    ARCHIVED = "archived", "Archived"


NOT_BEGUN = frozenset({BatchState.FILLING, BatchState.PENDING_GENERATION, BatchState.PENDING_PRODUCTION})
"""What leaves the batch then is not printed."""
HAS_FILES = frozenset({BatchState.PENDING_PRODUCTION, BatchState.IN_PRODUCTION, BatchState.ARCHIVED})


class Batch(models.Model):
    """Lines that are printed together, and the files of it.

    `generation` counts what its files are made from: it goes up whenever the batch closes or loses a line, and a file
    of an earlier one is no longer to be had. Files are only there from Pending Production on.
    """

    template = models.ForeignKey(BatchTemplate, on_delete=models.PROTECT, related_name="batches")
    ref = models.CharField(max_length=8, unique=True, default=refs.new_batch_ref, editable=False)
    state = models.CharField(max_length=20, choices=BatchState.choices, default=BatchState.FILLING)
    sku = models.CharField("SKU", max_length=100, blank=True, help_text="The only one in it, where they are not mixed.")
    dispatch_date = models.DateField(null=True, blank=True)
    closes_at = models.DateTimeField("cut-off", null=True, blank=True)
    generation = models.PositiveIntegerField(default=0)
    queued_generation = models.PositiveIntegerField(default=0, editable=False)
    error = models.TextField(blank=True, help_text="Why its files could not be made.")
    sheet_file = models.CharField(max_length=200, blank=True)
    ticket_file = models.CharField(max_length=200, blank=True)
    pick_list_file = models.CharField(max_length=200, blank=True)
    sheets = models.PositiveIntegerField(default=0)
    utilisation = models.FloatField(null=True, help_text="The prints' part of the medium's area, 0 to 1.")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    generated_at = models.DateTimeField(null=True, editable=False)
    begun_at = models.DateTimeField("first download", null=True, editable=False)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "template"], name="batch_by_state")]

    def __str__(self) -> str:
        return self.ref


class BatchItem(models.Model):
    """Pieces of a line in a batch, numbered from 1 through the line."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    order_item = models.ForeignKey(OrderItem, on_delete=models.CASCADE, related_name="batched")
    pieces = models.JSONField(default=list, help_text="The numbers of the pieces.")
    quantity = models.PositiveIntegerField()
    left_before = models.PositiveIntegerField(
        default=0, help_text="Pieces of the line that had left already: they are not of this batch."
    )
    is_over = models.BooleanField(
        default=False, help_text="The pieces are made anew, or elsewhere: those of this batch no longer count."
    )

    class Meta:
        ordering = ["batch", "id"]
        constraints = [models.UniqueConstraint(fields=["batch", "order_item"], name="line_once_per_batch")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_item}"


class ScannedPiece(models.Model):
    """A piece of a line that a scanner has seen, in a batch or not."""

    order_item = models.ForeignKey(OrderItem, on_delete=models.CASCADE, related_name="scanned")
    number = models.PositiveIntegerField()
    printed_at = models.DateTimeField(null=True)
    dispatched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order_item", "number"], name="piece_scanned_once")]

    def __str__(self) -> str:
        return f"{self.order_item.ref}-{self.number}"
