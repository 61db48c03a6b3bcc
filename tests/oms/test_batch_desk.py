"""Batches and their templates in the back office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.production.world import batched_order, make_template, printer

from monogram.companies.models import User
from monogram.jobs.testing import run_due_jobs
from monogram.oms import production
from monogram.orders.models import Order, OrderStatus
from monogram.production.models import Batch, BatchState, BatchTemplate

pytestmark = pytest.mark.django_db
LIST = reverse("admin:production_batch_changelist")


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


@pytest.fixture
def batch() -> Batch:
    """Of three pieces, with its files."""
    make_template(slots=3)
    batched_order()
    production.queue_files()
    run_due_jobs()
    return Batch.objects.get()


def page(batch: Batch) -> str:
    return reverse("admin:production_batch_change", args=[batch.pk])


def press(desk: Client, batch: Batch, button: str) -> Any:
    return desk.post(reverse(f"admin:production_batch_{button}", args=[batch.pk]), {"_form_submitted": "1"})


def fetch(desk: Client, batch: Batch, kind: str, method: str = "post") -> Any:
    address = reverse("admin:production_batch_file", args=[batch.pk, batch.generation, kind])
    return getattr(desk, method)(address)


def test_the_list_shows_how_full_a_batch_is(desk: Client) -> None:
    make_template()
    batched_order()

    text = desk.get(LIST).content.decode()

    assert "3 of 6" in text
    assert "Filling" in text


def test_a_batch_shows_its_lines_and_their_sizes(desk: Client, batch: Batch) -> None:
    text = desk.get(page(batch)).content.decode()

    assert "Front 61 × 30 mm" in text
    assert 'name="_save"' not in text
    assert [item.ref in text for item in Order.objects.get().items.all()] == [True, True]


def test_the_sheets_put_the_batch_to_work_and_the_papers_do_not(desk: Client, batch: Batch) -> None:
    for kind in ("ticket", "pick-list"):
        response = fetch(desk, batch, kind)
        assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert Batch.objects.get().state == BatchState.PENDING_PRODUCTION

    response = fetch(desk, batch, "sheets")

    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Disposition"] == f'attachment; filename="batch-{batch.ref}-sheets.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert Batch.objects.get().state == BatchState.IN_PRODUCTION
    assert Order.objects.get().status == OrderStatus.IN_PRODUCTION


def test_a_look_at_the_address_downloads_nothing(desk: Client, batch: Batch) -> None:
    assert fetch(desk, batch, "sheets", "get").status_code == 405
    assert Batch.objects.get().state == BatchState.PENDING_PRODUCTION


def test_old_files_are_refused_with_the_reason(desk: Client, batch: Batch) -> None:
    production.make_batch_files_again(batch_id=batch.pk)
    run_due_jobs()

    assert fetch(desk, batch, "sheets")["Location"] == page(batch)

    assert "has changed and its files with it: take the new ones" in desk.get(page(batch)).content.decode()
    assert Batch.objects.get().state == BatchState.PENDING_PRODUCTION


def test_people_who_may_only_look_download_nothing(batch: Batch) -> None:
    client = Client()
    client.force_login(User.objects.create_user("eve@monogram.example", "a long password", is_staff=True))

    assert fetch(client, batch, "sheets").status_code == 403
    assert Batch.objects.get().state == BatchState.PENDING_PRODUCTION


def test_a_batch_is_made_ready_and_archived_by_hand(desk: Client) -> None:
    make_template()
    batched_order()
    batch = Batch.objects.get()

    assert press(desk, batch, "archive").status_code == 403
    assert press(desk, batch, "close").headers["HX-Redirect"] == page(batch)
    run_due_jobs()
    batch.refresh_from_db()
    fetch(desk, batch, "sheets")
    press(desk, batch, "archive")

    assert Batch.objects.get().state == BatchState.ARCHIVED


def template_form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Mugs", "supplier": printer().pk, "is_enabled": "on", "priority": 1, "skus": "MUG-*\nCUP", "sizes": "",
        "colours": "", "countries": "gb, ie", "shipping": "", "order_size": "any", "min_quantity": 1, "slots": 12,
        "has_mixed_skus": "on", "cut_off": "0 17 * * 1-5", "medium": "roll", "width": 600, "margin": 5, "gap": 6,
        "print_area": "", "medium_name": "", **changes,
    }  # fmt: skip


def test_a_template_is_made_in_the_form(desk: Client) -> None:
    response = desk.post(reverse("admin:production_batchtemplate_add"), template_form())

    assert response.status_code == 302
    template = BatchTemplate.objects.get()
    assert (template.skus.split(), template.countries, template.cut_off) == (
        ["MUG-*", "CUP"],
        ["GB", "IE"],
        "0 17 * * 1-5",
    )
    assert "MUG-*, CUP" in desk.get(reverse("admin:production_batchtemplate_changelist")).content.decode()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"skus": "MU*G"}, "a * stands at the end"),
        ({"cut_off": "five o'clock"}, "Give minute, hour, day, month and weekday"),
        ({"cut_off": "0 17 * * * *"}, "Give minute, hour, day, month and weekday"),
        ({"slots": 501}, "less than or equal to 500"),
        ({"slots": 0}, "greater than or equal to 1"),
        ({"medium": "sheet"}, "Give the sheet’s height."),
        ({"min_quantity": 3, "max_quantity": 2}, "This is below the fewest."),
        ({"cut_off": "", "merges_at_cut_off": "on"}, "Give a cut-off time, at which they are merged."),
        ({"countries": "UK"}, "No country has the code"),
    ],
)
def test_a_template_that_cannot_work_is_refused(desk: Client, changes: dict[str, Any], problem: str) -> None:
    response = desk.post(reverse("admin:production_batchtemplate_add"), template_form(**changes))

    assert problem in response.content.decode()
    assert not BatchTemplate.objects.exists()


def test_another_cut_off_holds_for_batches_that_fill(desk: Client) -> None:
    template = make_template()
    batched_order()
    assert Batch.objects.get().closes_at is None

    desk.post(
        reverse("admin:production_batchtemplate_change", args=[template.pk]), template_form(cut_off="30 16 * * *")
    )

    closes_at = Batch.objects.get().closes_at
    assert closes_at is not None
    assert (closes_at.hour, closes_at.minute) == (16, 30)
