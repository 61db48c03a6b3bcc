"""Virtual products made by a task: each line for itself, broken off and taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import pyvips
from tests.common.receiver import Receiver
from tests.virtual_products.conftest import MakeDraft, MakeImage

from monogram.artwork import snapshots
from monogram.artwork.errors import DesignNotDrawableError
from monogram.catalogue.models import Category, Product
from monogram.common import clock
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.files import services as files
from monogram.images.fetching import name_in
from monogram.images.services import pictures_at
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products import checking, lines, pictures
from monogram.virtual_products.errors import TaskKeyReusedError, TaskNotFoundError
from monogram.virtual_products.models import CreationTask, TaskState
from monogram.virtual_products.queries import Progress, creation_task, products_of, progress_of, snapshots_of
from monogram.virtual_products.services import run_again


def errors_of(task: CreationTask) -> list[Any]:
    return [line.error and (line.error["code"], line.error["path"]) for line in task.lines.all()]


def test_a_task_makes_its_products_and_their_pictures(
    request_products: Any, make_draft: MakeDraft, retailer: Company, card: Product
) -> None:
    task = request_products(make_draft(), make_draft(blank=card.pk, name="Card"), make_draft(name="Owl"))
    assert progress_of(task) == Progress(TaskState.WAITING, 3, 0, 0, 0)

    run_due_jobs()

    done = creation_task(retailer, task.pk)
    assert progress_of(done) == Progress(TaskState.DONE, 3, 3, 0, 3)
    assert done.finished_at is not None
    made = products_of(done)
    assert [product.name for product in made] == ["Fox", "Card", "Owl"]
    assert all(pictures.large for pictures in snapshots_of(made).values())


def test_a_line_that_cannot_be_made_keeps_no_other_from_it(
    request_products: Any, make_draft: MakeDraft, card: Product
) -> None:
    Product.objects.filter(pk=card.pk).update(is_active=False)
    task = request_products(make_draft(), make_draft(blank=card.pk), make_draft(sku="SHIRT"))

    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.PARTLY, 3, 1, 2, 1)
    assert errors_of(task) == [None, (7303, "drafts[1].blank"), (7305, "drafts[2].sku")]


def test_what_failed_is_tried_again_alone(request_products: Any, make_draft: MakeDraft, card: Product) -> None:
    Product.objects.filter(pk=card.pk).update(is_active=False)
    task = request_products(make_draft(), make_draft(blank=card.pk))
    run_due_jobs()
    (first,) = products_of(task)

    Product.objects.filter(pk=card.pk).update(is_active=True)
    run_again(task=task)
    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 2, 2, 0, 2)
    assert products_of(task)[0] == first


def test_a_task_of_which_nothing_can_be_made_has_failed(
    request_products: Any, make_draft: MakeDraft, category: Category
) -> None:
    task = request_products(make_draft())
    category.delete()

    run_due_jobs()

    task.refresh_from_db()
    assert (task.state, errors_of(task)) == (TaskState.FAILED, [(7304, "drafts[0].category")])


def test_a_task_at_work_and_one_that_is_done_are_not_begun_anew(request_products: Any, make_draft: MakeDraft) -> None:
    task = request_products(make_draft())
    assert run_again(task=task).state == TaskState.WAITING
    run_due_jobs()

    assert run_again(task=task).state == TaskState.DONE
    assert run_due_jobs() == 0


def test_a_task_broken_off_goes_on_where_it_was(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_AT_ONCE", 2)
    task = request_products(*(make_draft(name=f"Fox {number}") for number in range(5)))
    make = lines._make

    def broken_off(creation: Any, some: Any, pictures: Any) -> None:
        if some[0].position == 2:
            raise KeyboardInterrupt
        make(creation, some, pictures)

    monkeypatch.setattr(lines, "_make", broken_off)
    with pytest.raises(KeyboardInterrupt):
        lines.make_lines.call(task.pk)
    assert progress_of(task) == Progress(TaskState.RUNNING, 5, 2, 0, 0)
    before = products_of(task)

    monkeypatch.setattr(lines, "_make", make)
    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 5, 5, 0, 5)
    assert products_of(task)[:2] == before
    assert Product.objects.filter(base__isnull=False).count() == 5


def test_a_task_run_twice_makes_nothing_twice(request_products: Any, make_draft: MakeDraft) -> None:
    task = request_products(make_draft())

    lines.make_lines.call(task.pk)
    lines.make_lines.call(task.pk)
    run_due_jobs()

    assert Product.objects.filter(base__isnull=False).count() == 1


def test_a_rival_with_one_sku_costs_one_line(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both tasks have checked before either has written."""
    check = lines._check
    task = request_products(make_draft(sku="FOX-1"), make_draft(sku="FOX-2"))
    rival = request_products(make_draft(sku="FOX-1", name="Rival"))

    def rival_first(creation: CreationTask, *others: Any) -> Any:
        checked = check(creation, *others)
        if creation == task:
            monkeypatch.setattr(lines, "_check", check)
            lines.make_lines.call(rival.pk)
        return checked

    monkeypatch.setattr(lines, "_check", rival_first)
    lines.make_lines.call(task.pk)

    assert errors_of(task) == [(7305, "drafts[0].sku"), None]
    assert [product.name for product in products_of(rival)] == ["Rival"]


