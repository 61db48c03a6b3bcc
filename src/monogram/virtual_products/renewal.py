"""When a blank has another photo, print area or colour, what is made on it gets other pictures, and other measures."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_tasks import task

from monogram.catalogue.models import Product
from monogram.catalogue.queries import full_products
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.designs.models import VirtualDesign
from monogram.designs.placing import Placement, artwork_design, picture_of
from monogram.images.models import Image
from monogram.images.queries import images_by_id
from monogram.jobs.cron import cron
from monogram.layout.document import Document, document_hash, to_plain
from monogram.virtual_products.looks import look_of
from monogram.virtual_products.offers import shown_options
from monogram.virtual_products.pictures import MOST_NIGHTS, enqueue_large_snapshots, enqueue_snapshots
from monogram.virtual_products.queries import ON_SALE_OR_WAITING
from monogram.virtual_products.turns import in_turn

logger = logging.getLogger(__name__)

_BLANKS_AT_ONCE = 100
_MOST_AT_ONCE = 2_000
"""Products that one run renews; the next one goes on."""
_FORGOTTEN_AFTER = timedelta(hours=1)


@cron("*/10 * * * *")
@task()
def renew_what_changed() -> None:
    """Find what shows its blank as it was, or has never got pictures, and have it drawn."""
    left = _MOST_AT_ONCE
    for blank, designs in _out_of_date():
        some = list(designs[:left])
        left -= len(some)
        renew(blank, some)
        if left <= 0:
            return


@cron("13 3 * * *")
@task()
@transaction.atomic
def draw_forgotten_large_snapshots() -> None:
    """Have the large pictures drawn that a job has given up: it was run so often that it died or found no room.

    Nights are counted here, since a job that dies counts nothing; after `MOST_NIGHTS` of them a picture is left alone.
    """
    waiting_since = clock.now() - _FORGOTTEN_AFTER
    small_alone = VirtualDesign.objects.filter(snapshots__0__isnull=False, snapshots__1__isnull=True, is_current=True)
    old = small_alone.filter(created_at__lt=waiting_since, virtual__virtual_state__in=ON_SALE_OR_WAITING)
    hopeful = old.filter(large_snapshot_nights__lt=MOST_NIGHTS).order_by("product_id", "pk")
    numbers = list(hopeful.values_list("pk", flat=True)[:_MOST_AT_ONCE])
    VirtualDesign.objects.filter(pk__in=numbers).update(large_snapshot_nights=F("large_snapshot_nights") + 1)
    enqueue_large_snapshots(numbers)


@transaction.atomic
def renew(blank: Product, designs: Sequence[VirtualDesign]) -> None:
    """Place the artwork of these designs on their blank as it is now, and draw them.

    `blank` is one of `catalogue.queries.full_products`. A changed design is another row; one that cannot be placed any
    more, since its area is gone, stays as it is.
    """
    images = images_by_id(picture_of(design.document) for design in designs)
    list(in_turn(Product.objects.filter(pk__in=[design.virtual_id for design in designs])).values_list("pk"))
    current = VirtualDesign.objects.filter(pk__in=[design.pk for design in designs], is_current=True).order_by("pk")
    enqueue_snapshots([_placed_anew(design, blank, images.get(picture_of(design.document))) for design in current])


def _placed_anew(design: VirtualDesign, blank: Product, image: Image | None) -> VirtualDesign:
    """The design that is current now: another one, where the artwork lies otherwise on the blank than it did."""
    if image is None or not design.placement:
        return design
    try:
        placed = artwork_design(blank, image, Placement(**design.placement))
    except MonogramError as error:
        logger.warning("the artwork of virtual product %s cannot be placed anew: %s", design.virtual_id, error.text)
        return design
    return design if document_hash(placed) == design.document_hash else _replaced(design, placed)


def _replaced(design: VirtualDesign, document: Document) -> VirtualDesign:
    design.is_current = False
    design.save(update_fields=["is_current"])
    return VirtualDesign.objects.create(
        company_id=design.company_id,
        product_id=design.product_id,
        virtual_id=design.virtual_id,
        document=to_plain(document),
        document_hash=document_hash(document),
        placement=design.placement,
        preflight=design.preflight,
        snapshots=design.snapshots,  # until those of the new one are drawn
    )


def _out_of_date() -> Iterator[tuple[Product, QuerySet[VirtualDesign]]]:
    """Blanks with the designs whose pictures show them otherwise than they are, or that have waited for long."""
    designs = VirtualDesign.objects.filter(is_current=True, virtual__virtual_state__in=ON_SALE_OR_WAITING).order_by()
    drawn = designs.values_list("product_id", "virtual__offered_options", "snapshot_source").distinct()
    by_blank = [
        (number, list(looks))
        for number, looks in groupby(sorted(drawn, key=lambda row: row[0]), key=lambda row: row[0])
    ]
    for start in range(0, len(by_blank), _BLANKS_AT_ONCE):
        some = by_blank[start : start + _BLANKS_AT_ONCE]
        blanks = full_products({number for number, _ in some})
        for number, rows in some:
            if wanted := _wanted(blanks[number], rows):
                yield blanks[number], designs.filter(wanted, product=number).order_by("pk")


def _wanted(blank: Product, rows: Collection[tuple[int, list[int], str]]) -> Q | None:
    """Which of a blank's designs are out of date."""
    conditions = []
    for _, options, source in rows:
        if source == "":
            forgotten = Q(snapshot_source="", created_at__lt=clock.now() - _FORGOTTEN_AFTER)
            conditions.append(forgotten & Q(virtual__offered_options=options))
        elif source != look_of(blank, shown_options(blank, options)):
            conditions.append(Q(snapshot_source=source, virtual__offered_options=options))
    found: Q | None = None
    for condition in conditions:
        found = condition if found is None else found | condition
    return found
