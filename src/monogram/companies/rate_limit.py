"""Requests per hour and per day, counted in the database so that every process sees the same number."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection, transaction

from monogram.common import clock
from monogram.companies.errors import RateLimitExceededError
from monogram.companies.models import Company, RateLimitWindow

HOUR = 3600
DAY = 86400

# One statement takes a place in the window or, where it is full, gives no row back: no race, no second look.
_TAKE_PLACE = f"""
    INSERT INTO {RateLimitWindow._meta.db_table} AS w (company_id, seconds, starts_at, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (company_id, seconds, starts_at) DO UPDATE SET count = w.count + 1 WHERE w.count < %s
    RETURNING count
"""  # noqa: S608 - the only thing put into the text is the table's own name


class Quota(NamedTuple):
    """One window of a company: its length and limit, what is left of it, seconds until it starts anew."""

    seconds: int
    limit: int
    remaining: int
    reset: int


def _window_start(moment: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)


def _take_place(company: Company, seconds: int, limit: int) -> Quota:
    moment = clock.now()
    starts_at = _window_start(moment, seconds)
    reset = max(1, int(starts_at.timestamp()) + seconds - int(moment.timestamp()))
    row = None
    if limit > 0:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_PLACE, [company.pk, seconds, starts_at, limit])
            row = cursor.fetchone()
    if row is None:
        raise RateLimitExceededError(retry_after=reset, limit=limit, seconds=seconds)
    return Quota(seconds, limit, limit - int(row[0]), reset)


def count_request(company: Company) -> list[Quota]:
    """Count one request against both limits of the company, in a transaction of its own.

    Raises RateLimitExceededError, and then counts nothing, when either window is full.
    """
    with transaction.atomic():
        return [
            _take_place(company, HOUR, company.hourly_request_limit),
            _take_place(company, DAY, company.daily_request_limit),
        ]


def headers(quotas: list[Quota]) -> dict[str, str]:
    """`RateLimit-Policy` and `RateLimit`, as the IETF draft (draft-ietf-httpapi-ratelimit-headers) has them."""
    names = {HOUR: "hour", DAY: "day"}
    return {
        "RateLimit-Policy": ", ".join(f'"{names[q.seconds]}";q={q.limit};w={q.seconds}' for q in quotas),
        "RateLimit": ", ".join(f'"{names[q.seconds]}";r={q.remaining};t={q.reset}' for q in quotas),
    }
