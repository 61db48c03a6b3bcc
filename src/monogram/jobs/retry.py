"""When a job that raised is run again. The schedule is data; both engines follow it."""

from __future__ import annotations

from datetime import datetime, timedelta

from monogram.common import clock

RETRY_DELAYS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)


def retry_at(attempts: int) -> datetime | None:
    """When to run a job again whose `attempts`-th run (from 1) has failed. None: it has failed for good."""
    if attempts > len(RETRY_DELAYS):
        return None
    return clock.now() + RETRY_DELAYS[attempts - 1]
