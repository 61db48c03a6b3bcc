"""Reads of batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from monogram.companies.models import Company
from monogram.orders.models import DESIGNED_ON, OrderItem
from monogram.production.models import NOT_BEGUN, Batch, BatchItem, BatchState, BatchTemplate, ScannedPiece


def batches_of(supplier: Company) -> QuerySet[Batch]:
    """The batches of one supplier, with the number of their pieces: the one door through which it sees them."""
    return with_pieces(Batch.objects.filter(template__supplier=supplier))


def templates_of(supplier: Company) -> QuerySet[BatchTemplate]:
    """The templates of one supplier with their categories, in the order in which they are asked."""
    return BatchTemplate.objects.filter(supplier=supplier).select_related("category").order_by("priority", "pk")


def with_pieces(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """With `piece_count`."""
    return batches.select_related("template__supplier").annotate(piece_count=Coalesce(Sum("items__quantity"), 0))


def contents_of(batch: Batch) -> list[BatchItem]:
    """What is in a batch, in the order in which it came, with lines, orders and products."""
    items = batch.items.select_related("order_item__order", *(f"order_item__{way}" for way in DESIGNED_ON))
    return list(items.order_by("pk"))


def live_pieces(lines: Collection[int]) -> dict[int, set[int]]:
    """By line id, the numbers of the pieces that are in a batch."""
    pieces: dict[int, set[int]] = defaultdict(set)
    for batched in BatchItem.objects.filter(order_item__in=lines, is_over=False):
        pieces[batched.order_item_id].update(batched.pieces)
    return pieces


def not_begun(lines: Collection[int]) -> QuerySet[BatchItem]:
    """What is in batches that nobody prints yet."""
    return BatchItem.objects.filter(order_item__in=lines, batch__state__in=NOT_BEGUN, is_over=False)


def printed_pieces(items: Iterable[BatchItem]) -> dict[int, set[int]]:
    """By line id, the numbers of the pieces that were scanned as printed or as gone."""
    printed: dict[int, set[int]] = defaultdict(set)
    for piece in ScannedPiece.objects.filter(order_item__in=[item.order_item_id for item in items]):
        printed[piece.order_item_id].add(piece.number)
    return printed


def batches_with(item: OrderItem) -> list[Batch]:
    """The batches that a line is in, the latest first."""
    return list(Batch.objects.filter(items__order_item=item, items__is_over=False).order_by("-pk").distinct())


def waiting_for_files() -> QuerySet[Batch]:
    """Closed batches whose files nobody has been asked to make yet."""
    return Batch.objects.filter(state=BatchState.PENDING_GENERATION).exclude(queued_generation=F("generation"))


def full() -> QuerySet[Batch]:
    """Batches that fill, and have no slot free."""
    filling = Batch.objects.filter(state=BatchState.FILLING).annotate(in_it=Sum("items__quantity"))
    return filling.filter(in_it__gte=F("template__slots"))
