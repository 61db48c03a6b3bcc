"""A code is scanned at the bench: what it is, that it is printed, that it leaves.

A code is the reference of an order line or of a print job, with `-3` for its third piece; the bars on gang sheets and
job tickets hold the former. What a scanner types around it (an AIM identifier, control characters, asterisks) is no
part of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from monogram.common import clock
from monogram.companies.models import Company
from monogram.oms.lines import Parcel, outstanding_of
from monogram.oms.status import change_item_statuses
from monogram.orders import services
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED, Actor
from monogram.production import queries
from monogram.production.errors import CodeNotKnownError, PieceRefusedError
from monogram.production.models import Batch, BatchState, ScannedPiece

_AIM_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_AROUND = "*~%$#;\\/|<>()[]{}!?.,:+=\"'`^&"
_CODE = re.compile(r"([0-9A-Fa-f]{11}|[0-9A-Fa-f]{18})(?:-([0-9]{1,6}))?\Z")
_UNKNOWN_PARCEL = Parcel()
_OVER = frozenset({ItemStatus.DISPATCHED, ItemStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a code stands for."""

    item: OrderItem
    number: int | None
    """Of the piece; None: all pieces of the line."""
    batches: list[Batch]
    """That the line is in, the latest first."""
    printed: int
    """Pieces of the line that were scanned as printed."""
    outstanding: int
    """Pieces of the line that are still to leave."""
    stop: str
    """Why it must not be made or sent; "" where it may."""
    printed_at: datetime | None = None
    """When the piece, or the last of all pieces of the line, was scanned as printed; None: not yet."""
    dispatched_at: datetime | None = None
    """When it was scanned as gone."""
    newly: int = 0
    """How many pieces this scan has marked: 0 where that was done before."""

    @property
    def order(self) -> Order:
        """Of the line."""
        return self.item.order


def look_up(*, supplier: Company, code: str) -> Scanned:
    """What a supplier has scanned. Raises CodeNotKnownError, also for what is another supplier's.

    A print job can have been ordered more than once: it is the oldest line that is still to leave, or else the latest.
    """
    item, number = _find(supplier, code)
    pieces = list(ScannedPiece.objects.filter(order_item=item))
    printed = sum(piece.printed_at is not None for piece in pieces)
    outstanding = outstanding_of(item.order).get(item.pk, 0)
    meant = {piece.number: piece for piece in pieces if piece.number in _numbers(item, number)}
    is_whole = len(meant) == len(_numbers(item, number))
    return Scanned(
        item,
        number,
        queries.batches_with(item),
        printed,
        outstanding,
        _stop(item),
        printed_at=_latest([piece.printed_at for piece in meant.values()]) if is_whole else None,
        dispatched_at=_latest([piece.dispatched_at for piece in meant.values()]) if is_whole else None,
    )


@transaction.atomic
def mark_printed(*, supplier: Company, code: str) -> Scanned:
    """The piece, or all pieces of the line, are printed. Scanned again, nothing changes.

    A batch of which every piece is printed is archived. Raises CodeNotKnownError, and PieceRefusedError for what must
    not be made.
    """
    item, number = _lock(supplier, code)
    newly = _mark(item, _numbers(item, number), printed=True)
    _archive_printed(item)
    return replace(look_up(supplier=supplier, code=code), newly=newly)


@transaction.atomic
def mark_dispatched(*, supplier: Company, code: str, parcel: Parcel = _UNKNOWN_PARCEL) -> Scanned:
    """The piece, or all that is still to leave of the line, leaves. A piece scanned again changes nothing.

    Raises CodeNotKnownError, PieceRefusedError, and what a change of status raises.
    """
    item, number = _lock(supplier, code)
    gone = ScannedPiece.objects.filter(order_item=item, dispatched_at__isnull=False)
    if number is not None and gone.filter(number=number).exists():
        return look_up(supplier=supplier, code=code)
    outstanding = outstanding_of(item.order).get(item.pk, 0)
    if not outstanding:
        raise PieceRefusedError(f"All of line {item.external_ref} ({item.ref}) has left")
    quantity = outstanding if number is None else 1
    change_item_statuses(
        wanted={item.pk: ItemStatus.DISPATCHED},
        actors={item.order_id: Actor.supplier(supplier)},
        quantities={item.pk: quantity},
        parcels={item.pk: parcel},
        why=f"{code} was scanned",
    )
    _mark(item, _numbers(item, number), printed=False)
    return replace(look_up(supplier=supplier, code=code), newly=quantity)


