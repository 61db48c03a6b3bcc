"""When a job that raised is run again. The schedule is data; both engines follow it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError

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


def is_passing(error: BaseException) -> bool:
    """Whether an error is of the moment, so that the same later may go well: no database, no disk, no memory.

    A job that goes on after errors lets these end it, and is run again. A file that is missing will be missing then.
    """
    of_the_moment = isinstance(error, OperationalError | InterfaceError | OSError | MemoryError)
    return of_the_moment and not isinstance(error, FileNotFoundError)
