"""Batches under two workers at the same moment, each on a connection of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.common.at_once import at_once
from tests.production.world import batched_order, make_template, pieces_by_batch, printed_order

from monogram.jobs.testing import run_due_jobs
from monogram.oms import batches, production
from monogram.oms.release import cancel_order
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.production.errors import BatchNotFoundError, BatchRefusedError
from monogram.production.models import Batch, BatchItem, BatchState

pytestmark = pytest.mark.django_db(transaction=True)
STAFF = Actor(Party.STAFF, "Ada")
_REFUSALS = (BatchRefusedError, BatchNotFoundError)


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_orders_at_once_never_overfill_a_batch() -> None:
    make_template(slots=4)
    orders = [printed_order(f"R{number}") for number in range(6)]

    at_once(*[partial(batches.allocate, order.pk) for order in orders])

    sizes = [batches.pieces_in(batch) for batch in Batch.objects.order_by("pk")]
    assert sizes == [4, 4, 4, 4, 2]
    assert sum(len(one.pieces) for one in BatchItem.objects.all()) == 18


def test_one_order_allocated_twice_at_once_goes_in_once() -> None:
    make_template()
    order = printed_order()

    at_once(*[lambda: batches.allocate(order.pk)] * 4)

    assert pieces_by_batch() == {"1 filling": [("ORDER1/LINE1", [1, 2]), ("ORDER1/LINE2", [1])]}


def test_two_workers_close_a_batch_once() -> None:
    make_template()
    batched_order()
    number = Batch.objects.get().pk

    outcomes = at_once(*[lambda: production.close_batch(batch_id=number)] * 3, refusals=_REFUSALS)

    assert sorted(isinstance(outcome, _REFUSALS) for outcome in outcomes) == [False, True, True]
    assert Batch.objects.get().generation == 1


def test_files_are_asked_for_once() -> None:
    make_template(slots=3)
    batched_order()

    at_once(*[production.queue_files] * 4)

    assert run_due_jobs() == 1
    assert Batch.objects.get().state == BatchState.PENDING_PRODUCTION


def test_of_a_download_and_a_cancellation_the_batch_follows_the_first() -> None:
    make_template(slots=3)
    for round_number in range(4):
        order = batched_order(f"R{round_number}")
        production.queue_files()
        run_due_jobs()
        batch = Batch.objects.get()

        outcomes = at_once(
            partial(production.download_batch, batch_id=batch.pk, generation=batch.generation, who="Ada"),
            partial(cancel_order, order_id=order.pk, actor=STAFF),
            refusals=_REFUSALS,
        )

        assert Order.objects.get(pk=order.pk).status == OrderStatus.CANCELLED
        was_downloaded = not isinstance(outcomes[0], _REFUSALS)
        assert Batch.objects.filter(pk=batch.pk).exists() is was_downloaded
        Batch.objects.all().delete()
