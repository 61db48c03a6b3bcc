"""Jobs by the calendar: `@cron("*/5 * * * *")` above `@task()`. Times are UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from croniter import croniter
from django.db import transaction
from django_tasks.base import Task

from monogram.common import clock
from monogram.jobs.models import ScheduledRun

_entries: dict[str, tuple[str, Task[Any, Any]]] = {}


def cron(expression: str) -> Callable[[Task[Any, Any]], Task[Any, Any]]:
    """Enqueue the task at every time that the expression names (minute hour day month weekday)."""
    if not croniter.is_valid(expression):
        raise ValueError(f"not a cron expression: {expression!r}")

    def register(task: Task[Any, Any]) -> Task[Any, Any]:
        _entries[task.module_path] = (expression, task)
        return task

    return register


def _latest_time(expression: str, now: datetime) -> datetime:
    """The last time, up to and including now, that the expression names."""
    latest: datetime = croniter(expression, now + timedelta(microseconds=1)).get_prev(datetime)
    return latest


def enqueue_due() -> list[str]:
    """Enqueue each entry whose time has come since it last was; the paths of those enqueued.

    However many workers ask, each time is enqueued once: the row of the last run is changed by compare-and-set in the
    job's own transaction. Times that passed while no worker ran are made up for by one run. An entry that is seen for
    the first time waits for its next time.
    """
    enqueued = []
    for path, (expression, task) in _entries.items():
        due = _latest_time(expression, clock.now())
        entry, is_new = ScheduledRun.objects.get_or_create(task_path=path, defaults={"last_run_at": due})
        if is_new or entry.last_run_at >= due:
            continue
        with transaction.atomic():
            if ScheduledRun.objects.filter(task_path=path, last_run_at__lt=due).update(last_run_at=due):
                task.enqueue()
                enqueued.append(path)
    return enqueued
