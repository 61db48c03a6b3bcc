"""The carriers that there are by karrio, a row each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from monogram.shipping.carriers import SettingField
from monogram.shipping.carriers.karrio.facts import LABEL_FORMAT, Facts, Service, Settings
from monogram.shipping.models import CarrierCode, CarrierConnection

_CLIENT = (
    SettingField("client_id", "Client ID"),
    SettingField("client_secret", "Client secret", is_secret=True),
)
_SAPIENT = (
    *_CLIENT,
    SettingField("shipping_account_id", "Shipping account ID", "The account of this carrier in SAPIENT, a long UUID."),
)
_SAPIENT_LABELS = MappingProxyType({"PDF": "PDF", "ZPL": "ZPL203DPI"})

_ROYAL_MAIL = Facts(
    name="Royal Mail",
    connector="sapient",
    hosts=("intersoftsapient.net",),
    credentials=_SAPIENT,
    constants={"sapient_carrier_code": "RM"},
    services={
        "tracked-24": Service("Tracked 24", "TPN"),
        "tracked-48": Service("Tracked 48", "TPS"),
        "tracked-24-high-volume": Service("Tracked 24 High Volume", "TPM"),
        "tracked-48-high-volume": Service("Tracked 48 High Volume", "TPL"),
        "tracked-24-letterboxable": Service("Tracked 24 Letterboxable", "TRN"),
        "tracked-48-letterboxable": Service("Tracked 48 Letterboxable", "TRS"),
        "royal-mail-24": Service("Royal Mail 24", "CRL1"),
        "royal-mail-48": Service("Royal Mail 48", "CRL2"),
        "1st-class": Service("1st Class", "BPL1"),
        "2nd-class": Service("2nd Class", "BPL2"),
        "special-delivery-1pm": Service("Special Delivery Guaranteed by 1pm (£750)", "SD1"),
        "special-delivery-9am": Service("Special Delivery Guaranteed by 9am (£750)", "SD4"),
        "international-standard": Service("International Standard (on account)", "OLA"),
        "international-tracked": Service("International Tracked (on account)", "OTA"),
        "international-tracked-signed": Service("International Tracked & Signed (on account)", "OTC"),
        "international-parcels-tracked": Service("International Business Parcels Tracked", "MP7"),
    },
    tracking_url="https://www.royalmail.com/track-your-item#/tracking-results/{}",
    label_types=_SAPIENT_LABELS,
    can_void=True,
    takes_customs=True,
    has_test_host=False,
    takes_other_services=True,
)

_EVRI = Facts(
    name="Evri",
    connector="sapient",
    hosts=("intersoftsapient.net",),
    credentials=_SAPIENT,
    constants={"sapient_carrier_code": "EVRI"},
    services={},
    tracking_url="https://www.evri.com/track/parcel/{}",
    label_types=_SAPIENT_LABELS,
    can_void=True,
    takes_customs=True,
    has_test_host=False,
    takes_other_services=True,
)

_BUSINESS_UNITS = (
    *(("011", "011 United Kingdom"), ("046", "046 Ireland"), ("001", "001 Germany"), ("002", "002 France")),
    *(("010", "010 Netherlands"), ("034", "034 Belgium"), ("014", "014 Austria"), ("036", "036 Switzerland")),
    *(("020", "020 Spain"), ("030", "030 Portugal"), ("023", "023 Italy"), ("021", "021 Poland")),
    *(("015", "015 Czechia"), ("016", "016 Slovakia"), ("017", "017 Hungary"), ("018", "018 Bulgaria")),
    *(("026", "026 Slovenia"), ("028", "028 Croatia"), ("041", "041 Romania")),
    *(("031", "031 Estonia"), ("032", "032 Lithuania"), ("033", "033 Latvia")),
)


def _dpd_config(_connection: CarrierConnection, values: Settings) -> Mapping[str, Any]:
    return {"config": {"label_format": values[LABEL_FORMAT], "label_paper_format": "A6"}}


_DPD = Facts(
    name="DPD",
    connector="dpd_meta",
    hosts=("dpdgroup.com",),
    credentials=(
        SettingField("dpd_bucode", "Business unit", "DPD’s company in your country.", choices=_BUSINESS_UNITS),
        SettingField("dpd_login", "Login", "Login and password, or else client ID and secret.", is_required=False),
        SettingField("dpd_password", "Password", is_required=False, is_secret=True),
        SettingField("dpd_client_id", "Client ID", is_required=False),
        SettingField("dpd_client_secret", "Client secret", is_required=False, is_secret=True),
        SettingField("customer_id", "Customer ID"),
        SettingField("customer_account_number", "Account number", "If it is not the customer ID.", is_required=False),
    ),
    configure=_dpd_config,
    services={
        "classic": Service("DPD Classic", "CL"),
        "express-830": Service("DPD 8:30", "E830"),
        "express-12": Service("DPD 12:00", "E12"),
        "express-18": Service("DPD 18:00", "E18"),
        "international-express": Service("DPD International Express", "IE2"),
        "parcel-letter": Service("DPD ParcelLetter", "PL"),
    },
    tracking_url="https://www.dpdgroup.com/tracking?parcelNumber={}",
    takes_customs=True,
    karrio_declares=False,
    makes_papers=False,
    takes_other_services=True,
)


def _benelux_country(_connection: CarrierConnection, values: Settings) -> Mapping[str, Any]:
    return {"account_country_code": values["country"]}


_DPD_BENELUX = Facts(
    name="DPD",
    connector="dpd",
    hosts=("dpd.be", "dpd.nl"),
    credentials=(
        SettingField("country", "Contract with", choices=(("BE", "DPD Belgium"), ("NL", "DPD Netherlands"))),
        SettingField("delis_id", "Delis ID"),
        SettingField("password", "Password", is_secret=True),
        SettingField("depot", "Sending depot", "Four digits, as 0530.", is_required=False),
    ),
    configure=_benelux_country,
    services={
        "classic": Service("DPD Classic", "CL"),
        "express-10": Service("DPD 10:00", "E10"),
        "express-12": Service("DPD 12:00", "E12"),
        "express-18": Service("DPD Guarantee 18:00", "E18"),
    },
    label_types={"PDF": "PDF"},
    tracking_url="https://www.dpdgroup.com/be/mydpd/my-parcels/track?lang=en&parcelNumber={}",
)

_DHL_EXPRESS = Facts(
    name="DHL Express",
    connector="mydhl",
    hosts=("express.api.dhl.com",),
    credentials=(
        SettingField("username", "API key", "Of the MyDHL API, which DHL calls the user name too."),
        SettingField("password", "API secret", is_secret=True),
        SettingField("account_number", "Account number", "Of the export account, nine digits."),
    ),
    services={
        "domestic": Service("Express Domestic", "N"),
        "domestic-9": Service("Express Domestic 9:00", "I"),
        "domestic-12": Service("Express Domestic 12:00", "1"),
        "worldwide": Service("Express Worldwide", "P"),
        "worldwide-9": Service("Express 9:00", "Y"),
        "worldwide-12": Service("Express 12:00", "T"),
        "economy-select": Service("Economy Select", "W"),
    },
    tracking_url="https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id={}",
    takes_customs=True,
    signs_in=False,
)

_PROCEDURES = {"V01PAK": "01", "V62KP": "62", "V54EPAK": "54", "V53WPAK": "53", "V66WPI": "66"}
"""Of each product the two digits of its billing number between the customer's number and the participation."""


