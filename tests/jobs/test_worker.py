"""Real worker processes: killed, stopped and busy."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.jobs import sample_jobs

from monogram.jobs.testing import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)

GIVE_UP_SECONDS = 60.0  # a bound for broken runs, far from what is needed
StartWorker = Callable[..., "subprocess.Popen[bytes]"]


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + GIVE_UP_SECONDS
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


def marks(folder: Path) -> dict[str, int]:
    """How often each mark was made."""
    return {file.name: file.stat().st_size for file in folder.iterdir()}


@pytest.fixture
def start_worker() -> Iterator[StartWorker]:
    started: list[subprocess.Popen[bytes]] = []

    def start(*, lease_seconds: float = 30, concurrency: int = 1) -> subprocess.Popen[bytes]:
        name = str(connection.settings_dict["NAME"])
        script = str(Path(__file__).with_name("worker_process.py"))
        worker = subprocess.Popen(
            [sys.executable, script, name, str(lease_seconds), str(concurrency)],
            env={**os.environ, "PYTHONPATH": "src:.", "DJANGO_SETTINGS_MODULE": "monogram.config.settings"},
            start_new_session=True,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def test_a_job_whose_worker_was_killed_runs_again(tmp_path: Path, start_worker: StartWorker) -> None:
    sample_jobs.wait_for.enqueue(str(tmp_path), "a")
    first = start_worker(lease_seconds=1)
    wait_until((tmp_path / "a-begun").exists)
    os.killpg(first.pid, signal.SIGKILL)

    start_worker(lease_seconds=1)
    wait_until(lambda: marks(tmp_path)["a-begun"] == 2)
    (tmp_path / "a-go").touch()

    wait_until(lambda: marks(tmp_path).get("a-done") == 1)


def test_a_job_longer_than_its_lease_is_not_taken_away(tmp_path: Path, start_worker: StartWorker) -> None:
    sample_jobs.wait_for.enqueue(str(tmp_path), "a")
    start_worker(lease_seconds=3, concurrency=2)
    wait_until((tmp_path / "a-begun").exists)
    begun = time.monotonic()

    # Others keep looking for stalled jobs all the while.
    wait_until(lambda: time.monotonic() > begun + 4)
    (tmp_path / "a-go").touch()
    wait_until((tmp_path / "a-done").exists)

    assert marks(tmp_path)["a-begun"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_worker_finishes_its_job_and_takes_no_other(
    tmp_path: Path, start_worker: StartWorker, number: signal.Signals
) -> None:
    sample_jobs.wait_for.enqueue(str(tmp_path), "a")
    worker = start_worker()
    wait_until((tmp_path / "a-begun").exists)

    worker.send_signal(number)
    sample_jobs.touch.enqueue(str(tmp_path), "late")
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(0.5)
    (tmp_path / "a-go").touch()

    assert worker.wait(GIVE_UP_SECONDS) == 0
    assert marks(tmp_path) == {"a-begun": 1, "a-go": 0, "a-done": 1}
    assert run_due_jobs() == 1  # the late one, and not the finished one


def test_the_same_signal_again_ends_a_worker_at_once(tmp_path: Path, start_worker: StartWorker) -> None:
    sample_jobs.wait_for.enqueue(str(tmp_path), "a")
    worker = start_worker()
    wait_until((tmp_path / "a-begun").exists)

    worker.send_signal(signal.SIGTERM)
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(0.5)

    def end_after_another() -> bool:
        """Two that come before the first is looked at are one to it."""
        worker.send_signal(signal.SIGTERM)
        return worker.poll() is not None

    wait_until(end_after_another)
    assert worker.wait() == 1


def test_children_end_with_a_parent_that_was_killed(tmp_path: Path, start_worker: StartWorker) -> None:
    sample_jobs.wait_for.enqueue(str(tmp_path), "a")
    worker = start_worker()
    wait_until((tmp_path / "a-begun").exists)

    worker.kill()
    worker.wait()
    (tmp_path / "a-go").touch()

    wait_until((tmp_path / "a-done").exists)
    wait_until(lambda: not process_group_exists(worker.pid))


def process_group_exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_processes_share_the_work_and_do_each_job_once(tmp_path: Path, start_worker: StartWorker) -> None:
    held, done = tmp_path / "held", tmp_path / "done"
    held.mkdir()
    done.mkdir()
    workers = [start_worker(concurrency=2) for _ in range(2)]
    for number in range(4):  # one for each process: when all have begun, both workers are up
        sample_jobs.wait_for.enqueue(str(held), f"{number}")
    wait_until(lambda: len(marks(held)) == 4)
    for number in range(60):
        sample_jobs.touch.enqueue(str(done), f"{number}")
    for number in range(4):
        (held / f"{number}-go").touch()

    wait_until(lambda: len(marks(done)) == 60)
    for worker in workers:
        worker.terminate()

    assert [worker.wait(GIVE_UP_SECONDS) for worker in workers] == [0, 0]
    assert set(marks(done).values()) == {1}
    assert run_due_jobs() == 0


def test_native_libraries_work_in_worker_processes(tmp_path: Path, start_worker: StartWorker) -> None:
    for number in range(8):
        sample_jobs.draw.enqueue(str(tmp_path), f"{number}")
    start_worker(concurrency=2)

    wait_until(lambda: len(marks(tmp_path)) == 8)
