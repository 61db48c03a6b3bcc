"""Who is let in, in both dialects, and bodies that are to hurt the reader."""

from __future__ import annotations

import pytest
from tests.api.client import PRINTER, RETAILER, base64_pair, call
from tests.api.test_error_table import DIALECTS, Dialect, change_company, what_is_written
from tests.orders.world import RETAILER_ID, RETAILER_KEY, World, order_body

from monogram.companies.models import CompanyType
from monogram.orders.models import Order


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"external_ref": "\\u0000"}',
        b'{"external_ref": "\\ud800"}',
        b'{"quantity": ' + b"9" * 5000 + b"}",
        b'{"quantity": 1e400}',
        b'"order"',
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_hostile_bodies_are_code_0(world: World, dialect: Dialect, body: bytes) -> None:
    before = what_is_written()

    response = dialect.post(body)

    assert (response.status_code, response.json()["error"]["code"]) == (400, 0)
    assert response.json()["error"]["message"]
    assert what_is_written() == before


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_body_beyond_the_limit(world: World, dialect: Dialect) -> None:
    response = dialect.post(b'{"a": "' + b"x" * 5_000_000 + b'"}')

    assert response.status_code == 400
    assert response.json() == {"error": {"message": "The request body is larger than 5 MB", "code": 0}}


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic 70001",
        f"Bearer {RETAILER_ID}:{RETAILER_KEY}",
        "Basic " + base64_pair(f"{RETAILER_ID}:wrong"),
        "Basic \xff\xfe",
    ],
)
def test_50000_has_the_published_body_and_no_more(world: World, authorization: str | None) -> None:
    response = call("POST", "/order", order_body(), auth=authorization)

    assert response.status_code == 400
    assert response.json() == {"error": {"message": "Authentication failed", "code": 50000}}
    assert not Order.objects.exists()


@pytest.mark.parametrize("query", ["k=", "k", "k=%00", "k=%FF%FE", f"k={RETAILER_KEY}&k=", "k=" + "A" * 5000])
def test_a_k_that_is_no_key(world: World, query: str) -> None:
    response = call("POST", f"/order/?{query}", order_body(), auth=RETAILER)

    assert response.json() == {"error": {"message": "Authentication failed", "code": 50000}}


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_company_that_also_supplies_may_order(world: World, dialect: Dialect) -> None:
    change_company(type=CompanyType.BOTH)(world)

    assert dialect.post(order_body()).status_code == dialect.success
    assert call("GET", "/order", auth=PRINTER).status_code == 200


@pytest.mark.usefixtures("still_clock")
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_50004_says_when_to_come_again(world: World, dialect: Dialect) -> None:
    change_company(hourly_request_limit=1)(world)
    first = dialect.post(order_body(items=[]))

    response = dialect.post(order_body())

    assert first.headers["RateLimit"].startswith('"hour";r=0;t=')
    assert first.headers["RateLimit-Policy"] == '"hour";q=1;w=3600, "day";q=10000;w=86400'
    assert (response.status_code, response.json()["error"]["code"]) == (400, 50004)
    wait = int(response.headers["Retry-After"])
    assert 0 < wait <= 3600
    assert response.headers["RateLimit"] == f'"hour";r=0;t={wait}'
    assert response.headers["RateLimit-Policy"] == '"hour";q=1;w=3600'
