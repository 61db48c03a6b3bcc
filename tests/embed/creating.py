"""A shop that opens the creator, as tests of its pages and its data need it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from tests.virtual_products.links import KEY, parameters, signed

from monogram.catalogue.models import Category
from monogram.companies.models import Company
from monogram.companies.services import create_api_key

PAGE = "/artists/vpc"
DATA = "/artists/data"


@dataclass
class Creator:
    """One company's two categories, and what the creator's page and its program ask for."""

    company: Company
    approved: Category
    blanks: Category
    client: Client = field(default_factory=Client)
    token: str = ""

    def link(self, **others: object) -> str:
        """A link's address, good for 15 seconds."""
        return f"{PAGE}?{signed(parameters(self.company, self.approved, self.blanks, **others))}"

    def open(self, **others: object) -> dict[str, Any]:
        """Open a link and go on as its page does; what the page has been told."""
        config = app_config(self.client.get(self.link(**others)).content.decode())
        self.token = str(config["session"])
        return config

    def get(self, path: str, **query: str | int) -> Any:
        return self.client.get(f"{DATA}/{path}", query, headers=self.headers)

    def send(self, method: str, path: str, body: object = None) -> Any:
        return self.client.generic(
            method, f"{DATA}/{path}", json.dumps(body or {}), "application/json", headers=self.headers
        )

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


def make_creator(company: Company) -> Creator:
    """A company with a key, a category for what it makes and one of blanks."""
    create_api_key(company=company, key=KEY)
    return Creator(
        company,
        Category.objects.create(name="Ours", owner=company),
        Category.objects.create(name="Blanks", owner=company),
    )


def app_config(page: str) -> dict[str, Any]:
    """What a page tells its program."""
    found = re.search(r'<script id="app-config" type="application/json">(.*?)</script>', page)
    assert found, page
    parsed: dict[str, Any] = json.loads(found[1])
    return parsed
