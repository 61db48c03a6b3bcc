"""Every answer that is no success has one shape, accidents and wrong addresses too."""

from __future__ import annotations

import logging

import pytest
from tests.api.client import call, post_order
from tests.orders.world import World, order_body

from monogram.oms import place


@pytest.mark.parametrize("path", ["/order/abc", "/order/1/2/3", "/order-item", "/orders/1", "/api/nothing"])
def test_an_address_that_is_none(world: World, path: str) -> None:
    response = call("GET", path)

    assert response.status_code == 404
    assert response.json()["error"]["message"] == "There is nothing at this address"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/order", {"GET", "POST"}),
        ("POST", "/order/1", {"GET"}),
        ("GET", "/order-item/status", {"PUT", "POST"}),
    ],
)
def test_a_method_that_is_not_possible(world: World, method: str, path: str, allowed: set[str]) -> None:
    response = call(method, path)

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == allowed
    assert response.json()["error"]["message"].startswith(f"{method} is not possible here")


def test_an_accident_shows_a_reference_and_logs_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def burst(**_: object) -> None:
        raise ZeroDivisionError("the secret reason")

    monkeypatch.setattr(place, "plan_route", burst)
    with caplog.at_level(logging.ERROR):
        response = post_order(order_body())

    assert response.status_code == 500
    error = response.json()["error"]
    assert list(error) == ["message", "code"]
    assert error["code"] is None
    said, _, reference = error["message"].rpartition(" ")
    assert said == "An unexpected error occured"
    assert len(reference) == 32
    assert reference == reference.upper()
    assert reference in caplog.text
    assert "the secret reason" in caplog.text
    assert "secret" not in response.content.decode()
