"""The demo sites' own memory: one SQLite file with carts, orders, callbacks and the suppliers' inboxes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from monogram.common import clock
from monogram.demo.site import settings

SCHEMA = """
CREATE TABLE IF NOT EXISTS cart_lines (
    id INTEGER PRIMARY KEY,
    cart TEXT NOT NULL,
    product TEXT NOT NULL,
    sku TEXT NOT NULL,
    print_job_ref TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    texts TEXT NOT NULL DEFAULT '[]',
    thumbnail TEXT NOT NULL DEFAULT '',
    quantity INTEGER NOT NULL CHECK (quantity > 0)
);
CREATE INDEX IF NOT EXISTS cart_lines_of_cart ON cart_lines (cart);

CREATE TABLE IF NOT EXISTS made_products (
    product_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    sku TEXT NOT NULL,
    picture TEXT NOT NULL,
    blank TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS orders (
    external_ref TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    lines TEXT NOT NULL,
    delivery_pence INTEGER NOT NULL,
    total_pence INTEGER NOT NULL,
    placed_at TEXT NOT NULL
);

-- Orders that were sent and not answered yet: sent again, they are sent as they were.
CREATE TABLE IF NOT EXISTS attempts (
    external_ref TEXT PRIMARY KEY,
    submission TEXT NOT NULL,
    customer TEXT NOT NULL,
    lines TEXT NOT NULL,
    delivery_pence INTEGER NOT NULL,
    total_pence INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS parcels (
    platform_id INTEGER PRIMARY KEY,
    external_ref TEXT NOT NULL REFERENCES orders (external_ref),
    ref TEXT NOT NULL,
    status INTEGER NOT NULL,
    status_name TEXT NOT NULL,
    tracking TEXT NOT NULL DEFAULT '',
    carrier TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    line_refs TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS parcels_of_order ON parcels (external_ref);

CREATE TABLE IF NOT EXISTS callbacks (
    webhook_id TEXT PRIMARY KEY,
    platform_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    status INTEGER NOT NULL,
    status_name TEXT NOT NULL,
    tracking TEXT NOT NULL,
    carrier TEXT NOT NULL,
    is_stale INTEGER NOT NULL,
    body TEXT NOT NULL,
    received_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS callbacks_of_parcel ON callbacks (platform_id, sequence);

CREATE TABLE IF NOT EXISTS inbox (
    supplier INTEGER NOT NULL,
    platform_id INTEGER NOT NULL,
    status INTEGER NOT NULL,
    tracking TEXT NOT NULL DEFAULT '',
    document TEXT NOT NULL,
    signature TEXT NOT NULL,
    times_received INTEGER NOT NULL DEFAULT 1,
    received_at TEXT NOT NULL,
    PRIMARY KEY (supplier, platform_id)
);

-- Every document about an order, as it came: `name` is a file's path, or the address that was asked.
CREATE TABLE IF NOT EXISTS receipts (
    id INTEGER PRIMARY KEY,
    supplier INTEGER NOT NULL,
    platform_id INTEGER NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    signature TEXT NOT NULL,
    document TEXT NOT NULL,
    received_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS receipts_of_order ON receipts (supplier, platform_id);
INSERT INTO receipts (supplier, platform_id, channel, name, size, signature, document, received_at)
    SELECT supplier, platform_id, 'push', '/inbox/push/' || supplier, length(CAST(document AS BLOB)), signature,
           document, received_at
    FROM inbox WHERE NOT EXISTS (
        SELECT 1 FROM receipts WHERE receipts.supplier = inbox.supplier AND receipts.platform_id = inbox.platform_id
    );

-- Files that suppliers have written for the platform. Once it has read one, the order is what the file says.
CREATE TABLE IF NOT EXISTS news (
    supplier INTEGER NOT NULL,
    path TEXT NOT NULL,
    platform_id INTEGER,
    status INTEGER,
    tracking TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'refused')),
    reason TEXT NOT NULL DEFAULT '',
    written_at TEXT NOT NULL,
    PRIMARY KEY (supplier, path)
);

CREATE TABLE IF NOT EXISTS labels (
    shipment_id INTEGER PRIMARY KEY,
    supplier INTEGER NOT NULL,
    platform_id INTEGER NOT NULL,
    carrier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    url TEXT NOT NULL,
    printed_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS shelf (
    supplier INTEGER NOT NULL,
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (supplier, sku)
);
"""

_local = threading.local()


def _connection() -> sqlite3.Connection:
    """This thread's connection. WAL and a busy time-out let threads write in turn."""
    connection: sqlite3.Connection | None = getattr(_local, "connection", None)
    if connection is None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(settings.DATA_DIR / "sites.sqlite3", timeout=15, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; {SCHEMA}")
        _local.connection = connection
    return connection


@contextmanager
def transaction() -> Iterator[sqlite3.Connection]:
    """All or nothing, one writer at a time."""
    connection = _connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def rows(sql: str, *parameters: Any) -> list[sqlite3.Row]:
    """Every row of a query."""
    return _connection().execute(sql, parameters).fetchall()


def row(sql: str, *parameters: Any) -> sqlite3.Row | None:
    """The first row of a query."""
    found: sqlite3.Row | None = _connection().execute(sql, parameters).fetchone()
    return found


def timestamp() -> str:
    """Now, as the store writes it: ISO 8601 in UTC."""
    return clock.now().isoformat(timespec="seconds")
