"""An order as a shop asks for it, typed. Each field declares how it is read and which error it fails with. Pure.

The dataclasses are the table of known fields: `intake` walks them, and the names are those of the models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Annotated, Any, get_type_hints

from monogram.common.countries import ALPHA_2
from monogram.orders import errors, values
from monogram.orders.errors import IntakeError, RequestError
from monogram.orders.models import ItemType, OrderStatus

MAX_QUANTITY = 1_000_000
INITIAL_STATUSES = (OrderStatus.RECEIVED, OrderStatus.ON_HOLD)
_ITEM_TYPES = {kind.value: kind for kind in ItemType}
_QUANTITY = partial(values.integer, least=1, largest=MAX_QUANTITY)


@dataclass(frozen=True, slots=True)
class Reader:
    """How a known field is read, and the errors for a value that cannot be and for none at all."""

    read: Callable[[object], Any]
    wrong: type[IntakeError] = RequestError
    missing: type[IntakeError] | None = None


def _country_code(value: object) -> str:
    code = values.text(value, values.MAX_URL_LENGTH).strip().upper()
    if code not in ALPHA_2:
        raise values.Unreadable(f'"{code[:30]}" is no ISO 3166-1 alpha-2 country code')
    return code


def _currency_code(value: object) -> str:
    code = values.text(value, 3).strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise values.Unreadable("must be a currency code of three letters")
    return code


def _initial_status(value: object) -> OrderStatus:
    status = values.integer(value)
    if status not in INITIAL_STATUSES:
        raise values.Unreadable("may only be 1 (Received) or 256 (On Hold)")
    return OrderStatus(status)


def _item_type(value: object) -> ItemType:
    number = values.integer(value)
    if number not in _ITEM_TYPES:
        raise values.Unreadable(f"there is no type {number}")
    return _ITEM_TYPES[number]


def _text(limit: int, missing: type[IntakeError] | None = None) -> Reader:
    return Reader(partial(values.text, limit=limit), missing=missing)


Text16 = Annotated[str, _text(16)]
Text50 = Annotated[str, _text(50)]
AreaName = Annotated[str, Reader(partial(values.name, limit=60))]
Text100 = Annotated[str, _text(100)]
Text255 = Annotated[str, _text(255)]
Text500 = Annotated[str, _text(500)]
LongText = Annotated[str, _text(65_535)]
Url = Annotated[str, Reader(values.web_address)]
Whole = Annotated[int | None, Reader(values.integer)]
Price = Annotated[Decimal | None, Reader(values.price)]
Rate = Annotated[Decimal | None, Reader(values.rate)]
YesNo = Annotated[bool, Reader(values.flag)]


@dataclass(frozen=True, slots=True)
class ExternalUrl:
    """Artwork for one print area of a line of type 7."""

    fullsize: Annotated[str, Reader(values.web_address, missing=errors.ItemExternalUrlMissingError)] = ""
    thumbnail: Annotated[str, Reader(values.web_address, missing=errors.ItemExternalThumbnailUrlMissingError)] = ""
    name: AreaName = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class AspectChoice:
    """An option chosen, by the catalogue's numbers."""

    aspect_id: Whole = None
    option_id: Whole = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """One line as it was asked for. `path` is where it stands in the body; `extra` holds what we do not know."""

    type: Annotated[
        ItemType | None, Reader(_item_type, wrong=errors.InvalidItemTypeError, missing=errors.InvalidItemTypeError)
    ] = None
    quantity: Annotated[
        int, Reader(_QUANTITY, wrong=errors.InvalidItemQuantityError, missing=errors.InvalidItemQuantityError)
    ] = 0
    external_ref: Annotated[str, _text(100, errors.ItemExternalRefMissingError)] = ""
    sku: Text100 = ""
    barcode: Text100 = ""
    description: Text500 = ""
    colour: Text100 = ""
    size: Text100 = ""
    textual_product_id: Whole = None
    external_url: Url = ""
    external_thumbnail_url: Url = ""
    print_job_ref: Text100 = ""
    print_job_id: Whole = None
    print_on_demand_ref: Text100 = ""
    unit_sale_price: Price = None
    unit_sale_price_inc_tax: Price = None
    sale_price: Price = None
    sale_price_inc_tax: Price = None
    sale_vat_rate: Rate = None
    bundle_ref: Text100 = ""
    external_urls: tuple[ExternalUrl, ...] = ()
    attributes: tuple[Mapping[str, Any], ...] = ()
    aspects: tuple[AspectChoice, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """One order as it was asked for. Texts are "" where nothing was given."""

    external_ref: Annotated[str, _text(100, errors.ExternalRefMissingError)] = ""
    company_ref_id: Whole = None
    secondary_company_ref_id: Whole = None
    company_external_ref: Text100 = ""
    status: Annotated[OrderStatus, Reader(_initial_status)] = OrderStatus.RECEIVED
    sale_datetime: Annotated[datetime | None, Reader(values.moment, wrong=errors.InvalidSaleDatetimeError)] = None
    required_dispatch_date: Annotated[
        date | None, Reader(values.day, wrong=errors.InvalidRequiredDispatchDateError)
    ] = None
    customer_name: Text255 = ""
    customer_email: Text255 = ""
    customer_telephone: Text100 = ""
    customer_telephone_mobile: Text100 = ""
    shipping_company: Text255 = ""
    shipping_address_1: Annotated[str, _text(255, errors.ShippingAddressMissingError)] = ""
    shipping_address_2: Text255 = ""
    shipping_address_3: Text255 = ""
    shipping_address_4: Text255 = ""
    shipping_address_5: Text255 = ""
    shipping_postcode: Annotated[str, _text(50, errors.ShippingPostcodeMissingError)] = ""
    shipping_country: Text100 = ""
    shipping_country_code: Annotated[
        str,
        Reader(_country_code, wrong=errors.InvalidCountryCodeError, missing=errors.ShippingCountryCodeMissingError),
    ] = ""
    shipping_method: Text255 = ""
    shipping_carrier: Text255 = ""
    shipping_note_url: Url = ""
    shipping_price: Price = None
    shipping_price_inc_tax: Price = None
    shipping_tax_rate: Rate = None
    billing_customer_name: Text255 = ""
    billing_customer_email: Text255 = ""
    billing_customer_telephone: Text100 = ""
    billing_company: Text255 = ""
    billing_address_1: Text255 = ""
    billing_address_2: Text255 = ""
    billing_address_3: Text255 = ""
    billing_address_4: Text255 = ""
    billing_address_5: Text255 = ""
    billing_postcode: Text50 = ""
    billing_country: Text100 = ""
    billing_country_code: Annotated[str, Reader(_country_code, wrong=errors.InvalidCountryCodeError)] = ""
    coupon_code: Text255 = ""
    currency_code: Annotated[str, Reader(_currency_code)] = ""
    payment_trans_id: Text255 = ""
    payment_type: Text100 = ""
    is_urgent: YesNo = False
    is_free_of_charge: YesNo = False
    tag: Text16 = ""
    additional_info: LongText = ""
    status_callback_url: Annotated[str, Reader(values.web_address, wrong=errors.InvalidStatusCallbackUrlError)] = ""
    items: tuple[ItemRequest, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


# Clients send back what an order of ours holds, or its defaults. It says nothing about the order that they want.
SERVER_OWNED = frozenset(
    {
        "id",
        "ref",
        "status_name",
        "has_error",
        "error_message",
        "has_been_completed",
        "completion_datetime",
        "creation_datetime",
        "shipping_tracking",
        "mapped_sku",
        "assets",
    }
)


@cache
def readers(kind: Callable[..., Any]) -> Mapping[str, Reader]:
    """The known fields of one of these dataclasses, by name."""
    hints = get_type_hints(kind, include_extras=True).items()
    return {
        name: part for name, hint in hints for part in getattr(hint, "__metadata__", ()) if isinstance(part, Reader)
    }


@cache
def needed(kind: Callable[..., Any]) -> Mapping[str, type[IntakeError]]:
    """The fields that must be given, with the errors for those that are not."""
    return {name: how.missing for name, how in readers(kind).items() if how.missing}
