"""Many at once, over real connections: what is limited to one, or to a number, stays so."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.faults.audit import violations
from tests.faults.client import RETAILER, Answer, Client
from tests.faults.installation import Installation
from tests.faults.waiting import wait_until
from tests.orders.world import RETAILER_ID, order_body, print_job_item, stock_item

from monogram.common import clock

TOGETHER = 200


def all_at_once(count: int, ask: Callable[[int], Answer]) -> list[Answer]:
    """Call `ask` in as many threads, none of which begins before all are there."""
    gate = threading.Barrier(count)

    def wait_and_ask(number: int) -> Answer:
        gate.wait()
        return ask(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(wait_and_ask, range(count)))


def post_together(installation: Installation, order: dict[str, Any], *, key: str = "") -> list[Answer]:
    """The same order on two hundred connections."""
    return all_at_once(TOGETHER, lambda _: Client(installation.port, RETAILER).place(order, key=key))


def split_order(external_ref: str) -> dict[str, Any]:
    """One for two suppliers."""
    return order_body(external_ref=external_ref, items=[stock_item(), print_job_item()])


def assert_stored_once(installation: Installation, external_ref: str) -> list[int]:
    """One submission, its two orders with a line and a job each. The orders' ids."""
    database = installation.database
    assert database.value("SELECT count(*) FROM orders_submission WHERE external_ref = ?", external_ref) == 1
    ids = [row[0] for row in database.rows("SELECT id FROM orders_order WHERE external_ref = ?", external_ref)]
    assert len(ids) == 2
    assert database.value("SELECT count(*) FROM orders_orderitem") == 2
    assert database.value("SELECT count(*) FROM orders_orderevent") == 2
    assert violations(database, installation.data) == []
    return sorted(ids)


@pytest.mark.parametrize("web_processes", [1, 2])
def test_of_two_hundred_parallel_orders_with_one_reference_one_is_taken(
    installation: Installation, web_processes: int
) -> None:
    installation.serve(workers=web_processes)

    answers = post_together(installation, split_order("RIVALS"))

    assert Counter((answer.status, answer.code) for answer in answers) == {(200, None): 1, (400, 8001): TOGETHER - 1}
    ids = assert_stored_once(installation, "RIVALS")
    (taken,) = [answer for answer in answers if answer.status == 200]
    assert sorted(order["id"] for order in taken.json) == ids


@pytest.mark.parametrize("web_processes", [1, 2])
def test_two_hundred_parallel_repeats_by_one_idempotency_key_get_the_same_orders(
    installation: Installation, web_processes: int
) -> None:
    installation.serve(workers=web_processes)

    answers = post_together(installation, split_order("REPEATS"), key="one-key")

    assert Counter(answer.status for answer in answers) == {200: TOGETHER}
    ids = assert_stored_once(installation, "REPEATS")
    assert {tuple(sorted(order["id"] for order in answer.json)) for answer in answers} == {tuple(ids)}


def test_of_eighty_parallel_requests_the_rate_limit_lets_its_number_pass(installation: Installation) -> None:
    installation.database.change("UPDATE companies_company SET hourly_request_limit = 37 WHERE id = ?", RETAILER_ID)
    installation.serve(workers=2)
    wait_until(lambda: clock.now().minute < 59, "the hour lasts until all are answered")

    answers = all_at_once(
        80, lambda number: Client(installation.port, RETAILER).place(order_body(external_ref=f"LIMIT-{number}"))
    )

    assert Counter((answer.status, answer.code) for answer in answers) == {(200, None): 37, (400, 50004): 43}
    assert installation.database.value("SELECT count(*) FROM orders_submission") == 37
    counts = installation.database.rows(
        "SELECT seconds, count FROM companies_ratelimitwindow WHERE company_id = ?", RETAILER_ID
    )
    assert sorted(counts) == [(3600, 37), (86400, 37)]
