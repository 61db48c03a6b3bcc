"""The OpenAPI document as a whole: what the framework does not know of, beside its operations."""

from __future__ import annotations

from typing import Any

from monogram.api.examples import ORDER
from monogram.api.openapi_images import SHOW_USER_IMAGE
from monogram.api.openapi_parts import (
    ANYTHING_ELSE,
    IDEMPOTENCY_KEY,
    ORDER_2_1,
    RETAILERS,
    TEXT,
    content,
    operation,
    query,
    simple,
)
from monogram.api.schemas import Schema, components, list_of, ref
from monogram.api.webhooks import WEBHOOKS
from monogram.orders.documents import OrderDocument

_ORDER_2_1_ANSWER: Schema = {
    "allOf": [
        ref(OrderDocument),
        {"type": "object", "properties": {"orders": list_of(ref(OrderDocument), least=1)}, "required": ["orders"]},
    ]
}
_WHICH_ORDER: list[Schema] = [
    query("o", {"type": ["integer", "string"]}, "The order's id."),
    query("external_ref", TEXT, "Its reference instead; the latest of that reference."),
]


def _order_it_2_1(operation_id: str, summary: str, **more: Any) -> Schema:
    return {
        "operationId": operation_id,
        "summary": summary,
        "description": "`/order?k=…` and `/order/?k=…` do the same: the presence of `k` selects Order-iT 2.1 there.",
        "tags": ["Order-iT 2.1"],
        "security": [{"ApiKeyInQuery": []}],
        **operation(_ORDER_2_1_ANSWER, "The order; in `orders`, all of its submission", **more),
    }


