"""How often and how long messages are tried (`contract.md §4`): up to five retries, two hours apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

RETRY_DELAYS: Sequence[timedelta] = (timedelta(hours=2),) * 5
TIME_LIMIT = timedelta(seconds=15)

# A sender that holds a message for longer than this is gone; well above the time limit.
LEASE = timedelta(seconds=60)

KEPT_ANSWER_BYTES = 4096

# A receiver that is overloaded or in repair may ask for a longer pause than the schedule's, up to this.
LONGEST_RETRY_AFTER = timedelta(hours=24)
_ASKS_FOR_A_PAUSE = {429, 503}
# Of the answers 4xx those that speak of the moment: request timeout, too early, too many requests.
_FOR_THE_MOMENT = {408, 425, 429}

# How long callbacks carry the signatures of both secrets after a change.
ROTATION = timedelta(hours=24)


def schedule(seconds: Sequence[int] | None) -> Sequence[timedelta]:
    """A company's own waiting times (`Company.callback_retry_seconds`), or the contract's where it has none."""
    return RETRY_DELAYS if seconds is None else [timedelta(seconds=delay) for delay in seconds]


def retry_delay(
    attempts: int, *, delays: Sequence[timedelta] = RETRY_DELAYS, asked_for: timedelta = timedelta()
) -> timedelta | None:
    """How long to wait after the `attempts`-th attempt (from 1) has failed. None: no more attempts.

    A pause that the receiver `asked_for` never brings an attempt forward and never adds one.
    """
    return max(delays[attempts - 1], asked_for) if attempts <= len(delays) else None


def is_refusal(status: int | None) -> bool:
    """Whether a supplier's answer says that it will not take the same order later either: somebody has to look."""
    return status is not None and 400 <= status < 500 and status not in _FOR_THE_MOMENT


def pause_asked_for(*, status: int | None, headers: Mapping[str, str], at: datetime) -> timedelta:
    """What `Retry-After` of a 429 or 503 asks for, in seconds or as a date, at most a day. Zero: nothing."""
    text = headers.get("retry-after", "").strip()
    if status not in _ASKS_FOR_A_PAUSE or not text:
        return timedelta()
    if text.isascii() and text.isdecimal():
        pause = timedelta(seconds=min(int(text[:9]), LONGEST_RETRY_AFTER.total_seconds()))
    else:
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return timedelta()
        pause = (until if until.tzinfo else until.replace(tzinfo=UTC)) - at
    return max(timedelta(), min(pause, LONGEST_RETRY_AFTER))
