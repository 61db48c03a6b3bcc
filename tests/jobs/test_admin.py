"""Jobs in the back office, on whichever engine is configured."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from tests.jobs import sample_jobs
from tests.jobs.sample_jobs import runs

from monogram.common import clock
from monogram.companies.models import User
from monogram.jobs.testing import run_due_jobs

MODEL = "procrastinate_procrastinatejob" if apps.is_installed("procrastinate.contrib.django") else "jobs_job"


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    runs.clear()
    client.force_login(User.objects.create_superuser("ada@example.com", "x"))
    return client


def test_a_failed_job_is_shown_with_its_arguments_and_its_error(staff: Client) -> None:
    number = sample_jobs.fail.enqueue(77).id
    run_due_jobs(raise_errors=False)

    listed = staff.get(reverse(f"admin:{MODEL}_changelist")).content.decode()
    page = staff.get(reverse(f"admin:{MODEL}_change", args=[number])).content.decode()

    assert "77" in listed
    assert "tests.jobs.sample_jobs.fail" in page
    assert "ValueError: run 1" in page
    assert "Waiting" in page


def test_a_job_is_run_again_from_its_page(staff: Client) -> None:
    number = sample_jobs.fail.enqueue(1).id
    run_due_jobs(raise_errors=False)

    button = reverse(f"admin:{MODEL}_run_this_again", args=[number])
    assert b"Run this job now" in staff.get(button).content
    assert run_due_jobs() == 0

    answer = staff.get(staff.post(button, {"_form_submitted": "on"})["HX-Redirect"])

    assert b"as soon as a worker is free" in answer.content
    assert run_due_jobs() == 1


def test_jobs_are_cancelled_from_the_list(staff: Client) -> None:
    numbers = [sample_jobs.note.enqueue(index).id for index in range(3)]

    answer = staff.post(
        reverse(f"admin:{MODEL}_changelist"), {"action": "cancel", "_selected_action": numbers[:2]}, follow=True
    )

    assert b"2 of 2 jobs were cancelled" in answer.content
    assert run_due_jobs() == 1
    assert runs == [[[2], {}]]


def test_the_calendar_is_shown(staff: Client) -> None:
    from monogram.jobs.models import ScheduledRun

    ScheduledRun.objects.create(task_path="a.calendar.entry", last_run_at=clock.now())

    assert b"a.calendar.entry" in staff.get(reverse("admin:jobs_scheduledrun_changelist")).content


def test_strangers_see_no_jobs(client: Client, db: None) -> None:
    assert client.get(reverse(f"admin:{MODEL}_changelist")).status_code == 302
