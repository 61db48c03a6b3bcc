"""`monogram worker`: a parent that looks after processes which run jobs.

Rendering holds Python's global lock, so each job gets a process. What mostly waits for other people's servers has one
of its own besides (`roles`).

The first SIGTERM or SIGINT ends it gently: no new jobs, those in hand are finished. The same signal again ends it at
once; the jobs in hand are then run again when their leases have run out. Children notice the end of their parent,
whatever ended it, by a pipe whose other end only the parent holds.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import time
from multiprocessing.context import ForkProcess

from django.db import close_old_connections, connections

from monogram.jobs import cron, roles
from monogram.jobs.engine import DEFAULT_QUEUE, engine
from monogram.jobs.roles import Role

logger = logging.getLogger(__name__)

_RESTART_SECONDS = 1.0
_HOUSEKEEPING_SECONDS = 1.0


def run(concurrency: int = 2) -> None:
    """Run jobs until a signal ends it: `concurrency` processes for jobs and one for each registered role."""
    _Supervisor([Role("jobs", run=_run_jobs)] * concurrency + roles.registered()).run()


def _run_jobs(stop: threading.Event) -> None:
    engine().work(queues=[DEFAULT_QUEUE], threads=1, stop=stop)


class _Supervisor:
    def __init__(self, wanted: list[Role]) -> None:
        self._wanted = wanted
        self._processes: dict[ForkProcess, Role] = {}
        self._lifeline_read, self._lifeline_write = os.pipe()
        self._seen: set[int] = set()

    def run(self) -> None:
        connections.close_all()  # a connection must not be shared with a child
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        for role in self._wanted:
            self._start(role)
        logger.info("Working with %s processes", len(self._processes))
        while self._processes:
            multiprocessing.connection.wait([process.sentinel for process in self._processes], timeout=0.5)
            self._replace_ended()
        logger.info("Stopped")

    def _start(self, role: Role) -> None:
        context = multiprocessing.get_context("fork")
        process = context.Process(target=_child, args=[role, self._lifeline_read, self._lifeline_write])
        process.start()
        self._processes[process] = role

    def _replace_ended(self) -> None:
        for process in [process for process in self._processes if not process.is_alive()]:
            role = self._processes.pop(process)
            if self._seen:
                continue
            logger.error("A process for %s ended with code %s", role.name, process.exitcode)
            time.sleep(_RESTART_SECONDS)
            if not self._seen:
                self._start(role)

    def _on_signal(self, number: int, _frame: object) -> None:
        if number in self._seen:
            for process in self._processes:
                process.kill()
            os._exit(1)
        if not self._seen:
            os.close(self._lifeline_write)
        self._seen.add(number)


def _child(role: Role, lifeline_read: int, lifeline_write: int) -> None:
    """One process: its role, and the housekeeping that any worker may do."""
    os.close(lifeline_write)
    stop = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent passes it on
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=_stop_with_parent, args=[lifeline_read, stop], name="lifeline", daemon=True).start()
    housekeeping = threading.Thread(target=_keep_house, args=[stop], name="housekeeping", daemon=True)
    housekeeping.start()
    role.run(stop)
    housekeeping.join()
    connections.close_all()
    sys.exit(0)


def _stop_with_parent(lifeline: int, stop: threading.Event) -> None:
    os.read(lifeline, 1)  # returns only when the other end is closed
    stop.set()


def _keep_house(stop: threading.Event) -> None:
    """Every worker does this; each thing happens once, whoever comes first."""
    stalled_every = engine().lease_seconds / 4
    look_for_stalled = 0.0
    while not stop.wait(min(_HOUSEKEEPING_SECONDS, stalled_every)):
        try:
            cron.enqueue_due()
            if time.monotonic() >= look_for_stalled:
                engine().release_stalled()
                look_for_stalled = time.monotonic() + stalled_every
        except Exception:
            logger.exception("Housekeeping failed; it is tried again")
        finally:
            close_old_connections()
    connections.close_all()
