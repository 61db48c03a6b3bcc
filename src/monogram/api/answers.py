"""The shapes of answers that only the REST API gives: results of a bulk, and what a check foresees."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from monogram.api.errors import ErrorDocument
from monogram.orders.documents import OrderDocument


class ResultDocument(TypedDict):
    """What became of one order: `status` is the HTTP status that it would have had alone.

    With 200 there are `orders`, otherwise an `error`, both exactly as `POST /order` answers.
    """

    index: int
    external_ref: str
    status: int
    orders: NotRequired[list[OrderDocument]]
    error: NotRequired[ErrorDocument]


class RoutingDocument(TypedDict):
    """What one rule of routing said of a line: which rule, what it decided, why, and about which supplier."""

    rule: str
    outcome: str
    detail: str
    candidate: str


class PlannedProductDocument(TypedDict):
    """The product of the catalogue that a line means."""

    id: int
    name: str


class PlannedItemDocument(TypedDict):
    """One line as it would be written, and how it found its supplier. `path` is where it stands in the request."""

    path: str
    external_ref: str
    type: int
    quantity: int
    sku: str
    mapped_sku: str
    description: str
    colour: str
    size: str
    product: PlannedProductDocument | None
    routing: list[RoutingDocument]


class PlannedSupplierDocument(TypedDict):
    """Who would make it."""

    company_ref_id: int
    name: str


class PlannedOrderDocument(TypedDict):
    """One of the orders that the request would become."""

    supplier: PlannedSupplierDocument | None
    secondary_company_ref_id: int | None
    status: int
    status_name: str
    has_error: bool
    error_message: str
    items: list[PlannedItemDocument]


class CheckDocument(TypedDict):
    """`ok`: the order would be accepted. If not, `error` is what `POST /order` would refuse it with."""

    ok: bool
    orders: list[PlannedOrderDocument]
    left_out: list[PlannedItemDocument]
    error: NotRequired[ErrorDocument]
