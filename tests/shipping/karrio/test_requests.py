"""A parcel in the carriers' words: what is rounded, shortened, coded and split on the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.shipping.karrio.world import ADA, SHIRTS, WORKS, connection, wish

from monogram.shipping.carriers.karrio.corrections import house_number
from monogram.shipping.carriers.karrio.regions import region_code
from monogram.shipping.carriers.karrio.requests import (
    address_lines,
    connection_settings,
    contents,
    declared_value,
    label_format,
    service_of,
    shipment_request,
    unit_weight_kg,
)
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.credentials import settings_of
from monogram.shipping.errors import CarrierRefusedError
from monogram.shipping.models import CarrierCode


@pytest.mark.parametrize(
    ("line", "country", "street", "number"),
    [
        ("Hafenstraße 12", "DE", "Hafenstraße", "12"),
        ("Kurt-Schumacher-Str. 20b", "DE", "Kurt-Schumacher-Str.", "20b"),
        ("Straße des 17. Juni 135", "DE", "Straße des 17. Juni", "135"),
        ("12 High Street", "GB", "High Street", "12"),
        ("12a, Rue de Rivoli", "FR", "Rue de Rivoli", "12a"),
        ("Unit 4", "GB", "Unit 4", ""),
        ("Hauptplatz", "AT", "Hauptplatz", ""),
        ("10 Downing Street", "DE", "10 Downing Street", ""),
    ],
)
def test_house_numbers_stand_where_the_country_writes_them(line: str, country: str, street: str, number: str) -> None:
    assert house_number(line, country) == (street, number)


@pytest.mark.parametrize(
    ("country", "region", "code"),
    [
        ("US", "Texas", "TX"),
        ("US", " new york ", "NY"),
        ("US", "ca", "CA"),
        ("CA", "Québec", "QC"),
        ("AU", "New South Wales", "NSW"),
        ("US", "Somewhere", ""),
        ("GB", "Cheshire", ""),
    ],
)
def test_states_have_codes_where_carriers_want_them(country: str, region: str, code: str) -> None:
    assert region_code(country, region) == code


@pytest.mark.parametrize(("postcode", "country"), [("JE2 3AB", "JE"), ("gy1 1aa", "GG"), ("SK10 2XR", "GB")])
def test_the_channel_islands_are_countries_of_their_own(postcode: str, country: str) -> None:
    parcel = wish("standard", replace(ADA, postcode=postcode))

    request = shipment_request(FACTS[CarrierCode.UPS], parcel, FACTS[CarrierCode.UPS].filled({}))

    assert request["recipient"]["country_code"] == country


def test_short_lines_beside_the_street_share_a_line() -> None:
    lines = ["12 High Street", "Flat 3", "", "Rose Court", "The Old Printing Works and Foundry"]

    assert address_lines(lines) == ["12 High Street", "Flat 3, Rose Court", "The Old Printing Works and Foundry"]


def test_lines_of_a_declaration_add_up_to_what_is_declared() -> None:
    three = replace(SHIRTS, quantity=3, value=Decimal(10), weight_g=1)
    parcel = replace(wish("express", passes_customs=True), goods=(three,))

    request = shipment_request(FACTS[CarrierCode.UPS], parcel, FACTS[CarrierCode.UPS].filled({}))

    [commodity] = request["customs"]["commodities"]
    assert (commodity["quantity"], commodity["value_amount"], commodity["weight"]) == (3, 3.33, 0.001)
    assert declared_value(parcel) == Decimal("9.99")
    assert request["customs"]["duty"] == {"paid_by": "recipient", "currency": "GBP", "declared_value": 9.99}
    assert unit_weight_kg(SHIRTS) == 0.18


def test_a_light_parcel_weighs_at_least_a_gram_and_has_the_size_of_the_connection() -> None:
    feather = replace(wish("standard"), goods=(replace(SHIRTS, weight_g=0),))

    request = shipment_request(
        FACTS[CarrierCode.UPS], feather, {"length_cm": "30", "width_cm": "20.5", "height_cm": "2"}
    )

    [parcel] = request["parcels"]
    assert (parcel["weight"], parcel["weight_unit"]) == (0.001, "KG")
    assert [parcel[side] for side in ("length", "width", "height")] == [30.0, 20.5, 2.0]


def test_contents_are_cut_at_the_carriers_room() -> None:
    assert contents(wish("standard"), 50) == "Cotton T-shirt, printed, Mug"
    assert contents(wish("standard"), 15) == "Cotton T-shirt…"


@pytest.mark.parametrize(("passes_customs", "wanted", "given"), [(False, "ZPL", "ZPL"), (True, "ZPL", "PDF")])
def test_customs_papers_and_their_label_are_pdf(passes_customs: bool, wanted: str, given: str) -> None:
    parcel = wish("standard", passes_customs=passes_customs)

    assert label_format(FACTS[CarrierCode.UPS], parcel, {"label_format": wanted}) == given


def test_a_service_that_is_not_offered_is_refused_unless_contracts_have_their_own() -> None:
    with pytest.raises(CarrierRefusedError, match="UPS has no service “by-pigeon”"):
        service_of(FACTS[CarrierCode.UPS], "by-pigeon")

    assert service_of(FACTS[CarrierCode.ROYAL_MAIL], "MTE").carrier_code == "MTE"


def test_a_firm_and_a_person_are_told_apart() -> None:
    request = shipment_request(FACTS[CarrierCode.UPS], wish("standard"), FACTS[CarrierCode.UPS].filled({}))
    shipper, recipient = request["shipper"], request["recipient"]

    assert (shipper["company_name"], shipper["residential"]) == (WORKS.name, False)
    assert (recipient["person_name"], recipient.get("company_name"), recipient["residential"]) == (ADA.name, None, True)


@pytest.mark.parametrize(("is_test", "billed"), [(True, None), (False, "50123456785302")])
def test_dhl_bills_each_product_by_its_own_number(is_test: bool, billed: str | None) -> None:
    facts = FACTS[CarrierCode.DHL_PAKET]
    account = connection(CarrierCode.DHL_PAKET, is_test=is_test, ekp="5012345678", participation="02")

    settings = connection_settings(facts, account, facts.filled(settings_of(account)), sender_country="DE")

    numbers = {one["service"]: one["billing_number"] for one in settings["config"].get("service_billing_numbers", [])}
    assert numbers.get("dhl_parcel_de_paket_international") == billed
    assert settings["test_mode"] is is_test


def test_every_carrier_names_its_services_and_asks_for_its_secrets_as_secrets() -> None:
    for facts in FACTS.values():
        names = [one.name for one in facts.setting_fields]
        assert len(names) == len(set(names))
        assert facts.services or facts.takes_other_services
        assert {one.name for one in facts.credentials if one.is_secret} == {
            name for name in names if "password" in name or "secret" in name
        }
