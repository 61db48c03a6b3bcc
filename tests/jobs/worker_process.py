"""A real worker on the database of the running test: `python worker_process.py DATABASE LEASE_SECONDS CONCURRENCY`."""

from __future__ import annotations

import sys

import django
from django.conf import settings


def main() -> None:
    database, lease_seconds, concurrency = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    settings.DATABASES["default"]["NAME"] = database
    settings.TASKS["default"]["OPTIONS"]["LEASE_SECONDS"] = lease_seconds
    django.setup()

    from monogram.jobs.worker import run

    run(concurrency=concurrency)


if __name__ == "__main__":
    main()
