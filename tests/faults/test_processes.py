"""How processes end and are replaced: nothing in hand is dropped, nothing is left behind."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler

import pytest
from tests.common.receiver import Receiver, answer, receiving
from tests.faults.audit import jobs, violations
from tests.faults.client import RETAILER, Answer, Client
from tests.faults.installation import Installation
from tests.faults.receiver import picture
from tests.faults.storm import is_calm
from tests.faults.waiting import wait_until
from tests.orders.world import order_body


class PictureHost:
    """Gives a picture when it is let; until then whoever asks has a job in hand."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()

    def behave(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path.endswith(".png"):
            self.may_answer.wait(60)
            answer(body=picture(1), Content_Type="image/png")(handler)
        else:
            answer()(handler)


@pytest.fixture
def host() -> Iterator[tuple[PictureHost, Receiver]]:
    pictures = PictureHost()
    with receiving(pictures.behave) as receiver:
        yield pictures, receiver
        pictures.may_answer.set()


def place_one_with_picture(installation: Installation, origin: str) -> None:
    """An order whose artwork has to be fetched; its supplier's push goes to the same place."""
    installation.database.change("UPDATE suppliers_pushintegration SET url = ?", f"{origin}/push")
    url = f"{origin}/art.png"
    item = {"external_ref": "I1", "quantity": 1, "type": 1, "sku": "SHIRT-WHITE-M"}
    order = order_body(items=[{**item, "external_url": url, "external_thumbnail_url": url}])
    assert Client(installation.port, RETAILER).place(order).status == 200


def wait_until_asked(receiver: Receiver, times: int) -> None:
    wait_until(lambda: sum(r.path.endswith(".png") for r in receiver.received) >= times, "the picture is asked for")


def assert_pushed_once(installation: Installation, receiver: Receiver) -> None:
    wait_until(lambda: is_calm(installation), "everything is done")
    assert [received.path for received in receiver.received if received.method == "POST"] == ["/push"]
    assert violations(installation.database, installation.data) == []
    assert {job.state for job in jobs(installation.database)} == {"done"}


def test_a_job_whose_worker_is_killed_is_done_by_another(
    installation: Installation, host: tuple[PictureHost, Receiver]
) -> None:
    pictures, receiver = host
    installation.serve()
    first = installation.worker()
    place_one_with_picture(installation, receiver.origin)
    wait_until_asked(receiver, 1)

    first.kill()
    pictures.may_answer.set()
    installation.worker()

    assert_pushed_once(installation, receiver)


def test_a_worker_that_is_asked_to_stop_finishes_its_job_first(
    installation: Installation, host: tuple[PictureHost, Receiver]
) -> None:
    pictures, receiver = host
    installation.serve()
    first = installation.worker()
    place_one_with_picture(installation, receiver.origin)
    wait_until_asked(receiver, 1)

    first.ask_to_stop()
    pictures.may_answer.set()
    assert first.wait() == 0
    assert installation.database.value("SELECT count(*) FROM callbacks_delivery") == 1  # the job went to its end
    assert not [job for job in jobs(installation.database) if job.state == "running"]

    installation.worker()
    assert_pushed_once(installation, receiver)


@pytest.mark.any_database
def test_the_children_of_a_worker_that_is_killed_end_too(installation: Installation) -> None:
    worker = installation.worker()
    children = wait_until(lambda: found if len(found := worker.children()) >= 2 else [], "the worker has begun")

    worker.kill_alone()

    wait_until(lambda: not any(is_alive(child) for child in children), "its children end")


@pytest.mark.any_database
@pytest.mark.parametrize("web_processes", [1, 2])
def test_the_children_of_a_server_that_is_killed_end_too(installation: Installation, web_processes: int) -> None:
    server = installation.serve(workers=web_processes)
    children = wait_until(lambda: found if len(found := server.children()) >= web_processes else [], "it has begun")

    server.kill_alone()

    wait_until(lambda: not any(is_alive(child) for child in children), "its children end")
    installation.serve()


@pytest.mark.parametrize("web_processes", [1, 2])
def test_a_server_that_is_asked_to_stop_answers_what_it_has_begun(
    installation: Installation, web_processes: int
) -> None:
    server = installation.serve(workers=web_processes)
    begun = threading.Semaphore(0)

    def keep_ordering(number: int) -> list[Answer | None]:
        """Orders one after another until nobody listens; None stands for a request that broke off."""
        answers: list[Answer | None] = []
        client = Client(installation.port, RETAILER)
        while True:
            try:
                answers.append(client.place(order_body(external_ref=f"STOP-{number}-{len(answers)}")))
            except ConnectionRefusedError:
                return answers
            except (OSError, HTTPException):
                answers.append(None)
            begun.release()

    with ThreadPoolExecutor(6) as pool:
        clients = [pool.submit(keep_ordering, number) for number in range(6)]
        for _ in range(30):
            begun.acquire()
        server.ask_to_stop()
        status = server.wait()
        answers = [answer for client in clients for answer in client.result()]

    assert status == 0
    confirmed = sum(answer is not None and answer.status == 200 for answer in answers)
    assert all(answer is None or answer.status == 200 for answer in answers)
    # A connection may be closed before a request on it is read, but none that was carried out goes unanswered.
    assert installation.database.value("SELECT count(*) FROM orders_submission") == confirmed


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and was not asked for its status does not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.any_database
@pytest.mark.parametrize("size", [200_000, 300_000, 4_900_000])
def test_a_large_body_is_taken_in_whole(installation: Installation, size: int) -> None:
    """Of more than a quarter of a megabyte the body goes through a file: another way through the real server."""
    installation.serve()
    notes = [{"name": ":note", "value": "x" * (size // 100)} for _ in range(100)]
    order = order_body(
        items=[{"external_ref": "I1", "quantity": 1, "type": 4, "sku": "SHIRT-WHITE-M", "attributes": notes}]
    )

    announced = Client(installation.port, RETAILER).place({**order, "external_ref": "ANNOUNCED"})
    body = json.dumps({**order, "external_ref": "CHUNKED"}).encode()
    chunked = Client(installation.port, RETAILER).ask("POST", "/order", iter([body[:1000], body[1000:]]))

    assert (announced.status, chunked.status) == (200, 200)
    kept = installation.database.rows("SELECT external_ref FROM orders_order ORDER BY external_ref")
    assert [ref for (ref,) in kept] == ["ANNOUNCED", "CHUNKED"]
