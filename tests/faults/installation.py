"""A platform of its own: real processes by the commands that operators use, a database and a data folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.common.ports import free_port
from tests.faults.database import Database
from tests.faults.waiting import wait_until
from tests.migrated import Migrated
from tests.with_postgres import Postgres

ROOT = Path(__file__).resolve().parents[2]
QUICK = "tests.faults.settings"
REAL = "monogram.config.settings"
_TEMPLATE = "monogram_template"


class Process:
    """One command with everything that it starts, and what it says, in a file."""

    def __init__(self, arguments: list[str], *, environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self._popen = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        return self._popen.poll() is None

    def children(self) -> list[int]:
        """The processes that it has started, by number, oldest first."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return sorted(map(int, listed.split()))

    def kill(self) -> None:
        """SIGKILL for the whole family, as when the power fails."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait()

    def kill_alone(self) -> None:
        """SIGKILL for the first process only, as the kernel does when memory runs out."""
        self._popen.kill()
        self._popen.wait()

    def ask_to_stop(self) -> None:
        """SIGTERM, as every process manager sends it."""
        self._popen.terminate()

    def wait(self) -> int:
        """Its exit status. It has to end by itself."""
        wait_until(lambda: not self.is_running, "the process ends")
        return self._popen.wait()


@dataclass
class Installation:
    """Where a platform keeps its data and how its processes are started. Logs are kept apart from the data."""

    data: Path
    logs: Path
    database: Database
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    _processes: list[Process] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *arguments: str, log: str) -> Process:
        """Start any Python module as a process of this installation."""
        process = Process(list(arguments), environment=self.environment, log=self.logs / f"{log}.log")
        self._processes.append(process)
        return process

    def serve(self, *, workers: int = 1) -> Process:
        """`monogram serve`, once it answers."""
        server = self.command(
            "monogram.config.cli", "serve", "--port", str(self.port), "--workers", str(workers), log="serve"
        )
        wait_until(lambda: self.answers() or not server.is_running, "the server answers")
        assert server.is_running, server.log.read_text()
        return server

    def worker(self, *, concurrency: int = 1) -> Process:
        """`monogram worker`."""
        return self.command("monogram.config.cli", "worker", "--concurrency", str(concurrency), log="worker")

    def answers(self) -> bool:
        """Whether somebody listens and speaks HTTP."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/api/openapi.json")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self._processes:
            process.kill()

    def run(self, *arguments: str) -> None:
        """Run a Python module to its end. Raises AssertionError with what it said unless all went well."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def _environment(settings: str, **monogram: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MONOGRAM_", "PYTEST_"))}
    ours = {f"MONOGRAM_{name}": value for name, value in monogram.items()}
    return {**inherited, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **ours}


class Installer:
    """Makes installations with the same small world in each; the world is built once and copied."""

    def __init__(
        self, folder: Path, *, postgres: Postgres | None, settings: str = QUICK, migrated: Migrated | None = None
    ) -> None:
        self._folder = folder
        self._postgres = postgres
        self._settings = settings
        self._count = 0
        self._template = folder / "template"
        self._build_template(migrated)

    def _build_template(self, migrated: Migrated | None) -> None:
        self._template.mkdir(parents=True)
        address = self._postgres.create_database(_TEMPLATE) if self._postgres else ""
        template = self._installation(self._template, address)
        if migrated:
            migrated.fill(template.database.address)
        template.run("monogram.config.cli", "migrate")
        template.run("tests.faults.seed")

    def _installation(self, data: Path, address: str) -> Installation:
        logs = self._folder / f"logs-{self._count}"
        logs.mkdir()
        environment = _environment(
            self._settings,
            DATA_DIR=str(data),
            DATABASE_URL=address,
            SECRET_KEY="fault-tests-" * 5,
            ALLOWED_NETWORKS='["127.0.0.0/8"]',
        )
        database = Database(address or str(data / "monogram.sqlite3"))
        return Installation(data, logs, database, environment)

    @contextlib.contextmanager
    def installation(self, data: Path | None = None) -> Iterator[Installation]:
        """A fresh one, in the empty folder `data` if it is given. Its processes end with the block."""
        self._count += 1
        data = data or self._folder / f"data-{self._count}"
        shutil.copytree(self._template, data, dirs_exist_ok=True)
        address = ""
        if self._postgres:
            address = self._postgres.create_database(f"monogram_{self._count}", template=_TEMPLATE)
        made = self._installation(data, address)
        try:
            yield made
        finally:
            made.end()
