"""Who uses the platform during a storm: a shop that orders and cancels, suppliers that report."""

from __future__ import annotations

import json
import queue
import random
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.faults.client import POTTERY, PRINTER, RETAILER, Answer, Client, Trouble
from tests.faults.orders import Posting
from tests.faults.waiting import wait_until
from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID

SHOP_CONNECTIONS = 8
SUPPLIER_CONNECTIONS = 3
_SUPPLIERS = {PRINTER_ACCOUNT_ID: PRINTER, POTTERY_ACCOUNT_ID: POTTERY}


@dataclass(frozen=True)
class Report:
    """A change of status that somebody has asked for, and the platform's last word."""

    order: int
    status: int
    answer: Answer


@dataclass
class Ledger:
    """What the clients know: each posting with its definite answer, each change that was asked for."""

    answers: dict[str, Answer] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    shop: Trouble = field(default_factory=Trouble)
    suppliers: Trouble = field(default_factory=Trouble)
    accidents: dict[str, list[float]] = field(default_factory=dict)
    """When a posting's shop was told of an unexpected error, by key."""

    def orders_of(self, key: str) -> list[dict[str, Any]]:
        """The orders that a posting became; none if it was refused."""
        answer = self.answers[key]
        return list(answer.json) if answer.status == 200 else []


class Traffic:
    """Runs beside the faults. `progress` is how many postings have their answer."""

    def __init__(self, port: int, postings: Sequence[Posting], *, seed: int) -> None:
        self._port = port
        self._seed = seed
        self._postings = postings
        self._to_report: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self.ledger = Ledger()
        self._threads: list[threading.Thread] = []
        self._failures: list[BaseException] = []
        self._clients: list[Client] = []
        self._given_up = threading.Event()

    @property
    def progress(self) -> int:
        return len(self.ledger.answers)

    @property
    def accidents(self) -> int:
        """How often the shop has been told of an unexpected error so far."""
        return sum(len(client.trouble.accidents) for client in self._clients) + len(self.ledger.shop.accidents)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._guarded, args=[run]) for run in (self._order, self._report_all)]
        for thread in self._threads:
            thread.start()

    def wait_for_progress(self, postings: int) -> None:
        """Until so many postings have been answered."""
        wait_until(lambda: self._failures or self.progress >= postings, f"{postings} postings are answered", limit=600)

    def finish(self) -> Ledger:
        """Until everybody has had their answers."""
        wait_until(lambda: not any(thread.is_alive() for thread in self._threads), "the clients are done", limit=900)
        if self._failures:
            raise self._failures[0]
        return self.ledger

    def give_up(self) -> None:
        """Let nobody ask any more, so that a storm that went wrong comes to its end."""
        self._given_up.set()

    def _guarded(self, run: Any) -> None:
        try:
            run()
        except BaseException as error:
            self._failures.append(error)

    def _order(self) -> None:
        """Post everything on several connections."""
        waiting: queue.SimpleQueue[Posting] = queue.SimpleQueue()
        for posting in self._postings:
            waiting.put(posting)
        with ThreadPoolExecutor(SHOP_CONNECTIONS) as pool:
            for done in [pool.submit(self._post_from, waiting) for _ in range(SHOP_CONNECTIONS)]:
                done.result()
        for _ in range(SUPPLIER_CONNECTIONS):
            self._to_report.put(None)

    def _post_from(self, waiting: queue.SimpleQueue[Posting]) -> None:
        client = Client(self._port, RETAILER)
        self._clients.append(client)
        while True:
            try:
                posting = waiting.get_nowait()
            except queue.Empty:
                return
            answer = client.insist(
                "POST",
                "/order",
                posting.body,
                headers={"Idempotency-Key": posting.key},
                may_stop=self._given_up.is_set,
            )
            if answer is None:
                return
            with self._guard:
                self.ledger.answers[posting.key] = answer
                self.ledger.accidents[posting.key] = client.trouble.accidents
                self.ledger.shop.add(client.trouble)
                client.trouble = Trouble()
            for order in answer.json if answer.status == 200 else ():
                self._to_report.put(order)

    def _report_all(self) -> None:
        with ThreadPoolExecutor(SUPPLIER_CONNECTIONS) as pool:
            for done in [pool.submit(self._report_from, number) for number in range(SUPPLIER_CONNECTIONS)]:
                done.result()

    def _report_from(self, number: int) -> None:
        random_ = random.Random(self._seed * 1000 + number)  # noqa: S311 - for variety, and the same again
        while order := self._to_report.get():
            supplier = _SUPPLIERS.get(order["secondary_company_ref_id"])
            fate = random_.random()
            if fate < 0.1:
                self._report(RETAILER, order["id"], [128])
            elif fate < 0.75 and supplier:
                self._report(supplier, order["id"], [513, 4, 8])

    def _report(self, who: str, order: int, statuses: Sequence[int]) -> None:
        client = Client(self._port, who)
        for status in statuses:
            body = json.dumps({"status": status, "shipping_tracking": f"T{order}" if status == 8 else ""}).encode()
            answer = client.insist("PUT", f"/order/{order}/status", body, may_stop=self._given_up.is_set)
            if answer is None:
                break
            with self._guard:
                self.ledger.reports.append(Report(order, status, answer))
        client.close()
        with self._guard:
            self.ledger.suppliers.add(client.trouble)
