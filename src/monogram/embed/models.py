"""What the public addresses of the designer count, so that nobody can flood them."""

from __future__ import annotations

from django.db import models


class UsageWindow(models.Model):
    """How often one caller or one company has done one thing since `starts_at`."""

    subject = models.CharField(max_length=80, help_text='What is counted for whom, e.g. "upload address 203.0.113.7".')
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "starts_at"], name="one_usage_window")]
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return f"{self.subject}: {self.count} since {self.starts_at:%Y-%m-%d %H:%M}"
