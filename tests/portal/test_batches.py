"""A supplier's batches in the portal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.production.world import batched_order, make_template, printer

from monogram.companies.models import Company, Role
from monogram.jobs.testing import run_due_jobs
from monogram.oms import production
from monogram.oms.release import hold_order
from monogram.oms.scan import mark_printed
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.production.models import Batch, BatchState

SignedIn = Callable[[Company, Role], Client]


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def batch(db: None) -> Batch:
    """Of three pieces of two lines, with its files."""
    make_template(slots=3)
    batched_order()
    production.queue_files()
    run_due_jobs()
    return Batch.objects.get()


@pytest.fixture
def desk(signed_in: SignedIn, db: None) -> Client:
    return signed_in(printer(), Role.OPERATOR)


def page(batch: Batch) -> str:
    return reverse("portal-batch", args=[printer().pk, batch.ref])


def file(batch: Batch, kind: str) -> str:
    return reverse("portal-batch-file", args=[printer().pk, batch.ref, batch.generation, kind])


def change(batch: Batch, deed: str) -> str:
    return reverse("portal-batch-change", args=[printer().pk, batch.ref, deed])


def test_the_list_shows_how_full_a_batch_is_and_which_state_has_how_many(desk: Client) -> None:
    make_template(cut_off="0 17 * * *")
    batched_order()
    address = reverse("portal-batches", args=[printer().pk])

    shown = desk.get(address).content.decode()

    assert "3 of 6" in shown
    assert 'Filling <span class="muted">1</span>' in shown
    assert Batch.objects.get().ref not in desk.get(address, {"state": "archived"}).content.decode()


def test_without_batches_the_list_says_what_to_do(desk: Client) -> None:
    assert "Nothing is batched yet" in desk.get(reverse("portal-batches", args=[printer().pk])).content.decode()


def test_a_batch_shows_its_lines_with_how_many_are_printed(desk: Client, batch: Batch) -> None:
    pair = Order.objects.get().items.get(external_ref="LINE1")
    mark_printed(supplier=printer(), code=f"{pair.ref}-2")

    shown = desk.get(page(batch)).content.decode()

    assert "1 of 2<progress" in shown
    assert "61 × 30 mm" in shown
    assert "puts the batch <strong>In Production</strong>" in shown


def test_the_sheets_put_the_batch_to_work_and_the_papers_do_not(desk: Client, batch: Batch) -> None:
    for kind, state in (("ticket", BatchState.PENDING_PRODUCTION), ("sheets", BatchState.IN_PRODUCTION)):
        answer = desk.post(file(batch, kind))
        batch.refresh_from_db()
        assert answer["Content-Disposition"] == f'attachment; filename="batch-{batch.ref}-{kind}.pdf"'
        assert answer.getvalue().startswith(b"%PDF")
        assert batch.state == state

    order = Order.objects.get()
    assert order.status == OrderStatus.IN_PRODUCTION
    event = order.events.filter(to_status=OrderStatus.IN_PRODUCTION).get()
    assert event.actor == str(printer())
    assert "Ann Operator" in event.detail


def test_a_look_downloads_nothing(desk: Client, batch: Batch) -> None:
    assert desk.get(file(batch, "sheets")).status_code == 405


def test_what_was_stopped_while_it_is_printed_is_marked(desk: Client, batch: Batch) -> None:
    desk.post(file(batch, "sheets"))
    hold_order(order_id=Order.objects.get().pk, actor=Actor(Party.STAFF, "Ada"))

    assert "Do not make: On Hold" in desk.get(page(batch)).content.decode()


def test_a_batch_is_made_ready_made_again_and_archived(desk: Client) -> None:
    make_template()
    batched_order()
    batch = Batch.objects.get()

    for deed, state in (
        ("close", BatchState.PENDING_PRODUCTION),
        ("make-again", BatchState.PENDING_PRODUCTION),
        ("archive", BatchState.PENDING_PRODUCTION),
    ):
        assert desk.post(change(batch, deed))["Location"] == page(batch)
        run_due_jobs()
        batch.refresh_from_db()
        assert batch.state == state
    assert batch.generation == 2
    assert f"Batch {batch.ref} is not in production." in desk.get(page(batch)).content.decode()

    desk.post(file(batch, "sheets"))
    desk.post(change(batch, "archive"))
    batch.refresh_from_db()
    assert batch.state == BatchState.ARCHIVED


def test_old_files_are_refused_with_the_reason(desk: Client, batch: Batch) -> None:
    old = file(batch, "sheets")
    desk.post(change(batch, "make-again"))
    run_due_jobs()

    assert desk.post(old)["Location"] == page(batch)
    assert "has changed and its files with it" in desk.get(page(batch)).content.decode()


def test_the_page_keeps_up_with_the_batch(desk: Client, batch: Batch) -> None:
    json = {"Accept": "application/json"}
    first = desk.get(page(batch), headers=json).json()

    assert desk.get(page(batch), {"version": first["version"]}, headers=json).status_code == 204
    desk.post(file(batch, "sheets"))
    assert "Archive" in desk.get(page(batch), {"version": first["version"]}, headers=json).json()["html"]


def test_who_may_only_look_changes_and_downloads_nothing(signed_in: SignedIn, batch: Batch) -> None:
    client = signed_in(printer(), Role.VIEWER)

    assert client.get(page(batch)).status_code == 200
    assert client.post(file(batch, "ticket")).status_code == 403
    assert client.post(change(batch, "make-again")).status_code == 403
    batch.refresh_from_db()
    assert batch.generation == 1


def test_anothers_batch_is_not_there(signed_in: SignedIn, rival: Company, batch: Batch) -> None:
    client = signed_in(rival, Role.OWNER)

    for company in (rival, printer()):
        asked = [
            client.get(reverse("portal-batch", args=[company.pk, batch.ref])),
            client.post(reverse("portal-batch-file", args=[company.pk, batch.ref, batch.generation, "sheets"])),
            client.post(reverse("portal-batch-change", args=[company.pk, batch.ref, "make-again"])),
        ]
        assert [answer.status_code for answer in asked] == [404, 404, 404]
    assert client.get(reverse("portal-batches", args=[printer().pk])).status_code == 404
    assert batch.ref not in client.get(reverse("portal-batches", args=[rival.pk])).content.decode()
    batch.refresh_from_db()
    assert (batch.state, batch.generation) == (BatchState.PENDING_PRODUCTION, 1)
