"""Whatever is sent to any operation of the OpenAPI document, the answer is as it says, and never an accident.

Few examples here, the same in each run. `MONOGRAM_FUZZ_EXAMPLES=2000` makes it a long one, with others each time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.client import PRINTER, RETAILER, call, post_order
from tests.orders.bodies import ANYTHING, NAMES
from tests.orders.world import RETAILER_KEY, World, item_of_type, order_body, print_job_item

from monogram.api.api import openapi_schema
from monogram.orders.models import Order

LONG = "MONOGRAM_FUZZ_EXAMPLES" in os.environ
EXAMPLES = int(os.environ.get("MONOGRAM_FUZZ_EXAMPLES", "5"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
Operation = APIOperation[Any, Any, Any, Any]

_SCHEMA = schemathesis.openapi.from_dict(openapi_schema())


def _described(found: Any) -> Operation:
    operation: Operation = found.ok()
    return operation


WITHOUT_ANYTHING_TO_SPOIL = {"/artwork/{token}/{name}", "/document/{ref}/{token}/{name}", "/api/openapi.json"}
REQUESTS = [
    pytest.param(operation, mode, id=f"{operation.label} {mode.value}")
    for operation in (_described(found) for found in _SCHEMA.get_all_operations())
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if mode is GenerationMode.POSITIVE or operation.path not in WITHOUT_ANYTHING_TO_SPOIL
]

fuzzing = settings(
    max_examples=EXAMPLES,
    derandomize=not LONG,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # what fails is to be seen at once, be it small or not
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def open_world(world: World) -> Iterator[World]:
    """The world with an order in it and room for any number of requests, which all share the test's connection."""
    for company in (world.retailer, world.printer):
        company.hourly_request_limit = company.daily_request_limit = 10**9
        company.save()
    post_order(order_body(items=[print_job_item(), print_job_item(external_ref="ITEM002")]))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield world
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def aimed(case: Case[Any], order: Order, caller: str) -> None:
    """Make a request that would mostly miss hit something: a caller who is known, an order that is there."""
    query = dict(case.query or {})
    if "k" in query or case.path.startswith("/acp/"):
        query |= {"k": RETAILER_KEY}
    if "o" in query:
        query["o"] = str(order.pk)
    case.query = query
    case.headers["Authorization"] = caller
    if "order_id" in (case.path_parameters or {}):
        case.path_parameters["order_id"] = order.pk
    if case.operation.path == "/order-item/status" and isinstance(case.body, list):
        for line, item in zip(case.body, order.items.all(), strict=False):
            if isinstance(line, dict):
                line["id"] = item.pk


@pytest.mark.parametrize(("operation", "mode"), REQUESTS)
def test_every_operation_answers_as_it_is_described(
    open_world: World, operation: Operation, mode: GenerationMode
) -> None:
    order = Order.objects.get()
    application = get_wsgi_application()

    @fuzzing
    @given(
        case=operation.as_strategy(generation_mode=mode),
        is_aimed=st.booleans(),
        caller=st.sampled_from([RETAILER, PRINTER]),
    )
    def answers(case: Case[Any], is_aimed: bool, caller: str) -> None:
        if is_aimed:
            aimed(case, order, caller)
        response = case.call(app=application)
        case.validate_response(response, checks=CHECKS)
        assert_told_as_an_error(response.status_code, response.content)

    answers()


def assert_told_as_an_error(status: int, body: bytes) -> None:
    """Every answer that is no success has the one shape."""
    if status >= 400 and status != 416:
        told = json.loads(body)
        assert list(told) == ["error"]
        assert {"message", "code"} <= set(told["error"]) <= {"message", "code", "errors"}
        assert told["error"]["message"]
        for failure in told["error"].get("errors", []):
            assert set(failure) == {"code", "message", "path"}


NUMBERS = count(1)
KINDS = st.sampled_from([1, 2, 3, 4, 5, 7])
CHANGES = st.dictionaries(NAMES, ANYTHING, max_size=2)
SCHEMAS = openapi_schema()["components"]


def fits(name: str, value: Any) -> None:
    jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": SCHEMAS}).validate(value)


@fuzzing
@given(order=CHANGES, lines=st.lists(st.tuples(KINDS, CHANGES), max_size=3), holds=st.booleans())
def test_check_single_and_bulk_agree_on_any_order(
    open_world: World, order: dict[str, Any], lines: list[tuple[int, dict[str, Any]]], holds: bool
) -> None:
    """A good order with some of it changed to anything: what is foreseen happens, alone and among others alike."""
    number = next(NUMBERS)
    open_world.retailer.orders_start_on_hold = holds
    open_world.retailer.save()
    items = [item_of_type(open_world, kind) | changes for kind, changes in lines]
    body = order_body(external_ref=f"ANY{number}", items=items) | order
    before = Order.objects.count()

    checked = call("POST", "/order/check", body)
    assert Order.objects.count() == before
    first, result, last = call(
        "POST", "/orders", [order_body(external_ref=f"A{number}"), body, order_body(external_ref=f"B{number}")]
    ).json()
    single = post_order(body)

    assert first["status"] == last["status"] == 200
    fits("ResultDocument", result)
    if result["status"] == 200:
        fits("CheckDocument", checked.json())
        planned = [[part["status"], part["has_error"], len(part["items"])] for part in checked.json()["orders"]]
        assert [[part["status"], part["has_error"], len(part["items"])] for part in result["orders"]] == planned
        assert checked.json()["ok"] is True
        assert single.json()["error"]["code"] == 8001
    else:
        assert checked.json().get("ok", False) is False
        assert result["error"] == checked.json()["error"] == single.json()["error"]
        assert result["status"] == single.status_code == 400
    assert_told_as_an_error(single.status_code, single.content)
