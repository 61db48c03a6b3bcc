"""The engine's own housekeeping."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from monogram.jobs.cron import cron
from monogram.jobs.engine import engine

KEEP_SUCCESSFUL = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)


@cron("17 3 * * *")
@task()
def prune_finished_jobs() -> None:
    """Forget jobs that nobody will ask about any more."""
    engine().prune(successful=KEEP_SUCCESSFUL, failed=KEEP_FAILED)
