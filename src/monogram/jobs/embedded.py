"""The job engine of SQLite: the `Job` table, claimed by lease."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from monogram.common import clock
from monogram.common.compiled import Table
from monogram.jobs.consumer import Consumer
from monogram.jobs.engine import ClaimedJob, JobEngine, describe
from monogram.jobs.models import Job, JobStatus
from monogram.jobs.retry import RETRY_DELAYS, retry_at

logger = logging.getLogger(__name__)

_JOBS = Table(Job)


class EmbeddedBackend(JobEngine):
    """Jobs as rows of our own table; workers take one at a time by compare-and-set."""

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
        job = {
            "task_path": task_path,
            "args": args,
            "kwargs": kwargs,
            "queue_name": queue_name,
            "priority": priority,
            "run_after": run_after or clock.now(),
        }
        return _JOBS.insert([job])[0]

    def claim(self, *, worker: str, queues: Collection[str]) -> ClaimedJob | None:
        # Reading first keeps idle workers out of the line of writers.
        due = Job.objects.filter(queue_name__in=queues, status=JobStatus.READY, run_after__lte=clock.now())
        while job := due.order_by("-priority", "run_after", "id").first():
            taken = Job.objects.filter(pk=job.pk, status=JobStatus.READY).update(
                status=JobStatus.RUNNING,
                attempts=F("attempts") + 1,
                worker=worker,
                leased_until=self._lease_end(),
            )
            if taken:
                return ClaimedJob(job.pk, job.task_path, job.args, job.kwargs, job.attempts + 1, worker)
        return None

    def extend_leases(self, jobs: Collection[ClaimedJob]) -> None:
        """The worker's sign of life for what it has in hand."""
        for job in jobs:
            self._held(job).update(leased_until=self._lease_end())

    def succeed(self, job: ClaimedJob) -> None:
        self._held(job).update(status=JobStatus.SUCCESSFUL, finished_at=clock.now(), leased_until=None, error="")

    def fail(self, job: ClaimedJob, error: BaseException) -> None:
        again = retry_at(job.attempts)
        if again is not None:
            self._held(job).update(status=JobStatus.READY, run_after=again, leased_until=None, error=describe(error))
            return
        self._held(job).update(
            status=JobStatus.FAILED, finished_at=clock.now(), leased_until=None, error=describe(error)
        )

    def release_stalled(self) -> int:
        stalled = Job.objects.filter(status=JobStatus.RUNNING, leased_until__lt=clock.now())
        released = 0
        for pk, attempts, worker in stalled.values_list("pk", "attempts", "worker"):
            job = stalled.filter(pk=pk, attempts=attempts)
            note = f"Worker {worker} gave no sign of life during run {attempts}.\n"
            if attempts > len(RETRY_DELAYS):  # a job that kills every worker must not do so for ever
                released += job.update(status=JobStatus.FAILED, finished_at=clock.now(), leased_until=None, error=note)
            else:
                released += job.update(status=JobStatus.READY, run_after=clock.now(), leased_until=None, error=note)
            logger.warning("Job %s: %s", pk, note.strip())
        return released

    def run_again(self, job_id: int) -> bool:
        waiting = Job.objects.filter(pk=job_id, status__in=[JobStatus.READY, JobStatus.FAILED])
        return bool(waiting.update(status=JobStatus.READY, run_after=clock.now(), attempts=0, finished_at=None))

    def cancel(self, job_id: int) -> bool:
        waiting = Job.objects.filter(pk=job_id, status=JobStatus.READY)
        return bool(waiting.update(status=JobStatus.CANCELLED, finished_at=clock.now()))

    def prune(self, *, successful: timedelta, failed: timedelta) -> None:
        for status, age in (
            (JobStatus.SUCCESSFUL, successful),
            (JobStatus.FAILED, failed),
            (JobStatus.CANCELLED, failed),
        ):
            Job.objects.filter(status=status, finished_at__lt=clock.now() - age).delete()

    def work(self, *, queues: Collection[str], threads: int, stop: threading.Event) -> None:
        Consumer(self, queues=queues, threads=threads).run(stop)

    def _lease_end(self) -> datetime:
        return clock.now() + timedelta(seconds=self.lease_seconds)

    def _held(self, job: ClaimedJob) -> QuerySet[Job]:
        """The job's row as long as this very run holds it."""
        return Job.objects.filter(pk=job.id, status=JobStatus.RUNNING, worker=job.worker, attempts=job.attempts)
