"""The life of batches: how they fill, close, get their files, are downloaded, and lose what is stopped."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from tests.common.rivals import rival
from tests.production.world import (
    batched_order,
    give_print,
    make_template,
    pieces_by_batch,
    printed_order,
    printer,
)

from monogram.common import clock
from monogram.files import services as files
from monogram.jobs.testing import run_due_jobs
from monogram.oms import batches, production
from monogram.oms.batch_files import ImpositionError, make_files
from monogram.oms.jobs import prepare_order
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.production.errors import BatchNotFoundError, BatchRefusedError
from monogram.production.models import Batch, BatchItem, BatchState
from monogram.production.queries import batches_of

pytestmark = pytest.mark.django_db
STAFF, PRINTER = Actor(Party.STAFF, "Ada"), Actor(Party.SUPPLIER, "Printer (62000)")
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's own


def make_ready() -> Batch:
    """Close the one batch there is and make its files."""
    production.close_batch(batch_id=Batch.objects.get().pk)
    run_due_jobs()
    return Batch.objects.get()


def download(batch: Batch) -> Batch:
    return production.download_batch(batch_id=batch.pk, generation=batch.generation, who="Ada")


def status_of(order: Order) -> int:
    return Order.objects.get(pk=order.pk).status


def line_statuses(order: Order) -> list[int]:
    return list(order.items.order_by("pk").values_list("status", flat=True))


def prints_in(key: str) -> int:
    """How many times artwork is drawn in the sheets under a key."""
    with pikepdf.open(io.BytesIO(files.read(key))) as pdf:
        instructions = [op for page in pdf.pages for op in pikepdf.parse_content_stream(page)]
    return sum(str(one.operator) == "Do" for one in instructions)


def test_a_batch_fills_is_made_downloaded_and_archived() -> None:
    make_template()
    first, second = batched_order("A"), batched_order("B")

    assert pieces_by_batch() == {
        "1 pending_generation": [("A/LINE1", [1, 2]), ("A/LINE2", [1]), ("B/LINE1", [1, 2]), ("B/LINE2", [1])]
    }
    production.queue_files()
    run_due_jobs()
    batch = Batch.objects.get()
    assert (batch.state, batch.sheets, batch.error) == (BatchState.PENDING_PRODUCTION, 1, "")
    assert prints_in(batch.sheet_file) == 6
    assert files.read(batch.ticket_file).startswith(b"%PDF")
    assert files.read(batch.pick_list_file).startswith(b"%PDF")
    assert [status_of(first), status_of(second)] == [OrderStatus.BATCH_READY] * 2
    assert line_statuses(first) == [ItemStatus.READY] * 2

    download(batch)
    assert Batch.objects.get().state == BatchState.IN_PRODUCTION
    assert [status_of(first), status_of(second)] == [OrderStatus.IN_PRODUCTION] * 2
    assert line_statuses(first) == [ItemStatus.IN_PRODUCTION] * 2
    event = first.events.order_by("sequence").last()
    assert event is not None
    assert (event.actor, event.detail.splitlines()[-1]) == (
        "Printer (62000)",
        f"Batch {batch.ref} was downloaded by Ada",
    )
    events = first.events.count()
    download(batch)
    assert first.events.count() == events

    for order in (first, second):
        change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)
    assert Batch.objects.get().state == BatchState.ARCHIVED


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_two_orders_leave_at_once_is_archived(monkeypatch: pytest.MonkeyPatch) -> None:
    make_template()
    orders = [batched_order("A"), batched_order("B")]
    production.queue_files()
    run_due_jobs()
    download(Batch.objects.get())

    def leaves(order: Order) -> Order:
        return change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)

    lines_are_over = batches.lines_are_over
    with rival(lambda: leaves(orders[1])) as other:

        def and_the_other_comes(lines: Collection[int]) -> None:
            lines_are_over(lines)
            monkeypatch.undo()
            other.come()

        monkeypatch.setattr(batches, "lines_are_over", and_the_other_comes)
        leaves(orders[0])
    assert other.outcome == orders[1]

    assert Batch.objects.get().state == BatchState.ARCHIVED


def test_files_that_could_not_be_made_while_another_worker_made_them_are_no_trouble(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_template()
    batched_order("A")
    batched_order("B")
    batch = Batch.objects.get()

    def fail_after_the_other(batch: Batch) -> None:
        monkeypatch.setattr(production, "make_files", make_files)
        production.make_batch_files.call(batch.pk, batch.generation)
        raise ImpositionError("The disk was full")

    monkeypatch.setattr(production, "make_files", fail_after_the_other)
    production.make_batch_files.call(batch.pk, batch.generation)

    batch.refresh_from_db()
    assert (batch.state, batch.error) == (BatchState.PENDING_PRODUCTION, "")


def test_a_prepared_order_goes_into_a_batch_by_itself() -> None:
    make_template()
    order = printed_order()

    prepare_order.call(order.pk)

    assert pieces_by_batch() == {"1 filling": [("ORDER1/LINE1", [1, 2]), ("ORDER1/LINE2", [1])]}


def test_asked_again_nothing_goes_in_twice() -> None:
    make_template()
    order = batched_order()

    assert batches.allocate(order.pk) == 0
    assert pieces_by_batch() == {"1 filling": [("ORDER1/LINE1", [1, 2]), ("ORDER1/LINE2", [1])]}


def test_a_line_larger_than_the_room_left_fills_several() -> None:
    make_template(slots=2)
    order = printed_order()
    order.items.filter(external_ref="LINE1").update(quantity=5)

    batches.allocate(order.pk)

    assert pieces_by_batch() == {
        "1 pending_generation": [("ORDER1/LINE1", [1, 2])],
        "2 pending_generation": [("ORDER1/LINE1", [3, 4])],
        "3 pending_generation": [("ORDER1/LINE1", [5]), ("ORDER1/LINE2", [1])],
    }


def test_the_first_template_that_fits_takes_a_line() -> None:
    make_template(name="All", priority=2)
    make_template(name="Singles", priority=1, skus="SKU2*", order_size="multi")
    make_template(name="Off", priority=1, is_enabled=False)

    batched_order()

    in_templates = BatchItem.objects.order_by("pk").values_list("batch__template__name", "order_item__sku")
    assert list(in_templates) == [("All", "SKU1"), ("Singles", "SKU2")]


def test_lines_without_print_files_are_not_batched() -> None:
    make_template()
    order = printed_order()
    order.items.get(external_ref="LINE1").assets.all().delete()

    assert batches.allocate(order.pk) == 1
    assert pieces_by_batch() == {"1 filling": [("ORDER1/LINE2", [1])]}


def test_skus_that_do_not_mix_have_batches_of_their_own() -> None:
    make_template(has_mixed_skus=False)

    batched_order("A")
    batched_order("B")

    assert pieces_by_batch() == {
        "1 filling": [("A/LINE1", [1, 2]), ("B/LINE1", [1, 2])],
        "2 filling": [("A/LINE2", [1]), ("B/LINE2", [1])],
    }
    assert list(Batch.objects.order_by("pk").values_list("sku", flat=True)) == ["SKU1", "SKU2"]


def test_the_cut_off_makes_ready_what_is_not_full() -> None:
    with clock.frozen(MONDAY):
        make_template(cut_off="0 17 * * *")
        batched_order()
        clock.advance(timedelta(hours=7, minutes=59))
        production.tend_batches.call()
        assert Batch.objects.get().state == BatchState.FILLING

        clock.advance(timedelta(minutes=1))
        production.tend_batches.call()
        run_due_jobs()

    assert Batch.objects.get().state == BatchState.PENDING_PRODUCTION


def test_no_cut_off_closes_a_batch_before_its_dispatch_date() -> None:
    with clock.frozen(MONDAY):
        make_template(cut_off="0 17 * * *", honours_dispatch_date=True)
        batched_order("A", required_dispatch_date=date(2026, 11, 4))
        batched_order("B", required_dispatch_date=date(2026, 11, 4))
        batched_order("C")

    found = Batch.objects.order_by("pk").values_list("dispatch_date", "closes_at", "state")
    assert list(found) == [
        (date(2026, 11, 4), datetime(2026, 11, 4, 17, 0, tzinfo=UTC), BatchState.PENDING_GENERATION),
        (None, datetime(2026, 11, 2, 17, 0, tzinfo=UTC), BatchState.FILLING),
    ]


def test_batches_of_single_skus_merge_at_the_cut_off() -> None:
    with clock.frozen(MONDAY):
        make_template(has_mixed_skus=False, merges_at_cut_off=True, cut_off="0 17 * * *", slots=4)
        order = printed_order()
        for number, sku in ((3, "SKU3"), (4, "SKU4")):
            item = order.items.create(external_ref=f"LINE{number}", type=4, sku=sku, quantity=2)
            give_print(item)
        batches.allocate(order.pk)
        clock.advance(timedelta(hours=8))
        batches.close_due()

    assert pieces_by_batch() == {
        "1 pending_generation": [("ORDER1/LINE1", [1, 2]), ("ORDER1/LINE3", [1, 2])],
        "2 pending_generation": [("ORDER1/LINE2", [1]), ("ORDER1/LINE4", [1, 2])],
    }
    assert list(Batch.objects.order_by("pk").values_list("sku", flat=True)) == ["", ""]


def test_what_is_cancelled_while_a_batch_fills_frees_its_slots() -> None:
    make_template()
    first = batched_order("A")

    line = first.items.get(external_ref="LINE1")
    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={first.pk: STAFF})

    assert pieces_by_batch() == {"1 filling": [("A/LINE2", [1])]}
    batched_order("C")
    assert pieces_by_batch() == {"1 filling": [("A/LINE2", [1]), ("C/LINE1", [1, 2]), ("C/LINE2", [1])]}


def test_what_is_cancelled_before_generation_leaves_a_batch_that_stays_full() -> None:
    make_template(slots=3)
    order = batched_order("A")
    before = Batch.objects.get()
    line = order.items.get(external_ref="LINE1")

    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={order.pk: STAFF})
    batched_order("B")

    assert pieces_by_batch() == {
        "1 pending_generation": [("A/LINE2", [1])],
        "2 pending_generation": [("B/LINE1", [1, 2]), ("B/LINE2", [1])],
    }
    assert Batch.objects.get(pk=before.pk).generation == before.generation + 1


def test_what_is_cancelled_before_production_is_taken_out_of_the_files() -> None:
    make_template()
    cancelled, kept = batched_order("A"), batched_order("B")
    production.queue_files()
    run_due_jobs()
    old = Batch.objects.get()

    cancel_order(order_id=cancelled.pk, actor=STAFF)

    assert pieces_by_batch() == {"1 pending_generation": [("B/LINE1", [1, 2]), ("B/LINE2", [1])]}
    with pytest.raises(BatchRefusedError, match="it has no files now"):
        download(old)
    production.tend_batches.call()
    run_due_jobs()
    new = Batch.objects.get()
    assert (new.state, new.generation) == (BatchState.PENDING_PRODUCTION, old.generation + 1)
    assert prints_in(new.sheet_file) == 3
    with pytest.raises(BatchRefusedError, match="its files with it"):
        download(old)
    download(new)
    assert (status_of(kept), status_of(cancelled)) == (OrderStatus.IN_PRODUCTION, OrderStatus.CANCELLED)


def test_what_is_cancelled_in_production_is_left_alone() -> None:
    make_template()
    order = batched_order()
    batch = make_ready()
    download(batch)

    cancel_order(order_id=order.pk, actor=STAFF)

    assert status_of(order) == OrderStatus.CANCELLED
    assert [batched.quantity for batched in batch.items.order_by("pk")] == [2, 1]


def test_a_batch_of_which_all_is_cancelled_is_deleted() -> None:
    make_template()
    order = batched_order()
    batch = make_ready()

    cancel_order(order_id=order.pk, actor=STAFF)

    assert not Batch.objects.exists()
    with pytest.raises(BatchNotFoundError):
        download(batch)


def test_files_that_are_out_of_date_when_they_are_done_are_not_kept() -> None:
    make_template(slots=3)
    order = batched_order()
    batch = Batch.objects.get()
    line = order.items.get(external_ref="LINE1")
    change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={order.pk: STAFF})

    production.make_batch_files.call(batch.pk, batch.generation)

    assert Batch.objects.get().state == BatchState.PENDING_GENERATION
    assert Batch.objects.get().sheet_file == ""


def test_an_order_on_hold_leaves_its_batch_and_comes_back_when_it_is_released() -> None:
    make_template()
    order = batched_order(status=OrderStatus.SENT_TO_SUPPLIER)

    hold_order(order_id=order.pk, actor=STAFF)
    assert not Batch.objects.exists()
    release_order(order_id=order.pk, actor=STAFF)

    assert pieces_by_batch() == {"1 filling": [("ORDER1/LINE1", [1, 2]), ("ORDER1/LINE2", [1])]}


def test_of_an_order_that_is_half_printed_only_the_rest_comes_back() -> None:
    make_template(slots=2)
    order = batched_order()
    production.queue_files()
    run_due_jobs()
    download(Batch.objects.order_by("pk")[0])
    printed = order.items.get(external_ref="LINE1")
    change_item_statuses(
        wanted={printed.pk: ItemStatus.DISPATCHED}, actors={order.pk: PRINTER}, quantities={printed.pk: 1}
    )

    hold_order(order_id=order.pk, actor=STAFF)
    release_order(order_id=order.pk, actor=STAFF)

    assert pieces_by_batch() == {
        "1 in_production": [("ORDER1/LINE1", [1, 2])],
        "2 filling": [("ORDER1/LINE2", [1])],
    }


def test_what_is_made_again_goes_into_a_new_batch() -> None:
    make_template()
    order = batched_order()
    download(make_ready())
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)
    line = order.items.get(external_ref="LINE1")

    reprint_order(order_id=order.pk, actor=STAFF, quantities={line.pk: 1})

    assert pieces_by_batch() == {
        "1 archived": [("ORDER1/LINE1", [1, 2]), ("ORDER1/LINE2", [1])],
        "2 filling": [("ORDER1/LINE1", [1])],
    }


def test_what_a_moved_order_has_in_batches_goes() -> None:
    make_template()
    order = batched_order()
    download(make_ready())

    batches.leave_supplier(order)

    assert list(BatchItem.objects.values_list("is_over", flat=True)) == [True, True]
    assert Batch.objects.get().state == BatchState.ARCHIVED


def test_a_line_that_left_without_being_printed_here_leaves_its_batch() -> None:
    make_template()
    order = batched_order()

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)

    assert not Batch.objects.exists()


def test_an_order_is_batch_ready_when_all_of_it_is() -> None:
    make_template(slots=2)
    order = batched_order()
    production.queue_files()
    run_due_jobs()
    assert status_of(order) == OrderStatus.RECEIVED

    production.close_batch(batch_id=Batch.objects.order_by("pk")[1].pk)
    run_due_jobs()

    assert status_of(order) == OrderStatus.BATCH_READY


def test_what_is_too_large_says_so_and_can_be_made_again() -> None:
    template = make_template(width=50)
    order = batched_order()
    batch = make_ready()
    ref = order.items.order_by("pk")[0].ref
    assert batch.state == BatchState.PENDING_GENERATION
    assert batch.error == f"Line LINE1 ({ref}) of order ORDER1: too large for roll, 50 mm, within its margins"

    template.width = 300
    template.save()
    production.make_batch_files_again(batch_id=batch.pk)
    run_due_jobs()

    assert (Batch.objects.get().state, Batch.objects.get().error) == (BatchState.PENDING_PRODUCTION, "")


def test_files_of_batches_have_no_public_address(client: Client) -> None:
    make_template()
    batched_order()
    batch = make_ready()
    assert default_storage.exists(batch.sheet_file)

    for key in (batch.sheet_file, f"x/../{batch.sheet_file}", f"./{batch.sheet_file}"):
        assert client.get(default_storage.url(key)).status_code == 404


def test_the_suppliers_batches_are_its_own() -> None:
    make_template()
    batched_order()

    assert [batch.ref for batch in batches_of(printer())] == [Batch.objects.get().ref]
    assert not batches_of(Order.objects.get().company).exists()
