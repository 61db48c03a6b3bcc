"""Asking the GraphQL API as a shop's program does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from monogram.companies.models import Company
from monogram.oauth.scopes import DESCRIPTIONS
from monogram.oauth.services import create_client

SECRET = "s" * 40
ALL = tuple(DESCRIPTIONS)


@dataclass(frozen=True)
class Answer:
    """Of one operation."""

    status: int
    body: Any
    headers: Any

    @property
    def data(self) -> Any:
        """Of an operation without any error."""
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def error(self) -> tuple[int | None, str]:
        """Code and message of the only error."""
        [error] = self.body["errors"]
        return error["extensions"]["code"], error["message"]


def token_for(company: Company, *scopes: str) -> str:
    """An access token of a new client of the company, by default with every scope there is."""
    client, secret = create_client(company=company, name="Shop", scopes=scopes or ALL, secret=SECRET)
    form = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    return str(Client().post("/token", form).json()["access_token"])


def post(body: object, *, token: str = "", path: str = "/graphql", content_type: str = "application/json") -> Answer:
    """A request with this body, JSON unless it is bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    response = Client().generic("POST", path, data, content_type=content_type, headers=headers)
    return Answer(response.status_code, json.loads(response.content), response.headers)


def ask(token: str, query: str, **variables: object) -> Answer:
    """One operation."""
    return post({"query": query, "variables": variables}, token=token)
