"""The fault test at full length, with the platform's real leases, on a database of one's choice:

    python -m tests.faults [--orders 2000] [--faults 24] [--seed 1] [--postgres]

It mounts a small file system to have a full disk, and so has to run as root on SQLite; elsewhere the disk stays empty.
Prints what happened, and everything that is not as it was promised. The exit status is 1 if there is anything.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.partition("\n")[0])
    parser.add_argument("--orders", type=int, default=2000)
    parser.add_argument("--faults", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own")
    parser.add_argument("--quick", action="store_true", help="with leases of seconds")
    parser.add_argument("--keep", type=Path, help="folder for everything, kept afterwards")
    return parser.parse_args()


def _set_django_up(folder: Path) -> None:
    """The tests' world is written with the platform's models, and importing them needs settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "monogram.config.settings"
    os.environ["MONOGRAM_DATA_DIR"] = str(folder / "unused")
    django.setup()
    logging.disable(logging.INFO)


def main() -> int:
    chosen = _arguments()
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monogram-faults-")))
        _set_django_up(folder)
        found = _run(chosen, folder, stack)
    print("\n".join(found) or "Nothing was lost.")
    return bool(found)


def _run(chosen: argparse.Namespace, folder: Path, stack: ExitStack) -> list[str]:
    from tests.faults.installation import QUICK, REAL, Installer
    from tests.faults.small_disk import can_mount, small_disk
    from tests.faults.storm import storm
    from tests.faults.verdict import complaints, figures
    from tests.with_postgres import postgres

    server = stack.enter_context(postgres()) if chosen.postgres else None
    disk = None if server or not can_mount() else stack.enter_context(small_disk(folder / "disk"))
    installer = Installer(folder / "made", postgres=server, settings=QUICK if chosen.quick else REAL)
    made = stack.enter_context(installer.installation(disk.folder / "data" if disk else None))
    went = storm(
        made, orders=chosen.orders, faults=chosen.faults, seed=chosen.seed, postgres=server, disk=disk, drain_limit=3600
    )
    print(figures(made, went))
    return complaints(made, went)


if __name__ == "__main__":
    sys.exit(main())
