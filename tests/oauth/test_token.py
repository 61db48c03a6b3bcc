"""`POST /token`: client credentials by form or header, and every refusal in RFC 6749's form."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken

from monogram.common import clock, signing
from monogram.oauth import limits
from monogram.oauth.models import ApiClient

from .conftest import SECRET

FORM = "application/x-www-form-urlencoded"
NO_CLIENT = "The client ID or the secret is wrong, or the client is not active"
CREDENTIALS = {"client_id": "shop-client", "client_secret": SECRET, "grant_type": "client_credentials"}

pytestmark = pytest.mark.usefixtures("client_row")


def ask(parameters: dict[str, str] | None = None, path: str = "/token", **headers: str) -> Any:
    """A request with the client's credentials, changed by the parameters; a blank one takes a parameter away."""
    form = {name: value for name, value in {**CREDENTIALS, **(parameters or {})}.items() if value}
    return Client(enforce_csrf_checks=True).post(path, form, headers=headers)


def error_of(response: Any) -> tuple[int, str, str]:
    body = json.loads(response.content)
    assert set(body) <= {"error", "error_description"}
    return response.status_code, body["error"], body.get("error_description", "")


@pytest.mark.parametrize("path", ["/token", "/token/", "/oauth/token", "/oauth/token/"])
def test_a_multipart_form_gets_a_token_for_an_hour_at_each_address(path: str) -> None:
    response = ask({"scope": "products.customisable.create"}, path)

    body = response.json()
    assert response.status_code == 200
    assert list(body) == ["token_type", "expires_in", "access_token", "scope"]
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 3600)
    assert body["scope"] == "products.customisable.create"
    assert len(body["access_token"]) == 30
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/json", "no-store")


def test_a_urlencoded_form_gets_one_too() -> None:
    body = "&".join(f"{name}={value}" for name, value in CREDENTIALS.items())
    response = Client().post("/token", body, content_type=FORM)
    assert (response.status_code, response.json()["token_type"]) == (200, "Bearer")


@pytest.mark.parametrize("scheme", ["Basic", "basic"])
def test_a_client_may_identify_itself_by_header(scheme: str) -> None:
    pair = base64.b64encode(f"shop-client:{SECRET}".encode()).decode()
    response = ask({"client_id": "", "client_secret": ""}, authorization=f"{scheme} {pair}")
    assert response.status_code == 200


def test_a_wrong_header_is_not_made_good_by_the_body() -> None:
    pair = base64.b64encode(b"shop-client:wrong").decode()
    response = ask(authorization=f"Basic {pair}")
    assert error_of(response) == (401, "invalid_client", NO_CLIENT)
    assert response["WWW-Authenticate"] == 'Basic realm="Monogram"'


def test_form_and_header_must_name_the_same_client() -> None:
    pair = base64.b64encode(f"shop-client:{SECRET}".encode()).decode()

    same = ask(authorization=f"Basic {pair}")
    other = ask({"client_id": "another"}, authorization=f"Basic {pair}")

    assert same.status_code == 200
    why = "The form and the Authorization header name different clients"
    assert error_of(other) == (400, "invalid_request", why)


@pytest.mark.parametrize("scope", ["", " ", "\t \n"])
def test_without_a_scope_a_token_has_all_that_the_client_may(scope: str) -> None:
    assert ask({"scope": scope}).json()["scope"] == "products.customisable.create products.customisable.list"


def test_the_documents_other_spelling_names_the_same_scope_and_comes_back_as_it_was_asked_for() -> None:
    one = ask({"scope": "product.customisable.list"})
    both = ask({"scope": "product.customisable.list  products.customisable.list"})

    # Clients take another scope than they asked for as one that was cut down (RFC 6749 §5.1).
    assert one.json()["scope"] == "product.customisable.list"
    assert both.json()["scope"] == "product.customisable.list products.customisable.list"
    kept = AccessToken.objects.values_list("scope", flat=True)
    assert list(kept) == ["products.customisable.list"] * 2


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        ("orders.delete", "There is no scope orders.delete"),
        ('a"b\\c\u00e9', "There is no scope a?b?c?"),
        ("products.customisable.delete", "This client does not have the scope products.customisable.delete"),
        ("product.customisable.delete", "This client does not have the scope product.customisable.delete"),
    ],
)
def test_a_scope_that_the_client_may_not_have_is_named(scope: str, why: str) -> None:
    assert error_of(ask({"scope": f"products.customisable.list {scope}"})) == (400, "invalid_scope", why)
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_secret": "wrong"},
        {"client_secret": ""},
        {"client_secret": "\u00e9\x00"},
        {"client_id": "nobody"},
        {"client_id": ""},
        {"client_id": "shop-client\x00"},
        {"client_id": "x" * 300},
    ],
)
def test_a_client_that_does_not_prove_itself_gets_nothing(wrong: dict[str, str]) -> None:
    response = ask(wrong)
    assert error_of(response) == (401, "invalid_client", NO_CLIENT)
    assert response["WWW-Authenticate"] == 'Basic realm="Monogram"'
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "implicit"])
def test_no_other_grant_is_known(grant: str) -> None:
    refused = error_of(ask({"grant_type": grant, "username": "a", "password": "b"}))
    assert refused == (400, "unsupported_grant_type", "grant_type must be client_credentials")


