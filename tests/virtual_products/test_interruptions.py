"""A full disk, a database that is away, a rival at the same task: nothing of the moment is wrong for good."""

from __future__ import annotations

import errno
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from tests.common.receiver import Receiver, answer
from tests.virtual_products.conftest import MakeDraft

from monogram.artwork import snapshots
from monogram.artwork.errors import DesignNotDrawableError
from monogram.catalogue.models import Product
from monogram.common import clock
from monogram.designs.models import VirtualDesign
from monogram.designs.placing import Placement
from monogram.images.models import Image
from monogram.images.services import pictures_at
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products import lines, pictures
from monogram.virtual_products.models import TaskState
from monogram.virtual_products.queries import Progress, progress_of
from monogram.virtual_products.renewal import draw_forgotten_large_snapshots
from monogram.virtual_products.services import draw_again, run_again
from monogram.virtual_products.writing import write_products

DISK_FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("error", [DISK_FULL, OperationalError("the database is away")])
@pytest.mark.parametrize("size", [snapshots.SMALL, snapshots.LARGE])
def test_a_picture_that_could_not_be_drawn_for_the_moment_is_drawn_later(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch, size: str, error: Exception
) -> None:
    draw = snapshots.render_snapshot

    def failing(name: str, **scene: Any) -> dict[str, str]:
        if name == size:
            raise error
        return draw(name, **scene)

    monkeypatch.setattr(pictures, "render_snapshot", failing)
    with clock.frozen(clock.now()):
        task = request_products(make_draft(), make_draft(name="Owl"))
        run_due_jobs(raise_errors=False)
        assert not task.lines.filter(error__isnull=False).exists()

        monkeypatch.setattr(pictures, "render_snapshot", draw)
        clock.advance(timedelta(seconds=10))
        run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 2, 2, 0, 2)
    drawn = VirtualDesign.objects.values_list("snapshots", flat=True)
    assert [[one["name"] for one in each] for each in drawn] == [["small", "large"]] * 2


def test_a_line_that_could_not_be_made_for_the_moment_is_made_later(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*drafts: Any, **places: Any) -> list[Product]:
        raise OperationalError("the database is away")

    monkeypatch.setattr(lines, "write_products", failing)
    with clock.frozen(clock.now()):
        task = request_products(make_draft(), make_draft(name="Owl"))
        run_due_jobs(raise_errors=False)
        task.refresh_from_db()
        assert progress_of(task) == Progress(TaskState.RUNNING, 2, 0, 0, 0)

        monkeypatch.setattr(lines, "write_products", write_products)
        clock.advance(timedelta(seconds=10))
        run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 2, 2, 0, 2)


def test_artwork_whose_host_is_away_is_told_and_got_when_it_is_asked_for_again(
    request_products: Any, make_draft: MakeDraft, host: Receiver
) -> None:
    back = host.behaviour
    host.behaviour = answer(503)
    task = request_products(make_draft(), make_draft(image="", artwork_url=f"{host.origin}/1.png", name="Owl"))
    run_due_jobs()
    assert progress_of(task) == Progress(TaskState.PARTLY, 2, 1, 1, 1)
    assert [line.error and line.error["path"] for line in task.lines.all()] == [None, "drafts[1].artwork_url"]

    host.behaviour = back
    run_again(task=task)
    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 2, 2, 0, 2)


