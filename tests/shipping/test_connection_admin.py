"""Connections with carriers in the back office: the carrier's own fields, secrets that never come out, services."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.shipping.karrio.world import SECRET, TOKEN, answer, recorded

from monogram.companies.models import Company, CompanyType
from monogram.shipping.carriers.karrio import sdk
from monogram.shipping.carriers.registry import CARRIERS
from monogram.shipping.credentials import keep_settings, settings_of
from monogram.shipping.models import CarrierCode, CarrierConnection

pytestmark = pytest.mark.django_db
SIZE = {"length_cm": "35", "width_cm": "25", "height_cm": "5"}
FEDEX = {"api_key": "us", "account_number": "740561073", "label_format": "PDF", "duties": "DAP", **SIZE}


@pytest.fixture
def works() -> Company:
    return Company.objects.create(name="Northern Print Works", type=CompanyType.SUPPLIER)


@pytest.fixture
def fedex(works: Company) -> CarrierConnection:
    return CarrierConnection.objects.create(supplier=works, carrier=CarrierCode.FEDEX, name="FedEx 4711")


def page(connection: CarrierConnection) -> str:
    return reverse("admin:shipping_carrierconnection_change", args=[connection.pk])


def shown(client: Client, connection: CarrierConnection) -> str:
    return html.unescape(client.get(page(connection)).content.decode())


def save(client: Client, connection: CarrierConnection, settings: dict[str, str], **fields: Any) -> str:
    """What is shown after saving the form, filled in so."""
    body = {
        "supplier": connection.supplier_id,
        "name": connection.name,
        "is_enabled": "on",
        **{f"setting_{name}": value for name, value in settings.items()},
        **fields,
    }
    return html.unescape(client.post(page(connection), body, follow=True).content.decode())


def test_the_carrier_is_chosen_first_and_its_fields_come_next(admin_client: Client, works: Company) -> None:
    body = {"supplier": works.pk, "carrier": "ups", "name": "UPS 4711"}

    answered = admin_client.post(reverse("admin:shipping_carrierconnection_add"), body, follow=True)

    connection = CarrierConnection.objects.get()
    assert answered.redirect_chain == [(page(connection), 302)]
    text = html.unescape(answered.content.decode())
    assert "Now fill in what UPS needs, and choose its services." in text
    assert "At UPS" in text
    for label in ("Client ID", "Client secret", "Shipper number", "Labels as", "Import duties and taxes are paid by"):
        assert label in text
    assert "UPS Standard · standard" in text
    assert "Delis ID" not in text


@pytest.mark.parametrize("code", CARRIERS)
def test_every_carrier_has_a_page_with_its_fields_services_and_notes(
    admin_client: Client, works: Company, code: str
) -> None:
    connection = CarrierConnection.objects.create(supplier=works, carrier=code, name="One")

    text = shown(admin_client, connection)

    carrier = CARRIERS[code]
    assert [one.label for one in carrier.setting_fields if one.label not in text] == []
    assert [name for name in carrier.services.values() if name not in text] == []
    assert [note for note in [*carrier.notes, carrier.test_means] if note not in text] == []
    assert ("Other services" in text) is carrier.takes_other_services


def test_settings_are_kept_and_secrets_are_never_shown(admin_client: Client, fedex: CarrierConnection) -> None:
    # Given what FedEx needs, with its secret
    text = save(admin_client, fedex, {**FEDEX, "secret_key": SECRET}, services=["next-day", "2-day"])

    # Then it is kept, encrypted
    fedex.refresh_from_db()
    assert settings_of(fedex) == {**FEDEX, "secret_key": SECRET}
    assert SECRET not in fedex.encrypted_settings
    assert (fedex.services, fedex.is_test) == (["next-day", "2-day"], False)
    # And shown but for the secret
    text = shown(admin_client, fedex)
    assert 'value="740561073"' in text
    assert SECRET not in text
    assert "Type to replace it; empty, it stays as it is." in text
    assert 'placeholder="••••••••"' in text

    # When the form is saved with the secret left empty
    save(admin_client, fedex, {**FEDEX, "api_key": "them", "secret_key": ""}, services=["next-day"])

    # Then it is still there, and what was typed has changed
    fedex.refresh_from_db()
    assert settings_of(fedex) == {**FEDEX, "api_key": "them", "secret_key": SECRET}
    assert fedex.services == ["next-day"]


def test_what_is_missing_is_asked_for(admin_client: Client, fedex: CarrierConnection) -> None:
    text = save(admin_client, fedex, {**FEDEX, "account_number": "", "secret_key": ""})

    assert text.count("This field is required.") == 2
    assert settings_of(fedex) == {}


def test_services_of_ones_own_contract_are_added_by_their_codes(admin_client: Client, works: Company) -> None:
    evri = CarrierConnection.objects.create(supplier=works, carrier=CarrierCode.EVRI, name="Evri")
    needed = {"client_id": "a", "client_secret": "b", "shipping_account_id": "c", "label_format": "ZPL", **SIZE}
    needed["duties"] = "DAP"

    refused = save(admin_client, evri, needed, other_services="NDAY, next day!")
    evri.refresh_from_db()
    assert "“day!” is no service code" in refused
    assert evri.services == []

    save(admin_client, evri, needed, other_services="NDAY, 2DAY")
    evri.refresh_from_db()
    assert evri.services == ["NDAY", "2DAY"]
    assert 'value="NDAY, 2DAY"' in shown(admin_client, evri)


def test_a_connection_is_tried(admin_client: Client, fedex: CarrierConnection) -> None:
    keep_settings(fedex, {**FEDEX, "secret_key": SECRET})
    url = reverse("admin:shipping_carrierconnection_test_connection", args=[fedex.pk])

    with recorded(TOKEN):
        good = html.unescape(admin_client.get(url, follow=True).content.decode())
    with recorded(answer({"errors": [{"code": "NOT.AUTHORIZED", "message": "Bad key"}]}, status=401)):
        bad = html.unescape(admin_client.get(url, follow=True).content.decode())

    assert "FedEx lets us in." in good
    assert "FedEx did not let us in: Bad key" in bad


def test_who_cannot_be_tried_says_so(admin_client: Client, works: Company) -> None:
    dhl = CarrierConnection.objects.create(supplier=works, carrier=CarrierCode.DHL_EXPRESS, name="DHL")
    url = reverse("admin:shipping_carrierconnection_test_connection", args=[dhl.pk])

    text = html.unescape(admin_client.get(url, follow=True).content.decode())

    assert "DHL Express has nothing that could be tried without making a label." in text


def test_without_the_extra_the_page_says_what_to_install(
    admin_client: Client, fedex: CarrierConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sdk, "is_installed", lambda package: package != "karrio-fedex")

    add = html.unescape(admin_client.get(reverse("admin:shipping_carrierconnection_add")).content.decode())
    text = shown(admin_client, fedex)

    assert "FedEx (not installed)" in add
    assert "UPS (not installed)" not in add
    assert "The package karrio-fedex is missing here" in text
    assert "pip install 'monogram[carriers]'" in text


def test_the_list_names_carriers_as_people_do(admin_client: Client, fedex: CarrierConnection) -> None:
    text = admin_client.get(reverse("admin:shipping_carrierconnection_changelist")).content.decode()

    assert "FedEx 4711" in text
    assert "none yet" in text
