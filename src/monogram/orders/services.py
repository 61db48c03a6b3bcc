"""Writes of orders. Each joins the transaction of the use case in `oms` that calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from monogram.common import clock
from monogram.common.compiled import Table
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample, VirtualDesign
from monogram.orders.errors import DuplicateExternalRefError, OrderNotFoundError, StatusChangeRefusedError
from monogram.orders.matching import Match
from monogram.orders.models import ItemType, Order, OrderEvent, OrderItem, OrderStatus, Submission
from monogram.orders.references import ResolvedItem
from monogram.orders.requests import ItemRequest, OrderRequest
from monogram.orders.statuses import COMPLETED, PLATFORM, Actor

# The tables of a new order, written by compiled statements.
_SUBMISSIONS, _ORDERS, _ITEMS, _EVENTS = Table(Submission), Table(Order), Table(OrderItem), Table(OrderEvent)

_ORDER_FIELDS = {part.name for part in fields(OrderRequest)} - {"items", "status", "company_ref_id"}
_ITEM_FIELDS = {part.name for part in fields(ItemRequest)} - {
    "path",
    "external_urls",
    "attributes",
    "aspects",
    "print_job_ref",
    "print_job_id",
    "print_on_demand_ref",
}

_BEARS_ARTWORK = frozenset({ItemType.PRINT_ON_DEMAND, ItemType.STOCK, ItemType.TEXTUAL})
"""Lines on which a virtual product's artwork is printed: the others bring what is printed along."""

# What may be put right on an order that has not left yet.
CORRECTABLE = frozenset(
    {
        "secondary_company_ref_id",
        "required_dispatch_date",
        "additional_info",
        *(name for name in _ORDER_FIELDS if name.startswith(("shipping_", "billing_", "customer_"))),
    }
) - {"shipping_price", "shipping_price_inc_tax", "shipping_tax_rate", "shipping_note_url"}


@dataclass(frozen=True, slots=True)
class RoutedLine:
    """A line with the explanation of where it goes, what it is called there, and what it has of the stock there."""

    item: ResolvedItem
    explanation: Sequence[Mapping[str, str]]
    supplier_sku: str = ""
    taken_from_stock: int = 0
    stock_reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderPart:
    """The lines that become one order, and for whom. With an `error` it waits for the staff instead."""

    supplier_id: int | None
    account_id: int | None
    lines: Sequence[RoutedLine]
    error: str = ""


def record_submission(
    *,
    company: Company,
    external_ref: str,
    body: Mapping[str, Any],
    body_sha256: str,
    idempotency_key: str,
    may_repeat: bool,
) -> int:
    """Keep what was sent, and with it the retailer's reference. The submission's number.

    Of any number of requests with one reference, the database's constraint lets one through. The others get
    DuplicateExternalRefError, or, where references `may_repeat`, are kept without holding it.
    """
    submission = {
        "company_id": company.pk,
        "external_ref": external_ref,
        "body": body,
        "body_sha256": body_sha256,
        "idempotency_key": idempotency_key,
    }
    keys = _SUBMISSIONS.insert([submission], skip_conflicts=True)
    if not keys and may_repeat:
        keys = _SUBMISSIONS.insert([{**submission, "claims_ref": False}], skip_conflicts=True)
    if not keys:
        raise DuplicateExternalRefError(path="external_ref")
    return keys[0]


def create_orders(
    *,
    company: Company,
    submission_id: int,
    request: OrderRequest,
    parts: Sequence[OrderPart],
    status: OrderStatus,
    actor: Actor,
    note: str = "",
    held_because: str = "",
) -> list[Order]:
    """Write one order per part, with its lines and its first event. `note` is for the people who read its history.

    With `held_because`, the platform puts them on hold for that reason, whatever the `status` that `actor` asked for.
    """
    stands_at = OrderStatus.ON_HOLD if held_because else status
    begins_at = OrderStatus.RECEIVED if held_because else status
    wanted = {name: getattr(request, name) for name in _ORDER_FIELDS}
    wanted |= {"submission_id": submission_id, "company_id": company.pk, "status": stands_at}
    orders = _ORDERS.create([wanted | _of_part(part, request, is_held=bool(held_because)) for part in parts])
    items = _ITEMS.create(
        [_new_item(order, line) for order, part in zip(orders, parts, strict=True) for line in part.lines]
    )
    for order in orders:
        set_items(order, [item for item in items if item.order_id == order.pk])
    held = [order for order in orders if held_because and not order.has_error]
    _EVENTS.insert(
        [_placed(order, actor, begins_at, note) for order in orders] + [_hold(order, held_because) for order in held]
    )
    return orders


