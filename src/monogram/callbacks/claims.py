"""Senders take messages out of the queue: the one place of SQL by hand, since each claim is one statement for many.

A message is taken by moving the time at which it is due to the end of a lease. So no other sender sees it as due while
this one lives, and it is due again by itself should this one die. Which messages are due is asked receiver by receiver,
along an index, so that a hundred thousand messages for a dead host are not read to find one for another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import connection, transaction

from monogram.callbacks import policy
from monogram.callbacks.models import Delivery, DeliveryStatus
from monogram.callbacks.queries import is_folder
from monogram.common import clock

Turn = Literal["next_attempt_at", "replay_at"]
_TURNS: Sequence[Turn] = ("replay_at", "next_attempt_at")

# From one receiver's name straight to the next one: as many steps as there are receivers, however many messages.
_DUE_RECEIVERS = """
    WITH RECURSIVE named(receiver) AS (
        SELECT min(receiver) FROM callbacks_delivery WHERE {turn} IS NOT NULL
        UNION ALL
        SELECT (SELECT min(receiver) FROM callbacks_delivery WHERE {turn} IS NOT NULL AND receiver > named.receiver)
        FROM named WHERE named.receiver IS NOT NULL
    )
    SELECT receiver FROM named WHERE EXISTS (
        SELECT 1 FROM callbacks_delivery due WHERE due.receiver = named.receiver AND due.{turn} <= %s
    )
"""

# The messages of one receiver whose turn it is. Nothing goes before an earlier message of its line that is still to be
# sent; what somebody has asked for again waits only for what they have asked for, too.
_DUE = """
    SELECT id FROM callbacks_delivery due
    WHERE due.receiver = {receiver} AND due.{turn} <= {now} AND (due.leased_until IS NULL OR due.leased_until <= {now})
      AND NOT EXISTS (
        SELECT 1 FROM callbacks_delivery earlier
        WHERE earlier.order_id = due.order_id AND earlier.kind = due.kind AND earlier.sequence < due.sequence
          AND (earlier.replay_at IS NOT NULL {or_earlier_is_pending})
      )
    ORDER BY due.{turn}, due.sequence LIMIT {room}
"""
_OR_EARLIER_IS_PENDING = {"next_attempt_at": "OR earlier.status = 'pending'", "replay_at": ""}

_TAKE_ON_POSTGRESQL = """
    WITH room(receiver, free) AS (SELECT * FROM unnest(%(receivers)s::text[], %(free)s::int[])),
    taken AS (SELECT found.id FROM room CROSS JOIN LATERAL ({due} FOR NO KEY UPDATE SKIP LOCKED) found)
    UPDATE callbacks_delivery SET {turn} = %(lease_end)s, leased_until = %(lease_end)s
    FROM taken WHERE callbacks_delivery.id = taken.id
    RETURNING callbacks_delivery.id
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this sender has taken, with what it needs to know to send it."""

    turn: Turn
    leased_until: datetime
    delivery_id: str
    kind: str
    method: str
    url: str
    body: str
    receiver: str
    company_id: int
    supplier_id: int | None
    account_id: int | None
    retry_seconds: Sequence[int] | None
    meant_for: int | None
    attachments: Sequence[Mapping[str, str]]

    @property
    def is_manual(self) -> bool:
        return self.turn == "replay_at"

    @property
    def is_anothers(self) -> bool:
        """Whether the order has gone to another supplier since the message was written for one."""
        return self.meant_for is not None and self.meant_for != self.supplier_id


def due_receivers(*, of_folders: bool = False) -> dict[Turn, list[str]]:
    """The receivers for which something is due: what was asked for by hand first, then what the schedule brings.

    Those of files, or else all the others.
    """
    now = _stored(clock.now())
    found: dict[Turn, list[str]] = {}
    with connection.cursor() as cursor:
        for turn in _TURNS:
            cursor.execute(_DUE_RECEIVERS.format(turn=turn), [now])
            found[turn] = [name for (name,) in cursor.fetchall() if is_folder(name) == of_folders]
    return found


@transaction.atomic
def take(turn: Turn, room: Mapping[str, int], *, lease: timedelta = policy.LEASE) -> list[Claim]:
    """Take what is due, for each of the receivers at most as much as there is room for, oldest first.

    Two senders never take one message. Rows that somebody is changing at this moment are left for the next time.
    """
    now = clock.now()
    lease_end = now + lease
    by_vendor = _take_on_postgresql if connection.vendor == "postgresql" else _take_on_sqlite
    numbers = by_vendor(turn, room, now, lease_end)
    rows = Delivery.objects.filter(pk__in=numbers).order_by("created_at", "sequence")
    return [
        Claim(turn, lease_end, *row)
        for row in rows.values_list(
            "id",
            "kind",
            "method",
            "url",
            "body",
            "receiver",
            "order__company_id",
            "order__supplier_id",
            "order__secondary_company_ref_id",
            "order__company__callback_retry_seconds",
            "supplier_id",
            "attachments",
        )
    ]


def renew(claim: Claim, *, least: timedelta) -> Claim | None:
    """Hold a message for at least so long. None: it is not ours, was withdrawn, or its order is another supplier's."""
    ours = Delivery.objects.filter(
        pk=claim.delivery_id, leased_until=claim.leased_until, order__supplier=claim.supplier_id
    ).exclude(status=DeliveryStatus.WITHDRAWN)
    now = clock.now()
    if claim.leased_until >= now + least:
        return claim if ours.exists() else None
    held: dict[str, Any] = {claim.turn: now + 2 * least, "leased_until": now + 2 * least}
    return replace(claim, leased_until=now + 2 * least) if ours.update(**held) else None


def _take_on_postgresql(turn: Turn, room: Mapping[str, int], now: datetime, lease_end: datetime) -> list[str]:
    due = _due(turn, receiver="room.receiver", now="%(now)s", room="room.free")
    values: dict[str, Any] = {
        "receivers": list(room),
        "free": list(room.values()),
        "now": now,
        "lease_end": lease_end,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ON_POSTGRESQL.format(due=due, turn=turn), values)
        return [number for (number,) in cursor.fetchall()]


def _take_on_sqlite(turn: Turn, room: Mapping[str, int], now: datetime, lease_end: datetime) -> list[str]:
    """Receiver by receiver: SQLite knows no lateral join, and a statement there costs no way to a server."""
    due = _due(turn, receiver="%(receiver)s", now="%(now)s", room="%(free)s")
    numbers: list[str] = []
    with connection.cursor() as cursor:
        for receiver, free in room.items():
            cursor.execute(due, {"receiver": receiver, "free": free, "now": _stored(now)})
            numbers += [number for (number,) in cursor.fetchall()]
    taken: dict[str, Any] = {turn: lease_end, "leased_until": lease_end}
    Delivery.objects.filter(pk__in=numbers).update(**taken)
    return numbers


def _due(turn: Turn, *, receiver: str, now: str, room: str) -> str:
    or_earlier_is_pending = _OR_EARLIER_IS_PENDING[turn]
    return _DUE.format(turn=turn, receiver=receiver, now=now, room=room, or_earlier_is_pending=or_earlier_is_pending)


def _stored(moment: datetime) -> Any:
    """A moment as the database keeps it: SQLite has texts for them."""
    return connection.ops.adapt_datetimefield_value(moment)