def test_what_is_no_form_is_refused() -> None:
    no_grant = ask({"grant_type": ""})
    as_json = Client().post("/token", json.dumps(CREDENTIALS), content_type="application/json")
    in_address = Client().post("/token?trace=1&client_id=shop-client", CREDENTIALS)
    twice = Client().post("/token", "grant_type=client_credentials&scope=a&scope=b", content_type=FORM)
    broken = Client().post("/token", b"--x\r\n", content_type="multipart/form-data")

    refusals = [error_of(response)[:2] for response in (no_grant, as_json, in_address, twice, broken)]
    assert refusals == [(400, "invalid_request")] * 5


def test_a_query_that_says_nothing_to_us_is_passed_over() -> None:
    response = Client().post("/token?trace=1", CREDENTIALS)
    assert response.status_code == 200
    assert response.json()["token_type"] == "Bearer"


def test_only_post_asks_for_tokens() -> None:
    response = Client().get("/token")
    assert error_of(response) == (405, "invalid_request", "Use POST")
    assert response["Allow"] == "POST"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_demo": True}])
def test_a_client_that_is_switched_off_gets_nothing(client_row: ApiClient, change: dict[str, bool]) -> None:
    ApiClient.objects.update(**change)
    assert error_of(ask())[:2] == (401, "invalid_client")


def test_nor_does_one_of_a_deactivated_company(client_row: ApiClient) -> None:
    client_row.company.is_active = False
    client_row.company.save()
    assert error_of(ask())[:2] == (401, "invalid_client")


def test_nor_one_that_calls_from_where_its_company_does_not_allow(client_row: ApiClient) -> None:
    client_row.company.allowed_addresses = ["203.0.113.0/24"]
    client_row.company.save()
    why = "The IP address used to send the request does not appear in the IP white list"
    assert error_of(ask()) == (400, "unauthorized_client", why)


def test_neither_the_secret_nor_the_token_is_kept(client_row: ApiClient) -> None:
    token = ask().json()["access_token"]

    (row,) = AccessToken.objects.all()
    assert (row.token, row.token_checksum) == ("", signing.sha256_hex(token.encode()))
    client_row.refresh_from_db()
    assert client_row.client_secret == signing.lookup_hash(SECRET)
    assert client_row.last_token_at is not None


def test_nothing_secret_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    token = ask().json()["access_token"]
    ask({"client_secret": "wrong-secret"})
    assert SECRET not in caplog.text
    assert "wrong-secret" not in caplog.text
    assert token not in caplog.text


def test_one_address_is_heard_so_often_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOKENS_PER_HOUR", 2)
    moment = clock.now().replace(minute=50, second=0, microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: moment)

    assert [ask({"client_secret": "wrong"}).status_code for _ in range(2)] == [401, 401]
    refused = ask()
    assert error_of(refused)[:2] == (429, "temporarily_unavailable")
    assert refused["Retry-After"] == "600"
    assert Client(REMOTE_ADDR="198.51.100.9").post("/token", CREDENTIALS).status_code == 200

    monkeypatch.setattr(clock, "now", lambda: moment + timedelta(minutes=10))
    assert ask().status_code == 200


@pytest.mark.usefixtures("still_clock")
def test_one_client_gets_so_many_tokens_an_hour_from_wherever_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOKENS_PER_HOUR", 2)
    statuses = [
        Client(REMOTE_ADDR=f"198.51.100.{number}").post("/token", CREDENTIALS).status_code for number in range(3)
    ]
    assert statuses == [200, 200, 429]
    assert AccessToken.objects.count() == 2
