"""Messages that a supplier fetches: a feed of its own, in which every message has its place.

A place is given when the feed is read, under the feed's lock, not when a message is written: so a transaction that
commits late gets a late place, and no cursor has passed it. Handing a message out is its delivery. It stays where it
is, and an older cursor gets it again: at least once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from monogram.callbacks.follow_ups import enqueue_follow_up
from monogram.callbacks.models import Channel, Delivery, DeliveryStatus, Feed, FeedEntry
from monogram.common import clock
from monogram.companies.models import Company
from monogram.orders.models import OrderStatus

_MOST_PLACED_AT_ONCE = 1000
_UNACKNOWLEDGED = (OrderStatus.RECEIVED, OrderStatus.SENT_TO_SUPPLIER)
# In a batch it is ready to be made, whether its supplier has heard of it or not.
_NOT_YET_WITH_ANYBODY = (OrderStatus.RECEIVED, OrderStatus.BATCH_READY)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The exact texts of some messages, and the position behind them."""

    bodies: Sequence[str]
    position: int


def read_feed(*, supplier: Company, after: int | None, limit: int, statuses: Collection[int] = ()) -> FeedPage:
    """Hand out the messages behind a position, in their order, at most `limit`.

    `after` None begins before the oldest message about an order that the supplier has not acknowledged. With `statuses`
    only messages about orders that have one of them now. What the order's own status says of it follows by a job.
    """
    if _unplaced(supplier).exists():
        _place(supplier)
    last = Feed.objects.filter(supplier=supplier).values_list("last_position", flat=True).first() or 0
    begin = _before_the_unacknowledged(supplier, last) if after is None else min(after, last)
    entries = _entries(supplier).filter(position__gt=begin, position__lte=last)
    if statuses:
        entries = entries.filter(delivery__order__status__in=statuses)
    page = list(entries.select_related("delivery").order_by("position")[:limit])
    taken_back = _hand_out([entry.delivery for entry in page if entry.delivery.status == DeliveryStatus.PENDING])
    bodies = [entry.delivery.body for entry in page if entry.delivery_id not in taken_back]
    return FeedPage(bodies, page[-1].position if len(page) == limit else last)


@transaction.atomic
def put_again(delivery: Delivery) -> None:
    """Move a message to the end of its feed, so that it is fetched once more. One not handed out yet stays."""
    entry = FeedEntry.objects.filter(delivery=delivery).first()
    if entry is None:
        return
    feed = Feed.objects.select_for_update(no_key=True).get(pk=entry.feed_id)
    feed.last_position += 1
    feed.save(update_fields=["last_position"])
    FeedEntry.objects.filter(pk=entry.pk).update(position=feed.last_position)


def _unplaced(supplier: Company) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        channel=Channel.FEED, status=DeliveryStatus.PENDING, order__supplier=supplier, feed_entry=None
    )


def _entries(supplier: Company) -> QuerySet[FeedEntry]:
    """Those that may be handed out: not taken back, and of orders that are still this supplier's."""
    return FeedEntry.objects.filter(
        feed=supplier.pk,
        delivery__order__supplier=supplier,
        delivery__status__in=[DeliveryStatus.PENDING, DeliveryStatus.DELIVERED],
    )


@transaction.atomic
def _place(supplier: Company) -> None:
    """Give the new messages the next positions, in the order in which they were written."""
    Feed.objects.get_or_create(supplier=supplier)
    feed = Feed.objects.select_for_update(no_key=True).get(supplier=supplier)
    _drop_what_is_known(supplier)
    written = _unplaced(supplier).order_by("created_at", "order_id", "sequence")[:_MOST_PLACED_AT_ONCE]
    entries = [
        FeedEntry(feed=feed, delivery=delivery, position=position)
        for position, delivery in enumerate(written, feed.last_position + 1)
    ]
    FeedEntry.objects.bulk_create(entries)
    feed.last_position += len(entries)
    feed.save(update_fields=["last_position"])


def _drop_what_is_known(supplier: Company) -> None:
    """An order that is at work without a message fetched has reached its supplier some other way."""
    fetched = Delivery.objects.filter(order=OuterRef("order"), kind=OuterRef("kind"), status=DeliveryStatus.DELIVERED)
    known = _unplaced(supplier).exclude(order__status__in=_NOT_YET_WITH_ANYBODY).filter(~Exists(fetched))
    Delivery.objects.filter(pk__in=list(known.values_list("pk", flat=True)), status=DeliveryStatus.PENDING).update(
        status=DeliveryStatus.WITHDRAWN
    )


def _before_the_unacknowledged(supplier: Company, last: int) -> int:
    is_unread = Q(delivery__status=DeliveryStatus.PENDING)
    waiting = _entries(supplier).filter(is_unread | Q(delivery__order__status__in=_UNACKNOWLEDGED))
    first = waiting.order_by("position").values_list("position", flat=True).first()
    return last if first is None else first - 1


@transaction.atomic
def _hand_out(pending: Sequence[Delivery]) -> set[str]:
    """Settle messages that are being handed out; the ids of those that were taken back meanwhile."""
    numbers = [delivery.pk for delivery in pending]
    if not numbers:
        return set()
    rows = Delivery.objects.filter(pk__in=numbers).select_for_update(no_key=True)
    rows = rows.order_by("order", "kind", "sequence")  # as those do who write to a line (`services._lock_line`)
    found = {row.pk: row for row in rows.only("status", "follow_up")}
    settled = [row for row in found.values() if row.status == DeliveryStatus.PENDING]
    Delivery.objects.filter(pk__in=[row.pk for row in settled]).update(
        status=DeliveryStatus.DELIVERED, delivered_at=clock.now(), attempt_count=F("attempt_count") + 1
    )
    for row in settled:
        enqueue_follow_up(row)
    return {pk for pk in numbers if pk not in found or found[pk].status == DeliveryStatus.WITHDRAWN}
