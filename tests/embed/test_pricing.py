"""The page in which a shop's pricing script runs, shut in."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

BRIDGE = "/s/pricing-bridge"
pytestmark = pytest.mark.usefixtures("browser_build")


def policy_for(client: Client, origin: str) -> list[str]:
    policy: str = client.get(BRIDGE, {"origin": origin})["Content-Security-Policy"]
    return policy.split("; ")


def test_it_has_no_origin_and_runs_scripts_of_ours_and_the_one_shop_alone(client: Client) -> None:
    response = client.get(BRIDGE, {"origin": "https://shop.example"})

    assert response.status_code == 200
    assert '<script type="module" src="/static/build/assets/pricing-9c0d.js"></script>' in response.content.decode()
    assert response["Content-Security-Policy"].split("; ") == [
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'self' https://shop.example",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
    assert not response.cookies
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://shop.example", "https://shop.example"),
        ("https://Shop.Example:8443", "https://shop.example:8443"),
        ("https://someone:secret@shop.example/price?x=1", "https://shop.example"),
        ("https://[2001:db8::1]:444", "https://[2001:db8::1]:444"),
    ],
)
def test_the_policy_names_the_origin_alone(client: Client, given: str, origin: str) -> None:
    assert f"script-src 'self' {origin}" in policy_for(client, given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "shop.example",
        "javascript:alert(1)",
        "data:text/javascript,alert(1)",
        "https://",
        "https://*",
        "https://shop.example; script-src *",
        "https://shop.example 'unsafe-inline'",
        "https://shop.example:99999",
        "https://shop.example:x",
        "https://[::1",
        "http://shop.example",
    ],
)
def test_what_is_no_origin_is_refused(client: Client, given: str, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = False

    response = client.get(BRIDGE, {"origin": given})

    assert response.status_code == 400
    assert "The pricing address has no origin that can be asked." in response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]


def test_plain_http_is_for_the_demo(client: Client, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True

    assert "script-src 'self' http://127.0.0.1:9131" in policy_for(client, "http://127.0.0.1:9131")
