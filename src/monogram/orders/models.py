"""Orders as retailers send them and as suppliers get them (`contract.md §2–4`)."""

from __future__ import annotations

from django.db import models

from monogram.catalogue.models import Product, Variant
from monogram.common import clock, refs
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample, VirtualDesign
from monogram.orders.order_files import FiledOrder, OrderDrop, OrderFile, OrderFileState

__all__ = [
    "DESIGNED_ON",
    "FiledOrder",
    "ItemStatus",
    "ItemType",
    "Order",
    "OrderDrop",
    "OrderEvent",
    "OrderFile",
    "OrderFileState",
    "OrderItem",
    "OrderStatus",
    "Submission",
]


DESIGNED_ON = ("product", "print_job__product", "sample__product", "virtual_design__product")
"""What `select_related` of lines takes, so that their designs and what is printed on are at hand."""


class OrderStatus(models.IntegerChoices):
    """The order's status codes. The labels are the contract's `status_name`."""

    UNKNOWN = 0, "Unknown"
    RECEIVED = 1, "Received"
    BATCH_READY = 2, "Batch Ready"
    IN_PRODUCTION = 4, "In Production"
    DISPATCHED = 8, "Dispatched"
    REPRINT = 16, "Reprint"
    QC_QUERY = 32, "QC Query"
    RETAILER_NOTIFIED = 64, "Dispatched (Retailer Notified)"
    CANCELLED = 128, "Cancelled"
    ON_HOLD = 256, "On Hold"
    SENT_TO_SUPPLIER = 512, "Sent to Supplier"
    RECEIVED_BY_SUPPLIER = 513, "Received by Supplier"
    SENT_TO_SHIPPER = 515, "Sent to Shipper"
    RECEIVED_BY_SHIPPER = 516, "Received by Shipper"


class ItemStatus(models.IntegerChoices):
    UNKNOWN = 0, "Unknown"
    READY = 1, "Ready"
    IN_PRODUCTION = 2, "In Production"
    DISPATCHED = 3, "Dispatched"
    CANCELLED = 7, "Cancelled"


class ItemType(models.IntegerChoices):
    EXTERNAL_URL = 1, "External URL"
    PRINT_JOB = 2, "Print job"
    PRINT_ON_DEMAND = 3, "Print on demand"
    STOCK = 4, "Stock item"
    TEXTUAL = 5, "Textual item"
    EXTERNAL_URLS = 7, "External URLs"


