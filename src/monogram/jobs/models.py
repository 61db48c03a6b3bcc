"""The job table of the embedded engine (SQLite). On PostgreSQL procrastinate keeps its own tables."""

from __future__ import annotations

from django.db import models

from monogram.common import clock


class JobStatus(models.TextChoices):
    READY = "ready", "Ready"
    RUNNING = "running", "Running"
    SUCCESSFUL = "successful", "Successful"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class Job(models.Model):
    """One task to run. A running job whose lease has run out is taken up again."""

    task_path = models.CharField(max_length=200)
    queue_name = models.CharField(max_length=40, default="default")
    priority = models.IntegerField(default=0)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=JobStatus.choices, default=JobStatus.READY)
    run_after = models.DateTimeField(default=clock.now)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    enqueued_at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "queue_name", "-priority", "run_after", "id"], name="job_claim")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.task_path} ({self.status})"


class JobError(models.Model):
    """What a job of the PostgreSQL engine raised last: procrastinate itself keeps only that it failed."""

    job_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(default=clock.now)
    text = models.TextField()

    def __str__(self) -> str:
        return f"Job {self.job_id}"


class ScheduledRun(models.Model):
    """The last time that a cron entry was enqueued: two workers never enqueue the same minute twice."""

    task_path = models.CharField(primary_key=True, max_length=200)
    last_run_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task_path