def test_of_two_workers_at_one_task_both_use_the_same_pictures(
    request_products: Any, make_draft: MakeDraft, host: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rival does all of it while the first has fetched the pictures and not noted them yet."""
    drafts = [make_draft(image="", artwork_url=f"{host.origin}/{n}.png", name=f"Fox {n}") for n in (1, 1, 2)]
    task = request_products(*drafts)

    def rival_first(**asked: Any) -> Any:
        found = pictures_at(**asked)
        monkeypatch.setattr(lines, "pictures_at", pictures_at)
        lines.make_lines.call(task.pk)
        return found

    monkeypatch.setattr(lines, "pictures_at", rival_first)
    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 3, 3, 0, 3)
    assert Product.objects.filter(base__isnull=False).count() == 3
    assert Image.objects.filter(source_url__startswith=host.origin).count() == 2


def test_pictures_that_were_fetched_before_a_task_was_broken_off_are_not_asked_for_again(
    request_products: Any, make_draft: MakeDraft, host: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_ADDRESSES_AT_ONCE", 2)
    make = lines._make
    task = request_products(
        *(make_draft(image="", artwork_url=f"{host.origin}/{n}.png", name=f"Fox {n}") for n in range(5))
    )

    def broken_off(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lines, "_make", broken_off)
    with pytest.raises(KeyboardInterrupt):
        lines.make_lines.call(task.pk)
    monkeypatch.setattr(lines, "_make", make)
    run_due_jobs()

    assert sorted(received.path for received in host.received) == [f"/{n}.png" for n in range(5)]
    assert progress_of(task) == Progress(TaskState.DONE, 5, 5, 0, 5)


def test_small_pictures_drawn_anew_beside_others_leave_the_large_ones_of_those(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that is run again, since its worker died, has read the designs before the large pictures were drawn."""
    draw = snapshots.render_snapshot
    lines.make_lines.call(request_products(make_draft(), make_draft(name="Hare")).pk)
    fox, hare = VirtualDesign.objects.order_by("pk")
    pictures.draw_snapshots.call([fox.pk])

    def overtaken(name: str, **scene: Any) -> dict[str, str]:
        monkeypatch.setattr(pictures, "render_snapshot", draw)
        pictures.draw_large_snapshots.call([fox.pk])
        return draw(name, **scene)

    monkeypatch.setattr(pictures, "render_snapshot", overtaken)
    pictures.draw_snapshots.call([fox.pk, hare.pk])

    fox.refresh_from_db()
    assert [one["name"] for one in fox.snapshots] == ["small", "large"]


def test_large_pictures_that_a_job_gave_up_are_drawn_in_the_night(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_products(make_draft(), make_draft(name="Owl"))
    run_due_jobs()
    fox, owl = VirtualDesign.objects.order_by("pk")
    VirtualDesign.objects.filter(pk=fox.pk).update(snapshots=fox.snapshots[:1])
    asked: list[list[int]] = []
    monkeypatch.setattr(type(pictures.draw_large_snapshots), "enqueue", lambda _, numbers: asked.append(numbers))

    draw_forgotten_large_snapshots.call()
    assert asked == []
    with clock.frozen(clock.now() + timedelta(hours=2)):
        draw_forgotten_large_snapshots.call()
    assert asked == [[fox.pk]]
    pictures.draw_large_snapshots.call([fox.pk, owl.pk])

    assert [[one["name"] for one in design.snapshots] for design in VirtualDesign.objects.all()] == [
        ["small", "large"]
    ] * 2


def nights(count: int) -> None:
    """So many nights, with all jobs of each."""
    for _ in range(count):
        clock.advance(timedelta(days=1))
        draw_forgotten_large_snapshots.call()
        run_due_jobs(raise_errors=False)


def refused(design: VirtualDesign) -> tuple[int, str, int]:
    """The nights, the reason and how many pictures there are."""
    design.refresh_from_db()
    return design.large_snapshot_nights, design.large_snapshot_refusal, len(design.snapshots)


def test_a_large_picture_that_cannot_be_drawn_is_given_up_after_so_many_nights(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, tries = snapshots.render_snapshot, list[str]()

    def small_alone(name: str, **scene: Any) -> dict[str, str]:
        if name == snapshots.LARGE:
            tries.append(name)
            raise DesignNotDrawableError("The picture is gone")
        return draw(name, **scene)

    monkeypatch.setattr(pictures, "render_snapshot", small_alone)
    with clock.frozen(clock.now()):
        request_products(make_draft())
        run_due_jobs()
        design = VirtualDesign.objects.get()
        assert refused(design) == (0, "The picture is gone", 1)
        nights(pictures.MOST_NIGHTS + 2)
        assert (refused(design), len(tries)) == ((7, "The picture is gone", 1), 8)

        monkeypatch.setattr(pictures, "render_snapshot", draw)
        draw_again(design)
        run_due_jobs()

    assert refused(design) == (0, "", 2)


def test_a_large_picture_that_fails_for_the_moment_is_drawn_in_a_later_night_and_keeps_no_other_back(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = snapshots.render_snapshot

    def first_fails(name: str, **scene: Any) -> dict[str, str]:
        if name == snapshots.LARGE and scene["document"] == fox.document:
            raise DISK_FULL
        return draw(name, **scene)

    with clock.frozen(clock.now()):
        request_products(make_draft(placement=Placement(scale=0.5)), make_draft(name="Owl"))
        run_due_jobs()
        fox, owl = VirtualDesign.objects.order_by("pk")
        VirtualDesign.objects.update(snapshots=fox.snapshots[:1])
        monkeypatch.setattr(pictures, "render_snapshot", first_fails)
        with pytest.raises(OSError, match="No space left on device"):
            pictures.draw_large_snapshots.call([fox.pk, owl.pk])
        reason = "No room, memory or connection for the moment ([Errno 28] No space left on device)"
        assert (refused(fox), refused(owl)) == ((0, reason, 1), (0, "", 2))
        nights(2)
        assert refused(fox) == (2, reason, 1)

        monkeypatch.setattr(pictures, "render_snapshot", draw)
        nights(1)

    assert refused(fox) == (0, "", 2)


def test_a_large_picture_that_kills_its_worker_is_given_up_as_well(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []
    with clock.frozen(clock.now()):
        request_products(make_draft())
        run_due_jobs()
        design = VirtualDesign.objects.get()
        VirtualDesign.objects.update(snapshots=design.snapshots[:1])
        monkeypatch.setattr(type(pictures.draw_large_snapshots), "enqueue", lambda _, numbers: asked.append(numbers))
        nights(pictures.MOST_NIGHTS + 2)

    assert asked == [[design.pk]] * 7
    assert refused(design) == (7, "", 1)


def test_a_picture_that_was_given_up_is_tried_again_when_its_blank_looks_otherwise(
    request_products: Any, make_draft: MakeDraft
) -> None:
    request_products(make_draft())
    run_due_jobs()
    design = VirtualDesign.objects.get()
    VirtualDesign.objects.update(
        snapshots=design.snapshots[:1], snapshot_source="as it was", large_snapshot_nights=7, large_snapshot_refusal="x"
    )

    pictures.draw_snapshots.call([design.pk])
    run_due_jobs()

    assert refused(design) == (0, "", 2)
