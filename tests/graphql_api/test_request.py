"""How a request is read, and what is answered to one that cannot be."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.catalogue.factories import make_product

from monogram.companies.models import Company, User
from monogram.graphql_api import reading
from monogram.graphql_api.views import MEDIA_TYPE
from monogram.oauth.scopes import CATEGORIES_VIEW, PRODUCTS_LIST

from .asking import Answer, ask, post, token_for

NAMES = "{ products { items { name } } }"
CARD = {"products": {"items": [{"name": "Card"}]}}


@pytest.fixture
def token(retailer: Company) -> str:
    make_product(retailer)
    return token_for(retailer)


@pytest.mark.parametrize("path", ["/graphql", "/graphql/", "/"])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded", ""])
def test_the_body_is_json_whatever_it_is_called(token: str, path: str, content_type: str) -> None:
    answer = post({"query": NAMES}, token=token, path=path, content_type=content_type)

    assert (answer.status, answer.data) == (200, CARD)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["RateLimit-Policy"].startswith('"hour";')


def test_everything_is_under_core_too(token: str) -> None:
    assert ask(token, "{ core { products { items { name } } } }").data == {"core": CARD}


def test_several_operations_in_one_request(token: str) -> None:
    answer = post([{"query": NAMES}, {"query": "{ nothing }"}], token=token)

    assert answer.status == 200
    assert answer.body[0] == {"data": CARD}
    assert answer.body[1]["errors"][0]["extensions"] == {"code": 60001}


def test_an_operation_is_chosen_by_its_name(token: str) -> None:
    query = "query A { products { items { name } } } query B { product_categories { name } }"

    def named(name: str | None) -> object:
        return post({"query": query, "operationName": name}, token=token).body

    assert named("A") == {"data": CARD}
    assert named("B") == {"data": {"product_categories": []}}
    assert named("C") == {"errors": [{"message": 'Unknown operation named "C".', "extensions": {"code": 60001}}]}
    unnamed = "The query has several operations: name one as operationName"
    for nothing in (None, ""):
        assert named(nothing) == {"errors": [{"message": unnamed, "extensions": {"code": 60001}}]}


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"{", 100, "Invalid JSON: expecting property name enclosed in double quotes at line 1, column 2"),
        (b"[]", 60000, "A request holds from 1 to 10 operations"),
        (json.dumps([{"query": NAMES}] * 11).encode(), 60000, "A request holds from 1 to 10 operations"),
        (b"{}", 60000, 'The body must be JSON: {"query": "…", "variables": {…}}'),
        (b'{"query": ""}', 60000, 'The body must be JSON: {"query": "…", "variables": {…}}'),
        (b'{"query": "{a}", "variables": "x"}', 60000, "variables must be an object"),
        (b'{"query": "{a}", "operationName": 1}', 60000, "operationName must be a text"),
        (b'{"query": "{ products "}', 60001, "Syntax Error: Expected Name, found <EOF>."),
        (b'{"query": "subscription { a }"}', 60001, "The subscription operation is not supported by the schema."),
        (b'{"extensions": {"persistedQuery": {"version": 1}}}', 60000, "PersistedQueryNotSupported"),
        (b" " * 2_000_001, 60000, "The request body is larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_refused(token: str, body: bytes, code: int, message: str) -> None:
    answer = post(body, token=token)

    assert answer.status == 400
    assert answer.error[0] == code
    assert message in answer.error[1]
    assert answer.headers["RateLimit-Policy"].startswith('"hour";')


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ('{ products(filter: {term: "a\\u0000"}) { items { name } } }', {}),
        ('query($f: Json = {term: "a\\u0000"}) { products(filter: $f) { items { name } } }', {}),
        ("query($f: Json) { products(filter: $f) { items { name } } }", {"f": '{"retail_sku": "\\ud800"}'}),
        ("query($f: Json) { products(filter: $f) { items { name } } }", {"f": '{"\\ud800": 1}'}),
        ("query($f: Json) { products(order: $f) { items { name } } }", {"f": '{"\\ud800": "asc"}'}),
        ('mutation { deleteVirtualProducts(ids: ["\\u0000"]) }', {}),
    ],
)
def test_a_text_that_no_database_keeps_is_refused_wherever_it_stands(
    token: str, query: str, variables: dict[str, str]
) -> None:
    answer = ask(token, query, **variables)

    assert (answer.status, "data" in answer.body) == (400, False)
    assert "which cannot be stored" in answer.error[1]


def test_php_writes_an_empty_object_as_a_list(token: str) -> None:
    assert post({"query": NAMES, "variables": []}, token=token).data == CARD


def test_without_a_token_nobody_is_let_in(token: str) -> None:
    nobody, wrong = post({"query": NAMES}), post({"query": NAMES}, token="wrong")

    assert (nobody.status, nobody.error[0]) == (401, 50010)
    assert nobody.headers["WWW-Authenticate"] == 'Bearer realm="Monogram"'
    assert (wrong.status, wrong.error[0]) == (401, 50011)
    assert 'error="invalid_token"' in wrong.headers["WWW-Authenticate"]


def test_what_lacks_a_scope_is_null_and_the_rest_is_answered(retailer: Company) -> None:
    make_product(retailer)
    token = token_for(retailer, PRODUCTS_LIST)

    some = ask(token, "{ products { items { name } } product_categories { name } }")
    none = ask(token, "{ core { product_categories { name } } }")

    assert (some.status, some.body["data"]) == (200, CARD | {"product_categories": None})
    assert some.body["errors"] == [
        {
            "message": f"product_categories needs the scope {CATEGORIES_VIEW}",
            "locations": [{"line": 1, "column": 31}],
            "path": ["product_categories"],
            "extensions": {"code": 50012, "scope": CATEGORIES_VIEW},
        }
    ]
    assert (none.status, none.body["data"]) == (403, {"core": {"product_categories": None}})
    assert none.headers["WWW-Authenticate"] == (
        f'Bearer realm="Monogram", error="insufficient_scope", scope="{CATEGORIES_VIEW}"'
    )


def test_an_accident_is_told_by_a_reference_alone(
    token: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(reading, "find_products", fail)

    answer = ask(token, NAMES)

    code, message = answer.error
    assert (answer.status, answer.body["data"], code) == (200, {"products": None}, None)
    assert message.startswith("An unexpected error occured ")
    assert message.removeprefix("An unexpected error occured ") in caplog.text
    assert "secret" not in json.dumps(answer.body)


def by_get(token: str, **parameters: str) -> Answer:
    """As Java does, which says that it would take a page."""
    authorization = {"Authorization": f"Bearer {token}", "Accept": "text/html, image/gif, */*; q=.2"} if token else {}
    response = Client().get("/graphql", parameters, headers=authorization)
    return Answer(response.status_code, json.loads(response.content), response.headers)


def test_a_query_may_be_asked_by_get(token: str) -> None:
    query = "query A($filter: Json) { products(filter: $filter) { items { name } } } query B { __typename }"

    found = by_get(token, query=query, operationName="A", variables='{"filter": {"term": "card"}}')
    none = by_get(token, query=query, operationName="A", variables='{"filter": {"term": "pen"}}', extensions="{}")

    assert found.data == CARD
    assert none.data == {"products": {"items": []}}
    assert by_get(token, query=query, operationName="B", variables="").data == {"__typename": "Query"}
    assert by_get(token, query=NAMES, variables="{").error[0] == 100
    assert by_get(token, query=NAMES, variables="[1]").error == (60000, "variables must be an object")
    persisted = by_get(token, extensions='{"persistedQuery": {"version": 1, "sha256Hash": "a"}}')
    assert (persisted.status, persisted.error) == (400, (60000, "PersistedQueryNotSupported"))


def test_nothing_is_changed_by_get_and_a_session_asks_nothing_by_it(token: str) -> None:
    deed = "mutation { deleteVirtualProducts(ids: [1]) }"
    signed_in = Client()
    signed_in.force_login(User.objects.create_user("ada@shop.example", "a long password", is_staff=True))

    both = f"query A {{ __typename }} {deed.replace('mutation', 'mutation B')}"

    refused = by_get(token, query=deed)
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, POST")
    assert by_get(token, query=both, operationName="B").error == (60000, "GET is not possible here: use POST")
    assert (by_get(token, query=both).status, by_get(token, query=both).error[0]) == (400, 60001)
    assert by_get("", query=NAMES).status == 401
    assert by_get("", query=NAMES, access_token=token).status == 401
    assert signed_in.get("/graphql", {"query": NAMES}).status_code == 401


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (f"{MEDIA_TYPE},application/json;q=0.9", MEDIA_TYPE),
        (MEDIA_TYPE, MEDIA_TYPE),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_an_answer_is_called_what_its_client_asks_for(token: str, accept: str, media_type: str) -> None:
    def kinds(query: str, headers: dict[str, str]) -> tuple[int, str]:
        body = json.dumps({"query": query})
        response = Client().post("/graphql", body, content_type="application/json", headers=headers)
        return response.status_code, response["Content-Type"]

    asked = {"Accept": accept, "Authorization": f"Bearer {token}"}
    assert kinds(NAMES, asked) == (200, media_type)
    assert kinds("{ nothing }", asked) == (400, media_type)
    assert kinds(NAMES, {"Accept": accept}) == (401, media_type)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_other_methods_are_refused(method: str) -> None:
    response = Client().generic(method, "/graphql")

    assert (response.status_code, response["Allow"]) == (405, "GET, POST")
