"""The published error table, row by row, over HTTP, in both dialects: what is answered, and that nothing is written."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests.api.client import call
from tests.orders.test_errors import PUBLISHED
from tests.orders.world import (
    FOREIGN_PRINT_JOB_REF,
    PRINTER_KEY,
    RETAILER_ID,
    RETAILER_KEY,
    STRANGER_ID,
    STRANGER_KEY,
    URL,
    World,
    order_body,
    print_job_item,
    stock_item,
)

from monogram.common.errors import MonogramError
from monogram.companies import errors as company_errors
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, PrintJobStatus
from monogram.jobs.engine import engine
from monogram.orders.errors import ERROR_TABLE

MESSAGES = PUBLISHED | {
    50000: "Authentication failed",
    50001: "Your company type does not allow receiving orders",
    50002: "Your company has been deactivated",
    50003: "The IP address used to send the request does not appear in the IP white list",
    50004: "The rate limit has been exceeded",
}
ONLY_2_1 = frozenset({8030})
_WRITTEN_TO = ("orders", "callbacks", "artwork", "shipping")


@dataclass(frozen=True)
class Dialect:
    """How one version of the API is called, and how it says yes."""

    name: str
    success: int

    def post(self, body: Any, *, credentials: tuple[int, str] = (RETAILER_ID, RETAILER_KEY)) -> Any:
        """A body that is an object gets the `company_ref_id` that 2.1 asks for, unless it says something of it."""
        company_id, key = credentials
        if self.name == "2.2":
            return call("POST", "/order", body, auth=f"Basic {company_id}:{key}")
        if isinstance(body, dict):
            body = {"company_ref_id": RETAILER_ID} | body
        return call("POST", f"/order/?k={key}", body, auth=None)


DIALECTS = [Dialect("2.2", 200), Dialect("2.1", 201)]


def change_company(**changes: Any) -> Callable[[World], Any]:
    """A preparation that sets fields of the retailer."""
    return lambda world: Company.objects.filter(pk=world.retailer.pk).update(**changes)


def _place_test001(world: World) -> None:
    assert DIALECTS[0].post(order_body()).status_code == 200
    while engine().claim(worker="before", queues=("default", "deliveries")):
        pass


@dataclass(frozen=True)
class Row:
    """A request that meets one row of the table. `path` is None where the answer names no place."""

    code: int
    body: Any = field(default_factory=order_body)
    path: str | None = None
    detail: str = ""
    prepare: Callable[[World], Any] = lambda world: None
    only: str = ""
    credentials: tuple[int, str] = (RETAILER_ID, RETAILER_KEY)

    @property
    def dialects(self) -> list[Dialect]:
        return [dialect for dialect in DIALECTS if self.only in ("", dialect.name)]


def order_with(**changes: Any) -> dict[str, Any]:
    """A good order and a second line that is not."""
    return order_body(items=[print_job_item(), stock_item(**changes)])


def textual(*names: Any) -> Callable[[World], dict[str, Any]]:
    """An order of a pen with attributes of these names; the pen's id is known only once the world is there."""
    attributes = [{"name": name, "value": "Ada"} for name in names]
    return lambda world: order_with(type=5, textual_product_id=world.pen.pk, attributes=attributes)


def multi(**changes: Any) -> dict[str, Any]:
    """An order of type 7 whose second picture is not good."""
    good = {"fullsize": URL, "thumbnail": URL, "name": "Front"}
    changed = {name: value for name, value in (good | changes).items() if value is not None}
    return order_with(type=7, sku="SHIRT-WHITE-M", external_urls=[good, changed])


