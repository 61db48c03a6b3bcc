"""Tokens that have expired are cleared away."""

from __future__ import annotations

from django_tasks import task
from oauth2_provider.models import clear_expired

from monogram.jobs.cron import cron


@cron("23 * * * *")
@task()
def clear_expired_tokens() -> None:
    """Every hour: at most as many stay as were asked for in two."""
    clear_expired()  # type: ignore[no-untyped-call]  # the toolkit has no types
