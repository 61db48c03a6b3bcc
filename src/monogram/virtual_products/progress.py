"""How far tasks are: what their lines have come to, and when a task is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.virtual_products.models import CreationLine, CreationTask, TaskState

OPEN_LINES = Q(error__isnull=True) & Q(has_snapshots=False)
"""Lines that wait for their product, or for its pictures."""


def note_drawn(products: Collection[int], refused: Mapping[int, MonogramError]) -> None:
    """These products have pictures now, and those cannot be drawn: so their lines say, and their tasks may be over."""
    CreationLine.objects.filter(product__in=products).update(has_snapshots=True)
    for number, error in refused.items():
        CreationLine.objects.filter(product=number, has_snapshots=False).update(error=error.as_dict())
    touched = CreationLine.objects.filter(product__in=[*products, *refused]).order_by()
    for task_id in touched.values_list("task_id", flat=True).distinct():
        finish_if_over(task_id)


def finish_if_over(task_id: str) -> None:
    """Note how a task came out, once none of its lines is open.

    It looks at what is committed: of two workers that end at the same moment one at least sees that all is done.
    """
    lines = CreationLine.objects.filter(task=task_id)
    going_on = CreationTask.objects.filter(pk=task_id, state__in=[TaskState.WAITING, TaskState.RUNNING])
    if lines.filter(OPEN_LINES).exists():
        return
    going_on.update(state=_outcome(lines), finished_at=clock.now())


def _outcome(lines: QuerySet[CreationLine]) -> TaskState:
    has_failed = lines.filter(error__isnull=False).exists()
    has_made = lines.filter(product__isnull=False).exists()
    if has_failed:
        return TaskState.PARTLY if has_made else TaskState.FAILED
    return TaskState.DONE
