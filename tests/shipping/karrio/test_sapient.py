"""Royal Mail and Evri, by Intersoft SAPIENT: what is sent, and what becomes of the answers."""

from __future__ import annotations

import json

import pytest
from tests.shipping.karrio.cases import BODIES
from tests.shipping.karrio.world import (
    GRACE,
    REFERENCE,
    SECRET,
    TOKEN,
    ZPL,
    answer,
    b64,
    carrier,
    connection,
    pdf,
    recorded,
    wish,
)

from monogram.common.http import HttpAnswer, TimedOutError
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError
from monogram.shipping.models import CarrierCode, LabelFormat

SHIPMENT_ID = "8a7e5c1e-5d0a-4a54-9f57-0d8f3c5a2b11"
TAKEN = answer(
    {
        "Labels": b64(pdf()),
        "LabelFormat": "PDF",
        "Packages": [
            {
                "CarrierDetails": {"UniqueId": "3A07033860010000B2268"},
                "ShipmentId": SHIPMENT_ID,
                "PackageOccurrence": 1,
                "TrackingNumber": "TT123456785GB",
                "CarrierTrackingUrl": "https://www.royalmail.com/track-your-item#/tracking-results/TT123456785GB",
            }
        ],
    }
)
REFUSED = answer(
    {
        "Errors": [
            {
                "ErrorCode": "E1099",
                "Message": "Postcode SK10 2XR is not known",
                "Cause": "Destination.Address.Postcode",
            },
            {"ErrorCode": "E1001", "Message": "ContactPhone is required", "Cause": "Destination.Address.ContactPhone"},
        ]
    },
    status=400,
)


def test_royal_mail_is_asked_for_a_tracked_parcel() -> None:
    account = connection(CarrierCode.ROYAL_MAIL, client_id="us", shipping_account_id="acc-1")

    with recorded(TOKEN, TAKEN) as sapient:
        carrier(CarrierCode.ROYAL_MAIL).book(account, wish("tracked-24"))

    sign_in, request = sapient.sent
    assert (sign_in.method, sign_in.url) == ("POST", "https://authentication.intersoftsapient.net/connect/token")
    assert sign_in.body == f"grant_type=client_credentials&client_id=us&client_secret={SECRET}".encode()
    assert (request.method, request.url) == ("POST", "https://api.intersoftsapient.net/v4/shipments/RM")
    assert request.header("authorization") == "Bearer T0KEN"
    assert request.json == json.loads((BODIES / "royal_mail.json").read_text())


def test_a_parcel_that_passes_customs_says_what_is_in_it() -> None:
    with recorded(TOKEN, TAKEN) as sapient:
        carrier(CarrierCode.ROYAL_MAIL).book(
            connection(CarrierCode.ROYAL_MAIL), wish("international-tracked", GRACE, passes_customs=True)
        )

    body = sapient.sent[1].json
    assert body["ShipmentInformation"]["ServiceCode"] == "OTA"
    assert body["Shipper"]["EoriNumber"] == "GB123456789000"
    assert body["Packages"][0]["DeclaredValue"] == 49.48
    assert body["Customs"] == {
        "ReasonForExport": "Sale of Goods",
        "Incoterms": "DAP",
        "InvoiceNumber": "#1001",
        "InvoiceDate": "2026-11-26",
    }
    assert body["Items"] == [
        {
            "SkuCode": "TS-1",
            "Quantity": 2,
            "Description": "Cotton T-shirt, printed",
            "Value": 19.99,
            "Weight": 0.18,
            "HSCode": "6109100010",
            "CountryOfOrigin": "TR",
        },
        {
            "SkuCode": "MUG-1",
            "Quantity": 1,
            "Description": "Mug",
            "Value": 9.5,
            "Weight": 0.34,
            "HSCode": "6911100000",
            "CountryOfOrigin": "CN",
        },
    ]


def test_evri_is_asked_by_the_service_codes_of_the_contract() -> None:
    with recorded(TOKEN, TAKEN) as sapient:
        booking = carrier(CarrierCode.EVRI).book(connection(CarrierCode.EVRI), wish("NDAY"))

    assert sapient.sent[1].url == "https://api.intersoftsapient.net/v4/shipments/EVRI"
    assert sapient.sent[1].json["ShipmentInformation"]["ServiceCode"] == "NDAY"
    assert (booking.method, booking.tracking_url) == ("NDAY", "https://www.evri.com/track/parcel/TT123456785GB")


