"""The buttons that move orders, in the back office: there only while they are possible, each with a reason."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.callbacks.world import make_order
from tests.production.world import make_template, pieces_by_batch, printed_order

from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.companies.models import User
from monogram.oms.lines import Parcel
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import Actor, Party
from monogram.suppliers import services as suppliers

pytestmark = pytest.mark.django_db
PRINTER = Actor(Party.SUPPLIER, "Printer")


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


def page(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def press(desk: Client, order: Order, button: str, **form: Any) -> Any:
    address = reverse(f"admin:orders_order_{button}", args=[order.pk])
    return desk.post(address, {"reason": "", **form, "_form_submitted": "1"})


def choose(desk: Client, action: str, *orders: Order) -> str:
    chosen = {"action": action, "_selected_action": [order.pk for order in orders]}
    return desk.post(reverse("admin:orders_order_changelist"), chosen, follow=True).content.decode()


def status_of(order: Order) -> OrderStatus:
    return OrderStatus(Order.objects.get(pk=order.pk).status)


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        (OrderStatus.RECEIVED, {"hold", "cancel"}),
        (OrderStatus.IN_PRODUCTION, {"hold", "cancel", "reprint"}),
        (OrderStatus.DISPATCHED, {"reprint", "notify"}),
        (OrderStatus.RETAILER_NOTIFIED, {"reprint"}),
        (OrderStatus.ON_HOLD, {"release", "cancel"}),
        (OrderStatus.QC_QUERY, {"release", "hold", "cancel"}),
        (OrderStatus.CANCELLED, set()),
    ],
)
def test_only_what_is_possible_is_offered(desk: Client, status: OrderStatus, buttons: set[str]) -> None:
    order = make_order(status=status, status_callback_url="https://shop.example/hook")

    text = desk.get(page(order)).content.decode()

    offered = set(re.findall(rf"/orders/order/{order.pk}/(release|hold|reprint|notify|cancel)/?[\"']", text))
    assert offered == buttons
    for button in {"release", "hold", "reprint", "notify", "cancel"} - buttons:
        assert press(desk, order, button).status_code == 403
    assert status_of(order) == status


def test_chosen_pieces_are_made_again(desk: Client) -> None:
    order = make_order()
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)
    first, second = order.items.order_by("pk")

    press(desk, order, "reprint", reason="one was smudged", **{f"line_{first.pk}": 1, f"line_{second.pk}": 0})

    assert status_of(order) == OrderStatus.REPRINT
    event = order.events.get(to_status=OrderStatus.REPRINT)
    assert (event.actor, event.detail) == ("Grace", f"LINE1 ({first.ref}): 1 made again\none was smudged")


def test_no_chosen_piece_makes_nothing_again(desk: Client) -> None:
    order = make_order()
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)

    press(desk, order, "reprint", **{f"line_{item.pk}": 0 for item in order.items.all()})

    assert status_of(order) == OrderStatus.DISPATCHED


def test_a_dispatch_is_confirmed(desk: Client) -> None:
    order = make_order(status_callback_url="https://shop.example/hook")
    change_status(order_id=order.pk, to=OrderStatus.DISPATCHED, actor=PRINTER)

    press(desk, order, "notify", reason="they asked")

    event = order.events.get(kind="notify")
    assert (event.actor, event.detail) == ("Grace", "they asked")
    assert "Dispatch confirmation asked for" in desk.get(page(order)).content.decode()


def test_chosen_orders_go_into_batches(desk: Client) -> None:
    printed, plain = printed_order("A"), make_order("B")
    make_template()

    text = choose(desk, "batch_selected", printed, plain)

    assert "3 pieces are in batches now." in text
    assert "Nothing went in of B: no template of its supplier fits" in text
    assert pieces_by_batch() == {"1 filling": [("A/LINE1", [1, 2]), ("A/LINE2", [1])]}


def test_a_correction_reaches_the_supplier_that_has_the_order(desk: Client) -> None:
    order = make_order(status=OrderStatus.SENT_TO_SUPPLIER)
    assert order.supplier
    suppliers.enable_push(supplier=order.supplier, url="https://printer.example/", hmac_key="secret key")
    Delivery.objects.create(
        order=order, kind=DeliveryKind.SUPPLIER_PUSH, sequence=1, method="POST", url="https://printer.example/",
        body="{}", status=DeliveryStatus.DELIVERED, receiver="printer.example",
    )  # fmt: skip
    form = desk.get(page(order)).context["adminform"].form
    fields = {name: form[name].value() or "" for name in form.fields}

    desk.post(page(order), fields | {"shipping_postcode": "SK10 9ZZ"})

    update = Delivery.objects.get(kind=DeliveryKind.SUPPLIER_PUSH, sequence=2)
    assert '"shipping_postcode":"SK10 9ZZ"' in update.body


def test_the_page_shows_the_parcels_and_what_is_still_to_leave(desk: Client) -> None:
    order = make_order()
    first = order.items.order_by("pk")[0]
    change_item_statuses(
        wanted={first.pk: ItemStatus.DISPATCHED},
        actors={order.pk: PRINTER},
        quantities={first.pk: 1},
        parcels={first.pk: Parcel("T1", tracking_url="https://dpd.example/T1")},
    )

    text = desk.get(page(order)).content.decode()

    assert '<a href="https://dpd.example/T1"' in text
    assert "Still to leave: 2 pieces." in text


def test_the_timeline_says_from_where_to_where_by_whom_and_why(desk: Client) -> None:
    order = make_order()
    change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=PRINTER, why="on press 2")

    text = desk.get(page(order)).content.decode()

    timeline = re.sub(r"<[^>]+>|\s+", " ", text.split('<ol class="order-timeline">')[1].split("</ol>")[0])
    words = " ".join(timeline.split())
    assert words.startswith("In Production from Received Printer")
    assert "on press 2" in words
