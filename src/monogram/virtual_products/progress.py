"""How far tasks are: what their lines have come to, and when a task is over.

A task's state and its lines agree at every moment: whoever settles a line ends the task with the last one in the same
transaction. Of two workers the second waits for the first at the task's row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q, QuerySet

from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.virtual_products.models import CreationLine, CreationTask, TaskState

GOING_ON = (TaskState.WAITING, TaskState.RUNNING)
OPEN_LINES = Q(error__isnull=True) & Q(has_snapshots=False)
"""Lines that wait for their product, or for its pictures."""


@contextmanager
def settling(task_ids: Iterable[str]) -> Iterator[None]:
    """Settle lines of these tasks within: whatever task has no open line afterwards is over, all in one transaction."""
    with transaction.atomic():
        numbers = sorted(set(task_ids))
        list(CreationTask.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))
        yield
        for task_id in numbers:
            _finish_if_over(task_id)


def note_drawn(products: Collection[int], refused: Mapping[int, MonogramError]) -> None:
    """These products have pictures now, and those cannot be drawn: so their lines say, and their tasks may be over."""
    touched = CreationLine.objects.filter(product__in=[*products, *refused]).order_by()
    with settling(touched.values_list("task_id", flat=True).distinct()):
        CreationLine.objects.filter(product__in=products).update(has_snapshots=True)
        for number, error in refused.items():
            CreationLine.objects.filter(product=number, has_snapshots=False).update(error=error.as_dict())


def _finish_if_over(task_id: str) -> None:
    lines = CreationLine.objects.filter(task=task_id)
    going_on = CreationTask.objects.filter(pk=task_id, state__in=GOING_ON)
    if not lines.filter(OPEN_LINES).exists():
        going_on.update(state=_outcome(lines), finished_at=clock.now())


def _outcome(lines: QuerySet[CreationLine]) -> TaskState:
    has_failed = lines.filter(error__isnull=False).exists()
    has_made = lines.filter(product__isnull=False).exists()
    if has_failed:
        return TaskState.PARTLY if has_made else TaskState.FAILED
    return TaskState.DONE
