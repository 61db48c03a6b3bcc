"""Messages out: written down, sent in order, tried again, sent again by hand."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import close_old_connections, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.module_loading import import_string
from django_tasks.base import Task

from monogram.callbacks import jobs, policy, queries, receivers, signatures
from monogram.callbacks.models import Attempt, Delivery, DeliveryKind, DeliveryStatus, SigningSecret
from monogram.common import clock, http, signing
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.orders.models import Order
from monogram.suppliers import queries as suppliers


@dataclass(frozen=True, slots=True)
class AttemptOutcome:
    """Whether the message has arrived, and when it is tried again if it has not."""

    delivered: bool
    next_attempt_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    """One attempt that is about to be made."""

    delivery_id: str
    order_id: int
    is_manual: bool
    at: datetime
    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of it: a status with the answer's head and beginning, or the reason why there was no answer."""

    duration_ms: int
    status: int | None = None
    headers: dict[str, str] | None = None
    body: str = ""
    error: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class PushSwitchedOffError(MonogramError):
    """The supplier's push integration is no longer there or no longer enabled."""

    message = "The push integration is switched off"


@transaction.atomic
def queue_delivery(
    *,
    kind: DeliveryKind,
    order: Order,
    sequence: int,
    method: str,
    url: str,
    body: str,
    follow_up: Task[Any, Any] | None = None,
) -> Delivery:
    """Write a message down and have it sent as soon as the transaction is committed.

    The message of one kind, order and sequence exists once: asked again, the first one is given back. `follow_up` is
    a task with the delivery's id as its argument, enqueued when the message was delivered or has failed for good.
    """
    _lock_order(order.pk)
    delivery, is_new = Delivery.objects.get_or_create(
        kind=kind,
        order=order,
        sequence=sequence,
        defaults={
            "method": method,
            "url": url,
            "body": body,
            "receiver": _receiver(url),
            "follow_up": follow_up.module_path if follow_up else "",
            "next_attempt_at": clock.now(),
        },
    )
    if is_new:
        jobs.deliver.enqueue(delivery.pk)
    return delivery


def attempt_delivery(delivery_id: str, *, is_manual: bool = False) -> AttemptOutcome:
    """Send the message if it is due and its turn, and write down what came back.

    By hand it is sent in any case, and a failure schedules nothing. Two workers never send one message at the same
    time; should a worker die while it sends, the message is sent again under the same id.
    """
    prepared = _prepare(delivery_id, is_manual)
    if isinstance(prepared, AttemptOutcome):
        return prepared
    if not connection.in_atomic_block:
        close_old_connections()  # a pooled connection is not held while somebody else's server thinks
    answer = _send(prepared)
    receivers.remember(_receiver(prepared.url), took=timedelta(milliseconds=answer.duration_ms))
    return _record(prepared, answer)


def withdraw(*, order: Order, kind: DeliveryKind, also_delivered: bool = False) -> int:
    """Take back the order's messages of one kind that have not arrived yet. How many.

    One that is on its way at this moment may arrive all the same, and then counts as delivered. `also_delivered`
    takes back those that have arrived, too: their receiver has agreed to forget them.
    """
    statuses = [DeliveryStatus.PENDING, *([DeliveryStatus.DELIVERED] if also_delivered else [])]
    taken_back = Delivery.objects.filter(order=order, kind=kind, status__in=statuses)
    return taken_back.update(status=DeliveryStatus.WITHDRAWN, next_attempt_at=None)


def replay(delivery: Delivery) -> None:
    """Have a message sent once more, the same under the same id, whatever has become of it."""
    jobs.deliver_by_hand.enqueue(delivery.pk)


def wake_overdue() -> int:
    """Enqueue the messages that have been due for minutes and are nobody's turn but their own. How many."""
    late = clock.now() - timedelta(minutes=2)
    earlier = Delivery.objects.filter(
        order=OuterRef("order"), kind=OuterRef("kind"), sequence__lt=OuterRef("sequence"), status=DeliveryStatus.PENDING
    )
    overdue = Delivery.objects.filter(status=DeliveryStatus.PENDING, next_attempt_at__lt=late).exclude(
        leased_until__gt=late
    )
    numbers = list(overdue.exclude(Exists(earlier)).values_list("pk", flat=True)[:1000])
    for number in numbers:
        jobs.deliver.enqueue(number)
    return len(numbers)


def signing_secret(company: Company) -> str:
    """The company's `whsec_…`, made when it is first needed."""
    row, _ = SigningSecret.objects.get_or_create(
        company=company, defaults={"encrypted_secret": signing.encrypt(signatures.new_secret())}
    )
    return signing.decrypt(row.encrypted_secret)


def set_signing_secret(*, company: Company, secret: str) -> None:
    """Give the company another secret. Raises ValueError for one that Standard Webhooks would not take."""
    signatures.check_secret(secret)
    SigningSecret.objects.update_or_create(
        company=company, defaults={"encrypted_secret": signing.encrypt(secret), "created_at": clock.now()}
    )


def _lock_order(order_id: int) -> None:
    """The order's row is the lock of its line of messages: without it, one that is being written could miss that the
    one before it has just been settled, and wait for ever."""
    Order.objects.select_for_update().only("pk").get(pk=order_id)


