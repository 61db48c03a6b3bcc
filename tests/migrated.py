"""The database as migrations leave it, kept before the first test writes: nothing else has to migrate an empty one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from tests.with_postgres import program


class Migrated:
    """A copy of Django's connected database: a SQLite file, or what `pg_dump` says of it."""

    def __init__(self, folder: Path) -> None:
        self._copy = folder / "migrated"
        name = str(connection.settings_dict["NAME"])
        if connection.vendor == "postgresql":
            url = urlsplit(os.environ["MONOGRAM_DATABASE_URL"])._replace(path=f"/{name}").geturl()
            _run("pg_dump", "--no-owner", "--file", str(self._copy), url)
        else:
            with closing(sqlite3.connect(name)) as database:
                database.execute("VACUUM INTO ?", [str(self._copy)])

    def fill(self, address: str) -> None:
        """Make a copy of it: in a file that is not there yet, or in an empty database of PostgreSQL by its URL."""
        if address.startswith("postgresql://"):
            _run(
                "psql",
                "--quiet",
                "--set",
                "ON_ERROR_STOP=1",
                "--output",
                os.devnull,
                "--file",
                str(self._copy),
                address,
            )
        else:
            Path(address).write_bytes(self._copy.read_bytes())


def _run(name: str, *arguments: str) -> None:
    subprocess.run([program(name), *arguments], check=True)
