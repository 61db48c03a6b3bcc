"""`/s/embed.js`: the drop-in element's script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from monogram.common import assets

ADDRESS = "/s/embed.js"
CODE = "customElements.define('x-y', class extends HTMLElement {});"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_build: None) -> Path:
    """A build with the element's entry in it."""
    manifest = {"src/apps/embed/main.ts": {"file": "assets/embed-1a2b.js", "name": "embed", "isEntry": True}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "assets" / "embed-1a2b.js").write_text(CODE)
    assets._manifest.cache_clear()
    return tmp_path


def test_it_is_one_function_that_knows_where_the_platform_is(client: Client, built: Path, settings: Settings) -> None:
    settings.MONOGRAM_PUBLIC_URL = "https://monogram.example"

    response = client.get(ADDRESS)

    assert response.content.decode() == f'(platformOrigin=>{{{CODE}}})("https://monogram.example");\n'
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600, stale-while-revalidate=86400"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_it_is_asked_after_by_its_content(client: Client, built: Path) -> None:
    etag = client.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304

    (built / "assets" / "embed-1a2b.js").write_text(CODE + CODE)

    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 200


def test_a_build_without_it_gives_a_reference_and_no_code(client: Client, browser_build: None) -> None:
    response = client.get(ADDRESS)

    assert (response.status_code, response["Content-Type"]) == (500, "application/json")
