"""The job engine of PostgreSQL: procrastinate behind the `django.tasks` API.

One procrastinate task stands for all of ours; the task's path and arguments are its arguments.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, LiteralString

from django.db import close_old_connections, connection
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.contrib.django import app as current_app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from psycopg import OperationalError

from monogram.common import clock, compiled
from monogram.common.json_text import json_text
from monogram.jobs.engine import ClaimedJob, JobEngine, describe
from monogram.jobs.models import JobError
from monogram.jobs.retry import RETRY_DELAYS, retry_at

logger = logging.getLogger(__name__)

TASK_NAME = "monogram"
# What procrastinate itself calls to defer a job; its own way there takes four times as long as the rest of the row.
_DEFER = """
SELECT unnest(procrastinate_defer_jobs_v1(ARRAY[
    ROW(%s, %s, %s, NULL, NULL, %s::jsonb, %s)
]::procrastinate_job_to_defer_v1[]))
"""
_POLL_SECONDS = 0.5  # delayed jobs become due without a notification
_PAUSES = (0.1, 0.5, 1, 2, 5, 10, 20)
"""Seconds between attempts to write while the database is away."""


class _Retry(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        again = retry_at(job.attempts + 1)
        return None if again is None else RetryDecision(retry_at=again)


def _run_deferred(context: JobContext, *, task: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    number = context.job.id or 0
    job = ClaimedJob(number, task, args, kwargs, context.job.attempts + 1, context.worker_name or "")
    try:
        job.run()
    except Exception as error:
        logger.exception("Job %s: run %s of %s failed", job.id, job.attempts, task)
        close_old_connections()  # the job may have left its connection broken
        _keep_error(job, error)
        raise
    finally:
        close_old_connections()


def _keep_error(job: ClaimedJob, error: BaseException) -> None:
    JobError.objects.update_or_create(job_id=job.id, defaults={"at": clock.now(), "text": describe(error)})


class ProcrastinateBackend(JobEngine):
    """Jobs as procrastinate's rows, deferred through Django's own connection and so in its transaction."""

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
        arguments = json_text({"task": task_path, "args": args, "kwargs": kwargs})
        rows = compiled.write(_DEFER, [queue_name, TASK_NAME, priority, arguments, run_after or clock.now()])
        return int(rows[0][0])

    def claim(self, *, worker: str, queues: Collection[str]) -> ClaimedJob | None:
        """For tests, which move the clock. Workers use procrastinate's own function, which asks the database's."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE procrastinate_jobs SET status = 'doing'
                WHERE id = (
                    SELECT id FROM procrastinate_jobs
                    WHERE status = 'todo' AND queue_name = ANY(%s) AND (scheduled_at IS NULL OR scheduled_at <= %s)
                    ORDER BY priority DESC, scheduled_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
                )
                RETURNING id
                """,
                [list(queues), clock.now()],
            )
            row = cursor.fetchone()
        if row is None:
            return None
        job = ProcrastinateJob.objects.get(pk=row[0])
        arguments = job.args
        return ClaimedJob(job.pk, arguments["task"], arguments["args"], arguments["kwargs"], job.attempts + 1, worker)

    def succeed(self, job: ClaimedJob) -> None:
        self._end(job, "succeeded")

    def fail(self, job: ClaimedJob, error: BaseException) -> None:
        _keep_error(job, error)
        again = retry_at(job.attempts)
        if again is None:
            self._end(job, "failed")
        else:
            current_app.job_manager.retry_job_by_id(job_id=job.id, retry_at=again)

    def _end(self, job: ClaimedJob, status: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT procrastinate_finish_job_v1(%s, %s, false)", [job.id, status])

    def release_stalled(self) -> int:
        """procrastinate finds stalled jobs, but leaves it to the application to run them again."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE procrastinate_jobs
                SET status = (CASE WHEN attempts >= %s THEN 'failed' ELSE 'todo' END)::procrastinate_job_status,
                    attempts = attempts + 1, scheduled_at = now(), worker_id = NULL
                WHERE status = 'doing' AND NOT EXISTS (
                    SELECT FROM procrastinate_workers
                    WHERE procrastinate_workers.id = procrastinate_jobs.worker_id
                      AND last_heartbeat > now() - %s * interval '1 second'
                )
                """,
                [len(RETRY_DELAYS), self.lease_seconds],
            )
            return int(cursor.rowcount)

    def run_again(self, job_id: int) -> bool:
        return self._change(
            "status = 'todo', scheduled_at = %s, attempts = 0", [clock.now()], job_id, ["todo", "failed"]
        )

    def cancel(self, job_id: int) -> bool:
        return self._change("status = 'cancelled'", [], job_id, ["todo"])

    def _change(self, assignments: str, values: list[datetime], job_id: int, statuses: list[str]) -> bool:
        """Change a job by compare-and-set; the triggers of procrastinate's table write its history."""
        query = f"UPDATE procrastinate_jobs SET {assignments} WHERE id = %s AND status::text = ANY(%s)"  # noqa: S608 - assignments are ours
        with connection.cursor() as cursor:
            cursor.execute(query, [*values, job_id, statuses])
            return bool(cursor.rowcount)

    def prune(self, *, successful: timedelta, failed: timedelta) -> None:
        with connection.cursor() as cursor:
            kept: list[tuple[list[str], timedelta]] = [
                (["succeeded"], successful),
                (["failed", "cancelled", "aborted"], failed),
            ]
            for statuses, age in kept:
                cursor.execute(
                    """
                    DELETE FROM procrastinate_jobs
                    WHERE status::text = ANY(%s)
                      AND (SELECT max(at) FROM procrastinate_events WHERE job_id = procrastinate_jobs.id) < %s
                    """,
                    [statuses, clock.now() - age],
                )
        JobError.objects.filter(at__lt=clock.now() - failed).delete()

    def work(self, *, queues: Collection[str], threads: int, stop: threading.Event) -> None:
        asyncio.run(self._work(list(queues), threads, stop))

    async def _work(self, queues: list[str], threads: int, stop: threading.Event) -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads + 2, thread_name_prefix="job"))
        async with _worker_app().open_async() as app:
            worker = asyncio.create_task(
                app.run_worker_async(
                    queues=queues,
                    concurrency=threads,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=_POLL_SECONDS,
                    update_heartbeat_interval=self.lease_seconds / 3,
                    stalled_worker_timeout=self.lease_seconds,
                )
            )
            ended = asyncio.create_task(asyncio.to_thread(stop.wait))
            await asyncio.wait([worker, ended], return_when=asyncio.FIRST_COMPLETED)
            stop.set()  # should the worker have ended by itself, the rest of the process ends too
            worker.cancel()  # gentle: procrastinate finishes what it has in hand
            with suppress(asyncio.CancelledError):
                await worker


class _PatientConnector(PsycopgConnector):
    """Writes what a worker has to say though the database is away for a moment.

    procrastinate tries once. Then a job whose outcome is not written stays in hand for as long as its worker lives,
    and a worker that misses one sign of life never gives another.
    """

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        for pause in _PAUSES:
            try:
                await super().execute_query_async(query, **arguments)
            except ConnectorException as error:
                if not isinstance(error.__cause__, OperationalError):
                    raise
                logger.warning("The database is away; it is tried again in %s s", pause)
                await asyncio.sleep(pause)
            else:
                return
        await super().execute_query_async(query, **arguments)


def _worker_app() -> App:
    """An app of the worker's own. `replace_connector` on Django's app would also catch what jobs enqueue, which then
    were no longer in their transactions."""
    app = App(connector=_PatientConnector(kwargs=connector_params()))
    app.task(name=TASK_NAME, retry=_Retry(), pass_context=True)(_run_deferred)
    return app
