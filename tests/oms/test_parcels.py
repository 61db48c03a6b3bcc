"""Lines that leave in parcels, are cancelled or made again; and what the shop is told of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.callbacks.world import make_order

from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.common.errors import MonogramError
from monogram.oms.lines import Parcel
from monogram.oms.release import hold_order
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.shipping.models import Shipment

pytestmark = pytest.mark.django_db
PRINTER = Actor(Party.SUPPLIER, "Printer")
SHOP = Actor(Party.RETAILER, "Shop (61000)")
STAFF = Actor(Party.STAFF, "Ada")
READY, WORKS, SENT, CANCELLED = ItemStatus.READY, ItemStatus.IN_PRODUCTION, ItemStatus.DISPATCHED, ItemStatus.CANCELLED


@pytest.fixture
def order() -> Order:
    """LINE1 of two pieces, LINE2 of one."""
    return make_order(status_callback_url="https://shop.example/hook")


def tell(
    order: Order, line: str, to: ItemStatus, actor: Actor = PRINTER, quantity: int = 0, tracking: str = ""
) -> None:
    number = order.items.get(external_ref=line).pk
    change_item_statuses(
        wanted={number: to},
        actors={order.pk: actor},
        quantities={number: quantity} if quantity else {},
        parcels={number: Parcel(tracking=tracking)},
    )


def state(order: Order) -> tuple[int, list[int]]:
    order.refresh_from_db()
    return order.status, list(order.items.order_by("pk").values_list("status", flat=True))


def bodies(order: Order) -> list[dict[str, Any]]:
    rows = Delivery.objects.filter(order=order, kind=DeliveryKind.STATUS_CALLBACK).order_by("sequence")
    return [json.loads(row.body) for row in rows]


def parcels(body: dict[str, Any]) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (parcel["tracking"], [(line["external_ref"], line["quantity"]) for line in parcel["items"]])
        for parcel in body["new_shipments"]
    ]


def test_an_order_leaves_in_three_parcels_each_told_once(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking="T1")
    assert state(order) == (OrderStatus.IN_PRODUCTION, [WORKS, READY])
    tell(order, "LINE2", SENT, tracking="T2")
    assert state(order) == (OrderStatus.IN_PRODUCTION, [WORKS, SENT])
    tell(order, "LINE1", SENT, tracking="T3")
    assert state(order) == (OrderStatus.DISPATCHED, [SENT, SENT])

    told = bodies(order)
    assert [parcels(body) for body in told] == [
        [("T1", [("LINE1", 1)])],
        [("T2", [("LINE2", 1)])],
        [("T3", [("LINE1", 1)])],
    ]
    assert [body["shipping_tracking"] for body in told] == ["T1", "T1", "T1"]
    assert [event.detail for event in order.events.order_by("sequence")][1:] == [
        f"LINE1 ({order.items.get(external_ref='LINE1').ref}): 1 of 2 pieces dispatched, tracking T1",
        f"LINE2 ({order.items.get(external_ref='LINE2').ref}): Ready → Dispatched, 1 piece, tracking T2",
        f"LINE1 ({order.items.get(external_ref='LINE1').ref}): In Production → Dispatched, 1 piece, tracking T3",
    ]


def test_lines_of_one_message_in_one_parcel_are_one_parcel(order: Order) -> None:
    first, second = order.items.order_by("pk")
    parcel = Parcel(tracking="T1", carrier="DPD", method="Next day", tracking_url="https://dpd.example/T1")

    change_item_statuses(
        wanted={first.pk: SENT, second.pk: SENT},
        actors={order.pk: PRINTER},
        parcels={first.pk: parcel, second.pk: parcel},
    )

    assert parcels(bodies(order)[-1]) == [("T1", [("LINE1", 2), ("LINE2", 1)])]
    assert bodies(order)[-1]["new_shipments"][0]["tracking_url"] == "https://dpd.example/T1"
    assert (bodies(order)[-1]["shipping_carrier"], bodies(order)[-1]["shipping_method"]) == ("DPD", "Next day")


@pytest.mark.parametrize("tracking", ["T1", ""])
def test_the_same_parcel_told_again_changes_nothing(order: Order, tracking: str) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking=tracking)
    before = (state(order), order.sequence, bodies(order))

    tell(order, "LINE1", SENT, quantity=1, tracking=tracking)

    assert (state(order), order.sequence, bodies(order)) == before


def test_without_a_number_the_rest_of_a_line_leaves_by_leaving_the_quantity_out(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1)
    tell(order, "LINE1", SENT)

    assert state(order)[1] == [SENT, READY]


def test_a_number_that_comes_later_belongs_to_the_lines_parcel(order: Order) -> None:
    tell(order, "LINE1", SENT)
    tell(order, "LINE1", SENT, tracking="T1")

    assert Shipment.objects.get(order=order).tracking == "T1"
    assert [parcels(body) for body in bodies(order)] == [[("", [("LINE1", 2)])], [("T1", [])]]
    first, second = (body["new_shipments"][0]["dispatch_datetime"] for body in bodies(order))
    assert first == second


def test_more_than_is_to_leave_is_refused_and_leaves_no_trace(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking="T1")
    before = (state(order), order.sequence)

    with pytest.raises(MonogramError, match="1 are still to leave, not 2"):
        tell(order, "LINE1", SENT, quantity=2, tracking="T2")

    assert (state(order), order.sequence) == before


def test_the_whole_order_in_one_message_takes_what_has_not_left(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking="T1")

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T2")

    assert state(order) == (OrderStatus.DISPATCHED, [SENT, SENT])
    assert parcels(bodies(order)[-1]) == [("T2", [("LINE1", 1), ("LINE2", 1)])]
    assert order.shipping_tracking == "T1"


def test_a_cancelled_line_is_told_once_and_the_rest_completes_the_order(order: Order) -> None:
    tell(order, "LINE2", CANCELLED, actor=SHOP)
    assert state(order) == (OrderStatus.RECEIVED, [READY, CANCELLED])
    tell(order, "LINE1", SENT, tracking="T1")

    assert state(order) == (OrderStatus.DISPATCHED, [SENT, CANCELLED])
    ref = order.items.get(external_ref="LINE2").ref
    assert [body["new_cancellations"] for body in bodies(order)] == [
        [{"quantity": 1, "ref": ref, "external_ref": "LINE2"}],
        [],
    ]


def test_the_last_line_cancelled_cancels_the_order(order: Order) -> None:
    tell(order, "LINE1", CANCELLED, actor=SHOP)
    tell(order, "LINE2", CANCELLED, actor=SHOP)

    assert state(order) == (OrderStatus.CANCELLED, [CANCELLED, CANCELLED])
    assert [len(body["new_cancellations"]) for body in bodies(order)] == [1, 1]


def test_what_is_left_of_a_line_can_be_cancelled(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking="T1")
    tell(order, "LINE1", CANCELLED)

    assert state(order)[1] == [SENT, READY]
    assert bodies(order)[-1]["new_cancellations"][0]["quantity"] == 1


def test_a_line_is_not_cancelled_by_number(order: Order) -> None:
    with pytest.raises(StatusChangeRefusedError, match="cancelled whole"):
        tell(order, "LINE1", CANCELLED, quantity=1)


def test_an_order_of_which_a_part_has_left_is_dispatched_when_the_rest_is_cancelled(order: Order) -> None:
    tell(order, "LINE1", SENT, tracking="T1")

    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=PRINTER, why="out of mugs")

    assert state(order) == (OrderStatus.DISPATCHED, [SENT, CANCELLED])
    last = order.events.order_by("sequence").last()
    assert last is not None
    assert (last.from_status, last.to_status) == (OrderStatus.IN_PRODUCTION, OrderStatus.DISPATCHED)
    assert last.detail == "What had not left was cancelled\nout of mugs"
    assert bodies(order)[-1]["new_cancellations"][0]["external_ref"] == "LINE2"


@pytest.mark.parametrize(
    ("standing", "may"),
    [
        (OrderStatus.RECEIVED, True),
        (OrderStatus.SENT_TO_SUPPLIER, True),
        (OrderStatus.RECEIVED_BY_SUPPLIER, True),
        (OrderStatus.BATCH_READY, True),
        (OrderStatus.IN_PRODUCTION, False),
        (OrderStatus.SENT_TO_SHIPPER, False),
        (OrderStatus.DISPATCHED, False),
    ],
)
@pytest.mark.parametrize("by_line", [True, False])
def test_a_retailer_cancels_until_it_is_made(order: Order, standing: OrderStatus, may: bool, by_line: bool) -> None:
    if standing != OrderStatus.RECEIVED:
        change_status(order_id=order.pk, to=standing, actor=STAFF)
    before = state(order)

    try:
        if by_line:
            tell(order, "LINE1", CANCELLED, actor=SHOP)
        else:
            change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP)
        done = True
    except StatusChangeRefusedError:
        done = False

    assert done == may
    assert (state(order) != before) == may


def test_a_retailer_does_not_cancel_by_way_of_a_hold_what_is_being_made(order: Order) -> None:
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER)
    hold_order(order_id=order.pk, actor=STAFF)

    with pytest.raises(StatusChangeRefusedError, match="Possible now: nothing"):
        change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP)


def test_nothing_of_an_order_on_hold_is_made_or_sent(order: Order) -> None:
    hold_order(order_id=order.pk, actor=STAFF)

    for to in (WORKS, SENT):
        with pytest.raises(StatusChangeRefusedError, match="On Hold: nothing of it is made or sent"):
            tell(order, "LINE1", to)
    assert state(order) == (OrderStatus.ON_HOLD, [READY, READY])


def dispatched(order: Order) -> Order:
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")
    return order


def test_one_piece_of_one_line_is_made_again_and_leaves_in_a_parcel_of_its_own(order: Order) -> None:
    line = dispatched(order).items.get(external_ref="LINE1")

    reprint_order(order_id=order.pk, actor=PRINTER, why="smudged", quantities={line.pk: 1})
    assert state(order) == (OrderStatus.REPRINT, [READY, SENT])
    assert order.completion_datetime is None
    assert order.events.get(to_status=OrderStatus.REPRINT).detail == f"LINE1 ({line.ref}): 1 made again\nsmudged"
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER)
    assert state(order) == (OrderStatus.IN_PRODUCTION, [WORKS, SENT])
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T2")

    assert state(order) == (OrderStatus.DISPATCHED, [SENT, SENT])
    assert parcels(bodies(order)[-1]) == [("T2", [("LINE1", 1)])]
    assert order.shipping_tracking == "T1"


def test_a_second_line_can_join_a_reprint_and_the_same_again_adds_nothing(order: Order) -> None:
    first, second = dispatched(order).items.order_by("pk")
    for line in (first, second, second):
        reprint_order(order_id=order.pk, actor=STAFF, quantities={line.pk: None})

    assert state(order) == (OrderStatus.REPRINT, [READY, READY])
    assert [e.kind for e in order.events.order_by("sequence")] == ["placed", "status", "status", "items"]


def test_an_old_dispatch_message_does_not_end_a_reprint(order: Order) -> None:
    dispatched(order)
    change_status(order_id=order.pk, to=OrderStatus.REPRINT, actor=PRINTER)

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")
    tell(order, "LINE1", SENT, tracking="T1")

    assert state(order) == (OrderStatus.REPRINT, [READY, READY])


def test_the_rest_of_an_order_may_leave_under_a_number_that_is_known(order: Order) -> None:
    tell(order, "LINE2", CANCELLED)
    tell(order, "LINE1", SENT, quantity=1, tracking="T1")

    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T1")

    assert state(order) == (OrderStatus.DISPATCHED, [SENT, CANCELLED])
    assert [parcels(body) for body in bodies(order)[1:]] == [[("T1", [("LINE1", 1)])]] * 2


def test_the_rest_of_a_line_may_leave_under_a_number_that_is_known(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking="T1")
    tell(order, "LINE1", SENT, tracking="T1")

    assert state(order) == (OrderStatus.IN_PRODUCTION, [SENT, READY])


@pytest.mark.parametrize("to", [OrderStatus.SENT_TO_SHIPPER, OrderStatus.RECEIVED_BY_SHIPPER, OrderStatus.DISPATCHED])
@pytest.mark.parametrize("pieces", [1, 2])
def test_old_news_of_a_parcel_is_late_however_many_pieces_are_made_again(
    order: Order, to: OrderStatus, pieces: int
) -> None:
    line = dispatched(order).items.get(external_ref="LINE1")
    reprint_order(order_id=order.pk, actor=PRINTER, quantities={line.pk: pieces})
    before = (state(order), order.sequence, bodies(order))

    change_status(order_id=order.pk, to=to, actor=PRINTER, shipping_tracking="T1")
    tell(order, "LINE1", SENT, tracking="T1")
    tell(order, "LINE1", SENT, tracking="T1", quantity=1)
    tell(order, "LINE1", SENT, tracking="T1", quantity=2)

    assert (state(order), order.sequence, bodies(order)) == before
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking="T2")
    assert state(order) == (OrderStatus.DISPATCHED, [SENT, SENT])
    assert parcels(bodies(order)[-1]) == [("T2", [("LINE1", pieces)])]


def test_a_retailer_tells_of_no_parcels(order: Order) -> None:
    dispatched(order)
    before = (state(order), order.sequence, bodies(order), order.shipping_tracking)

    for line_status in (SENT, WORKS, READY):
        with pytest.raises(StatusChangeRefusedError, match="may only cancel lines"):
            tell(order, "LINE1", line_status, actor=SHOP, tracking="FAKE")
    for to in (OrderStatus.DISPATCHED, OrderStatus.SENT_TO_SHIPPER, OrderStatus.CANCELLED):
        with pytest.raises(StatusChangeRefusedError, match="Retailer may not"):
            change_status(order_id=order.pk, to=to, actor=SHOP, shipping_tracking="FAKE")

    assert (state(order), order.sequence, bodies(order), order.shipping_tracking) == before
    assert list(Shipment.objects.values_list("tracking", flat=True)) == ["T1"]


def test_a_retailer_that_cancels_brings_no_number_in(order: Order) -> None:
    tell(order, "LINE1", CANCELLED, actor=SHOP, tracking="FAKE")
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=SHOP, shipping_tracking="FAKE")

    assert state(order) == (OrderStatus.CANCELLED, [CANCELLED, CANCELLED])
    assert order.shipping_tracking == ""
    assert not order.events.filter(detail__contains="FAKE").exists()


def test_a_spoilt_line_begins_anew_before_it_has_left(order: Order) -> None:
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER)
    line = order.items.get(external_ref="LINE2")

    reprint_order(order_id=order.pk, actor=PRINTER, quantities={line.pk: None})

    assert state(order) == (OrderStatus.REPRINT, [WORKS, READY])
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)
    assert parcels(bodies(order)[-1]) == [("", [("LINE1", 2), ("LINE2", 1)])]


def test_what_cannot_be_made_again(order: Order) -> None:
    line = order.items.get(external_ref="LINE1")
    with pytest.raises(StatusChangeRefusedError, match="from Received to Reprint"):
        reprint_order(order_id=order.pk, actor=PRINTER, quantities={line.pk: 1})
    dispatched(order)
    for quantities, words in (({line.pk: 3}, "2 have left: 3 cannot"), ({424242: None}, "is not in order")):
        with pytest.raises(StatusChangeRefusedError, match=words):
            reprint_order(order_id=order.pk, actor=PRINTER, quantities=quantities)
    with pytest.raises(StatusChangeRefusedError, match="Retailer may not"):
        reprint_order(order_id=order.pk, actor=SHOP, quantities={line.pk: 1})
    assert state(order) == (OrderStatus.DISPATCHED, [SENT, SENT])


def test_what_was_cancelled_while_it_was_made_again_is_not_begun_once_more(order: Order) -> None:
    line = dispatched(order).items.get(external_ref="LINE1")
    change_status(order_id=order.pk, to=OrderStatus.REPRINT, actor=PRINTER)
    change_status(order_id=order.pk, to=OrderStatus.CANCELLED, actor=STAFF)
    before = (state(order), order.sequence)

    for quantities in (None, {line.pk: None}):
        with pytest.raises(StatusChangeRefusedError, match="that was cancelled"):
            reprint_order(order_id=order.pk, actor=STAFF, quantities=quantities)

    assert (state(order), order.sequence) == before
    assert order.status == OrderStatus.DISPATCHED


def test_a_receipt_after_the_work_has_begun_is_taken_and_changes_nothing(order: Order) -> None:
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER)

    again = change_status(order_id=order.pk, to=OrderStatus.RECEIVED_BY_SUPPLIER, actor=PRINTER)

    assert (again.status, again.sequence) == (OrderStatus.IN_PRODUCTION, 2)
