"""The Smartlink page at its addresses, old and new."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from monogram.common import assets

PAGE = "/s/app/acp3_2/en_GB/default.html"
pytestmark = pytest.mark.usefixtures("browser_build")


def app_config(content: str) -> dict[str, object]:
    found = re.search(r'<script id="app-config" type="application/json">(.*?)</script>', content)
    assert found
    parsed: dict[str, object] = json.loads(found[1])
    return parsed


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        "/acp/app/?l=acp3_2&c=default&lo=en_GB",
        "/acp/app?l=acp3_2&c=default&lo=en_GB",
        "/acp/app/?l=acp3_2",
    ],
)
def test_the_page_is_a_shell_around_the_designer(client: Client, address: str, settings: Settings) -> None:
    settings.MONOGRAM_DEMO = False

    response = client.get(address)

    content = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en-GB">' in content
    assert '<script type="module" src="/static/build/assets/designer-1a2b.js"></script>' in content
    assert '<link rel="stylesheet" href="/static/build/assets/designer-3c4d.css">' in content
    assert app_config(content) == {
        "app": "acp3_2",
        "locale": "en_GB",
        "config": "default",
        "apiBase": "/s/data",
        "demo": False,
    }
    assert "<noscript>" in content


def test_any_shop_may_frame_it_and_only_our_code_runs(client: Client) -> None:
    response = client.get(PAGE)

    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == "*"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert not re.search(r"<script(?! type=\"module\"| id=\"app-config\")", response.content.decode())


def test_plain_http_is_called_in_demo_mode_alone(client: Client, settings: Settings) -> None:
    def ways_out() -> list[str]:
        policy = client.get(PAGE)["Content-Security-Policy"]
        return policy.split("connect-src ")[1].split(";")[0].split()

    settings.MONOGRAM_DEMO = False
    assert ways_out() == ["'self'", "data:", "blob:", "http://127.0.0.1:8000", "https:"]
    settings.MONOGRAM_DEMO = True
    assert ways_out()[-2:] == ["https:", "http:"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/s/app/nope/en_GB/default.html", "There is no app “nope”. The link may name: acp3_2."),
        ("/s/app/acp3_2/xx_XX/default.html", "There is no language “xx_XX”. The link may name: en_GB."),
        ("/s/app/acp3_2/en_GB/other.html", "There is no configuration “other”. The link may name: default."),
        ("/acp/app/?l=nope", "There is no app “nope”"),
        ("/acp/app/?l=%3Cscript%3E", "There is no app “&lt;script&gt;”"),
    ],
)
def test_a_link_to_nothing_says_what_is_wrong(client: Client, address: str, words: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert words in response.content.decode()
    assert "designer-3c4d.css" in response.content.decode()
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


def test_head_and_options(client: Client) -> None:
    head = client.head(PAGE)
    assert (head.status_code, head.content) == (200, b"")
    options = client.options(PAGE)
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    refused = client.post(PAGE)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_without_a_browser_build_the_page_gives_a_reference_and_the_log_the_reason(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(assets, "BUILD_DIR", tmp_path / "nothing")
    assets._manifest.cache_clear()

    response = client.get(PAGE)

    assert response.status_code == 500
    reference = re.search(r"[0-9A-F]{32}", response.content.decode())
    assert reference
    assert reference[0] in caplog.text
    assert "npm run build" in caplog.text
