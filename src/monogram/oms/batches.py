"""Which lines of orders are in which batch. The files of batches and what follows from them is `production`.

Whoever locks several things locks orders first, by number, then templates, then batches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch, Sum

from monogram.artwork.models import ItemAsset
from monogram.common import clock
from monogram.oms.prints import Print, prints_of, product_of
from monogram.orders import services
from monogram.orders.models import DESIGNED_ON, ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import BEFORE_MAKING, PAUSED
from monogram.production import queries
from monogram.production.cut_off import next_cut_off
from monogram.production.matching import ItemFacts, fits
from monogram.production.models import Batch, BatchItem, BatchState, BatchTemplate, ScannedPiece
from monogram.shipping.queries import Pieces, pieces_of

_TO_BE_MADE = BEFORE_MAKING | {OrderStatus.IN_PRODUCTION, OrderStatus.REPRINT}
_OPEN_LINES = frozenset({ItemStatus.UNKNOWN, ItemStatus.READY, ItemStatus.IN_PRODUCTION})


@dataclass(frozen=True, slots=True)
class _Wish:
    """Pieces of a line that a template takes."""

    template_id: int
    item: OrderItem
    pieces: Sequence[int]
    left: int


@transaction.atomic
def allocate(order_id: int) -> int:
    """Put what is to be made of an order into batches; how many pieces found one.

    A line goes into the filling batch of the first template that fits it, and into further ones where it is larger
    than the room left. Asked again, nothing goes in twice. Lines that no template fits stay as they are.
    """
    templates = _templates_of(order_id)
    if not templates:
        return 0
    order = services.lock_order(order_id)
    if order.status not in _TO_BE_MADE:
        return 0
    wishes = _wishes(order, templates)
    locked = _lock_templates({wish.template_id for wish in wishes})
    for wish in wishes:
        _fill(locked[wish.template_id], order, wish)
    return sum(len(wish.pieces) for wish in wishes)


def _templates_of(order_id: int) -> list[BatchTemplate]:
    supplier = Order.objects.filter(pk=order_id).values("supplier")
    return list(BatchTemplate.objects.filter(supplier__in=supplier, is_enabled=True).order_by("priority", "pk"))


def _lock_templates(ids: Collection[int]) -> Mapping[int, BatchTemplate]:
    templates = BatchTemplate.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {template.pk: template for template in templates}


def _wishes(order: Order, templates: Sequence[BatchTemplate]) -> list[_Wish]:
    outputs = ItemAsset.objects.select_related("artwork").order_by("pk")
    items = order.items.select_related(*DESIGNED_ON).order_by("pk")
    items = items.prefetch_related(Prefetch("assets", outputs))
    pieces, size = pieces_of(order), sum(item.quantity for item in items)
    wishes = []
    for item in items:
        wanted = _unbatched(item, pieces[item.pk]) if item.status in _OPEN_LINES else []
        prints = prints_of(item) if wanted else []
        facts = _facts_of(order, item, prints, size)
        template = next((one for one in templates if fits(one, facts)), None) if prints else None
        if template:
            wishes.append(_Wish(template.pk, item, wanted, pieces[item.pk].left))
    return wishes


def _facts_of(order: Order, item: OrderItem, prints: Iterable[Print], order_quantity: int) -> ItemFacts:
    product = product_of(item) if prints else None
    return ItemFacts(
        skus=frozenset(filter(None, [item.mapped_sku, item.sku])),
        categories=frozenset(product.categories.values_list("pk", flat=True)) if product else frozenset(),
        areas=frozenset(one.asset.artwork.area_name for one in prints),
        size=item.size,
        colour=item.colour,
        country=order.shipping_country_code,
        carrier=order.shipping_carrier,
        method=order.shipping_method,
        quantity=item.quantity,
        order_quantity=order_quantity,
    )


def _unbatched(item: OrderItem, pieces: Pieces) -> list[int]:
    """The numbers for pieces that are to be made and are in no batch."""
    batched = list(item.batched.filter(is_over=False).select_related("batch"))
    begun = [one for one in batched if one.batch.begun_at]
    if item.status == ItemStatus.IN_PRODUCTION and not begun:
        return []  # its supplier has begun it without a batch
    coming = sum(one.quantity for one in batched if not one.batch.begun_at)
    left_since = pieces.left - min((one.left_before for one in begun), default=0)
    being_made = max(0, sum(one.quantity for one in begun) - left_since)
    missing = pieces.outstanding - coming - being_made
    taken = {number for one in batched for number in one.pieces}
    free = (number for number in range(1, missing + len(taken) + 1) if number not in taken)
    return [number for number, _ in zip(free, range(missing), strict=False)]


def _fill(template: BatchTemplate, order: Order, wish: _Wish) -> None:
    rest = list(wish.pieces)
    while rest:
        batch, room = _filling_batch(template, order, wish.item)
        put(batch, wish.item, rest[:room], left_before=wish.left)
        rest = rest[room:]
        if pieces_in(batch) >= template.slots:
            close(batch)


def put(batch: Batch, item: OrderItem, pieces: Sequence[int], *, left_before: int) -> None:
    """Pieces of a line go into a batch, besides those of it that are there."""
    if not pieces:
        return
    there = batch.items.filter(order_item=item).first()
    if there is None:
        batch.items.create(order_item=item, pieces=list(pieces), quantity=len(pieces), left_before=left_before)
        return
    there.pieces = sorted({*there.pieces, *pieces})
    there.quantity = len(there.pieces)
    there.left_before = min(there.left_before, left_before)
    there.save(update_fields=["pieces", "quantity", "left_before"])


def _filling_batch(template: BatchTemplate, order: Order, item: OrderItem) -> tuple[Batch, int]:
    """The batch that fills for such a line, or a new one, and how many slots are free in it."""
    sku = "" if template.has_mixed_skus else (item.mapped_sku or item.sku)
    day = order.required_dispatch_date if template.honours_dispatch_date else None
    filling = Batch.objects.filter(template=template, state=BatchState.FILLING, sku=sku, dispatch_date=day)
    for batch in filling.select_for_update(no_key=True).order_by("pk"):
        if (room := template.slots - pieces_in(batch)) > 0:
            return batch, room
    closes_at = next_cut_off(template.cut_off, not_before=day)
    batch = Batch.objects.create(template=template, sku=sku, dispatch_date=day, closes_at=closes_at)
    return batch, template.slots


def pieces_in(batch: Batch) -> int:
    """How many pieces a batch has."""
    count: int = batch.items.aggregate(pieces=Sum("quantity"))["pieces"] or 0
    return count


def close(batch: Batch) -> None:
    """A filling batch takes nothing more, and its files are to be made."""
    batch.closed_at = clock.now()
    make_files_anew(batch)


def make_files_anew(batch: Batch) -> None:
    """Whatever its files were, they are no longer to be had."""
    batch.state = BatchState.PENDING_GENERATION
    batch.generation += 1
    batch.error = batch.sheet_file = batch.ticket_file = batch.pick_list_file = ""
    batch.save()


def leave(lines: Collection[int]) -> None:
    """Lines, by id, are not to be made, or not now: they leave the batches that nobody prints yet.

    A filling batch has the slots free again. One whose files wait to be made, or are made and not yet downloaded, gets
    new ones without them, and is full as before. What is printed already is left alone. An empty batch is deleted.
    """
    batched = queries.not_begun(lines).order_by("batch")
    numbers = list(batched.values_list("batch", flat=True).distinct())
    for batch in Batch.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk"):
        # It may have been downloaded while its lock was waited for.
        gone, _ = queries.not_begun(lines).filter(batch=batch).delete()
        if not gone:
            continue
        if not batch.items.exists():
            batch.delete()
        elif batch.state != BatchState.FILLING:
            make_files_anew(batch)


def lines_are_over(lines: Collection[int]) -> None:
    """Lines, by id, have left or are cancelled: a batch in production that has nothing else is archived."""
    leave(lines)
    _archive_finished(lines)


def _archive_finished(lines: Collection[int]) -> None:
    begun = Batch.objects.filter(items__order_item__in=lines, state=BatchState.IN_PRODUCTION)
    # Locked before their lines are looked at: of two orders that leave a batch at once the later one finds it empty.
    locked = begun.select_for_update(no_key=True, of=("self",)).order_by("pk")
    numbers = list(locked.values_list("pk", flat=True))
    open_lines = BatchItem.objects.filter(is_over=False, order_item__status__in=_OPEN_LINES)
    over = Batch.objects.filter(pk__in=numbers).exclude(pk__in=open_lines.values("batch"))
    over.update(state=BatchState.ARCHIVED)


def begin_anew(lines: Collection[int]) -> None:
    """Lines, by id, are made once more: what was printed of them counts no longer."""
    BatchItem.objects.filter(order_item__in=lines, batch__begun_at__isnull=False).update(is_over=True)
    ScannedPiece.objects.filter(order_item__in=lines).delete()


def leave_supplier(order: Order) -> None:
    """The supplier gives the order back: no batch of its has anything of it."""
    lines = list(order.items.values_list("pk", flat=True))
    leave(lines)
    begin_anew(lines)
    _archive_finished(lines)


def follow_status(order: Order, before: OrderStatus) -> None:
    """An order that is stopped leaves the batches that nobody prints yet; one that goes on, or again, goes into some.

    One that begins from Received does so once it has been prepared.
    """
    if order.status in PAUSED:
        leave(list(order.items.values_list("pk", flat=True)))
    elif order.status == OrderStatus.REPRINT or (before in PAUSED and order.status != OrderStatus.RECEIVED):
        allocate(order.pk)


def close_due() -> None:
    """Close the batches whose cut-off has come; where their template says so, merged into as few as possible.

    One that has become full because its template has fewer slots now is closed as well.
    """
    due = Batch.objects.filter(state=BatchState.FILLING, closes_at__lte=clock.now())
    for template_id in due.order_by("template").values_list("template", flat=True).distinct():
        _close_due_of(template_id)
    for full in queries.full():
        with transaction.atomic():
            template = _lock_templates([full.template_id])[full.template_id]
            batch = Batch.objects.select_for_update(no_key=True).filter(pk=full.pk, state=BatchState.FILLING).first()
            if batch and pieces_in(batch) >= template.slots:
                close(batch)


@transaction.atomic
def _close_due_of(template_id: int) -> None:
    template = _lock_templates([template_id])[template_id]
    due = Batch.objects.filter(template=template, state=BatchState.FILLING, closes_at__lte=clock.now())
    batches = list(due.select_for_update(no_key=True).order_by("dispatch_date", "pk"))
    if template.merges_at_cut_off and not template.has_mixed_skus:
        by_day: dict[object, list[Batch]] = {}
        for batch in batches:
            by_day.setdefault(batch.dispatch_date, []).append(batch)
        batches = [kept for same_day in by_day.values() for kept in _merged(same_day, template.slots)]
    for batch in batches:
        close(batch)


def _merged(batches: Sequence[Batch], slots: int) -> list[Batch]:
    """The pieces of some batches in as few of them as can be; the others are deleted."""
    if len(batches) < 2:
        return list(batches)
    kept = list(batches[: -(-sum(map(pieces_in, batches)) // slots)])
    moving = [batched for batch in batches[len(kept) :] for batched in batch.items.select_related("order_item")]
    for batch in kept:
        room = slots - pieces_in(batch)
        while room > 0 and moving:
            batched = moving[0]
            put(batch, batched.order_item, batched.pieces[:room], left_before=batched.left_before)
            taken = min(room, len(batched.pieces))
            batched.pieces, room = batched.pieces[taken:], room - taken
            if not batched.pieces:
                moving.pop(0)
    Batch.objects.filter(pk__in=[batch.pk for batch in batches[len(kept) :]]).delete()
    for batch in kept:
        skus = {line.mapped_sku or line.sku for line in OrderItem.objects.filter(batched__batch=batch)}
        batch.sku = skus.pop() if len(skus) == 1 else ""
    return kept
