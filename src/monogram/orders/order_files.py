"""Files of orders: the folders that retailers leave them in, the files that came, and what became of each order."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from monogram.common import clock
from monogram.companies.models import Company
from monogram.transports.models import PolledFolder


class OrderDrop(PolledFolder):
    """A folder in which a retailer leaves CSV files of orders (`contract.md §6`)."""

    company = models.ForeignKey(
        Company, verbose_name="retailer", on_delete=models.CASCADE, related_name="order_drops", db_index=False
    )
    is_enabled = models.BooleanField("enabled", default=False)
    errors_to = models.EmailField(
        "e-mail errors to",
        blank=True,
        help_text="Told of orders and files that were refused, and of a folder that cannot be used: at most once an "
        "hour. Needs a mail server (MONOGRAM_SMTP_URL).",
    )

    class Meta:
        ordering = ["company", "id"]
        indexes = [models.Index(fields=["company"], name="order_drop_of_company")]

    def __str__(self) -> str:
        return f"Order files of {self.company}"

    @property
    def stopped(self) -> str:
        """Also the orders of a deactivated company wait where they are."""
        return super().stopped or ("" if self.company.is_active else f"{self.company} is deactivated")

    def clean(self) -> None:
        super().clean()
        if getattr(self, "company", None) and not self.company.may_order:
            raise ValidationError({"company": f"{self.company.name} is not a retailer."})


class OrderFileState(models.TextChoices):
    DRAFT = "draft", "Not placed"
    BEGUN = "begun", "Being placed"
    DONE = "done", "Placed"
    REFUSED = "refused", "Refused"


class OrderFile(models.Model):
    """A file of orders, from a folder or uploaded by hand. Each of its orders is placed by itself, in their order."""

    company = models.ForeignKey(
        Company, verbose_name="retailer", on_delete=models.PROTECT, related_name="order_files", db_index=False
    )
    drop = models.ForeignKey(
        OrderDrop, null=True, blank=True, on_delete=models.SET_NULL, related_name="files", db_index=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("bytes")
    content = models.CharField(max_length=200, blank=True, help_text="The key of what it holds; it goes after a while.")
    state = models.CharField(max_length=8, choices=OrderFileState.choices, default=OrderFileState.BEGUN)
    detail = models.TextField("why it cannot be read", blank=True)
    order_count = models.PositiveIntegerField("orders", default=0)
    progress = models.PositiveIntegerField(default=0, help_text="How many orders are done with.")
    placed_count = models.PositiveIntegerField("placed", default=0)
    refused_count = models.PositiveIntegerField("refused", default=0)
    received_at = models.DateTimeField("received", default=clock.now)
    moved_on_at = models.DateTimeField(default=clock.now, help_text="When orders of it were last placed.")
    put_away_at = models.DateTimeField(null=True, help_text="When it was renamed in its folder.")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["company"], name="order_file_of_company"),
            models.Index(fields=["drop", "name"], name="order_file_of_drop"),
            models.Index(
                fields=["moved_on_at"], name="order_file_underway", condition=models.Q(state=OrderFileState.BEGUN)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FiledOrder(models.Model):
    """One order of a file, and what became of it: a submission, or what is wrong with it."""

    file = models.ForeignKey(OrderFile, on_delete=models.CASCADE, related_name="orders", db_index=False)
    number = models.PositiveIntegerField(help_text="Which order of the file it is, from 0.")
    external_ref = models.CharField(max_length=100, blank=True)
    rows = models.JSONField(help_text="The numbers of its rows.")
    submission = models.ForeignKey(
        "orders.Submission", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    faults = models.JSONField(default=list, help_text="[[row, column, why]]")

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="filed_order_once")]
        indexes = [
            models.Index(
                fields=["submission"], name="filed_order_submission", condition=models.Q(submission__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.external_ref
