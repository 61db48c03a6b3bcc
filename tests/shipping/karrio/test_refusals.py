"""Carriers that say no, each in its own words; parcels that are taken back; and sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from tests.shipping.karrio.cases import CASES, DPD_FAULT, SOAP, Case
from tests.shipping.karrio.world import REFERENCE, SECRET, TOKEN, answer, carrier, connection, recorded, wish

from monogram.common.http import HttpAnswer, TimedOutError
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError
from monogram.shipping.models import CarrierCode

SIGN_INS = {case.code: case.sign_in for case in CASES} | {CarrierCode.ROYAL_MAIL: TOKEN, CarrierCode.EVRI: TOKEN}


def first_of(code: CarrierCode) -> Case:
    return next(case for case in CASES if case.code == code and not case.parcel.passes_customs)


@dataclass(frozen=True)
class Refusal:
    code: CarrierCode
    said: HttpAnswer
    words: str


REFUSALS = [
    Refusal(
        CarrierCode.DPD,
        answer({"errorCode": "ERR0123", "errorMessage": "zipCode is wrong", "errorOrigin": "META-API"}, status=400),
        "DPD: Error Code ERR0123: zipCode is wrong",
    ),
    Refusal(
        CarrierCode.DPD_BENELUX,
        answer(
            SOAP.format(
                "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Fault</faultstring><detail><orders>"
                "<errorCode>COMMON_7</errorCode><errorMessage>Value of address field is too long</errorMessage>"
                "</orders></detail></soap:Fault>"
            ),
            status=500,
        ),
        "DPD: Value of address field is too long",
    ),
    Refusal(
        CarrierCode.DHL_EXPRESS,
        answer({"status": 422, "title": "Unprocessable", "detail": "410301: postcode not served"}, status=422),
        "DHL Express: 410301: postcode not served",
    ),
    Refusal(
        CarrierCode.DHL_PAKET,
        answer(
            {
                "status": {"title": "Bad Request", "statusCode": 400, "detail": "1 of 1 shipment failed."},
                "items": [
                    {
                        "sstatus": {"title": "Bad Request", "statusCode": 400},
                        "validationMessages": [
                            {
                                "property": "consignee.postalCode",
                                "validationMessage": "The postcode is unknown.",
                                "validationState": "Error",
                            }
                        ],
                    }
                ],
            },
            status=400,
        ),
        "DHL: 1 of 1 shipment failed.; consignee.postalCode: The postcode is unknown.",
    ),
    Refusal(
        CarrierCode.UPS,
        answer(
            {"response": {"errors": [{"code": "120802", "message": "Address Validation Error on ShipTo address"}]}},
            status=400,
        ),
        "UPS: Address Validation Error on ShipTo address",
    ),
    Refusal(
        CarrierCode.FEDEX,
        answer({"errors": [{"code": "SERVICETYPE.NOT.ALLOWED", "message": "Service type not allowed"}]}, status=400),
        "FedEx: Service type not allowed",
    ),
    Refusal(
        CarrierCode.HERMES_DE,
        answer({"listOfResultCodes": [{"code": "e021", "message": "PLZ ist falsch"}]}, status=400),
        "Hermes: PLZ ist falsch",
    ),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code.value)
def test_a_refusal_is_told_in_the_carriers_words(refusal: Refusal) -> None:
    case = first_of(refusal.code)
    sign_in = [case.sign_in] if case.sign_in else []

    with recorded(*sign_in, refusal.said), pytest.raises(CarrierRefusedError) as refused:
        carrier(case.code).book(connection(case.code, is_test=case.is_test, **case.settings), case.parcel)

    assert refused.value.text == refusal.words


@pytest.mark.parametrize("code", FACTS)
@pytest.mark.parametrize(
    "said", [TimedOutError("no answer"), answer("<html>Down</html>", status=503), answer("", status=301)]
)
def test_no_answer_and_no_sense_are_doubt(code: CarrierCode, said: HttpAnswer | TimedOutError) -> None:
    sign_in = SIGN_INS[code]
    service = next(iter(FACTS[code].services), "NDAY")

    with recorded(*([sign_in] if sign_in else []), said), pytest.raises(CarrierSilentError):
        carrier(code).book(connection(code), wish(service))


@pytest.mark.parametrize("code", FACTS)
def test_a_refusal_without_words_is_a_refusal(code: CarrierCode) -> None:
    sign_in = SIGN_INS[code]
    service = next(iter(FACTS[code].services), "NDAY")

    with (
        recorded(*([sign_in] if sign_in else []), answer("<html>Forbidden</html>", status=403)),
        pytest.raises(CarrierRefusedError, match=FACTS[code].name),
    ):
        carrier(code).book(connection(code), wish(service))


@dataclass(frozen=True)
class Void:
    code: CarrierCode
    method: str
    url: str
    body: object
    done: HttpAnswer


VOIDS = [
    Void(
        CarrierCode.UPS,
        "DELETE",
        "https://wwwcie.ups.com/api/shipments/v2409/void/cancel/1Z12345E6605272234",
        None,
        answer({"VoidShipmentResponse": {"Response": {"ResponseStatus": {"Code": "1", "Description": "Success"}}}}),
    ),
    Void(
        CarrierCode.FEDEX,
        "PUT",
        "https://apis-sandbox.fedex.com/ship/v1/shipments/cancel",
        {
            "accountNumber": {"value": "ACCOUNT_NUMBER"},
            "deletionControl": "DELETE_ALL_PACKAGES",
            "trackingNumber": "1Z12345E6605272234",
        },
        answer({"output": {"cancelledShipment": True, "successMessage": "Success"}}),
    ),
    Void(
        CarrierCode.DHL_PAKET,
        "DELETE",
        "https://api-sandbox.dhl.com/parcel/de/shipping/v2/orders"
        "?shipment=1Z12345E6605272234&profile=STANDARD_GRUPPENPROFIL",
        None,
        answer({"status": {"title": "OK", "statusCode": 200}, "items": []}),
    ),
]


@pytest.mark.parametrize("void", VOIDS, ids=lambda void: void.code.value)
def test_a_parcel_is_taken_back_by_its_number(void: Void) -> None:
    with recorded(TOKEN, void.done) as there:
        carrier(void.code).void(
            connection(void.code), reference=REFERENCE, tracking="1Z12345E6605272234", carrier_reference=""
        )

    request = there.sent[1]
    assert (request.method, request.url) == (void.method, void.url)
    assert (request.json if request.body else None) == void.body


@pytest.mark.parametrize("code", [code for code, facts in FACTS.items() if not facts.can_void])
def test_who_cannot_be_told_has_to_be_called(code: CarrierCode) -> None:
    with recorded() as there, pytest.raises(CarrierRefusedError, match=f"cancel 4711 at {FACTS[code].name}"):
        carrier(code).void(connection(code), reference=REFERENCE, tracking="4711", carrier_reference="")

    assert there.sent == []


def test_a_void_that_is_refused_leaves_the_label_valid() -> None:
    late = answer({"response": {"errors": [{"code": "190102", "message": "No shipment found"}]}}, status=404)
    with recorded(TOKEN, late), pytest.raises(CarrierRefusedError, match=r"^UPS: No shipment found$"):
        carrier(CarrierCode.UPS).void(
            connection(CarrierCode.UPS), reference=REFERENCE, tracking="1Z", carrier_reference=""
        )


@pytest.mark.parametrize("code", [code for code, facts in FACTS.items() if facts.signs_in])
def test_a_connection_is_tried_by_signing_in_and_no_more(code: CarrierCode) -> None:
    sign_in = SIGN_INS[code]
    assert sign_in is not None

    with recorded(sign_in) as there:
        carrier(code).check(connection(code))

    assert len(there.sent) == 1


def test_a_wrong_password_is_told_and_the_secret_is_not() -> None:
    echo = answer({"errors": [{"code": "NOT.AUTHORIZED", "message": f"Secret {SECRET} is wrong"}]}, status=401)

    with recorded(echo), pytest.raises(CarrierRefusedError) as refused:
        carrier(CarrierCode.FEDEX).check(connection(CarrierCode.FEDEX))

    assert refused.value.text == "FedEx did not let us in: Secret ••• is wrong"


def test_dpd_says_by_soap_that_the_password_is_wrong() -> None:
    with recorded(DPD_FAULT), pytest.raises(CarrierRefusedError, match="user and password is invalid"):
        carrier(CarrierCode.DPD_BENELUX).check(connection(CarrierCode.DPD_BENELUX))


def test_a_sign_in_holds_for_the_next_label_until_the_carrier_says_otherwise() -> None:
    case = first_of(CarrierCode.FEDEX)
    account, fedex = connection(CarrierCode.FEDEX), carrier(CarrierCode.FEDEX)
    expired = answer({"errors": [{"code": "NOT.AUTHORIZED.ERROR", "message": "Access token expired"}]}, status=401)

    with recorded(TOKEN, case.taken, case.taken, expired, TOKEN, case.taken) as there:
        fedex.book(account, case.parcel)
        fedex.book(account, case.parcel)
        with pytest.raises(CarrierRefusedError, match="Access token expired"):
            fedex.book(account, case.parcel)
        fedex.book(account, case.parcel)

    asked = [request.url.rpartition("/")[2] for request in there.sent]
    assert asked == ["token", "shipments", "shipments", "shipments", "token", "shipments"]


def test_test_and_live_do_not_share_a_sign_in() -> None:
    case = first_of(CarrierCode.FEDEX)

    with recorded(TOKEN, case.taken, TOKEN, case.taken) as there:
        carrier(CarrierCode.FEDEX).book(connection(CarrierCode.FEDEX, is_test=True), case.parcel)
        carrier(CarrierCode.FEDEX).book(connection(CarrierCode.FEDEX, is_test=False), case.parcel)

    assert [request.url.split("/")[2] for request in there.sent] == [
        *("apis-sandbox.fedex.com", "apis-sandbox.fedex.com"),
        *("apis.fedex.com", "apis.fedex.com"),
    ]


def test_dpd_signs_in_with_what_the_contract_has() -> None:
    account = connection(CarrierCode.DPD, dpd_client_id="", dpd_client_secret="", dpd_login="us")
    with recorded(SIGN_INS[CarrierCode.DPD] or TOKEN) as there:
        carrier(CarrierCode.DPD).check(account)

    request = there.sent[0]
    assert [request.header(name) for name in ("x-dpd-login", "x-dpd-password", "x-dpd-clientid")] == ["us", SECRET, ""]


@pytest.mark.parametrize("missing", ["account_number", "secret_key"])
def test_a_connection_without_its_settings_is_not_asked(missing: str) -> None:
    label = {"account_number": "Account number", "secret_key": "Secret key"}[missing]
    without: dict[str, Any] = {missing: ""}

    with (
        recorded() as there,
        pytest.raises(CarrierRefusedError, match=rf"^The connection Ours is not complete: {label}$"),
    ):
        carrier(CarrierCode.FEDEX).book(connection(CarrierCode.FEDEX, **without), wish("next-day"))

    assert there.sent == []
