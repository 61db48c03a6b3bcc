"""What must be true of a platform's database at any moment, whatever has happened to its processes.

Plain SQL that reads only, so that it can be asked of any installation:
`python -m tests.faults.audit DATABASE [DATA_FOLDER]`, with the path of a SQLite file or a postgresql:// URL. Without
the folder, stored files are not looked at. Each invariant is a sentence with the query for what breaks it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.database import Database

# In the queries: order status 1 is Received, 8 Dispatched, 64 Retailer Notified, 128 Cancelled; line status 3 is
# Dispatched, 7 Cancelled. Events of the kinds 'status', 'parcel' and 'items' are those that a shop is told of.


@dataclass(frozen=True)
class Invariant:
    """A sentence, and a query whose rows are the exceptions to it: the first column says which."""

    sentence: str
    exceptions: str


INVARIANTS = [
    Invariant(
        "Every submission has at least one order",
        "SELECT s.external_ref FROM orders_submission s"
        " WHERE NOT EXISTS (SELECT 1 FROM orders_order o WHERE o.submission_id = s.id)",
    ),
    Invariant(
        "A reference that is held alone is held by one submission",
        "SELECT external_ref FROM orders_submission WHERE claims_ref GROUP BY company_id, external_ref"
        " HAVING count(*) > 1",
    ),
    Invariant(
        "An idempotency key stands for one submission",
        "SELECT idempotency_key FROM orders_submission WHERE idempotency_key <> ''"
        " GROUP BY company_id, idempotency_key HAVING count(*) > 1",
    ),
    Invariant(
        "An order belongs to the company and has the reference of its submission",
        "SELECT o.id FROM orders_order o JOIN orders_submission s ON s.id = o.submission_id"
        " WHERE o.company_id <> s.company_id OR o.external_ref <> s.external_ref",
    ),
    Invariant(
        "Every order has at least one line",
        "SELECT o.id FROM orders_order o WHERE NOT EXISTS (SELECT 1 FROM orders_orderitem i WHERE i.order_id = o.id)",
    ),
    Invariant(
        "An order's events are numbered from 1 without a gap, and the last number is the order's",
        "SELECT o.id FROM orders_order o LEFT JOIN orders_orderevent e ON e.order_id = o.id"
        " GROUP BY o.id, o.sequence"
        " HAVING count(e.id) <> o.sequence OR min(e.sequence) <> 1 OR max(e.sequence) <> o.sequence",
    ),
    Invariant(
        "An order has the status of its last event that names one",
        "SELECT o.id FROM orders_order o JOIN orders_orderevent e ON e.order_id = o.id"
        " WHERE e.to_status <> o.status AND e.kind IN ('placed', 'status') AND e.sequence = (SELECT max(x.sequence)"
        " FROM orders_orderevent x WHERE x.order_id = o.id AND x.kind IN ('placed', 'status'))",
    ),
    Invariant(
        "An order without a supplier shows an error",
        "SELECT id FROM orders_order WHERE supplier_id IS NULL AND NOT has_error AND status <> 128",
    ),
    Invariant(
        "A dispatched order has only lines that are dispatched or cancelled",
        "SELECT o.id FROM orders_order o JOIN orders_orderitem i ON i.order_id = o.id"
        " WHERE o.status IN (8, 64) AND i.status NOT IN (3, 7)",
    ),
    Invariant(
        "A dispatched order has a shipment",
        "SELECT o.id FROM orders_order o WHERE o.status IN (8, 64)"
        " AND NOT EXISTS (SELECT 1 FROM shipping_shipment s WHERE s.order_id = o.id)",
    ),
    Invariant(
        "A print job that an order names is paid",
        "SELECT p.ref FROM designs_printjob p JOIN orders_orderitem i ON i.print_job_id = p.id"
        " WHERE p.status <> 'paid'",
    ),
    Invariant(
        "Of every change that a shop wants to hear of there is a callback",
        "SELECT o.id, e.sequence FROM orders_order o JOIN orders_orderevent e ON e.order_id = o.id"
        " JOIN companies_company c ON c.id = o.company_id"
        " WHERE o.status_callback_url <> '' AND NOT c.consolidates_callbacks"
        " AND e.kind IN ('status', 'parcel', 'items')"
        " AND NOT EXISTS (SELECT 1 FROM callbacks_delivery d WHERE d.order_id = o.id"
        " AND d.kind = 'status_callback' AND d.sequence = e.sequence)",
    ),
    Invariant(
        "A callback tells of an event that there was",
        "SELECT d.id FROM callbacks_delivery d JOIN companies_company c ON c.id ="
        " (SELECT company_id FROM orders_order o WHERE o.id = d.order_id)"
        " WHERE d.kind = 'status_callback' AND NOT c.consolidates_callbacks AND NOT EXISTS"
        " (SELECT 1 FROM orders_orderevent e WHERE e.order_id = d.order_id AND e.sequence = d.sequence)",
    ),
    Invariant(
        "No message arrived while an earlier one of its line was pending",
        "SELECT d.id FROM callbacks_delivery d JOIN callbacks_delivery earlier"
        " ON earlier.order_id = d.order_id AND earlier.kind = d.kind AND earlier.sequence < d.sequence"
        " WHERE d.status = 'delivered' AND earlier.status = 'pending'",
    ),
    Invariant(
        "Messages of one line arrived in their order",
        "SELECT d.id FROM callbacks_delivery d JOIN callbacks_delivery earlier"
        " ON earlier.order_id = d.order_id AND earlier.kind = d.kind AND earlier.sequence < d.sequence"
        " WHERE d.status = 'delivered' AND earlier.status = 'delivered' AND d.delivered_at < earlier.delivered_at"
        " AND NOT EXISTS (SELECT 1 FROM callbacks_attempt a WHERE a.delivery_id IN (d.id, earlier.id)"
        " AND a.is_manual)",
    ),
    Invariant(
        "A delivered message has an attempt that was answered with success",
        "SELECT d.id FROM callbacks_delivery d WHERE d.status = 'delivered' AND NOT EXISTS"
        " (SELECT 1 FROM callbacks_attempt a WHERE a.delivery_id = d.id AND a.response_status BETWEEN 200 AND 299)",
    ),
    Invariant(
        "A message that has failed or waits has no such attempt",
        "SELECT d.id FROM callbacks_delivery d WHERE d.status IN ('failed', 'pending') AND EXISTS"
        " (SELECT 1 FROM callbacks_attempt a WHERE a.delivery_id = d.id AND a.response_status BETWEEN 200 AND 299)",
    ),
    Invariant(
        "A message that waits says when it is tried",
        "SELECT id FROM callbacks_delivery WHERE status = 'pending' AND next_attempt_at IS NULL",
    ),
    Invariant(
        "A message's attempts are numbered from 1 without a gap",
        "SELECT delivery_id FROM callbacks_attempt GROUP BY delivery_id"
        " HAVING min(number) <> 1 OR max(number) <> count(*)",
    ),
]


@dataclass(frozen=True)
class Job:
    """A job of either engine. `state` is waiting, running, done or failed."""

    id: int
    task: str
    arguments: list[Any]
    state: str

    @property
    def is_open(self) -> bool:
        return self.state in {"waiting", "running"}


_STATES = {
    "ready": "waiting", "running": "running", "successful": "done",
    "todo": "waiting", "doing": "running", "succeeded": "done",
}  # fmt: skip


def jobs(database: Database) -> list[Job]:
    """Every job that is still known."""
    if database.is_postgres:
        query = "SELECT id, args::text, status::text FROM procrastinate_jobs"
        found = [(number, json.loads(args), status) for number, args, status in database.rows(query)]
        return [Job(n, args["task"], args["args"], _STATES.get(status, "failed")) for n, args, status in found]
    query = "SELECT id, task_path, args, status FROM jobs_job"
    return [Job(n, task, json.loads(a), _STATES.get(status, "failed")) for n, task, a, status in database.rows(query)]


def violations(database: Database, data: Path | None = None) -> list[str]:
    """Every exception to every invariant, in words."""
    found = [
        f"{invariant.sentence}: not {', '.join(map(str, row))}"
        for invariant in INVARIANTS
        for row in database.rows(invariant.exceptions)
    ]
    found += _orders_that_nobody_works_on(database)
    found += _bodies_that_differ(database)
    found += _broken_files(database, data) if data else []
    return found + _broken_sqlite(database)


def _orders_that_nobody_works_on(database: Database) -> list[str]:
    """An order that was received has a result or a job that will make one; a push's end reaches its order."""
    working: dict[str, set[Any]] = defaultdict(set)
    for job in jobs(database):
        if job.is_open and job.arguments:
            working[job.task.rpartition(".")[2]].add(job.arguments[0])
    idle = database.rows(
        "SELECT o.id FROM orders_order o WHERE o.status = 1 AND NOT o.has_error"
        " AND NOT EXISTS (SELECT 1 FROM callbacks_delivery d WHERE d.order_id = o.id AND d.kind = 'supplier_push')"
        " AND NOT EXISTS (SELECT 1 FROM orders_orderevent e WHERE e.order_id = o.id AND e.kind = 'no_push')"
    )
    unsettled = database.rows(
        "SELECT o.id, d.id FROM orders_order o JOIN callbacks_delivery d ON d.order_id = o.id"
        " WHERE d.kind = 'supplier_push' AND d.status IN ('delivered', 'failed') AND o.status = 1"
    )
    return [
        *(
            f"A received order has a job or a result: not {order}"
            for (order,) in idle
            if order not in working["prepare_order"]
        ),
        *(
            f"A push that has ended is told to its order, or will be: not {order}"
            for order, delivery in unsettled
            if delivery not in working["supplier_push_settled"]
        ),
    ]


