"""Every list that people and programs leaf through, with a hundred thousand entries: `python -m benchmarks.lists`.

A database is made with as many blanks that every retailer sees, stock items, orders and print jobs; then each list is
asked over real HTTP for its first, middle and last page, as GraphQL, the designer, the creator, the back office and the
portal ask for it. `--only WORD` asks for those whose name has the word. SQLite, or PostgreSQL where
`MONOGRAM_DATABASE_URL` names one (`python tests/with_postgres.py python -m benchmarks.lists`). Prints JSON.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.intake.__main__ import a_database, free_port, server
from benchmarks.lists.world import ALL, SOME

_PRODUCT = "id name retail_sku type base_product { name } snapshots { small } categories { name }"
_PAGED = {
    "products": _PRODUCT,
    "orders": "id ref status items { sku quantity }",
    "print_jobs": "ref status product { name }",
    "stock": "quantity_available linked { product { retail_sku } }",
}
_BY_NAME = {"order": {"name": "asc"}}
_GRAPHQL: dict[str, tuple[str, dict[str, Any]]] = {
    "products, by number": ("products", {}),
    "products, by name": ("products", _BY_NAME),
    "products, by name, last first": ("products", {"order": {"name": "desc"}}),
    "products, blanks by name": ("products", {"filter": {"type_flags": 1}, **_BY_NAME}),
    "products, virtual ones by name": ("products", {"filter": {"type_flags": 8}, **_BY_NAME}),
    "products, stock items by name": ("products", {"filter": {"type_flags": 4}, **_BY_NAME}),
    "products, a frequent word, by name": ("products", {"filter": {"term": "lion"}, **_BY_NAME}),
    "products, two words, by name": ("products", {"filter": {"term": "lion star"}, **_BY_NAME}),
    "products, a rare word, by name": ("products", {"filter": {"term": "4711"}, **_BY_NAME}),
    "products, a word that none has": ("products", {"filter": {"term": "zebra"}, **_BY_NAME}),
    "products, of one blank": ("products", {"filter": {"base_product_id": 7}, **_BY_NAME}),
    "products, by SKU": ("products", {"filter": {"retail_sku": "NONE"}}),
    "products, a category of all, by number": ("products", {"filter": {"category_id": ALL}}),
    "products, a category of all, by name": ("products", {"filter": {"category_id": ALL}, **_BY_NAME}),
    "products, a frequent word in it, by name": (
        "products", {"filter": {"category_id": ALL, "term": "lion"}, **_BY_NAME},
    ),
    "products, blanks of it, by name": ("products", {"filter": {"category_id": ALL, "type_flags": 1}, **_BY_NAME}),
    "products, two categories, by number": ("products", {"filter": {"category_id": [ALL, SOME]}}),
    "products, two categories, by name": ("products", {"filter": {"category_id": [ALL, SOME]}, **_BY_NAME}),
    "products, a frequent word in two, by name": (
        "products", {"filter": {"category_id": [ALL, SOME], "term": "lion"}, **_BY_NAME},
    ),
    "orders": ("orders", {}),
    "orders, newest first": ("orders", {"order": {"id": "desc"}}),
    "orders, of a status": ("orders", {"filter": {"status": [8]}}),
    "orders, in error": ("orders", {"filter": {"has_error": True}}),
    "orders, changed since": ("orders", {"filter": {"changed_since": "2020-01-01 00:00:00"}}),
    "print jobs": ("print_jobs", {}),
    "print jobs, paid": ("print_jobs", {"filter": {"status": "paid"}}),
    "stock": ("stock", {}),
}  # fmt: skip
_PAGES = {
    "designer, all": "/s/data/products?company={shop}",
    "designer, a frequent word": "/s/data/products?company={shop}&q=lion",
    "designer, a word that none has": "/s/data/products?company={shop}&q=zebra",
    "designer, a category of all": "/s/data/products?company={shop}&pc=1",
    "designer, two categories": "/s/data/products?company={shop}&pc=1,2",
    "creator, blanks": "/artists/data/blanks?",
    "creator, blanks with a frequent word": "/artists/data/blanks?q=lion",
    "creator, blanks with a rare word": "/artists/data/blanks?q=4711",
    "creator, blanks of a colour": "/artists/data/blanks?colour=Navy",
    "creator, its start": "/artists/data/start?",
    "back office, products": "/admin/catalogue/product/?",
    "back office, products by number": "/admin/catalogue/product/?o=-3",
    "back office, products with a word": "/admin/catalogue/product/?q=lion",
    "back office, products with a word that none has": "/admin/catalogue/product/?q=zebra",
    "back office, products of a category": "/admin/catalogue/product/?categories__id__exact=1",
    "back office, virtual products": "/admin/virtual_products/virtualproduct/?",
    "back office, virtual products with a word": "/admin/virtual_products/virtualproduct/?q=lion",
    "back office, categories": "/admin/catalogue/category/?",
    "back office, products to choose": (
        "/admin/autocomplete/?app_label=catalogue&model_name=category&field_name=products&term=lion"
    ),
    "back office, orders": "/admin/orders/order/?",
    "back office, stock": "/admin/suppliers/stockitem/?",
    "back office, stock with a word": "/admin/suppliers/stockitem/?q=4711",
    "portal, stock": "/portal/{factory}/stock/?",
    "portal, stock with a word": "/portal/{factory}/stock/?q=lion",
    "portal, orders": "/portal/{factory}/?",
}  # fmt: skip
_MOST_PAGES = 1000
"""Of the designer's and the creator's lists."""
_PAGE_LINK = re.compile(rb"[?;&]p(?:age)?=([0-9]+)")


class RefusedError(Exception):
    """There is no such page."""


@dataclass(frozen=True)
class List:
    """A list by its name; what is asked for a page of it, and which page is the last."""

    name: str
    ask: Callable[[int], bytes]
    last: int


class Asking:
    """One connection, as programs and browsers keep it."""

    def __init__(self, port: int, askers: dict[str, Any], count: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._askers, self._count = askers, count
        form = {**askers["client"], "grant_type": "client_credentials"}
        form["client_secret"] = form.pop("secret")
        answer = self._ask("POST", "/token", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        self._token = json.loads(answer)["access_token"]

    def lists(self, only: str) -> Iterator[List]:
        """Those whose name has the word."""
        for name, (field, variables) in _GRAPHQL.items():
            if only in name:
                yield self._list_of_graphql(name, field, variables)
        for name, address in _PAGES.items():
            if only in name:
                yield self._list_of_pages(name, address.format(**self._askers))

    def _list_of_graphql(self, name: str, field: str, variables: dict[str, Any]) -> List:
        known = {"filter": "$filter: Json", "order": "$order: Json"}
        declared = "".join(f"{known[key]} " for key in variables)
        given = "".join(f"{key}: ${key} " for key in variables)
        asked = f"{field}({given}page: $page, count: 25) {{ pages {{ last }} items {{ {_PAGED[field]} }} }}"
        query = f"query({declared}$page: Int) {{ {asked} }}"
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}

        def ask(page: int) -> bytes:
            body = json.dumps({"query": query, "variables": {**variables, "page": page}})
            return self._ask("POST", "/graphql", body, headers)

        answer = json.loads(ask(1))
        if "errors" in answer:
            raise RuntimeError(f"{name}: {answer['errors']}")
        return List(name, ask, answer["data"][field]["pages"]["last"])

    def _list_of_pages(self, name: str, address: str) -> List:
        headers = {"Cookie": self._askers["cookie"]}
        if address.startswith("/artists"):
            headers["Authorization"] = f"Bearer {self._askers['creator']}"
        named = "p" if address.startswith("/admin") and "autocomplete" not in address else "page"

        def ask(page: int) -> bytes:
            return self._ask("GET", f"{address}&{named}={page}", None, headers)

        most = _MOST_PAGES if address.startswith(("/s/", "/artists")) else self._count
        return List(name, ask, _last_page(ask, most))

    def _ask(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> bytes:
        self._connection.request(method, address.replace("?&", "?"), body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status == 200:
            return answer
        is_refused = response.status in {302, 400, 404}
        raise (RefusedError if is_refused else RuntimeError)(f"{response.status} for {address}: {answer[:300]!r}")


def _last_page(ask: Callable[[int], bytes], most: int) -> int:
    """The first of up to `most` pages that names no next one. Those beyond it are refused, empty or the last again."""

    def is_last(page: int) -> bool:
        try:
            answer = ask(page)
        except RefusedError:
            return True
        if answer.startswith(b"{"):
            told = json.loads(answer)
            return not (told.get("next") or told.get("pagination", {}).get("more"))
        return all(int(number) <= page for number in _PAGE_LINK.findall(answer))

    return 1 + bisect_left(range(1, most), True, key=is_last)


def measure(asking: Asking, rounds: int, only: str) -> dict[str, dict[str, float]]:
    """Milliseconds of the first, middle and last page of every list, each the middle of the rounds."""
    told = {}
    for each in asking.lists(only):
        pages = {"first": 1, "middle": max(1, each.last // 2), "last": each.last}
        told[each.name] = {name: _taken(each, page, rounds) for name, page in pages.items()}
        print(each.name, *told[each.name].values(), file=sys.stderr)
    return told


def _taken(asked: List, page: int, rounds: int) -> float:
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        asked.ask(page)
        took.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(took), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
    with tempfile.TemporaryDirectory(prefix="monogram-lists-") as folder, a_database():
        os.environ["MONOGRAM_DATA_DIR"] = folder
        askers = Path(folder) / "askers.json"
        subprocess.run([sys.executable, "-m", "benchmarks.lists.world", str(asked.entries), str(askers)], check=True)
        port = free_port()
        command = [sys.executable, "-m", "monogram.config.cli", "serve", "--port", str(port), "--workers", "1"]
        with server(command, port):
            asking = Asking(port, json.loads(askers.read_text()), asked.entries)
            lists = measure(asking, asked.rounds, asked.only)
    database = "postgresql" if "MONOGRAM_DATABASE_URL" in os.environ else "sqlite"
    print(json.dumps({"database": database, "lists": lists}, indent=2))


if __name__ == "__main__":
    main()
