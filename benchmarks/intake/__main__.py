"""Order intake against a bare floor: `python -m benchmarks.intake [--stored 1000 1000000] [--processes 1 2] …`.

For every number of stored orders a database is made; then the floor (`floor.py`: a bare WSGI callable that does the
same inserts as durably) and the platform are started in turns with each number of processes and loaded over each number
of connections, round after round, so that what else the machine does falls on both. Orders come from 16 companies.
SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one (`python tests/with_postgres.py python -m
benchmarks.intake`). Prints JSON: requests a second, milliseconds, CPU milliseconds a request, and the platform's share
of the floor's speed.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.intake import load
from benchmarks.intake.world import SKU

FLOOR, PLATFORM = "floor", "platform"
_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def commands(processes: int, port: int) -> dict[str, list[str]]:
    """How both are served. On SQLite the floor is quickest with one thread: writers are serial anyway."""
    threads = "4" if "MONOGRAM_DATABASE_URL" in os.environ else "1"
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    return {
        FLOOR: [
            *granian, "--workers", str(processes), "--blocking-threads", threads, "--port", str(port),
            "benchmarks.intake.floor:application",
        ],
        PLATFORM: [
            sys.executable, "-m", "monogram.config.cli", "serve", "--port", str(port), "--workers", str(processes),
        ],
    }  # fmt: skip


@contextlib.contextmanager
def server(command: list[str], port: int) -> Iterator[int]:
    """The server while it runs; its process number."""
    process = subprocess.Popen(command)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(parent: int) -> float:
    """What a process and its children have used so far."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    total = 0
    for pid in [str(parent), *children]:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def requests(companies: list[dict[str, Any]], run: str) -> Iterator[bytes]:
    """Orders of one line, each with a reference of its own, from the companies in turn."""
    for number in itertools.count():
        company = companies[number % len(companies)]
        order = {
            "external_ref": f"{run}-{number}",
            "sale_datetime": "2026-01-01 12:00:43",
            "customer_name": "Ada Example",
            "customer_email": "ada@example.com",
            "shipping_company": "Example Ltd.",
            "shipping_address_1": "Pinewood Court",
            "shipping_address_4": "Wilmslow",
            "shipping_postcode": "SK10 2XR",
            "shipping_country_code": "GB",
            "items": [{"external_ref": "ITEM001", "sku": SKU, "quantity": 1, "type": 4}],
        }
        body = json.dumps(order).encode()
        head = (
            f"POST /order HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {company['id']}:{company['key']}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        yield head.encode() + body


def measure(name: str, *, processes: int, connections: int, seconds: float, companies: list[dict[str, Any]]) -> Any:
    """One round of one server."""
    port = free_port()
    with server(commands(processes, port)[name], port) as pid:
        warm_up = requests(companies, f"W{time.time_ns():x}")
        load.run(("127.0.0.1", port), warm_up, connections=connections, seconds=0.5)
        before = cpu_seconds(pid)
        orders = requests(companies, f"B{time.time_ns():x}")
        outcome = load.run(("127.0.0.1", port), orders, connections=connections, seconds=seconds)
        cpu = cpu_seconds(pid) - before
    if outcome.refused:
        print(outcome.first_refusal.decode(errors="replace"), file=sys.stderr)
    return {**outcome.as_dict(), "cpu_ms": round(cpu * 1000 / max(1, len(outcome.latencies)), 2)}


def compare(asked: argparse.Namespace, companies: list[dict[str, Any]], stored: int) -> list[dict[str, Any]]:
    """Every cell: the median of the rounds by speed, and the ratio of the medians."""
    cells = []
    for processes, connections in itertools.product(asked.processes, asked.connections):
        rounds: dict[str, list[Any]] = {FLOOR: [], PLATFORM: []}
        for _ in range(asked.rounds):
            for name, runs in rounds.items():
                runs.append(
                    measure(
                        name, processes=processes, connections=connections, seconds=asked.seconds, companies=companies
                    )
                )
        middle = {
            name: sorted(runs, key=lambda run: run["per_second"])[len(runs) // 2] for name, runs in rounds.items()
        }
        speeds = {name: statistics.median(run["per_second"] for run in runs) for name, runs in rounds.items()}
        cell = {
            "stored": stored, "processes": processes, "connections": connections, **middle,
            "ratio": round(speeds[PLATFORM] / speeds[FLOOR], 2),
            "p99_over_p50": round(middle[PLATFORM]["p99_ms"] / middle[PLATFORM]["p50_ms"], 1),
        }  # fmt: skip
        print(json.dumps(cell), file=sys.stderr)
        cells.append(cell)
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, nargs="+", default=[1_000])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
    cells = []
    for stored in asked.stored:
        with tempfile.TemporaryDirectory(prefix="monogram-intake-") as folder, a_database():
            config = Path(folder) / "floor.json"
            os.environ |= {"MONOGRAM_DATA_DIR": folder, "MONOGRAM_FLOOR": str(config)}
            subprocess.run([sys.executable, "-m", "benchmarks.intake.world", str(stored), str(config)], check=True)
            cells += compare(asked, json.loads(config.read_text())["companies"], stored)
    database = "postgresql" if "MONOGRAM_DATABASE_URL" in os.environ else "sqlite"
    print(json.dumps({"database": database, "cells": cells}, indent=2))


@contextlib.contextmanager
def a_database() -> Iterator[None]:
    """On PostgreSQL each world gets a database of its own."""
    url = os.environ.get("MONOGRAM_DATABASE_URL")
    if not url:
        yield
        return
    import psycopg

    name = f"intake_{time.time_ns():x}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # the name is ours
    base, _, query = url.partition("?")
    os.environ["MONOGRAM_DATABASE_URL"] = f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    try:
        yield
    finally:
        os.environ["MONOGRAM_DATABASE_URL"] = url


if __name__ == "__main__":
    main()
