"""The artists' corner: a signed link to the creator, and what the shop makes of what the creator tells."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.demo_site.conftest import FarPlatform, Visitor

from monogram.demo import world


def _told(platform: FarPlatform, **more: Any) -> dict[str, Any]:
    return {
        "id": 2_000_001,
        "name": "Rising sun",
        "description": "In three colours.",
        "retail_sku": "HM-MUG-11OZ-7QK2ZP",
        "snapshots": {"small": f"{platform.url}/files/small.jpg", "large": None},
        "base_product": {"id": world.MUG_ID, "productCode": "MUG"},
        **more,
    }


def _keep(visitor: Visitor, *products: object) -> Any:
    return visitor.send_json("/shop/artists/products", list(products))


def _link(page: str) -> str:
    found = re.search(r'<iframe [^>]*src="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


def test_the_creator_is_framed_by_a_link_that_is_signed_anew_each_time(
    visitor: Visitor, far_platform: FarPlatform
) -> None:
    answer = visitor.get("/shop/artists/create")
    link, other = _link(answer.text), _link(visitor.get("/shop/artists/create").text)

    assert link.startswith(f"{far_platform.url}/artists/vpc?")
    query, _, digest = urlsplit(link).query.partition("&hmac=")
    assert digest == hmac.new(b"A" * 27, query.encode(), hashlib.sha512).hexdigest()
    given = {name: values for name, (values,) in parse_qs(query).items()}
    assert abs(int(given.pop("time")) - time.time()) < 60
    assert len(given.pop("nonce")) == 16
    assert given == {
        "company_ref_id": "99999",
        "approved_pc": "1",
        "blanks_pc": "2",
        "origin": f"http://127.0.0.1:{visitor.port}",
    }
    assert link != other
    assert "no-store" in answer.headers["cache-control"]
    assert f"frame-src {far_platform.url};" in answer.headers["content-security-policy"]


def test_what_was_made_is_sold_and_can_be_changed(visitor: Visitor, far_platform: FarPlatform) -> None:
    assert _keep(visitor, _told(far_platform)).json == {"next": "/shop/artists"}

    listed = visitor.get("/shop/artists").text
    assert "Rising sun" in listed
    assert f'src="{far_platform.url}/files/small.jpg"' in listed
    assert "£11.50" in listed
    page = visitor.get("/shop/products/made-2000001").text
    assert "In three colours." in page
    assert '"p": 2000001' in page
    assert "product_id=2000001" in _link(visitor.get("/shop/artists/create?change=2000001").text)

    _keep(visitor, _told(far_platform, name="Setting sun"))

    assert "Setting sun" in visitor.get("/shop/artists").text
    assert "Rising sun" not in visitor.get("/shop/artists").text


def test_a_made_product_is_put_into_the_cart_and_ordered_by_its_own_sku(
    visitor: Visitor, far_platform: FarPlatform
) -> None:
    _keep(visitor, _told(far_platform))
    item = {"ref": "CF921CF10F59B3A258", "sku": "HM-MUG-11OZ-7QK2ZP", "quantity": 2}
    visitor.send_json("/shop/cart/designs", {"product": "made-2000001", "items": [item]})
    assert "£23.00" in visitor.get("/shop/cart").text
    far_platform.answers.append((200, [{"id": 7, "ref": "0123456789ABCDEF", "status": 1, "items": []}]))
    page = visitor.get("/shop/checkout").text
    number = re.search(r'name="order" value="([^"]+)"', page)
    assert number

    visitor.send_form(
        "/shop/checkout",
        {"order": number[1], "name": "Ada", "address_1": "1 Row", "postcode": "BS1 4TX", "country": "GB"},
    )

    [(_, path, _, body)] = far_platform.requests
    assert path == "/order"
    assert [(line["type"], line["sku"], line["print_job_ref"], line["quantity"]) for line in body["items"]] == [
        (2, "HM-MUG-11OZ-7QK2ZP", "CF921CF10F59B3A258", 2)
    ]


@pytest.mark.parametrize(
    "bad",
    [
        {"id": "x"},
        {"id": 0},
        {"id": 2**63},
        {"name": ""},
        {"name": "n" * 121},
        {"retail_sku": "tab\t"},
        {"snapshots": None},
        {"base_product": {"productCode": "YACHT"}},
    ],
)
def test_what_is_no_product_is_not_sold(visitor: Visitor, far_platform: FarPlatform, bad: dict[str, Any]) -> None:
    answer = _keep(visitor, _told(far_platform, id=2_000_009), _told(far_platform, **bad))

    assert answer.status == 400
    assert answer.json["error"].startswith("It ")
    assert visitor.get("/shop/products/made-2000009").status == 404


def test_a_picture_from_elsewhere_is_not_shown(visitor: Visitor, far_platform: FarPlatform) -> None:
    _keep(visitor, _told(far_platform, id=2_000_002, snapshots={"small": "https://evil.example/x.png"}))

    assert "evil.example" not in visitor.get("/shop/artists").text


def test_the_shop_wants_its_own_pages_word(visitor: Visitor, far_platform: FarPlatform) -> None:
    body = json.dumps([_told(far_platform, id=2_000_003)]).encode()

    answer = visitor.ask("POST", "/shop/artists/products", body, {"Content-Type": "application/json"})

    assert answer.status == 403
    assert visitor.get("/shop/products/made-2000003").status == 404


@pytest.mark.parametrize("number", ["1", "x", "-1", "1" * 30, "%D9%A1"])
def test_a_product_that_was_never_made(visitor: Visitor, number: str) -> None:
    assert visitor.get(f"/shop/artists/create?change={number}").status == 404
    assert visitor.get(f"/shop/products/made-{number}").status == 404