class Submission(models.Model):
    """One accepted request. It holds the retailer's reference once, however many orders it was split into."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="submissions", db_index=False)
    external_ref = models.CharField(max_length=100)
    claims_ref = models.BooleanField(
        "holds its reference alone",
        default=True,
        help_text="Off for the second and any further order of a reference, where the company may repeat them.",
    )
    body = models.JSONField(help_text="The order as it was received.")
    idempotency_key = models.CharField(max_length=255, blank=True)
    body_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "external_ref"],
                name="external_ref_once_per_company",
                condition=models.Q(claims_ref=True),
            ),
            models.UniqueConstraint(
                fields=["company", "idempotency_key"],
                name="idempotency_key_once_per_company",
                condition=~models.Q(idempotency_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.external_ref


def _list_indexes(side: str) -> list[models.Index]:
    """The ranges that `listing` reads of one side's orders.

    Few orders have an error, so theirs costs next to nothing. The status comes first in its own for the back office's
    filter, and last in that of changes, so that the index alone can tell changed orders of a rare status.
    """
    return [
        models.Index(fields=[side, "id"], name=f"order_of_{side}"),
        models.Index(fields=["status", side, "id"], name=f"order_of_{side}_by_status"),
        models.Index(fields=[side, "updated_at", "id", "status"], name=f"order_of_{side}_by_change"),
        models.Index(fields=[side, "id"], name=f"order_of_{side}_in_error", condition=models.Q(has_error=True)),
    ]


class Order(models.Model):
    """What one supplier has to make and send for one submission. Texts are "" where nothing was given.

    Each index costs every order that is placed, so there are those of `listing`, of the ways here from a submission and
    a reference, and of the back office's dates; no more. Unique texts are constraints of the table: `unique=True` would
    add a second index for LIKE on PostgreSQL.
    """

    ref = models.CharField(max_length=16, default=refs.new_order_ref, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="orders")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="orders", db_index=False)
    supplier = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.PROTECT, related_name="supplied_orders", db_index=False
    )
    secondary_company_ref_id = models.PositiveBigIntegerField("dropship account", null=True, blank=True)
    external_ref = models.CharField(max_length=100)
    company_external_ref = models.CharField(max_length=100, blank=True)
    status = models.PositiveIntegerField(choices=OrderStatus.choices, default=OrderStatus.RECEIVED)
    has_error = models.BooleanField(default=False)
    error_message = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="Number of the latest event.")

    sale_datetime = models.DateTimeField(null=True, blank=True)
    required_dispatch_date = models.DateField(null=True, blank=True)
    creation_datetime = models.DateTimeField(default=clock.now, editable=False, db_index=True)
    completion_datetime = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    customer_name = models.CharField(max_length=255, blank=True)
    customer_email = models.CharField(max_length=255, blank=True)
    customer_telephone = models.CharField(max_length=100, blank=True)
    customer_telephone_mobile = models.CharField(max_length=100, blank=True)
    shipping_company = models.CharField(max_length=255, blank=True)
    shipping_address_1 = models.CharField(max_length=255)
    shipping_address_2 = models.CharField(max_length=255, blank=True)
    shipping_address_3 = models.CharField(max_length=255, blank=True)
    shipping_address_4 = models.CharField("town or city", max_length=255, blank=True)
    shipping_address_5 = models.CharField("region", max_length=255, blank=True)
    shipping_postcode = models.CharField(max_length=50)
    shipping_country = models.CharField(max_length=100, blank=True)
    shipping_country_code = models.CharField(max_length=2)
    shipping_method = models.CharField(max_length=255, blank=True)
    shipping_carrier = models.CharField(max_length=255, blank=True)
    shipping_tracking = models.CharField(max_length=255, blank=True)
    shipping_note_url = models.CharField(max_length=2000, blank=True)
    shipping_price = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    shipping_price_inc_tax = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    shipping_tax_rate = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    billing_customer_name = models.CharField(max_length=255, blank=True)
    billing_customer_email = models.CharField(max_length=255, blank=True)
    billing_customer_telephone = models.CharField(max_length=100, blank=True)
    billing_company = models.CharField(max_length=255, blank=True)
    billing_address_1 = models.CharField(max_length=255, blank=True)
    billing_address_2 = models.CharField(max_length=255, blank=True)
    billing_address_3 = models.CharField(max_length=255, blank=True)
    billing_address_4 = models.CharField(max_length=255, blank=True)
    billing_address_5 = models.CharField(max_length=255, blank=True)
    billing_postcode = models.CharField(max_length=50, blank=True)
    billing_country = models.CharField(max_length=100, blank=True)
    billing_country_code = models.CharField(max_length=2, blank=True)
    coupon_code = models.CharField(max_length=255, blank=True)
    currency_code = models.CharField(max_length=3, blank=True)
    payment_trans_id = models.CharField(max_length=255, blank=True)
    payment_type = models.CharField(max_length=100, blank=True)
    is_urgent = models.BooleanField(default=False)
    is_free_of_charge = models.BooleanField(default=False)
    tag = models.CharField(max_length=16, blank=True)
    additional_info = models.TextField(blank=True)
    status_callback_url = models.CharField(max_length=2000, blank=True)
    extra = models.JSONField("fields we do not know", default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["ref"], name="order_ref_once")]
        indexes = [
            models.Index(fields=["external_ref"], name="order_by_external_ref"),
            *(index for side in ("company", "supplier") for index in _list_indexes(side)),
        ]

    def __str__(self) -> str:
        return f"{self.external_ref} ({self.ref})"


class OrderItem(models.Model):
    """One line. `product` and `variant` are what the platform found for it; `extra` keeps unknown fields.

    `virtual_design` is the artwork of the virtual product that was bought, as it was then.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="items")
    ref = models.CharField(max_length=11, default=refs.new_item_ref, editable=False)
    external_ref = models.CharField(max_length=100)
    type = models.PositiveSmallIntegerField(choices=ItemType.choices)
    status = models.PositiveSmallIntegerField(choices=ItemStatus.choices, default=ItemStatus.READY)
    sku = models.CharField("retail SKU", max_length=100, blank=True)
    mapped_sku = models.CharField("supplier's SKU", max_length=100, blank=True)
    barcode = models.CharField(max_length=100, blank=True)
    description = models.CharField(max_length=500, blank=True)
    quantity = models.PositiveIntegerField()
    colour = models.CharField(max_length=100, blank=True)
    size = models.CharField(max_length=100, blank=True)
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    variant = models.ForeignKey(
        Variant, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    print_job = models.ForeignKey(
        PrintJob, null=True, blank=True, on_delete=models.PROTECT, related_name="order_items", db_index=False
    )
    sample = models.ForeignKey(
        Sample, null=True, blank=True, on_delete=models.PROTECT, related_name="order_items", db_index=False
    )
    virtual_design = models.ForeignKey(
        VirtualDesign, null=True, blank=True, on_delete=models.PROTECT, related_name="order_items", db_index=False
    )
    textual_product_id = models.PositiveBigIntegerField(null=True, blank=True)
    external_url = models.CharField(max_length=2000, blank=True)
    external_thumbnail_url = models.CharField(max_length=2000, blank=True)
    external_urls = models.JSONField(default=list, blank=True, help_text="[{fullsize, thumbnail, name}]")
    attributes = models.JSONField(default=list, blank=True, help_text="[{name, value}]")
    aspects = models.JSONField(default=list, blank=True, help_text="[{aspect_id, option_id}]")
    unit_sale_price = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    unit_sale_price_inc_tax = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    sale_price = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    sale_price_inc_tax = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    sale_vat_rate = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    bundle_ref = models.CharField(max_length=100, blank=True)
    taken_from_stock = models.PositiveIntegerField(
        default=0, editable=False, help_text="How many pieces of the supplier's stock the line holds, or has used."
    )
    stock_reported_at = models.DateTimeField(
        null=True, editable=False, help_text="The supplier's report of its stock that those pieces were taken from."
    )
    routing = models.JSONField("why this supplier", default=list, blank=True)
    extra = models.JSONField("fields we do not know", default=dict, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["ref"], name="order_item_ref_once")]
        # For whoever deletes one of these. Products are hardly ever, and nearly every line has one: it has no index.
        indexes = [
            models.Index(fields=[name], name=f"order_item_{name}", condition=models.Q((f"{name}__isnull", False)))
            for name in ("variant", "print_job", "sample", "virtual_design")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku or self.description or self.ref}"

    @property
    def design(self) -> PrintJob | Sample | VirtualDesign | None:
        """The design that the line names, in whichever way."""
        return self.print_job or self.sample or self.virtual_design

    @property
    def design_pictures(self) -> list[dict[str, str]]:
        """Pictures of the product with its design, made before it was bought: `[{name, key, description}]`."""
        if self.print_job:
            return list(self.print_job.thumbnails)
        return list(self.virtual_design.snapshots) if self.virtual_design else []


class OrderEvent(models.Model):
    """One thing that happened to an order, in the same transaction as the thing itself. Never changed."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events", db_index=False)
    sequence = models.PositiveIntegerField()
    event_id = models.CharField(max_length=32, default=refs.new_public_id, editable=False)
    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=160, help_text="Who: a company, a user, the platform.")
    party = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="As what: a `statuses.Party`. None in what was written before it was kept."
    )
    kind = models.CharField(max_length=40, default="status")
    from_status = models.PositiveIntegerField(null=True)
    to_status = models.PositiveIntegerField(null=True)
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "sequence"]
        # `event_id` is 128 random bits, and looked for by nobody: an index of it would cost every event a random page.
        constraints = [models.UniqueConstraint(fields=["order", "sequence"], name="event_sequence_once_per_order")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind}"
