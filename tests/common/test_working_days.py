"""Working days: Monday to Friday."""

from __future__ import annotations

from datetime import date

import pytest

from monogram.common.working_days import after_working_days

# 23 November 2026 is a Monday.
DAYS = {"Mon": 23, "Tue": 24, "Wed": 25, "Thu": 26, "Fri": 27, "Sat": 28, "Sun": 29}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("Mon", 0, "2026-11-23"),
        ("Mon", 2, "2026-11-25"),
        ("Wed", 2, "2026-11-27"),
        ("Thu", 2, "2026-11-30"),
        ("Fri", 0, "2026-11-27"),
        ("Fri", 1, "2026-11-30"),
        ("Fri", 5, "2026-12-04"),
        ("Sat", 0, "2026-11-30"),
        ("Sat", 1, "2026-11-30"),
        ("Sun", 2, "2026-12-01"),
        ("Sun", 5, "2026-12-04"),
        ("Tue", 13, "2026-12-11"),
    ],
)
def test_weekends_do_not_count(day: str, count: int, expected: str) -> None:
    assert after_working_days(date(2026, 11, DAYS[day]), count) == date.fromisoformat(expected)