_PATHS: Schema = {
    "/acp/api/sl/2.1/order": {
        "post": _order_it_2_1(
            "post_order_2_1",
            "Place an order (2.1)",
            errors=(*RETAILERS, *ORDER_2_1),
            success="201",
            body=ref("OrderRequest"),
            body_example=ORDER,
            parameters=[IDEMPOTENCY_KEY],
        ),
        "get": _order_it_2_1(
            "get_order_2_1",
            "Read an order (2.1)",
            errors=(*RETAILERS, *ANYTHING_ELSE),
            parameters=_WHICH_ORDER,
            may_be_missing=True,
        ),
        "put": _order_it_2_1(
            "put_order_2_1",
            "Update an order (2.1)",
            errors=(*RETAILERS, *ORDER_2_1),
            body={"type": "object", "description": "The members of an order that are to change."},
            parameters=_WHICH_ORDER,
            may_be_missing=True,
        ),
    },
    "/artwork/{token}/{name}": {
        "get": {
            "operationId": "download_artwork",
            "summary": "Download a print file",
            "description": "As the supplier's documents name it. The token is the permission. `Range` is understood.",
            "tags": ["Artwork"],
            "security": [],
            "parameters": [
                {"name": name, "in": "path", "required": True, "schema": TEXT} for name in ("token", "name")
            ],
            "responses": {
                "200": {"description": "The file", "content": {"*/*": {}}},
                "206": {"description": "The part asked for", "content": {"*/*": {}}},
                "304": {"description": "The file has not changed"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "409": {"$ref": "#/components/responses/NotNow"},
                "416": {"description": "There is no such part"},
                "500": {"$ref": "#/components/responses/Accident"},
            },
        }
    },
    "/document/{ref}/{token}/{name}": {
        "get": {
            "operationId": "open_document",
            "summary": "Open a packing slip or an address label",
            "description": "As `pdfs` of an order names it, for suppliers that want documents with their orders. The "
            "token is the permission. It is made when it is opened, so it says what holds then; 90 days after the "
            "order's last change it is gone.",
            "tags": ["Suppliers"],
            "security": [],
            "parameters": [
                *({"name": name, "in": "path", "required": True, "schema": TEXT} for name in ("ref", "token", "name"))
            ],
            "responses": {
                "200": {"description": "The document", "content": {"application/pdf": {}}},
                "404": {"$ref": "#/components/responses/NotFound"},
                "409": {"$ref": "#/components/responses/NotNow"},
                "500": {"$ref": "#/components/responses/Accident"},
            },
        }
    },
    "/label/{token}/{name}": {
        "get": {
            "operationId": "open_label",
            "summary": "Open a shipping label",
            "description": "As `label_url` names it. The token is the permission. The format is that of the name's "
            "ending: `.pdf` (4 × 6 inches, all pages), `.zpl` or `.png` (203 dpi), unless `format` says otherwise.",
            "tags": ["Shipping"],
            "security": [],
            "parameters": [
                *({"name": name, "in": "path", "required": True, "schema": TEXT} for name in ("token", "name")),
                query("format", {"enum": ["pdf", "png", "zpl"]}, "Instead of the ending."),
                query("page", {"type": "integer", "minimum": 1, "default": 1}, "Of a PNG: 2 is the customs form."),
            ],
            "responses": {
                "200": {
                    "description": "The label",
                    "content": {"application/pdf": {}, "image/png": {}, "application/zpl": {}},
                },
                "404": {"$ref": "#/components/responses/NotFound"},
                "410": simple("The shipment was voided: its label must not be used"),
                "500": {"$ref": "#/components/responses/Accident"},
            },
        }
    },
    "/user-image/{image_id}/{token}/{name}": {"get": SHOW_USER_IMAGE},
    "/api/openapi.json": {
        "get": {
            "operationId": "get_openapi",
            "summary": "This document",
            "tags": ["Description"],
            "security": [],
            "responses": {"200": {"description": "OpenAPI 3.1", "content": content({"type": "object"})}},
        }
    },
}


_COMPONENTS: Schema = {
    "headers": {
        "RateLimit-Policy": {
            "schema": TEXT,
            "description": 'The limits: `"hour";q=1000;w=3600, "day";q=10000;w=86400`.',
        },
        "RateLimit": {"schema": TEXT, "description": 'What is left: `"hour";r=999;t=1800, "day";r=9999;t=43200`.'},
        "Retry-After": {"schema": TEXT, "description": "With error 50004: seconds until there is room again."},
    },
    "responses": {
        "NotFound": simple("There is no such thing, or it is not yours to see"),
        "NotNow": simple("The order is stopped: it must not be printed now"),
        "Accident": simple("An error of ours. The reference in its message is in the log, with all the rest.", None),
    },
    "securitySchemes": {
        "BasicAuth": {
            "type": "http",
            "scheme": "basic",
            "description": "`Authorization: Basic COMPANYREFID:APIKEY`, the pair as it is or in base64.",
        },
        "BearerAuth": {
            "type": "http",
            "scheme": "bearer",
            "description": "`Authorization: Bearer TOKEN`, with a token from `POST /token`.",
        },
        "ApiKeyInQuery": {
            "type": "apiKey",
            "in": "query",
            "name": "k",
            "description": "Order-iT 2.1: the API key, which names the company by itself.",
        },
    },
}
_DESCRIPTION = """Place orders, follow them, report their progress.

Every answer that is no success has the body `{"error": {"message", "code"}}`; faults of a request are all in
`error.errors`, each with its `path`. HTTP 400 is a refusal, and nothing was written; a `code` of null is an accident of
ours. Numbers may be sent as text; empty texts and nulls count as not given; unknown members are kept with the order.
"""


def complete(document: Schema) -> Schema:
    """The framework's document of our operations, with all that it does not know of."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Monogram", "version": "2.2", "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [
            {"name": name}
            for name in ("Orders", "Order-iT 2.1", "Shipping", "Stock", "Artwork", "Images", "Description", "Messages")
        ],
        "paths": {**document["paths"], **_PATHS},
        "webhooks": WEBHOOKS,
        "components": {"schemas": components(), **_COMPONENTS},
    }
