"""A parcel in karrio's words: plain dicts, made of a wish, a carrier's facts and a connection's settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from monogram.shipping.carriers import Goods, ParcelWish, Party
from monogram.shipping.carriers.karrio.facts import (
    DUTIES,
    HEIGHT,
    LABEL_FORMAT,
    LENGTH,
    WIDTH,
    Facts,
    Service,
    Settings,
)
from monogram.shipping.carriers.karrio.regions import region_code
from monogram.shipping.errors import CarrierRefusedError
from monogram.shipping.models import CarrierConnection

_CENT = Decimal("0.01")
_LINE = 35
"""Letters that every carrier has room for on one line of an address."""


def connection_settings(
    facts: Facts, connection: CarrierConnection, values: Settings, *, sender_country: str
) -> dict[str, Any]:
    """What karrio's settings of the connector are."""
    credentials = {one.name: values[one.name] for one in facts.credentials if values[one.name]}
    return {
        "account_country_code": sender_country,
        **credentials,
        **facts.constants,
        **facts.configure(connection, values),
        "test_mode": connection.is_test,
        "carrier_id": facts.connector,
    }


def label_format(facts: Facts, wish: ParcelWish, values: Settings) -> str:
    """ "PDF" or "ZPL". Customs papers are PDF everywhere, so the label that has them with it is too."""
    wanted = values.get(LABEL_FORMAT, "PDF")
    return wanted if wanted in facts.label_types and not wish.passes_customs else "PDF"


def service_of(facts: Facts, code: str) -> Service:
    """A service by its code; one of the contract's own is called by it. Raises CarrierRefusedError."""
    known = facts.services.get(code)
    if known is not None:
        return known
    if not facts.takes_other_services:
        raise CarrierRefusedError(f"{facts.name} has no service “{code}”")
    return Service(code, code)


def shipment_request(facts: Facts, wish: ParcelWish, values: Settings) -> dict[str, Any]:
    """karrio's `ShipmentRequest`. Raises CarrierRefusedError for what the carrier cannot be asked."""
    if wish.passes_customs and not facts.takes_customs:
        raise CarrierRefusedError(
            f"{facts.name} takes no customs declarations from here: send parcels that pass customs by another carrier"
        )
    service = service_of(facts, wish.service)
    day = day_of(wish)
    return {
        "service": service.carrier_code,
        "shipper": _address(wish.sender, is_business=True),
        "recipient": _address(wish.recipient, is_business=bool(wish.recipient.company)),
        "parcels": [_parcel(wish, values)],
        "payment": {"paid_by": "sender"},
        "reference": wish.reference,
        "order_id": wish.order_ref,
        "label_type": facts.label_types[label_format(facts, wish, values)],
        "options": {
            "currency": wish.currency,
            "shipping_date": f"{day:%Y-%m-%d}T09:00",
            "shipment_date": f"{day:%Y-%m-%d}",
            **({"declared_value": float(declared_value(wish))} if wish.passes_customs else {}),
            **service.options,
        },
        **({"customs": _customs(wish, values)} if wish.passes_customs and facts.karrio_declares else {}),
    }


def declared_value(wish: ParcelWish) -> Decimal:
    """The sum of the lines as they are declared, each piece rounded to the cent: carriers add up themselves."""
    return sum((unit_value(goods) * goods.quantity for goods in wish.goods), Decimal(0))


def unit_value(goods: Goods) -> Decimal:
    """Of one piece."""
    return ((goods.value or Decimal(0)) / goods.quantity).quantize(_CENT)


def unit_weight_kg(goods: Goods) -> float:
    """Of one piece, never nothing."""
    return max(round(goods.weight_g / goods.quantity / 1000, 3), 0.001)


def contents(wish: ParcelWish, most: int) -> str:
    """What is in the parcel, in so many letters."""
    names = ", ".join(dict.fromkeys(goods.description for goods in wish.goods))
    return names if len(names) <= most else names[: most - 1].rstrip() + "…"


def day_of(wish: ParcelWish) -> datetime:
    """On which the parcel is handed over."""
    return datetime.strptime(wish.date, "%d %b %Y")  # noqa: DTZ007 - a day, wherever it is


def _address(party: Party, *, is_business: bool) -> dict[str, Any]:
    lines = address_lines(party.address)
    return _without_blanks(
        {
            "person_name": party.name,
            "company_name": party.company or (party.name if is_business else ""),
            "address_line1": lines[0] if lines else "",
            "address_line2": ", ".join(lines[1:]),
            "city": party.town,
            "state_code": region_code(party.country_code, party.region),
            "postal_code": party.postcode,
            "country_code": _country(party),
            "phone_number": party.telephone,
            "email": party.email,
            "federal_tax_id": party.vat_number,
            "residential": not is_business,
        }
    )


def _country(party: Party) -> str:
    """The Channel Islands are countries to carriers, also where a shop counts them to the kingdom."""
    islands = {"JE": "JE", "GY": "GG"} if party.country_code == "GB" else {}
    return islands.get(party.postcode.strip().upper()[:2], party.country_code)


def address_lines(lines: Sequence[str]) -> list[str]:
    """Short lines that belong together on as few as fit: the street first, what stands beside it after."""
    packed: list[str] = []
    for line in filter(None, (line.strip() for line in lines)):
        if len(packed) > 1 and len(packed[-1]) + len(line) + 2 <= _LINE:
            packed[-1] = f"{packed[-1]}, {line}"
        else:
            packed.append(line)
    return packed


def _parcel(wish: ParcelWish, values: Settings) -> dict[str, Any]:
    return {
        "weight": max(round(wish.weight_g / 1000, 3), 0.001),
        "weight_unit": "KG",
        "length": float(values[LENGTH]),
        "width": float(values[WIDTH]),
        "height": float(values[HEIGHT]),
        "dimension_unit": "CM",
        "packaging_type": "your_packaging",
        "reference_number": wish.order_ref,
        "description": contents(wish, 50),
        "content": contents(wish, 35),
    }


def _customs(wish: ParcelWish, values: Settings) -> dict[str, Any]:
    terms = values[DUTIES]
    return {
        "content_type": "merchandise",
        "content_description": contents(wish, 50),
        "incoterm": terms,
        "invoice": wish.order_name or wish.order_ref,
        "invoice_date": f"{day_of(wish):%Y-%m-%d}",
        "commercial_invoice": True,
        "certify": True,
        "signer": wish.sender.name,
        "duty": {
            "paid_by": "sender" if terms == "DDP" else "recipient",
            "currency": wish.currency,
            "declared_value": float(declared_value(wish)),
        },
        "options": _without_blanks(
            {"eori_number": wish.sender.eori_number, "vat_registration_number": wish.sender.vat_number}
        ),
        "commodities": [_commodity(goods, wish.currency) for goods in wish.goods],
    }


def _commodity(goods: Goods, currency: str) -> dict[str, Any]:
    return _without_blanks(
        {
            "title": goods.description,
            "description": goods.description,
            "sku": goods.sku,
            "quantity": goods.quantity,
            "weight": unit_weight_kg(goods),
            "weight_unit": "KG",
            "value_amount": float(unit_value(goods)),
            "value_currency": currency,
            "hs_code": goods.hs_code,
            "origin_country": goods.origin,
        }
    )


def _without_blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}
