"""The shop: what goes into the cart, what is ordered of the platform, and what its objections become."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.demo_site.conftest import Answer, FarPlatform, Visitor

from monogram.demo import world
from monogram.demo.site.catalogue import PRODUCTS

ADDRESS = {
    "name": "Ada Byrne",
    "email": "ada@example.com",
    "address_1": "14 Quayside Row",
    "town": "Bristol",
    "postcode": "BS1 4TX",
    "country": "GB",
    "delivery": "Express Delivery",
}


def _design(platform: FarPlatform, **more: Any) -> dict[str, Any]:
    return {
        "ref": "CF921CF10F59B3A258",
        "sku": "TSHIRT-WHITE-M",
        "quantity": 2,
        "thumbnails": [{"name": "thumbnail", "url": f"{platform.url}/files/t.png", "description": "Front"}],
        "variant": {"aspect_option_1_name": "White", "aspect_option_2_name": "M"},
        **more,
    }


def _add_design(visitor: Visitor, item: dict[str, Any], *, line: str | None = None) -> Answer:
    return visitor.send_json("/shop/cart/designs", {"product": "classic-t-shirt", "line": line, "items": [item]})


def _line_ids(visitor: Visitor) -> list[str]:
    return re.findall(r"\?line=(\d+)", visitor.get("/shop/cart").text)


def test_every_photograph_of_the_shop_is_there(visitor: Visitor) -> None:
    photographs = set(re.findall(r'src="(/photos/[\w.-]+)"', visitor.get("/shop/").text))

    assert len(photographs) == len(PRODUCTS) + 1  # and the one at the top
    for photograph in photographs:
        answer = visitor.get(photograph)
        assert (answer.status, answer.body[8:12]) == (200, b"WEBP")


def test_the_designer_is_opened_by_the_documented_address(visitor: Visitor, far_platform: FarPlatform) -> None:
    page = visitor.get("/shop/products/classic-t-shirt").text

    assert f'data-origin="{far_platform.url}" data-path="/s/app/acp3_2/en_GB/default.html"' in page
    assert '{"p": 1007644, "r": "2d-canvas", "guid": 99999, "a2c": "postMessage"}' in page


def test_a_design_goes_into_the_cart_and_can_be_edited_there(visitor: Visitor, far_platform: FarPlatform) -> None:
    assert _add_design(visitor, _design(far_platform)).json == {"next": "/shop/cart"}
    [line] = _line_ids(visitor)
    assert '"pj": "CF921CF10F59B3A258"' in visitor.get(f"/shop/products/classic-t-shirt?line={line}").text

    _add_design(visitor, _design(far_platform, ref="0123456789ABCDEF01", quantity=3), line=line)

    assert _line_ids(visitor) == [line]
    cart = visitor.get("/shop/cart").text
    assert "White · M" in cart
    assert "£54.00" in cart


@pytest.mark.parametrize(
    "bad", [{"ref": "nothing"}, {"ref": ""}, {"sku": "a\tb"}, {"ref": "CF921CF10F59B3A258' OR 1=1"}]
)
def test_what_is_no_design_stays_out_of_the_cart(
    visitor: Visitor, far_platform: FarPlatform, bad: dict[str, str]
) -> None:
    answer = _add_design(visitor, _design(far_platform, **bad))

    assert (answer.status, answer.json) == (400, {"error": "The design could not be added to the cart"})
    assert "Nothing here yet" in visitor.get("/shop/cart").text


def test_a_thumbnail_from_elsewhere_is_not_shown(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform, thumbnails=[{"url": "https://elsewhere.example/t.png"}]))

    assert "elsewhere.example" not in visitor.get("/shop/cart").text


def test_words_are_needed_for_an_engraving(visitor: Visitor) -> None:
    answer = visitor.send_form("/shop/products/engraved-pen/add", {"Top line": " ", "quantity": "1"})

    assert answer.status == 400
    assert "Write something for the top line." in answer.text


def test_every_kind_of_item_is_ordered_as_the_contract_has_it(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform))
    visitor.send_form("/shop/products/good-morning/add", {"quantity": "1"})
    visitor.send_form("/shop/products/gift-box/add", {"quantity": "1"})
    visitor.send_form(
        "/shop/products/engraved-pen/add", {"Top line": "Ada", "Bottom line": "With thanks", "quantity": "1"}
    )
    far_platform.answers.append((200, [{"id": 51, "ref": "D" * 16, "status": 1, "items": []}]))

    answer = visitor.send_form("/shop/checkout", ADDRESS)

    assert answer.status == 302
    [(method, path, headers, order)] = far_platform.requests
    assert (method, path) == ("POST", "/order")
    assert headers["Authorization"] == f"Basic 99999:{world.RETAILER_KEY}"
    assert headers["Idempotency-Key"] == order["external_ref"]
    assert order["status_callback_url"].endswith("/shop/callback")
    assert (order["shipping_method"], order["shipping_price_inc_tax"]) == ("Express Delivery", "7.95")
    told = [(item["type"], item["sku"], item["quantity"]) for item in order["items"]]
    assert told == [(2, "TSHIRT-WHITE-M", 2), (3, "PRINT-A3", 1), (4, "GIFTBOX", 1), (5, "PEN", 1)]
    designed, printed, _, engraved = order["items"]
    assert designed["print_job_ref"] == "CF921CF10F59B3A258"
    assert printed["print_on_demand_ref"] == world.SAMPLE_REF
    assert engraved["textual_product_id"] == world.PEN_ID
    assert engraved["attributes"] == [
        {"name": "Top line", "value": "Ada"},
        {"name": "Bottom line", "value": "With thanks"},
    ]
    assert "Nothing here yet" in visitor.get("/shop/cart").text


def test_objections_are_shown_at_their_fields_and_the_cart_stays(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform))
    errors = [
        {"code": 8033, "message": "Order shipping_postcode not specified", "path": "shipping_postcode"},
        {"code": 8043, "message": "Invalid item print job", "path": "items.0.print_job_ref"},
    ]
    far_platform.answers.append((400, {"error": {**errors[0], "errors": errors}}))

    answer = visitor.send_form("/shop/checkout", {**ADDRESS, "postcode": ""})

    assert answer.status == 422
    assert '<p class="field__error" id="postcode-error">Enter the postcode.</p>' in answer.text
    assert "The design of Classic T-shirt can no longer be ordered." in answer.text
    assert 'value="14 Quayside Row"' in answer.text
    assert len(_line_ids(visitor)) == 1


def test_a_platform_out_of_order_is_said_so(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform))
    far_platform.answers.append((500, {"error": {"code": None, "message": "An unexpected error occured 0"}}))

    answer = visitor.send_form("/shop/checkout", ADDRESS)

    assert answer.status == 422
    assert "We do not know yet whether the order was placed." in answer.text
    assert len(_line_ids(visitor)) == 1


def test_an_order_without_an_answer_is_sent_again_as_it_was(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform))
    form = {**ADDRESS, "order": "TP-AGA2N3"}
    far_platform.answers.append((500, {"error": {"code": None, "message": "An unexpected error occured 0"}}))
    visitor.send_form("/shop/checkout", form)
    far_platform.answers.append((200, [{"id": 53, "ref": "F" * 16, "status": 1, "items": []}]))

    answer = visitor.send_form("/shop/checkout", {**form, "town": "Bath"})

    assert answer.headers["location"] == "/shop/orders/TP-AGA2N3"
    first, second = far_platform.requests
    assert first[2]["Idempotency-Key"] == second[2]["Idempotency-Key"] == "TP-AGA2N3"
    assert first[3] == second[3]  # else the platform would take the key for another order's
    page = visitor.get("/shop/orders/TP-AGA2N3").text
    assert "Bristol" in page
    assert "Bath" not in page


def test_an_order_that_was_refused_is_sent_again_as_it_is_mended(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform))
    form = {**ADDRESS, "order": "TP-MEND22"}
    far_platform.answers.append((400, {"error": {"code": 8033, "message": "Order shipping_postcode not specified"}}))
    visitor.send_form("/shop/checkout", {**form, "postcode": ""})
    far_platform.answers.append((200, [{"id": 54, "ref": "A" * 16, "status": 1, "items": []}]))

    visitor.send_form("/shop/checkout", form)

    assert [request[3]["shipping_postcode"] for request in far_platform.requests] == ["", "BS1 4TX"]


def test_a_page_that_is_not_there_stays_in_the_shop(visitor: Visitor) -> None:
    answer = visitor.get("/shop/products/nothing")

    assert answer.status == 404
    assert "This page is not here" in answer.text
    assert 'href="/shop/cart"' in answer.text


def test_a_checkout_form_sent_twice_is_one_order(visitor: Visitor, far_platform: FarPlatform) -> None:
    _add_design(visitor, _design(far_platform))
    reference = re.search(r'name="order" value="(TP-\w{6})"', visitor.get("/shop/checkout").text)
    assert reference
    far_platform.answers.append((200, [{"id": 52, "ref": "E" * 16, "status": 1, "items": []}]))
    first = visitor.send_form("/shop/checkout", {**ADDRESS, "order": reference[1]})

    second = visitor.send_form("/shop/checkout", {**ADDRESS, "order": reference[1]})

    assert first.headers["location"] == second.headers["location"] == f"/shop/orders/{reference[1]}"
    assert len(far_platform.requests) == 1


def test_no_page_allows_inline_scripts(visitor: Visitor) -> None:
    for page in ("/", "/shop/", "/shop/cart", "/shop/orders", f"/inbox/{world.PAPER_AND_FRAME_ID}/", "/design-system"):
        answer = visitor.get(page)
        assert answer.status == 200
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", answer.text)
