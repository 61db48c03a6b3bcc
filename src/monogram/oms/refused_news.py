"""What a supplier says of an order that is paused: it is refused, and whoever releases the order has to know of it.

A parcel that was on its way when the order was held is told of once and perhaps never again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from monogram.oms.lines import LineNews, Parcel
from monogram.orders import services
from monogram.orders.models import ItemStatus, OrderStatus
from monogram.orders.statuses import PAUSED, Actor, Party

KIND = "refused_news"
_MOST_IN_A_PAUSE = 20


def of_order(to: OrderStatus, parcel: Parcel, why: str) -> str:
    """What a message says of a whole order, for the history."""
    return "\n".join(filter(None, [f"{to.label} ({to.value})", *_of_parcel(parcel), why]))


def of_lines(news: Sequence[LineNews], why: str) -> str:
    """What a message says of lines, for the history: a line of text each; "" if it does but cancel."""
    told = [_of_line(one) for one in news if one.to != ItemStatus.CANCELLED]
    return "\n".join([*told, why] if told and why else told)


def _of_line(one: LineNews) -> str:
    pieces = "" if one.quantity is None else f"{one.quantity} of {one.item.quantity} pieces"
    return ", ".join(
        filter(None, [f"{one.item.external_ref} ({one.item.ref}): {one.to.label}", pieces, *_of_parcel(one.parcel)])
    )


def _of_parcel(parcel: Parcel) -> list[str]:
    tracking = f"Tracking {parcel.tracking}" if parcel.tracking else ""
    return [part for part in (tracking, parcel.carrier, parcel.method, parcel.tracking_url) if part]


@transaction.atomic
def keep(order_id: int, actor: Actor, said: str) -> None:
    """Write into the history of a paused order what its supplier `said`; the same only once in a pause.

    In a transaction of its own, after that of the refusal has been taken back. Does nothing unless there is a pause.
    """
    if actor.party != Party.SUPPLIER or not said:
        return
    order = services.lock_order(order_id)
    if order.status not in PAUSED:
        return
    pause = order.events.filter(to_status=order.status).order_by("sequence").last()
    kept = order.events.filter(kind=KIND, sequence__gt=pause.sequence if pause else 0)
    if kept.filter(detail=said).exists() or kept.count() >= _MOST_IN_A_PAUSE:
        return
    services.record_event(order, actor=actor, kind=KIND, detail=said)
    order.save(update_fields=["sequence", "updated_at"])