ROWS = [
    Row(0, order_body(customer_name="x" * 256), "customer_name",
        "customer_name is too long: 256 characters, where at most 255 are kept"),
    Row(0, order_body(tag="x" * 17), "tag", "tag is too long: 17 characters, where at most 16 are kept"),
    Row(0, order_body(customer_name=["Ada"]), "customer_name", "customer_name must be text, not a list"),
    Row(0, order_body(shipping_note_url="ftp://shop.example/note"), "shipping_note_url",
        "shipping_note_url must be a valid URL that begins with http:// or https://"),
    Row(0, order_body(status=128), "status", "status may only be 1 (Received) or 256 (On Hold)"),
    Row(0, order_body(status=512), "status", "status may only be 1 (Received) or 256 (On Hold)", only="2.2"),
    Row(0, order_body(is_urgent="perhaps"), "is_urgent", "is_urgent must be true or false"),
    Row(0, order_body(currency_code="pounds"), "currency_code",
        "currency_code is too long: 6 characters, where at most 3 are kept"),
    Row(0, order_body(items="none"), "items", 'items must be a list, not "none"'),
    Row(0, order_body(items=[7]), "items[0]", "items[0] must be an object, not 7"),
    Row(0, [order_body()], "", "The body must be one order object, not a list"),
    Row(0, b"null", "", "The body must be one order object, not nothing"),
    Row(0, order_with(type=3), "items[1].print_on_demand_ref", "Item print_on_demand_ref not specified"),
    Row(0, order_with(type=3, print_on_demand_ref="NONE"), "items[1].print_on_demand_ref",
        "print_on_demand_ref must be a print-on-demand sample of your account"),
    Row(0, order_with(type=5, textual_product_id=10**9), "items[1].textual_product_id",
        "textual_product_id 1000000000 is no product of your account"),
    Row(0, textual({"a": 1}), "items[1].attributes[0].name", "an attribute must have a name, which is text"),
    Row(0, multi(name="Sleeve"), "items[1].external_urls[1].name",
        'the product has no print area "Sleeve": it has Back, Front'),
    Row(100, b"", None, "Invalid JSON: the body is empty"),
    Row(100, b'{"external_ref": NaN}', None, "Invalid JSON: NaN is not a JSON value, at line 1, column 18"),
    Row(100, b'{"a": 1, "a": 2}', None, 'Invalid JSON: the name "a" stands twice in one object'),
    Row(100, b"\xff\xfe", None, "Invalid JSON: the body is not UTF-8 at byte 1"),
    Row(100, b"external_ref=TEST001", None,
        "Invalid JSON: expecting value at line 1, column 1, near external_ref=TEST001"),
    Row(8000, order_body(items=[]), "items", "at least one order item must be specified"),
    Row(8000, order_body(items=None), "items", "at least one order item must be specified"),
    Row(8001, order_body(customer_name="Another"), "external_ref", prepare=_place_test001),
    Row(8011, order_body(sale_datetime="2999-01-01 00:00:00"), "sale_datetime",
        "must be in UTC and not be in the future"),
    Row(8011, order_body(sale_datetime="01/01/2017"), "sale_datetime", "must have the form YYYY-MM-DD HH:MM:SS"),
    Row(8011, order_body(sale_datetime="2017-02-30 00:00:00"), "sale_datetime", "is no date and time that exists"),
    Row(8012, order_body(status_callback_url="javascript:alert(1)"), "status_callback_url",
        "must be a valid URL that begins with http:// or https://"),
    *(Row(8012, order_body(status_callback_url=f"http://{host}/hook"), "status_callback_url")
      for host in ("127.0.0.1", "10.1.2.3", "[::1]", "169.254.169.254", "shop.invalid")),
    Row(8013, order_body(shipping_country_code="ZZ"), "shipping_country_code",
        '"ZZ" is no ISO 3166-1 alpha-2 country code'),
    Row(8013, order_body(billing_country_code="England"), "billing_country_code",
        '"ENGLAND" is no ISO 3166-1 alpha-2 country code'),
    Row(8014, order_body(required_dispatch_date="2017-01-01"), "required_dispatch_date", "must not be in the past"),
    Row(8014, order_body(required_dispatch_date="soon"), "required_dispatch_date", "must have the form YYYY-MM-DD"),
    Row(8030, {**order_body(), "company_ref_id": None}, "company_ref_id", only="2.1"),
    Row(8030, {**order_body(), "company_ref_id": ""}, "company_ref_id", only="2.1"),
    Row(8030, order_body(company_ref_id=0), "company_ref_id", only="2.1"),
    Row(8031, order_body(external_ref=None), "external_ref"),
    Row(8031, order_body(external_ref="  "), "external_ref"),
    Row(8032, order_body(shipping_address_1=None), "shipping_address_1"),
    Row(8033, order_body(shipping_postcode=None), "shipping_postcode"),
    Row(8034, order_body(shipping_country_code=None), "shipping_country_code"),
    Row(8040, order_with(type=6), "items[1].type", "there is no type 6"),
    Row(8040, order_with(type=None), "items[1].type"),
    Row(8041, order_with(quantity=0), "items[1].quantity", "must be from 1 to 1000000"),
    Row(8041, order_with(quantity="-1"), "items[1].quantity", "must be from 1 to 1000000"),
    Row(8041, order_with(quantity=1.5), "items[1].quantity", "must be a whole number, not 1.5"),
    Row(8041, order_with(quantity=None), "items[1].quantity"),
    Row(8042, textual("Middle line"), "items[1].attributes[0].name",
        'the product has no text or image area "Middle line"'),
    Row(8043, order_with(type=2, print_job_ref=FOREIGN_PRINT_JOB_REF), "items[1].print_job_ref",
        "print_job_ref must be a print job that your account owns"),
    Row(8043, order_with(type=2, print_job_id=10**9), "items[1].print_job_id",
        "print_job_id must be a print job that your account owns", only="2.1"),
    Row(8050, order_with(external_ref=None), "items[1].external_ref"),
    Row(8051, order_with(type=2), "items[1].print_job_ref"),
    Row(8051, order_with(type=2, print_job_id=0), "items[1].print_job_ref"),
    Row(8052, order_with(type=5), "items[1].textual_product_id"),
    Row(8052, order_with(type=5, textual_product_id=0), "items[1].textual_product_id"),
    Row(8053, order_with(type=1, external_thumbnail_url=URL), "items[1].external_url"),
    Row(8053, order_with(type=7), "items[1].external_urls", "external_urls must hold at least one"),
    Row(8053, multi(fullsize=None), "items[1].external_urls[1].fullsize"),
    Row(8054, order_with(type=1, external_url=URL), "items[1].external_thumbnail_url"),
    Row(8054, multi(thumbnail=""), "items[1].external_urls[1].thumbnail"),
    Row(50000, credentials=(RETAILER_ID, "X" * 27)),
    Row(50000, credentials=(RETAILER_ID, "")),
    Row(50000, credentials=(STRANGER_ID, RETAILER_KEY), only="2.2"),
    Row(50000, credentials=(STRANGER_ID, STRANGER_KEY), path="company_ref_id", only="2.1"),
    Row(50000, order_body(company_ref_id=STRANGER_ID), "company_ref_id"),
    Row(50001, credentials=(80001, PRINTER_KEY)),
    Row(50002, prepare=change_company(is_active=False)),
    Row(50003, prepare=change_company(allowed_addresses=["203.0.113.0/24"])),
    Row(50004, prepare=change_company(hourly_request_limit=0)),
    Row(50004, prepare=change_company(daily_request_limit=0)),
]  # fmt: skip


