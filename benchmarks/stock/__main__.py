"""A supplier's stock report against a bare floor: `python -m benchmarks.stock [--rows 10000 100000] [--rounds 5]`.

For every number of rows a database is made, then `PUT /stock/availability` over real HTTP and the floor (`floor.py`:
the same numbers set by the driver alone, already parsed) take turns. The first report, which makes the stock items, is
told by itself; so is `GET /stock` of all of it. SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one
(`python tests/with_postgres.py python -m benchmarks.stock`). Prints JSON: seconds, the middle of the rounds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.intake.__main__ import a_database, free_port, server
from benchmarks.stock import floor
from benchmarks.stock.world import RETAILER, SUPPLIER

_WAIT = 300


def ask(port: int, method: str, path: str, pair: str, body: bytes = b"") -> tuple[float, Any, int]:
    """Seconds to the whole answer, the answer, and its bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_WAIT)
    began = time.perf_counter()
    connection.request(method, path, body, {"Authorization": f"Basic {pair}", "Content-Type": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    took = time.perf_counter() - began
    connection.close()
    if answer.status != 200:
        raise RuntimeError(content.decode())
    return took, json.loads(content), len(content)


def report_of(rows: Sequence[tuple[str, int]]) -> bytes:
    return json.dumps([{"sku": sku, "data": {"quantity_available": quantity}} for sku, quantity in rows]).encode()


def measure(count: int, rounds: int) -> dict[str, Any]:
    """One number of rows, all of them in every report, each time with other quantities and in another order."""
    with tempfile.TemporaryDirectory(prefix="monogram-stock-") as folder, a_database():
        os.environ["MONOGRAM_DATA_DIR"] = folder
        keys_file = Path(folder) / "keys.json"
        subprocess.run([sys.executable, "-m", "benchmarks.stock.world", str(count), str(keys_file)], check=True)
        keys, port = json.loads(keys_file.read_text()), free_port()
        command = [sys.executable, "-m", "monogram.config.cli", "serve", "--port", str(port), "--workers", "1"]
        with server(command, port):
            return _rounds(count, rounds, port, keys)


def _rounds(count: int, rounds: int, port: int, keys: dict[str, str]) -> dict[str, Any]:
    supplier, retailer = f"{SUPPLIER}:{keys['supplier']}", f"{RETAILER}:{keys['retailer']}"
    dice = random.Random(1)  # noqa: S311 - numbers of a benchmark
    first, ours, floors, size = 0.0, list[float](), list[float](), 0
    for number in range(rounds + 1):
        rows = [(f"SKU-{n:06}", dice.randrange(1000)) for n in range(count)]
        dice.shuffle(rows)
        body = report_of(rows)
        took, answer, _ = ask(port, "PUT", "/stock/availability", supplier, body)
        if answer != {"updated": count, "errors": []}:
            raise RuntimeError(str(answer)[:1000])
        if number == 0:
            first, size = took, len(body)
        else:
            ours.append(took)
            floors.append(floor.seconds(rows, SUPPLIER))
    read, stock, read_size = ask(port, "GET", "/stock", retailer)
    if len(stock["stock"]) != count:
        raise RuntimeError(f"{len(stock['stock'])} of {count} were read back")
    put, bare = statistics.median(ours), statistics.median(floors)
    return {
        "rows": count, "megabytes": round(size / 1e6, 2), "first_report_s": round(first, 2), "report_s": round(put, 3),
        "slowest_s": round(max(ours), 3), "floor_s": round(bare, 3), "of_the_floor": round(put / bare, 1),
        "rows_a_second": round(count / put), "read_s": round(read, 2), "read_megabytes": round(read_size / 1e6, 1),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
    reports = [measure(count, asked.rounds) for count in asked.rows]
    database = "postgresql" if "MONOGRAM_DATABASE_URL" in os.environ else "sqlite"
    print(json.dumps({"database": database, "reports": reports}, indent=2))


if __name__ == "__main__":
    main()
