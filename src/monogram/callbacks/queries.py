"""Reads of messages out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.text import Truncator

from monogram.callbacks import policy
from monogram.callbacks.models import Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.companies.models import Company
from monogram.orders.models import Order
from monogram.transports.settings import FolderSettings

_LONGEST_QUOTE = 200  # characters of an answer that staff read at once; the whole is kept with the attempt


def latest_of(order: Order, kind: DeliveryKind) -> Delivery | None:
    """The order's last message of one kind."""
    return Delivery.objects.filter(order=order, kind=kind).order_by("-sequence").first()


def has_arrived(order: Order, kind: DeliveryKind) -> bool:
    """Whether any message of one kind about the order was delivered."""
    return Delivery.objects.filter(order=order, kind=kind, status=DeliveryStatus.DELIVERED).exists()


def may_have_arrived(order: Order, kind: DeliveryKind) -> bool:
    """Whether the receiver has a message of one kind about the order, will get it, or may have got it unnoticed."""
    sent = Q(status__in=[DeliveryStatus.PENDING, DeliveryStatus.DELIVERED]) | Q(attempts__isnull=False)
    in_flight = Q(leased_until__gt=clock.now())
    return Delivery.objects.filter(sent | in_flight, order=order, kind=kind).exists()


def is_under_way(order: Order, kind: DeliveryKind) -> bool:
    """Whether a message of one kind about the order is being sent at this moment."""
    return Delivery.objects.filter(order=order, kind=kind, leased_until__gt=clock.now()).exists()


def delivered_bodies(order: Order, kind: DeliveryKind) -> list[str]:
    """What the order's messages of one kind that have arrived said, in their order."""
    delivered = Delivery.objects.filter(order=order, kind=kind, status=DeliveryStatus.DELIVERED)
    return list(delivered.order_by("sequence").values_list("body", flat=True))


def are_consolidated(submission_id: int) -> bool:
    """Whether any callback has told of all parts of a split order as one."""
    return Delivery.objects.filter(order__submission_id=submission_id, is_consolidated=True).exists()


def last_failure(delivery: Delivery) -> str:
    """Why the last attempt came to nothing, for people, with the beginning of what the receiver said."""
    attempt = delivery.attempts.order_by("-number").first()
    if attempt is None:
        return "it was never sent"
    if attempt.error:
        return attempt.error
    said = " ".join(attempt.response_body.split())
    answer = f"the answer was {attempt.response_status}"
    is_words = said and not said.startswith("<")  # a page or a document is read with the attempt
    return f"{answer}: {Truncator(said).chars(_LONGEST_QUOTE)}" if is_words else answer


def was_refused(delivery: Delivery) -> bool:
    """Whether the receiver's last answer says that it will not take the message later either."""
    attempt = delivery.attempts.order_by("-number").first()
    return attempt is not None and policy.is_refusal(attempt.response_status)


def receivers_of_late() -> list[dict[str, Any]]:
    """Who got how many of the messages of the last seven days; those for whom most wait come first."""
    a_week_ago = clock.now() - timedelta(days=7)
    recent = Delivery.objects.exclude(channel=Channel.FEED).filter(created_at__gte=a_week_ago).order_by()
    waiting, given_up = Q(status=DeliveryStatus.PENDING), Q(status=DeliveryStatus.FAILED)
    counted = recent.values("receiver").annotate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("created_at", filter=waiting),
        given_up=Count("pk", filter=given_up),
        arrived=Count("pk", filter=Q(status=DeliveryStatus.DELIVERED)),
        last_arrival=Max("delivered_at"),
    )
    return list(counted.order_by("-waiting", "-given_up", "receiver")[:200])


def receiver_of_folder(settings: FolderSettings) -> str:
    """A folder's server, by which files queue up; never the name of a host alone."""
    return (settings.server if "://" in settings.server else f"{settings.server}://")[:260]


def is_folder(receiver: str) -> bool:
    """Whether a receiver's messages are files."""
    return "://" in receiver


def receiver_of(url: str) -> str:
    """Host and port, by which messages queue up."""
    return urlsplit(url).netloc.lower()[:260]


def pushes_to(supplier: Company, *, of: str = "") -> Q:
    """What was written for a supplier about an order that is still its own. `of` leads to the delivery: `delivery__`.

    What an earlier supplier of the order was told is nobody else's business, and is not sent to the present one.
    """
    is_its = Q((f"{of}supplier", supplier)) | Q((f"{of}supplier__isnull", True))
    return Q((f"{of}kind", DeliveryKind.SUPPLIER_PUSH), (f"{of}order__supplier", supplier)) & is_its


def replayable(
    company: Company,
    since: datetime,
    until: datetime | None = None,
    *,
    only_failed: bool,
    receiver: str = "",
    kind: DeliveryKind | None = None,
) -> QuerySet[Delivery]:
    """The messages that a replay of a time sends once more: callbacks to the company and pushes to it, or one `kind`.

    They were written from `since` up to but not including `until`, to one `receiver` or any. Those taken back stay so.
    """
    to_it = Q(kind=DeliveryKind.STATUS_CALLBACK, order__company=company) | pushes_to(company)
    messages = Delivery.objects.filter(to_it, created_at__gte=since).exclude(status=DeliveryStatus.WITHDRAWN)
    if until is not None:
        messages = messages.filter(created_at__lt=until)
    if only_failed:
        messages = messages.filter(status=DeliveryStatus.FAILED)
    if kind:
        messages = messages.filter(kind=kind)
    return messages.filter(receiver=receiver) if receiver else messages
