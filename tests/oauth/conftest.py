"""A client with two scopes, and its secret."""

from __future__ import annotations

import pytest

from monogram.companies.models import Company
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import PRODUCTS_CREATE, PRODUCTS_LIST
from monogram.oauth.services import create_client

SECRET = "s" * 40


@pytest.fixture
def client_row(retailer: Company) -> ApiClient:
    """Of the retailer; may create and list products."""
    client, _ = create_client(
        company=retailer,
        name="Shop",
        scopes=[PRODUCTS_CREATE, PRODUCTS_LIST],
        client_id="shop-client",
        secret=SECRET,
    )
    return client