def what_is_written() -> dict[str, Any]:
    """How many rows there are of everything that an order may leave, the print jobs that are paid, a job to do."""
    models = [model for name in _WRITTEN_TO for model in apps.get_app_config(name).get_models()]
    return {
        **{model._meta.label: model._default_manager.count() for model in models},
        "paid": PrintJob.objects.filter(status=PrintJobStatus.PAID).count(),
        "job": engine().claim(worker="test", queues=("default", "deliveries")),
    }


CASES = [
    pytest.param(row, dialect, id=f"{dialect.name} {row.code} {row.path}") for row in ROWS for dialect in row.dialects
]


@pytest.mark.parametrize(("row", "dialect"), CASES)
def test_each_row_of_the_table(world: World, row: Row, dialect: Dialect) -> None:
    row.prepare(world)
    before = what_is_written()
    body = row.body(world) if callable(row.body) else row.body

    response = dialect.post(body, credentials=row.credentials)

    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("application/json")
    assert list(response.json()) == ["error"]
    error = response.json()["error"]
    assert error["code"] == row.code
    assert error["message"] == (MESSAGES[row.code] if row.code >= 8000 else row.detail)
    assert list(error) == ["message", "code", *(["errors"] if "errors" in error else [])]
    if row.path is not None:
        (failure,) = error["errors"]
        assert (failure["code"], failure["path"]) == (row.code, row.path)
        assert failure["message"].startswith(MESSAGES[row.code])
        assert failure["message"].endswith(row.detail)
    assert what_is_written() == before


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_row_is_left_out(dialect: Dialect) -> None:
    admission = {kind.code: kind for kind in vars(company_errors).values() if _is_error(kind) and kind.code >= 50000}
    table = {**ERROR_TABLE, **admission}

    assert {code: kind.message for code, kind in table.items()} == MESSAGES
    tested = {row.code for row in ROWS if dialect in row.dialects}
    assert tested == set(table) - (ONLY_2_1 if dialect.name == "2.2" else set())


def _is_error(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, MonogramError)


@contextmanager
def broken_inserts_into(table: str) -> Iterator[None]:
    """The database itself fails at this step."""
    reason = "PERFORM * FROM secret_reason" if connection.vendor == "postgresql" else "SELECT * FROM secret_reason"
    body = f"BEGIN {reason}; END"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
            body = "FOR EACH ROW EXECUTE FUNCTION pg_temp.fail()"
        cursor.execute(f"CREATE TRIGGER fails BEFORE INSERT ON {table} {body}")
        yield
        cursor.execute(f"DROP TRIGGER fails{f' ON {table}' if connection.vendor == 'postgresql' else ''}")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("table", ["orders_submission", "orders_order", "orders_orderitem", "orders_orderevent"])
