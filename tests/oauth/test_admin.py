"""API clients in the back office: made with a secret that is shown once, renewed, and switched off."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.test import Client
from oauth2_provider.models import AccessToken

from monogram.common import signing
from monogram.companies.models import Company, User
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import PRODUCTS_LIST, STOCK_VIEW

from .conftest import SECRET

LIST = "/admin/oauth/apiclient/"
FORM = {"name": "Shop", "hourly_request_limit": "100", "daily_request_limit": "1000"}


@pytest.fixture
def staff(db: None) -> Client:
    browser = Client()
    browser.force_login(User.objects.create_superuser("staff@monogram.example", "correct horse"))
    return browser


def secret_shown(page: str) -> str:
    [secret] = re.findall(r"the secret <code>(\w+)</code>", page)
    return str(secret)


def test_a_client_is_made_and_its_secret_is_shown_once(staff: Client, retailer: Company) -> None:
    form = {**FORM, "company": str(retailer.pk), "scopes": [STOCK_VIEW, PRODUCTS_LIST]}
    page = staff.post(f"{LIST}add/", form, follow=True).content.decode()

    (client,) = ApiClient.objects.all()
    secret = secret_shown(page)
    assert (client.company, client.name, client.scopes) == (retailer, "Shop", [PRODUCTS_LIST, STOCK_VIEW])
    assert (len(client.client_id), len(secret)) == (32, 40)
    assert client.client_secret == signing.lookup_hash(secret)
    assert client.client_id in page
    assert secret not in staff.get(f"{LIST}{client.pk}/change/").content.decode()


def test_a_client_needs_a_scope(staff: Client, retailer: Company) -> None:
    page = staff.post(f"{LIST}add/", {**FORM, "company": str(retailer.pk)})
    assert page.status_code == 200
    assert ApiClient.objects.count() == 0


def test_the_list_shows_whose_a_client_is_and_no_secret(staff: Client, client_row: ApiClient) -> None:
    page = staff.get(LIST).content.decode()
    assert "Retailer (51000)" in page
    assert "shop-client" in page
    assert client_row.client_secret not in page
    assert client_row.client_secret not in staff.get(f"{LIST}{client_row.pk}/change/").content.decode()


def test_a_client_that_is_switched_off_loses_its_tokens(staff: Client, client_row: ApiClient) -> None:
    credentials = {"client_id": "shop-client", "client_secret": SECRET, "grant_type": "client_credentials"}
    Client().post("/token", credentials)
    assert AccessToken.objects.count() == 1

    staff.post(f"{LIST}{client_row.pk}/change/", {**FORM, "scopes": [PRODUCTS_LIST]})

    client_row.refresh_from_db()
    assert (client_row.is_active, client_row.scopes, client_row.hourly_request_limit) == (False, [PRODUCTS_LIST], 100)
    assert AccessToken.objects.count() == 0


def test_a_new_secret_takes_the_place_of_the_old_one(staff: Client, client_row: ApiClient) -> None:
    change = f"{LIST}{client_row.pk}/change/"
    answer = staff.post(f"{LIST}{client_row.pk}/renew-secret/", {"_form_submitted": "on"})
    secret = secret_shown(staff.get(change).content.decode())

    assert answer["HX-Redirect"] == change
    credentials = {"client_id": "shop-client", "grant_type": "client_credentials"}
    assert Client().post("/token", {**credentials, "client_secret": SECRET}).status_code == 401
    assert Client().post("/token", {**credentials, "client_secret": secret}).status_code == 200


def test_tokens_are_revoked_together(staff: Client, client_row: ApiClient) -> None:
    credentials = {"client_id": "shop-client", "client_secret": SECRET, "grant_type": "client_credentials"}
    Client().post("/token", credentials)

    staff.post(f"{LIST}{client_row.pk}/revoke-tokens/", {"_form_submitted": "on"})

    assert AccessToken.objects.count() == 0
    assert "1 token has been revoked." in staff.get(f"{LIST}{client_row.pk}/change/").content.decode()


def test_the_toolkits_own_pages_are_shut() -> None:
    assert {model for model in admin.site._registry if model._meta.app_label == "oauth2_provider"} == set()
