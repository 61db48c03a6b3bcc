"""Reads of orders. `orders_of` is the one door through which a company sees orders."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Prefetch, Q, QuerySet

from monogram.companies.models import Company
from monogram.orders.errors import OrderNotFoundError
from monogram.orders.models import Order, OrderEvent, OrderItem, OrderStatus, Submission
from monogram.orders.statuses import PAUSED, STAGES, Actor, Party, Standing

MOVED = "moved"
"""The event of an order that was taken to another supplier: it begins anew there."""

_LARGEST_ID = 2**63 - 1


def orders_of(company: Company) -> QuerySet[Order]:
    """The orders that a company placed, and those that were sent to it to make."""
    return Order.objects.filter(Q(company=company) | Q(supplier=company))


def with_items(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With the lines at hand, in their order: two queries for any number of orders."""
    return orders.prefetch_related(Prefetch("items", OrderItem.objects.order_by("id")))


def order_for(company: Company, order_id: int) -> Order:
    """One order with its lines. Raises OrderNotFoundError, also for a stranger's."""
    order = with_items(orders_of(company)).filter(pk=order_id if order_id <= _LARGEST_ID else 0).first()
    if order is None:
        raise OrderNotFoundError
    return order


def events_of(order: Order) -> list[OrderEvent]:
    """The order's whole history, oldest first."""
    return list(order.events.order_by("sequence"))


def actor_for(company: Company, order: Order) -> Actor:
    """As whom a company acts on an order: as its supplier where it is both."""
    return Actor.supplier(company) if order.supplier_id == company.pk else Actor.retailer(company)


def standing_of(order: Order) -> Standing:
    """Where the order stands. During a pause its history says what was interrupted, and by whom."""
    status = OrderStatus(order.status)
    if status not in PAUSED:
        return Standing(status, status)
    tell = Q(to_status__isnull=False) | Q(kind=MOVED)
    events = list(OrderEvent.objects.filter(tell, order=order).order_by("sequence"))
    pauses = [event for event in events if event.to_status == status]
    is_retailers = status == OrderStatus.ON_HOLD and bool(pauses) and _is_retailers(pauses[-1], order)
    return Standing(status, _furthest(events), is_retailers)


def _is_retailers(event: OrderEvent, order: Order) -> bool:
    """Whether the order's retailer did it. Of what was written before that was kept, the name tells."""
    if event.party is None:
        return event.actor == str(order.company)
    return event.party == Party.RETAILER.value


def _furthest(events: Sequence[OrderEvent]) -> OrderStatus:
    """How far the order has come since it was received, moved, or last made again; late news counts."""
    furthest, stage = OrderStatus.RECEIVED, STAGES.index(OrderStatus.RECEIVED)
    for event in events:
        status = OrderStatus(event.to_status or 0)
        if event.kind == MOVED:
            furthest, stage = OrderStatus.RECEIVED, STAGES.index(OrderStatus.RECEIVED)
        elif status == OrderStatus.REPRINT:
            furthest, stage = status, STAGES.index(OrderStatus.BATCH_READY)
        elif status in STAGES and STAGES.index(status) > stage:
            furthest, stage = status, STAGES.index(status)
    return furthest


def submission_by_key(company: Company, idempotency_key: str) -> Submission | None:
    """What an earlier request with this Idempotency-Key has left."""
    return Submission.objects.filter(company=company, idempotency_key=idempotency_key).first()


def orders_of_submission(submission: Submission) -> list[Order]:
    """The orders that one request became, with their lines."""
    return list(with_items(submission.orders.order_by("pk")))


def orders_with_items(company: Company, item_ids: Collection[int]) -> list[Order]:
    """The company's orders that hold these lines. Raises OrderNotFoundError unless every line is in one of them."""
    lines = OrderItem.objects.filter(pk__in=item_ids, order__in=orders_of(company)).select_related("order")
    found = {line.pk: line.order for line in lines}
    missing = [item_id for item_id in item_ids if item_id not in found]
    if missing:
        raise OrderNotFoundError(f"There is no order line {missing[0]}")
    return list({order.pk: order for order in found.values()}.values())