def test_an_accident_at_any_step_leaves_nothing(
    world: World, dialect: Dialect, table: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = what_is_written()
    with broken_inserts_into(table), caplog.at_level(logging.ERROR):
        response = dialect.post(order_body(items=[print_job_item()]))

    assert response.status_code == 500
    error = response.json()["error"]
    said, _, reference = error["message"].rpartition(" ")
    assert (said, list(error), error["code"]) == ("An unexpected error occured", ["message", "code"], None)
    assert (len(reference), reference) == (32, reference.upper())
    assert reference in caplog.text
    assert "secret_reason" in caplog.text
    assert "secret" not in response.content.decode()
    assert response.headers["RateLimit"]
    assert what_is_written() == before
    assert dialect.post(order_body(items=[print_job_item()])).status_code == dialect.success


# One order with everything wrong, and what puts it right step by step: fields of the order, or of one of its lines.
_LINES = [
    {"type": 6, "quantity": 0},
    {"type": 5, "quantity": 1, "external_ref": "B", "attributes": [{"name": "Middle line", "value": "Ada"}]},
    {"type": 2, "quantity": 1, "external_ref": "C", "print_job_ref": FOREIGN_PRINT_JOB_REF},
    {"type": 2, "quantity": 1, "external_ref": "D"},
    {"type": 5, "quantity": 1, "external_ref": "E"},
    {"type": 1, "quantity": 1, "external_ref": "F", "sku": "SHIRT-WHITE-M"},
]
_ALL_WRONG: dict[str, Any] = {
    "external_ref": "TEST001",
    "company_ref_id": None,
    "tag": "x" * 17,
    "sale_datetime": "yesterday",
    "status_callback_url": "http://127.0.0.1/",
    "billing_country_code": "ZZ",
    "required_dispatch_date": "2017-01-01",
    "items": [],
}
_GOOD_PRINT_JOB = print_job_item()["print_job_ref"]
_WAY: list[tuple[int, int | None, dict[str, Any]]] = [
    (0, None, {"tag": ""}),
    (8000, None, {"items": _LINES}),
    (8001, None, {"external_ref": None}),
    (8011, None, {"sale_datetime": "2017-01-01 00:00:00"}),
    (8012, None, {"status_callback_url": ""}),
    (8013, None, {"billing_country_code": "GB"}),
    (8014, None, {"required_dispatch_date": "2999-01-01"}),
    (8030, None, {"company_ref_id": RETAILER_ID}),
    (8031, None, {"external_ref": "NEW"}),
    (8032, None, {"shipping_address_1": "Pinewood Court"}),
    (8033, None, {"shipping_postcode": "SK10 2XR"}),
    (8034, None, {"shipping_country_code": "GB"}),
    (8040, 0, {"type": 4, "sku": "BOX"}),
    (8041, 0, {"quantity": 1}),
    (8042, 1, {"attributes": [{"name": "Top line", "value": "Ada"}]}),
    (8043, 2, {"print_job_ref": _GOOD_PRINT_JOB}),
    (8050, 0, {"external_ref": "A"}),
    (8051, 3, {"print_job_ref": _GOOD_PRINT_JOB}),
    (8052, 4, {"textual_product_id": None}),
    (8053, 5, {"external_url": URL}),
    (8054, 5, {"external_thumbnail_url": URL}),
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_the_first_failure_is_the_tables_first_and_all_are_told(world: World, dialect: Dialect) -> None:
    """Put right one after another, the failures come up in the order of the table, and then the order is taken."""
    _place_test001(world)
    before = what_is_written()
    body: dict[str, Any] = {**_ALL_WRONG}
    way = [step for step in _WAY if dialect.name == "2.1" or step[0] not in ONLY_2_1]

    for code, line, better in way:
        error = dialect.post(body).json()["error"]
        codes = [failure["code"] for failure in error["errors"]]
        assert (error["code"], codes[0]) == (code, code)
        assert codes == sorted(codes)
        right = {name: world.pen.pk if name == "textual_product_id" else value for name, value in better.items()}
        if line is None:
            body |= right
        else:
            body["items"] = [item | right if n == line else item for n, item in enumerate(body["items"])]
        if code == 8000:
            body["items"][1] |= {"textual_product_id": world.pen.pk}
            told = {failure["code"] for failure in dialect.post(body).json()["error"]["errors"]}
            assert told == {code for code, _, _ in way if code > 8000} - {8031}

    assert what_is_written() == before
    response = dialect.post(body)
    assert response.status_code == dialect.success, response.content


def test_of_two_failures_of_one_code_the_first_in_the_body_leads(world: World) -> None:
    body = order_body(items=[stock_item(quantity=0), stock_item(), stock_item(quantity="many")])

    failures = DIALECTS[0].post(body).json()["error"]["errors"]

    assert [(failure["code"], failure["path"]) for failure in failures] == [
        (8041, "items[0].quantity"),
        (8041, "items[2].quantity"),
    ]
