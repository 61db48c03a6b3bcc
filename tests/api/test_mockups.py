"""`POST /mockup`: with a key or a token, and its refusals in the shape of the API."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Pillow
from pytest_django import Settings
from tests.api.client import call
from tests.catalogue.factories import make_shirt
from tests.images import pictures

from monogram.catalogue.models import Product
from monogram.companies.models import Company
from monogram.companies.services import create_api_key
from monogram.images.hosting import host_upload
from monogram.oauth.scopes import IMAGES_CREATE, MOCKUPS_CREATE
from monogram.oauth.services import create_client


@pytest.fixture
def shirt(settings: Settings, tmp_path: Path, retailer: Company) -> Product:
    settings.MEDIA_ROOT = tmp_path
    return make_shirt(retailer)


def body_of(shirt: Product, **members: Any) -> dict[str, Any]:
    hosted = host_upload(company=shirt.owner, file_name="a.png", content=pictures.encoded("PNG"))
    return {"product_id": shirt.pk, "artwork": [{"image": hosted.pk}], **members}


def key_of(company: Company) -> str:
    return f"Basic {company.pk}:{create_api_key(company=company)}"


def token_of(company: Company, scope: str) -> str:
    client, secret = create_client(company=company, name="Mock-ups", scopes=[scope])
    form = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    return f"Bearer {Client().post('/token', form).json()['access_token']}"


def error_of(response: Any) -> tuple[int, int, list[str]]:
    error = response.json()["error"]
    return response.status_code, error["code"], [failure["path"] for failure in error.get("errors", [])]


def test_pictures_are_made_and_can_be_fetched(shirt: Product, retailer: Company) -> None:
    response = call("POST", "/mockup", body_of(shirt, size=300), auth=key_of(retailer))

    assert response.status_code == 200
    assert response["RateLimit"].startswith('"hour";r=999')
    [image] = response.json()["images"]
    assert list(image) == ["view", "url", "width", "height"]
    assert (image["view"], image["width"], image["height"]) == ("Front", 300, 300)
    shown: Any = Client().get(image["url"].removeprefix("http://127.0.0.1:8000"))
    assert Pillow.open(io.BytesIO(shown.getvalue())).size == (300, 300)


def test_a_token_needs_the_scope(shirt: Product, retailer: Company) -> None:
    body = body_of(shirt)
    assert call("POST", "/mockup", body, auth=token_of(retailer, MOCKUPS_CREATE)).status_code == 200
    assert error_of(call("POST", "/mockup", body, auth=token_of(retailer, IMAGES_CREATE))) == (403, 50012, [])


def test_nobody_has_pictures_made_without_credentials(shirt: Product) -> None:
    assert error_of(call("POST", "/mockup", body_of(shirt), auth=None)) == (400, 50000, [])
    assert error_of(call("GET", "/mockup", auth=None))[0] == 405


def test_refusals_have_the_shape_of_the_api(shirt: Product, retailer: Company, supplier: Company) -> None:
    key = key_of(retailer)
    assert error_of(call("POST", "/mockup", b"{", auth=key)) == (400, 100, [""])
    assert error_of(call("POST", "/mockup", {"product_id": shirt.pk}, auth=key)) == (400, 7110, ["artwork"])
    assert error_of(call("POST", "/mockup", body_of(shirt, size=5), auth=key)) == (400, 7110, ["size"])
    nowhere = body_of(shirt, artwork=[{"image": "0" * 32}])
    assert error_of(call("POST", "/mockup", nowhere, auth=key)) == (404, 9009, ["artwork[0].image"])
    assert error_of(call("POST", "/mockup", body_of(shirt), auth=key_of(supplier))) == (404, 7001, [])
