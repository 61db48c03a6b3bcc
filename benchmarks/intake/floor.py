"""The floor: a bare WSGI callable that does the same inserts, as durably, with the database's own driver.

It looks the key up, counts the request against both limits, parses the body, and writes submission, order, line, event
and job in one transaction. It checks nothing, routes nothing and answers with the few fields that clients read. The
statements and the values of all the columns that it does not set itself come with `MONOGRAM_FLOOR`, a JSON file that
`world` writes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CONFIG: dict[str, Any] = json.loads(Path(os.environ["MONOGRAM_FLOOR"]).read_text())
SQL: dict[str, str] = CONFIG["sql"]
VALUES: dict[str, dict[str, Any]] = CONFIG["values"]
HASH_KEY = base64.b64decode(CONFIG["hash_key"])
IS_SQLITE = bool(CONFIG["sqlite"])
_local = threading.local()


def _connection() -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = _open()
    return _local.connection


def _open() -> Any:
    if not IS_SQLITE:
        import psycopg

        return psycopg.connect(CONFIG["postgres"], autocommit=True)
    connection = sqlite3.connect(CONFIG["sqlite"], timeout=20, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _windows(now: datetime, company: int) -> Iterable[list[Any]]:
    for seconds in (3600, 86400):
        start = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
        yield [company, seconds, _moment(start), 10**9]


def _moment(value: datetime) -> Any:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if IS_SQLITE else value


def _insert(run: Callable[..., Any], table: str, **own: Any) -> Any:
    row = run(SQL[table], list((VALUES[table] | own).values())).fetchone()
    return row[0] if row else None


def _write(run: Callable[..., Any], authorization: str, body: bytes) -> tuple[int, str, list[dict[str, Any]]]:
    company_id, _, key = authorization.removeprefix("Basic ").partition(":")
    key_hash = hmac.new(HASH_KEY, key.encode(), hashlib.sha256).hexdigest()
    found = run(SQL["key"], [int(company_id), key_hash]).fetchone()
    if found is None:
        raise PermissionError(company_id)
    now, order = datetime.now(UTC), json.loads(body)
    company, ref = found[0], secrets.token_hex(8).upper()
    run("BEGIN IMMEDIATE" if IS_SQLITE else "BEGIN", [])
    for window in _windows(now, company):
        run(SQL["rate_limit"], window).fetchone()
    moment = _moment(now)
    submission = _insert(
        run, "submission", company_id=company, external_ref=order["external_ref"], body=body.decode(),
        body_sha256=hashlib.sha256(body).hexdigest(), created_at=moment,
    )  # fmt: skip
    order_id = _insert(
        run, "order", ref=ref, submission_id=submission, company_id=company, external_ref=order["external_ref"],
        creation_datetime=moment, updated_at=moment, shipping_address_1=order["shipping_address_1"],
        shipping_postcode=order["shipping_postcode"], shipping_country_code=order["shipping_country_code"],
    )  # fmt: skip
    items = []
    for line in order["items"]:
        item_ref = secrets.token_hex(6)[:11].upper()
        item_id = _insert(
            run, "item", order_id=order_id, ref=item_ref, external_ref=line["external_ref"], sku=line["sku"],
            quantity=line["quantity"], type=line["type"],
        )  # fmt: skip
        items.append({"id": item_id, "ref": item_ref, "external_ref": line["external_ref"]})
    _insert(run, "event", order_id=order_id, event_id=secrets.token_hex(16), at=moment)
    if IS_SQLITE:
        _insert(run, "job", args=f"[{order_id}]", run_after=moment, enqueued_at=moment)
    else:
        run(SQL["job"], [json.dumps({"task": "monogram.oms.jobs.prepare_order", "args": [order_id], "kwargs": {}})])
    run("COMMIT", [])
    return order_id, ref, items


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`POST` of an order."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    run = _connection().execute
    order_id, ref, items = _write(run, environ["HTTP_AUTHORIZATION"], body)
    answer = [{"id": order_id, "ref": ref, "has_error": False, "error_message": "", "items": items}]
    content = json.dumps(answer).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
    return [content]
