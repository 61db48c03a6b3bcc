"""Orders by file: placed one by one as the API places them, never twice, and told of row by row."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from tests.orders.world import PRINT_JOB_REF, URL, World, order_body, print_job_item, stock_item

from monogram.common import clock
from monogram.files import services as files
from monogram.oms import order_files
from monogram.oms.order_drops import forget_order_files, go_on_with_order_files, place_file, place_orders_of_file
from monogram.oms.order_files import discard_file, keep_file, place_some, refused_of, rehearse
from monogram.oms.place import place_order
from monogram.orders.documents import order_document
from monogram.orders.models import FiledOrder, Order, OrderFile, Submission
from monogram.orders.order_sheet import read_order_sheet

pytestmark = pytest.mark.django_db

HEADER = (
    "order.external_ref,order.shipping_address_1,order.shipping_postcode,order.shipping_country_code,"
    "item.external_ref,item.type,item.sku,item.quantity\n"
)
NO_COUNTRY = 'Invalid country code: "ZZ" is no ISO 3166-1 alpha-2 country code (error 8013)'
EXISTS = "An order already exists with the specified value for external_ref (error 8001)"
GOOD = "{ref},Pinewood Court,SK10 2XR,GB,L1,4,BOX,2\n"


def upload(world: World, content: str, **changes: Any) -> OrderFile:
    return keep_file(company=world.retailer, name="orders.csv", content=content.encode(), **changes)


def placed(world: World, content: str) -> OrderFile:
    file = upload(world, content)
    place_file(file)
    place_orders_of_file.call(file.pk)
    file.refresh_from_db()
    return file


def became(file: OrderFile) -> list[tuple[str, list[list[Any]]]]:
    return [(one.external_ref, one.faults) for one in file.orders.order_by("number")]


def counts(file: OrderFile) -> tuple[str, int, int, int]:
    return file.state, file.order_count, file.placed_count, file.refused_count


def without_ids(document: Any) -> dict[str, Any]:
    """An order document without what differs between any two orders."""
    told: dict[str, Any] = json.loads(json.dumps(document, default=str))
    for part in [told, *told["items"]]:
        for name in ("id", "ref", "order_id", "creation_datetime", "external_ref"):
            part.pop(name, None)
    return told


def test_an_order_by_file_equals_one_by_api(world: World) -> None:
    items = [
        print_job_item(external_ref="L1", sku="SHIRT-WHITE-M"),
        {"external_ref": "L2", "type": 1, "quantity": 1, "sku": "SHIRT-WHITE-M", "external_url": URL}
        | {"external_thumbnail_url": URL, "unit_sale_price": 9.5},
        {"external_ref": "L3", "type": 5, "quantity": 3, "textual_product_id": world.pen.pk}
        | {"attributes": [{"name": "Top line", "value": " Ada "}]},
        stock_item(external_ref="L4", quantity=2),
    ]
    fields = {
        "is_urgent": True,
        "required_dispatch_date": "2999-01-31",
        "shipping_price": "3.5",
        "customer_name": "Zoë",
    }
    asked = order_body(external_ref="API", items=items, **fields)
    place_order(company=world.retailer, submission=asked, raw=b"{}")

    file = placed(
        world,
        "order.external_ref,order.sale_datetime,order.shipping_company,order.shipping_address_1,"
        "order.shipping_postcode,order.shipping_country_code,order.is_urgent,order.required_dispatch_date,"
        "order.shipping_price,order.customer_name,item.external_ref,item.type,item.quantity,item.sku,"
        "item.print_job_ref,item.external_url,item.external_thumbnail_url,item.unit_sale_price,"
        "item.textual_product_id,item.attributes.Top line\n"
        "FILE,2017-01-01 12:00:43,Custom Gateway Ltd.,Pinewood Court,SK10 2XR,GB,true,2999-01-31,\"3,5\",Zoë,"
        f"L1,2,1,SHIRT-WHITE-M,{PRINT_JOB_REF},,,,,\n"
        f"FILE,,,,,,,,,,L2,1,1,SHIRT-WHITE-M,,{URL},{URL},9.5,,\n"
        f"FILE,,,,,,,,,,L3,5,3,,,,,,{world.pen.pk}, Ada \n"
        "FILE,,,,,,,,,,L4,4,2,BOX,,,,,,\n",
    )  # fmt: skip

    assert counts(file) == ("done", 1, 1, 0)
    assert told_of("FILE") == told_of("API") != []


def told_of(external_ref: str) -> list[dict[str, Any]]:
    """What the orders of a reference are, without what differs between any two orders."""
    orders = Order.objects.filter(external_ref=external_ref).order_by("pk")
    return [
        without_ids(order_document(order, {})) | {"supplier": order.supplier_id, "extra": order.extra}
        for order in orders
    ]


def test_each_order_stands_or_falls_alone_with_the_apis_own_errors(world: World) -> None:
    place_order(company=world.retailer, submission=order_body(external_ref="TAKEN"), raw=b"{}")
    bad = "BAD,Pinewood Court,,ZZ,L1,9,BOX,x\nBAD,,,,L2,4,BOX,1\n"
    file = placed(world, HEADER + GOOD.format(ref="A") + bad + GOOD.format(ref="TAKEN") + GOOD.format(ref="B"))

    assert counts(file) == ("refused", 4, 2, 2)
    assert became(file) == [
        ("A", []),
        (
            "BAD",
            [
                [3, "order.shipping_country_code", NO_COUNTRY],
                [3, "order.shipping_postcode", "Order shipping_postcode not specified (error 8033)"],
                [3, "item.type", "Invalid item type: there is no type 9 (error 8040)"],
                [3, "item.quantity", 'Invalid item quantity: must be a whole number, not "x" (error 8041)'],
            ],
        ),
        ("TAKEN", [[5, "order.external_ref", EXISTS]]),
        ("B", []),
    ]  # fmt: skip
    assert list(Order.objects.order_by("pk").values_list("external_ref", flat=True)) == ["TAKEN", "A", "B"]
    assert list(file.orders.exclude(submission=None).values_list("submission__external_ref", flat=True)) == ["A", "B"]


def test_refused_orders_put_right_are_placed_from_the_file_of_errors(world: World) -> None:
    first = placed(world, HEADER + GOOD.format(ref="A") + GOOD.format(ref="B").replace("GB", "ZZ"))
    written = refused_of(first).decode("utf-8-sig")
    assert written == (
        HEADER.strip() + ",error\r\n"
        "B,Pinewood Court,SK10 2XR,ZZ,L1,4,BOX,2,"
        '"order.shipping_country_code: ' + NO_COUNTRY.replace('"', '""') + '"\r\n'
    )

    again = placed(world, written.replace(",ZZ,", ",GB,"))

    assert counts(again) == ("done", 1, 1, 0)
    assert list(Order.objects.order_by("pk").values_list("external_ref", flat=True)) == ["A", "B"]


def test_the_same_content_is_placed_once_however_often_it_comes(world: World) -> None:
    first, second = (placed(world, HEADER + GOOD.format(ref="A")) for _ in range(2))

    assert counts(first) == counts(second) == ("done", 1, 1, 0)
    [one, other] = FiledOrder.objects.all()
    assert one.submission_id == other.submission_id
    assert Order.objects.count() == 1


def test_another_file_with_a_placed_reference_is_refused(world: World) -> None:
    placed(world, HEADER + GOOD.format(ref="A"))
    other = placed(world, HEADER + GOOD.format(ref="A") + GOOD.format(ref="B"))

    assert counts(other) == ("refused", 2, 1, 1)


def test_a_job_that_was_killed_goes_on_and_places_nothing_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the placing of some orders and the note of it; twice, at different places."""

    class Killed(BaseException):
        """As if the process ended there."""

    note = order_files._note

    def die_after(notes: int) -> Any:
        left = [notes]

        def noted(*args: Any) -> bool:
            if not left[0]:
                raise Killed
            left[0] -= 1
            return note(*args)

        return noted

    monkeypatch.setattr(order_files, "_ORDERS_A_NOTE", 2)
    file = upload(world, HEADER + "".join(GOOD.format(ref=f"R{number}") for number in range(7)))
    place_file(file)
    for notes in (0, 1):
        with monkeypatch.context() as patch:
            patch.setattr(order_files, "_note", die_after(notes))
            with pytest.raises(Killed):
                place_orders_of_file.call(file.pk)
    assert Order.objects.count() == 4

    with clock.frozen(clock.now() + timedelta(minutes=16)):
        go_on_with_order_files.call()
    place_orders_of_file.call(file.pk)
    file.refresh_from_db()

    assert counts(file) == ("done", 7, 7, 0)
    assert list(Order.objects.order_by("pk").values_list("external_ref", flat=True)) == [f"R{n}" for n in range(7)]
    assert became(file) == [(f"R{number}", []) for number in range(7)]


