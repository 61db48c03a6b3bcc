"""The pictures of virtual products: drawn by jobs, blank by blank, and again when a blank has changed.

The small ones come first, since people wait for them, and of those the few before the many: who makes two products
does not wait for another's thousand. The large ones take several times as long and follow behind.
One that cannot be drawn is tried again in so many nights, then given up until its blank changes or staff ask for it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django_tasks import task

from monogram.artwork.snapshots import LARGE, SMALL, render_snapshot
from monogram.catalogue.models import Product
from monogram.catalogue.queries import full_products
from monogram.common import refs
from monogram.common.errors import MonogramError
from monogram.designs.models import VirtualDesign
from monogram.jobs.retry import is_passing
from monogram.virtual_products.looks import look_of
from monogram.virtual_products.offers import shown_options
from monogram.virtual_products.progress import note_drawn

logger = logging.getLogger(__name__)

MOST_NIGHTS = 7
"""In which a large picture is tried again: what was wrong for the moment is put right by then."""
_AT_ONCE = 20
_LONGEST_REFUSAL = 300
_REFUSALS = ("large_snapshot_nights", "large_snapshot_refusal")
_BEHIND_ORDERS = -5
_BEHIND_FEW = -6
_BEHIND_SMALL_ONES = -7


def enqueue_snapshots(designs: Iterable[VirtualDesign]) -> None:
    """Have the pictures of these drawn, those of one blank together, before those of larger lots.

    Call it in the transaction that writes them.
    """
    numbers = [design.pk for design in sorted(designs, key=lambda design: (design.product_id, design.pk))]
    draw = draw_snapshots if len(numbers) <= _AT_ONCE else draw_snapshots.using(priority=_BEHIND_FEW)
    for start in range(0, len(numbers), _AT_ONCE):
        draw.enqueue(numbers[start : start + _AT_ONCE])


@transaction.atomic
def enqueue_large_snapshots(design_ids: Iterable[int]) -> None:
    """Have the large pictures alone drawn of these, each by a job of its own: one that kills it takes none along."""
    for number in design_ids:
        draw_large_snapshots.enqueue([number])


@transaction.atomic
def draw_again(design: VirtualDesign) -> None:
    """Have both pictures drawn anew, also those that were given up. The ones that are there stay until then."""
    design.snapshot_source = ""
    _forget_refusals(design)
    design.save(update_fields=["snapshot_source", *_REFUSALS])
    enqueue_snapshots([design])


@task(priority=_BEHIND_ORDERS)
def draw_snapshots(design_ids: list[int]) -> None:
    """Draw the small pictures of these designs, as far as they are current and not drawn like this already.

    One that cannot be drawn keeps no other from it: its line says why, and it is tried again when its blank changes.
    """
    waiting, blanks = _current(design_ids)
    tried: list[VirtualDesign] = []
    drawn: list[int] = []
    refused: dict[int, MonogramError] = {}
    for design in waiting:
        blank = blanks[design.product_id]
        look = _look(design, blank)
        if design.snapshot_source != look or not design.snapshots:
            try:
                design.snapshots = [_drawn(SMALL, design, blank)]
                drawn.append(design.pk)
            except Exception as error:
                refused[design.virtual_id] = _reason(error, design)
            design.snapshot_source = look
            _forget_refusals(design)
            tried.append(design)
    with transaction.atomic():
        # The others may have got their large pictures since they were read.
        VirtualDesign.objects.bulk_update(tried, ["snapshots", "snapshot_source", *_REFUSALS])
        if drawn:
            draw_large_snapshots.enqueue(drawn)
    note_drawn([design.virtual_id for design in waiting if design.virtual_id not in refused], refused)


@task(priority=_BEHIND_SMALL_ONES)
def draw_large_snapshots(design_ids: list[int]) -> None:
    """Draw the large pictures of these designs, as far as they look as their small ones and have none.

    What fails for the moment keeps no other from it either: at the end the job fails, to be run again.
    """
    waiting, blanks = _current(design_ids)
    passing: Exception | None = None
    for design in waiting:
        blank = blanks[design.product_id]
        look = _look(design, blank)
        if design.snapshot_source != look or [one["name"] for one in design.snapshots] != [SMALL]:
            continue
        # Unless it has been drawn otherwise since.
        same = VirtualDesign.objects.filter(pk=design.pk, snapshot_source=look)
        try:
            large = _drawn(LARGE, design, blank)
        except Exception as error:
            passing = error if is_passing(error) else passing
            same.update(large_snapshot_refusal=_in_words(error, design))
            continue
        same.update(snapshots=[*design.snapshots, large], large_snapshot_nights=0, large_snapshot_refusal="")
    if passing is not None:
        raise passing


def _forget_refusals(design: VirtualDesign) -> None:
    design.large_snapshot_nights, design.large_snapshot_refusal = 0, ""


def _in_words(error: Exception, design: VirtualDesign) -> str:
    if is_passing(error):
        return f"No room, memory or connection for the moment ({error or type(error).__name__})"[:_LONGEST_REFUSAL]
    return _reason(error, design).text[:_LONGEST_REFUSAL]


def _current(design_ids: list[int]) -> tuple[list[VirtualDesign], dict[int, Product]]:
    """The designs that are still current, those of one blank together, and their blanks with all parts."""
    designs = VirtualDesign.objects.filter(pk__in=design_ids, is_current=True).select_related("virtual")
    found = list(designs.order_by("product_id", "pk"))
    return found, full_products({design.product_id for design in found})


def _look(design: VirtualDesign, blank: Product) -> str:
    return look_of(blank, shown_options(blank, design.virtual.offered_options))


def _drawn(name: str, design: VirtualDesign, blank: Product) -> dict[str, str]:
    shown = shown_options(blank, design.virtual.offered_options)
    return render_snapshot(name, product=blank, document=design.document, options=shown)


def _reason(error: Exception, design: VirtualDesign) -> MonogramError:
    """Why a design cannot be drawn. Raises what is no fault of its own: then the job is run again."""
    if is_passing(error):
        raise error
    if isinstance(error, MonogramError):
        return error
    reference = refs.new_error_reference()
    logger.error("%s: the pictures of virtual product %s", reference, design.virtual_id, exc_info=error)
    return MonogramError(f"An unexpected error occured {reference}")
