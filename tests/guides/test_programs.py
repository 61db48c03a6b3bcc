"""The guides for programs: tokens, stored images, mock-ups. Samples run; tables are those of the code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from oauth2_provider.models import AccessToken
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.catalogue.factories import make_product
from tests.common.receiver import Receiver, answer, receiving
from tests.guides import GUIDES, LANGUAGES, PLATFORM, rows_of, run_sample, samples
from tests.images import pictures

from monogram.artwork import mockup_requests
from monogram.common import addresses
from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.seed import companies
from monogram.images import errors as image_errors
from monogram.images.models import HostedImage
from monogram.oauth.scopes import DESCRIPTIONS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

PICTURE = "https://shop.example/fox.png"


@pytest.fixture(autouse=True)
def shop(settings: Settings, tmp_path: Path, live_server: LiveServer) -> Company:
    """The demo's companies, and its T-shirt's number for a product with a print area."""
    settings.MONOGRAM_DEMO = True
    settings.MONOGRAM_PUBLIC_URL = live_server.url
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path / "files"
    addresses.cache.clear()
    companies.seed()
    make_product(None, id=world.TSHIRT_ID)
    return Company.objects.get(pk=world.RETAILER_ID)


@pytest.fixture
def host() -> Iterator[Receiver]:
    with receiving(answer(body=pictures.encoded("PNG"))) as server:
        yield server


def answered(printed: str) -> Any:
    return json.loads(printed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_token_is_got_and_revoked(live_server: LiveServer, language: str) -> None:
    get, *revoke = samples("oauth.md", language)

    told = answered(run_sample(language, get, {PLATFORM: live_server.url}))

    assert list(told) == ["token_type", "expires_in", "access_token", "scope"]
    assert told["scope"] == "products.customisable.list stock.view"
    assert AccessToken.objects.count() == 1
    for sample in revoke:
        assert run_sample(language, sample, {PLATFORM: live_server.url, "$TOKEN": told["access_token"]}) == ""
        assert AccessToken.objects.count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_image_is_stored(live_server: LiveServer, language: str, host: Receiver, shop: Company) -> None:
    by_address, *_ = samples("hosted-images.md", language)

    told = answered(run_sample(language, by_address, {PLATFORM: live_server.url, PICTURE: f"{host.origin}/fox.png"}))

    assert list(told) == ["urls", "id", "expires_at"]
    hosted = HostedImage.objects.get(pk=told["id"])
    assert (hosted.company, hosted.file_name) == (shop, "fox.png")


def test_an_image_is_sent_as_a_file(live_server: LiveServer, tmp_path: Path) -> None:
    (tmp_path / "fox.png").write_bytes(pictures.encoded("PNG"))
    _, upload = samples("hosted-images.md", "sh")

    told = answered(run_sample("sh", upload, {PLATFORM: live_server.url}, tmp_path))

    assert HostedImage.objects.get(pk=told["id"]).file_name == "fox.png"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mock_up_is_made(live_server: LiveServer, language: str, host: Receiver) -> None:
    [sample] = samples("mockups.md", language)

    told = answered(run_sample(language, sample, {PLATFORM: live_server.url, PICTURE: f"{host.origin}/fox.png"}))

    [image] = told["images"]
    assert list(image) == ["view", "url", "width", "height"]
    assert image["url"].startswith(f"{live_server.url}/files/mockups/")


def test_the_scopes_are_those_of_the_code() -> None:
    told = {name.strip("`"): meaning for name, meaning in rows_of("oauth.md", "| scope | what it allows |")}
    assert told == DESCRIPTIONS


def test_every_refusal_of_a_picture_that_is_hosted_is_told() -> None:
    guide = (GUIDES / "hosted-images.md").read_text()
    kinds = (image_errors.HostedRoomFullError, image_errors.TooManyHostedError, image_errors.ImageAddressError)
    for kind in kinds:
        assert f"| {kind.code} |" in guide


def test_every_member_of_a_mock_up_is_told() -> None:
    told = " ".join(row[0] for row in rows_of("mockups.md", "| member | what it is |"))
    assert {name.strip("`,") for name in told.split()} == set(mockup_requests._MEMBERS)
