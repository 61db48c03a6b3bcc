"""Reads of messages out."""

from __future__ import annotations

from django.db.models import Q

from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.orders.models import Order


def has_to_wait(delivery: Delivery) -> bool:
    """Whether an earlier message of the same kind about the same order is neither delivered nor given up."""
    return Delivery.objects.filter(
        order_id=delivery.order_id,
        kind=delivery.kind,
        sequence__lt=delivery.sequence,
        status=DeliveryStatus.PENDING,
    ).exists()


def next_in_line(delivery: Delivery) -> str | None:
    """The id of the first pending message of the same kind and order after this one."""
    return (
        Delivery.objects.filter(
            order_id=delivery.order_id,
            kind=delivery.kind,
            sequence__gt=delivery.sequence,
            status=DeliveryStatus.PENDING,
        )
        .order_by("sequence")
        .values_list("pk", flat=True)
        .first()
    )


def in_flight_to(receiver: str) -> int:
    """How many messages workers are sending to the host at this moment."""
    return Delivery.objects.filter(receiver=receiver, leased_until__gt=clock.now()).count()


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


def last_failure(delivery: Delivery) -> str:
    """Why the last attempt came to nothing, for people."""
    attempt = delivery.attempts.order_by("-number").first()
    if attempt is None:
        return "it was never sent"
    return attempt.error or f"the answer was {attempt.response_status}"
