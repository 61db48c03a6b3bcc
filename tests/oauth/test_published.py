"""The published samples that get a token run as they are written."""

from __future__ import annotations

import json

import pytest
from pytest_django.live_server_helper import LiveServer
from tests.published import published, run_php, run_shell

from monogram.oauth.models import ApiClient
from monogram.oauth.services import caller_of

from .conftest import SECRET

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("client_row"), pytest.mark.any_database]


def test_curl(live_server: LiveServer, client_row: ApiClient) -> None:
    sample = published(
        "token.sh",
        f"{live_server.url}/token",
        CLIENTID="shop-client",
        CLIENTSECRET=SECRET,
        SCOPES="product.customisable.create",
    )
    answer = json.loads(run_shell(sample))

    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
    caller = caller_of(authorization=f"Bearer {answer['access_token']}", remote_address="198.51.100.7")
    assert (caller.company, caller.scopes) == (client_row.company, frozenset({"products.customisable.create"}))


def test_php(live_server: LiveServer, client_row: ApiClient) -> None:
    sample = published(
        "token.php",
        f"{live_server.url}/token",
        clientId="'shop-client'",
        clientSecret=f"'{SECRET}'",
        scopes="['products.customisable.create', 'products.customisable.list']",
    )
    token = json.loads(run_php(sample, "$accessToken"))

    caller = caller_of(authorization=f"Bearer {token}", remote_address="198.51.100.7")
    assert (caller.company, len(caller.scopes)) == (client_row.company, 2)
