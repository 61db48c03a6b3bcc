"""Days on which factories work: Monday to Friday. Public holidays differ from place to place and are not known here."""

from __future__ import annotations

from datetime import date, timedelta

_WEEK = 5
_FRIDAY = 4


def after_working_days(day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`; with 0, the day itself or the Monday after it."""
    weekday = day.weekday()
    if weekday > _FRIDAY:
        # A weekend counts as the Friday before it: one working day later is Monday.
        day, weekday, count = day - timedelta(days=weekday - _FRIDAY), _FRIDAY, max(count, 1)
    weeks, rest = divmod(count, _WEEK)
    over_a_weekend = 2 if weekday + rest > _FRIDAY else 0
    return day + timedelta(days=weeks * 7 + rest + over_a_weekend)
