"""Placing orders: split, kept once, told apart, and nothing left of what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.common.at_once import at_once
from tests.orders.world import (
    FOREIGN_PRINT_JOB_REF,
    POTTERY_ACCOUNT_ID,
    PRINTER_ACCOUNT_ID,
    World,
    build_world,
    item_of_type,
    order_body,
    print_job_item,
    stock_item,
)

from monogram.companies.errors import AuthenticationFailedError
from monogram.companies.models import Company
from monogram.designs.models import PrintJobStatus
from monogram.jobs.engine import engine
from monogram.oms import place as place_module
from monogram.oms.place import place_order
from monogram.oms.route import NO_SUPPLIER
from monogram.orders.documents import order_document
from monogram.orders.errors import IntakeError
from monogram.orders.intake import ORDER_IT_2_1, ORDER_IT_2_2
from monogram.orders.models import Order, OrderEvent, OrderItem, OrderStatus, Submission
from monogram.orders.queries import standing_of
from monogram.orders.statuses import Standing


def place(company: Company, body: dict[str, Any], **options: Any) -> list[Order]:
    return place_order(company=company, submission=body, raw=json.dumps(body).encode(), **options)


def refused(company: Company, body: dict[str, Any], **options: Any) -> list[int]:
    with pytest.raises(IntakeError) as error:
        place(company, body, **options)
    return [failure.code for failure in error.value.errors]


def nothing_written() -> bool:
    return not (Submission.objects.exists() or Order.objects.exists() or OrderItem.objects.exists())


def waiting_jobs() -> int:
    count = 0
    while engine().claim(worker="count", queues=("default",)):
        count += 1
    return count


def test_an_order_is_kept_with_its_lines_its_history_and_a_job(world: World) -> None:
    (order,) = place(world.retailer, order_body(items=[print_job_item(quantity=3, engraver="Ada")], gift=True))

    order = Order.objects.get(pk=order.pk)
    item = order.items.get()
    assert (order.company, order.supplier) == (world.retailer, world.printer)
    assert (order.status, order.has_error, order.sequence) == (OrderStatus.RECEIVED, False, 1)
    assert order.secondary_company_ref_id == PRINTER_ACCOUNT_ID
    assert order.extra == {"gift": True}
    assert (item.print_job, item.product, item.variant) == (world.print_job, world.shirt, world.shirt_variant)
    assert (item.sku, item.mapped_sku, item.colour, item.size) == (
        "SHIRT-WHITE-M",
        "S-SHIRT-WHITE-M",
        "White",
        "Medium",
    )
    assert (item.quantity, item.extra) == (3, {"engraver": "Ada"})
    event = order.events.get()
    assert (event.sequence, event.kind, event.to_status, event.actor) == (1, "placed", 1, "Shop (70001)")
    assert waiting_jobs() == 1


def test_the_supplier_learns_print_size_and_attributes_of_a_design(world: World) -> None:
    size = {"id": 7, "name": "A3", "area": "Front", "width": 297, "height": 420}
    wrapping = {"attribute_id": 3, "name": "Gift wrapping", "value": "Kraft paper"}
    for design in (world.print_job, world.sample):
        design.print_size, design.attributes = size, [wrapping, {**wrapping, "name": "Card", "value": "For Ada"}]
        design.save()
    sample = item_of_type(world, 3)
    said = [{"name": "_cart", "value": "9"}, {"name": "Card", "value": "For Ada"}]

    orders = place(world.retailer, order_body(items=[print_job_item(attributes=said), sample]))

    lines = [item for order in orders for item in order_document(order, {})["items"]]
    made_in = {"name": "Print size", "value": "A3 (297 × 420 mm)"}
    wrapped = {"name": "Gift wrapping", "value": "Kraft paper"}
    assert [line["attributes"] for line in sorted(lines, key=lambda line: line["type"])] == [
        [*said, made_in, wrapped],
        [made_in, wrapped, {"name": "Card", "value": "For Ada"}],
    ]


def test_named_print_jobs_become_paid(world: World) -> None:
    place(world.retailer, order_body(items=[print_job_item()]))

    world.print_job.refresh_from_db()
    assert world.print_job.status == PrintJobStatus.PAID


def test_blanks_around_a_sku_are_no_part_of_it(world: World) -> None:
    (order,) = place(world.retailer, order_body(items=[stock_item(sku=" BOX ")]))

    item = order.items.get()
    assert (item.product, item.mapped_sku, order.has_error) == (world.box, "S-BOX", False)
    assert item.sku == " BOX "


def test_lines_to_one_supplier_stay_together(world: World) -> None:
    items = [item_of_type(world, kind) for kind in (1, 2, 3, 4, 5, 7)]

    orders = place(world.retailer, order_body(items=items))

    split = [
        (order.supplier_id, order.secondary_company_ref_id, [item.type for item in order.items.all()])
        for order in orders
    ]
    assert split == [
        (world.printer.pk, PRINTER_ACCOUNT_ID, [1, 2, 7]),
        (world.pottery.pk, POTTERY_ACCOUNT_ID, [3, 4, 5]),
    ]
    assert {order.external_ref for order in orders} == {"TEST001"}
    assert Submission.objects.count() == 1
    assert waiting_jobs() == 2


def test_what_is_asked_of_a_placed_order_is_of_that_order_only(world: World) -> None:
    place(world.retailer, order_body(external_ref="OTHER", items=[print_job_item()]))
    (order,) = place(world.retailer, order_body(external_ref="THIS", items=[print_job_item(), print_job_item()]))

    own = [item.pk for item in order.items.all()]

    assert [item.pk for item in order.items.order_by("pk")] == own
    assert order.items.filter(type=2).count() == 2
    assert order.items.update(colour="Red") == 2


def test_queries_do_not_grow_with_the_lines(world: World, django_assert_max_num_queries: Any) -> None:
    few = [item_of_type(world, kind) for kind in (2, 4, 7)]

    with django_assert_max_num_queries(24) as captured:
        place(world.retailer, order_body(external_ref="FEW", items=few))
    with django_assert_max_num_queries(len(captured) + 1):  # SQLite takes sixty lines in two statements
        place(world.retailer, order_body(external_ref="MANY", items=few * 20))


def test_an_order_without_a_supplier_waits_for_the_staff_as_a_whole(world: World) -> None:
    items = [stock_item(), stock_item(sku="ORPHAN"), stock_item(sku="NOWHERE")]

    (order,) = place(world.retailer, order_body(items=items))

    assert (order.status, order.has_error, order.error_message) == (OrderStatus.QC_QUERY, True, NO_SUPPLIER)
    assert order.supplier_id is None
    why = [item.routing[-1] for item in order.items.all()]
    assert [(entry["rule"], entry["outcome"]) for entry in why] == [
        ("only_candidate", "chosen"),
        ("supplier", "refused"),
        ("product", "refused"),
    ]
    assert waiting_jobs() == 0


def test_the_company_may_have_its_orders_start_on_hold(world: World) -> None:
    world.retailer.orders_start_on_hold = True

    for asked in (None, 1, 256):
        (order,) = place(world.retailer, order_body(external_ref=f"ASKED{asked}", status=asked))

        assert (order.status, order.sequence) == (OrderStatus.ON_HOLD, 2)
        events = order.events.order_by("sequence").values_list("sequence", "actor", "kind", "to_status")
        assert list(events) == [(1, "Shop (70001)", "placed", 1), (2, "Monogram", "status", 256)]
        assert standing_of(order) == Standing(OrderStatus.ON_HOLD, OrderStatus.RECEIVED, is_retailers_hold=False)


def test_an_order_that_nobody_can_make_is_a_query_also_where_orders_start_on_hold(world: World) -> None:
    world.retailer.orders_start_on_hold = True

    (order,) = place(world.retailer, order_body(items=[stock_item(sku="ORPHAN")]))

    assert (order.status, order.sequence) == (OrderStatus.QC_QUERY, 1)
    assert list(order.events.values_list("kind", "to_status")) == [("placed", 32)]


def test_the_order_may_ask_to_be_held(world: World) -> None:
    (order,) = place(world.retailer, order_body(status="256"))

    assert order.status == OrderStatus.ON_HOLD


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"type": 2, "print_job_ref": FOREIGN_PRINT_JOB_REF}, 8043),
        ({"type": 2, "print_job_ref": "AB00000000000000A2"}, 8043),
        ({"type": 2, "print_job_ref": "x" * 60}, 8043),
        ({"type": 3, "print_on_demand_ref": "AB00000000000000A2"}, 0),
        ({"type": 5, "textual_product_id": 424242}, 0),
        ({"type": 5, "textual_product_id": 2**63}, 0),
        ({"type": 1, "external_url": "ftp://example.com/x"}, 0),
    ],
)
def test_what_a_line_refers_to_must_be_there_and_be_the_companys(world: World, item: dict[str, Any], code: int) -> None:
    assert refused(world.retailer, order_body(items=[stock_item(**item)]))[0] == code
    assert nothing_written()


def test_a_print_job_made_for_the_company_may_be_ordered(world: World) -> None:
    world.foreign_print_job.made_for = world.retailer
    world.foreign_print_job.save()

    (order,) = place(world.retailer, order_body(items=[print_job_item(print_job_ref=FOREIGN_PRINT_JOB_REF.lower())]))

    assert order.items.all()[0].print_job == world.foreign_print_job


def test_textual_attributes_name_areas_of_the_product(world: World) -> None:
    names = ["Top line", "Logo", "_private", ":private", "top line"]
    item = item_of_type(world, 5) | {"attributes": [{"name": name, "value": "x"} for name in names]}

    with pytest.raises(IntakeError) as error:
        place(world.retailer, order_body(items=[item]))

    assert [failure.as_dict() for failure in error.value.errors] == [
        {
            "code": 8042,
            "message": 'Invalid item attribute for a textual item: the product has no text or image area "top line"',
            "path": "items[0].attributes[4].name",
        }
    ]


def test_urls_of_a_line_name_print_areas(world: World) -> None:
    item = item_of_type(world, 7)
    item["external_urls"][1]["name"] = "Sleeve"

    with pytest.raises(IntakeError) as error:
        place(world.retailer, order_body(items=[item]))

    assert error.value.headline == 'the product has no print area "Sleeve": it has Back, Front'
    assert error.value.path == "items[0].external_urls[1].name"


def test_an_external_line_may_name_its_product_by_number(world: World) -> None:
    item = item_of_type(world, 1) | {"textual_product_id": str(world.mug.pk), "sku": ""}

    (order,) = place(world.retailer, order_body(items=[item]))

    assert order.supplier == world.pottery
    assert order.items.all()[0].mapped_sku == "S-MUG"


def test_options_choose_the_variant(world: World) -> None:
    chosen = [{"aspect_id": option.aspect_id, "option_id": option.pk} for option in world.shirt_variant.options.all()]
    item = item_of_type(world, 1) | {"textual_product_id": world.shirt.pk, "sku": "", "aspects": chosen}

    (order,) = place(world.retailer, order_body(items=[item]))

    assert order.items.all()[0].mapped_sku == "S-SHIRT-WHITE-M"


def test_another_companys_reference_id_is_refused_before_all_else(world: World) -> None:
    with pytest.raises(AuthenticationFailedError):
        place(world.retailer, {"company_ref_id": world.stranger.pk})
    assert nothing_written()


def test_a_reference_comes_once_per_company(world: World) -> None:
    place(world.retailer, order_body())

    assert refused(world.retailer, order_body()) == [8001]
    assert Order.objects.count() == 1
    world.stranger.dropship_accounts.create(supplier=world.pottery)
    assert place(world.stranger, order_body())


def test_an_item_reference_may_come_twice(world: World) -> None:
    (order,) = place(world.retailer, order_body(items=[stock_item(), stock_item()]))

    assert order.items.count() == 2


def test_suppressed_codes_let_an_order_pass(world: World) -> None:
    world.retailer.suppressed_error_codes = [8001, 8011, 8013, 8014, 8033, 8043]
    body = order_body(
        sale_datetime="2999-01-01 00:00:00",
        required_dispatch_date="next week",
        shipping_country_code="Narnia",
        shipping_postcode="",
        items=[print_job_item(print_job_ref="UNKNOWN", sku="BOX")],
    )

    place(world.retailer, body)
    (order,) = place(world.retailer, body)

    assert Order.objects.count() == 2
    assert order.sale_datetime is not None
    assert order.required_dispatch_date is None
    assert order.extra == {"required_dispatch_date": "next week", "shipping_country_code": "Narnia"}


def test_some_codes_cannot_be_suppressed(world: World) -> None:
    world.retailer.suppressed_error_codes = [0, 8000, 8031, 8040, 8041]

    assert refused(world.retailer, order_body(external_ref="", items=[], tag="x" * 17)) == [0, 8000, 8031]
    assert refused(world.retailer, order_body(items=[stock_item(type=6, quantity=0)])) == [8040, 8041]


def test_the_older_dialect_names_print_jobs_by_number(world: World) -> None:
    item = print_job_item(print_job_ref=None, print_job_id=world.print_job.pk)
    foreign = print_job_item(print_job_ref=None, print_job_id=world.foreign_print_job.pk)
    body = order_body(company_ref_id=world.retailer.pk, items=[item])

    (order,) = place(world.retailer, body, dialect=ORDER_IT_2_1)

    assert order.items.all()[0].print_job == world.print_job
    assert refused(world.retailer, body | {"external_ref": "B"}, dialect=ORDER_IT_2_2) == [8051]
    assert refused(world.retailer, body | {"external_ref": "C", "items": [foreign]}, dialect=ORDER_IT_2_1) == [8043]


def test_the_same_request_with_its_key_gets_the_stored_orders(world: World) -> None:
    body = order_body(items=[stock_item(), print_job_item()])
    first = place(world.retailer, body, idempotency_key="k-1")

    again = place(world.retailer, body, idempotency_key="k-1")

    assert [order.pk for order in again] == [order.pk for order in first]
    assert Order.objects.count() == 2
    assert waiting_jobs() == 2


def test_a_key_stands_for_one_body(world: World) -> None:
    place(world.retailer, order_body(), idempotency_key="k-1")

    with pytest.raises(IntakeError) as error:
        place(world.retailer, order_body(external_ref="OTHER"), idempotency_key="k-1")

    assert (error.value.code, error.value.headline) == (0, "This Idempotency-Key was used for another request body")
    assert Order.objects.count() == 1


def test_a_key_that_is_no_key_is_refused(world: World) -> None:
    assert refused(world.retailer, order_body(), idempotency_key="k" * 256) == [0]
    assert refused(world.retailer, order_body(), idempotency_key="k\x00") == [0]


@pytest.mark.django_db(transaction=True)
def test_of_parallel_posts_of_one_reference_one_is_taken() -> None:
    retailer = build_world().retailer

    outcomes = at_once(*[lambda: place(retailer, order_body())] * 8, refusals=IntakeError)

    assert [error.code for error in outcomes if isinstance(error, IntakeError)] == [8001] * 7
    assert Submission.objects.count() == Order.objects.count() == OrderEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_posts_with_one_key_all_get_the_one_order() -> None:
    retailer = build_world().retailer

    outcomes = at_once(*[lambda: place(retailer, order_body(), idempotency_key="k-1")] * 6)

    assert outcomes == [[Order.objects.get()]] * 6


@pytest.mark.django_db
def test_the_same_post_placed_between_look_up_and_check_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    retailer = build_world().retailer
    check = place_module._checked
    rivals: list[list[Order]] = []

    def check_late(*arguments: Any) -> Any:
        monkeypatch.setattr(place_module, "_checked", check)
        rivals.append(place(retailer, order_body(), idempotency_key="k-1"))
        return check(*arguments)

    monkeypatch.setattr(place_module, "_checked", check_late)

    assert [place(retailer, order_body(), idempotency_key="k-1")] == rivals
    assert Order.objects.count() == 1
