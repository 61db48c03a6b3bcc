"""Mock-ups by GraphQL are those of the REST API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.common.receiver import Receiver

from monogram.catalogue.models import Product
from monogram.files import services as files

from .asking import ask, post

CREATE = "mutation($mockup: MockupRequest!) { createMockup(mockup: $mockup) { view url width height } }"


def test_artwork_on_a_product_is_pictured_once(token: str, card: Product, host: Receiver) -> None:
    artwork = [{"url": f"{host.origin}/fox.png", "placement": {"scale": 0.5, "rotation": 90}}]
    wanted = {"product_id": card.pk, "artwork": artwork, "size": 200, "format": "png"}

    [picture] = ask(token, CREATE, mockup=wanted).data["createMockup"]
    [again] = post(wanted, token=token, path="/mockup").body["images"]

    assert (picture["view"], picture["width"], picture["height"]) == ("Front", 200, 200)
    assert files.read(picture["url"].partition("/files/")[2]).startswith(b"\x89PNG")
    assert json.dumps(again, sort_keys=True) == json.dumps(picture, sort_keys=True)


@pytest.mark.parametrize(
    ("mockup", "argument"),
    [
        ({}, None),
        ({"product_id": "{card}"}, "artwork"),
        ({"product_id": "{card}", "size": 5}, "size"),
        ({"product_id": "{card}", "artwork": [{}]}, "artwork[0]"),
        (
            {"product_id": "{card}", "artwork": [{"image": "x", "placement": {"scale": 99}}]},
            "artwork[0].placement.scale",
        ),
    ],
)
def test_what_cannot_be_pictured_is_named(token: str, card: Product, mockup: dict[str, Any], argument: str) -> None:
    wanted = {name: card.pk if value == "{card}" else value for name, value in mockup.items()}

    answer = ask(token, CREATE, mockup=wanted)

    assert answer.body["data"] == {"createMockup": None}
    assert answer.body["errors"][0]["extensions"].get("argument") == argument
