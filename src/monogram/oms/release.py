"""Holding orders and letting them go on, after the staff have corrected what was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from monogram.common import clock, refs
from monogram.oms import jobs
from monogram.oms.route import NO_SUPPLIER, Destination, LineToRoute, Route, plan_route
from monogram.oms.status import change_status
from monogram.orders import queries, services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.matching import Clues, find_product, match_products
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED, Actor


def hold_order(*, order_id: int, actor: Actor, why: str = "") -> Order:
    """Stop an order where it is. Raises StatusChangeRefusedError."""
    return change_status(order_id=order_id, to=OrderStatus.ON_HOLD, actor=actor, why=why)


def cancel_order(*, order_id: int, actor: Actor, why: str = "") -> Order:
    """End an order before it is made or sent. Raises StatusChangeRefusedError."""
    return change_status(order_id=order_id, to=OrderStatus.CANCELLED, actor=actor, why=why)


@transaction.atomic
def release_order(*, order_id: int, actor: Actor, why: str = "") -> list[Order]:
    """Let an order on hold or with a query go on from where it was.

    One that no supplier has had yet is routed anew, with what the catalogue says today; it may be split into
    several orders then, all of them in the answer. If a line still has nowhere to go, the order stays as it is, with
    the new explanation. Nothing that was sent is sent again. Raises StatusChangeRefusedError.
    """
    order = services.lock_order(order_id)
    if order.status not in PAUSED:
        raise StatusChangeRefusedError("Only an order on hold or with a query can be released")
    standing = queries.standing_of(order)
    if standing.resumes_at != OrderStatus.RECEIVED or not standing.allows(OrderStatus.RECEIVED, actor.party):
        return [change_status(order_id=order_id, to=standing.resumes_at, actor=actor, why=why)]
    items, route = _routed_anew(order)
    if not route.is_complete:
        return [_still_in_error(order, actor)]
    others = _split_off(order, items, route, actor)
    released = change_status(order_id=order_id, to=OrderStatus.RECEIVED, actor=actor, why=why)
    for placed in (released, *others):
        jobs.prepare_order.enqueue(placed.pk)
    return [released, *others]


def _routed_anew(order: Order) -> tuple[list[OrderItem], Route]:
    """Match and route the lines by today's catalogue, and keep what was found with them. Cancelled ones stay behind."""
    company = order.company
    lines = OrderItem.objects.filter(order=order).exclude(status=ItemStatus.CANCELLED)
    items = list(lines.select_related("print_job__product", "sample__product").order_by("pk"))
    clues = [
        Clues(
            sku=item.sku,
            print_job=item.print_job,
            sample=item.sample,
            product=find_product(company, item.textual_product_id) if item.textual_product_id else None,
            option_ids=tuple(choice["option_id"] for choice in item.aspects if choice.get("option_id")),
        )
        for item in items
    ]
    matches = match_products(company, clues)
    route = plan_route(
        company=company,
        preferred_account_id=order.secondary_company_ref_id,
        country_code=order.shipping_country_code,
        external_ref=order.external_ref,
        lines=[LineToRoute(match, item.quantity) for item, match in zip(items, matches, strict=True)],
    )
    for item, match, destination, why in zip(items, matches, route.destinations, route.explanations, strict=True):
        services.apply_match(item, match, supplier_sku=destination.supplier_sku if destination else "")
        item.routing = why
    OrderItem.objects.bulk_update(
        items, ["product", "variant", "mapped_sku", "sku", "description", "colour", "size", "routing"]
    )
    return items, route


def _still_in_error(order: Order, actor: Actor) -> Order:
    order.has_error, order.error_message = True, NO_SUPPLIER
    services.record_event(order, actor=actor, kind="release_failed", detail=NO_SUPPLIER)
    order.save()
    return order


def _split_off(order: Order, items: Sequence[OrderItem], route: Route, actor: Actor) -> list[Order]:
    """The first supplier's lines stay with the order; each other supplier's become an order of their own."""
    groups = route.lines_by_destination()
    first, *rest = groups
    _assign(order, first)
    order.save()
    others = []
    for destination in rest:
        other = _sibling(order, destination)
        OrderItem.objects.filter(pk__in=[items[index].pk for index in groups[destination]]).update(order=other)
        services.record_event(
            other, actor=actor, kind="placed", to_status=OrderStatus.RECEIVED, detail=f"Split from order {order.ref}"
        )
        other.save()
        others.append(other)
    return others


def _assign(order: Order, destination: Destination) -> None:
    order.supplier_id = destination.supplier_id
    order.secondary_company_ref_id = destination.account_id
    order.has_error, order.error_message = False, ""


def _sibling(order: Order, destination: Destination) -> Order:
    """A new order of the same submission with the same addresses, for another supplier."""
    fields = {field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields}
    for own in ("id", "ref", "sequence", "status", "creation_datetime", "updated_at"):
        fields.pop(own)
    other = Order(**fields, ref=refs.new_order_ref(), status=OrderStatus.RECEIVED, creation_datetime=clock.now())
    _assign(other, destination)
    other.save()
    return other
