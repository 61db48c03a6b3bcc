"""Calling the REST API as a shop's or a supplier's script does."""

from __future__ import annotations

import base64
import json
from typing import Any

from django.test import Client
from tests.orders.world import PRINTER_ID, PRINTER_KEY, RETAILER_ID, RETAILER_KEY

RETAILER = f"Basic {RETAILER_ID}:{RETAILER_KEY}"
PRINTER = f"Basic {PRINTER_ID}:{PRINTER_KEY}"


def base64_pair(pair: str) -> str:
    """The pair as RFC 7617 has it."""
    return base64.b64encode(pair.encode()).decode()


def call(
    method: str,
    path: str,
    body: Any = None,
    *,
    auth: str | None = RETAILER,
    content_type: str = "application/json",
    **headers: str,
) -> Any:
    """One request. A body of bytes is sent as it is, anything else as JSON. Accidents are answered, not raised."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if auth:
        given["Authorization"] = auth
    data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    client = Client(raise_request_exception=False)
    return client.generic(method, path, data, content_type=content_type, headers=given)


def post_order(body: Any, **options: Any) -> Any:
    """`POST /order`."""
    return call("POST", "/order", body, **options)
