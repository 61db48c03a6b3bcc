"""Nothing accepted is ever lost: the short form of `python -m tests.faults`, which has all of it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.faults.installation import Installer
from tests.faults.small_disk import can_mount, small_disk
from tests.faults.storm import storm
from tests.faults.verdict import complaints
from tests.with_postgres import Postgres

ORDERS = 240
FAULTS = 6


def test_nothing_accepted_is_lost_whatever_is_killed(
    installer: Installer, database_server: Postgres | None, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        disk = None if database_server or not can_mount() else stack.enter_context(small_disk(tmp_path / "disk"))
        made = stack.enter_context(installer.installation(disk.folder / "data" if disk else None))

        went = storm(made, orders=ORDERS, faults=FAULTS, seed=20261123, postgres=database_server, disk=disk)

        assert complaints(made, went) == []
        assert went.arrivals
