"""Threads and processes that write to one SQLite database: with the line of writers and with SQLite's own waiting.

    python benchmarks/sqlite_writers.py [--processes 2] [--threads 4] [--seconds 4]

Every writer repeats a durable transaction (`synchronous=FULL`) of three inserts. Prints JSON: transactions a second,
and milliseconds of the median, the 99th percentile and the slowest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BACKENDS = {"line_of_writers": "monogram.common.sqlite", "django": "django.db.backends.sqlite3"}


def set_up(engine: str, name: str) -> None:
    import django
    from django.conf import settings

    command = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": command}
    settings.configure(DATABASES={"default": {"ENGINE": engine, "NAME": name, "OPTIONS": options}})
    django.setup()


def write_until(end: float, times: list[float]) -> None:
    from django.db import connection, transaction

    while (start := time.perf_counter()) < end:
        with transaction.atomic(), connection.cursor() as cursor:
            for number in range(3):
                cursor.execute("INSERT INTO entry (text) VALUES (%s)", [f"{number}" * 100])
        times.append(time.perf_counter() - start)
    connection.close()


def writer(engine: str, name: str, threads: int, seconds: float) -> None:
    """One process: prints the times of its transactions."""
    set_up(engine, name)
    times: list[float] = []
    end = time.perf_counter() + seconds
    pool = [threading.Thread(target=write_until, args=[end, times]) for _ in range(threads)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join()
    print(json.dumps(times))


def measure(engine: str, processes: int, threads: int, seconds: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        name = str(Path(folder) / "db.sqlite3")
        make = f"import sqlite3; sqlite3.connect({name!r}).execute('CREATE TABLE entry (id INTEGER PRIMARY KEY, text)')"
        subprocess.run([sys.executable, "-c", make], check=True)
        command = [sys.executable, __file__, "--writer", engine, name, str(threads), str(seconds)]
        running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(processes)]
        times = sorted(entry for process in running for entry in json.loads(process.communicate()[0]))
    return {
        "per_second": round(len(times) / seconds),
        "median_ms": round(times[len(times) // 2] * 1000, 2),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
        "slowest_ms": round(times[-1] * 1000, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--writer", nargs=4, metavar=("ENGINE", "NAME", "THREADS", "SECONDS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.writer:
        engine, name, threads, seconds = asked.writer
        writer(engine, name, int(threads), float(seconds))
        return
    figures = {
        label: measure(engine, asked.processes, asked.threads, asked.seconds) for label, engine in BACKENDS.items()
    }
    print(json.dumps({"processes": asked.processes, "threads": asked.threads, **figures}, indent=2))


if __name__ == "__main__":
    main()