def test_what_nobody_expected_is_told_by_a_reference_and_costs_one_line(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = checking.check_drafts

    def failing(company: Company, drafts: Any, **others: Any) -> Any:
        if any(draft.name == "Bad" for draft in drafts):
            raise ZeroDivisionError
        return check(company, drafts, **others)

    monkeypatch.setattr(lines, "check_drafts", failing)
    task = request_products(make_draft(), make_draft(name="Bad"))
    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.PARTLY, 2, 1, 1, 1)
    bad = task.lines.get(position=1).error
    assert bad is not None
    assert bad["message"].startswith("An unexpected error occured ")


def test_a_picture_that_cannot_be_drawn_is_told_and_tried_again(
    request_products: Any, make_draft: MakeDraft, make_image: MakeImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = snapshots.render_snapshot
    task = request_products(make_draft(), make_draft(name="Owl"))

    def failing(*name: str, **scene: Any) -> Any:
        raise DesignNotDrawableError("The picture is gone")

    monkeypatch.setattr(pictures, "render_snapshot", failing)
    run_due_jobs()
    assert progress_of(task) == Progress(TaskState.PARTLY, 2, 2, 0, 0)

    monkeypatch.setattr(pictures, "render_snapshot", draw)
    run_again(task=task)
    run_due_jobs()

    assert progress_of(task) == Progress(TaskState.DONE, 2, 2, 0, 2)


def test_the_same_request_key_asks_for_nothing_twice(request_products: Any, make_draft: MakeDraft) -> None:
    first = request_products(make_draft(), request_key="one")

    assert request_products(make_draft(), request_key="one") == first
    with pytest.raises(TaskKeyReusedError):
        request_products(make_draft(name="Owl"), request_key="one")
    with pytest.raises(TaskKeyReusedError):
        request_products(make_draft(), request_key="one", pending_category=Category.objects.create(name="Desk").pk)
    assert CreationTask.objects.count() == 1


def test_another_company_does_not_see_a_task(request_products: Any, make_draft: MakeDraft, supplier: Company) -> None:
    task = request_products(make_draft())

    with pytest.raises(TaskNotFoundError):
        creation_task(supplier, task.pk)


def test_a_task_that_its_workers_forgot_is_taken_up_and_then_given_up(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = request_products(make_draft())
    asked: list[str] = []
    monkeypatch.setattr(type(lines.make_lines), "enqueue", lambda _, task_id: asked.append(task_id))

    lines.take_up_forgotten_tasks.call()
    assert asked == []
    CreationTask.objects.update(created_at=clock.now() - timedelta(hours=4))
    lines.take_up_forgotten_tasks.call()
    assert asked == [task.pk]
    CreationTask.objects.update(created_at=clock.now() - timedelta(days=2))
    lines.take_up_forgotten_tasks.call()

    task.refresh_from_db()
    assert (task.state, errors_of(task)) == (TaskState.FAILED, [(0, "")])


def test_pictures_are_square_jpegs_of_two_sizes(request_products: Any, make_draft: MakeDraft) -> None:
    task = request_products(make_draft())
    run_due_jobs()

    design = VirtualDesign.objects.get(virtual__in=products_of(task))
    sizes = {}
    for picture in design.snapshots:
        content = files.read(picture["key"])
        shown = pyvips.Image.new_from_buffer(content, "")
        assert content.startswith(b"\xff\xd8\xff")
        sizes[picture["name"]] = (shown.width, shown.height, picture["description"])
    assert sizes == {"small": (600, 600, "Front"), "large": (600, 600, "Front")}


def test_a_task_of_many_addresses_lets_others_come_between(
    request_products: Any, make_draft: MakeDraft, host: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_ADDRESSES_AT_ONCE", 2)
    asked: list[list[str]] = []

    def noted(*, company: Company, urls: list[str]) -> Any:
        asked.append([name_in(url) for url in urls])
        return pictures_at(company=company, urls=urls)

    monkeypatch.setattr(lines, "pictures_at", noted)
    long, short = (
        request_products(*(make_draft(image="", artwork_url=f"{host.origin}/{name}.png") for name in names))
        for names in ("aabcde", "f")
    )
    run_due_jobs()

    assert asked == [["a.png", "a.png", "b.png"], ["f.png"], ["c.png", "d.png"], ["e.png"]]
    assert progress_of(long) == Progress(TaskState.DONE, 6, 6, 0, 6)
    assert progress_of(short) == Progress(TaskState.DONE, 1, 1, 0, 1)


def test_who_makes_few_does_not_wait_for_the_pictures_of_many(
    request_products: Any, make_draft: MakeDraft, card: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str, int]] = []
    draw = snapshots.render_snapshot

    def noted(name: str, **scene: Any) -> dict[str, str]:
        drawn.append((name, scene["product"].pk))
        return draw(name, **scene)

    monkeypatch.setattr(pictures, "render_snapshot", noted)
    monkeypatch.setattr(pictures, "_AT_ONCE", 2)
    many = [make_draft(name=name) for name in ("Fox", "Owl", "Hare")]
    request_products(*many)
    request_products(make_draft(blank=card.pk))
    run_due_jobs()

    blanks = [card.pk, *(draft.blank for draft in many)]
    assert drawn == [("small", blank) for blank in blanks] + [("large", blank) for blank in blanks]


def test_large_pictures_that_cannot_be_drawn_keep_no_product_back(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = snapshots.render_snapshot

    def small_alone(name: str, **scene: Any) -> dict[str, str]:
        if name == snapshots.LARGE:
            raise DesignNotDrawableError("The picture is gone")
        return draw(name, **scene)

    monkeypatch.setattr(pictures, "render_snapshot", small_alone)
    task = request_products(make_draft())
    run_due_jobs()

    task.refresh_from_db()
    design = VirtualDesign.objects.get(virtual__in=products_of(task))
    assert (task.state, [picture["name"] for picture in design.snapshots]) == (TaskState.DONE, ["small"])


def test_a_large_picture_of_what_looks_otherwise_by_now_is_not_kept(
    request_products: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = snapshots.render_snapshot

    def overtaken(name: str, **scene: Any) -> dict[str, str]:
        if name == snapshots.LARGE:
            VirtualDesign.objects.update(snapshot_source="another")
        return draw(name, **scene)

    monkeypatch.setattr(pictures, "render_snapshot", overtaken)
    task = request_products(make_draft())
    run_due_jobs()

    design = VirtualDesign.objects.get(virtual__in=products_of(task))
    assert [picture["name"] for picture in design.snapshots] == ["small"]
