"""Requests per hour and per day, counted in the database so that every process sees the same number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from monogram.common import clock, compiled
from monogram.companies.errors import RateLimitExceededError
from monogram.companies.models import Company

HOUR = 3600
DAY = 86400

# Each statement takes a place in a window or, where that is full, gives no row back: no race, no second look.
_TAKE_PLACE = """
INSERT INTO companies_ratelimitwindow AS w (company_id, seconds, starts_at, count)
{row}
ON CONFLICT (company_id, seconds, starts_at) DO UPDATE SET count = w.count + 1 WHERE w.count < %s
RETURNING count
"""
_ON_SQLITE = _TAKE_PLACE.format(row="VALUES (%s, %s, %s, 1)")

# Both windows at once, in a commit that nobody waits for: a count that a power cut takes back does no harm.
_ON_POSTGRESQL = f"""
WITH hurried AS (SELECT set_config('synchronous_commit', 'off', true)),
hour AS ({_TAKE_PLACE.format(row="SELECT %s, %s, %s::timestamptz, 1 FROM hurried")}),
day AS ({_TAKE_PLACE.format(row="SELECT %s, %s, %s::timestamptz, 1 FROM hour")})
SELECT (SELECT count FROM hour), (SELECT count FROM day)
"""  # noqa: S608 - put together from texts of this module


class Quota(NamedTuple):
    """One window of a company: its length and limit, what is left of it, seconds until it starts anew."""

    seconds: int
    limit: int
    remaining: int
    reset: int


def _window_start(moment: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)


def count_request(company: Company) -> list[Quota]:
    """Count one request against both limits of the company.

    Raises RateLimitExceededError when either window is full; a full hour costs nothing of the day. On SQLite it is
    part of the transaction that is open, which the caller then rolls back; on PostgreSQL call it outside of one, or
    the row of the company stays locked until that ends.
    """
    limits = {HOUR: company.hourly_request_limit, DAY: company.daily_request_limit}
    moment = clock.now()
    windows = [_Window(company.pk, seconds, _window_start(moment, seconds), most) for seconds, most in limits.items()]
    for window in windows:
        if window.most <= 0:
            raise window.full(moment)
    counts = _count_on_postgresql(windows) if connection.vendor == "postgresql" else _count_on_sqlite(windows)
    quotas = []
    for window, count in zip(windows, counts, strict=True):
        if count is None:
            raise window.full(moment)
        quotas.append(Quota(window.seconds, window.most, window.most - count, window.ends_in(moment)))
    return quotas


class _Window(NamedTuple):
    company_id: int
    seconds: int
    starts_at: datetime
    most: int

    def ends_in(self, moment: datetime) -> int:
        return max(1, int(self.starts_at.timestamp()) + self.seconds - int(moment.timestamp()))

    def full(self, moment: datetime) -> RateLimitExceededError:
        return RateLimitExceededError(retry_after=self.ends_in(moment), limit=self.most, seconds=self.seconds)


def _count_on_sqlite(windows: Sequence[_Window]) -> list[int | None]:
    counts: list[int | None] = []
    for window in windows:
        starts_at = f"{window.starts_at:%Y-%m-%d %H:%M:%S}"
        rows = compiled.run(_ON_SQLITE, [window.company_id, window.seconds, starts_at, window.most])
        counts.append(rows[0][0] if rows else None)
        if not rows:
            break
    return [*counts, *[None] * (len(windows) - len(counts))]


def _count_on_postgresql(windows: Sequence[_Window]) -> list[int | None]:
    return list(compiled.run(_ON_POSTGRESQL, [value for window in windows for value in window])[0])


def headers(quotas: list[Quota]) -> dict[str, str]:
    """`RateLimit-Policy` and `RateLimit`, as the IETF draft (draft-ietf-httpapi-ratelimit-headers) has them."""
    names = {HOUR: "hour", DAY: "day"}
    return {
        "RateLimit-Policy": ", ".join(f'"{names[q.seconds]}";q={q.limit};w={q.seconds}' for q in quotas),
        "RateLimit": ", ".join(f'"{names[q.seconds]}";r={q.remaining};t={q.reset}' for q in quotas),
    }


def headers_of_refusal(error: RateLimitExceededError) -> dict[str, str]:
    """Those of an answer to a request that was too much: of the window that is full, and when to come again."""
    full = Quota(error.data["seconds"], error.data["limit"], 0, error.data["retry_after"])
    return {**headers([full]), "Retry-After": str(full.reset)}
