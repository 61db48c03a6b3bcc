"""How often one address, and all shoppers of one company together, may use what costs us disc and processor.

Generous for people, a wall for a script. Counted in the database, so that every process sees the same number.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.http import HttpRequest

from monogram.common import clock
from monogram.companies.models import Company
from monogram.companies.services import remote_address
from monogram.embed.errors import TooManyRequestsError
from monogram.embed.models import UsageWindow


@dataclass(frozen=True)
class Limit:
    """At most so many in one window of `seconds`."""

    action: str
    seconds: int
    per_address: int
    per_company: int


UPLOADS = Limit("upload", seconds=600, per_address=150, per_company=5_000)
PRINT_JOBS = Limit("print job", seconds=600, per_address=200, per_company=5_000)

_FORGOTTEN_AFTER = timedelta(days=1)

# One statement takes a place in the window or, where it is full, gives no row back: no race, no second look.
_TAKE_PLACE = f"""
    INSERT INTO {UsageWindow._meta.db_table} AS w (subject, starts_at, count) VALUES (%s, %s, 1)
    ON CONFLICT (subject, starts_at) DO UPDATE SET count = w.count + 1 WHERE w.count < %s
    RETURNING count
"""  # noqa: S608 - the only thing put into the text is the table's own name


def count_address(limit: Limit, request: HttpRequest) -> None:
    """Count one use by the caller's address; do it before reading a body. Raises TooManyRequestsError."""
    _count(limit, f"{limit.action} address {_network(remote_address(request.META))}", limit.per_address)


def count_company(limit: Limit, company: Company) -> None:
    """Count one use for a company's shop. Raises TooManyRequestsError."""
    _count(limit, f"{limit.action} company {company.pk}", limit.per_company)


def _count(limit: Limit, subject: str, most: int) -> None:
    moment = clock.now()
    start = int(moment.timestamp()) // limit.seconds * limit.seconds
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE_PLACE, [subject, datetime.fromtimestamp(start, UTC), most])
        row = cursor.fetchone()
        if row == (1,):
            UsageWindow.objects.filter(starts_at__lt=moment - _FORGOTTEN_AFTER).delete()
    if row is None:
        raise TooManyRequestsError(retry_after=max(1, start + limit.seconds - int(moment.timestamp())))


def _network(address: str) -> str:
    """Whom an address stands for: itself, or in IPv6, where one household has 2⁶⁴ of them, its /64."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if isinstance(ip, ipaddress.IPv6Address) else str(ip)
