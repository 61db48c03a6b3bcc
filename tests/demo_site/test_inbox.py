"""The suppliers' inbox: only signed orders come in, each once; what is dispatched goes out with the supplier's key."""

from __future__ import annotations

import hashlib
import hmac
import json
from itertools import count
from pathlib import Path
from typing import Any

from tests.demo_site.conftest import Answer, FarPlatform, Visitor

from monogram.demo import world

SUPPLIER = world.NORTHERN_PRINT_WORKS_ID
HARBOUR_MUGS = world.HARBOUR_MUGS_ID
_ids = count(9001)


def _document(**more: Any) -> dict[str, Any]:
    order_id = next(_ids)
    item = {
        "id": order_id * 10,
        "ref": "0123456789A",
        "type": 2,
        "mapped_sku": "NPW-TEE",
        "sku": "TSHIRT-WHITE-M",
        "description": "Classic T-shirt",
        "quantity": 2,
        "attributes": [],
        "assets": [
            {
                "name": "output-1.png",
                "url": "http://127.0.0.1/files/a.png",
                "description": "Front",
                "sha256": "ab" * 32,
                "width": 3307,
                "height": 4134,
                "dpi": 300,
            }
        ],
    }
    return {
        "id": order_id,
        "ref": f"{order_id:016X}",
        "external_ref": f"TP-{order_id}",
        "status": 1,
        "customer_name": "Ada Byrne",
        "items": [item],
        **more,
    }


def _push(
    visitor: Visitor,
    document: Any,
    *,
    signature: str | None = None,
    supplier: int = SUPPLIER,
    signed_by: int | None = None,
) -> Answer:
    body = json.dumps(document).encode()
    key = world.PUSH_HMAC_KEYS[supplier if signed_by is None else signed_by]
    digest = hmac.new(key.encode(), body, hashlib.sha256).hexdigest() if signature is None else signature
    headers = {"X-CustomGateway-Hmac": digest} if digest else {}
    return visitor.ask("POST", f"/inbox/push/{supplier}", body, {"Content-Type": "application/json", **headers})


def _page(document: dict[str, Any], supplier: int = SUPPLIER) -> str:
    return f"/inbox/{supplier}/orders/{document['id']}"


def test_a_signed_push_is_stored_and_shown_with_its_artwork(visitor: Visitor) -> None:
    document = _document()

    answer = _push(visitor, document)

    assert (answer.status, answer.json) == (200, {"received": True, "new": True})
    assert document["external_ref"] in visitor.get(f"/inbox/{SUPPLIER}/").text
    shown = visitor.get(_page(document)).text
    for words in ("HMAC verified", "3307 × 4134", "280 × 350 mm, 300 dpi", "ab" * 32, "Ada Byrne", "NPW-TEE"):
        assert words in shown


def test_a_push_that_comes_again_is_one_order(visitor: Visitor) -> None:
    document = _document()
    _push(visitor, document)

    again = _push(visitor, document)

    assert (again.status, again.json) == (200, {"received": True, "new": False})
    assert visitor.get(f"/inbox/{SUPPLIER}/").text.count(f">{document['external_ref']}<") == 1


def test_an_order_that_is_cancelled_after_it_came_is_not_to_be_made(visitor: Visitor) -> None:
    document = _document(external_ref="TP-STOPPED")
    _push(visitor, document)
    _push(visitor, {**document, "status": 128})

    assert "TP-STOPPED" in visitor.get(f"/inbox/{SUPPLIER}/?tab=cancelled").text
    assert "TP-STOPPED" not in visitor.get(f"/inbox/{SUPPLIER}/").text
    assert "no longer wanted: do not make it" in visitor.get(_page(document)).text


def test_a_push_without_signature_is_refused(visitor: Visitor) -> None:
    document = _document()

    answer = _push(visitor, document, signature="")

    assert (answer.status, answer.json) == (401, {"error": "X-CustomGateway-Hmac is missing"})
    assert visitor.get(_page(document)).status == 404


def test_a_push_with_another_signature_is_refused(visitor: Visitor) -> None:
    document = _document()

    answer = _push(visitor, document, signature="0" * 64)

    assert (answer.status, answer.json) == (401, {"error": "X-CustomGateway-Hmac does not match the body"})
    assert visitor.get(_page(document)).status == 404


def test_one_suppliers_key_opens_no_other_inbox(visitor: Visitor) -> None:
    answer = _push(visitor, _document(), supplier=HARBOUR_MUGS, signed_by=SUPPLIER)

    assert answer.status == 401


def test_what_is_no_order_is_refused(visitor: Visitor) -> None:
    assert _push(visitor, {"id": 1, "status": 1, "items": "none"}).status == 400
    assert _push(visitor, ["no", "order"]).status == 400


def test_what_an_order_says_is_escaped(visitor: Visitor) -> None:
    document = _document(customer_name="<script>alert(1)</script>")
    document["items"][0]["assets"].append({"name": "output-2.png", "url": "javascript:alert(1)"})

    _push(visitor, document)

    shown = visitor.get(_page(document)).text
    assert "<script>alert(1)" not in shown
    assert 'href="javascript:' not in shown