def _billing_numbers(connection: CarrierConnection, values: Settings) -> Mapping[str, Any]:
    """Each product has its own; DHL's sandbox has them of its own, and karrio knows them."""
    config: dict[str, Any] = {"label_type": f"{_DHL_LABELS[values[LABEL_FORMAT]]}_910_300_400"}
    if not connection.is_test:
        number, participation = values["ekp"], values["participation"]
        config["service_billing_numbers"] = [
            {"service": service, "billing_number": f"{number}{_PROCEDURES[product]}{participation}"}
            for service, product in _DHL_PRODUCTS.items()
        ]
    return {"config": config}


_DHL_LABELS = {"PDF": "PDF", "ZPL": "ZPL2"}
_DHL_PRODUCTS = {
    "dhl_parcel_de_paket": "V01PAK",
    "dhl_parcel_de_kleinpaket": "V62KP",
    "dhl_parcel_de_europaket": "V54EPAK",
    "dhl_parcel_de_paket_international": "V53WPAK",
    "dhl_parcel_de_warenpost_international": "V66WPI",
}
_DHL_PAKET = Facts(
    name="DHL",
    connector="dhl_parcel_de",
    hosts=("api-sandbox.dhl.com", "api-eu.dhl.com"),
    credentials=(
        SettingField("username", "User of the business customer portal"),
        SettingField("password", "Password", is_secret=True),
        SettingField("client_id", "API key", "Of your app at developer.dhl.com."),
        SettingField("client_secret", "API secret", is_secret=True),
        SettingField("ekp", "Customer number (EKP)", "Ten digits. For a test, DHL’s own numbers are used."),
        SettingField(
            "participation", "Participation (Teilnahme)", "The last two digits of your billing numbers.", default="01"
        ),
    ),
    configure=_billing_numbers,
    services={
        "paket": Service("DHL Paket", "dhl_parcel_de_paket"),
        "kleinpaket": Service("DHL Kleinpaket", "dhl_parcel_de_kleinpaket"),
        "europaket": Service("DHL Europaket", "dhl_parcel_de_europaket"),
        "paket-international": Service("DHL Paket International", "dhl_parcel_de_paket_international"),
        "warenpost-international": Service("DHL Warenpost International", "dhl_parcel_de_warenpost_international"),
    },
    tracking_url="https://www.dhl.com/de-en/home/tracking/tracking-parcel.html?submit=1&tracking-id={}",
    can_void=True,
    takes_customs=True,
)

