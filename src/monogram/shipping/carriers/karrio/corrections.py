"""What karrio's connectors get wrong, put right before it is sent: a function for each, of the request's body.

Seen in version 2026.1.32. A correction that a later karrio no longer needs changes nothing; the tests hold the bodies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from math import ceil
from types import MappingProxyType
from typing import Any, TypeAlias

from monogram.common import clock
from monogram.shipping.carriers import Goods, ParcelWish, Party
from monogram.shipping.carriers.karrio.facts import DUTIES, HEIGHT, LENGTH, WIDTH, Settings
from monogram.shipping.carriers.karrio.requests import address_lines, contents, day_of, declared_value, unit_value

Correction: TypeAlias = Callable[[Any, ParcelWish, Settings], None]

_NUMBER_FIRST = frozenset("GB IE US CA AU NZ FR LU MC ZA IN IM JE GG".split())  # noqa: SIM905 - read as one line
_HIGH, _LOW = 150, 22
"""Worth from which a parcel is of high value to DPD, and below which of low."""
_BEFORE = re.compile(r"(?P<number>\d+\w?(?:[-/]\d+\w?)?),? +(?P<street>\D.*)")
_AFTER = re.compile(r"(?P<street>.*\D) +(?P<number>\d+(?: ?[a-zA-Z])?(?:[-/]\d+\w?)?)")


def house_number(line: str, country: str) -> tuple[str, str]:
    """A line of an address as street and number, as people in that country write it; all street where it is unclear."""
    found = (_BEFORE if country in _NUMBER_FIRST else _AFTER).fullmatch(line.strip())
    return (found["street"], found["number"]) if found else (line.strip(), "")


def _sapient(body: Any, wish: ParcelWish, _values: Settings) -> None:
    """The order's number stands beside ours, the third line of an address is not lost, and the parcel has its worth."""
    body["Shipper"]["Reference2"] = wish.order_ref[:30]
    for party, there in ((wish.sender, body["Shipper"]), (wish.recipient, body["Destination"])):
        lines = address_lines(party.address)
        there["Address"].update({f"Line{row}": line[:40] for row, line in enumerate(lines[:3], 1)})
    if wish.passes_customs:
        body["Packages"][0]["DeclaredValue"] = float(declared_value(wish))


def _dpd(body: Any, wish: ParcelWish, values: Settings) -> None:
    """Streets and house numbers as written; the second line once; and the declaration, on which karrio fails."""
    for party, there in ((wish.sender, body[0]["sender"]), (wish.recipient, body[0]["receiver"])):
        street, number = house_number(_first(party), party.country_code)
        there["address"].update(street=street, houseNumber=number)
        there["address"].pop("name2", None)
    if wish.passes_customs:
        body[0]["international"] = _dpd_declaration(body[0], wish, values)


def _dpd_declaration(body: Any, wish: ParcelWish, values: Settings) -> dict[str, Any]:
    """What is sold, by whom and to whom. A position's amount and weight, in grams, are those of all its pieces."""
    value = declared_value(wish)
    amount = {"amount": float(value), "currency": wish.currency}
    taxes = {"eori": wish.sender.eori_number} if wish.sender.eori_number else {}
    return {
        "parcelType": "P",
        "customsAmount": amount,
        "customsAmountEx": amount,
        "customsTerms": "s03" if values[DUTIES] == "DDP" else "s06",
        "customsPaper": "A",
        "clearanceStatus": "N",
        "customsHighLowValue": "H" if value >= _HIGH else "M" if value >= _LOW else "L",
        "customsInvoice": (wish.order_name or wish.order_ref)[:35],
        "customsInvoiceDates": [f"{day_of(wish):%Y-%m-%d}"],
        "numberOfArticles": str(len(wish.goods)),
        "exportReason": "s01",
        "shipmentContent": contents(wish, 100),
        "importer": {"address": _dpd_address(body["receiver"]), "contact": body["receiver"]["contact"]},
        "exporter": {"address": _dpd_address(body["sender"]), "contact": body["sender"]["contact"], **taxes},
        "interInvoiceLines": [_dpd_line(row, goods) for row, goods in enumerate(wish.goods, 1)],
    }


