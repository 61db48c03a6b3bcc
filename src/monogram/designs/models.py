"""Designs that people have made: print jobs (bought or about to be), saved designs, samples."""

from __future__ import annotations

from django.db import models

from monogram.catalogue.models import Product
from monogram.common import clock, refs
from monogram.companies.models import Company


class Design(models.Model):
    """A design document (`spec/`) of one product, with the options chosen. Never changed once written."""

    ref = models.CharField(max_length=18, unique=True, default=refs.new_design_ref, editable=False)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="%(class)ss")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    document_hash = models.CharField("SHA-256 of the canonical document", max_length=64, db_index=True)
    options = models.JSONField(default=list, blank=True, help_text="[{aspect_id, option_id}]")
    # As it was when the design was made: what an operator changes of the product since does not change what was bought.
    print_size = models.JSONField(null=True, blank=True, help_text="{id, name, area, width, height}, lengths in mm")
    attributes = models.JSONField(default=list, blank=True, help_text="[{attribute_id, name, value}]")
    sku = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.ref


class PrintJobStatus(models.TextChoices):
    CREATED = "created", "Created"
    PAID = "paid", "Paid"


class PrintJob(Design):
    """A design put into a cart. An order that names it makes it Paid."""

    made_for = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Another company that may order it.",
    )
    quantity = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, choices=PrintJobStatus.choices, default=PrintJobStatus.CREATED)
    # [{rule, severity, area, layer, values, message}]: what was known of the design when it was made.
    preflight = models.JSONField(default=list, blank=True)
    thumbnails = models.JSONField(default=list, blank=True, help_text="[{name, key, description}], key in storage")
    request_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Sent by the designer, so that a retry makes no second one.",
    )

    class Meta(Design.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["company", "request_key"],
                name="request_key_once_per_company",
                condition=~models.Q(request_key=""),
            )
        ]


class SavedDesign(Design):
    """A design put aside to be gone on with, finished or not (Smartlink's `save` and `ps`)."""

    quantity = models.PositiveIntegerField(default=1)
    thumbnails = models.JSONField(default=list, blank=True, help_text="[{name, key, description}], key in storage")
    request_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Sent by the designer, so that a retry saves nothing twice.",
    )

    class Meta(Design.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["company", "request_key"],
                name="saved_once_per_request_key",
                condition=~models.Q(request_key=""),
            )
        ]


class Sample(Design):
    """A pre-made design that is ordered by its reference (item type 3, print-on-demand)."""

    name = models.CharField(max_length=120)
