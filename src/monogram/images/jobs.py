"""Hosted pictures that nothing has used in time are deleted, and what became of none."""

from __future__ import annotations

from django_tasks import task

from monogram.images.hosting import delete_expired, delete_leftovers
from monogram.jobs.cron import cron


@cron("41 * * * *")
@task()
def delete_expired_images() -> None:
    """Every hour."""
    delete_expired()


@cron("57 2 * * *")
@task()
def delete_leftovers_of_hosting() -> None:
    """Every night: files whose pictures never came to be."""
    delete_leftovers()
