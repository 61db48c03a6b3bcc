"""An order as the world outside gets it: the supplier's push and the API's answer alike (`contract.md §5`).

The keys and their order are the contract's. Ids and codes are integers, yes and no are booleans, amounts are
numbers and null where nobody gave one, texts are "" then, dates are zeros. So a document can be read back as a
request: intake takes all of these for "not given".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from typing_extensions import TypedDict

from monogram.common.json_text import json_text
from monogram.orders.models import Order, OrderEvent, OrderItem, OrderStatus

NO_DATE = "0000-00-00"
NO_MOMENT = "0000-00-00 00:00:00"


class AssetView(Protocol):
    """A file of a line, as `artwork` shows it."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def dpi(self) -> float | None: ...


Assets = Mapping[int, Sequence[AssetView]]


class AssetDocument(TypedDict):
    """A file of a line. The latter four are ours: the hash is that of the bytes behind `url`."""

    name: str
    url: str
    description: str
    sha256: str
    width: int
    height: int
    dpi: float | None


class ItemDocument(TypedDict):
    """One line. `mapped_sku` is the supplier's SKU, `sku` the retailer's."""

    id: int
    external_ref: str
    ref: str
    type: int
    mapped_sku: str
    sku: str
    description: str
    quantity: int
    colour: str
    size: str
    status: int
    attributes: list[dict[str, Any]]
    assets: list[AssetDocument]


class _Addresses(TypedDict):
    id: int
    company_ref_id: int
    secondary_company_ref_id: int | None
    ref: str
    status: int
    status_name: str
    shipping_company: str
    shipping_address_1: str
    shipping_address_2: str
    shipping_address_3: str
    shipping_address_4: str
    shipping_address_5: str
    shipping_postcode: str
    shipping_country: str
    shipping_country_code: str
    billing_company: str
    billing_address_1: str
    billing_address_2: str
    billing_address_3: str
    billing_address_4: str
    billing_address_5: str
    billing_postcode: str
    billing_country: str
    customer_name: str
    customer_telephone: str
    customer_telephone_mobile: str
    sale_datetime: str
    external_ref: str
    has_been_completed: bool
    completion_datetime: str


class _Dispatch(TypedDict):
    shipping_method: str
    customer_email: str
    shipping_carrier: str
    shipping_tracking: str
    shipping_note_url: str
    payment_trans_id: str
    payment_type: str
    creation_datetime: str
    additional_info: str
    has_error: bool
    error_message: str
    required_dispatch_date: str
    billing_customer_name: str
    billing_customer_email: str
    billing_customer_telephone: str
    shipping_price: float | None
    shipping_price_inc_tax: float | None
    shipping_tax_rate: float | None
    is_urgent: bool
    coupon_code: str
    currency_code: str
    is_free_of_charge: bool
    company_external_ref: str


class OrderHead(_Addresses, _Dispatch):
    """An order without its lines."""


class OrderDocument(OrderHead):
    """A whole order with its lines."""

    items: list[ItemDocument]


class EventDocument(TypedDict):
    """One line of an order's history."""

    sequence: int
    event_id: str
    at: str
    actor: str
    kind: str
    from_status: int | None
    to_status: int | None
    status_name: str
    detail: str


def order_document(order: Order, assets: Assets) -> OrderDocument:
    """The whole order. `assets` are the files of each line by the line's id."""
    items = [item_document(item, assets.get(item.pk, ())) for item in order.items.all()]
    return {**order_head(order), "items": items}


def order_head(order: Order) -> OrderHead:
    """The order without its lines."""
    return {**_addresses(order), **_dispatch(order)}


