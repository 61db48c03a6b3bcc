"""Papers from the back office: of one order, of one parcel, of chosen orders."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.oms.test_ship import DESK, line_ids, place
from tests.orders.world import World
from tests.rendering.page_reading import codes, rasterised
from tests.shipping.carriers import connect

from monogram.companies.models import User
from monogram.oms.release import hold_order
from monogram.oms.ship import ship_order
from monogram.orders.models import Order
from monogram.shipping.models import Shipment


@pytest.fixture
def desk(world: World) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


def paper(order: Order, kind: str) -> str:
    return reverse("admin:orders_order_document", args=[order.pk, kind])


def page(desk: Client, order: Order) -> str:
    return desk.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()


def choose(desk: Client, action: str, *orders: Order) -> Any:
    form = {"action": action, "_selected_action": [order.pk for order in orders]}
    return desk.post(reverse("admin:orders_order_changelist"), form, follow=True)


@pytest.mark.any_database
@pytest.mark.parametrize("kind", ["packing-slip", "address-label", "pick-list"])
def test_a_paper_opens_and_is_kept_nowhere(desk: Client, kind: str) -> None:
    order = place()
    assert paper(order, kind) in page(desk, order)

    response = desk.get(paper(order, kind))

    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{kind}-{order.ref}.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_a_parcels_slip_stands_beside_its_label(desk: Client, world: World) -> None:
    connect(world.printer)
    order = place(2)
    [line] = line_ids(order)
    ship_order(order_id=order.pk, actor=DESK, quantities={line: 1})
    address = f"{paper(order, 'packing-slip')}?parcel={Shipment.objects.get().pk}"

    assert address in page(desk, order)
    assert desk.get(address).content.startswith(b"%PDF")


def test_a_stopped_order_says_why_it_has_none(desk: Client) -> None:
    order = place()
    hold_order(order_id=order.pk, actor=DESK)

    text = page(desk, order)
    answer = desk.get(paper(order, "packing-slip"), follow=True)

    assert paper(order, "packing-slip") not in text
    assert "None: the order is On Hold" in text
    assert f"Order TEST001 ({order.ref}) is On Hold: do not make it." in answer.content.decode()


def test_chosen_orders_become_one_file(desk: Client) -> None:
    orders = [place(external_ref=ref) for ref in ("ONE", "TWO")]

    slips = choose(desk, "slips_of_selected", *orders)
    picks = choose(desk, "pick_list_of_selected", *orders)

    assert [codes(read) for read in rasterised(slips.content, 200)] == [{order.ref} for order in orders]
    assert slips["Content-Disposition"] == 'attachment; filename="packing-slips.pdf"'
    assert picks["Content-Disposition"] == 'attachment; filename="pick-list.pdf"'
    assert "no-store" in picks["Cache-Control"]


def test_a_stopped_order_among_the_chosen_is_named(desk: Client) -> None:
    orders = [place(external_ref=ref) for ref in ("ONE", "TWO")]
    hold_order(order_id=orders[1].pk, actor=DESK)

    text = choose(desk, "slips_of_selected", *orders).content.decode()

    assert f"Order TWO ({orders[1].ref}) is On Hold: do not make it." in text


def test_unknown_papers_and_people_without_rights_get_none(desk: Client) -> None:
    order = place()
    assert desk.get(paper(order, "invoice")).status_code == 404
    assert desk.post(paper(order, "packing-slip")).status_code == 405

    guest = Client()
    guest.force_login(
        User.objects.create_user("guest@monogram.example", "a long password", name="Guest", is_staff=True)
    )

    assert guest.get(paper(order, "packing-slip")).status_code == 403
