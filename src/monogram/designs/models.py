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


class ShoppersDesign(Design):
    """What a shopper has made in the designer, of so many pieces, with its pictures."""

    virtual = models.ForeignKey(
        Product,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The virtual product that it was begun from; `product` is what is made.",
    )
    quantity = models.PositiveIntegerField(default=1)
    thumbnails = models.JSONField(default=list, blank=True, help_text="[{name, key, description}], key in storage")

    class Meta(Design.Meta):
        abstract = True


class PrintJobStatus(models.TextChoices):
    CREATED = "created", "Created"
    PAID = "paid", "Paid"


class PrintJob(ShoppersDesign):
    """A design put into a cart. An order that names it makes it Paid."""

    made_for = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Another company that may order it.",
    )
    status = models.CharField(max_length=10, choices=PrintJobStatus.choices, default=PrintJobStatus.CREATED)
    # [{rule, severity, area, layer, values, message}]: what was known of the design when it was made.
    preflight = models.JSONField(default=list, blank=True)
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


class SavedDesign(ShoppersDesign):
    """A design put aside to be gone on with, finished or not (Smartlink's `save` and `ps`)."""

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


class VirtualDesign(Design):
    """The artwork of a virtual product: a design of its base product, without options.

    Other artwork is another row, and what was ordered before keeps the one that it was ordered with. `ref` can be
    ordered as a sample's can (item type 3).
    """

    virtual = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="virtual_designs")
    is_current = models.BooleanField(default=True)
    placement = models.JSONField(default=dict, blank=True, help_text="How the artwork was placed, to be placed anew.")
    preflight = models.JSONField(default=list, blank=True)
    # Pictures of the product, made anew when it changes; empty until they are first made.
    snapshots = models.JSONField(default=list, blank=True, help_text="[{name, key, description}], key in storage")
    snapshot_source = models.CharField(max_length=64, blank=True, editable=False)
    large_snapshot_nights = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="In which the large picture was tried again, and has not come about since."
    )
    large_snapshot_refusal = models.CharField(
        max_length=300, blank=True, editable=False, help_text="Why the last try failed. Empty: nothing is known of one."
    )

    class Meta(Design.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["virtual"], name="one_current_design_of_a_virtual_product", condition=models.Q(is_current=True)
            )
        ]