def _dpd_address(party: Any) -> dict[str, Any]:
    names = ("companyName", "name1", "street", "houseNumber", "zipCode", "city", "country")
    return {name: party["address"][name] for name in names if party["address"].get(name)}


def _dpd_line(row: int, goods: Goods) -> dict[str, Any]:
    line = {
        "invoicePosition": str(row),
        "quantityOfItems": str(goods.quantity),
        "content": goods.description[:35],
        "amountOfPosition": float(unit_value(goods) * goods.quantity),
        "manufacturedCountry": goods.origin,
        "netWeight": str(goods.weight_g),
        "grossWeight": str(goods.weight_g),
        "customerProductCode": goods.sku,
        "productDescription": goods.description[:100],
        "importTarifCode": goods.hs_code,
        "exportTarifCode": goods.hs_code,
        "parcelRank": "1",
    }
    return {name: value for name, value in line.items() if value}


def _dpd_benelux(envelope: Any, wish: ParcelWish, values: Settings) -> None:
    """Weight in units of 10 g and volume as LLLWWWHHH, both whole; no customs data, and no number or name twice."""
    order = envelope.Body.anytypeobjs_[0].order[0]
    for address in (order.generalShipmentData.sender, order.generalShipmentData.recipient):
        address.houseNo = None
        if address.name2 == address.name1:
            address.name2 = None
    parcel = order.parcels[0]
    parcel.weight = max(ceil(wish.weight_g / 10), 1)
    parcel.volume = "".join(f"{round(float(values[side])):03}" for side in (LENGTH, WIDTH, HEIGHT))
    parcel.international = None


def _dhl_express(body: Any, wish: ParcelWish, _values: Settings) -> None:
    """Prices with their pence, the tax numbers, a printed invoice, a time to come, labels of 4 × 6 inches instead of
    4 × 8; declared is what passes customs."""
    shipment, content = body["shipment"], body["shipment"]["content"]
    shipment["plannedShippingDateAndTime"] = f"{clock.now() + timedelta(hours=1):%Y-%m-%dT%H:%M:%S} GMT+00:00"
    shipment["customerReferences"] = [{"typeCode": "CU", "value": wish.reference}]
    shipment["outputImageProperties"]["imageOptions"][0]["templateName"] = "ECOM26_64_001"
    content["isCustomsDeclarable"] = wish.passes_customs
    if not wish.passes_customs:
        for name in ("exportDeclaration", "declaredValue", "declaredValueCurrency", "incoterm"):
            content.pop(name, None)
        return
    for line, goods in zip(content["exportDeclaration"]["lineItems"], wish.goods, strict=True):
        line["price"] = float(unit_value(goods))
    shipment["outputImageProperties"]["imageOptions"].append(
        {
            "typeCode": "invoice",
            "templateName": "COMMERCIAL_INVOICE_P_10",
            "invoiceType": "commercial",
            "isRequested": True,
        }
    )
    numbers = (("EOR", wish.sender.eori_number), ("VAT", wish.sender.vat_number))
    registered = [
        {"typeCode": kind, "number": number, "issuerCountryCode": wish.sender.country_code}
        for kind, number in numbers
        if number
    ]
    if registered:
        shipment["customerDetails"]["shipperDetails"]["registrationNumbers"] = registered


def _dhl_paket(body: Any, wish: ParcelWish, _values: Settings) -> None:
    """House numbers as written, the second line where it belongs, no name twice, and what customs has to have."""
    shipment = body["shipments"][0]
    for party, there in ((wish.sender, shipment["shipper"]), (wish.recipient, shipment["consignee"])):
        street, number = house_number(_first(party), party.country_code)
        there["addressStreet"] = street
        there.pop("addressHouse", None)
        if number:
            there["addressHouse"] = number
        if there.get("name2") == there["name1"]:
            del there["name2"]
    beside = ", ".join(address_lines(wish.recipient.address)[1:])
    if beside:
        shipment["consignee"]["additionalAddressInformation1"] = beside[:60]
    customs = shipment.get("customs")
    if customs:
        del customs["officeOfOrigin"]
        customs["postalCharges"] = {"currency": wish.currency, "value": 0.0}
        if wish.sender.eori_number:
            customs["shipperCustomsRef"] = wish.sender.eori_number


