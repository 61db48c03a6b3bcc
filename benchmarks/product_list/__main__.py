"""The list of a hundred thousand products, page by page: `python -m benchmarks.product_list [--products 100000]`.

A database is made, then `products(filter, order, page, count)` is asked over real HTTP for its first, middle and last
page and the two in the middle, which are the farthest from either end, and for the floor: as many products by their
numbers, which are known. SQLite, or PostgreSQL where `MONOGRAM_DATABASE_URL` names one (`python
tests/with_postgres.py python -m benchmarks.product_list`). Prints JSON.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.intake.__main__ import a_database, cpu_seconds, free_port, server
from benchmarks.product_list.world import CATEGORY, SMALL_CATEGORY

_PER_PAGE = 25
_QUERY = """query($filter: Json, $order: Json, $page: Int) {
    products(filter: $filter, order: $order, page: $page, count: 25) {
        pages { last totalItemCount } items { id name retail_sku type base_product { name } snapshots { small } }
    }
}"""
_LISTS: dict[str, dict[str, Any]] = {
    "all, by number": {},
    "all, by name": {"order": {"name": "asc"}},
    "a category of all, by number": {"filter": {"category_id": CATEGORY}},
    "a category of all, by name": {"filter": {"category_id": CATEGORY}, "order": {"name": "asc"}},
    "a small category, by name": {"filter": {"category_id": SMALL_CATEGORY}, "order": {"name": "asc"}},
    "both categories, by name": {"filter": {"category_id": [CATEGORY, SMALL_CATEGORY]}, "order": {"name": "asc"}},
    "those with a frequent word, by number": {"filter": {"term": "lion"}},
    "those with a frequent word, by name": {"filter": {"term": "lion"}, "order": {"name": "asc"}},
    "those with a rare word, by name": {"filter": {"term": "4711"}, "order": {"name": "asc"}},
    "those with a word that none has, by name": {"filter": {"term": "zebra"}, "order": {"name": "asc"}},
    "those of a category with a frequent word, by name": {
        "filter": {"category_id": CATEGORY, "term": "lion"},
        "order": {"name": "asc"},
    },
}


class _Asking:
    """One connection of a client, as programs keep it."""

    def __init__(self, port: int, client: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        form = {"client_id": client["client_id"], "client_secret": client["secret"], "grant_type": "client_credentials"}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self._headers = {"Authorization": f"Bearer {self._post('/token', urlencode(form), kind)['access_token']}"}

    def products(self, **variables: Any) -> tuple[float, Any]:
        """Milliseconds to the whole answer, and the answer."""
        body = json.dumps({"query": _QUERY, "variables": variables})
        began = time.perf_counter()
        answer = self._post("/graphql", body, self._headers)
        return (time.perf_counter() - began) * 1000, answer["data"]["products"]

    def _post(self, path: str, body: str, headers: dict[str, str]) -> Any:
        self._connection.request("POST", path, body, headers)
        return json.loads(self._connection.getresponse().read())


def measure(count: int, rounds: int) -> dict[str, Any]:
    """Every list at four of its pages, and the floor."""
    with tempfile.TemporaryDirectory(prefix="monogram-products-") as folder, a_database():
        os.environ["MONOGRAM_DATA_DIR"] = folder
        client_file = Path(folder) / "client.json"
        subprocess.run(
            [sys.executable, "-m", "benchmarks.product_list.world", str(count), str(client_file)], check=True
        )
        port = free_port()
        command = [sys.executable, "-m", "monogram.config.cli", "serve", "--port", str(port), "--workers", "1"]
        with server(command, port) as pid:
            asking = _Asking(port, json.loads(client_file.read_text()))
            return {name: _pages(asking, pid, wanted, rounds) for name, wanted in _LISTS.items()}


def _pages(asking: _Asking, pid: int, wanted: dict[str, Any], rounds: int) -> dict[str, Any]:
    _, first = asking.products(**wanted)
    _, any_products = asking.products()
    total, last = first["pages"]["totalItemCount"], first["pages"]["last"]
    pages = {"first": 1, "before_the_middle": max(1, last // 2), "behind_the_middle": last // 2 + 1, "last": last}
    _, final = asking.products(**wanted, page=last)
    if total and len(final["items"]) != (total - 1) % _PER_PAGE + 1:
        raise RuntimeError(f"{len(final['items'])} products are on the last page")
    told: dict[str, Any] = {"products": total}
    for name, page in pages.items():
        told[name] = _taken(asking, pid, rounds, **wanted, page=page)
    told["floor"] = _taken(asking, pid, rounds, filter={"id": [item["id"] for item in any_products["items"]]})
    return told


def _taken(asking: _Asking, pid: int, rounds: int, **variables: Any) -> dict[str, float]:
    """Milliseconds of a page: the middle and the fastest of the rounds, and the server's processor time of each."""
    began = cpu_seconds(pid)
    took = [asking.products(**variables)[0] for _ in range(rounds)]
    processor = (cpu_seconds(pid) - began) * 1000 / rounds
    return {
        "middle_ms": round(statistics.median(took), 1),
        "fastest_ms": round(min(took), 1),
        "processor_ms": round(processor, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
    lists = measure(asked.products, asked.rounds)
    database = "postgresql" if "MONOGRAM_DATABASE_URL" in os.environ else "sqlite"
    print(json.dumps({"database": database, "lists": lists}, indent=2))


if __name__ == "__main__":
    main()
