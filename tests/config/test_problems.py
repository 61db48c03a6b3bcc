"""Answers where no view could answer."""

from __future__ import annotations

import pytest
from django.test import Client

from monogram.files import views

BROWSER = "text/html,application/xhtml+xml"


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_a_host_that_is_none(client: Client) -> None:
    answer = client.post("/order", headers={"host": "x y/<"})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "The request's headers cannot be understood"


def test_an_address_that_is_none(client: Client) -> None:
    assert client.get("/nothing").json()["error"]["message"] == "There is nothing at this address"
    assert client.get("/nothing", headers={"accept": BROWSER}).headers["Content-Type"].startswith("text/html")


def test_an_accident_outside_the_apis(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def exists(self, key: str) -> bool:
            raise ZeroDivisionError("the secret reason")

    monkeypatch.setattr(views, "default_storage", Broken())
    answer = client.get("/files/some.png")
    message = answer.json()["error"]["message"]

    assert answer.status_code == 500
    assert message.startswith("An unexpected error occured ")
    assert "secret" not in message
    assert message.rpartition(" ")[2] in caplog.text
    assert "the secret reason" in caplog.text

    page = client.get("/files/some.png", headers={"accept": BROWSER})
    assert (page.status_code, page.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "secret" not in page.content.decode()
