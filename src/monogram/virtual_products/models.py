"""Making virtual products: what was asked for, how far it is, and what waits for approval."""

from __future__ import annotations

from django.db import models

from monogram.catalogue.models import Category, Product
from monogram.common import clock, refs
from monogram.companies.models import Company
from monogram.images.models import Image


class TaskState(models.TextChoices):
    """`PARTLY` has made some and could not make others; those can be tried again."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being made"
    DONE = "done", "Done"
    PARTLY = "partly", "Partly done"
    FAILED = "failed", "Failed"


class CreationTask(models.Model):
    """Virtual products that a company has asked for together (`contract.md §10`, `pollAsyncTask`)."""

    id = models.CharField(primary_key=True, max_length=32, default=refs.new_public_id, editable=False)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    requested_by = models.CharField(max_length=160, help_text="Who: a client, a launch of the creator, a person.")
    category = models.ForeignKey(Category, null=True, on_delete=models.SET_NULL, related_name="+")
    pending_category = models.ForeignKey(
        Category,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where they wait for approval. Empty: they are approved at once.",
    )
    request_key = models.CharField(max_length=64, blank=True, help_text="So that a retry asks for nothing twice.")
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.WAITING)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "request_key"],
                name="creation_once_per_request_key",
                condition=~models.Q(request_key=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} of {self.company_id}"


class CreationLine(models.Model):
    """One product of a task: what was asked for, and the product or the error that came of it."""

    task = models.ForeignKey(CreationTask, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    draft = models.JSONField(help_text="`drafts.VirtualDraft`, written out.")
    product = models.ForeignKey(Product, null=True, on_delete=models.SET_NULL, related_name="+")
    has_snapshots = models.BooleanField(default=False)
    error = models.JSONField(null=True, help_text="{code, message, path}")

    class Meta:
        ordering = ["task", "position"]
        constraints = [models.UniqueConstraint(fields=["task", "position"], name="creation_line_once_per_position")]

    def __str__(self) -> str:
        return f"{self.task_id}[{self.position}]"


class Approval(models.Model):
    """A virtual product that waits for approval, and the category into which it goes then."""

    product = models.OneToOneField(Product, primary_key=True, on_delete=models.CASCADE, related_name="approval")
    category = models.ForeignKey(Category, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return str(self.product)


class UsedNonce(models.Model):
    """A launch of the creator that has been used (`contract.md §9`). Forgotten when its time is over."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+", db_index=False)
    nonce = models.CharField(max_length=128)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "nonce"], name="nonce_once_per_company")]

    def __str__(self) -> str:
        return self.nonce


class Artwork(models.Model):
    """A picture that was brought into the creator, to be chosen again by whoever brought it.

    Shoppers' photos belong to the same company, so that the pictures of a company as such are shown to nobody. Whose it
    is: the `artist` that the launch names, else everybody's who fills the same category.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    artist = models.CharField(max_length=64, blank=True, help_text="As the shop calls them; empty: it does not say.")
    sha256 = models.CharField(max_length=64)
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="+")
    thumbnail = models.CharField(
        "storage key of the shelf's copy",
        max_length=200,
        blank=True,
        help_text="Sides in pixels beside it. Empty: not made.",
    )
    thumbnail_width = models.PositiveIntegerField(default=0)
    thumbnail_height = models.PositiveIntegerField(default=0)
    brought_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "category", "artist", "sha256"], name="artwork_once_per_artist")
        ]

    def __str__(self) -> str:
        return str(self.image)


class VirtualProduct(Product):
    """Products that are virtual, as the back office lists them."""

    class Meta:
        proxy = True
        ordering = ["-id"]
