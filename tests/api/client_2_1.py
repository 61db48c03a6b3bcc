"""Calling Order-iT 2.1 as the plug-ins of ten years do."""

from __future__ import annotations

from typing import Any

from tests.api.client import call
from tests.orders.world import RETAILER_ID, RETAILER_KEY, order_body, print_job_item

# What a class of a client's own sends for whatever nobody has set.
DEFAULTS = {
    "id": 0,
    "ref": "",
    "status": 0,
    "status_name": None,
    "has_error": False,
    "error_message": "",
    "has_been_completed": False,
    "completion_datetime": "0000-00-00 00:00:00",
    "creation_datetime": "0000-00-00 00:00:00",
    "required_dispatch_date": "0000-00-00",
    "secondary_company_ref_id": 0,
    "shipping_tracking": "",
    "status_callback_url": "",
}
ITEM_DEFAULTS = {"id": 0, "ref": "", "status": 0, "mapped_sku": "", "print_job_id": 0, "assets": []}


def body_2_1(**changes: Any) -> dict[str, Any]:
    """A good order, as 2.1 wants it."""
    return order_body(company_ref_id=RETAILER_ID, **changes)


def ask(method: str, body: Any = None, *, path: str = "/order", key: str = RETAILER_KEY, **query: Any) -> Any:
    """One request with the key in the query, and whatever else belongs there."""
    options = {name: query.pop(name) for name in ("content_type", "Idempotency_Key") if name in query}
    address = "&".join([f"{path}?k={key}", *(f"{name}={value}" for name, value in query.items())])
    return call(method, address, body, auth=None, **options)


def post(body: Any, **options: Any) -> Any:
    """`POST /order?k=`."""
    return ask("POST", body, **options)


def put(order: Any, body: Any, **options: Any) -> Any:
    """`PUT /order?o=&k=` of an order that was answered."""
    return ask("PUT", body, o=order["id"], **options)


def refusal(response: Any) -> tuple[str, str]:
    """The message and the path of a refusal of code 0."""
    assert (response.status_code, response.json()["error"]["code"]) == (400, 0), response.content
    error = response.json()["error"]
    return error["message"], error["errors"][0]["path"]


def placed_order() -> dict[str, Any]:
    """An order at the printer's, as its shop got it."""
    return dict(post(body_2_1(items=[print_job_item(quantity=2)], customer_email="ada@example.com")).json())
