"""Workers die while they make products that were asked for together: each product is made, and made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.common.receiver import Receiver, receiving
from tests.faults.audit import jobs
from tests.faults.installation import Installation
from tests.faults.products import Artist, ArtworkHost, Program, assert_all_is_made, is_over, made, pictured
from tests.faults.waiting import wait_until

PICTURES, TIMES = 3, 8
ALL = PICTURES * TIMES


@pytest.fixture
def host() -> Iterator[tuple[ArtworkHost, Receiver]]:
    artwork = ArtworkHost()
    with receiving(artwork.behave) as receiver:
        yield artwork, receiver
        artwork.may_answer.set()


def test_products_are_made_once_though_their_workers_are_killed(
    installation: Installation, host: tuple[ArtworkHost, Receiver]
) -> None:
    artwork, receiver = host
    installation.serve()
    program, database = Program(installation), installation.database
    task = program.request(receiver.origin, pictures=PICTURES, times=TIMES, key="once")

    fetching = installation.worker()
    wait_until(lambda: receiver.received, "artwork is asked for")
    fetching.kill()
    artwork.may_answer.set()
    making = installation.worker()
    wait_until(lambda: made(database), "the first are made")
    making.kill()
    assert program.request(receiver.origin, pictures=PICTURES, times=TIMES, key="once") == task
    drawing = installation.worker(concurrency=2)
    wait_until(lambda: pictured(database), "the first are drawn")
    drawing.kill()
    installation.worker(concurrency=2)

    wait_until(lambda: is_over(database, task), "the task is over")
    told = program.poll(task)
    result = told.pop("result")
    assert told == {"status": "done", "total": ALL, "made": ALL, "failed": 0, "pictured": ALL, "errors": []}
    assert len({product["id"] for product in result}) == len({product["retail_sku"] for product in result}) == ALL
    assert [product["name"] for product in result] == [f"Design {n}" for n in range(PICTURES) for _ in range(TIMES)]
    assert_all_is_made(installation, ALL)
    assert {job.state for job in jobs(database)} == {"done"}


def test_what_the_creator_asks_for_again_is_made_once_by_two_workers_of_which_one_dies(
    installation: Installation, host: tuple[ArtworkHost, Receiver]
) -> None:
    artwork, receiver = host
    artwork.may_answer.set()
    installation.serve()
    artist, database = Artist(installation), installation.database
    images = [artist.bring(receiver.origin, number) for number in range(4)]

    task = artist.request(images, key="once")
    workers = [installation.worker(), installation.worker()]
    assert artist.request(images, key="once") == task
    wait_until(lambda: made(database), "they are made")
    workers[0].kill()
    assert artist.request(images, key="once") == task
    wait_until(lambda: is_over(database, task), "the task is over")

    told = artist.send("GET", f"tasks/{task}")
    assert (told["state"], told["total"], told["made"], told["failed"], told["pictured"]) == ("done", 4, 4, 0, 4)
    assert [product["name"] for product in told["products"]] == [f"Design {number}" for number in range(4)]
    assert_all_is_made(installation, 4)