def _find(supplier: Company, code: str) -> tuple[OrderItem, int | None]:
    found = _CODE.match(_without_wrapping(code))
    if found is None:
        raise CodeNotKnownError
    ref, number = found[1].upper(), int(found[2]) if found[2] else None
    lines = OrderItem.objects.select_related("order", "product", "print_job", "virtual_design")
    of_supplier = lines.filter(order__supplier=supplier)
    of_ref = of_supplier.filter(Q(ref=ref) | Q(print_job__ref=ref)).order_by("pk")
    item = of_ref.exclude(status__in=_OVER).first() or of_ref.last()
    if item is None or (number is not None and not 1 <= number <= item.quantity):
        raise CodeNotKnownError
    return item, 1 if number is None and item.quantity == 1 else number


def _without_wrapping(typed: str) -> str:
    """The code alone, without what a scanner is set to type before and behind it."""
    printable = "".join(character for character in typed if character.isprintable()).strip()
    return _AIM_IDENTIFIER.sub("", printable, count=1).strip(_AROUND + " ")


def _lock(supplier: Company, code: str) -> tuple[OrderItem, int | None]:
    """The line as it is under its order's lock. Raises PieceRefusedError for one that was stopped."""
    item, _ = _find(supplier, code)
    services.lock_order(item.order_id)
    item, number = _find(supplier, code)
    if stop := _stop(item):
        raise PieceRefusedError(stop)
    return item, number


def _stop(item: OrderItem) -> str:
    order = item.order
    if order.status in PAUSED | {OrderStatus.CANCELLED}:
        return f"Order {order.external_ref} ({order.ref}) is {OrderStatus(order.status).label}: do not make it"
    if item.status == ItemStatus.CANCELLED:
        return f"Line {item.external_ref} ({item.ref}) is Cancelled: do not make it"
    return ""


def _numbers(item: OrderItem, number: int | None) -> Collection[int]:
    return range(1, item.quantity + 1) if number is None else [number]


def _latest(moments: Collection[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment]
    return max(known) if known and len(known) == len(moments) else None


def _mark(item: OrderItem, numbers: Collection[int], *, printed: bool) -> int:
    """Pieces are printed, and are gone unless they are only that; what was marked before keeps its time.

    How many were not marked as printed before.
    """
    now = clock.now()
    known = {piece.number: piece for piece in ScannedPiece.objects.filter(order_item=item, number__in=numbers)}
    newly = sum(number not in known or known[number].printed_at is None for number in numbers)
    for number in numbers:
        piece = known.get(number) or ScannedPiece(order_item=item, number=number)
        piece.printed_at = piece.printed_at or now
        piece.dispatched_at = piece.dispatched_at or (None if printed else now)
        piece.save()
    return newly


def _archive_printed(item: OrderItem) -> None:
    """The line's batches of which every piece is printed are done with."""
    begun = Batch.objects.filter(items__order_item=item, items__is_over=False, state=BatchState.IN_PRODUCTION)
    for batch in begun.select_for_update(no_key=True).order_by("pk"):
        batched = [one for one in batch.items.select_related("order_item") if one.order_item.status not in _OVER]
        printed = queries.printed_pieces(batched)
        if all(one.is_over or printed[one.order_item_id].issuperset(one.pieces) for one in batched):
            batch.state = BatchState.ARCHIVED
            batch.save(update_fields=["state"])
