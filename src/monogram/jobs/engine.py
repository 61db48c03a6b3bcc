"""What both job engines have in common: they sit behind the `django.tasks` API and keep their jobs in the database."""

from __future__ import annotations

import threading
import traceback
from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus, task_backends
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task
from django_tasks.exceptions import InvalidTaskError

from monogram.common import clock

DEFAULT_QUEUE = "default"

_LONGEST_ERROR = 20_000


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that this worker has taken. `attempts` counts this run, from 1."""

    id: int
    task_path: str
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    attempts: int
    worker: str

    def run(self) -> None:
        """Call the task's function here and now. Raises what it raises, ImportError if the task is gone."""
        task = import_string(self.task_path)
        if not isinstance(task, Task):
            raise ImportError(f"{self.task_path} is no task")
        task.call(*self.args, **self.kwargs)


class JobEngine(BaseTaskBackend):
    """A task backend whose `enqueue` is an INSERT in the caller's transaction.

    Options: `LEASE_SECONDS`, after which the job of a worker that gave no sign of life is run again.
    """

    supports_defer = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self._valid: set[tuple[Any, ...]] = set()

    @property
    def lease_seconds(self) -> float:
        return float(self.options.get("LEASE_SECONDS", 30))

    def validate_task(self, task: Task[Any, Any]) -> None:
        """Once for each kind of job: looking at a function's signature takes longer than writing a row."""
        kind = (task.func, task.priority, task.queue_name, task.takes_context)
        if kind in self._valid and task.run_after is None:
            return
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("Jobs take JSON arguments only, no context.")
        self._valid.add(kind)

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the job down. It exists when, and only when, the surrounding transaction is committed."""
        self.validate_task(task)
        result: TaskResult[Any] = TaskResult(
            task=task,
            id="",
            status=TaskResultStatus.READY,
            enqueued_at=clock.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        number = self.insert(
            task_path=task.module_path,
            args=result.args,
            kwargs=result.kwargs,
            queue_name=task.queue_name,
            priority=task.priority,
            run_after=task.run_after,
        )
        object.__setattr__(result, "id", str(number))  # frozen; the number is known only now
        return result

    @abstractmethod
    def insert(
        self,
        *,
        task_path: str,
        args: list[Any],
        kwargs: dict[str, Any],
        queue_name: str,
        priority: int,
        run_after: datetime | None,
    ) -> int:
        """Store a job; its number."""

    @abstractmethod
    def claim(self, *, worker: str, queues: Collection[str]) -> ClaimedJob | None:
        """Take the next due job of these queues, by `clock.now()`."""

    @abstractmethod
    def succeed(self, job: ClaimedJob) -> None:
        """The job has run."""

    @abstractmethod
    def fail(self, job: ClaimedJob, error: BaseException) -> None:
        """The job has raised: it waits for its next run by `retry`, or has failed for good."""

    @abstractmethod
    def release_stalled(self) -> int:
        """Give the jobs of workers without a sign of life free again. How many."""

    @abstractmethod
    def run_again(self, job_id: int) -> bool:
        """Have a job that waits or has failed run now. False if it is in another state."""

    @abstractmethod
    def cancel(self, job_id: int) -> bool:
        """Take back a job that waits. False if it is in another state."""

    @abstractmethod
    def prune(self, *, successful: timedelta, failed: timedelta) -> None:
        """Forget jobs that were done, or had failed for good, longer ago than this."""

    @abstractmethod
    def work(self, *, queues: Collection[str], threads: int, stop: threading.Event) -> None:
        """Run jobs in this process, at most `threads` at a time, until `stop` is set and those in hand are done."""


def engine() -> JobEngine:
    """The engine of this installation."""
    backend = task_backends["default"]
    if not isinstance(backend, JobEngine):
        raise TypeError(f"{type(backend).__name__} is no job engine")
    return backend


def describe(error: BaseException) -> str:
    """The traceback as it is kept with the job; of a long one the end, where the cause is."""
    return "".join(traceback.format_exception(error))[-_LONGEST_ERROR:]