_UPS = Facts(
    name="UPS",
    connector="ups",
    hosts=("wwwcie.ups.com", "onlinetools.ups.com"),
    credentials=(
        *_CLIENT,
        SettingField("account_number", "Shipper number", "Six letters and digits."),
    ),
    services={
        "standard": Service("UPS Standard", "ups_standard"),
        "express-saver": Service("UPS Express Saver", "ups_worldwide_saver"),
        "express": Service("UPS Express", "ups_express"),
        "express-plus": Service("UPS Express Plus", "ups_worldwide_express_plus"),
        "expedited": Service("UPS Expedited", "ups_worldwide_expedited"),
        "ground": Service("UPS Ground (US)", "ups_ground"),
        "2nd-day-air": Service("UPS 2nd Day Air (US)", "ups_2nd_day_air"),
        "next-day-air": Service("UPS Next Day Air (US)", "ups_next_day_air"),
    },
    tracking_url="https://www.ups.com/track?tracknum={}",
    can_void=True,
    takes_customs=True,
)

_FEDEX = Facts(
    name="FedEx",
    connector="fedex",
    hosts=("fedex.com",),
    credentials=(
        SettingField("api_key", "API key"),
        SettingField("secret_key", "Secret key", is_secret=True),
        SettingField("account_number", "Account number", "Nine digits."),
    ),
    services={
        "international-priority": Service("FedEx International Priority", "fedex_international_priority"),
        "international-economy": Service("FedEx International Economy", "fedex_international_economy"),
        "international-connect-plus": Service("FedEx International Connect Plus", "fedex_international_connect_plus"),
        "regional-economy": Service("FedEx Regional Economy", "fedex_regional_economy"),
        "next-day": Service("FedEx Next Day", "fedex_next_day_end_of_day"),
        "next-day-12": Service("FedEx Next Day by 12 noon", "fedex_next_day_12pm"),
        "ground": Service("FedEx Ground (US)", "fedex_ground"),
        "home-delivery": Service("FedEx Home Delivery (US)", "fedex_ground_home_delivery"),
        "2-day": Service("FedEx 2Day (US)", "fedex_2_day"),
        "standard-overnight": Service("FedEx Standard Overnight (US)", "fedex_standard_overnight"),
    },
    tracking_url="https://www.fedex.com/fedextrack/?trknbr={}",
    can_void=True,
    takes_customs=True,
)

_HERMES = Facts(
    name="Hermes",
    connector="hermes",
    hosts=("hermesworld.com", "myhermes.de"),
    credentials=(
        SettingField("username", "User"),
        SettingField("password", "Password", is_secret=True),
        *_CLIENT,
    ),
    services={
        "standard": Service("Hermes Paket", "hermes_standard"),
        "next-day": Service("Hermes Next Day", "hermes_next_day", {"hermes_next_day": True}),
    },
    label_types={"PDF": "PDF"},
    tracking_url="https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{}",
)

FACTS: Mapping[str, Facts] = MappingProxyType(
    {
        CarrierCode.ROYAL_MAIL: _ROYAL_MAIL,
        CarrierCode.EVRI: _EVRI,
        CarrierCode.DPD: _DPD,
        CarrierCode.DPD_BENELUX: _DPD_BENELUX,
        CarrierCode.DHL_EXPRESS: _DHL_EXPRESS,
        CarrierCode.DHL_PAKET: _DHL_PAKET,
        CarrierCode.UPS: _UPS,
        CarrierCode.FEDEX: _FEDEX,
        CarrierCode.HERMES_DE: _HERMES,
    }
)
