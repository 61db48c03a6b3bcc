"""Mock-ups and addresses that are asked count as requests of their own, before anything is carried out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
from tests.common.receiver import Receiver
from tests.images import pictures

from monogram.catalogue.models import Category, Product
from monogram.companies.models import Company
from monogram.graphql_api.schema import schema
from monogram.graphql_api.units import units_of
from monogram.images.hosting import addresses_of, host_upload
from monogram.images.models import HostedImage
from monogram.oauth.models import ApiClient

from .asking import Answer, ask, post

pytestmark = pytest.mark.usefixtures("still_clock")
MOCKUP = 'createMockup(mockup: {product_id: 1, artwork: [{url: "https://shop.example/fox.png"}]}) { url }'
FRAGMENTS = f"fragment A on Mutation {{ {MOCKUP} }} fragment B on CoreMutation {{ a: {MOCKUP} b: {MOCKUP} }}"
CHANGE = 'change: {artwork_url: "https://shop.example/fox.png"}'


def units(query: str, **variables: object) -> int:
    document = parse(query)
    [operation] = [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]
    return units_of(schema._schema, document, operation, variables)


def left(answer: Answer) -> list[int]:
    """What is left of the hour and of the day."""
    return [int(number) for number in re.findall(r"r=(\d+)", answer.headers["RateLimit"])]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ products { items { id } } }", 0),
        ("mutation { deleteVirtualProducts(ids: [1]) }", 0),
        (f"mutation {{ {MOCKUP} }}", 1),
        (f"mutation {{ a: {MOCKUP} b: {MOCKUP} core {{ {MOCKUP} ... {{ c: {MOCKUP} }} }} }}", 4),
        (f"mutation {{ ...A core {{ ...B }} }} {FRAGMENTS}", 3),
        (f"mutation {{ updateVirtualProduct(id: 1, {CHANGE}) {{ id }} }}", 1),
        ('mutation { updateVirtualProduct(id: 1, change: {name: "Owl"}) { id } }', 0),
    ],
)
def test_what_an_operation_counts_as(query: str, expected: int) -> None:
    assert units(query) == expected


def test_each_address_counts_once_where_it_is_asked_once(retailer: Company, host: Receiver) -> None:
    hosted = addresses_of(host_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG")))
    create = """
        mutation($blanks: [ID]!, $art: [CreateVirtualProductsFromArtworkArtwork]!) {
            createVirtualProductsFromArtwork(baseProducts: $blanks, categoryId: 1, artwork: $art) { id }
        }
    """
    urls = [{"original": "https://a.example/1"}, {"preview": "https://a.example/2"}, {"original": hosted["original"]}]
    artwork = [{"design_name": "Fox", "urls": [url]} for url in [*urls, urls[0]]]
    assert units(create, blanks=[1, 2], art=artwork) == 2

    change = "mutation($all: [VirtualProductChangeById!]!) { updateVirtualProducts(changes: $all) { id } }"
    changes = [{"id": number, "artwork_url": f"https://a.example/{number // 2}"} for number in range(4)]
    assert units(change, all=[*changes, {"id": 4, "name": "Owl"}]) == 2
    assert units(change, all="nonsense") == 0


def some_mockups(card: Product, host: Receiver, count: int) -> str:
    one = 'createMockup(mockup: {product_id: %d, artwork: [{url: "%s/%d.png"}], size: 60}) { url }'
    return "mutation { " + " ".join(f"a{n}: {one % (card.pk, host.origin, n)}" for n in range(count)) + " }"


def test_mockups_count_as_as_many_requests_and_the_answer_says_what_is_left(
    token: str, card: Product, host: Receiver
) -> None:
    assert left(ask(token, "{ product_categories { id } }")) == [999, 9999]
    assert left(ask(token, some_mockups(card, host, 1))) == [998, 9998]
    assert left(ask(token, some_mockups(card, host, 3))) == [995, 9995]
    several = post([{"query": some_mockups(card, host, n)} for n in (1, 2)], token=token)
    assert (len(several.body), left(several)) == (2, [992, 9992])


def test_more_than_is_left_is_refused_before_anything_is_done(token: str, card: Product, host: Receiver) -> None:
    ApiClient.objects.update(hourly_request_limit=5, daily_request_limit=9)

    answer = ask(token, some_mockups(card, host, 6))

    assert (answer.status, "data" in answer.body) == (429, False)
    assert answer.error == (50004, "That counts as 5 more requests, which the rate limit does not allow")
    assert answer.headers["Retry-After"] == str(answer.body["errors"][0]["extensions"]["retry_after"])
    assert left(answer) == [4, 8]
    assert (host.received, HostedImage.objects.count()) == ([], 0)
    made = ask(token, some_mockups(card, host, 4))
    assert (len(made.data), left(made)) == (4, [0, 4])


def test_of_several_operations_the_one_that_is_too_much_is_refused(token: str, card: Product, host: Receiver) -> None:
    ApiClient.objects.update(hourly_request_limit=3)

    answer = post([{"query": some_mockups(card, host, count)} for count in (2, 2, 1)], token=token)

    assert [each.get("data") is not None for each in answer.body] == [True, False, True]
    assert answer.body[1]["errors"][0]["extensions"]["code"] == 50004
    assert (answer.status, left(answer)[0]) == (200, 0)


def test_a_client_that_asks_too_often_is_told_when_to_come_again(token: str) -> None:
    ApiClient.objects.update(hourly_request_limit=1)
    ask(token, "{ product_categories { id } }")

    refused = ask(token, "{ product_categories { id } }")

    assert (refused.status, refused.error[0], left(refused)) == (429, 50004, [0])
    assert 0 < int(refused.headers["Retry-After"]) <= 3600


def test_artwork_of_new_products_counts(token: str, card: Product, category: Category, host: Receiver) -> None:
    art: list[Any] = [{"design_name": f"Fox {n}", "urls": [{"original": f"{host.origin}/{n}.png"}]} for n in range(3)]
    create = """
        mutation($blank: ID!, $in: ID!, $art: [CreateVirtualProductsFromArtworkArtwork]!) {
            createVirtualProductsFromArtwork(baseProducts: [$blank], categoryId: $in, artwork: $art) { id }
        }
    """

    answer = ask(token, create, blank=card.pk, **{"in": category.pk}, art=art)

    assert (len(answer.data["createVirtualProductsFromArtwork"]), left(answer)) == (3, [997, 9997])
