"""Order-iT 2.1 over HTTP: what an update may change, what it is refused for, and that nothing is half done."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from tests.api.client import PRINTER, call
from tests.api.client_2_1 import DEFAULTS, ask, body_2_1, placed_order, post, put, refusal
from tests.orders.bodies import ANYTHING
from tests.orders.world import (
    STRANGER_ID,
    World,
    print_job_item,
    stock_item,
)

from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.companies.models import Company
from monogram.oms.push import send_to_supplier
from monogram.oms.release import hold_order
from monogram.orders.models import Order, OrderEvent
from monogram.orders.statuses import Actor, Party
from monogram.suppliers.services import enable_push


@pytest.fixture
def order(world: World) -> dict[str, Any]:
    return placed_order()


@pytest.fixture
def pushed(order: dict[str, Any], world: World) -> Delivery:
    """The push of that order to its supplier, not yet sent."""
    enable_push(supplier=world.printer, url="https://printer.example/push", hmac_key="key")
    delivery = send_to_supplier(order["id"])
    assert delivery
    return delivery


def test_one_field_changes_and_the_history_says_so(order: dict[str, Any]) -> None:
    response = put(order, {"shipping_address_1": "1 New Street"})

    assert response.status_code == 200
    assert response.headers["RateLimit"]
    changed = {"shipping_address_1": "1 New Street"}
    assert response.json() == {**order, **changed, "orders": [{**order["orders"][0], **changed}]}
    event = OrderEvent.objects.get(order=order["id"], kind="corrected")
    assert (event.actor, event.detail) == ("Shop (70001)", "shipping_address_1: Pinewood Court → 1 New Street")


def test_a_whole_order_read_back_and_sent_again_changes_nothing(order: dict[str, Any]) -> None:
    response = put(order, ask("GET", o=order["id"]).json())

    assert (response.status_code, response.json()) == (200, order)
    assert OrderEvent.objects.filter(order=order["id"]).count() == 1


def test_a_whole_order_with_some_fields_changed(order: dict[str, Any]) -> None:
    changes = {
        "shipping_address_1": "1 New Street",
        "shipping_company": "",
        "shipping_postcode": "M1 1AA",
        "customer_telephone_mobile": 441234567890,
        "billing_postcode": "M2 2BB",
    }

    answer = put(order, {**order, **changes}).json()

    told = {name: answer[name] for name in changes}
    assert told == {**changes, "customer_telephone_mobile": "441234567890"}
    assert OrderEvent.objects.filter(order=order["id"], kind="corrected").count() == 1


def test_the_order_as_it_was_sent_can_be_sent_to_update_it(order: dict[str, Any]) -> None:
    sent = body_2_1(items=[print_job_item(quantity="2")])

    assert put(order, {**sent, **DEFAULTS, "shipping_postcode": "M1 1AA"}).json()["shipping_postcode"] == "M1 1AA"


@pytest.mark.parametrize(
    ("value", "becomes"), [(None, "ada@example.com"), ("", ""), ("  ", ""), ("eve@example.com", "eve@example.com")]
)
def test_null_leaves_a_text_and_blank_empties_it(order: dict[str, Any], value: Any, becomes: str) -> None:
    assert put(order, {"customer_email": value}).json()["customer_email"] == becomes


@pytest.mark.parametrize("name", ["shipping_address_1", "shipping_postcode", "shipping_country_code"])
def test_no_order_is_left_without_its_address(order: dict[str, Any], name: str) -> None:
    assert put(order, {name: ""}).json() == order


def test_what_is_not_the_shops_is_passed_over(order: dict[str, Any]) -> None:
    body = {
        "id": 999,
        "ref": "X",
        "status": 8,
        "has_error": True,
        "error_message": "x",
        "shipping_tracking": "TR1",
        "secondary_company_ref_id": 90002,
        "completion_datetime": "2017-01-01 00:00:00",
        "whatever": [1],
    }

    assert put(order, body).json() == order
    assert OrderEvent.objects.filter(order=order["id"]).count() == 1


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ([], ""),
        ("order", ""),
        ({"shipping_address_1": "x" * 256}, "shipping_address_1"),
        ({"customer_name": {"first": "Ada"}}, "customer_name"),
        ({"status": "Cancelled"}, "status"),
        ({"external_ref": "OTHER"}, "external_ref"),
        ({"items": "none"}, "items"),
        ({"items": [1]}, "items[0]"),
        ({"items": [{"external_ref": "ITEM001", "quantity": 3}]}, "items[0].quantity"),
        ({"items": [{"external_ref": "ITEM001", "sku": "MUG"}]}, "items[0].sku"),
        ({"items": [{"external_ref": "ITEM001", "print_job_ref": "AB00000000000000F1"}]}, "items[0].print_job_ref"),
        ({"items": [{"external_ref": "ITEM001", "size": [1]}]}, "items[0].size"),
        ({"items": [{"external_ref": "ITEM001"}, stock_item(external_ref="MORE")]}, "items[1].external_ref"),
    ],
)
def test_an_update_that_cannot_be_meant_changes_nothing(order: dict[str, Any], body: Any, path: str) -> None:
    if isinstance(body, dict):
        body = {"customer_name": "Eve"} | body

    assert refusal(put(order, body))[1] == path
    assert ask("GET", o=order["id"]).json() == order


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"shipping_country_code": "ZZ"}, 8013, "shipping_country_code"),
        ({"required_dispatch_date": "2017-01-01"}, 8014, "required_dispatch_date"),
        ({"required_dispatch_date": "soon"}, 8014, "required_dispatch_date"),
        (b'{"shipping_address_1": ', 100, None),
    ],
)
def test_the_tables_codes_hold_for_updates(order: dict[str, Any], body: Any, code: int, path: str | None) -> None:
    error = put(order, body).json()["error"]

    assert error["code"] == code
    assert path is None or [failure["path"] for failure in error["errors"]] == [path]


def test_another_companys_reference_id(order: dict[str, Any]) -> None:
    error = put(order, {"company_ref_id": STRANGER_ID, "customer_name": "Eve"}).json()["error"]

    assert (error["message"], error["code"]) == ("Authentication failed", 50000)
    assert ask("GET", o=order["id"]).json() == order


def test_lines_of_one_reference_and_of_the_other_parts_are_known(world: World) -> None:
    items = [print_job_item(quantity=2), print_job_item(quantity=5), stock_item(external_ref="BOX")]
    first = post(body_2_1(items=items)).json()

    assert put(first, {"items": items, "customer_name": "Ada"}).status_code == 200
    assert refusal(put(first, {"items": [print_job_item(quantity=3)]}))[1] == "items[0].quantity"


def test_a_date_that_was_fine_when_it_was_placed_is_no_fault_later(order: dict[str, Any]) -> None:
    Order.objects.filter(pk=order["id"]).update(required_dispatch_date="2017-01-01")

    answer = put(order, {"required_dispatch_date": "2017-01-01", "customer_name": "Ada"})
    emptied = put(order, {"required_dispatch_date": "0000-00-00"})

    assert (answer.status_code, answer.json()["required_dispatch_date"]) == (200, "2017-01-01")
    assert emptied.json()["required_dispatch_date"] == "0000-00-00"


def test_on_hold_and_on_again(order: dict[str, Any]) -> None:
    held = put(order, {"status": 256})
    again = put(order, {"status": "256"})
    on = put(order, {"status": 1})

    assert [answer.json()["status"] for answer in (held, again, on)] == [256, 256, 1]
    events = OrderEvent.objects.filter(order=order["id"], kind="status").order_by("sequence")
    assert list(events.values_list("actor", "from_status", "to_status")) == [
        ("Shop (70001)", 1, 256),
        ("Shop (70001)", 256, 1),
    ]


def test_a_hold_with_a_change(order: dict[str, Any]) -> None:
    answer = put(order, {"status": 256, "shipping_country_code": "ie", "shipping_postcode": "D02"}).json()

    assert (answer["status"], answer["shipping_country_code"], answer["shipping_postcode"]) == (256, "IE", "D02")


def test_another_country_is_routed_anew_or_refused(order: dict[str, Any]) -> None:
    message, path = refusal(put(order, {"shipping_country_code": "IE"}))

    assert message.startswith("Another country may need another supplier")
    assert path == "shipping_country_code"
    assert ask("GET", o=order["id"]).json() == order


@pytest.mark.parametrize("more", [{}, {"shipping_address_1": "", "customer_email": "", "items": [{"quantity": 9}]}])
def test_a_cancelled_order_is_cancelled_whatever_else_is_sent(order: dict[str, Any], more: dict[str, Any]) -> None:
    answer = put(order, {**more, "status": 128})

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["customer_email"]) == (128, "ada@example.com")
    assert [item["status"] for item in answer.json()["items"]] == [7]


def test_a_cancelled_order_stays_cancelled(order: dict[str, Any]) -> None:
    put(order, {"status": 128})

    assert put(order, {"status": 128}).status_code == 200
    assert refusal(put(order, {"status": 1})) == ("The order is Cancelled", "status")
    assert refusal(put(order, {"status": 256}))[1] == "status"
    assert refusal(put(order, {"customer_name": "Eve"})) == (
        "The order is Cancelled: it can no longer be changed",
        "customer_name",
    )


@pytest.mark.parametrize(
    ("body", "message", "path"),
    [
        ({"shipping_address_1": "New"}, "The order is Dispatched: it can no longer be changed", "shipping_address_1"),
        ({"status": 128}, "Retailer may not change an order from Dispatched to Cancelled", "status"),
        ({"status": 256}, "Retailer may not change an order from Dispatched to On Hold", "status"),
        ({"status": 1}, "The order is Dispatched", "status"),
    ],
)
def test_a_dispatched_order_stays_as_it_is(order: dict[str, Any], body: Any, message: str, path: str) -> None:
    call("PUT", f"/order/{order['id']}/status", {"status": 8}, auth=PRINTER)
    before = ask("GET", o=order["id"]).json()

    said, where = refusal(put(order, body))

    assert (said.startswith(message), where) == (True, path)
    assert ask("GET", o=order["id"]).json() == before
    assert put(order, before).json() == before


@pytest.mark.parametrize("status", [512, 513, 4])
def test_what_the_supplier_has_is_not_changed_behind_its_back(order: dict[str, Any], status: int) -> None:
    Order.objects.filter(pk=order["id"]).update(status=status)

    message, path = refusal(put(order, {"shipping_address_1": "New"}))

    assert (message, path) == ("The order was sent to its supplier: it can no longer be changed", "shipping_address_1")
    assert put(order, {"status": 1}).json()["status"] == status


def test_a_hold_does_not_make_the_supplier_forget(order: dict[str, Any]) -> None:
    call("PUT", f"/order/{order['id']}/status", {"status": 513}, auth=PRINTER)
    put(order, {"status": 256})

    assert refusal(put(order, {"shipping_address_1": "New"}))[0].startswith("The order was sent to its supplier")


def test_a_hold_of_the_staffs_is_not_the_shops_to_end(order: dict[str, Any]) -> None:
    hold_order(order_id=order["id"], actor=Actor(Party.STAFF, "Grace"))

    assert refusal(put(order, {"status": 1})) == ("The order waits for our staff, who let it go on", "status")
    assert put(order, {"shipping_address_1": "New"}).json()["status"] == 256


def test_a_hold_that_is_imposed_on_the_shops_orders_is_not_the_shops_to_end(world: World) -> None:
    Company.objects.filter(pk=world.retailer.pk).update(orders_start_on_hold=True)
    order = post(body_2_1(status=1)).json()
    assert order["status"] == 256

    assert refusal(put(order, {"status": 1})) == ("The order waits for our staff, who let it go on", "status")
    assert put(order, {"status": 128}).json()["status"] == 128


@pytest.mark.parametrize("is_old", [False, True])
def test_a_shop_ends_its_own_hold_also_under_another_name(order: dict[str, Any], world: World, is_old: bool) -> None:
    put(order, {"status": 256})
    if is_old:
        OrderEvent.objects.update(party=None)
    else:
        Company.objects.filter(pk=world.retailer.pk).update(name="Shop & Sons")

    assert put(order, {"status": 1}).json()["status"] == 1


def test_an_order_with_an_error_can_be_corrected_but_not_let_go(world: World) -> None:
    order = post(body_2_1(items=[stock_item(sku="ORPHAN")])).json()
    assert (order["status"], order["has_error"]) == (32, True)

    corrected = put(order, {**order, "shipping_country_code": "IE"})

    assert (corrected.status_code, corrected.json()["shipping_country_code"]) == (200, "IE")
    assert refusal(put(order, {"status": 1})) == ("The order waits for our staff, who let it go on", "status")


def test_a_push_that_waits_is_replaced_by_one_with_the_new_address(order: dict[str, Any], pushed: Delivery) -> None:
    assert put(order, {"shipping_address_1": "1 New Street"}).status_code == 200

    first, second = Delivery.objects.filter(kind=DeliveryKind.SUPPLIER_PUSH).order_by("sequence")
    assert (first.pk, first.status, second.status) == (pushed.pk, DeliveryStatus.WITHDRAWN, DeliveryStatus.PENDING)
    assert '"shipping_address_1":"1 New Street"' in second.body


def test_a_push_that_has_arrived_closes_the_order(order: dict[str, Any], pushed: Delivery) -> None:
    Delivery.objects.filter(pk=pushed.pk).update(status=DeliveryStatus.DELIVERED)

    message, _ = refusal(put(order, {"shipping_address_1": "1 New Street"}))

    assert message == "The order was sent to its supplier: it can no longer be changed"
    assert Delivery.objects.filter(kind=DeliveryKind.SUPPLIER_PUSH).count() == 1


def test_a_refused_change_takes_no_push_back(order: dict[str, Any], pushed: Delivery) -> None:
    refusal(put(order, {"shipping_country_code": "IE"}))

    assert Delivery.objects.get(pk=pushed.pk).status == DeliveryStatus.PENDING


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANYTHING)
def test_any_body_is_done_or_refused(world: World, body: object) -> None:
    """Whatever JSON can hold: an update is carried out whole, or refused, and then changes nothing."""
    with transaction.atomic():
        order = placed_order()

        response = put(order, body)

        assert response.status_code in {200, 400}
        if response.status_code == 400:
            assert ask("GET", o=order["id"]).json() == order
        transaction.set_rollback(True)
