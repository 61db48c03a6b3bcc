"""The shapes of answers that only the REST API gives: results of a bulk, what a check foresees, parcels and stock."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from monogram.api.errors import ErrorDocument, FailureDocument
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


class ShippedItemDocument(TypedDict):
    """A line in a parcel: `quantity` is the whole line's, `quantity_shipped` that in this parcel."""

    id: int
    order_id: int
    quantity: int
    quantity_shipped: int


class LabelledShipmentDocument(TypedDict):
    """A parcel that has left. `label_url` is empty where the label was not made here."""

    id: int
    carrier: str
    tracking: str
    label_url: str
    items: list[ShippedItemDocument]


class StockReportDocument(TypedDict):
    """What came of a stock report: how many rows were applied, and each that was not, with the reason."""

    updated: int
    errors: list[FailureDocument]


class StockProductDocument(TypedDict):
    """A product, or a variant of one, with what its supplier and you call it."""

    id: int
    supplier_sku: str
    retail_sku: str


class LinkedDocument(TypedDict):
    """What is made of a stock item; `variant` is null for a product as a whole."""

    product: StockProductDocument
    variant: StockProductDocument | None


class StockItemDocument(TypedDict):
    """What a supplier has of a SKU. `lead_time_days` and `daily_capacity` are 0 where it does not say."""

    linked: list[LinkedDocument]
    quantity_available: int
    lead_time_days: int
    daily_capacity: int


class StockDocument(TypedDict):
    """The stock of your suppliers, as far as it is of products of yours."""

    stock: list[StockItemDocument]


class ImageUrlsDocument(TypedDict):
    """As it came; for live previews, at most 1,600 px a side; upright in sRGB, as it is printed."""

    original: str
    preview: str
    processed: str


class UserImageDocument(TypedDict):
    """A stored image. At `expires_at` (UTC) it is deleted unless it has been used; null: it has been, and stays."""

    urls: ImageUrlsDocument
    id: str
    expires_at: str | None


class MockupDocument(TypedDict):
    """One side of the product, `width` and `height` in pixels."""

    view: str
    url: str
    width: int
    height: int


class MockupsDocument(TypedDict):
    """The sides that were asked for, in the product's order."""

    images: list[MockupDocument]
