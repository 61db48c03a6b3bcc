"""`POST /user-image`: by address or as a form, with a key, a token or nothing, and the addresses that it gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.common.receiver import Receiver, answer, receiving
from tests.images import pictures
from tests.published import published, run_php, run_shell

from monogram.common import addresses
from monogram.companies.models import Company
from monogram.companies.services import create_api_key
from monogram.images.models import HostedImage
from monogram.oauth.scopes import IMAGES_CREATE, STOCK_VIEW
from monogram.oauth.services import create_client

PNG = pictures.encoded("PNG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#123456" d="M0 0H9V9H0Z"/></svg>'


@pytest.fixture(autouse=True)
def host(settings: Settings, tmp_path: Path, db: None) -> Iterator[Receiver]:
    settings.MEDIA_ROOT = tmp_path
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    addresses.cache.clear()
    with receiving(answer(body=PNG)) as server:
        yield server


@pytest.fixture
def by_key(retailer: Company) -> str:
    return f"Basic {retailer.pk}:{create_api_key(company=retailer)}"


def token(company: Company, scope: str) -> str:
    client, secret = create_client(company=company, name="Images", scopes=[scope])
    form = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    return f"Bearer {Client().post('/token', form).json()['access_token']}"


def store(url: str, authorization: str = "") -> Any:
    headers = {"authorization": authorization} if authorization else {}
    return Client(enforce_csrf_checks=True).post("/user-image", query_params={"url": url}, headers=headers)


def upload(content: bytes = PNG, name: str = "file", authorization: str = "") -> Any:
    headers = {"authorization": authorization} if authorization else {}
    return Client().post("/user-image", {name: SimpleUploadedFile("a.png", content)}, headers=headers)


def error_of(response: Any) -> tuple[int, int]:
    assert set(response.json()) == {"error"}
    return response.status_code, response.json()["error"]["code"]


def path_in(response: Any, kind: str) -> str:
    return str(response.json()["urls"][kind]).removeprefix("http://127.0.0.1:8000")


def fetched(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def test_an_address_is_stored_with_a_key(by_key: str, host: Receiver, retailer: Company) -> None:
    response = store(f"{host.origin}/dog.png", by_key)

    assert response.status_code == 200
    body = response.json()
    assert list(body) == ["urls", "id", "expires_at"]
    assert list(body["urls"]) == ["original", "preview", "processed"]
    assert response["RateLimit"].startswith('"hour";r=999')
    hosted = HostedImage.objects.get(pk=body["id"])
    assert (hosted.company, body["expires_at"]) == (retailer, f"{hosted.expires_at:%Y-%m-%d %H:%M:%S}")
    for kind in body["urls"]:
        shown = fetched(path_in(response, kind))
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
        assert shown["Cache-Control"] == "private, max-age=86400"
        assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(fetched(path_in(response, "original")).streaming_content) == PNG


def test_a_token_needs_the_scope(retailer: Company) -> None:
    assert upload(authorization=token(retailer, IMAGES_CREATE)).status_code == 200
    assert HostedImage.objects.get().company == retailer

    lacking = upload(authorization=token(retailer, STOCK_VIEW))
    assert error_of(lacking) == (403, 50012)
    assert lacking["WWW-Authenticate"] == 'Bearer realm="Monogram", error="insufficient_scope", scope="images.create"'
    unknown = upload(authorization="Bearer unknown")
    assert error_of(unknown) == (401, 50011)
    assert unknown["WWW-Authenticate"].startswith('Bearer realm="Monogram", error="invalid_token"')


def test_wrong_credentials_are_not_none() -> None:
    assert error_of(upload(authorization="Basic 51000:wrong")) == (400, 50000)
    assert error_of(upload(authorization="Digest x")) == (400, 50000)
    assert HostedImage.objects.count() == 0


def test_without_credentials_an_address_stores_a_few_an_hour(settings: Settings, by_key: str) -> None:
    settings.MONOGRAM_OPEN_IMAGES_PER_HOUR = 2
    assert [upload().status_code for _ in range(2)] == [200, 200]
    refused = upload()
    assert error_of(refused) == (429, 9015)
    assert 1 <= int(refused["Retry-After"]) <= 3600
    assert upload(authorization=by_key).status_code == 200

    settings.MONOGRAM_OPEN_IMAGES_PER_HOUR = 0
    assert error_of(upload()) == (400, 50000)


@pytest.mark.parametrize(("content", "error"), [(b"<html>", (415, 9001)), (b"", (400, 9006)), (PNG[:100], (400, 9004))])
def test_what_is_no_image_is_refused_in_the_shape_of_the_api(content: bytes, error: tuple[int, int]) -> None:
    assert error_of(upload(content)) == error


def test_something_must_be_given(host: Receiver) -> None:
    assert error_of(Client().post("/user-image")) == (400, 0)
    assert error_of(upload(name="picture")) == (400, 0)
    assert error_of(store("not a url")) == (400, 9008)
    assert error_of(store("http://user:pass@example.com/a.png")) == (400, 9008)
    host.behaviour = answer(302, Location="/b.png")
    assert error_of(store(f"{host.origin}/a.png")) == (400, 9008)
    assert error_of(Client().get("/user-image")) == (405, 0)


def test_a_body_that_is_too_large_is_not_read(settings: Settings) -> None:
    settings.MONOGRAM_UPLOAD_MAX_BYTES = 10
    assert error_of(upload(b"x" * 30_000)) == (413, 9002)


def test_a_drawing_is_saved_never_shown(by_key: str) -> None:
    response = upload(SVG, authorization=by_key)
    original = fetched(path_in(response, "original"))
    assert original["Content-Type"] == "application/octet-stream"
    assert original["Content-Disposition"] == 'attachment; filename="original.svg"'
    assert fetched(path_in(response, "preview"))["Content-Type"] == "image/png"


def test_a_part_of_an_image_can_be_fetched(by_key: str) -> None:
    path = path_in(upload(authorization=by_key), "original")
    part = fetched(path, range="bytes=0-7")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, PNG[:8])
    assert fetched(path, **{"if-none-match": part["ETag"]}).status_code == 304


def test_an_address_that_is_none_of_ours_shows_nothing(by_key: str) -> None:
    path = path_in(upload(authorization=by_key), "preview")
    wrong = fetched(path.replace("preview", "original"))
    assert error_of(wrong) == (404, 9009)
    assert wrong["Cache-Control"] == "no-store"


@pytest.mark.django_db(transaction=True)
def test_the_published_samples_run_as_they_are_written(
    live_server: LiveServer, host: Receiver, settings: Settings
) -> None:
    settings.MONOGRAM_PUBLIC_URL = live_server.url
    picture = f"{host.origin}/dog.png"

    by_curl = json.loads(run_shell(published("user-image.sh", f"{live_server.url}/user-image?url={picture}")))
    sample = published("user-image.php", f"{live_server.url}/user-image", picture)
    by_php = json.loads(json.loads(run_php(sample, "(string)$response->getBody()")))

    assert by_curl["urls"] == by_php["urls"]
    for kind, url in by_curl["urls"].items():
        shown = run_shell(f"curl -s -o /dev/null -w '%{{http_code}} %{{content_type}}' '{url}'")
        assert (kind, shown) == (kind, "200 image/png")
