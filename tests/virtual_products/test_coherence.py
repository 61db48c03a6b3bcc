"""What is told of a task fits together at every moment at which it may be asked for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django import DjangoAssertNumQueries
from tests.virtual_products.conftest import MakeDraft

from monogram.catalogue.models import Product
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products.models import CreationTask, TaskState
from monogram.virtual_products.queries import Progress, progress_of

pytestmark = pytest.mark.django_db(transaction=True)


def told_meanwhile(task: CreationTask, work: Callable[[], object]) -> list[Progress]:
    """What another connection is told of a task after each statement of some work, what is told twice once."""
    told: list[Progress] = []
    with ThreadPoolExecutor(max_workers=1) as reader:

        def look() -> None:
            told.append(reader.submit(progress_of, task).result())

        def and_look(execute: Callable[..., Any], *statement: Any) -> Any:
            result = execute(*statement)
            look()
            return result

        with connection.execute_wrapper(and_look):
            work()
        look()
        reader.submit(connections.close_all).result()
    return [one for one, _ in groupby(told)]


def test_a_task_is_over_at_the_moment_at_which_its_last_line_is_settled(
    request_products: Any, make_draft: MakeDraft, card: Product
) -> None:
    Product.objects.filter(pk=card.pk).update(is_active=False)
    task = request_products(make_draft(), make_draft(blank=card.pk))

    told = told_meanwhile(task, run_due_jobs)

    assert told == [
        Progress(TaskState.WAITING, total=2, made=0, failed=0, pictured=0),
        Progress(TaskState.RUNNING, total=2, made=0, failed=0, pictured=0),
        Progress(TaskState.RUNNING, total=2, made=1, failed=1, pictured=0),
        Progress(TaskState.PARTLY, total=2, made=1, failed=1, pictured=1),
    ]


def test_a_task_of_which_nothing_can_be_made_has_failed_at_once(
    request_products: Any, make_draft: MakeDraft, card: Product
) -> None:
    Product.objects.filter(pk=card.pk).update(is_active=False)
    task = request_products(make_draft(blank=card.pk))

    told = told_meanwhile(task, run_due_jobs)

    assert told[-2:] == [
        Progress(TaskState.RUNNING, total=1, made=0, failed=0, pictured=0),
        Progress(TaskState.FAILED, total=1, made=0, failed=1, pictured=0),
    ]


def test_how_far_a_task_is_is_read_in_one_statement(
    request_products: Any, make_draft: MakeDraft, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    task = request_products(make_draft())
    run_due_jobs()

    with django_assert_num_queries(1):
        assert progress_of(task) == Progress(TaskState.DONE, total=1, made=1, failed=0, pictured=1)