def _of_part(part: OrderPart, request: OrderRequest, *, is_held: bool) -> dict[str, Any]:
    """What sets the order of one supplier apart from the others of its submission."""
    row: dict[str, Any] = {
        "secondary_company_ref_id": part.account_id or request.secondary_company_ref_id,
        "supplier_id": part.supplier_id,
        "sequence": 2 if is_held and not part.error else 1,
    }
    if part.error:
        row |= {"status": OrderStatus.QC_QUERY, "has_error": True, "error_message": part.error}
    return row


def _placed(order: Order, actor: Actor, begins_at: OrderStatus, note: str) -> dict[str, Any]:
    """The first event of an order."""
    return {
        "order_id": order.pk,
        "sequence": 1,
        "actor": actor.name,
        "party": actor.party.value,
        "kind": "placed",
        "to_status": order.status if order.has_error else begins_at,
        "detail": "\n".join(filter(None, [order.error_message, note])),
    }


def _hold(order: Order, why: str) -> dict[str, Any]:
    """The event of an order that the platform holds from the beginning: it is not its retailer's to release."""
    return {
        "order_id": order.pk,
        "sequence": 2,
        "actor": PLATFORM.name,
        "party": PLATFORM.party.value,
        "kind": "status",
        "from_status": OrderStatus.RECEIVED,
        "to_status": OrderStatus.ON_HOLD,
        "detail": why,
    }


def set_items(order: Order, items: list[OrderItem]) -> None:
    """Have `order.items` know its lines, as after a prefetch."""
    found = _lines_of_order_0().all()
    # The question with another number in it: to have Django build it anew takes as long as writing the order's row.
    of_order: Any = copy(found.query.where.children[0])
    of_order.rhs = order.pk
    found.query.where.children = [of_order]
    found._result_cache = items
    found._prefetch_done = True  # type: ignore[attr-defined]  # what Django's own prefetch sets; the stubs leave it out
    order._prefetched_objects_cache = {"items": found}  # type: ignore[attr-defined]  # as above


@cache
def _lines_of_order_0() -> QuerySet[OrderItem]:
    return OrderItem.objects.filter(order_id=0)


def _new_item(order: Order, line: RoutedLine) -> dict[str, Any]:
    request, match = line.item.request, line.item.match
    design = line.item.design
    return {
        **{name: getattr(request, name) for name in _ITEM_FIELDS},
        **what_is_known(request, match, supplier_sku=line.supplier_sku),
        "order_id": order.pk,
        "print_job_id": design.pk if isinstance(design, PrintJob) else None,
        "sample_id": design.pk if isinstance(design, Sample) else None,
        "external_urls": [
            {"fullsize": url.fullsize, "thumbnail": url.thumbnail, "name": url.name} for url in request.external_urls
        ],
        "attributes": _attributes(request, design),
        "taken_from_stock": line.taken_from_stock,
        "stock_reported_at": line.stock_reported_at,
        "aspects": [{"aspect_id": each.aspect_id, "option_id": each.option_id} for each in request.aspects],
        "routing": [dict(entry) for entry in line.explanation],
    }


def _attributes(request: ItemRequest, design: PrintJob | Sample | VirtualDesign | None) -> list[dict[str, Any]]:
    """What the retailer says of a line, and what the design that it names was chosen with, each once."""
    said = [dict(attribute) for attribute in request.attributes]
    return [*said, *(one for one in (_made_with(design) if design else ()) if one not in said)]


