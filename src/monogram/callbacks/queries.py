"""Reads of messages out."""

from __future__ import annotations

from monogram.callbacks.models import Delivery, DeliveryStatus
from monogram.common import clock


def has_to_wait(delivery: Delivery) -> bool:
    """Whether an earlier message of the same kind about the same order is neither delivered nor given up."""
    return Delivery.objects.filter(
        order_id=delivery.order_id,
        kind=delivery.kind,
        sequence__lt=delivery.sequence,
        status=DeliveryStatus.PENDING,
    ).exists()


def next_in_line(delivery: Delivery) -> Delivery | None:
    """The first pending message of the same kind and order after this one."""
    return (
        Delivery.objects.filter(
            order_id=delivery.order_id,
            kind=delivery.kind,
            sequence__gt=delivery.sequence,
            status=DeliveryStatus.PENDING,
        )
        .order_by("sequence")
        .first()
    )


def in_flight_to(receiver: str) -> int:
    """How many messages workers are sending to the host at this moment."""
    return Delivery.objects.filter(receiver=receiver, leased_until__gt=clock.now()).count()
