"""What clients were told, what the receiver got and what the database says, laid side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.faults.audit import jobs, violations
from tests.faults.database import Database, moment
from tests.faults.installation import Installation
from tests.faults.receiver import Arrival
from tests.faults.storm import Storm
from tests.orders.world import RETAILER_ID


def complaints(installation: Installation, storm: Storm) -> list[str]:
    """Everything that is not as it was promised. Empty after a storm in which nothing was lost."""
    database = installation.database
    return [
        *violations(database, installation.data),
        *_orders(database, storm),
        *_answers(storm),
        *_reports(database, storm),
        *_messages(database, storm),
        *_arrivals(storm.arrivals),
        *_rate_limit(database, storm),
        *(f"No job fails for good: not {job}" for job in jobs(database) if job.state == "failed"),
    ]


def _orders(database: Database, storm: Storm) -> Iterator[str]:
    """What was accepted exists once, what was refused does not, and there is nothing else."""
    stored: dict[str, set[int]] = defaultdict(set)
    query = "SELECT s.idempotency_key, o.id FROM orders_submission s LEFT JOIN orders_order o ON o.submission_id = s.id"
    for key, order in database.rows(query):
        stored[key].add(order)
    for posting in storm.postings:
        told = {order["id"] for order in storm.ledger.orders_of(posting.key)}
        if told != stored.pop(posting.key, set()):
            yield f"An order exists as its shop was told: not {posting.key}, told {told}"
    yield from (f"There are no orders but those that were accepted: not {key}" for key in stored)


def _answers(storm: Storm) -> Iterator[str]:
    """Refusals are those that the postings have earned; of several good ones with one reference, one was taken."""
    good: dict[str, list[int]] = defaultdict(list)
    for posting in storm.postings:
        answer = storm.ledger.answers[posting.key]
        if posting.is_valid:
            good[posting.external_ref].append(answer.status)
            if answer.status != 200 and answer.code != 8001:
                yield f"A good order is taken: not {posting.key}, {answer.body!r}"
        elif answer.status == 200:
            yield f"A wrong order is refused: not {posting.key}"
    yield from (
        f"A reference is taken once: not {ref}, {statuses}"
        for ref, statuses in good.items()
        if statuses.count(200) != 1
    )
    for trouble in (storm.ledger.shop, storm.ledger.suppliers):
        yield from (f"An accident has the documented form: not {answer}" for answer in trouble.undocumented)
        if trouble.silent:
            yield f"Requests are answered in time: not {trouble.silent}"


def _reports(database: Database, storm: Storm) -> Iterator[str]:
    """A change that was confirmed is in the order's history, once."""
    query = "SELECT order_id, to_status FROM orders_orderevent WHERE kind = 'status'"
    history = Counter(database.rows(query))
    for report in storm.ledger.reports:
        if report.answer.status == 200 and history[report.order, report.status] != 1:
            yield f"A confirmed change happened once: not {report.order} to {report.status}"


def _messages(database: Database, storm: Storm) -> Iterator[str]:
    """Every message reached the receiver, word for word, and was not given up."""
    accepted = {(arrival.message_id, arrival.kind) for arrival in storm.arrivals if arrival.is_accepted}
    kinds = {"status_callback": "callback", "supplier_push": "push"}
    for number, kind, status in database.rows("SELECT id, kind, status FROM callbacks_delivery"):
        if status in {"failed", "pending"}:
            yield f"A message is delivered in the end: not {number}, {status}"
        elif status == "delivered" and (number, kinds[kind]) not in accepted:
            yield f"What counts as delivered has arrived: not {number}"
    yield from (
        f"A message says the same each time: not {number}"
        for number, digests in _digests(storm.arrivals).items()
        if len(digests) > 1
    )


def _digests(arrivals: list[Arrival]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for arrival in arrivals:
        found[arrival.message_id].add(arrival.digest)
    return found


def _arrivals(arrivals: list[Arrival]) -> Iterator[str]:
    """Of one order no callback came before an earlier one was taken; what is repeated keeps its name."""
    seen: dict[int, list[int]] = defaultdict(list)
    names: dict[tuple[int, int], str] = {}
    refused: dict[int, set[int]] = defaultdict(set)
    for arrival in arrivals:
        if arrival.kind != "callback":
            continue
        if names.setdefault((arrival.order, arrival.sequence), arrival.message_id) != arrival.message_id:
            yield f"A message that comes again has the same id: not {arrival}"
        if arrival.sequence not in seen[arrival.order] and seen[arrival.order][-1:] > [arrival.sequence]:
            yield f"Callbacks come in their order: not {arrival}"
        if any(waiting < arrival.sequence for waiting in refused[arrival.order]):
            yield f"A callback waits until those before it are taken: not {arrival}"
        if arrival.is_accepted:
            refused[arrival.order].discard(arrival.sequence)
            seen[arrival.order] = sorted({*seen[arrival.order], arrival.sequence})
        else:
            refused[arrival.order].add(arrival.sequence)


def _rate_limit(database: Database, storm: Storm) -> Iterator[str]:
    """Every request that was answered is counted, none is counted twice."""
    query = "SELECT coalesce(sum(count), 0) FROM companies_ratelimitwindow WHERE company_id = ? AND seconds = 86400"
    counted = int(database.value(query, RETAILER_ID))
    answered = len(storm.ledger.answers)
    cancellations = storm.ledger.suppliers.requests
    if not answered <= counted <= storm.ledger.shop.requests + cancellations:
        yield f"Requests are counted once: not {counted} of {answered} answered"


def kept_despite_an_accident(installation: Installation, storm: Storm) -> int:
    """How many orders were already kept when their shop heard of an unexpected error; it asked again and got them."""
    query = "SELECT idempotency_key, created_at FROM orders_submission"
    kept = {key: moment(at).timestamp() for key, at in installation.database.rows(query)}
    return sum(key in kept and any(kept[key] < at for at in times) for key, times in storm.ledger.accidents.items())


def figures(installation: Installation, storm: Storm) -> str:
    """A storm in numbers, for people."""
    ledger, arrivals = storm.ledger, storm.arrivals
    outcomes = Counter("taken" if a.status == 200 else f"refused {a.code}" for a in ledger.answers.values())
    lines = {
        "postings": dict(sorted(outcomes.items())),
        "orders": installation.database.value("SELECT count(*) FROM orders_order"),
        "events": installation.database.value("SELECT count(*) FROM orders_orderevent"),
        "faults": storm.faults,
        "requests of the shop": f"{ledger.shop.requests}, {ledger.shop.broken} broken off,"
        f" {len(ledger.shop.accidents)} told of an error",
        "orders kept when the shop heard of an error": kept_despite_an_accident(installation, storm),
        "requests of suppliers": f"{ledger.suppliers.requests}, {ledger.suppliers.broken} broken off,"
        f" {len(ledger.suppliers.accidents)} told of an error",
        "messages": installation.database.rows(
            "SELECT kind, status, count(*) FROM callbacks_delivery GROUP BY kind, status ORDER BY kind, status"
        ),
        "arrivals": f"{len(arrivals)}, {sum(not a.is_accepted for a in arrivals)} refused,"
        f" {len(arrivals) - len({(a.message_id, a.status) for a in arrivals})} repeated",
        "jobs": dict(Counter(job.state for job in jobs(installation.database))),
        "seconds": {name: round(value) for name, value in storm.seconds.items()},
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items())
