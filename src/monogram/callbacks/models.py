"""Messages out: status callbacks to retailers and pushes to suppliers. Each is a row before it is a request."""

from __future__ import annotations

from django.db import models

from monogram.common import clock, refs
from monogram.companies.models import Company
from monogram.orders.models import Order


class DeliveryKind(models.TextChoices):
    STATUS_CALLBACK = "status_callback", "Status callback"
    SUPPLIER_PUSH = "supplier_push", "Supplier push"


class DeliveryStatus(models.TextChoices):
    PENDING = "pending", "Pending"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Channel(models.TextChoices):
    """How a message reaches its receiver."""

    HTTP = "http", "HTTP request"
    FILE = "file", "File in a folder"
    FEED = "feed", "Fetched by the supplier"


class Delivery(models.Model):
    """One message about one order. Of one kind and order, its *line*, they leave in the order of `sequence`.

    The row is its own place in the queue. `next_attempt_at` and `replay_at` say when a sender is to take it up, for an
    attempt of its schedule or one that somebody asked for; None: not at all, or not before the message ahead of it in
    its line is settled. While a sender is at it, both lie at the end of its lease. What is fetched no sender takes up:
    it waits in its supplier's feed (`feed`); files have a sender of their own (`drops`).
    """

    id = models.CharField(primary_key=True, max_length=32, default=refs.new_public_id, editable=False)
    kind = models.CharField(max_length=20, choices=DeliveryKind.choices)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="deliveries")
    sequence = models.PositiveIntegerField()
    channel = models.CharField(max_length=4, choices=Channel.choices, default=Channel.HTTP)
    method = models.CharField(max_length=6)
    url = models.CharField(max_length=2000, help_text="Of a file, the path in the folder, without its ending.")
    body = models.TextField(help_text="The exact text that is sent and signed, or made into a file.")
    supplier = models.ForeignKey(
        Company,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        editable=False,
        help_text="Whom it was written for: if the order is another's by now, it is not sent.",
    )
    attachments = models.JSONField(
        default=list, editable=False, help_text="[{path, key}]: our files that may lie beside the message in a folder."
    )
    status = models.CharField(
        max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.PENDING, db_index=True
    )
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    replay_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it is to be sent once more, since somebody asked for it."
    )
    leased_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="While a sender is at it, no other one sends it."
    )
    attempt_count = models.PositiveIntegerField("attempts", default=0, editable=False)
    automatic_attempt_count = models.PositiveIntegerField(default=0, editable=False, help_text="Those not by hand.")
    is_consolidated = models.BooleanField(
        default=False, editable=False, help_text="It tells of all parts of a split order; `order` is the first of them."
    )
    receiver = models.CharField(max_length=260, editable=False, help_text="Host and port, as far as they are known.")
    follow_up = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Task to run when it was delivered or failed for good."
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["order", "kind", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["order", "kind", "sequence"], name="delivery_sequence_once_per_order")
        ]
        indexes = [
            models.Index(fields=["created_at"], name="delivery_written"),
            models.Index(
                fields=["receiver", "next_attempt_at"],
                name="delivery_due",
                condition=models.Q(next_attempt_at__isnull=False),
            ),
            models.Index(
                fields=["receiver", "replay_at"], name="delivery_to_replay", condition=models.Q(replay_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sequence} of {self.order_id}"


class Attempt(models.Model):
    """One request and what came back, cut to 4 KB each. Never changed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)
    is_manual = models.BooleanField("by hand", default=False)
    url = models.CharField(max_length=2000)
    request_headers = models.JSONField(default=dict)
    response_status = models.PositiveIntegerField(null=True)
    response_headers = models.JSONField(default=dict)
    response_body = models.TextField(blank=True)
    error = models.TextField(blank=True)
    duration_ms = models.PositiveIntegerField()

    class Meta:
        ordering = ["delivery", "number"]
        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="attempt_number_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.response_status or self.error}"


class Feed(models.Model):
    """What a supplier has to fetch, and how far its positions have come."""

    supplier = models.OneToOneField(Company, primary_key=True, on_delete=models.CASCADE, related_name="feed")
    last_position = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"Feed of {self.supplier}"


class FeedEntry(models.Model):
    """The place of one message in a feed."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="feed_entry")
    position = models.PositiveBigIntegerField()

    class Meta:
        verbose_name_plural = "feed entries"
        ordering = ["feed", "position"]
        constraints = [models.UniqueConstraint(fields=["feed", "position"], name="feed_position_once")]

    def __str__(self) -> str:
        return f"{self.position}: {self.delivery}"


class SigningSecret(models.Model):
    """The key of a company's callback signatures, `whsec_…` by Standard Webhooks, encrypted."""

    company = models.OneToOneField(Company, primary_key=True, on_delete=models.CASCADE, related_name="signing_secret")
    encrypted_secret = models.TextField(editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    encrypted_previous_secret = models.TextField(blank=True, editable=False)
    previous_until = models.DateTimeField(
        "the one before signs until",
        null=True,
        blank=True,
        editable=False,
        help_text="Until then callbacks are signed with both, so that the receiver can change over in its own time.",
    )

    def __str__(self) -> str:
        return f"Signing secret of {self.company}"