def test_a_long_file_is_placed_by_several_jobs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_files, "ORDERS_A_JOB", 3)
    file = upload(world, HEADER + "".join(GOOD.format(ref=f"R{number}") for number in range(5)))
    place_file(file)
    place_orders_of_file.call(file.pk)
    file.refresh_from_db()
    assert counts(file) == ("begun", 5, 3, 0)

    place_orders_of_file.call(file.pk)
    file.refresh_from_db()
    assert counts(file) == ("done", 5, 5, 0)


def test_two_jobs_at_once_note_each_order_once(world: World) -> None:
    file = upload(world, HEADER + GOOD.format(ref="A") + GOOD.format(ref="B"))
    place_file(file)
    mine, rivals = OrderFile.objects.get(pk=file.pk), OrderFile.objects.get(pk=file.pk)

    place_some(rivals)
    place_some(mine)

    file.refresh_from_db()
    assert counts(file) == ("done", 2, 2, 0)
    assert (FiledOrder.objects.count(), Order.objects.count()) == (2, 2)


def test_an_accident_with_one_order_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_for_a(**asked: Any) -> list[Order]:
        if asked["submission"]["external_ref"] == "A":
            raise ZeroDivisionError
        return place_order(**asked)

    monkeypatch.setattr(order_files, "place_order", fail_for_a)
    file = placed(world, HEADER + GOOD.format(ref="A") + GOOD.format(ref="B"))

    assert counts(file) == ("refused", 2, 1, 1)
    [[ref, [[row, column, why]]], _] = became(file)
    assert (ref, row, column) == ("A", 2, "")
    assert re.fullmatch("An unexpected error [0-9A-F]{32}: send the order again", why)


