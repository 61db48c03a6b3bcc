"""The shop's receiver of status callbacks: signed, once, never backwards."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from itertools import count
from typing import Any

import pytest
from tests.demo_site.conftest import Answer, FarPlatform, Visitor

from monogram.demo import world

_ids = count(7001)
SECRET = base64.b64decode(world.RETAILER_WEBHOOK_SECRET.removeprefix("whsec_"))


def _callback(
    visitor: Visitor,
    *,
    order_id: int,
    sequence: int,
    status: int = 512,
    webhook_id: str = "",
    signature: str | None = None,
    at: int | None = None,
    **more: Any,
) -> Answer:
    message = {"id": order_id, "ref": "A" * 16, "external_ref": "x", "status": status, "sequence": sequence, **more}
    body = json.dumps(message).encode()
    webhook_id, sent_at = webhook_id or f"msg-{order_id}-{sequence}", str(at if at is not None else int(time.time()))
    signed = b".".join([webhook_id.encode(), sent_at.encode(), body])
    expected = "v1," + base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    headers = {"webhook-id": webhook_id, "webhook-timestamp": sent_at, "webhook-signature": signature or expected}
    return visitor.ask("PUT", "/shop/callback", body, {"Content-Type": "application/json", **headers})


def _ordered(visitor: Visitor, platform: FarPlatform) -> tuple[int, str]:
    """An order of one pen: the platform's number and the order page's address."""
    order_id = next(_ids)
    visitor.send_form("/shop/products/engraved-pen/add", {"Top line": "Ada", "quantity": "1"})
    platform.answers.append(
        (
            200,
            [
                {
                    "id": order_id,
                    "ref": "B" * 16,
                    "status": 1,
                    "status_name": "Received",
                    "has_error": False,
                    "items": [],
                }
            ],
        )
    )
    placed = visitor.send_form("/shop/checkout", {"name": "Ada Byrne", "country": "GB", "postcode": "BS1 4TX"})
    assert placed.status == 302
    return order_id, placed.headers["location"]


def test_a_signed_callback_is_kept_and_shown(visitor: Visitor, far_platform: FarPlatform) -> None:
    order_id, page = _ordered(visitor, far_platform)

    answer = _callback(visitor, order_id=order_id, sequence=1, status=8, shipping_tracking="RM 12")

    assert (answer.status, answer.json["new"]) == (200, True)
    shown = visitor.get(page).text
    assert "Dispatched" in shown
    assert "RM 12" in shown


def test_the_same_message_twice_is_kept_once(visitor: Visitor, far_platform: FarPlatform) -> None:
    order_id, page = _ordered(visitor, far_platform)
    _callback(visitor, order_id=order_id, sequence=1)

    again = _callback(visitor, order_id=order_id, sequence=1)

    assert (again.status, again.json["new"]) == (200, False)
    assert "1 callback</span>" in visitor.get(page).text


def test_a_late_message_is_kept_and_moves_nothing_back(visitor: Visitor, far_platform: FarPlatform) -> None:
    order_id, page = _ordered(visitor, far_platform)
    _callback(visitor, order_id=order_id, sequence=2, status=8)

    late = _callback(visitor, order_id=order_id, sequence=1, status=512)

    assert late.status == 200
    shown = visitor.get(page).text
    assert "came late, not applied" in shown
    assert "On its way to you" not in shown  # nothing is waited for: it is dispatched


def test_a_callback_before_the_answer_of_the_order_counts(visitor: Visitor, far_platform: FarPlatform) -> None:
    quick = next(_ids)
    _callback(visitor, order_id=quick + 1, sequence=1, status=8)
    next(_ids)

    visitor.send_form("/shop/products/engraved-pen/add", {"Top line": "Ada", "quantity": "1"})
    far_platform.answers.append((200, [{"id": quick + 1, "ref": "C" * 16, "status": 1, "items": []}]))
    page = visitor.send_form("/shop/checkout", {"country": "GB"}).headers["location"]

    assert '<span class="badge badge--success">Dispatched</span>' in visitor.get(page).text


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"signature": "v1,AAAA"}, "webhook-signature does not match the body"),
        ({"at": 1_600_000_000}, "webhook-timestamp is not from now"),
    ],
)
def test_a_wrong_signature_leaves_no_trace(
    visitor: Visitor, far_platform: FarPlatform, given: dict[str, Any], reason: str
) -> None:
    order_id, page = _ordered(visitor, far_platform)

    answer = _callback(visitor, order_id=order_id, sequence=1, status=8, **given)

    assert (answer.status, answer.json) == (401, {"error": reason})
    assert "0 callbacks</span>" in visitor.get(page).text


def test_an_unsigned_callback_is_refused(visitor: Visitor) -> None:
    answer = visitor.ask("PUT", "/shop/callback", b'{"id": 1, "status": 8, "sequence": 1}')

    assert answer.status == 401
    assert answer.json == {"error": "webhook-id, webhook-timestamp and webhook-signature are needed"}
