"""Messages out: written down, taken back, sent again. Sending itself is in `sender`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django_tasks.base import Task

from monogram.callbacks import feed, policy, queries, signatures
from monogram.callbacks.models import Channel, Delivery, DeliveryKind, DeliveryStatus, SigningSecret
from monogram.common import clock, signing
from monogram.companies.models import Company
from monogram.orders.models import Order

_NOW = datetime.min.replace(tzinfo=UTC)


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
    is_consolidated: bool = False,
    channel: Channel = Channel.HTTP,
    receiver: str | None = None,
    attachments: Sequence[Mapping[str, str]] = (),
    due_at: datetime | None = None,
) -> Delivery:
    """Write a message down and have it sent as soon as the transaction is committed and its turn has come.

    Not before `due_at`, if that is given. With the channel FEED it has no address, and waits until its supplier
    fetches it. With FILE `url` is the file's path without its ending, `receiver` the folder's
    (`queries.receiver_of_folder`), and `attachments` are files of ours, `{path, key}`, that may lie beside it.

    The caller holds the lock of the order, so that its messages are written one after another. The message of one
    kind, order and sequence exists once: asked again, the first one is given back. `follow_up` is a task with the
    delivery's id as its argument, enqueued when the message was delivered or has failed for good.
    """
    has_to_wait = any(earlier < sequence for earlier in _lock_line(order, kind))
    delivery, _ = Delivery.objects.get_or_create(
        kind=kind,
        order=order,
        sequence=sequence,
        defaults={
            "method": method,
            "url": url,
            "body": body,
            "receiver": queries.receiver_of(url) if receiver is None else receiver,
            "supplier_id": order.supplier_id if kind == DeliveryKind.SUPPLIER_PUSH else None,
            "attachments": list(attachments),
            "follow_up": follow_up.module_path if follow_up else "",
            "is_consolidated": is_consolidated,
            "channel": channel,
            "next_attempt_at": None if has_to_wait or channel == Channel.FEED else max(clock.now(), due_at or _NOW),
        },
    )
    return delivery


@transaction.atomic
def withdraw(*, order: Order, kind: DeliveryKind, also_delivered: bool = False) -> int:
    """Take back the order's messages of one kind that have not arrived yet. How many.

    One that is on its way at this moment may arrive all the same, and then counts as delivered. `also_delivered`
    takes back those that have arrived, too: their receiver has agreed to forget them.
    """
    _lock_line(order, kind)
    statuses = [DeliveryStatus.PENDING, *([DeliveryStatus.DELIVERED] if also_delivered else [])]
    taken_back = Delivery.objects.filter(order=order, kind=kind, status__in=statuses)
    return taken_back.update(status=DeliveryStatus.WITHDRAWN, next_attempt_at=None)


def replay(delivery: Delivery) -> None:
    """Have a message sent once more, the same under the same id, whatever has become of it.

    What comes of it settles a message that was pending or given up; a failure schedules nothing. One that is fetched
    goes to the end of its feed.
    """
    if delivery.channel == Channel.FEED:
        feed.put_again(delivery)
        return
    Delivery.objects.filter(pk=delivery.pk).update(replay_at=clock.now())


def replay_since(
    company: Company,
    since: datetime,
    until: datetime | None = None,
    *,
    only_failed: bool,
    receiver: str = "",
    kind: DeliveryKind | None = None,
) -> int:
    """Have a company's messages of a time sent once more, each order's in their order. How many.

    They are those that `queries.replayable` names: callbacks to a retailer, pushes to a supplier.
    """
    messages = queries.replayable(company, since, until, only_failed=only_failed, receiver=receiver, kind=kind)
    fetched = list(messages.filter(channel=Channel.FEED, feed_entry__isnull=False).order_by("feed_entry__position"))
    for delivery in fetched:
        feed.put_again(delivery)
    return len(fetched) + messages.exclude(channel=Channel.FEED).update(replay_at=clock.now())


def signing_secret(company: Company) -> str:
    """The company's `whsec_…`, made when it is first needed."""
    row, _ = SigningSecret.objects.get_or_create(
        company=company, defaults={"encrypted_secret": signing.encrypt(signatures.new_secret())}
    )
    return signing.decrypt(row.encrypted_secret)


@transaction.atomic
def set_signing_secret(*, company: Company, secret: str) -> None:
    """Give the company another secret. For a day callbacks carry both signatures, the new secret's first.

    Raises ValueError for a secret that Standard Webhooks would not take.
    """
    signatures.check_secret(secret)
    row = SigningSecret.objects.select_for_update().filter(company=company).first()
    if row is None:
        SigningSecret.objects.create(company=company, encrypted_secret=signing.encrypt(secret))
    elif signing.decrypt(row.encrypted_secret) != secret:
        row.encrypted_previous_secret, row.encrypted_secret = row.encrypted_secret, signing.encrypt(secret)
        row.created_at = clock.now()
        row.previous_until = row.created_at + policy.ROTATION
        row.save()


def change_signing_secret(company: Company) -> str:
    """Give the company a new secret; the old one signs along for a day."""
    secret = signatures.new_secret()
    set_signing_secret(company=company, secret=secret)
    return secret


def _lock_line(order: Order, kind: DeliveryKind) -> list[int]:
    """Lock the order's pending messages of one kind; their sequences.

    A message that is being written waits for the one before it exactly if that one is still to be settled. Whoever
    settles it holds its row: either we see it settled, or we hold it first and the settling sees our message
    (`outcomes.record`). Always in one order, so that no two of us wait for each other.
    """
    pending = Delivery.objects.filter(order=order, kind=kind, status=DeliveryStatus.PENDING).order_by("sequence")
    return list(pending.select_for_update(no_key=True).values_list("sequence", flat=True))
