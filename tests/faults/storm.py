"""The fault test: orders come in and callbacks flow while everything is killed and comes back.

Faults happen at points of progress, chosen by a seed, never by the clock. Afterwards the platform is left alone until
nothing is left to do, and then what the clients were told, what the receiver got and what the database says are laid
side by side.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.audit import jobs
from tests.faults.installation import Installation, Process
from tests.faults.orders import Posting, make_postings
from tests.faults.receiver import Arrival, read_journal
from tests.faults.small_disk import SmallDisk
from tests.faults.traffic import Ledger, Traffic
from tests.faults.waiting import wait_until
from tests.with_postgres import Postgres

_HEARD = 3
"""Unexpected errors that clients have to hear before a disk has room again, or a database comes back."""


@dataclass
class Storm:
    """How a storm went."""

    postings: list[Posting]
    ledger: Ledger
    arrivals: list[Arrival]
    faults: dict[str, int]
    seconds: Mapping[str, float]


@dataclass
class Receiver:
    """The other end, in a process of its own."""

    origin: str
    journal: Path


@contextmanager
def receiver(journal: Path) -> Iterator[Receiver]:
    """Started and, at the end of the block, ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.receiver", str(journal)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield Receiver(f"http://127.0.0.1:{int(process.stdout.readline())}", journal)
        finally:
            process.kill()


@dataclass
class _Faults:
    """Everything that can go wrong here, each put right again at once."""

    installation: Installation
    traffic: Traffic
    random: random.Random
    server: Process
    worker: Process
    postgres: Postgres | None = None
    disk: SmallDisk | None = None
    happened: dict[str, int] = field(default_factory=dict)

    def known(self) -> list[Callable[[], None]]:
        everywhere = [self.kill_server, self.kill_worker, self.kill_part_of_worker, self.kill_both]
        return everywhere + ([self.stop_database] if self.postgres else []) + ([self.fill_disk] if self.disk else [])

    def happen(self, fault: Callable[[], None]) -> None:
        fault()
        name = fault.__name__.replace("_", " ")
        self.happened[name] = self.happened.get(name, 0) + 1

    def kill_server(self) -> None:
        self.server.kill()
        self.server = self.installation.serve()

    def kill_worker(self) -> None:
        self.worker.kill()
        self.worker = self.installation.worker()

    def kill_part_of_worker(self) -> None:
        """One of its processes; the rest carries on, and it is replaced."""
        wait_until(self.worker.children, "the worker has begun")
        subprocess.run(["kill", "-9", str(self.random.choice(self.worker.children()))], check=False)

    def kill_both(self) -> None:
        self.server.kill()
        self.worker.kill()
        self.worker = self.installation.worker()
        self.server = self.installation.serve()

    def stop_database(self) -> None:
        assert self.postgres
        self.postgres.stop_at_once()
        self._until_clients_have_heard()
        self.postgres.start()

    def fill_disk(self) -> None:
        assert self.disk
        self.disk.fill()
        self._until_clients_have_heard()
        self.disk.make_room()

    def _until_clients_have_heard(self) -> None:
        heard = self.traffic.accidents + _HEARD
        wait_until(lambda: self.traffic.accidents >= heard, "clients hear of unexpected errors")


def storm(
    installation: Installation,
    *,
    orders: int,
    faults: int,
    seed: int,
    postgres: Postgres | None = None,
    disk: SmallDisk | None = None,
    drain_limit: float = 600,
) -> Storm:
    """Have one, and wait until it has calmed down."""
    random_ = random.Random(seed)  # noqa: S311 - for variety, and the same again
    with receiver(installation.logs / "journal") as other_end:
        installation.database.change("UPDATE suppliers_pushintegration SET url = ?", f"{other_end.origin}/push")
        postings = make_postings(orders, seed=seed, receiver=other_end.origin)
        traffic = Traffic(installation.port, postings, seed=seed)
        server, worker = installation.serve(), installation.worker()
        all_faults = _Faults(installation, traffic, random_, server, worker, postgres, disk)
        known = all_faults.known()
        plan = [*known, *random_.choices(known, k=max(0, faults - len(known)))]
        random_.shuffle(plan)
        began = time.monotonic()
        traffic.start()
        try:
            for number, fault in enumerate(plan, start=1):
                share = (number - random_.random()) / (len(plan) + 1)
                traffic.wait_for_progress(int(orders * share))
                all_faults.happen(fault)
            ledger = traffic.finish()
        finally:
            traffic.give_up()
        placed = time.monotonic()
        wait_until(lambda: is_calm(installation), "everything is done", limit=drain_limit)
        calm = time.monotonic()
        arrivals = read_journal(other_end.journal)
    return Storm(
        postings, ledger, arrivals, all_faults.happened, {"until placed": placed - began, "until calm": calm - placed}
    )


def is_calm(installation: Installation) -> bool:
    """Whether nothing waits and nothing runs. Jobs write messages, and messages that have arrived ask for jobs."""

    def has_open_jobs() -> bool:
        return any(job.is_open for job in jobs(installation.database))

    def has_pending_messages() -> bool:
        sql = "SELECT count(*) FROM callbacks_delivery WHERE status = 'pending'"
        return bool(installation.database.value(sql))

    return not has_open_jobs() and not has_pending_messages() and not has_open_jobs()
