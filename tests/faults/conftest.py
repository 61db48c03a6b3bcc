"""An installation for each test, on SQLite or on a PostgreSQL server of these tests' own, which they may restart."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.faults.installation import Installation, Installer
from tests.migrated import Migrated
from tests.with_postgres import Postgres, postgres


@pytest.fixture(scope="session")
def database_server() -> Iterator[Postgres | None]:
    """The server where the suite runs on PostgreSQL; None on SQLite."""
    if not os.environ.get("MONOGRAM_DATABASE_URL"):
        yield None
        return
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def installer(
    tmp_path_factory: pytest.TempPathFactory, database_server: Postgres | None, django_db_setup: Migrated
) -> Installer:
    folder = tmp_path_factory.mktemp("faults") / "installations"
    return Installer(folder, postgres=database_server, migrated=django_db_setup)


@pytest.fixture
def installation(installer: Installer) -> Iterator[Installation]:
    with installer.installation() as made:
        yield made
