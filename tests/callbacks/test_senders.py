"""Real worker processes that send: killed, told to stop, several at a time; writers and senders of one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from django.db import connection, connections
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer

from monogram.callbacks import services
from monogram.callbacks.models import Attempt, Delivery, DeliveryKind
from monogram.common import clock
from monogram.orders.models import Order

pytestmark = pytest.mark.django_db(transaction=True)

GIVE_UP_SECONDS = 60.0  # a bound for broken runs, far from what is needed
StartWorker = Callable[[], "subprocess.Popen[bytes]"]


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + GIVE_UP_SECONDS
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


@pytest.fixture
def start_worker() -> Iterator[StartWorker]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        script = str(Path(__file__).parents[1] / "jobs" / "worker_process.py")
        worker = subprocess.Popen(
            [sys.executable, script, str(connection.settings_dict["NAME"]), "30", "1"],
            env={
                **os.environ,
                "PYTHONPATH": "src:.",
                "DJANGO_SETTINGS_MODULE": "monogram.config.settings",
                "MONOGRAM_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
            },
            start_new_session=True,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def queue(order: Order, receiver: Receiver, sequence: int = 2) -> Delivery:
    return services.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=order,
        sequence=sequence,
        method="PUT",
        url=receiver.origin,
        body=f"{order.pk} {sequence}",
    )


def is_delivered(delivery: Delivery) -> bool:
    return Delivery.objects.filter(pk=delivery.pk, status="delivered").exists()


def holding(receiver: Receiver, go: Path) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer that comes when the file is there."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        while not go.exists() and not receiver.closing.wait(0.01):
            pass
        answer(200)(handler)

    return behave


def test_a_message_whose_sender_was_killed_is_sent_again_when_its_lease_has_run_out(
    receiver: Receiver, start_worker: StartWorker
) -> None:
    receiver.behaviour = lambda _: receiver.closing.wait()
    delivery = queue(make_order(), receiver)
    first = start_worker()
    wait_until(lambda: len(receiver.received) == 1)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not Attempt.objects.exists()

    receiver.behaviour = answer(200)
    start_worker()
    now = clock.now() - timedelta(seconds=1)  # the minute of its lease has passed
    Delivery.objects.update(leased_until=now, next_attempt_at=now)

    wait_until(lambda: is_delivered(delivery))
    assert [seen.headers["webhook-id"] for seen in receiver.received] == [delivery.pk] * 2


def test_a_stopped_sender_finishes_what_is_on_its_way_and_writes_it_down(
    tmp_path: Path, receiver: Receiver, start_worker: StartWorker
) -> None:
    receiver.behaviour = holding(receiver, tmp_path / "go")
    order = make_order()
    delivery, after = queue(order, receiver, 2), queue(order, receiver, 3)
    worker = start_worker()
    wait_until(lambda: len(receiver.received) == 1)

    worker.terminate()
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(0.5)
    (tmp_path / "go").touch()

    assert worker.wait(GIVE_UP_SECONDS) == 0
    assert is_delivered(delivery)
    after.refresh_from_db()
    assert (after.status, after.attempt_count, after.leased_until) == ("pending", 0, None)
    assert len(receiver.received) == 1


def test_several_senders_and_writers_keep_every_line_in_order_and_lose_nothing(
    receiver: Receiver, start_worker: StartWorker
) -> None:
    """Messages are written while the ones before them are being settled: none may wait for one that is done with."""
    orders = [make_order(f"ORDER{number}") for number in range(8)]
    for _ in range(2):
        start_worker()

    def write(order: Order) -> None:
        for sequence in range(2, 22):
            queue(order, receiver, sequence)
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, orders))
    wait_until(lambda: not Delivery.objects.filter(status="pending").exists())

    lines: dict[str, list[int]] = defaultdict(list)
    for seen in receiver.received:
        order, sequence = seen.body.split()
        lines[order.decode()].append(int(sequence))
    assert list(lines.values()) == [list(range(2, 22))] * 8
    assert Attempt.objects.count() == 160
