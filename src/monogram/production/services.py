"""Writes of templates."""

from __future__ import annotations

from django.db import transaction

from monogram.production.cut_off import next_cut_off
from monogram.production.models import BatchState, BatchTemplate


@transaction.atomic
def save_template(template: BatchTemplate) -> None:
    """Keep a template; batches that fill by it close at its cut-off as it is now."""
    template.save()
    for batch in template.batches.select_for_update(no_key=True).filter(state=BatchState.FILLING).order_by("pk"):
        batch.closes_at = next_cut_off(template.cut_off, not_before=batch.dispatch_date)
        batch.save(update_fields=["closes_at"])
