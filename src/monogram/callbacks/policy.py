"""How often and how long messages are tried (`contract.md §4`): up to five retries, two hours apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

RETRY_DELAYS: Sequence[timedelta] = (timedelta(hours=2),) * 5
TIME_LIMIT = timedelta(seconds=15)

# A worker that holds a message for longer than this is gone; well above the time limit.
LEASE = timedelta(seconds=60)

KEPT_ANSWER_BYTES = 4096


def retry_delay(attempts: int) -> timedelta | None:
    """How long to wait after the `attempts`-th attempt (from 1) has failed. None: no more attempts."""
    return RETRY_DELAYS[attempts - 1] if attempts <= len(RETRY_DELAYS) else None
