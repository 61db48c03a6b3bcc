"""What came of attempts is written down, many in one transaction, and with it what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from monogram.callbacks import policy
from monogram.callbacks.follow_ups import enqueue_follow_up
from monogram.callbacks.models import Attempt, Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.callbacks.requests import Outcome
from monogram.common import clock
from monogram.common.compiled import Table

_attempts = Table(Attempt)


@dataclass(frozen=True, slots=True)
class _Change:
    """What an outcome does to its delivery. Deliveries with the same change are updated by one statement."""

    is_manual: bool
    ends_lease: bool
    ends_replay: bool
    receiver: str
    status: DeliveryStatus | None = None
    retry_at: datetime | None = None


@transaction.atomic
def record(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Write attempts down and settle their messages or arrange the next attempts; the outcomes still to be written.

    Those are left over whose delivery somebody else has locked: nobody's slow transaction holds up all the others.
    A settled message makes the next one of its line due, and has its follow-up run.
    """
    rows = _locked(outcomes)
    now = clock.now()
    written: dict[str, Outcome] = {}
    changes: dict[_Change, list[str]] = defaultdict(list)
    settled: list[Delivery] = []
    left: list[Outcome] = []
    for outcome in outcomes:
        delivery = rows.get(outcome.request.claim.delivery_id)
        if delivery is None or delivery.pk in written:
            left.append(outcome)
            continue
        written[delivery.pk] = outcome
        change = _change(delivery, outcome, now)
        changes[change].append(delivery.pk)
        if change.status is not None:
            settled.append(delivery)
    _attempts.insert([_attempt(outcome, number=rows[pk].attempt_count + 1) for pk, outcome in written.items()])
    for change, numbers in changes.items():
        Delivery.objects.filter(pk__in=numbers).update(**_values(change, now))
    _make_next_due(settled, now)
    for delivery in settled:
        enqueue_follow_up(delivery)
    return _of_those_that_exist(left)


def _locked(outcomes: Sequence[Outcome]) -> dict[str, Delivery]:
    """The deliveries, save those that somebody else holds."""
    numbers = {outcome.request.claim.delivery_id for outcome in outcomes}
    fields = ["order_id", "kind", "status", "replay_at", "leased_until", "follow_up"]
    rows = Delivery.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=numbers)
    return {row.pk: row for row in rows.only(*fields, "attempt_count", "automatic_attempt_count")}


def _change(delivery: Delivery, outcome: Outcome, now: datetime) -> _Change:
    claim = outcome.request.claim
    is_ours = delivery.leased_until == claim.leased_until  # else it took us so long that another sender has it
    change = _Change(
        is_manual=claim.is_manual,
        ends_lease=is_ours,
        ends_replay=claim.is_manual and delivery.replay_at == claim.leased_until,  # else it was asked for once more
        receiver=outcome.request.receiver,
    )
    if outcome.is_success:
        is_news = delivery.status != DeliveryStatus.DELIVERED
        return replace(change, status=DeliveryStatus.DELIVERED) if is_news else change
    if claim.is_manual or not is_ours or delivery.status != DeliveryStatus.PENDING:
        return change
    if claim.kind == DeliveryKind.SUPPLIER_PUSH and outcome.is_refusal:
        return replace(change, status=DeliveryStatus.FAILED)
    delay = policy.retry_delay(
        delivery.automatic_attempt_count + 1,
        delays=policy.schedule(claim.retry_seconds if claim.kind == DeliveryKind.STATUS_CALLBACK else None),
        asked_for=policy.pause_asked_for(status=outcome.status, headers=outcome.headers, at=now),
    )
    return replace(change, status=DeliveryStatus.FAILED) if delay is None else replace(change, retry_at=now + delay)


def _values(change: _Change, now: datetime) -> dict[str, Any]:
    """The columns of a change."""
    values: dict[str, Any] = {"attempt_count": F("attempt_count") + 1, "receiver": change.receiver}
    if not change.is_manual:
        values["automatic_attempt_count"] = F("automatic_attempt_count") + 1
    if change.ends_lease:
        values["leased_until"] = None
    if change.ends_replay:
        values["replay_at"] = None
    if change.retry_at is not None:
        values["next_attempt_at"] = change.retry_at
    if change.status is not None:
        values |= {"status": change.status, "next_attempt_at": None}
    if change.status == DeliveryStatus.DELIVERED:
        values["delivered_at"] = now
    return values


def _attempt(outcome: Outcome, *, number: int) -> dict[str, Any]:
    request = outcome.request
    return {
        "delivery_id": request.claim.delivery_id,
        "number": number,
        "at": request.at,
        "is_manual": request.claim.is_manual,
        "url": request.url,
        "request_headers": dict(request.headers),
        "response_status": outcome.status,
        "response_headers": dict(outcome.headers),
        "response_body": outcome.body,
        "error": outcome.error,
        "duration_ms": outcome.duration_ms,
    }


def _make_next_due(settled: Sequence[Delivery], now: datetime) -> None:
    """Messages that waited for these, and for nobody else.

    Whoever writes a new message locks the pending ones of its line first (`services.queue_delivery`). So either that
    transaction saw ours, and its message is due already, or ours waited for it, and this statement sees its message.
    """
    if not settled:
        return
    ahead = Delivery.objects.filter(
        order=OuterRef("order"), kind=OuterRef("kind"), sequence__lt=OuterRef("sequence"), status=DeliveryStatus.PENDING
    )
    waiting = Delivery.objects.filter(
        ~Exists(ahead),
        order_id__in={delivery.order_id for delivery in settled},
        kind__in={delivery.kind for delivery in settled},
        status=DeliveryStatus.PENDING,
        next_attempt_at__isnull=True,
    ).exclude(channel=Channel.FEED)
    waiting.update(next_attempt_at=now)


def _of_those_that_exist(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """An order may have been deleted meanwhile, and its messages with it."""
    if not outcomes:
        return []
    numbers = {outcome.request.claim.delivery_id for outcome in outcomes}
    present = set(Delivery.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    return [outcome for outcome in outcomes if outcome.request.claim.delivery_id in present]
