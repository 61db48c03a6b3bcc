"""Every row of the error table over HTTP: code, message, status, path, and that nothing was written."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.client import PRINTER, RETAILER, base64_pair, call, post_order
from tests.orders.world import (
    FOREIGN_PRINT_JOB_REF,
    RETAILER_ID,
    RETAILER_KEY,
    STRANGER_ID,
    URL,
    World,
    item_of_type,
    order_body,
    print_job_item,
    stock_item,
)

from monogram.companies.models import CompanyType
from monogram.designs.models import PrintJob, PrintJobStatus
from monogram.jobs.engine import engine
from monogram.orders.errors import ERROR_TABLE
from monogram.orders.models import Order, OrderEvent, OrderItem, Submission


def with_item(**changes: Any) -> dict[str, Any]:
    return order_body(items=[print_job_item(), stock_item(**changes)])


CASES: list[tuple[int, Any, str]] = [
    (0, order_body(customer_name="x" * 256), "customer_name"),
    (0, order_body(items="none"), "items"),
    (0, [order_body()], ""),
    (8000, order_body(items=[]), "items"),
    (8011, order_body(sale_datetime="2999-01-01 00:00:00"), "sale_datetime"),
    (8012, order_body(status_callback_url="javascript:alert(1)"), "status_callback_url"),
    (8012, order_body(status_callback_url="http://127.0.0.1/hook"), "status_callback_url"),
    (8012, order_body(status_callback_url="http://10.1.2.3/hook"), "status_callback_url"),
    (8012, order_body(status_callback_url="http://[::1]/hook"), "status_callback_url"),
    (8012, order_body(status_callback_url="http://169.254.169.254/latest"), "status_callback_url"),
    (8012, order_body(status_callback_url="https://shop.invalid/hook"), "status_callback_url"),
    (8013, order_body(shipping_country_code="ZZ"), "shipping_country_code"),
    (8014, order_body(required_dispatch_date="2017-01-01"), "required_dispatch_date"),
    (8031, order_body(external_ref=None), "external_ref"),
    (8032, order_body(shipping_address_1=None), "shipping_address_1"),
    (8033, order_body(shipping_postcode=None), "shipping_postcode"),
    (8034, order_body(shipping_country_code=None), "shipping_country_code"),
    (8040, with_item(type=6), "items[1].type"),
    (8041, with_item(quantity=0), "items[1].quantity"),
    (8043, with_item(type=2, print_job_ref=FOREIGN_PRINT_JOB_REF), "items[1].print_job_ref"),
    (8050, with_item(external_ref=None), "items[1].external_ref"),
    (8051, with_item(type=2), "items[1].print_job_ref"),
    (8052, with_item(type=5), "items[1].textual_product_id"),
    (8053, with_item(type=1, external_thumbnail_url=URL), "items[1].external_url"),
    (8054, with_item(type=1, external_url=URL), "items[1].external_thumbnail_url"),
]


def assert_nothing_was_written() -> None:
    for model in (Submission, Order, OrderItem, OrderEvent):
        assert not model.objects.exists()
    assert not PrintJob.objects.filter(status=PrintJobStatus.PAID).exists()
    assert engine().claim(worker="test", queues=("default",)) is None


def assert_refused(response: Any, code: int, path: str) -> None:
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("application/json")
    error = response.json()["error"]
    assert list(response.json()) == ["error"]
    assert (error["code"], error["errors"][0]["code"], error["errors"][0]["path"]) == (code, code, path)
    assert error["message"] == (ERROR_TABLE[code].message or error["errors"][0]["message"])
    assert error["errors"][0]["message"].startswith(error["message"])
    assert_nothing_was_written()


@pytest.mark.parametrize(("code", "body", "path"), CASES, ids=[f"{code} {path}" for code, _, path in CASES])
def test_each_row_of_the_table(world: World, code: int, body: Any, path: str) -> None:
    assert_refused(post_order(body), code, path)


def test_8042_names_the_attribute(world: World) -> None:
    item = item_of_type(world, 5) | {"attributes": [{"name": "Middle line", "value": "Ada"}]}

    response = post_order(order_body(items=[print_job_item(), item]))

    assert_refused(response, 8042, "items[1].attributes[0].name")


def test_8001_leaves_the_first_order_alone(world: World) -> None:
    first = post_order(order_body()).json()

    response = post_order(order_body(customer_name="Another"))

    assert response.status_code == 400
    assert response.json()["error"]["code"] == 8001
    assert [order.pk for order in Order.objects.all()] == [order["id"] for order in first]


def test_8030_is_for_the_dialect_that_requires_it(world: World) -> None:
    assert ERROR_TABLE[8030].message == "Order company_ref_id not specified"
    assert post_order(order_body(company_ref_id=None)).status_code == 200


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "Invalid JSON: the body is empty"),
        (b'{"external_ref": "A",}', "Invalid JSON: "),
        (b'{"external_ref": NaN}', "Invalid JSON: NaN is not a JSON value, at line 1, column 18"),
        (b'{"a": 1, "a": 2}', 'Invalid JSON: the name "a" stands twice in one object'),
        (b"\xff\xfe", "Invalid JSON: the body is not UTF-8 at byte 1"),
        (b"external_ref=TEST001", "Invalid JSON: expecting value at line 1, column 1"),
    ],
)
def test_100_says_where(world: World, body: bytes, message: str) -> None:
    response = post_order(body)

    assert response.status_code == 400
    assert response.json()["error"]["code"] == 100
    assert response.json()["error"]["message"].startswith(message)
    assert_nothing_was_written()


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"external_ref": "\\u0000"}',
        b'{"external_ref": "\\ud800"}',
        b'{"quantity": ' + b"9" * 5000 + b"}",
        b'{"quantity": 1e400}',
        b"null",
        b'"order"',
    ],
)
def test_hostile_bodies_are_code_0(world: World, body: bytes) -> None:
    response = post_order(body)

    assert (response.status_code, response.json()["error"]["code"]) == (400, 0)
    assert response.json()["error"]["message"]
    assert_nothing_was_written()


def test_a_body_beyond_the_limit(world: World) -> None:
    response = post_order(b'{"a": "' + b"x" * 5_000_000 + b'"}')

    assert response.status_code == 400
    assert response.json()["error"]["message"] == "The request body is larger than 5 MB"


def test_all_failures_come_at_once_in_the_order_of_the_table(world: World) -> None:
    body = {"external_ref": "A", "tag": "x" * 17, "items": [print_job_item(quantity=0), stock_item(type=6)]}

    error = post_order(body).json()["error"]

    assert error["message"] == "tag is too long: 17 characters, where at most 16 are kept"
    assert [(failure["code"], failure["path"]) for failure in error["errors"]] == [
        (0, "tag"),
        (8032, "shipping_address_1"),
        (8033, "shipping_postcode"),
        (8034, "shipping_country_code"),
        (8040, "items[1].type"),
        (8041, "items[0].quantity"),
    ]


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic 70001",
        f"Basic {RETAILER_ID}:{'X' * 27}",
        f"Basic {STRANGER_ID}:{RETAILER_KEY}",
        f"Bearer {RETAILER_ID}:{RETAILER_KEY}",
        "Basic " + base64_pair(f"{RETAILER_ID}:wrong"),
        "Basic \xff\xfe",
    ],
)
def test_50000(world: World, authorization: str | None) -> None:
    response = post_order(order_body(), auth=authorization)

    assert response.status_code == 400
    error = response.json()["error"]
    assert error == {"message": "Authentication failed", "code": 50000}  # as published, no more
    assert_nothing_was_written()


def test_50000_for_another_companys_reference_id(world: World) -> None:
    error = post_order(order_body(company_ref_id=STRANGER_ID)).json()["error"]

    assert (error["message"], error["code"]) == ("Authentication failed", 50000)
    assert_nothing_was_written()


def test_50001_for_a_company_that_does_not_order(world: World) -> None:
    error = post_order(order_body(), auth=PRINTER).json()["error"]

    assert (error["message"], error["code"]) == ("Your company type does not allow receiving orders", 50001)
    world.retailer.type = CompanyType.BOTH
    world.retailer.save()
    assert post_order(order_body()).status_code == 200


def test_50002_for_a_deactivated_company(world: World) -> None:
    world.retailer.is_active = False
    world.retailer.save()

    assert post_order(order_body()).json()["error"]["code"] == 50002
    assert_nothing_was_written()


def test_50003_for_an_address_that_is_not_listed(world: World) -> None:
    world.retailer.allowed_addresses = ["203.0.113.0/24"]
    world.retailer.save()

    assert post_order(order_body()).json()["error"]["code"] == 50003
    assert_nothing_was_written()


def test_50004_says_when_to_come_again(world: World) -> None:
    world.retailer.hourly_request_limit = 1
    world.retailer.save()
    first = call("GET", "/order")

    response = post_order(order_body())

    assert first.headers["RateLimit"]
    assert first.headers["RateLimit-Policy"]
    assert (response.status_code, response.json()["error"]["code"]) == (400, 50004)
    wait = int(response.headers["Retry-After"])
    assert 0 < wait <= 3600
    assert response.headers["RateLimit"] == f'"hour";r=0;t={wait}'
    assert response.headers["RateLimit-Policy"] == '"hour";q=1;w=3600'
    assert_nothing_was_written()


def test_what_is_refused_counts_and_carries_the_limits(world: World) -> None:
    response = post_order(order_body(items=[]))

    assert response.headers["RateLimit"]
    assert RETAILER.startswith("Basic ")