def test_dispatch_tells_the_platform_with_the_suppliers_key(visitor: Visitor, far_platform: FarPlatform) -> None:
    document = _document()
    _push(visitor, document)
    visitor.get(_page(document))
    far_platform.answers.append((200, {**document, "status": 8}))

    answer = visitor.send_form(_page(document) + "/dispatch", {"tracking": " RM 5523 "})

    assert answer.status == 302
    [(method, path, headers, body)] = far_platform.requests
    assert (method, path) == ("PUT", f"/order/{document['id']}/status")
    assert headers["Authorization"] == f"Basic {SUPPLIER}:{world.SUPPLIER_KEYS[SUPPLIER]}"
    assert body == {"status": 8, "shipping_tracking": "RM 5523"}
    assert '<span class="badge badge--success">Dispatched</span>' in visitor.get(_page(document)).text


def test_a_refused_dispatch_changes_nothing_and_says_why(visitor: Visitor, far_platform: FarPlatform) -> None:
    document = _document()
    _push(visitor, document)
    visitor.get(_page(document))
    far_platform.answers.append((400, {"error": {"code": 0, "message": "The order is cancelled"}}))

    visitor.send_form(_page(document) + "/dispatch", {"tracking": "RM 1"})

    shown = visitor.get(_page(document)).text
    assert "The order is cancelled" in shown
    assert "Dispatch the order" in shown


def test_a_form_without_its_token_is_refused(visitor: Visitor, far_platform: FarPlatform) -> None:
    document = _document()
    _push(visitor, document)

    answer = visitor.ask("POST", _page(document) + "/dispatch", b"tracking=1")

    assert answer.status == 403
    assert far_platform.requests == []


def test_a_label_is_asked_for_with_the_suppliers_key_and_shown(visitor: Visitor, far_platform: FarPlatform) -> None:
    document = _document()
    _push(visitor, document)
    visitor.get(_page(document))
    address = "http://127.0.0.1/label/abc/LM000000014GB.pdf"
    parcel = {
        "id": document["id"],
        "carrier": "sandbox",
        "tracking": "LM000000014GB",
        "label_url": address,
        "items": [],
    }
    far_platform.answers.append((200, [parcel]))

    visitor.send_form(_page(document) + "/label", {})

    [(method, path, headers, body)] = far_platform.requests
    assert (method, path, body) == ("POST", f"/order/{document['id']}/shipment", None)
    assert headers["Authorization"] == f"Basic {SUPPLIER}:{world.SUPPLIER_KEYS[SUPPLIER]}"
    shown = visitor.get(_page(document)).text
    assert f'href="{address}"' in shown
    assert f'src="{address}?format=png"' in shown
    assert '<span class="badge badge--success">Dispatched</span>' in shown


def test_a_refused_label_changes_nothing_and_says_why(visitor: Visitor, far_platform: FarPlatform) -> None:
    document = _document()
    _push(visitor, document)
    visitor.get(_page(document))
    far_platform.answers.append((400, {"error": {"code": 0, "message": "The carrier knows no such postcode"}}))

    visitor.send_form(_page(document) + "/label", {})

    shown = visitor.get(_page(document)).text
    assert "The carrier knows no such postcode" in shown
    assert "Print a label" in shown


def test_a_supplier_with_a_folder_dispatches_by_a_file(
    visitor: Visitor, far_platform: FarPlatform, sites_data: Path
) -> None:
    document = _document()
    _push(visitor, document, supplier=HARBOUR_MUGS)
    page = _page(document, HARBOUR_MUGS)
    visitor.get(page)

    visitor.send_form(page + "/dispatch", {"tracking": "A & B"})

    [file] = (sites_data / "workshops" / str(HARBOUR_MUGS) / "shipments").glob(f"{document['ref']}-*.xml")
    assert f"<order_item_id>{document['id'] * 10}</order_item_id>" in file.read_text()
    assert "<tracking>A &amp; B</tracking>" in file.read_text()
    assert far_platform.requests == []
    shown = visitor.get(page).text
    assert "Waiting for the platform" in shown
    assert f"shipments/{file.name}" in shown
    assert "Dispatch the order" not in shown


def test_stock_is_reported_by_a_file_and_nonsense_by_none(visitor: Visitor, sites_data: Path) -> None:
    page = f"/inbox/{HARBOUR_MUGS}/stock"
    visitor.get(page)
    files = sites_data / "workshops" / str(HARBOUR_MUGS) / "stock"

    refused = visitor.send_form(page, {"HM-MUG-11OZ": "-1", "HM-GIFTBOX": "3"})
    assert "Enter whole numbers from 0 to 1,000,000." in refused.text
    assert not files.exists()

    visitor.send_form(page, {"HM-MUG-11OZ": "12", "HM-GIFTBOX": "0"})
    [file] = files.iterdir()
    assert "<item><sku>HM-MUG-11OZ</sku><quantity_available>12</quantity_available></item>" in file.read_text()
    assert 'value="12"' in visitor.get(page).text
    assert visitor.get(f"/inbox/{SUPPLIER}/stock").status == 404


def test_an_orders_page_keeps_up_and_shows_each_document_that_came(visitor: Visitor) -> None:
    document = _document()
    _push(visitor, document)
    first = visitor.get(_page(document) + "/live").json
    assert visitor.get(f"{_page(document)}/live?version={first['version']}").status == 204

    _push(visitor, {**document, "shipping_address_1": "15 Quayside Row"})

    now = visitor.get(f"{_page(document)}/live?version={first['version']}").json["html"]
    assert "15 Quayside Row" in now
    assert now.count(f"/inbox/push/{SUPPLIER}</span>") == 4  # beside the order, and at each document
    assert "something may have changed" in now
