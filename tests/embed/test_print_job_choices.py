"""Print sizes, attributes and quantities through `/s/data/print-jobs`: in, to the shop, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.catalogue.factories import make_choice, make_print_size
from tests.designs.documents import document
from tests.embed.test_print_jobs import ADDRESS, body_for, post, refusal

from monogram.catalogue.models import Product, ProductAttribute
from monogram.companies.models import Company


def test_what_was_chosen_goes_to_the_shop_and_comes_back(client: Client, retailer: Company, card: Product) -> None:
    size, wrapping = make_print_size(card), make_choice(card)
    message = ProductAttribute.objects.create(product=card, name="Message", kind="text", position=1)
    chosen: dict[str, Any] = {
        "print_size": str(size.pk),
        "attributes": [
            {"attribute_id": str(wrapping.pk), "value": "Box"},
            {"attribute_id": str(message.pk), "value": "For Ada"},
        ],
    }

    large = document(card, width=200, height=250)
    response = post(client, body_for(retailer, card, document=large, **chosen))

    assert response.status_code == 201, response.content
    item = response.json()
    assert item["variant"] == {
        "aspect_option_1_name": "",
        "print_size_description": "Large",
        "attribute_1_name": "Box",
        "attribute_2_name": "For Ada",
    }
    assert item["extra"]["state"]["print_size"] == {"id": size.pk, "name": "Large"}
    assert item["extra"]["state"]["attributes"] == [
        {"attribute_id": wrapping.pk, "name": "Wrapping", "value": "Box"},
        {"attribute_id": message.pk, "name": "Message", "value": "For Ada"},
    ]
    restored = client.get(f"{ADDRESS}/{item['ref']}?company={retailer.pk}").json()
    assert restored["print_size"] == size.pk
    assert restored["attributes"] == [
        {"attribute_id": wrapping.pk, "value": "Box"},
        {"attribute_id": message.pk, "value": "For Ada"},
    ]


def test_a_client_that_knows_none_of_it_gets_the_defaults(client: Client, retailer: Company, card: Product) -> None:
    make_print_size(card)
    make_choice(card).options.filter(name="Paper").update(is_default=True)
    Product.objects.update(min_quantity=4, quantity_step=2)

    item = post(client, body_for(retailer, card, quantity=None)).json()

    assert (item["quantity"], item["variant"]["attribute_1_name"]) == (4, "Paper")
    assert (item["variant"]["print_size_description"], item["extra"]["state"]["print_size"]) == ("", None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"print_size": 1}, (400, 7005, "print_size")),
        ({"attributes": [{"attribute_id": 1, "value": "x"}]}, (400, 7006, "attributes[0]")),
        ({"attributes": "x"}, (400, 7006, "attributes")),
        ({"attributes": []}, (400, 7007, "attributes")),
        ({}, (400, 7007, "attributes")),
        ({"quantity": 3}, (400, 7104, "quantity")),
    ],
)
def test_what_is_refused_and_leaves_no_trace(
    client: Client, retailer: Company, card: Product, changes: dict[str, Any], expected: tuple[int, int, str]
) -> None:
    wrapping = make_choice(card, is_required=True)
    Product.objects.update(min_quantity=2, quantity_step=2)
    if "print_size" in changes or "quantity" in changes:
        changes = {"attributes": [{"attribute_id": wrapping.pk, "value": "Box"}], **changes}

    assert refusal(client, body_for(retailer, card, **changes)) == expected
