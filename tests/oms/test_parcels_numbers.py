"""Numbers of parcels: told later, told of several parcels, written in another way."""

from __future__ import annotations

import pytest
from tests.callbacks.world import make_order
from tests.oms.test_parcels import PRINTER, SENT, bodies, parcels, tell

from monogram.callbacks.models import Delivery
from monogram.oms.lines import Parcel
from monogram.oms.notify import notify_retailer
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import Order, OrderStatus
from monogram.shipping.models import Shipment, ShipmentItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    """LINE1 of two pieces, LINE2 of one."""
    return make_order(status_callback_url="https://shop.example/hook")


def dispatch(order: Order, tracking: str = "") -> None:
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER, shipping_tracking=tracking)


def numbers(order: Order) -> list[str]:
    return list(Shipment.objects.filter(order=order).order_by("pk").values_list("tracking", flat=True))


def test_a_number_told_later_reaches_the_shop_without_the_pieces_anew(order: Order) -> None:
    dispatch(order)
    dispatch(order, "LATER")
    dispatch(order, "later ")

    assert [parcels(body) for body in bodies(order)] == [[("", [("LINE1", 2), ("LINE2", 1)])], [("LATER", [])]]
    assert bodies(order)[-1]["shipping_tracking"] == "LATER"
    assert numbers(order) == ["LATER"]


def test_a_further_number_of_a_dispatched_order_is_a_parcel_of_unknown_pieces(order: Order) -> None:
    dispatch(order, "T1")
    dispatch(order, "T2")

    assert parcels(bodies(order)[-1]) == [("T2", [])]
    assert numbers(order) == ["T1", "T2"]


def test_which_of_several_parcels_a_number_belongs_to_is_not_guessed(order: Order) -> None:
    tell(order, "LINE1", SENT)
    tell(order, "LINE2", SENT)
    dispatch(order, "T1")

    assert numbers(order) == ["", "", "T1"]
    assert parcels(bodies(order)[-1]) == [("T1", [])]


def test_lines_of_several_parcels_give_each_its_number_in_one_message(order: Order) -> None:
    tell(order, "LINE1", SENT)
    tell(order, "LINE2", SENT)
    first, second = order.items.order_by("pk")

    for _ in range(2):
        change_item_statuses(
            wanted={first.pk: SENT, second.pk: SENT},
            actors={order.pk: PRINTER},
            parcels={first.pk: Parcel("T1"), second.pk: Parcel("T2")},
        )

    assert numbers(order) == ["T1", "T2"]
    assert len(bodies(order)) == 3
    assert parcels(bodies(order)[-1]) == [("T1", []), ("T2", [])]
    assert [event.detail for event in order.events.filter(kind="parcel")] == ["T1\nT2"]


def test_a_number_is_the_same_in_small_letters_and_with_blanks(order: Order) -> None:
    tell(order, "LINE1", SENT, quantity=1, tracking="R1")
    before = bodies(order)
    tell(order, "LINE1", SENT, quantity=1, tracking=" r1 ")
    assert bodies(order) == before

    dispatch(order, "R2")
    dispatch(order, "r1")
    assert numbers(order) == ["R1", "R2"]


def test_lines_of_one_message_with_the_number_written_in_two_ways_are_one_parcel(order: Order) -> None:
    first, second = order.items.order_by("pk")
    change_item_statuses(
        wanted={first.pk: SENT, second.pk: SENT},
        actors={order.pk: PRINTER},
        parcels={first.pk: Parcel("R1"), second.pk: Parcel("r1 ")},
    )

    assert numbers(order) == ["R1"]
    assert ShipmentItem.objects.count() == 2


@pytest.mark.parametrize(
    ("arrived", "told"),
    [
        ([], [("LATER", [("LINE1", 2), ("LINE2", 1)])]),
        ([0], [("LATER", [])]),
        ([1], [("LATER", [("LINE1", 2), ("LINE2", 1)])]),
        ([0, 1], []),
    ],
)
def test_a_confirmation_tells_of_the_parcel_or_the_number_that_never_arrived(
    order: Order, arrived: list[int], told: list[object]
) -> None:
    dispatch(order)
    dispatch(order, "LATER")
    sent = list(Delivery.objects.filter(order=order, kind="status_callback").order_by("sequence"))
    Delivery.objects.filter(pk__in=[one.pk for one in sent]).update(status="failed", next_attempt_at=None)
    Delivery.objects.filter(pk__in=[sent[index].pk for index in arrived]).update(status="delivered")

    notify_retailer(order_id=order.pk, actor=PRINTER)

    assert parcels(bodies(order)[-1]) == told