def test_the_answer_is_a_booking_that_knows_what_sapient_calls_the_parcel() -> None:
    with recorded(TOKEN, TAKEN):
        booking = carrier(CarrierCode.ROYAL_MAIL).book(
            connection(CarrierCode.ROYAL_MAIL, is_test=False), wish("tracked-48")
        )

    assert (booking.tracking, booking.carrier_reference, booking.method) == ("TT123456785GB", SHIPMENT_ID, "Tracked 48")
    assert booking.tracking_url == "https://www.royalmail.com/track-your-item#/tracking-results/TT123456785GB"
    [label] = booking.labels
    assert (label.format, label.content, label.page) == (LabelFormat.PDF, pdf(), 1)


def test_a_label_printer_gets_zpl_that_leaves_it_as_it_is() -> None:
    taken = answer({**json.loads(TAKEN.body), "Labels": b64(ZPL), "LabelFormat": "ZPL203DPI"})
    account = connection(CarrierCode.ROYAL_MAIL, is_test=False, label_format="ZPL")

    with recorded(TOKEN, taken) as sapient:
        [label] = carrier(CarrierCode.ROYAL_MAIL).book(account, wish("tracked-24")).labels

    assert sapient.sent[1].json["ShipmentInformation"]["LabelFormat"] == "ZPL203DPI"
    assert label.format == LabelFormat.ZPL
    assert label.content == b"^XA\n^PW812\n^LL1218\n^FO50,50^A0N,40,40^FDParcel^FS\n^PQ1\n^XZ\n"


def test_a_refusal_has_the_carriers_words() -> None:
    with recorded(TOKEN, REFUSED), pytest.raises(CarrierRefusedError) as refused:
        carrier(CarrierCode.ROYAL_MAIL).book(connection(CarrierCode.ROYAL_MAIL), wish("tracked-24"))

    assert refused.value.text == "Royal Mail: Postcode SK10 2XR is not known; ContactPhone is required"


def test_wrong_credentials_are_a_refusal_and_nothing_is_asked_for() -> None:
    denied = answer({"error": "invalid_client"}, status=400)
    with (
        recorded(denied) as sapient,
        pytest.raises(CarrierRefusedError, match=r"^Royal Mail did not let us in \(HTTP 400\)$"),
    ):
        carrier(CarrierCode.ROYAL_MAIL).book(connection(CarrierCode.ROYAL_MAIL), wish("tracked-24"))

    assert len(sapient.sent) == 1


@pytest.mark.parametrize(
    ("said", "because"),
    [
        (TimedOutError("api.intersoftsapient.net did not answer within 30 s"), "did not answer within 30 s"),
        (answer("<html>Bad gateway</html>", status=502), "out of order: it answered with HTTP 502"),
        (answer("<html>Welcome</html>"), "Royal Mail answered, but with no label and no reason"),
        (answer({"Labels": b64(pdf()), "Packages": []}), "Royal Mail answered, but with no label and no reason"),
        (answer({"Packages": [{"TrackingNumber": "TT1", "ShipmentId": "1"}]}), "TT1 but sent no label"),
    ],
)
def test_what_says_neither_yes_nor_no_is_doubt(said: HttpAnswer | TimedOutError, because: str) -> None:
    with recorded(TOKEN, said), pytest.raises(CarrierSilentError, match=because):
        carrier(CarrierCode.ROYAL_MAIL).book(connection(CarrierCode.ROYAL_MAIL), wish("tracked-24"))


def test_a_silent_sign_in_is_no_doubt() -> None:
    with (
        recorded(TimedOutError("no answer")),
        pytest.raises(CarrierRefusedError, match=r"^Royal Mail did not let us in: The carrier did not answer"),
    ):
        carrier(CarrierCode.ROYAL_MAIL).book(connection(CarrierCode.ROYAL_MAIL), wish("tracked-24"))


def test_a_parcel_is_taken_back_by_sapients_own_reference() -> None:
    with recorded(TOKEN, answer(b"", status=200)) as sapient:
        carrier(CarrierCode.ROYAL_MAIL).void(
            connection(CarrierCode.ROYAL_MAIL),
            reference=REFERENCE,
            tracking="TT123456785GB",
            carrier_reference=SHIPMENT_ID,
        )

    assert (sapient.sent[1].method, sapient.sent[1].url) == (
        "PUT",
        "https://api.intersoftsapient.net/v4/shipments/status",
    )
    assert sapient.sent[1].json == {"Status": "Cancel", "Reason": "Order Cancelled", "ShipmentIds": [SHIPMENT_ID]}


def test_a_parcel_that_is_under_way_is_not_taken_back() -> None:
    manifested = answer({"Errors": [{"ErrorCode": "E2", "Message": "Shipment is manifested"}]}, status=409)
    with recorded(TOKEN, manifested), pytest.raises(CarrierRefusedError, match=r"^Royal Mail: Shipment is manifested$"):
        carrier(CarrierCode.ROYAL_MAIL).void(
            connection(CarrierCode.ROYAL_MAIL), reference=REFERENCE, tracking="T", carrier_reference=SHIPMENT_ID
        )
