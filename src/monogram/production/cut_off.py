"""When batches that are not full are made ready."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from croniter import croniter
from django.utils import timezone

from monogram.common import clock


def next_cut_off(expression: str, *, not_before: date | None = None) -> datetime | None:
    """The next time that a cron expression names, in the platform's time zone; "" names none.

    With `not_before` the first on that day or later. It is later than now.
    """
    if not expression:
        return None
    after = timezone.localtime(clock.now())
    if not_before is not None:
        first = timezone.make_aware(datetime.combine(not_before, time.min))
        after = max(after, first - timedelta(seconds=1))
    found: datetime = croniter(expression, after).get_next(datetime)
    return found
