"""The disk is full, the database is away: clients are told so at once, and all goes on when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.common.receiver import receiving
from tests.faults.audit import violations
from tests.faults.client import RETAILER, Answer, Client
from tests.faults.installation import Installation, Installer
from tests.faults.products import ArtworkHost, Program, assert_all_is_made, is_over, made
from tests.faults.seed import PRINT_JOB_REFS
from tests.faults.small_disk import SmallDisk, can_mount, small_disk
from tests.faults.storm import is_calm
from tests.faults.waiting import wait_until
from tests.orders.world import order_body, print_job_item, stock_item
from tests.with_postgres import Postgres


@contextmanager
def on_small_disk(installer: Installer, folder: Path) -> Iterator[tuple[Installation, SmallDisk]]:
    """An installation whose data has a disk of its own."""
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk(folder / "disk"))
        yield stack.enter_context(installer.installation(disk.folder / "data")), disk


@pytest.fixture
def on_sqlite(database_server: Postgres | None) -> None:
    if database_server:
        pytest.skip("SQLite's files lie in the data folder")
    if not can_mount():
        pytest.skip("a full disk needs a small one, and only root may mount that")


@pytest.fixture
def server_of_postgres(database_server: Postgres | None) -> Postgres:
    if database_server is None:
        pytest.skip("SQLite has no server")
    return database_server


def place(installation: Installation, external_ref: str) -> Answer:
    """One order with artwork to make, on a connection of its own."""
    items = [stock_item(), print_job_item(print_job_ref=PRINT_JOB_REFS[0])]
    return Client(installation.port, RETAILER).place(order_body(external_ref=external_ref, items=items))


def taken(installation: Installation) -> list[str]:
    """The references of what is stored."""
    return [ref for (ref,) in installation.database.rows("SELECT external_ref FROM orders_submission ORDER BY id")]


def assert_told_of_accident(answer: Answer, installation: Installation) -> None:
    """The documented answer, whose reference is in the log."""
    assert answer.is_documented_accident, answer
    assert answer.json["error"]["message"].split()[-1] in (installation.logs / "serve.log").read_text()


def assert_everything_is_done(installation: Installation) -> None:
    wait_until(lambda: is_calm(installation), "everything is done")
    assert violations(installation.database, installation.data) == []


def push_to(installation: Installation, origin: str) -> None:
    """Have pushes go to a receiver."""
    installation.database.change("UPDATE suppliers_pushintegration SET url = ?", f"{origin}/push")


def test_an_order_that_finds_the_disk_full_is_told_so_and_leaves_nothing(
    on_sqlite: None, installer: Installer, tmp_path: Path
) -> None:
    with on_small_disk(installer, tmp_path) as (installation, disk):
        installation.serve()
        assert place(installation, "BEFORE").status == 200

        disk.fill()
        assert_told_of_accident(place(installation, "DURING"), installation)
        assert "DURING" not in taken(installation)
        assert violations(installation.database) == []

        disk.make_room()
        assert place(installation, "DURING").status == 200
        assert taken(installation) == ["BEFORE", "DURING"]


def test_a_worker_that_finds_the_disk_full_does_its_work_when_there_is_room(
    on_sqlite: None, installer: Installer, tmp_path: Path
) -> None:
    with on_small_disk(installer, tmp_path) as (installation, disk), receiving() as supplier:
        push_to(installation, supplier.origin)
        installation.serve()
        assert place(installation, "WAITS").status == 200
        disk.fill()
        worker = installation.worker()
        wait_until(lambda: b"full" in worker.log.read_bytes() or b"No space" in worker.log.read_bytes(), "it is full")

        disk.make_room()

        assert_everything_is_done(installation)
        assert worker.is_running
        assert len(supplier.received) == 2


def ask_for_products(installation: Installation, artwork: ArtworkHost, origin: str) -> tuple[Program, str]:
    """Twenty virtual products of two pictures; the program and its task."""
    artwork.may_answer.set()
    installation.serve()
    program = Program(installation)
    return program, program.request(origin, pictures=2, times=10)


def assert_products_are_made(installation: Installation, program: Program, task: str) -> None:
    wait_until(lambda: is_over(installation.database, task), "the task is over")
    told = program.poll(task)
    assert (told["status"], told["made"], told["pictured"], told["errors"]) == ("done", 20, 20, [])
    assert_all_is_made(installation, 20)


def test_products_that_find_the_disk_full_are_made_when_there_is_room(
    on_sqlite: None, installer: Installer, tmp_path: Path
) -> None:
    artwork = ArtworkHost()
    with on_small_disk(installer, tmp_path) as (installation, disk), receiving(artwork.behave) as host:
        program, task = ask_for_products(installation, artwork, host.origin)
        disk.fill()
        worker = installation.worker()
        wait_until(lambda: b"full" in worker.log.read_bytes() or b"No space" in worker.log.read_bytes(), "it is full")

        disk.make_room()

        assert_products_are_made(installation, program, task)


def test_products_are_made_though_postgresql_goes_in_between(
    server_of_postgres: Postgres, installation: Installation
) -> None:
    artwork = ArtworkHost()
    with receiving(artwork.behave) as host:
        program, task = ask_for_products(installation, artwork, host.origin)
        installation.worker()
        wait_until(lambda: made(installation.database), "they are made")

        server_of_postgres.stop_at_once()
        server_of_postgres.start()

        assert_products_are_made(installation, program, task)


def test_while_postgresql_is_away_clients_are_told_so_and_when_it_is_back_all_goes_on(
    server_of_postgres: Postgres, installation: Installation
) -> None:
    with receiving() as supplier:
        push_to(installation, supplier.origin)
        server, worker = installation.serve(), installation.worker()
        assert place(installation, "BEFORE").status == 200
        assert_everything_is_done(installation)

        server_of_postgres.stop_at_once()
        try:
            for _ in range(3):
                assert_told_of_accident(place(installation, "DURING"), installation)
        finally:
            server_of_postgres.start()

        wait_until(lambda: place(installation, "AFTER").status == 200, "orders are taken again")
        assert taken(installation) == ["BEFORE", "AFTER"]
        assert_everything_is_done(installation)
        assert (server.is_running, worker.is_running) == (True, True)
        assert len(supplier.received) == 4
