"""JSON schemas of what the REST API reads and writes, made from the types that do the work."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from monogram.api.answers import (
    CheckDocument,
    LabelledShipmentDocument,
    MockupsDocument,
    ResultDocument,
    StockDocument,
    StockReportDocument,
    UserImageDocument,
)
from monogram.api.errors import RefusalDocument
from monogram.api.webhooks import StatusCallbackDocument
from monogram.orders.documents import EventDocument, ItemDocument, OrderDocument
from monogram.orders.models import ItemStatus, OrderStatus
from monogram.orders.requests import AspectChoice, ExternalUrl, ItemRequest, OrderRequest, Reader, readers

Schema = dict[str, Any]

REFERENCE = "#/components/schemas/"

_JSON_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": ["boolean", "integer", "string"]},
    int: {"type": ["integer", "string"]},
    Decimal: {"type": ["number", "string"]},
    datetime: {"type": "string", "description": "UTC, YYYY-MM-DD HH:MM:SS"},
    date: {"type": "string", "description": "YYYY-MM-DD"},
}
_WRITTEN = (
    *(OrderDocument, ItemDocument, EventDocument, ResultDocument, CheckDocument, RefusalDocument),
    *(StockReportDocument, StockDocument, LabelledShipmentDocument, UserImageDocument, MockupsDocument),
)

# What a reader of the schema cannot tell from a field's name and type.
_MEANINGS: Mapping[str, str] = {
    "external_ref": "Your own reference. Of orders, each may be used once.",
    "company_ref_id": "Your company reference ID. May be left out in 2.2, where the credentials say it.",
    "secondary_company_ref_id": "The dropship account that is to be preferred.",
    "status": "1 (Received) or 256 (On Hold); 1 where it is left out.",
    "sale_datetime": "UTC, YYYY-MM-DD HH:MM:SS, not in the future.",
    "required_dispatch_date": "YYYY-MM-DD, not in the past.",
    "shipping_address_4": "Town or city.",
    "shipping_address_5": "Region.",
    "shipping_country_code": "ISO 3166-1 alpha-2.",
    "status_callback_url": "Where the order's status is sent to: see the webhook `orderStatus`. Its host must have a "
    "public DNS entry.",
    "type": "1 external URL · 2 print job · 3 print on demand · 4 stock · 5 textual · 7 external URLs",
    "external_url": "The artwork. Required for type 1.",
    "external_thumbnail_url": "A picture of the artwork. Required for type 1.",
    "print_job_ref": "The design that a shopper made. Required for type 2; it becomes Paid with the order.",
    "print_job_id": "In Order-iT 2.1, the number of the print job instead of its reference.",
    "print_on_demand_ref": "A sample that was made before, or a virtual product's artwork. Required for type 3.",
    "textual_product_id": "The product's number, which may be a virtual product's. Required for type 5.",
    "sku": "Yours. Of a virtual product's variant it ends with the codes of its options, in the aspects' order.",
    "external_urls": "Artwork for each print area, named by it. Required for type 7.",
    "attributes": "Texts and images by the name of their area (type 5). Names that begin with _ or : are your own.",
    "aspects": "Options chosen, by the catalogue's numbers.",
}


def ref(kind: type | str) -> Schema:
    """A reference to one of the components."""
    return {"$ref": REFERENCE + (kind if isinstance(kind, str) else kind.__name__)}


def list_of(schema: Schema, least: int = 0, most: int | None = None) -> Schema:
    """An array of one kind of member."""
    limits = {"minItems": least} if most is None else {"minItems": least, "maxItems": most}
    return {"type": "array", "items": schema, **limits}


def components() -> dict[str, Schema]:
    """Every schema that an operation refers to, by name."""
    found = {
        **_requests(),
        **_status_requests(),
        "StockRequest": _stock_request(),
        "ShipmentRequest": _shipment_request(),
    }
    for kind in (*_WRITTEN, StatusCallbackDocument):
        schema = _untitled(TypeAdapter(kind).json_schema(ref_template=REFERENCE + "{model}"))
        found |= schema.pop("$defs", {})
        found[kind.__name__] = schema
    return dict(sorted(found.items()))


def _shipment_request() -> Schema:
    whole = _JSON_TYPES[int]
    line = {"type": "object", "properties": {"id": whole, "quantity": whole}, "required": ["id", "quantity"]}
    return {"type": "object", "properties": {"items": list_of(line, least=1)}}


def _untitled(schema: Any) -> Any:
    """Without the titles that pydantic makes of the names, which say nothing more."""
    if isinstance(schema, list):
        return [_untitled(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _untitled(part) for name, part in schema.items() if name != "title" or not isinstance(part, str)}


def _requests() -> dict[str, Schema]:
    item, order = _object(ItemRequest), _object(OrderRequest)
    # Which of these a line of type 7 must give is in the error table; other types may leave them out.
    lists = {
        "external_urls": list_of({**_object(ExternalUrl), "required": ["fullsize", "name"]}),
        "attributes": list_of(
            {"type": "object", "properties": {"name": {"type": "string"}, "value": {}}, "required": ["name"]}
        ),
        "aspects": list_of(_object(AspectChoice)),
    }
    item["properties"] |= {name: {**schema, "description": _MEANINGS[name]} for name, schema in lists.items()}
    order["properties"]["items"] = list_of(ref(ItemRequest), least=1)
    order["required"].append("items")
    own_key = {"idempotency_key": {"type": "string", "maxLength": 255, "description": "This order's Idempotency-Key."}}
    bulk = {"allOf": [ref(OrderRequest), {"type": "object", "properties": own_key}]}
    return {"OrderRequest": order, "ItemRequest": item, "BulkOrderRequest": bulk}


def _object(kind: Any) -> Schema:
    """The JSON schema of one of the request dataclasses, required fields and lengths and all."""
    hints = get_type_hints(kind)
    known = readers(kind)
    properties = {
        part.name: _field(part.name, hints[part.name], known[part.name]) for part in fields(kind) if part.name in known
    }
    required = [name for name, reader in known.items() if reader.missing]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": True}


def _field(name: str, hint: Any, reader: Reader) -> Schema:
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    base = next((known for known in _JSON_TYPES if hint is known), None)
    schema = dict(_JSON_TYPES[base]) if base else _codes(hint.values)
    if name == "status":
        schema = _codes([1, 256])
    if isinstance(reader.read, partial) and "limit" in reader.read.keywords:
        schema["maxLength"] = reader.read.keywords["limit"]
    return schema | ({"description": _MEANINGS[name]} if name in _MEANINGS else {})


def _codes(codes: list[int], names: list[str] | None = None) -> Schema:
    """One of these numbers, which may come as text."""
    return {"type": ["integer", "string"], "enum": [*codes, *map(str, codes), *(names or [])]}


def _status_requests() -> dict[str, Schema]:
    number: Schema = {"type": ["integer", "string"]}
    quantity = {**number, "minimum": 1, "description": "Pieces. Left out: all that are still to leave."}
    text = {"type": "string", "maxLength": 255}
    parcel: Schema = {
        **dict.fromkeys(("shipping_tracking", "shipping_carrier", "shipping_method"), text),
        "tracking_url": {"type": "string", "maxLength": 2000},
    }

    def lines(members: Schema, required: list[str]) -> Schema:
        line = {"type": "object", "properties": {"id": number, **members}, "required": ["id", *required]}
        return list_of(line, least=1, most=1000)

    reprinted = {"description": "With status 16: the lines to make again. Left out: the whole order."}
    order = {
        "status": _codes(OrderStatus.values, OrderStatus.labels),
        **parcel,
        "items": {**lines({"quantity": quantity}, []), **reprinted},
        "reason": {**text, "description": "Kept in the history."},
    }
    item = {"status": _codes(ItemStatus.values, ItemStatus.labels), "quantity": quantity, **parcel}
    return {
        "StatusRequest": {"type": "object", "properties": order, "required": ["status"]},
        "ItemStatusRequest": lines(
            {"data": {"type": "object", "properties": item, "required": ["status"]}}, required=["data"]
        ),
    }


def _stock_request() -> Schema:
    quantity: Schema = {"type": ["integer", "string"], "minimum": 0, "maximum": 2**31 - 1}
    row = {
        "type": "object",
        "properties": {
            "sku": {"type": "string", "maxLength": 80, "description": "Your SKU. Goes before the barcode."},
            "barcode": {"type": "string", "maxLength": 100, "description": "Beside a SKU it is kept with it."},
            "data": {
                "type": "object",
                "properties": {"quantity_available": quantity},
                "required": ["quantity_available"],
            },
        },
        "required": ["data"],
        "anyOf": [{"required": ["sku"]}, {"required": ["barcode"]}],
    }
    return list_of(row, most=100_000)
