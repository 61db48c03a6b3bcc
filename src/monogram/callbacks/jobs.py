"""Messages leave in jobs of their own queue, so that slow receivers hold up no rendering."""

from __future__ import annotations

from django_tasks import task

from monogram.callbacks import services
from monogram.jobs.cron import cron
from monogram.jobs.engine import DELIVERIES_QUEUE


@task(queue_name=DELIVERIES_QUEUE)
def deliver(delivery_id: str) -> None:
    """One attempt, if one is due. What follows is arranged with its outcome."""
    services.attempt_delivery(delivery_id)


@task(queue_name=DELIVERIES_QUEUE)
def deliver_by_hand(delivery_id: str) -> None:
    """One attempt that somebody asked for, whatever has become of the message before."""
    services.attempt_delivery(delivery_id, is_manual=True)


@cron("*/5 * * * *")
@task()
def wake_overdue_deliveries() -> None:
    """A net under everything else: messages that are due and for which no job came."""
    services.wake_overdue()
