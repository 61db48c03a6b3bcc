"""The order pages of the back office: they open, their buttons follow the status table, corrections are told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.orders.world import World, item_of_type, order_body, stock_item

from monogram.artwork.models import Artwork, ItemAsset
from monogram.catalogue.models import Product
from monogram.companies.models import User
from monogram.oms.place import place_order
from monogram.orders.models import Order, OrderStatus


@pytest.fixture
def desk(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a long password", name="Grace"))
    return client


def place(world: World, **changes: Any) -> Order:
    body = order_body(**changes)
    return place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())[0]


def page(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def press(desk: Client, order: Order, button: str, reason: str = "") -> Any:
    address = reverse(f"admin:orders_order_{button}", args=[order.pk])
    return desk.post(address, {"reason": reason, "_form_submitted": "1"})


def status_of(order: Order) -> OrderStatus:
    return OrderStatus(Order.objects.get(pk=order.pk).status)


def test_the_list_says_what_each_order_is(world: World, desk: Client) -> None:
    place(world)
    place(world, external_ref="LOST", items=[stock_item(sku="ORPHAN")])

    text = desk.get(reverse("admin:orders_order_changelist")).content.decode()

    for words in ("TEST001", "Received", "Pottery", "LOST", "QC Query", "Failed to split order"):
        assert words in text


@pytest.mark.parametrize("search", ["TEST001", "SK10 2XR", "Nobody"])
def test_orders_are_found(world: World, desk: Client, search: str) -> None:
    order = place(world)

    text = desk.get(reverse("admin:orders_order_changelist"), {"q": search}).content.decode()

    assert (order.ref in text) == (search != "Nobody")


def test_an_orders_page_shows_lines_routing_and_timeline(world: World, desk: Client) -> None:
    order = place(world, items=[item_of_type(world, kind) for kind in (3, 5)], gift_wrap="<b>red</b>")

    text = desk.get(page(order)).content.decode()

    for words in ("Top line: Ada", "S-MUG", "nobody else can make this line", "Placed: Received"):
        assert words in text
    assert "&lt;b&gt;red" in text
    assert "<b>red" not in text


def test_an_orders_page_shows_what_preflight_said_of_its_designs(world: World, desk: Client) -> None:
    verdict = {"rule": "bleed", "severity": "warn", "area": "Front", "layer": "i1", "values": {"short": 2}}
    world.print_job.preflight = [{**verdict, "message": "This ends 2 mm too early at the edge."}]
    world.print_job.save()
    order = place(world, items=[item_of_type(world, 2), item_of_type(world, 3)])

    text = desk.get(page(order)).content.decode()

    assert text.count("This ends 2 mm too early at the edge.") == 1
    assert "Nothing to report" not in text


def test_the_submissions_page_shows_what_was_sent(world: World, desk: Client) -> None:
    order = place(world)

    listed = desk.get(reverse("admin:orders_submission_changelist"))
    shown = desk.get(reverse("admin:orders_submission_change", args=[order.submission_id]))

    assert order.ref in listed.content.decode()
    assert "Pinewood Court" in shown.content.decode()


def test_hold_and_release_with_a_reason(world: World, desk: Client) -> None:
    order = place(world)

    answer = press(desk, order, "hold", "address unclear")
    assert answer.headers["HX-Redirect"] == page(order)
    assert status_of(order) == OrderStatus.ON_HOLD
    press(desk, order, "release", "address checked")

    assert status_of(order) == OrderStatus.RECEIVED
    told = list(order.events.order_by("sequence").values_list("actor", "detail"))[1:]
    assert told == [("Grace", "address unclear"), ("Grace", "address checked")]


def test_an_order_in_error_is_released_once_its_cause_is_gone(world: World, desk: Client) -> None:
    order = place(world, items=[stock_item(sku="ORPHAN")])

    press(desk, order, "release")
    assert status_of(order) == OrderStatus.QC_QUERY
    assert "Its lines say why" in desk.get(page(order)).content.decode()

    Product.objects.filter(sku="ORPHAN").update(supplier=world.pottery)
    press(desk, order, "release")
    assert status_of(order) == OrderStatus.RECEIVED


def test_buttons_that_the_table_does_not_allow_are_not_there(world: World, desk: Client) -> None:
    order = place(world)

    assert press(desk, order, "release").status_code == 403
    press(desk, order, "cancel")
    assert status_of(order) == OrderStatus.CANCELLED
    for button in ("hold", "release", "cancel"):
        assert press(desk, order, button).status_code == 403


def test_a_button_is_never_pressed_by_a_mere_visit(world: World, desk: Client) -> None:
    order = place(world)

    desk.get(reverse("admin:orders_order_cancel", args=[order.pk]))

    assert status_of(order) == OrderStatus.RECEIVED


def test_many_orders_are_held_at_once(world: World, desk: Client) -> None:
    orders = [place(world, external_ref=ref) for ref in "AB"]
    chosen = {"action": "hold_selected", "_selected_action": [order.pk for order in orders]}

    desk.post(reverse("admin:orders_order_changelist"), chosen)

    assert {status_of(order) for order in orders} == {OrderStatus.ON_HOLD}


def test_a_correction_is_written_into_the_history(world: World, desk: Client) -> None:
    order = place(world)
    form = desk.get(page(order)).context["adminform"].form
    fields = {name: form[name].value() or "" for name in form.fields}

    desk.post(page(order), fields | {"shipping_postcode": "SK10 9ZZ"})

    assert Order.objects.get(pk=order.pk).shipping_postcode == "SK10 9ZZ"
    event = order.events.get(kind="corrected")
    assert (event.actor, event.detail) == ("Grace", "shipping_postcode: SK10 2XR → SK10 9ZZ")


def test_what_has_ended_is_not_corrected(world: World, desk: Client) -> None:
    order = place(world)
    press(desk, order, "cancel")

    form = desk.get(page(order)).context["adminform"].form

    assert list(form.fields) == []


def test_a_wrong_sku_is_put_right_and_the_order_goes_on(world: World, desk: Client) -> None:
    order = place(world, items=[stock_item(sku="BOKS")])
    line = order.items.get()
    shown = desk.get(page(order))
    form = shown.context["adminform"].form
    fields = {name: form[name].value() or "" for name in form.fields}
    fields |= {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "1", "items-0-id": line.pk, "items-0-order": order.pk}

    desk.post(page(order), fields | {"items-0-sku": "BOX"})
    press(desk, order, "release")

    assert status_of(order) == OrderStatus.RECEIVED
    assert order.items.get().mapped_sku == "S-BOX"
    assert order.events.get(kind="corrected").detail == f"{line.ref}: SKU BOKS → BOX"


def give_files(order: Order) -> list[str]:
    """A print file and a thumbnail for the order's first line. Returns their addresses."""
    item = order.items.order_by("pk")[0]
    keys = []
    for kind, name in (("output", "output-1.png"), ("thumbnail", "thumbnail-1.png")):
        key = f"artwork/ab/{order.pk}-{name}"
        artwork = Artwork.objects.create(
            source_hash=f"{order.pk}-{name}", area_name="Front", width=3307, height=4134, dpi=300, byte_size=9,
            sha256="ab" * 32, file=key,
        )  # fmt: skip
        ItemAsset.objects.create(item=item, kind=kind, name=name, description="Front", artwork=artwork)
        keys.append(key)
    return keys


def test_an_orders_page_shows_its_files(world: World, desk: Client) -> None:
    order = place(world)
    print_file, thumbnail = give_files(order)

    text = desk.get(page(order)).content.decode()

    assert print_file in text
    assert thumbnail in text
    assert "3307 × 4134" in text
    assert "None yet" not in text


def test_the_list_shows_a_picture_a_line_and_asks_no_more_for_more_orders(
    world: World, desk: Client, django_assert_num_queries: Any
) -> None:
    first = place(world)
    print_file, thumbnail = give_files(first)
    address = reverse("admin:orders_order_changelist")
    desk.get(address)  # what is looked up once a session is there now
    with CaptureQueriesContext(connection) as one:
        text = desk.get(address).content.decode()
    for number in range(4):
        give_files(place(world, external_ref=f"MORE-{number}"))

    with django_assert_num_queries(len(one)):
        desk.get(address)

    assert thumbnail in text
    assert print_file not in text
