"""What the OpenAPI document says of each operation, and the document as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monogram.api.answers import (
    CheckDocument,
    LabelledShipmentDocument,
    ResultDocument,
    StockDocument,
    StockReportDocument,
)
from monogram.api.errors import RefusalDocument
from monogram.api.examples import (
    BULK,
    BULK_ANSWER,
    CHECK_ANSWER,
    ORDER,
    REFUSAL,
    SHIPMENTS,
    STATUS_CHANGE,
    STOCK,
    STOCK_REPORT,
    STOCK_REPORT_ANSWER,
)
from monogram.api.schemas import Schema, components, list_of, ref
from monogram.api.webhooks import WEBHOOKS
from monogram.common.errors import MonogramError
from monogram.companies import errors as company_errors
from monogram.orders.documents import EventDocument, ItemDocument, OrderDocument
from monogram.orders.errors import ERROR_TABLE, CompanyRefIdMissingError

_JSON = "application/json"

_ADMISSION: tuple[type[MonogramError], ...] = (
    company_errors.AuthenticationFailedError,
    company_errors.CompanyDeactivatedError,
    company_errors.AddressNotAllowedError,
    company_errors.RateLimitExceededError,
)
_RETAILERS = _SUPPLIERS = (*_ADMISSION, company_errors.WrongCompanyTypeError)
_ANYTHING_ELSE = (ERROR_TABLE[0],)
_BODY = (ERROR_TABLE[0], ERROR_TABLE[100])
_ORDER_2_1 = tuple(ERROR_TABLE.values())
_ORDER = tuple(error for error in _ORDER_2_1 if error is not CompanyRefIdMissingError)

_LIMITS: Schema = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit-Policy", "RateLimit")}


def _content(schema: Schema, example: Any = None) -> Schema:
    return {_JSON: {"schema": schema} if example is None else {"schema": schema, "example": example}}


def _refused(errors: Iterable[type[MonogramError]], description: str, example: Any = REFUSAL) -> Schema:
    """An error answer, with the table of all codes that this operation gives, for people and for programs."""
    table = {error.code: error.message or "Anything else: see the message" for error in errors}
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in sorted(table.items()))
    codes = {"properties": {"error": {"properties": {"code": {"enum": sorted(table)}}}}}
    return {
        "description": f"{description}\n\n| code | meaning |\n|---|---|\n{rows}",
        "headers": {**_LIMITS, "Retry-After": {"$ref": "#/components/headers/Retry-After"}},
        "content": _content({"allOf": [ref(RefusalDocument), codes]}, example),
    }


def _operation(
    answer: Schema,
    description: str,
    errors: Iterable[type[MonogramError]],
    *,
    success: str = "200",
    example: Any = None,
    body: Schema | None = None,
    body_example: Any = None,
    parameters: list[Schema] | None = None,
    headers: Mapping[str, Schema] | None = None,
    may_be_missing: bool = False,
) -> Schema:
    refused = _refused(errors, "The request is refused, and nothing is written.")
    responses: Schema = {
        success: {
            "description": description,
            "headers": {**_LIMITS, **(headers or {})},
            "content": _content(answer, example),
        },
        "400": refused,
        "500": {"$ref": "#/components/responses/Accident"},
    }
    if may_be_missing:
        responses["404"] = {"$ref": "#/components/responses/NotFound"}
    operation: Schema = {"responses": responses}
    if body:
        operation["requestBody"] = {"required": True, "content": _content(body, body_example)}
    if parameters:
        operation["parameters"] = parameters
    return operation


def _simple(description: str, code: int | None = 0) -> Schema:
    codes = {"properties": {"error": {"properties": {"code": {"const": code}}}}}
    return {"description": description, "content": _content({"allOf": [ref(RefusalDocument), codes]})}


def _query(name: str, schema: Schema, description: str, **more: Any) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": description, **more}


_TEXT: Schema = {"type": "string"}
_IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 255},
    "description": "The same request with the same key gets the stored orders back.",
}
_FILTERS: list[Schema] = [
    _query("external_ref", _TEXT, "The reference that the order was sent with."),
    _query("ref", _TEXT, "Our reference of the order."),
    _query("status", _TEXT, "A status code, or several with commas between them.", example="1,256"),
    _query("has_error", {"type": "boolean"}, "Whether the order waits for our staff."),
    _query("changed_since", _TEXT, "UTC, YYYY-MM-DD HH:MM:SS. In the order of changes.", example="2026-01-31 09:00:00"),
    _query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}, "Orders a page."),
    _query("cursor", _TEXT, "Where the page begins: from the `Link` of the one before, as it is."),
]
_LINK: Schema = {"schema": _TEXT, "description": 'With more orders to come: `<address of the next page>; rel="next"`.'}

POST_ORDER = _operation(
    list_of(ref(OrderDocument), least=1),
    "The orders, one per supplier",
    (*_RETAILERS, *_ORDER),
    body=ref("OrderRequest"),
    body_example=ORDER,
    parameters=[_IDEMPOTENCY_KEY],
)
POST_ORDERS = _operation(
    list_of(ref(ResultDocument), least=1, most=100),
    "A result for each order, in order",
    (*_RETAILERS, *_BODY),
    example=BULK_ANSWER,
    body={
        "oneOf": [
            list_of(ref("BulkOrderRequest"), least=1, most=100),
            {
                "type": "object",
                "properties": {"orders": list_of(ref("BulkOrderRequest"), least=1, most=100)},
                "required": ["orders"],
                "additionalProperties": False,
            },
        ]
    },
    body_example=BULK,
    parameters=[
        {
            **_IDEMPOTENCY_KEY,
            "description": "Stands for each order of the bulk together with its `external_ref`: an order that was "
            "placed under it is answered again; one that was refused is tried again, also alone and corrected. "
            "The second of two orders with one reference has a key of its own. An order's own "
            "`idempotency_key` goes first.",
        }
    ],
)
CHECK = _operation(
    ref(CheckDocument),
    "What would happen, also where the order would be refused",
    (*_RETAILERS, *_BODY),
    example=CHECK_ANSWER,
    body=ref("OrderRequest"),
    body_example=ORDER,
)
GET_ORDERS = _operation(
    list_of(ref(OrderDocument), most=100),
    "A page of orders",
    (*_ADMISSION, *_ANYTHING_ELSE),
    parameters=_FILTERS,
    headers={"Link": _LINK},
)
GET_ORDER = _operation(ref(OrderDocument), "The order", _ADMISSION, may_be_missing=True)
EVENTS = _operation(list_of(ref(EventDocument), least=1), "The history", _ADMISSION, may_be_missing=True)
STATUS = _operation(
    ref(OrderDocument),
    "The order after the change",
    (*_ADMISSION, *_BODY),
    body=ref("StatusRequest"),
    body_example=STATUS_CHANGE,
    may_be_missing=True,
)
ITEM_STATUS = _operation(
    list_of(ref(ItemDocument), least=1),
    "The lines after the change, in the order asked for",
    (*_ADMISSION, *_BODY),
    body=ref("ItemStatusRequest"),
    may_be_missing=True,
)
PUT_STOCK = _operation(
    ref(StockReportDocument),
    "What was applied, and what was not",
    (*_SUPPLIERS, *_BODY),
    example=STOCK_REPORT_ANSWER,
    body=ref("StockRequest"),
    body_example=STOCK_REPORT,
)
GET_STOCK = _operation(
    ref(StockDocument),
    "The stock",
    (*_RETAILERS, *_ANYTHING_ELSE),
    example=STOCK,
    parameters=[
        _query("dropship_ref", {"type": "integer"}, "The dropship account whose supplier's stock is asked for."),
        _query("changed_since", _TEXT, "UTC, YYYY-MM-DD HH:MM:SS.", example="2026-01-31 09:00:00"),
    ],
)

GET_SUPPLIER_ORDERS = _operation(
    list_of(ref(OrderDocument), most=100),
    "Order documents as they were written for you, oldest first",
    (*_ADMISSION, company_errors.WrongCompanyTypeError, *_ANYTHING_ELSE),
    parameters=[
        _query("status", _TEXT, "Only orders that have this status now, or one of several with commas between them."),
        _query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}, "Documents a page."),
        _query("cursor", _TEXT, "Where the page begins: from the `Link` of the one before, as it is."),
    ],
    headers={
        "Link": {"schema": _TEXT, "description": 'Always: `<where to ask next>; rel="next"`, also with nothing new.'}
    },
)
ACKNOWLEDGE = _operation(
    ref(OrderDocument),
    "The order, which you have",
    (*_ADMISSION, company_errors.WrongCompanyTypeError, *_ANYTHING_ELSE),
    may_be_missing=True,
)

_SHIPMENTS_ANSWER = list_of(ref(LabelledShipmentDocument))
POST_SHIPMENT = _operation(
    _SHIPMENTS_ANSWER,
    "The parcels, with their labels",
    (*_SUPPLIERS, *_BODY),
    example=SHIPMENTS,
    may_be_missing=True,
)
POST_SHIPMENT["requestBody"] = {
    "required": False,
    "description": "Nothing for all pieces that are still to leave.",
    "content": _content(ref("ShipmentRequest"), {"items": [{"id": 1234, "quantity": 2}]}),
}
GET_SHIPMENTS = _operation(
    _SHIPMENTS_ANSWER, "The parcels", (*_SUPPLIERS, *_ANYTHING_ELSE), example=SHIPMENTS, may_be_missing=True
)
DELETE_SHIPMENT = _operation(
    ref(OrderDocument), "The order after it", (*_SUPPLIERS, *_ANYTHING_ELSE), may_be_missing=True
)

_ORDER_2_1_ANSWER: Schema = {
    "allOf": [
        ref(OrderDocument),
        {"type": "object", "properties": {"orders": list_of(ref(OrderDocument), least=1)}, "required": ["orders"]},
    ]
}
_WHICH_ORDER: list[Schema] = [
    _query("o", {"type": ["integer", "string"]}, "The order's id."),
    _query("external_ref", _TEXT, "Its reference instead; the latest of that reference."),
]


def _order_it_2_1(operation_id: str, summary: str, **operation: Any) -> Schema:
    return {
        "operationId": operation_id,
        "summary": summary,
        "description": "`/order?k=…` and `/order/?k=…` do the same: the presence of `k` selects Order-iT 2.1 there.",
        "tags": ["Order-iT 2.1"],
        "security": [{"ApiKeyInQuery": []}],
        **_operation(_ORDER_2_1_ANSWER, "The order; in `orders`, all of its submission", **operation),
    }


_PATHS: Schema = {
    "/acp/api/sl/2.1/order": {
        "post": _order_it_2_1(
            "post_order_2_1",
            "Place an order (2.1)",
            errors=(*_RETAILERS, *_ORDER_2_1),
            success="201",
            body=ref("OrderRequest"),
            body_example=ORDER,
            parameters=[_IDEMPOTENCY_KEY],
        ),
        "get": _order_it_2_1(
            "get_order_2_1",
            "Read an order (2.1)",
            errors=(*_RETAILERS, *_ANYTHING_ELSE),
            parameters=_WHICH_ORDER,
            may_be_missing=True,
        ),
        "put": _order_it_2_1(
            "put_order_2_1",
            "Update an order (2.1)",
            errors=(*_RETAILERS, *_ORDER_2_1),
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
                {"name": name, "in": "path", "required": True, "schema": _TEXT} for name in ("token", "name")
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
    "/label/{token}/{name}": {
        "get": {
            "operationId": "open_label",
            "summary": "Open a shipping label",
            "description": "As `label_url` names it. The token is the permission. The format is that of the name's "
            "ending: `.pdf` (4 × 6 inches, all pages), `.zpl` or `.png` (203 dpi), unless `format` says otherwise.",
            "tags": ["Shipping"],
            "security": [],
            "parameters": [
                *({"name": name, "in": "path", "required": True, "schema": _TEXT} for name in ("token", "name")),
                _query("format", {"enum": ["pdf", "png", "zpl"]}, "Instead of the ending."),
                _query("page", {"type": "integer", "minimum": 1, "default": 1}, "Of a PNG: 2 is the customs form."),
            ],
            "responses": {
                "200": {
                    "description": "The label",
                    "content": {"application/pdf": {}, "image/png": {}, "application/zpl": {}},
                },
                "404": {"$ref": "#/components/responses/NotFound"},
                "410": _simple("The shipment was voided: its label must not be used"),
                "500": {"$ref": "#/components/responses/Accident"},
            },
        }
    },
    "/api/openapi.json": {
        "get": {
            "operationId": "get_openapi",
            "summary": "This document",
            "tags": ["Description"],
            "security": [],
            "responses": {"200": {"description": "OpenAPI 3.1", "content": _content({"type": "object"})}},
        }
    },
}


_COMPONENTS: Schema = {
    "headers": {
        "RateLimit-Policy": {
            "schema": _TEXT,
            "description": 'The limits: `"hour";q=1000;w=3600, "day";q=10000;w=86400`.',
        },
        "RateLimit": {"schema": _TEXT, "description": 'What is left: `"hour";r=999;t=1800, "day";r=9999;t=43200`.'},
        "Retry-After": {"schema": _TEXT, "description": "With error 50004: seconds until there is room again."},
    },
    "responses": {
        "NotFound": _simple("There is no such thing, or it is not yours to see"),
        "NotNow": _simple("The order is stopped: it must not be printed now"),
        "Accident": _simple("An error of ours. The reference in its message is in the log, with all the rest.", None),
    },
    "securitySchemes": {
        "BasicAuth": {
            "type": "http",
            "scheme": "basic",
            "description": "`Authorization: Basic COMPANYREFID:APIKEY`, the pair as it is or in base64.",
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
            for name in ("Orders", "Order-iT 2.1", "Shipping", "Stock", "Artwork", "Description", "Messages")
        ],
        "paths": {**document["paths"], **_PATHS},
        "webhooks": WEBHOOKS,
        "components": {"schemas": components(), **_COMPONENTS},
    }
