"""Who is let in with a token, and what each refusal says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken
from pytest_django import DjangoAssertNumQueries

from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.oauth import limits, services
from monogram.oauth.errors import BearerError
from monogram.oauth.jobs import clear_expired_tokens
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import PRODUCTS_CREATE, PRODUCTS_DELETE, PRODUCTS_LIST
from monogram.oauth.services import ApiCaller

from .conftest import SECRET

ADDRESS = "198.51.100.7"


def new_token(scope: str = "") -> str:
    form = {"client_id": "shop-client", "client_secret": SECRET, "grant_type": "client_credentials", "scope": scope}
    return str(Client().post("/token", form).json()["access_token"])


@pytest.fixture
def token(client_row: ApiClient) -> str:
    """With all scopes of the client."""
    return new_token()


def call(token: str, address: str = ADDRESS) -> ApiCaller:
    return services.caller_of(authorization=f"Bearer {token}", remote_address=address)


def refusal(authorization: str | None) -> tuple[int, int, str]:
    with pytest.raises(BearerError) as caught:
        services.caller_of(authorization=authorization, remote_address=ADDRESS)
    return caught.value.http_status, caught.value.code, caught.value.challenge


INVALID = (
    401,
    50011,
    (
        'Bearer realm="Monogram", error="invalid_token", '
        'error_description="The access token is not valid, or no longer: ask for a new one"'
    ),
)


def test_a_token_names_its_company_its_client_and_its_scopes(client_row: ApiClient, token: str) -> None:
    caller = services.caller_of(authorization=f"bearer  {token} ", remote_address=ADDRESS)

    assert (caller.company, caller.client_id) == (client_row.company, "shop-client")
    assert caller.scopes == {PRODUCTS_CREATE, PRODUCTS_LIST}
    assert caller.headers["RateLimit-Policy"] == '"hour";q=1000;w=3600, "day";q=10000;w=86400'
    assert caller.headers["RateLimit"].startswith('"hour";r=999;t=')


def test_a_token_has_no_scope_that_was_not_asked_for(client_row: ApiClient) -> None:
    assert call(new_token("products.customisable.list")).scopes == {PRODUCTS_LIST}


def test_nor_one_that_the_client_has_lost_since(client_row: ApiClient, token: str) -> None:
    ApiClient.objects.update(scopes=[PRODUCTS_LIST])
    assert call(token).scopes == {PRODUCTS_LIST}


def test_a_scope_that_is_missing_is_named(token: str) -> None:
    caller = call(token)
    caller.require(PRODUCTS_LIST)
    with pytest.raises(BearerError) as caught:
        caller.require(PRODUCTS_DELETE)
    assert (caught.value.http_status, caught.value.code) == (403, 50012)
    assert caught.value.text == (
        "The access token lacks the scope products.customisable.delete (Delete virtual products)"
    )
    assert caught.value.challenge == (
        'Bearer realm="Monogram", error="insufficient_scope", scope="products.customisable.delete"'
    )


@pytest.mark.django_db
@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic 51000:key", "Bearer a b"])
def test_without_a_token_one_is_asked_for(authorization: str | None) -> None:
    assert refusal(authorization) == (401, 50010, 'Bearer realm="Monogram"')


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x" * 30, "x" * 400, "\u00e9", "a\x00b"])
def test_an_unknown_token_is_refused(token: str) -> None:
    assert refusal(f"Bearer {token}") == INVALID


def test_a_token_works_for_an_hour(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(seconds=3590))
    assert call(token).client_id == "shop-client"
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(seconds=3601))
    assert refusal(f"Bearer {token}") == INVALID


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_demo": True}])
def test_tokens_of_a_client_that_is_switched_off_do_not_work(token: str, change: dict[str, bool]) -> None:
    ApiClient.objects.update(**change)
    assert refusal(f"Bearer {token}") == INVALID


def test_the_company_and_its_allow_list_are_looked_at_with_each_call(client_row: ApiClient, token: str) -> None:
    company = client_row.company
    company.allowed_addresses = ["203.0.113.0/24"]
    company.save()
    assert refusal(f"Bearer {token}") == (403, 50003, "")
    assert call(token, "203.0.113.5").company == company

    company.is_active = False
    company.save()
    assert refusal(f"Bearer {token}") == (403, 50002, "")


@pytest.mark.parametrize(("hourly", "daily", "seconds"), [(2, 100, 3600), (100, 2, 86400), (2, 2, 3600)])
def test_a_client_calls_so_often_and_a_refusal_costs_nothing(
    token: str, hourly: int, daily: int, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    ApiClient.objects.update(hourly_request_limit=hourly, daily_request_limit=daily)
    call(token)
    assert call(token).headers["RateLimit"].count("r=0") == (hourly == 2) + (daily == 2)

    for _ in range(2):
        with pytest.raises(MonogramError) as caught:
            call(token)
        assert (caught.value.http_status, caught.value.code) == (429, 50004)
        assert (caught.value.data["seconds"], caught.value.data["limit"]) == (seconds, 2)
    ApiClient.objects.update(hourly_request_limit=3, daily_request_limit=3)
    assert call(token).headers["RateLimit"].count("r=0") == 2


def test_a_limit_of_nothing_lets_nothing_through(token: str) -> None:
    ApiClient.objects.update(hourly_request_limit=0)
    with pytest.raises(MonogramError) as caught:
        call(token)
    assert caught.value.http_status == 429


def test_a_call_is_looked_up_by_one_statement(
    token: str, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "count_request", lambda client: [])
    with django_assert_num_queries(1):
        call(token)


def test_expired_tokens_are_cleared_away(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expired = new_token()
    last = AccessToken.objects.latest("pk")
    last.expires = clock.now() - timedelta(seconds=1)
    last.save()

    clear_expired_tokens.call()

    assert AccessToken.objects.count() == 1
    assert call(token).client_id == "shop-client"
    assert refusal(f"Bearer {expired}") == INVALID
