"""How often somebody may do something that costs us or that a script should not try a thousand times.

Counted in the database, so that every process sees the same number.
"""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from monogram.common import clock
from monogram.companies.models import UsageWindow

_FORGOTTEN_AFTER = timedelta(days=1)

# One statement takes places in the window or, where it is full, gives no row back: no race, no second look.
_TAKE_PLACES = f"""
    INSERT INTO {UsageWindow._meta.db_table} AS w (subject, starts_at, count) VALUES (%s, %s, %s)
    ON CONFLICT (subject, starts_at) DO UPDATE SET count = w.count + excluded.count
        WHERE w.count + excluded.count <= %s
    RETURNING count
"""  # noqa: S608 - the only thing put into the text is the table's own name


class Use(NamedTuple):
    """The last place of a use in its window, None where there was no room; seconds until the window starts anew."""

    place: int | None
    reset: int


def count_use(subject: str, *, seconds: int, most: int, places: int = 1) -> Use:
    """Count a use in the running window of `seconds`, if there is room for all its places."""
    moment = clock.now()
    start = int(moment.timestamp()) // seconds * seconds
    reset = max(1, start + seconds - int(moment.timestamp()))
    if most < places:
        return Use(None, reset)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE_PLACES, [subject, datetime.fromtimestamp(start, UTC), places, most])
        row = cursor.fetchone()
        if row == (places,):
            UsageWindow.objects.filter(starts_at__lt=moment - _FORGOTTEN_AFTER).delete()
    return Use(row[0] if row else None, reset)


def take_place(subject: str, *, seconds: int, most: int) -> int:
    """Count one use in the running window of `seconds`. 0, or the seconds until there is room again."""
    use = count_use(subject, seconds=seconds, most=most)
    return use.reset if use.place is None else 0


def forget(subject: str) -> None:
    """Let somebody begin anew."""
    UsageWindow.objects.filter(subject=subject).delete()


def household(address: str) -> str:
    """Whom an address stands for: itself, or in IPv6, where one household has 2⁶⁴ of them, its /64."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if isinstance(ip, ipaddress.IPv6Address) else str(ip)
