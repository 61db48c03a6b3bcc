"""What the OpenAPI document says of each operation."""

from __future__ import annotations

from monogram.api.answers import (
    CheckDocument,
    LabelledShipmentDocument,
    ResultDocument,
    StockDocument,
    StockReportDocument,
)
from monogram.api.examples import (
    BULK,
    BULK_ANSWER,
    CHECK_ANSWER,
    ORDER,
    SHIPMENTS,
    STATUS_CHANGE,
    STOCK,
    STOCK_REPORT,
    STOCK_REPORT_ANSWER,
)
from monogram.api.openapi_parts import (
    ADMISSION,
    ANYTHING_ELSE,
    BODY,
    IDEMPOTENCY_KEY,
    ORDER_ERRORS,
    RETAILERS,
    SUPPLIERS,
    TEXT,
    content,
    operation,
    query,
)
from monogram.api.schemas import Schema, list_of, ref
from monogram.orders.documents import EventDocument, ItemDocument, OrderDocument

_FILTERS: list[Schema] = [
    query("external_ref", TEXT, "The reference that the order was sent with."),
    query("ref", TEXT, "Our reference of the order."),
    query("status", TEXT, "A status code, or several with commas between them.", example="1,256"),
    query("has_error", {"type": "boolean"}, "Whether the order waits for our staff."),
    query("changed_since", TEXT, "UTC, YYYY-MM-DD HH:MM:SS. In the order of changes.", example="2026-01-31 09:00:00"),
    query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}, "Orders a page."),
    query("cursor", TEXT, "Where the page begins: from the `Link` of the one before, as it is."),
]
_LINK: Schema = {"schema": TEXT, "description": 'With more orders to come: `<address of the next page>; rel="next"`.'}

POST_ORDER = operation(
    list_of(ref(OrderDocument), least=1),
    "The orders, one per supplier",
    (*RETAILERS, *ORDER_ERRORS),
    body=ref("OrderRequest"),
    body_example=ORDER,
    parameters=[IDEMPOTENCY_KEY],
)
POST_ORDERS = operation(
    list_of(ref(ResultDocument), least=1, most=100),
    "A result for each order, in order",
    (*RETAILERS, *BODY),
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
            **IDEMPOTENCY_KEY,
            "description": "Stands for each order of the bulk together with its `external_ref`: an order that was "
            "placed under it is answered again; one that was refused is tried again, also alone and corrected. "
            "The second of two orders with one reference has a key of its own. An order's own "
            "`idempotency_key` goes first.",
        }
    ],
)
CHECK = operation(
    ref(CheckDocument),
    "What would happen, also where the order would be refused",
    (*RETAILERS, *BODY),
    example=CHECK_ANSWER,
    body=ref("OrderRequest"),
    body_example=ORDER,
)
GET_ORDERS = operation(
    list_of(ref(OrderDocument), most=100),
    "A page of orders",
    (*ADMISSION, *ANYTHING_ELSE),
    parameters=_FILTERS,
    headers={"Link": _LINK},
)
GET_ORDER = operation(ref(OrderDocument), "The order", ADMISSION, may_be_missing=True)
EVENTS = operation(list_of(ref(EventDocument), least=1), "The history", ADMISSION, may_be_missing=True)
STATUS = operation(
    ref(OrderDocument),
    "The order after the change",
    (*ADMISSION, *BODY),
    body=ref("StatusRequest"),
    body_example=STATUS_CHANGE,
    may_be_missing=True,
)
ITEM_STATUS = operation(
    list_of(ref(ItemDocument), least=1),
    "The lines after the change, in the order asked for",
    (*ADMISSION, *BODY),
    body=ref("ItemStatusRequest"),
    may_be_missing=True,
)
PUT_STOCK = operation(
    ref(StockReportDocument),
    "What was applied, and what was not",
    (*SUPPLIERS, *BODY),
    example=STOCK_REPORT_ANSWER,
    body=ref("StockRequest"),
    body_example=STOCK_REPORT,
)
GET_STOCK = operation(
    ref(StockDocument),
    "The stock",
    (*RETAILERS, *ANYTHING_ELSE),
    example=STOCK,
    parameters=[
        query("dropship_ref", {"type": "integer"}, "The dropship account whose supplier's stock is asked for."),
        query("changed_since", TEXT, "UTC, YYYY-MM-DD HH:MM:SS.", example="2026-01-31 09:00:00"),
    ],
)

GET_SUPPLIER_ORDERS = operation(
    list_of(ref(OrderDocument), most=100),
    "Order documents as they were written for you, oldest first",
    (*SUPPLIERS, *ANYTHING_ELSE),
    parameters=[
        query("status", TEXT, "Only orders that have this status now, or one of several with commas between them."),
        query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}, "Documents a page."),
        query("cursor", TEXT, "Where the page begins: from the `Link` of the one before, as it is."),
    ],
    headers={
        "Link": {"schema": TEXT, "description": 'Always: `<where to ask next>; rel="next"`, also with nothing new.'}
    },
)
ACKNOWLEDGE = operation(
    ref(OrderDocument),
    "The order, which you have",
    (*SUPPLIERS, *ANYTHING_ELSE),
    may_be_missing=True,
)

_SHIPMENTS_ANSWER = list_of(ref(LabelledShipmentDocument))
POST_SHIPMENT = operation(
    _SHIPMENTS_ANSWER,
    "The parcels, with their labels",
    (*SUPPLIERS, *BODY),
    example=SHIPMENTS,
    may_be_missing=True,
)
POST_SHIPMENT["requestBody"] = {
    "required": False,
    "description": "Nothing for all pieces that are still to leave.",
    "content": content(ref("ShipmentRequest"), {"items": [{"id": 1234, "quantity": 2}]}),
}
GET_SHIPMENTS = operation(
    _SHIPMENTS_ANSWER, "The parcels", (*SUPPLIERS, *ANYTHING_ELSE), example=SHIPMENTS, may_be_missing=True
)
DELETE_SHIPMENT = operation(ref(OrderDocument), "The order after it", (*SUPPLIERS, *ANYTHING_ELSE), may_be_missing=True)
