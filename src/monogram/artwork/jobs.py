"""Files that nobody has use of any more are deleted."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from monogram.artwork.mockups import delete_unused
from monogram.common import clock
from monogram.files import services as files
from monogram.jobs.cron import cron

_LONGEST_TO_STORE = timedelta(days=1)


@cron("47 2 * * *")
@task()
def delete_unused_mockups() -> None:
    """Every night."""
    delete_unused()


@cron("52 2 * * *")
@task()
def delete_unfinished_files() -> None:
    """Every night: what killed processes have left of files that they were storing."""
    files.delete_unfinished(since=clock.now() - _LONGEST_TO_STORE)
