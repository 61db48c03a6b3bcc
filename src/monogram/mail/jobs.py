"""E-mails leave by jobs, one each, so that a silent server holds up no other."""

from __future__ import annotations

from django_tasks import task

from monogram.jobs.cron import cron
from monogram.mail import services


@cron("* * * * *")
@task()
def send_due_digests() -> None:
    """A job for each address and subject of which there is something to tell."""
    for digest_id in services.due_digests():
        send_digest.enqueue(digest_id)


@task()
def send_digest(digest_id: int) -> None:
    """Send one, unless another job has it."""
    services.send_digest(digest_id)


@cron("41 3 * * *")
@task()
def forget_old_entries() -> None:
    """Errors name people's orders: after 30 days they go."""
    services.forget_old_entries()