def _receiver(url: str) -> str:
    return urlsplit(url).netloc.lower()[:260]


@transaction.atomic
def _prepare(delivery_id: str, is_manual: bool) -> _Request | AttemptOutcome:
    """Take the message for this worker, or say why it is not sent now."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("order__company")
    delivery = rows.get(pk=delivery_id)
    again = jobs.deliver_by_hand if is_manual else jobs.deliver
    now = clock.now()
    if not is_manual and (delivery.status != DeliveryStatus.PENDING or queries.has_to_wait(delivery)):
        return AttemptOutcome(delivery.status == DeliveryStatus.DELIVERED)
    if not is_manual and delivery.next_attempt_at and delivery.next_attempt_at > now:
        return AttemptOutcome(delivered=False, next_attempt_at=delivery.next_attempt_at)
    if delivery.leased_until and delivery.leased_until > now:
        again.using(run_after=delivery.leased_until).enqueue(delivery_id)
        return AttemptOutcome(delivered=False, next_attempt_at=delivery.leased_until)
    if wait := receivers.wait_for(delivery.receiver):
        later = now + wait
        again.using(run_after=later).enqueue(delivery_id)
        return AttemptOutcome(delivered=False, next_attempt_at=later)
    request = _request(delivery, is_manual, now)
    delivery.leased_until = now + policy.LEASE
    delivery.receiver = _receiver(request.url)
    delivery.save(update_fields=["leased_until", "receiver"])
    return request


def _request(delivery: Delivery, is_manual: bool, now: datetime) -> _Request:
    """The request with its signature. A push goes where the supplier wants it today, under today's key."""
    body = delivery.body.encode()
    order = delivery.order
    url, signature = delivery.url, {}
    if delivery.kind == DeliveryKind.SUPPLIER_PUSH:
        target = suppliers.push_for(account_id=order.secondary_company_ref_id, supplier_id=order.supplier_id)
        url = target.url if target else ""
        if target:
            signature = dict(signatures.push_headers(message_id=delivery.pk, body=body, key=target.hmac_key))
    else:
        secret = signing_secret(order.company)
        signature = dict(signatures.callback_headers(message_id=delivery.pk, body=body, secret=secret, at=now))
    headers = {"Content-Type": "application/json; charset=utf-8", **signature}
    return _Request(delivery.pk, order.pk, is_manual, now, delivery.method, url, headers, body)


def _send(request: _Request) -> _Answer:
    """The request itself, outside any transaction."""
    started = time.monotonic()
    try:
        if not request.url:
            raise PushSwitchedOffError
        answer = http.request(
            request.method,
            request.url,
            headers=request.headers,
            body=request.body,
            timeout=policy.TIME_LIMIT.total_seconds(),
            max_bytes=policy.KEPT_ANSWER_BYTES,
            cut=True,
        )
    except MonogramError as error:
        return _Answer(_milliseconds_since(started), error=error.text)
    headers = {name: value[:400] for name, value in list(answer.headers.items())[:40]}
    body = answer.body.decode(errors="replace").replace("\0", "\ufffd")  # PostgreSQL keeps no NUL
    return _Answer(_milliseconds_since(started), answer.status, headers, body)


def _milliseconds_since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


@transaction.atomic
def _record(request: _Request, answer: _Answer) -> AttemptOutcome:
    """Write the attempt down, and with it what follows from it."""
    _lock_order(request.order_id)
    delivery = Delivery.objects.select_for_update().get(pk=request.delivery_id)
    Attempt.objects.create(
        delivery=delivery,
        number=delivery.attempts.count() + 1,
        at=request.at,
        is_manual=request.is_manual,
        url=request.url,
        request_headers=request.headers,
        response_status=answer.status,
        response_headers=answer.headers or {},
        response_body=answer.body,
        error=answer.error,
        duration_ms=answer.duration_ms,
    )
    delivery.leased_until = None
    if answer.is_success:
        _settle(delivery, DeliveryStatus.DELIVERED)
    elif delivery.status == DeliveryStatus.PENDING and not request.is_manual:
        _try_later(delivery, request.at)
    delivery.save()
    return AttemptOutcome(answer.is_success, delivery.next_attempt_at)


def _try_later(delivery: Delivery, failed_at: datetime) -> None:
    delay = policy.retry_delay(delivery.attempts.filter(is_manual=False).count())
    if delay is None:
        _settle(delivery, DeliveryStatus.FAILED)
        return
    delivery.next_attempt_at = failed_at + delay
    jobs.deliver.using(run_after=delivery.next_attempt_at).enqueue(delivery.pk)


def _settle(delivery: Delivery, status: DeliveryStatus) -> None:
    """The message is done with: the next one in line may go, and whoever sent it is told."""
    if delivery.status == DeliveryStatus.DELIVERED:
        return
    delivery.status, delivery.next_attempt_at = status, None
    if status == DeliveryStatus.DELIVERED:
        delivery.delivered_at = clock.now()
    if following := queries.next_in_line(delivery):
        jobs.deliver.enqueue(following)
    if delivery.follow_up:
        import_string(delivery.follow_up).enqueue(delivery.pk)
