"""For each carrier: a parcel, how it signs in, what it answers, and how it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.shipping.karrio.world import DRUCKEREI, GRACE, MAX, TOKEN, answer, b64, pdf, picture, wish

from monogram.common.http import HttpAnswer
from monogram.shipping.carriers import ParcelWish
from monogram.shipping.models import CarrierCode

BODIES = Path(__file__).parent / "bodies"
"""What is to be sent, one file a case: read by people before they were kept."""


@dataclass(frozen=True)
class Case:
    code: CarrierCode
    body: str
    """The file in `bodies`."""
    parcel: ParcelWish
    url: str
    taken: HttpAnswer
    tracking: str
    tracking_url: str
    sign_in: HttpAnswer | None = TOKEN
    sign_in_url: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    papers: int = 0
    """Pages of customs papers behind the label."""
    is_test: bool = True

    @property
    def answers(self) -> list[HttpAnswer]:
        return [*([self.sign_in] if self.sign_in else []), self.taken]

    def __str__(self) -> str:
        return self.body.partition(".")[0]


SOAP = '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>{}</soap:Body></soap:Envelope>'
DPD_LOGIN = answer(
    SOAP.format(
        '<ns2:getAuthResponse xmlns:ns2="http://dpd.com/common/service/types/LoginService/2.1"><return>'
        "<delisId>KD1</delisId><customerUid>KD1</customerUid><authToken>T0KEN</authToken><depot>0530</depot>"
        "<authTokenExpires>2099-01-01T03:00:00.00</authTokenExpires></return></ns2:getAuthResponse>"
    )
)
_DPD_STORED = SOAP.format(
    '<storeOrdersResponse xmlns="http://dpd.com/common/service/types/ShipmentService/3.3"><orderResult>'
    f"<parcellabelsPDF>{b64(pdf(298, 420))}</parcellabelsPDF><shipmentResponses>"
    "<identificationNumber>1</identificationNumber><mpsId>MPS0530000001126720261126</mpsId>"
    "<parcelInformation><parcelLabelNumber>05300000011267</parcelLabelNumber></parcelInformation>"
    "</shipmentResponses></orderResult></storeOrdersResponse>"
)
DPD_FAULT = answer(
    SOAP.format(
        "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Fault occured</faultstring><detail>"
        '<authenticationFault xmlns=""><errorCode>LOGIN_8</errorCode><errorMessage>The combination of user and '
        "password is invalid.</errorMessage></authenticationFault></detail></soap:Fault>"
    ),
    status=500,
)

CASES = [
    Case(
        CarrierCode.DPD,
        "dpd.json",
        wish("classic", MAX, DRUCKEREI),
        "https://api-preprod.dpsin.dpdgroup.com:8443/shipping/v1/shipment?LabelPrintFormat=PDF",
        answer(
            {
                "shipmentId": "0f4c6bb1e7b04b6f9c0f",
                "parcelIds": ["01905000123456"],
                "networkShipmentId": "MPS01905000123456",
                "networkParcelIds": ["01905000123456"],
                "parcelBarcodes": [{"parcel": "01905000123456", "barcode": "0053113019050001234560101276"}],
                "label": {"base64Data": b64(pdf(298, 420)), "media-type": "application/pdf"},
            }
        ),
        "01905000123456",
        "https://www.dpdgroup.com/tracking?parcelNumber=01905000123456",
        sign_in=answer("", X_DPD_TOKEN="T0KEN"),
        sign_in_url="https://api-preprod.dpsin.dpdgroup.com:8443/shipping/v1/login",
        settings={"dpd_bucode": "001", "dpd_client_id": "", "dpd_client_secret": ""},
    ),
    Case(
        CarrierCode.DPD,
        "dpd_customs.json",
        wish("classic", GRACE, passes_customs=True),
        "https://api.dpdgroup.com/shipping/v1/shipment?LabelPrintFormat=PDF",
        answer({"shipmentId": "1", "parcelIds": ["15505000123457"], "label": {"base64Data": b64(pdf(298, 420))}}),
        "15505000123457",
        "https://www.dpdgroup.com/tracking?parcelNumber=15505000123457",
        sign_in=answer("", X_DPD_TOKEN="T0KEN"),
        sign_in_url="https://api.dpdgroup.com/shipping/v1/login",
        is_test=False,
    ),
    Case(
        CarrierCode.DPD_BENELUX,
        "dpd_benelux.xml",
        wish("classic", MAX, DRUCKEREI),
        "https://wsshipper.dpd.nl/soap/services/ShipmentService/V3_3",
        answer(_DPD_STORED),
        "05300000011267",
        "https://www.dpdgroup.com/be/mydpd/my-parcels/track?lang=en&parcelNumber=05300000011267",
        sign_in=DPD_LOGIN,
        sign_in_url="https://wsshipper.dpd.nl/soap/services/LoginService/V2_1",
        settings={"country": "NL", "depot": "0530"},
        is_test=False,
    ),
    Case(
        CarrierCode.DHL_EXPRESS,
        "dhl_express_within_europe.json",
        wish("worldwide", MAX, DRUCKEREI),
        "https://express.api.dhl.com/mydhlapi/shipments",
        answer(
            {
                "shipmentTrackingNumber": 9356579890,
                "trackingUrl": "https://express.api.dhl.com/mydhlapi/shipments/9356579890/tracking",
                "packages": [{"referenceNumber": 1, "trackingNumber": "JD014600003889506788"}],
                "documents": [{"imageFormat": "PDF", "typeCode": "label", "content": b64(pdf(288, 576))}],
            },
            status=201,
        ),
        "9356579890",
        "https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id=9356579890",
        sign_in=None,
        is_test=False,
    ),
    Case(
        CarrierCode.DHL_EXPRESS,
        "dhl_express_customs.json",
        wish("worldwide", GRACE, passes_customs=True),
        "https://express.api.dhl.com/mydhlapi/test/shipments",
        answer(
            {
                "shipmentTrackingNumber": "9356579891",
                "documents": [
                    {"imageFormat": "PDF", "typeCode": "label", "content": b64(pdf(288, 576))},
                    {"imageFormat": "PDF", "typeCode": "invoice", "content": b64(pdf(595, 842))},
                ],
            },
            status=201,
        ),
        "9356579891",
        "https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id=9356579891",
        sign_in=None,
        papers=1,
    ),
    Case(
        CarrierCode.DHL_PAKET,
        "dhl_paket.json",
        wish("paket", MAX, DRUCKEREI),
        "https://api-eu.dhl.com/parcel/de/shipping/v2/orders"
        "?combine=false&docFormat=PDF&includeDocs=include&printFormat=910-300-400",
        answer(
            {
                "status": {"title": "OK", "statusCode": 200, "detail": "The Webservice call ran successfully."},
                "items": [
                    {
                        "shipmentNo": "00340434161094042557",
                        "sstatus": {"title": "OK", "statusCode": 200},
                        "label": {"b64": b64(pdf(292, 425)), "fileFormat": "PDF", "printFormat": "910-300-400"},
                    }
                ],
            }
        ),
        "00340434161094042557",
        "https://www.dhl.com/de-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=00340434161094042557",
        sign_in_url="https://api-eu.dhl.com/parcel/de/account/auth/ropc/v1/token",
        settings={"ekp": "5012345678", "participation": "02"},
        is_test=False,
    ),
    Case(
        CarrierCode.DHL_PAKET,
        "dhl_paket_customs.json",
        wish("paket-international", GRACE, DRUCKEREI, passes_customs=True),
        "https://api-sandbox.dhl.com/parcel/de/shipping/v2/orders"
        "?combine=false&docFormat=PDF&includeDocs=include&printFormat=910-300-400",
        answer(
            {
                "status": {"title": "OK", "statusCode": 200},
                "items": [
                    {
                        "shipmentNo": "CY123456785DE",
                        "sstatus": {"title": "OK", "statusCode": 200},
                        "label": {"b64": b64(pdf(292, 425)), "fileFormat": "PDF"},
                        "customsDoc": {"b64": b64(pdf(595, 842)), "fileFormat": "PDF"},
                    }
                ],
            }
        ),
        "CY123456785DE",
        "https://www.dhl.com/de-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=CY123456785DE",
        sign_in_url="https://api-sandbox.dhl.com/parcel/de/account/auth/ropc/v1/token",
        papers=1,
    ),
    Case(
        CarrierCode.UPS,
        "ups.json",
        wish("standard"),
        "https://wwwcie.ups.com/api/shipments/v2409/ship",
        answer(
            {
                "ShipmentResponse": {
                    "Response": {
                        "ResponseStatus": {"Code": "1", "Description": "Success"},
                        "Alert": [{"Code": "120900", "Description": "Not qualified to receive negotiated rates"}],
                    },
                    "ShipmentResults": {
                        "ShipmentIdentificationNumber": "1Z12345E6605272234",
                        "PackageResults": [
                            {
                                "TrackingNumber": "1Z12345E6605272234",
                                "ShippingLabel": {
                                    "ImageFormat": {"Code": "GIF", "Description": "GIF"},
                                    "GraphicImage": b64(picture()),
                                },
                            }
                        ],
                    },
                }
            }
        ),
        "1Z12345E6605272234",
        "https://www.ups.com/track?tracknum=1Z12345E6605272234",
        sign_in_url="https://wwwcie.ups.com/security/v1/oauth/token",
    ),
    Case(
        CarrierCode.UPS,
        "ups_customs.json",
        wish("express-saver", GRACE, passes_customs=True),
        "https://onlinetools.ups.com/api/shipments/v2409/ship",
        answer(
            {
                "ShipmentResponse": {
                    "Response": {"ResponseStatus": {"Code": "1", "Description": "Success"}},
                    "ShipmentResults": {
                        "ShipmentIdentificationNumber": "1Z12345E6605272235",
                        "PackageResults": [
                            {
                                "TrackingNumber": "1Z12345E6605272235",
                                "ShippingLabel": {"ImageFormat": {"Code": "PNG"}, "GraphicImage": b64(picture())},
                            }
                        ],
                        "Form": {
                            "Code": "01",
                            "Image": {"ImageFormat": {"Code": "PDF"}, "GraphicImage": b64(pdf(612, 792))},
                        },
                    },
                }
            }
        ),
        "1Z12345E6605272235",
        "https://www.ups.com/track?tracknum=1Z12345E6605272235",
        sign_in_url="https://onlinetools.ups.com/security/v1/oauth/token",
        papers=1,
        is_test=False,
    ),
    Case(
        CarrierCode.FEDEX,
        "fedex.json",
        wish("next-day"),
        "https://apis-sandbox.fedex.com/ship/v1/shipments",
        answer(
            {
                "transactionId": "624deea6-b709-470c-8c39-4b5511281492",
                "output": {
                    "transactionShipments": [
                        {
                            "masterTrackingNumber": "794953535000",
                            "serviceType": "FEDEX_NEXT_DAY_END_OF_DAY",
                            "pieceResponses": [
                                {
                                    "trackingNumber": "794953535000",
                                    "packageDocuments": [
                                        {"contentType": "LABEL", "docType": "PDF", "encodedLabel": b64(pdf())}
                                    ],
                                }
                            ],
                        }
                    ]
                },
            }
        ),
        "794953535000",
        "https://www.fedex.com/fedextrack/?trknbr=794953535000",
        sign_in_url="https://apis-sandbox.fedex.com/oauth/token",
    ),
    Case(
        CarrierCode.FEDEX,
        "fedex_customs.json",
        wish("international-priority", GRACE, passes_customs=True),
        "https://apis.fedex.com/ship/v1/shipments",
        answer(
            {
                "output": {
                    "alerts": [{"code": "SHIPMENT.NOTE", "alertType": "NOTE", "message": "Paper invoice needed"}],
                    "transactionShipments": [
                        {
                            "masterTrackingNumber": "794953535001",
                            "serviceType": "FEDEX_INTERNATIONAL_PRIORITY",
                            "shipmentDocuments": [
                                {
                                    "contentType": "COMMERCIAL_INVOICE",
                                    "docType": "PDF",
                                    "encodedLabel": b64(pdf(612, 792)),
                                }
                            ],
                            "pieceResponses": [
                                {
                                    "trackingNumber": "794953535001",
                                    "packageDocuments": [
                                        {"contentType": "LABEL", "docType": "PDF", "encodedLabel": b64(pdf())}
                                    ],
                                }
                            ],
                        }
                    ],
                }
            }
        ),
        "794953535001",
        "https://www.fedex.com/fedextrack/?trknbr=794953535001",
        sign_in_url="https://apis.fedex.com/oauth/token",
        papers=1,
        is_test=False,
    ),
    Case(
        CarrierCode.HERMES_DE,
        "hermes_de.json",
        wish("next-day", MAX, DRUCKEREI),
        "https://de-api-int.hermesworld.com/services/hsi/shipmentorders/labels",
        answer(
            {
                "listOfResultCodes": [],
                "shipmentID": "H1001990071234501001",
                "shipmentOrderID": "47110815",
                "labelImage": b64(pdf(298, 420)),
                "labelMediatype": "application/pdf",
            }
        ),
        "H1001990071234501001",
        "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#H1001990071234501001",
        sign_in_url="https://authme-int.myhermes.de/authorization-facade/oauth2/access_token",
    ),
]
