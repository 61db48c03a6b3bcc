"""How much one request may ask for, measured before anything of it is carried out."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphql import OperationDefinitionNode, get_introspection_query, parse

from monogram.catalogue.models import Product
from monogram.companies.models import Company
from monogram.graphql_api.limits import MOST_COST, MOST_VALUES, Measures, measure
from monogram.graphql_api.schema import schema
from monogram.virtual_products.models import CreationLine, CreationTask

from .asking import ask, post

pytestmark = pytest.mark.any_database

TOO_MANY = "orders(count: 100) { items { items { assets { name url description } } } }"
F = " fragment F on __Type { name fields { name } }"


def measures(query: str, **variables: object) -> Measures:
    document = parse(query)
    [operation] = [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]
    return measure(schema._schema, document, operation, variables)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ product_categories { id } }", Measures(2, 1, 11)),
        ("{ core { product_categories { id } } }", Measures(3, 1, 12)),
        ("{ products { items { id name } } }", Measures(3, 1, 1 + 1 + 25 * 2)),
        ("{ products(count: 3) { items { id name } pages { last } } }", Measures(3, 1, 1 + 1 + 3 * 2 + 2)),
        ("query($n: Int) { products(count: $n) { items { id } } }", Measures(3, 1, 1 + 1 + 25)),
        ("query($n: Int = 4) { products(count: $n) { items { id } } }", Measures(3, 1, 1 + 1 + 4)),
        ("{ products(count: 999) { items { id } } }", Measures(3, 1, 1 + 1 + 100)),
        ("{ a: products { items { id } } b: products { items { id } } }", Measures(3, 2, 2 * 27)),
        ("{ orders(count: 2) { items { items { id } } } }", Measures(4, 1, 1 + 1 + 2 * (1 + 10))),
        ("{ ...A ...A } fragment A on Query { product(id: 1) { id ... { name } } }", Measures(2, 2, 2 * 3)),
        ("{ products(count: -5) { items { id } } }", Measures(3, 1, 1 + 1)),
        ("{ products { items { __typename a: __typename } } __typename }", Measures(3, 1, 1 + 1 + 25 * 2 + 1)),
        ("{ __schema { types { ...F ... { f: fields { name } } } } }" + F, Measures(1, 1, 50 * 6)),
        ('{ core { id: __typename } __type(name: "Order") { ...F ...F } }' + F, Measures(2, 1, 1 + 1 + 50 * 6)),
    ],
)
def test_a_query_is_measured(query: str, expected: Measures) -> None:
    assert measures(query) == expected


@pytest.mark.parametrize(("given", "cost"), [(7, 9), (7.0, 102), (-7, 2), (None, 27)])
def test_a_variable_says_how_many(given: object, cost: int) -> None:
    assert measures("query($n: Int) { products(count: $n) { items { id } } }", n=given).cost == cost


def test_fragments_in_fragments_are_measured_without_walking_all_of_them() -> None:
    doubling = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
    query = f"{{ ...F0 }} {doubling} fragment F60 on Query {{ product(id: 1) {{ id }} }}"

    assert measures(query).readings == 2**60


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "{ product(id: 1) { base_product { " + "base_product { " * 10 + "id" + " }" * 13,
            "The query is 13 levels deep; at most 12 are possible",
        ),
        (
            "{ " + " ".join(f"a{n}: product(id: 1) {{ id }}" for n in range(21)) + " }",
            "A request may have at most 20 fields at the root",
        ),
        (
            "{ core { " + " ".join(f"a{n}: product(id: 1) {{ id }}" for n in range(21)) + " } }",
            "A request may have at most 20 fields at the root",
        ),
        (
            "{ __schema { " + " ".join(f"a{n}: types {{ ...F }}" for n in range(200)) + " } }" + F,
            f"The answer could have more than {MOST_COST} fields.",
        ),
        (
            "{ products(count: -9999) { items { id } } " + TOO_MANY + " }",
            f"The answer could have more than {MOST_COST} fields.",
        ),
        (
            "{ " + TOO_MANY + " }",
            f"The answer could have more than {MOST_COST} fields.",
        ),
    ],
)
def test_what_is_too_large_is_refused_before_it_begins(token: str, query: str, message: str) -> None:
    ask(token, "{ product_categories { id } }")
    with CaptureQueriesContext(connection) as statements:
        answer = ask(token, query)

    assert (answer.status, answer.error[0], "data" in answer.body) == (400, 60002, False)
    assert message in answer.error[1]
    assert not [each for each in statements if 'FROM "catalogue_' in each["sql"] or 'FROM "orders_' in each["sql"]]


def test_operations_of_one_request_share_its_limits(token: str) -> None:
    ten = "{ " + " ".join(f"a{n}: product_categories {{ id }}" for n in range(10)) + " }"

    answers = post([{"query": ten}] * 3, token=token).body

    assert ["data" in answer for answer in answers] == [True, True, False]
    assert answers[2]["errors"][0]["extensions"] == {"code": 60002}


def test_variables_of_too_many_values_are_not_looked_at(token: str) -> None:
    query = "query($ids: Json, $count: Int) { products(filter: {id: $ids}, count: $count) { items { id } } }"
    half = [[1], {"id": 1}] * (MOST_VALUES // 8)

    fits = {"query": query, "variables": {"ids": half, "count": "two"}}
    answers = post([fits, fits, fits], token=token).body

    codes = [answer["errors"][0]["extensions"]["code"] for answer in answers]
    assert codes == [60001, 60002, 60002]
    message = "The variables hold more than 100,000 values. Send them in several requests"
    assert answers[1]["errors"][0]["message"] == message


def test_a_query_of_too_many_words_is_not_read_to_its_end(token: str) -> None:
    answer = ask(token, "{ product_categories { " + "id " * 5000 + "} }")

    assert answer.error == (60001, "Syntax Error: Document contains more than 5000 tokens. Parsing aborted.")


def test_a_description_of_the_schema_that_goes_round_in_circles(token: str) -> None:
    query = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"

    errors = ask(token, query).body["errors"]

    assert {error["message"] for error in errors} == {"Maximum introspection depth exceeded"}


def test_what_tools_ask_of_the_schema_is_answered(token: str) -> None:
    types = ask(token, get_introspection_query()).data["__schema"]["types"]

    assert {"Product", "Order", "Json"} <= {each["name"] for each in types}
    assert "Retailer" not in json.dumps(types)


def test_the_products_of_a_task_count_as_many_as_they_are(retailer: Company, token: str, card: Product) -> None:
    task = CreationTask.objects.create(company=retailer, requested_by="test")
    made = Product.objects.bulk_create(
        Product(name="Fox", sku=f"FOX-{n}", owner=retailer, base=card, virtual_state="approved") for n in range(110)
    )
    CreationLine.objects.bulk_create(
        CreationLine(task=task, position=place, draft={}, product=product) for place, product in enumerate(made)
    )
    query = '{ pollAsyncTask(id: "%s") { total products { ...F } } } fragment F on Product { %s }'

    few = ask(token, query % (task.pk, " ".join(f"a{n}: name" for n in range(200))))
    many = ask(token, query % (task.pk, " ".join(f"a{n}: name" for n in range(300))))

    assert len(few.data["pollAsyncTask"]["products"]) == 110
    assert (many.error[0], many.body["data"]) == (60002, {"pollAsyncTask": None})