def _ups(body: Any, wish: ParcelWish, values: Settings) -> None:
    """Addresses as written, one piece, no e-mails in our name, a date that UPS reads, duties only where there are."""
    shipment = body["ShipmentRequest"]["Shipment"]
    for party, name in ((wish.sender, "Shipper"), (wish.sender, "ShipFrom"), (wish.recipient, "ShipTo")):
        shipment[name]["Address"]["AddressLine"] = _lines(party, 3, 35)
    shipment["NumOfPiecesInShipment"] = "1"
    shipment.pop("ShipmentDate", None)
    options = shipment.get("ShipmentServiceOptions") or {}
    options.pop("Notification", None)
    charges = shipment["PaymentInformation"]["ShipmentCharge"]
    if not (wish.passes_customs and values[DUTIES] == "DDP"):
        shipment["PaymentInformation"]["ShipmentCharge"] = [one for one in charges if one["Type"] == "01"]
    forms = options.get("InternationalForms")
    if forms is None:
        shipment.pop("InvoiceLineTotal", None)
        shipment.pop("ShipmentServiceOptions", None)
        return
    sold_to = forms["Contacts"]["SoldTo"]
    sold_to["Name"] = (wish.recipient.company or wish.recipient.name)[:35]
    sold_to["Address"]["AddressLine"] = _lines(wish.recipient, 3, 35)
    forms["TermsOfShipment"] = "DDP" if values[DUTIES] == "DDP" else "DDU"


def _fedex(body: Any, wish: ParcelWish, _values: Settings) -> None:
    """Addresses as written; worth is declared to customs once, and to FedEx not at all: that would insure it."""
    shipment = body["requestedShipment"]
    payer = shipment["shippingChargesPayment"]["payor"]["responsibleParty"]
    taxes = [{"number": wish.sender.tax_number, "tinType": "BUSINESS_UNION"}]
    for party, there in (
        (wish.sender, shipment["shipper"]),
        (wish.sender, payer),
        (wish.recipient, shipment["recipients"][0]),
    ):
        there["address"]["streetLines"] = _lines(party, 3, 35)
        there.pop("tins", None)
    for name in ("totalDeclaredValue", "totalWeight", "preferredCurrency"):
        shipment.pop(name, None)
    shipment["rateRequestType"] = ["ACCOUNT"]
    shipment["requestedPackageLineItems"][0].pop("declaredValue", None)
    customs = shipment.get("customsClearanceDetail")
    if customs is None:
        shipment.pop("shippingDocumentSpecification", None)
        return
    if wish.sender.tax_number:
        shipment["shipper"]["tins"] = taxes
    customs["totalCustomsValue"] = {"amount": float(declared_value(wish)), "currency": wish.currency}
    customs.pop("insuranceCharge", None)
    duties = customs["dutiesPayment"].get("payor", {}).get("responsibleParty", {})
    if "address" in duties:
        is_ours = customs["dutiesPayment"]["paymentType"] == "SENDER"
        duties["address"]["streetLines"] = _lines(wish.sender if is_ours else wish.recipient, 3, 35)


def _hermes(body: Any, wish: ParcelWish, _values: Settings) -> None:
    """House numbers as written; the sender is a firm and has no first name."""
    for party, name in ((wish.sender, "senderAddress"), (wish.recipient, "receiverAddress")):
        if body[0].get(name):
            street, number = house_number(_first(party), party.country_code)
            body[0][name].update(street=street[:50], houseNumber=number[:5])
    body[0]["senderName"] = {"lastname": wish.sender.name}


def _first(party: Party) -> str:
    return (address_lines(party.address) or [""])[0]


def _lines(party: Party, most: int, letters: int) -> list[str]:
    return [line[:letters] for line in address_lines(party.address)[:most]]


CORRECTIONS: Mapping[str, Correction] = MappingProxyType(
    {
        "sapient": _sapient,
        "dpd_meta": _dpd,
        "dpd": _dpd_benelux,
        "mydhl": _dhl_express,
        "dhl_parcel_de": _dhl_paket,
        "ups": _ups,
        "fedex": _fedex,
        "hermes": _hermes,
    }
)
"""By the connector."""
