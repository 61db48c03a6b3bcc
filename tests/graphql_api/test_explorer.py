"""People who are signed in: the page to try the API out on, and what they may ask for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from tests.catalogue.factories import make_product

from monogram.companies.models import Company, Membership, Role, User
from monogram.graphql_api import sessions
from monogram.oauth import scopes

PAGE = {"Accept": "text/html"}


@pytest.fixture
def ada(retailer: Company) -> User:
    """A manager of the retailer."""
    user = User.objects.create_user("ada@shop.example", "a long password")
    Membership.objects.create(user=user, company=retailer, role=Role.MANAGER)
    return user


def signed_in(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def ask(client: Client, query: str, **headers: str) -> tuple[int, Any]:
    """As the page does, with its token."""
    page = client.get("/graphql", headers=PAGE).content.decode()
    if 'data-csrf="' in page:
        headers = {"X-CSRFToken": page.partition('data-csrf="')[2].partition('"')[0], **headers}
    answer = client.post("/graphql", {"query": query}, content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.content)


def test_the_page_asks_in_the_name_of_the_persons_companies(ada: User, retailer: Company, rival: Company) -> None:
    make_product(retailer)
    client = signed_in(ada)

    page = client.get("/graphql", headers=PAGE)

    assert page.status_code == 200
    assert f'<option value="{retailer.pk}">Retailer ({retailer.pk})</option>' in page.content.decode()
    assert "Rival" not in page.content.decode()
    assert "script-src 'self';" in page["Content-Security-Policy"]
    assert "http" not in page["Content-Security-Policy"]
    query = "{ products { items { name } } }"
    assert ask(client, query) == (200, {"data": {"products": {"items": [{"name": "Card"}]}}})
    assert ask(client, query, **{"X-Company": str(retailer.pk)})[0] == 200
    refused, body = ask(client, query, **{"X-Company": str(rival.pk)})
    assert (refused, body["errors"][0]["extensions"]["code"]) == (403, 60004)


def test_a_request_of_another_page_is_refused(ada: User) -> None:
    client = signed_in(ada)

    answer = client.post("/graphql", {"query": "{ products { items { name } } }"}, content_type="text/plain")

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, 60004)


def test_a_token_goes_before_the_session(ada: User) -> None:
    answer = signed_in(ada).post(
        "/graphql", "{}", content_type="application/json", headers={"Authorization": "Bearer x"}
    )

    assert answer.status_code == 401


def test_strangers_are_shown_the_ways_in(db: None) -> None:
    page = Client().get("/graphql", headers=PAGE)

    assert page.status_code == 403
    assert "/admin/login/?next=/graphql" in page.content.decode()
    assert "/portal/sign-in/?next=/graphql" in page.content.decode()


def test_programs_are_told_to_post(db: None) -> None:
    answer = Client().get("/graphql")

    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "GET, POST", "application/json")


def test_who_belongs_to_no_company_has_nothing_to_ask(db: None) -> None:
    user = User.objects.create_user("eve@nowhere.example", "a long password")

    page = signed_in(user).get("/graphql", headers=PAGE)

    assert (page.status_code, "You belong to no company yet" in page.content.decode()) == (403, True)


@pytest.mark.parametrize(
    ("role", "may_change"), [(Role.OWNER, True), (Role.MANAGER, True), (Role.OPERATOR, False), (Role.VIEWER, False)]
)
def test_a_role_says_who_may_change_things(ada: User, role: Role, may_change: bool) -> None:
    Membership.objects.update(role=role)

    _, body = ask(signed_in(ada), "mutation { deleteVirtualProducts(ids: [1]) }")

    assert body["errors"][0]["extensions"]["code"] == (7301 if may_change else 50012)


def test_staff_see_of_any_company_what_their_permissions_let_them_see(retailer: Company, rival: Company) -> None:
    clerk = User.objects.create_user("clerk@monogram.example", "a long password", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_product"))
    make_product(rival)

    _, body = ask(
        signed_in(clerk), "{ products { items { name } } orders { items { id } } }", **{"X-Company": str(rival.pk)}
    )

    assert body["data"] == {"products": {"items": [{"name": "Card"}]}, "orders": None}
    assert body["errors"][0]["extensions"] == {"code": 50012, "scope": scopes.ORDERS_VIEW}


def test_a_person_has_a_limit_too_in_whosever_name(
    ada: User, retailer: Company, rival: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "REQUESTS_PER_HOUR", 2)
    Membership.objects.create(user=ada, company=rival, role=Role.VIEWER)
    client, query = signed_in(ada), "{ product_categories { id } }"

    statuses = [ask(client, query, **{"X-Company": str(company.pk)})[0] for company in (retailer, rival, retailer)]

    assert statuses == [200, 200, 429]
    assert ask(client, query)[1]["errors"][0]["extensions"]["code"] == 50004
    other = User.objects.create_user("bob@shop.example", "a long password")
    Membership.objects.create(user=other, company=retailer, role=Role.VIEWER)
    assert ask(signed_in(other), query)[0] == 200