def _addresses(order: Order) -> _Addresses:
    return {
        "id": order.pk,
        "company_ref_id": order.company_id,
        "secondary_company_ref_id": order.secondary_company_ref_id,
        "ref": order.ref,
        "status": order.status,
        "status_name": OrderStatus(order.status).label,
        "shipping_company": order.shipping_company,
        "shipping_address_1": order.shipping_address_1,
        "shipping_address_2": order.shipping_address_2,
        "shipping_address_3": order.shipping_address_3,
        "shipping_address_4": order.shipping_address_4,
        "shipping_address_5": order.shipping_address_5,
        "shipping_postcode": order.shipping_postcode,
        "shipping_country": order.shipping_country,
        "shipping_country_code": order.shipping_country_code,
        "billing_company": order.billing_company,
        "billing_address_1": order.billing_address_1,
        "billing_address_2": order.billing_address_2,
        "billing_address_3": order.billing_address_3,
        "billing_address_4": order.billing_address_4,
        "billing_address_5": order.billing_address_5,
        "billing_postcode": order.billing_postcode,
        "billing_country": order.billing_country,
        "customer_name": order.customer_name,
        "customer_telephone": order.customer_telephone,
        "customer_telephone_mobile": order.customer_telephone_mobile,
        "sale_datetime": moment(order.sale_datetime),
        "external_ref": order.external_ref,
        "has_been_completed": order.completion_datetime is not None,
        "completion_datetime": moment(order.completion_datetime),
    }


def _dispatch(order: Order) -> _Dispatch:
    return {
        "shipping_method": order.shipping_method,
        "customer_email": order.customer_email,
        "shipping_carrier": order.shipping_carrier,
        "shipping_tracking": order.shipping_tracking,
        "shipping_note_url": order.shipping_note_url,
        "payment_trans_id": order.payment_trans_id,
        "payment_type": order.payment_type,
        "creation_datetime": moment(order.creation_datetime),
        "additional_info": order.additional_info,
        "has_error": order.has_error,
        "error_message": order.error_message,
        "required_dispatch_date": day(order.required_dispatch_date),
        "billing_customer_name": order.billing_customer_name,
        "billing_customer_email": order.billing_customer_email,
        "billing_customer_telephone": order.billing_customer_telephone,
        "shipping_price": amount(order.shipping_price),
        "shipping_price_inc_tax": amount(order.shipping_price_inc_tax),
        "shipping_tax_rate": amount(order.shipping_tax_rate),
        "is_urgent": order.is_urgent,
        "coupon_code": order.coupon_code,
        "currency_code": order.currency_code,
        "is_free_of_charge": order.is_free_of_charge,
        "company_external_ref": order.company_external_ref,
    }


def item_document(item: OrderItem, assets: Sequence[AssetView]) -> ItemDocument:
    """One line with its files."""
    return {
        "id": item.pk,
        "external_ref": item.external_ref,
        "ref": item.ref,
        "type": item.type,
        "mapped_sku": item.mapped_sku,
        "sku": item.sku,
        "description": item.description,
        "quantity": item.quantity,
        "colour": item.colour,
        "size": item.size,
        "status": item.status,
        "attributes": item.attributes,
        "assets": [_asset_document(asset) for asset in assets],
    }


def _asset_document(asset: AssetView) -> AssetDocument:
    return {
        "name": asset.name,
        "url": asset.url,
        "description": asset.description,
        "sha256": asset.sha256,
        "width": asset.width,
        "height": asset.height,
        "dpi": asset.dpi,
    }


def event_document(event: OrderEvent) -> EventDocument:
    """What happened, when, and by whom."""
    return {
        "sequence": event.sequence,
        "event_id": event.event_id,
        "at": moment(event.at),
        "actor": event.actor,
        "kind": event.kind,
        "from_status": event.from_status,
        "to_status": event.to_status,
        "status_name": OrderStatus(event.to_status).label if event.to_status is not None else "",
        "detail": event.detail,
    }


def moment(value: datetime | None) -> str:
    """A time in UTC as the contract writes it."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if value else NO_MOMENT


def day(value: date | None) -> str:
    """A date as the contract writes it."""
    return value.isoformat() if value else NO_DATE


def amount(value: Decimal | None) -> float | None:
    """A price as a JSON number."""
    return None if value is None else float(value)


def as_json(document: object) -> str:
    """A document as the text that is sent and signed: no spaces, characters as they are."""
    return json_text(document)
