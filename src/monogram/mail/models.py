"""Errors for somebody's inbox, gathered into digests."""

from __future__ import annotations

from django.db import models

from monogram.common import clock


class Digest(models.Model):
    """What one address is told of one subject, at most once an hour."""

    to = models.EmailField("address")
    subject_key = models.CharField(max_length=80, editable=False, help_text="What it is about, for us.")
    about = models.CharField(max_length=200)
    not_before = models.DateTimeField(default=clock.now, help_text="When the next one may leave.")
    sent_at = models.DateTimeField("last sent", null=True)
    failures = models.PositiveIntegerField(default=0, help_text="Attempts in a row that came to nothing.")
    last_error = models.TextField("why the last attempt failed", blank=True)

    class Meta:
        verbose_name = "error e-mail"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["to", "subject_key"], name="digest_once_per_subject")]

    def __str__(self) -> str:
        return f"{self.about} to {self.to}"


class DigestEntry(models.Model):
    """One thing that went wrong."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="entries", db_index=False)
    at = models.DateTimeField(default=clock.now)
    text = models.TextField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["digest"], name="digest_entry_unsent", condition=models.Q(sent_at=None)),
            models.Index(fields=["digest", "at"], name="digest_entry_by_time"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