def test_a_rehearsal_says_everything_at_once_and_places_nothing(world: World) -> None:
    content = HEADER + GOOD.format(ref="A") + GOOD.format(ref="B").replace("2\n", "0\n") + "B,Elsewhere,,GB,,4,BOX,1\n"
    sheet = read_order_sheet(content.encode())

    [good, bad] = rehearse(upload(world, content), sheet)

    assert good.faults == []
    assert [(fault.row, fault.column) for fault in bad.faults] == [
        (4, "order.shipping_address_1"),
        (3, "item.quantity"),
    ]
    assert not Submission.objects.exists()


def test_a_rehearsal_knows_what_the_same_file_has_placed(world: World) -> None:
    content = HEADER + GOOD.format(ref="A") + GOOD.format(ref="B").replace("GB", "ZZ")
    placed(world, content)

    [there, refused] = rehearse(upload(world, content), read_order_sheet(content.encode()))

    assert (there.faults, there.submission_id) == ([], Submission.objects.get().pk)
    assert [fault.column for fault in refused.faults] == ["order.shipping_country_code"]


def test_an_uploaded_file_waits_until_it_is_placed_or_discarded(world: World) -> None:
    file, other = (upload(world, HEADER + GOOD.format(ref=ref)) for ref in ("A", "B"))
    place_orders_of_file.call(file.pk)
    assert not Order.objects.exists()

    discard_file(other)
    assert list(OrderFile.objects.all()) == [file]


def test_what_is_forgotten_takes_nothing_from_a_file_that_says_the_same_and_comes_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    content = HEADER + GOOD.format(ref="A")
    draft, create = upload(world, content), OrderFile.objects.create

    def after_the_draft_is_discarded(**fields: Any) -> OrderFile:
        with django_capture_on_commit_callbacks(execute=True):
            discard_file(draft)
        return create(**fields)

    monkeypatch.setattr(OrderFile.objects, "create", after_the_draft_is_discarded)
    file = upload(world, content)

    assert files.read(file.content) == content.encode()


def test_content_goes_with_time_but_not_while_another_file_has_it(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    content = HEADER + GOOD.format(ref="A")
    old = placed(world, content)
    OrderFile.objects.update(received_at=clock.now() - timedelta(days=91))
    draft = upload(world, content)
    OrderFile.objects.filter(pk=draft.pk).update(received_at=clock.now() - timedelta(hours=23))
    with django_capture_on_commit_callbacks(execute=True):
        forget_order_files.call()
    old.refresh_from_db()
    assert (old.content, files.read(draft.content)) == ("", content.encode())

    OrderFile.objects.filter(pk=draft.pk).update(received_at=clock.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        forget_order_files.call()
    assert list(OrderFile.objects.all()) == [old]
    with pytest.raises(FileNotFoundError):
        files.read(draft.content)
