"""The floor: the same numbers set as durably with the database's own driver and nothing else, quickest way first.

SQLite: one `executemany` by supplier and SKU. PostgreSQL: COPY into a temporary table, then one UPDATE from it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

_UPDATE = """
UPDATE suppliers_stockitem SET quantity_available = ?, reported_at = ?, updated_at = ? WHERE supplier_id = ? AND sku = ?
"""
_FROM_TOLD = """
UPDATE suppliers_stockitem SET quantity_available = told.quantity, reported_at = now(), updated_at = now()
FROM told WHERE supplier_id = %s AND suppliers_stockitem.sku = told.sku
"""


def seconds(rows: Sequence[tuple[str, int]], supplier: int) -> float:
    """How long it takes to set what each SKU has."""
    url = os.environ.get("MONOGRAM_DATABASE_URL")
    return _postgresql(rows, supplier, url) if url else _sqlite(rows, supplier)


def _sqlite(rows: Sequence[tuple[str, int]], supplier: int) -> float:
    path = next(Path(os.environ["MONOGRAM_DATA_DIR"]).glob("*.sqlite3"))
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    began = time.perf_counter()
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_UPDATE, [(quantity, now, now, supplier, sku) for sku, quantity in rows])
    connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


def _postgresql(rows: Sequence[tuple[str, int]], supplier: int, url: str) -> float:
    import psycopg

    with psycopg.connect(url) as connection:
        began = time.perf_counter()
        connection.execute("CREATE TEMPORARY TABLE told (sku text, quantity integer) ON COMMIT DROP")
        with connection.cursor().copy("COPY told FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute(_FROM_TOLD, [supplier])
        connection.commit()
        return time.perf_counter() - began
