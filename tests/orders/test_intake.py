"""Reading orders: every failure named and placed, every tolerance that real clients need."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db.models import CharField
from hypothesis import given
from hypothesis import strategies as st
from tests.orders.bodies import ANYTHING, NAMES
from tests.orders.world import URL, order_body, stock_item

from monogram.orders.errors import ERROR_TABLE
from monogram.orders.intake import MAX_ITEMS, ORDER_IT_2_1, ORDER_IT_2_2, read_order
from monogram.orders.models import ItemType, Order, OrderItem, OrderStatus
from monogram.orders.requests import ItemRequest, OrderRequest, readers

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
read = partial(read_order, now=NOW)

Failure = tuple[int, str]


def failures_of(raw: object, **options: Any) -> list[Failure]:
    return [(failure.code, failure.path) for failure in read(raw, **options).failures]


def with_item(**changes: Any) -> dict[str, Any]:
    return order_body(items=[stock_item(**changes)])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"items": None}, (8000, "items")),
        ({"items": []}, (8000, "items")),
        ({"items": ""}, (8000, "items")),
        ({"items": {}}, (0, "items")),
        ({"items": [3]}, (0, "items[0]")),
        ({"items": [stock_item()] * (MAX_ITEMS + 1)}, (0, "items")),
        ({"sale_datetime": "2026-11-23 12:00:01"}, (8011, "sale_datetime")),
        ({"sale_datetime": "2026-11-23T11:00:00Z"}, (8011, "sale_datetime")),
        ({"sale_datetime": "2026-02-30 11:00:00"}, (8011, "sale_datetime")),
        ({"sale_datetime": 20170101}, (8011, "sale_datetime")),
        ({"status_callback_url": "ftp://example.com/"}, (8012, "status_callback_url")),
        ({"status_callback_url": "example.com/hook"}, (8012, "status_callback_url")),
        ({"status_callback_url": "http://"}, (8012, "status_callback_url")),
        ({"status_callback_url": "http://[::1"}, (8012, "status_callback_url")),
        ({"shipping_country_code": "UK"}, (8013, "shipping_country_code")),
        ({"shipping_country_code": "GBR"}, (8013, "shipping_country_code")),
        ({"shipping_country_code": ["GB"]}, (8013, "shipping_country_code")),
        ({"billing_country_code": "XX"}, (8013, "billing_country_code")),
        ({"required_dispatch_date": "2026-11-22"}, (8014, "required_dispatch_date")),
        ({"required_dispatch_date": "24/11/2026"}, (8014, "required_dispatch_date")),
        ({"external_ref": None}, (8031, "external_ref")),
        ({"external_ref": "  "}, (8031, "external_ref")),
        ({"shipping_address_1": ""}, (8032, "shipping_address_1")),
        ({"shipping_postcode": None}, (8033, "shipping_postcode")),
        ({"shipping_country_code": None}, (8034, "shipping_country_code")),
        ({"external_ref": {"a": 1}}, (0, "external_ref")),
        ({"external_ref": "x" * 101}, (0, "external_ref")),
        ({"shipping_address_1": True}, (0, "shipping_address_1")),
        ({"customer_name": "x" * 256}, (0, "customer_name")),
        ({"tag": "x" * 17}, (0, "tag")),
        ({"status": 8}, (0, "status")),
        ({"company_ref_id": "shop"}, (0, "company_ref_id")),
        ({"shipping_price": "a lot"}, (0, "shipping_price")),
        ({"shipping_price": "NaN"}, (0, "shipping_price")),
        ({"shipping_price": 1e12}, (0, "shipping_price")),
        ({"currency_code": "POUNDS"}, (0, "currency_code")),
        ({"shipping_note_url": "note.pdf"}, (0, "shipping_note_url")),
        ({"is_urgent": "perhaps"}, (0, "is_urgent")),
    ],
)
def test_each_failure_of_an_order(changes: dict[str, Any], expected: Failure) -> None:
    assert failures_of(order_body() | changes) == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": None}, (8040, "type")),
        ({"type": 0}, (8040, "type")),
        ({"type": 6}, (8040, "type")),
        ({"type": 8}, (8040, "type")),
        ({"type": "print"}, (8040, "type")),
        ({"type": True}, (8040, "type")),
        ({"quantity": None}, (8041, "quantity")),
        ({"quantity": 0}, (8041, "quantity")),
        ({"quantity": -1}, (8041, "quantity")),
        ({"quantity": "1.5"}, (8041, "quantity")),
        ({"quantity": 1_000_001}, (8041, "quantity")),
        ({"quantity": 10**25}, (8041, "quantity")),
        ({"external_ref": ""}, (8050, "external_ref")),
        ({"type": 2}, (8051, "print_job_ref")),
        ({"type": 3}, (0, "print_on_demand_ref")),
        ({"type": 5}, (8052, "textual_product_id")),
        ({"type": 1, "external_thumbnail_url": URL}, (8053, "external_url")),
        ({"type": 1, "external_url": URL}, (8054, "external_thumbnail_url")),
        ({"type": 1, "external_url": "art.png", "external_thumbnail_url": URL}, (0, "external_url")),
        ({"type": 7}, (8053, "external_urls")),
        ({"type": 7, "external_urls": []}, (8053, "external_urls")),
        ({"type": 7, "external_urls": [URL]}, (0, "external_urls[0]")),
        ({"type": 7, "external_urls": [{"thumbnail": URL, "name": "Front"}]}, (8053, "external_urls[0].fullsize")),
        ({"type": 7, "external_urls": [{"fullsize": URL, "name": "Front"}]}, (8054, "external_urls[0].thumbnail")),
        ({"type": 7, "external_urls": [{"fullsize": URL, "thumbnail": URL}]}, (0, "external_urls[0].name")),
        (
            {"type": 7, "external_urls": [{"fullsize": URL, "thumbnail": URL, "name": "  "}]},
            (0, "external_urls[0].name"),
        ),
        ({"sku": []}, (0, "sku")),
        ({"description": "x" * 501}, (0, "description")),
        ({"attributes": "none"}, (0, "attributes")),
        ({"attributes": [{"value": "x"}]}, (0, "attributes[0].name")),
        ({"attributes": [{"name": "Top line", "value": {}}]}, (0, "attributes[0].value")),
        ({"aspects": [{"aspect_id": "colour"}]}, (0, "aspects[0].aspect_id")),
    ],
)
def test_each_failure_of_a_line(changes: dict[str, Any], expected: Failure) -> None:
    code, path = expected

    assert failures_of(with_item(**changes)) == [(code, f"items[0].{path}")]


@pytest.mark.parametrize("raw", [[], [order_body()], "order", 3, None, True])
def test_what_is_not_an_object_is_no_order(raw: object) -> None:
    assert failures_of(raw) == [(0, "")]


def test_all_failures_are_found_at_once() -> None:
    found = failures_of({"items": [{"type": 6}, stock_item(quantity=0)]})

    assert sorted(found) == [
        (8031, "external_ref"),
        (8032, "shipping_address_1"),
        (8033, "shipping_postcode"),
        (8034, "shipping_country_code"),
        (8040, "items[0].type"),
        (8041, "items[0].quantity"),
        (8041, "items[1].quantity"),
        (8050, "items[0].external_ref"),
    ]


def test_numbers_may_be_strings_and_references_numbers() -> None:
    raw = order_body(
        external_ref=1001,
        company_ref_id="70001",
        shipping_postcode=10115,
        shipping_price="3.95",
        shipping_tax_rate=20,
        is_urgent="1",
        items=[stock_item(type="4", quantity=" 2 ", external_ref=7, textual_product_id="12", sale_price=1.23456)],
    )

    intake = read(raw)

    assert intake.failures == []
    request, item = intake.request, intake.request.items[0]
    assert (request.external_ref, request.company_ref_id, request.shipping_postcode) == ("1001", 70001, "10115")
    assert (request.shipping_price, request.shipping_tax_rate) == (Decimal("3.95"), Decimal(20))
    assert request.is_urgent is True
    assert (item.type, item.quantity, item.external_ref) == (ItemType.STOCK, 2, "7")
    assert (item.textual_product_id, item.sale_price) == (12, Decimal("1.2346"))


def test_nulls_blanks_and_zero_dates_are_not_given() -> None:
    known = readers(OrderRequest)
    blank = {name: ("" if how.missing is None else None) for name, how in known.items()}
    required = {name: value for name, value in order_body().items() if known.get(name) and known[name].missing}
    raw = blank | required | {"items": [stock_item(colour=None, aspects=None, attributes="", sale_price="")]}
    raw |= {"sale_datetime": "0000-00-00 00:00:00", "required_dispatch_date": "0000-00-00"}

    intake = read(raw)

    assert intake.failures == []
    assert intake.request.sale_datetime is None
    assert intake.request.required_dispatch_date is None
    assert intake.request.status == OrderStatus.RECEIVED
    assert intake.request.shipping_price is None


def test_dates_at_the_edge_pass() -> None:
    request = read(order_body(sale_datetime="2026-11-23 12:00:00", required_dispatch_date="2026-11-23")).request

    assert request.sale_datetime == NOW
    assert request.required_dispatch_date == date(2026, 11, 23)


def test_unknown_fields_are_kept_and_server_owned_ones_are_not() -> None:
    raw = order_body(id=0, ref="", has_error=False, gift_wrap={"paper": "red"}, items=[stock_item(engraver="Ada")])

    request = read(raw).request

    assert request.extra == {"gift_wrap": {"paper": "red"}}
    assert request.items[0].extra == {"engraver": "Ada"}


def test_country_codes_may_be_in_any_letter_case() -> None:
    request = read(order_body(shipping_country_code="gb", billing_country_code=" De ")).request

    assert (request.shipping_country_code, request.billing_country_code) == ("GB", "DE")


def test_private_attributes_may_hold_anything() -> None:
    attributes = [{"name": "_internal", "value": {"a": [1]}}, {"name": ":note", "value": None}]

    intake = read(with_item(attributes=attributes))

    assert intake.failures == []
    assert list(intake.request.items[0].attributes) == attributes


def test_the_older_dialect_wants_the_company_and_takes_a_print_job_by_number() -> None:
    raw = order_body(items=[stock_item(type=2, print_job_id="17")])

    assert failures_of(raw, dialect=ORDER_IT_2_1) == [(8030, "company_ref_id")]
    assert failures_of(raw, dialect=ORDER_IT_2_2) == [(8051, "items[0].print_job_ref")]


@pytest.mark.parametrize(("request_type", "model"), [(OrderRequest, Order), (ItemRequest, OrderItem)])
def test_every_text_fits_its_column(request_type: type, model: Any) -> None:
    columns = {column.name: column.max_length for column in model._meta.fields if isinstance(column, CharField)}
    limits = {
        name: how.read.keywords["limit"]
        for name, how in readers(request_type).items()
        if isinstance(how.read, partial) and "limit" in how.read.keywords
    }

    assert {name: limit for name, limit in limits.items() if limit > columns.get(name, limit)} == {}


@given(ANYTHING)
def test_any_json_is_read_with_failures_of_the_table_or_none(raw: object) -> None:
    for dialect in (ORDER_IT_2_1, ORDER_IT_2_2):
        for failure in read(raw, dialect=dialect).failures:
            assert failure.code in ERROR_TABLE
            assert failure.text


@given(
    st.dictionaries(NAMES, ANYTHING, max_size=10), st.lists(st.dictionaries(NAMES, ANYTHING, max_size=10), max_size=3)
)
def test_any_change_of_a_good_order_is_read(changes: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    items = [stock_item() | line for line in lines]

    intake = read(order_body() | changes | {"items": items})

    assert len(intake.request.items) == len(items)
