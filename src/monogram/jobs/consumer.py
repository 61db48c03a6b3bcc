"""The embedded engine's worker: one thread finds jobs, a pool of threads runs them, one keeps their leases alive."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.db import close_old_connections, connection, connections

from monogram.jobs.engine import ClaimedJob

if TYPE_CHECKING:
    from monogram.jobs.embedded import EmbeddedBackend

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.5  # delayed jobs and expired leases become due without anything changing
_GLANCE_SECONDS = 0.02


class Consumer:
    """Takes jobs of some queues, one for each free thread, and runs them until it is told to stop."""

    def __init__(self, engine: EmbeddedBackend, *, queues: Collection[str], threads: int) -> None:
        self._engine = engine
        self._queues = queues
        self._threads = threads
        self._slots = threading.Semaphore(threads)
        self._in_hand: dict[int, ClaimedJob] = {}
        self._done = threading.Event()
        self.name = f"{socket.gethostname()}:{os.getpid()}"

    def run(self, stop: threading.Event) -> None:
        """Blocks until `stop` is set; jobs in hand are finished first."""
        heartbeat = threading.Thread(target=self._keep_leases, name="heartbeat", daemon=True)
        heartbeat.start()
        try:
            with ThreadPoolExecutor(self._threads, thread_name_prefix="job") as pool:
                while not stop.is_set():
                    self._step(pool, stop)
        finally:
            self._done.set()
            heartbeat.join()

    def _step(self, pool: ThreadPoolExecutor, stop: threading.Event) -> None:
        if not self._slots.acquire(timeout=_LOOK_SECONDS):
            return
        version = _data_version()
        job = None if stop.is_set() else self._engine.claim(worker=self.name, queues=self._queues)
        if job is None:
            self._slots.release()
            _wait_for_change(version, stop)
            return
        self._in_hand[job.id] = job
        pool.submit(self._run, job)

    def _run(self, job: ClaimedJob) -> None:
        started = time.monotonic()
        try:
            job.run()
        except Exception as error:
            logger.exception("Job %s: run %s of %s failed", job.id, job.attempts, job.task_path)
            self._finish(job, error)
        else:
            logger.info("Job %s: %s took %.3f s", job.id, job.task_path, time.monotonic() - started)
            self._finish(job, None)
        finally:
            self._in_hand.pop(job.id, None)
            self._slots.release()
            close_old_connections()

    def _finish(self, job: ClaimedJob, error: Exception | None) -> None:
        try:
            if error is None:
                self._engine.succeed(job)
            else:
                self._engine.fail(job, error)
        except Exception:
            # The lease runs out and the job is run again: the database decides, not this process.
            logger.exception("Job %s: the outcome could not be written", job.id)

    def _keep_leases(self) -> None:
        while not self._done.wait(self._engine.lease_seconds / 3):
            try:
                self._engine.extend_leases(list(self._in_hand.values()))
            except Exception:
                logger.exception("The leases could not be extended")
        connections.close_all()


def _data_version() -> int:
    """A number that changes when another connection commits.

    It is asked fifty times a second, so it goes past Django's cursors straight to SQLite.
    """
    connection.ensure_connection()
    return int(connection.connection.execute("PRAGMA data_version").fetchone()[0])


def _wait_for_change(version: int, stop: threading.Event) -> None:
    deadline = time.monotonic() + _LOOK_SECONDS
    while time.monotonic() < deadline and _data_version() == version:
        if stop.wait(_GLANCE_SECONDS):
            return