def _made_with(design: PrintJob | Sample | VirtualDesign) -> Iterator[dict[str, str]]:
    """What its maker must know of a design besides the artwork."""
    if size := design.print_size:
        yield {"name": "Print size", "value": f"{size['name']} ({size['width']:g} × {size['height']:g} mm)"}
    for answer in design.attributes:
        yield {"name": answer["name"], "value": answer["value"]}


def what_is_known(line: ItemRequest | OrderItem, match: Match, *, supplier_sku: str) -> dict[str, Any]:
    """What the catalogue knows of a line, with the SKU of the supplier who makes it ("" while there is none).

    What the retailer has said stays as it was said.
    """
    artwork = match.virtual_design if line.type in _BEARS_ARTWORK else None
    return {
        "product_id": match.product.pk if match.product else None,
        "variant_id": match.variant.pk if match.variant else None,
        "virtual_design_id": artwork.pk if artwork else None,
        "mapped_sku": supplier_sku,
        "sku": line.sku or match.sku,
        "description": line.description or match.name,
        "colour": line.colour or match.colour,
        "size": line.size or match.size,
    }


def apply_match(item: OrderItem, match: Match, *, supplier_sku: str) -> None:
    """Put onto a line what the catalogue knows of it."""
    for name, value in what_is_known(item, match, supplier_sku=supplier_sku).items():
        setattr(item, name, value)


def lock_order(order_id: int) -> Order:
    """The order, locked until the transaction ends: every change of one goes through here, one at a time.

    Its key is not locked: rows that refer to it, such as a callback about a whole split order, are written meanwhile.
    """
    order = Order.objects.select_for_update(no_key=True).filter(pk=order_id).first()
    if order is None:
        raise OrderNotFoundError
    return order


def record_event(
    order: Order,
    *,
    actor: Actor,
    kind: str,
    from_status: OrderStatus | None = None,
    to_status: OrderStatus | None = None,
    detail: str = "",
) -> OrderEvent:
    """Add a line to the history of a locked order. Raises `order.sequence`, which the caller saves."""
    order.sequence += 1
    order.updated_at = clock.now()
    return OrderEvent.objects.create(
        order=order,
        sequence=order.sequence,
        actor=actor.name,
        party=actor.party.value,
        kind=kind,
        from_status=from_status,
        to_status=to_status,
        detail=detail,
    )


def may_be_corrected(order: Order) -> bool:
    """Whether the order is still in the house."""
    return order.status not in COMPLETED | {OrderStatus.CANCELLED}


@transaction.atomic
def correct_order(*, order_id: int, changes: Mapping[str, Any], actor: Actor) -> Order:
    """Put an address, a contact or the dropship account right, with the old and the new value in the history.

    Raises StatusChangeRefusedError for an order that has left or ended, or a field that is not CORRECTABLE.
    """
    order = lock_order(order_id)
    if not may_be_corrected(order) or not CORRECTABLE.issuperset(changes):
        raise StatusChangeRefusedError("This can no longer be corrected")
    if "secondary_company_ref_id" in changes and order.supplier_id is not None:
        raise StatusChangeRefusedError("The order is with an account already: move it to another one instead")
    told = [f"{name}: {getattr(order, name) or '–'} → {value or '–'}" for name, value in changes.items()]
    for name, value in changes.items():
        setattr(order, name, value)
    if told:
        record_event(order, actor=actor, kind="corrected", detail="\n".join(told))
        order.save()
    return order


@transaction.atomic
def correct_skus(*, order_id: int, skus: Mapping[int, str], actor: Actor) -> Order:
    """Give lines of an order that no supplier has yet other SKUs, by line id; routing looks at them at the release.

    Raises StatusChangeRefusedError once the order has a supplier.
    """
    order = lock_order(order_id)
    if order.supplier_id is not None:
        raise StatusChangeRefusedError("The order has its supplier: its SKUs can no longer be corrected")
    items = list(order.items.filter(pk__in=skus).order_by("pk"))
    told = [f"{item.ref}: SKU {item.sku or '–'} → {skus[item.pk] or '–'}" for item in items]
    for item in items:
        item.sku = skus[item.pk]
    OrderItem.objects.bulk_update(items, ["sku"])
    record_event(order, actor=actor, kind="corrected", detail="\n".join(told))
    order.save()
    return order
