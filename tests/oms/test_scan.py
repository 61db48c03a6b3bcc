"""Codes scanned at the bench."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.callbacks.world import make_order
from tests.orders.world import World
from tests.production.world import batched_order, make_template, printer

from monogram.companies.models import Company, CompanyType
from monogram.jobs.testing import run_due_jobs
from monogram.oms import production
from monogram.oms.lines import Parcel
from monogram.oms.release import hold_order
from monogram.oms.reprint import reprint_order
from monogram.oms.scan import look_up, mark_dispatched, mark_printed
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.production.errors import CodeNotKnownError, PieceRefusedError
from monogram.production.models import Batch, BatchState, ScannedPiece
from monogram.shipping.models import ShipmentItem

pytestmark = pytest.mark.django_db
STAFF = Actor(Party.STAFF, "Ada")


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def order() -> Order:
    return make_order()


@pytest.fixture
def pair(order: Order) -> OrderItem:
    """A line of two pieces."""
    return order.items.get(external_ref="LINE1")


def test_a_lines_code_says_what_it_is(pair: OrderItem) -> None:
    found = look_up(supplier=printer(), code=f" {pair.ref.lower()}-2 ")

    assert (found.item, found.number, found.printed, found.outstanding, found.stop) == (pair, 2, 0, 2, "")


def test_a_line_of_one_piece_needs_no_number(order: Order) -> None:
    single = order.items.get(external_ref="LINE2")

    assert look_up(supplier=printer(), code=single.ref).number == 1


def test_a_print_jobs_code_stands_for_the_oldest_line_that_is_to_leave(world: World) -> None:
    orders = [make_order(name) for name in ("A", "B")]
    OrderItem.objects.filter(external_ref="LINE1").update(print_job=world.print_job)
    first, second = (one.items.get(external_ref="LINE1") for one in orders)
    code = world.print_job.ref

    assert look_up(supplier=printer(), code=code).item == first
    mark_dispatched(supplier=printer(), code=code)
    assert look_up(supplier=printer(), code=code).item == second


@pytest.mark.parametrize("typed", ["]C0{}", "]Q1{}\r", "*{}*", "\x02{}\x03", "~{}\t", " {}; "])
def test_what_a_scanner_types_around_a_code_is_passed_over(pair: OrderItem, typed: str) -> None:
    for code in (pair.ref.upper(), pair.ref.lower()):
        found = look_up(supplier=printer(), code=typed.format(f"{code}-2"))
        assert (found.item, found.number) == (pair, 2)


def test_a_scan_says_how_many_pieces_it_has_marked(pair: OrderItem) -> None:
    first = mark_printed(supplier=printer(), code=f"{pair.ref}-1")

    assert (first.newly, first.dispatched_at) == (1, None)
    assert mark_printed(supplier=printer(), code=f"{pair.ref}-1").newly == 0
    assert mark_printed(supplier=printer(), code=pair.ref).newly == 1
    assert look_up(supplier=printer(), code=f"{pair.ref}-1").printed_at == first.printed_at
    assert mark_dispatched(supplier=printer(), code=pair.ref).newly == 2


@pytest.mark.parametrize("code", ["", "HELLO", "0123456789A", "{ref}-3", "{ref}-0", "{ref}-x", "{ref}' --"])
def test_other_codes_are_not_known(pair: OrderItem, code: str) -> None:
    with pytest.raises(CodeNotKnownError):
        look_up(supplier=printer(), code=code.format(ref=pair.ref))


def test_another_suppliers_code_is_not_known(pair: OrderItem) -> None:
    stranger = Company.objects.create(id=62001, name="Potter", type=CompanyType.SUPPLIER)

    for use_case in (look_up, mark_printed, mark_dispatched):
        with pytest.raises(CodeNotKnownError):
            use_case(supplier=stranger, code=pair.ref)
    assert not ScannedPiece.objects.exists()


def test_a_piece_scanned_twice_is_printed_once(pair: OrderItem) -> None:
    mark_printed(supplier=printer(), code=f"{pair.ref}-1")
    again = mark_printed(supplier=printer(), code=f"{pair.ref}-1")

    assert again.printed == 1
    assert mark_printed(supplier=printer(), code=pair.ref).printed == 2


def test_pieces_leave_one_by_one_and_each_once(order: Order, pair: OrderItem) -> None:
    for _ in range(2):
        found = mark_dispatched(supplier=printer(), code=f"{pair.ref}-1", parcel=Parcel("T1"))
    assert (found.outstanding, found.printed) == (1, 1)
    assert OrderItem.objects.get(pk=pair.pk).status == ItemStatus.IN_PRODUCTION

    mark_dispatched(supplier=printer(), code=f"{pair.ref}-2", parcel=Parcel("T2"))
    mark_dispatched(supplier=printer(), code=order.items.get(external_ref="LINE2").ref)

    assert Order.objects.get(pk=order.pk).status == OrderStatus.DISPATCHED
    assert sum(ShipmentItem.objects.values_list("quantity", flat=True)) == 3


def test_what_was_stopped_is_shown_and_refused(order: Order, pair: OrderItem) -> None:
    hold_order(order_id=order.pk, actor=STAFF)
    reason = f"Order ORDER1 ({order.ref}) is On Hold: do not make it"

    assert look_up(supplier=printer(), code=pair.ref).stop == reason
    for use_case in (mark_printed, mark_dispatched):
        with pytest.raises(PieceRefusedError, match="is On Hold: do not make it"):
            use_case(supplier=printer(), code=pair.ref)


def test_what_is_made_again_is_scanned_again(order: Order, pair: OrderItem) -> None:
    mark_dispatched(supplier=printer(), code=pair.ref)
    reprint_order(order_id=order.pk, actor=STAFF, quantities={pair.pk: 1})

    found = mark_dispatched(supplier=printer(), code=f"{pair.ref}-1")

    assert (found.outstanding, found.printed) == (0, 1)


def test_a_batch_of_which_every_piece_is_printed_is_archived() -> None:
    make_template(slots=3)
    order = batched_order()
    production.queue_files()
    run_due_jobs()
    batch = Batch.objects.get()
    production.download_batch(batch_id=batch.pk, generation=batch.generation, who="Ada")
    first, second = order.items.order_by("pk")

    mark_printed(supplier=printer(), code=first.ref)
    assert look_up(supplier=printer(), code=first.ref).batches == [batch]
    assert Batch.objects.get().state == BatchState.IN_PRODUCTION
    mark_printed(supplier=printer(), code=second.ref)

    assert Batch.objects.get().state == BatchState.ARCHIVED
