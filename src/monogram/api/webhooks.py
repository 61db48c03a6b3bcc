"""What the OpenAPI document says of the messages that we send: status callbacks and pushes to suppliers."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict


class PiecesDocument(TypedDict):
    """Pieces of one line."""

    quantity: int
    ref: str
    external_ref: str


class ShipmentDocument(TypedDict):
    """A parcel that has left since the last callback."""

    dispatch_datetime: str
    tracking: str
    tracking_url: str
    items: list[PiecesDocument]


class StatusCallbackDocument(TypedDict):
    """The state of an order, whole. `sequence` rises with each message of an order: ignore one that is lower than what
    you have. `event_id` tells a repetition.
    """

    id: int
    external_ref: str
    ref: str
    status: int
    status_name: str
    shipping_tracking: str
    shipping_method: str
    shipping_carrier: str
    shipping_price: float | None
    new_shipments: list[ShipmentDocument]
    new_cancellations: list[PiecesDocument]
    required_dispatch_date: str
    sequence: int
    event_id: str


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string"}, "description": description}


def _message(operation_id: str, summary: str, description: str, body: str, headers: list[dict[str, Any]]) -> Any:
    return {
        "operationId": operation_id,
        "summary": summary,
        "description": description,
        "tags": ["Messages"],
        "security": [],
        "parameters": headers,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}},
        },
        "responses": {
            "2XX": {"description": "Taken. Nothing of the answer is read."},
            "default": {"description": "Not taken: as for no answer in 15 s and for a redirect, it is sent again."},
        },
    }


_ID = _header("webhook-id", "The message. It is the same when it is sent again.")
_TIMESTAMP = _header("webhook-timestamp", "Unix time of the sending, in seconds.")
_SIGNATURE = _header(
    "webhook-signature",
    "One or more, a space between them: `v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}."
    "{body}`, as Standard Webhooks has it. One of them must be right.",
)
_HMAC = _header("X-CustomGateway-Hmac", "The hex of HMAC-SHA256 over the body, with the key of the integration.")

WEBHOOKS: dict[str, Any] = {
    "orderStatus": {
        "put": _message(
            "receive_order_status",
            "An order's status has changed",
            "`PUT` to the order's `status_callback_url`, for each change. Those of one order come in order. What is "
            "not taken is sent again, five times, two hours apart, unless your company has another schedule.",
            "StatusCallbackDocument",
            [_ID, _TIMESTAMP, _SIGNATURE],
        )
    },
    "orderPush": {
        "post": _message(
            "receive_order",
            "An order for a supplier",
            "`POST` to the push URL of the supplier's integration, with the whole order. A 2xx sets status 512.",
            "OrderDocument",
            [_ID, _HMAC],
        )
    },
}
