"""The guides' signature checks accept what we send, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monogram.callbacks import signatures

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
BODY = '{"id":1,"status_name":"Dispatched – früh"}'.encode()


def sample(guide: str) -> Callable[..., bool]:
    """The function `is_ours` of a guide's Python sample, as it is printed."""
    [code] = re.findall(r"```python\n(.*?)```", (GUIDES / guide).read_text(), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own page
    check: Callable[..., bool] = names["is_ours"]
    return check


def test_the_retailers_check_accepts_a_callback_and_refuses_a_changed_one() -> None:
    is_ours, secret = sample("retailers.md"), signatures.new_secret()
    headers = signatures.callback_headers(
        message_id="m1", body=BODY, secrets=[secret], at=datetime(2026, 5, 4, tzinfo=UTC)
    )
    assert is_ours(secret, headers, BODY)
    assert not is_ours(secret, headers, BODY + b" ")
    assert not is_ours(signatures.new_secret(), headers, BODY)
    assert not is_ours(secret, {**headers, "webhook-timestamp": "1"}, BODY)


@pytest.mark.parametrize(("changed", "accepted"), [(b"", True), (b" ", False)])
def test_the_suppliers_check_accepts_a_push_and_refuses_a_changed_one(changed: bytes, accepted: bool) -> None:
    is_ours = sample("suppliers.md")
    signature = signatures.push_headers(message_id="m1", body=BODY, key="key")["X-CustomGateway-Hmac"]
    assert is_ours("key", signature, BODY + changed) is accepted
