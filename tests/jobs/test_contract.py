"""What jobs promise, on whichever database and engine is configured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django_tasks.exceptions import InvalidTaskError
from tests.common.at_once import at_once
from tests.jobs import sample_jobs
from tests.jobs.sample_jobs import runs

from monogram.common import clock
from monogram.jobs import cron
from monogram.jobs.engine import engine
from monogram.jobs.retry import RETRY_DELAYS
from monogram.jobs.testing import run_due_jobs

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forget_runs() -> None:
    runs.clear()


@pytest.mark.django_db
def test_a_rolled_back_transaction_leaves_no_job() -> None:
    with transaction.atomic():
        sample_jobs.note.enqueue("never")
        transaction.set_rollback(True)

    assert run_due_jobs() == 0


@pytest.mark.django_db
def test_arguments_survive() -> None:
    arguments: list[Any] = [1, 2.5, 'Grüße 🎁 \\ "quoted"', None, True, [1, [2]], {"a": {"b": []}}]

    sample_jobs.note.enqueue(*arguments, name="value", nothing=None)

    assert run_due_jobs() == 1
    assert runs == [[arguments, {"name": "value", "nothing": None}]]


@pytest.mark.django_db
def test_arguments_that_are_not_json_are_refused_at_once() -> None:
    with pytest.raises(TypeError):
        sample_jobs.note.enqueue(NOON)

    assert run_due_jobs() == 0


@pytest.mark.django_db
def test_jobs_run_in_order_and_what_they_enqueue_too() -> None:
    with clock.frozen(NOON):
        sample_jobs.note_after.enqueue("first", then="third")
        sample_jobs.note.enqueue("second")
        sample_jobs.urgent.enqueue("urgent")

        assert run_due_jobs() == 4

    assert runs == ["urgent", "first", [["second"], {}], [["third"], {}]]


@pytest.mark.django_db
def test_a_job_waits_for_its_time() -> None:
    with clock.frozen(NOON):
        sample_jobs.note.using(run_after=NOON + timedelta(hours=2)).enqueue("later")

        clock.advance(timedelta(hours=2) - timedelta(microseconds=1))
        assert run_due_jobs() == 0
        clock.advance(timedelta(microseconds=1))
        assert run_due_jobs() == 1


@pytest.mark.django_db
def test_a_failing_job_is_run_again_by_the_schedule_and_then_fails_for_good() -> None:
    with clock.frozen(NOON):
        sample_jobs.fail.enqueue(100)
        with pytest.raises(ValueError, match="run 1"):
            run_due_jobs()
        for number, delay in enumerate(RETRY_DELAYS, start=2):
            clock.advance(delay - timedelta(microseconds=1))
            assert run_due_jobs() == 0
            clock.advance(timedelta(microseconds=1))
            assert run_due_jobs(raise_errors=False) == 1
            assert len(runs) == number
        clock.advance(timedelta(days=30))

        assert run_due_jobs() == 0
    assert len(runs) == 6


@pytest.mark.django_db
def test_a_job_that_recovers_is_done() -> None:
    with clock.frozen(NOON):
        sample_jobs.fail.enqueue(1)
        assert run_due_jobs(raise_errors=False) == 1
        clock.advance(RETRY_DELAYS[0])
        assert run_due_jobs() == 1
        clock.advance(timedelta(days=30))

        assert run_due_jobs() == 0


@pytest.mark.django_db
def test_a_job_that_waits_can_be_cancelled_or_run_at_once() -> None:
    with clock.frozen(NOON):
        later = sample_jobs.note.using(run_after=NOON + timedelta(hours=1))
        number, other = int(later.enqueue("a").id), int(later.enqueue("b").id)

        assert engine().cancel(number)
        assert engine().run_again(other)
        assert run_due_jobs() == 1

        assert runs == [[["b"], {}]]
        assert not engine().cancel(number)
        assert not engine().run_again(number)
        assert not engine().run_again(other)


@pytest.mark.django_db
def test_a_job_that_failed_for_good_can_be_run_again_with_all_its_retries() -> None:
    with clock.frozen(NOON):
        number = int(sample_jobs.fail.enqueue(100).id)
        for _ in range(6):
            run_due_jobs(raise_errors=False)
            clock.advance(timedelta(days=1))
        assert run_due_jobs() == 0

        assert engine().run_again(number)
        assert run_due_jobs(raise_errors=False) == 1
        clock.advance(RETRY_DELAYS[0])
        assert run_due_jobs(raise_errors=False) == 1
    assert len(runs) == 8


@pytest.mark.database  # each has a queue of its own
def test_unknown_queues_and_naive_times_are_refused() -> None:
    with pytest.raises(InvalidTaskError, match="nowhere"):
        sample_jobs.note.using(queue_name="nowhere")
    with pytest.raises(InvalidTaskError, match="aware"):
        sample_jobs.note.using(run_after=datetime(2026, 1, 1))  # noqa: DTZ001 - what is to be refused


@pytest.mark.django_db
def test_finished_jobs_are_forgotten_in_time() -> None:
    sample_jobs.note.enqueue()
    run_due_jobs()
    engine().prune(successful=timedelta(days=1), failed=timedelta(days=1))
    assert finished_jobs() == 1

    engine().prune(successful=timedelta(days=-1), failed=timedelta(days=1))

    assert finished_jobs() == 0


def finished_jobs() -> int:
    with connection.cursor() as cursor:
        table = "procrastinate_jobs" if connection.vendor == "postgresql" else "jobs_job"
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE CAST(status AS text) LIKE 'succe%'")  # noqa: S608 - ours
        return int(cursor.fetchone()[0])


EVERY_FIVE_MINUTES = "tests.jobs.sample_jobs.every_five_minutes"


@pytest.mark.django_db(transaction=True)
def test_two_workers_enqueue_each_time_of_a_cron_entry_once() -> None:
    with clock.frozen(NOON + timedelta(seconds=30)):
        assert cron.enqueue_due() == []  # seen for the first time
        clock.advance(timedelta(minutes=4, seconds=29, microseconds=999_999))
        assert EVERY_FIVE_MINUTES not in cron.enqueue_due()
        run_due_jobs()
        clock.advance(timedelta(microseconds=1))

        one, other = at_once(*[cron.enqueue_due] * 2)

        enqueued = [*one, *other]
        assert enqueued.count(EVERY_FIVE_MINUTES) == 1
        assert run_due_jobs() == len(enqueued)
        assert cron.enqueue_due() == []


@pytest.mark.django_db
def test_times_that_passed_without_a_worker_are_made_up_for_once() -> None:
    with clock.frozen(NOON):
        cron.enqueue_due()
        clock.advance(timedelta(minutes=43))
        cron.enqueue_due()
        run_due_jobs()

    assert runs == ["cron"]
