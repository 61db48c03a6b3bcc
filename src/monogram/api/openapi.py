"""What the OpenAPI document says of each operation, made from the types that do the work."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from monogram.companies import errors as company_errors
from monogram.orders.documents import EventDocument, ItemDocument, OrderDocument
from monogram.orders.errors import ERROR_TABLE
from monogram.orders.models import ItemStatus, OrderStatus
from monogram.orders.requests import AspectChoice, ExternalUrl, ItemRequest, OrderRequest, Reader, readers

Schema = dict[str, Any]

_JSON_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": ["integer", "string"]},
    Decimal: {"type": ["number", "string"]},
    datetime: {"type": "string", "description": "UTC, YYYY-MM-DD HH:MM:SS"},
    date: {"type": "string", "description": "YYYY-MM-DD"},
}


def _object(kind: Any) -> Schema:
    """The JSON schema of one of the request dataclasses, required fields and lengths and all."""
    hints = get_type_hints(kind)
    known = readers(kind)
    properties = {part.name: _field(hints[part.name], known[part.name]) for part in fields(kind) if part.name in known}
    required = [name for name, reader in known.items() if reader.missing]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": True}


def _field(hint: Any, reader: Reader) -> Schema:
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    base = next((known for known in _JSON_TYPES if hint is known), None)
    schema = dict(_JSON_TYPES[base]) if base else {"type": ["integer", "string"], "enum": hint.values}
    if isinstance(reader.read, partial) and "limit" in reader.read.keywords:
        schema["maxLength"] = reader.read.keywords["limit"]
    return schema


def _list_of(schema: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": schema, "minItems": least}


def _order_request() -> Schema:
    item = _object(ItemRequest)
    # Which of these a line of type 7 must give is in the error table; other types may leave them out.
    item["properties"]["external_urls"] = _list_of({**_object(ExternalUrl), "required": ["fullsize", "name"]})
    item["properties"]["attributes"] = _list_of(
        {"type": "object", "properties": {"name": {"type": "string"}, "value": {}}, "required": ["name"]}
    )
    item["properties"]["aspects"] = _list_of(_object(AspectChoice))
    order = _object(OrderRequest)
    order["properties"]["items"] = _list_of(item, least=1)
    order["required"].append("items")
    return order


def _error_response() -> Schema:
    table = {error.code: error.message or "Anything else: see the message" for error in ERROR_TABLE.values()}
    table |= {
        error.code: error.message
        for error in (
            company_errors.AuthenticationFailedError,
            company_errors.WrongCompanyTypeError,
            company_errors.CompanyDeactivatedError,
            company_errors.AddressNotAllowedError,
            company_errors.RateLimitExceededError,
        )
    }
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in sorted(table.items()))
    failure = {
        "type": "object",
        "properties": {"code": {"type": "integer"}, "message": {"type": "string"}, "path": {"type": "string"}},
    }
    error = {
        "type": "object",
        "properties": {
            "message": {"type": "string"},
            "code": {"type": ["integer", "null"]},
            "errors": _list_of(failure),
        },
        "required": ["message", "code"],
    }
    return {
        "description": f"The request is refused, and nothing is written.\n\n| code | meaning |\n|---|---|\n{rows}",
        "content": {"application/json": {"schema": {"type": "object", "properties": {"error": error}}}},
    }


def _answer(kind: Any, description: str) -> Schema:
    schema = TypeAdapter(kind).json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def components() -> dict[str, Schema]:
    """The schemas that the answers refer to."""
    kinds = [OrderDocument, ItemDocument, EventDocument]
    found: dict[str, Schema] = {}
    for kind in kinds:
        schema = TypeAdapter(kind).json_schema(ref_template="#/components/schemas/{model}")
        found |= schema.pop("$defs", {})
        found[kind.__name__] = schema
    return found


def _operation(
    kind: Any, description: str, body: Schema | None = None, parameters: list[Schema] | None = None
) -> Schema:
    operation: Schema = {"responses": {200: _answer(kind, description), 400: ERRORS}}
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    if parameters:
        operation["parameters"] = parameters
    return operation


ERRORS = _error_response()

_NUMBER: Schema = {"type": ["integer", "string"]}
_QUANTITY: Schema = {**_NUMBER, "minimum": 1, "description": "Pieces. Left out: all that are still to leave."}
_PARCEL: Schema = {
    **{
        name: {"type": "string", "maxLength": 255}
        for name in ("shipping_tracking", "shipping_carrier", "shipping_method")
    },
    "tracking_url": {"type": "string", "maxLength": 2000},
}


def _status(codes: type[OrderStatus | ItemStatus]) -> Schema:
    """A code, as a number or as text, or the name."""
    return {**_NUMBER, "enum": [*codes.values, *map(str, codes.values), *codes.labels]}


def _lines(members: Schema, required: list[str]) -> Schema:
    line = {"type": "object", "properties": {"id": _NUMBER, **members}, "required": ["id", *required]}
    return _list_of(line, least=1)


_STATUS_BODY: Schema = {
    "type": "object",
    "properties": {
        "status": _status(OrderStatus),
        **_PARCEL,
        "items": {
            **_lines({"quantity": _QUANTITY}, []),
            "description": "With status 16: the lines to make again. Left out: the whole order.",
        },
        "reason": {"type": "string", "maxLength": 255},
    },
    "required": ["status"],
}
_ITEM_STATUS_BODY = _lines(
    {
        "data": {
            "type": "object",
            "properties": {"status": _status(ItemStatus), "quantity": _QUANTITY, **_PARCEL},
            "required": ["status"],
        }
    },
    ["data"],
)
_IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 255},
    "description": "The same request with the same key gets the stored orders back.",
}

POST_ORDER = _operation(list[OrderDocument], "The orders, one per supplier", _order_request(), [_IDEMPOTENCY_KEY])
GET_ORDERS = _operation(list[OrderDocument], "Up to 100 orders")
GET_ORDER = _operation(OrderDocument, "The order")
EVENTS = _operation(list[EventDocument], "The history")
STATUS = _operation(OrderDocument, "The order after the change", _STATUS_BODY)
ITEM_STATUS = _operation(list[ItemDocument], "The lines after the change, in the order asked for", _ITEM_STATUS_BODY)

POST_ORDERS: Schema = {}
CHECK: Schema = {}
