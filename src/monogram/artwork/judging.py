"""Preflight of lines that are personalised by text alone: no shopper has seen their design before it is made."""

from __future__ import annotations

import logging

from django.db import transaction

from monogram.artwork.errors import DesignNotDrawableError
from monogram.catalogue.models import Product
from monogram.designs.preflight import verdicts_of
from monogram.layout.document import Document
from monogram.orders.models import OrderEvent, OrderItem
from monogram.orders.services import lock_order, record_event
from monogram.orders.statuses import PLATFORM

logger = logging.getLogger(__name__)

EVENT = "preflight"


def judge_textual_item(item: OrderItem, product: Product, document: Document) -> None:
    """Write what preflight says of a line's design into its order's history, once.

    A design with nothing on it is none that must be made, so that is let pass. Raises DesignNotDrawableError where the
    product asks for what the line does not have.
    """
    verdicts = verdicts_of(company=item.order.company, product=product, document=document)
    told = [verdict for verdict in verdicts if verdict.rule != "empty_design"]
    blocking = [verdict.message for verdict in told if verdict.severity == "block"]
    if blocking:
        raise DesignNotDrawableError(f"Line {item.external_ref} ({item.ref}): {' '.join(blocking)}")
    if told:
        lines = [f"Line {item.external_ref} ({item.ref})", *(f"{one.area}: {one.message}" for one in told)]
        logger.info("preflight of order %s: %s", item.order_id, " ".join(lines))
        _record(item, "\n".join(lines))


@transaction.atomic
def _record(item: OrderItem, detail: str) -> None:
    order = lock_order(item.order_id)
    if not OrderEvent.objects.filter(order=order, kind=EVENT, detail=detail).exists():
        record_event(order, actor=PLATFORM, kind=EVENT, detail=detail)
        order.save(update_fields=["sequence", "updated_at"])