def _bodies_that_differ(database: Database) -> list[str]:
    rows = database.rows(
        "SELECT d.id, d.order_id, d.sequence, d.body, e.event_id FROM callbacks_delivery d"
        " JOIN orders_orderevent e ON e.order_id = d.order_id AND e.sequence = d.sequence"
        " JOIN orders_order o ON o.id = d.order_id JOIN companies_company c ON c.id = o.company_id"
        " WHERE d.kind = 'status_callback' AND NOT c.consolidates_callbacks"
    )
    return [
        f"A callback says the event that it stands for: not {delivery}"
        for delivery, order, sequence, body, event in rows
        if [json.loads(body)[name] for name in ("id", "sequence", "event_id")] != [order, sequence, event]
    ]


def _broken_files(database: Database, data: Path) -> list[str]:
    """Artwork is there, whole, as it was when it was made."""
    rows = database.rows("SELECT file, sha256 FROM artwork_artwork")
    return [
        f"Artwork is kept whole: not {key}"
        for key, digest in rows
        if not (data / "files" / key).is_file()
        or hashlib.sha256((data / "files" / key).read_bytes()).hexdigest() != digest
    ]


def _broken_sqlite(database: Database) -> list[str]:
    if database.is_postgres:
        return []
    told = [f"integrity_check: {row[0]}" for row in database.rows("PRAGMA integrity_check") if row[0] != "ok"]
    return told + [f"foreign_key_check: {row}" for row in database.rows("PRAGMA foreign_key_check")]


def main() -> int:
    address, *folder = sys.argv[1:]
    database = Database(address if address.startswith("postgresql://") else str(Path(address).resolve()))
    found = violations(database, Path(folder[0]) if folder else None)
    print("\n".join(found) or f"{len(INVARIANTS)} invariants and more hold")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
