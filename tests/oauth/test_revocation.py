"""`POST /oauth/revoke` and what the server says of itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken
from pytest_django.fixtures import Settings

from monogram.companies.models import Company
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import DESCRIPTIONS, PRODUCTS_LIST
from monogram.oauth.services import create_client

from .conftest import SECRET

CREDENTIALS = {"client_id": "shop-client", "client_secret": SECRET}


@pytest.fixture
def token(client_row: ApiClient) -> str:
    form = {**CREDENTIALS, "grant_type": "client_credentials"}
    return str(Client().post("/token", form).json()["access_token"])


def revoke(**parameters: str) -> Any:
    return Client(enforce_csrf_checks=True).post("/oauth/revoke", {**CREDENTIALS, **parameters})


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "something"])
def test_a_token_is_revoked_by_its_client(token: str, hint: str) -> None:
    response = revoke(token=token, token_type_hint=hint)
    assert (response.status_code, response.content) == (200, b"")
    assert AccessToken.objects.count() == 0


def test_an_unknown_token_is_no_error(token: str) -> None:
    assert revoke(token="unknown").status_code == 200
    assert AccessToken.objects.count() == 1


def test_another_client_cannot_revoke_it_and_does_not_learn_whether_there_is_such_a_token(
    token: str, supplier: Company
) -> None:
    create_client(company=supplier, name="Other", scopes=[PRODUCTS_LIST], client_id="other", secret="o" * 40)
    response = revoke(token=token, client_id="other", client_secret="o" * 40)
    assert (response.status_code, response.content) == (200, b"")
    assert AccessToken.objects.count() == 1


def test_nobody_revokes_without_the_secret(token: str) -> None:
    response = revoke(token=token, client_secret="wrong")
    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")
    assert AccessToken.objects.count() == 1


def test_a_token_must_be_named(token: str) -> None:
    response = revoke()
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


def test_the_server_describes_itself(settings: Settings) -> None:
    settings.MONOGRAM_PUBLIC_URL = "https://print.example"
    response = Client().get("/.well-known/oauth-authorization-server", headers={"host": "testserver"})
    assert response.json() == {
        "issuer": "https://print.example",
        "token_endpoint": "https://print.example/token",
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "revocation_endpoint": "https://print.example/oauth/revoke",
        "revocation_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": list(DESCRIPTIONS),
    }


def test_the_description_is_only_read() -> None:
    response = Client(enforce_csrf_checks=True).post("/.well-known/oauth-authorization-server")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    ["authorize", "introspect", "device", "device-authorization", "applications", "register", "userinfo", "logout"],
)
def test_nothing_else_of_the_toolkit_is_open(path: str) -> None:
    for prefix in ("", "oauth/", "o/"):
        assert Client().get(f"/{prefix}{path}/").status_code == 404
