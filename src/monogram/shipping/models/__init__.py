"""Parcels with their labels, carriers, and which service an order goes by."""

from monogram.shipping.models.carriers import CarrierCode, CarrierConnection, SandboxParcel, SenderAddress
from monogram.shipping.models.mapping import DefaultService, ShippingMapping, service_problem, way
from monogram.shipping.models.parcels import (
    Cancellation,
    LabelFormat,
    Reprint,
    Shipment,
    ShipmentItem,
    ShipmentLabel,
    ShipmentState,
)

__all__ = [
    "Cancellation",
    "CarrierCode",
    "CarrierConnection",
    "DefaultService",
    "LabelFormat",
    "Reprint",
    "SandboxParcel",
    "SenderAddress",
    "Shipment",
    "ShipmentItem",
    "ShipmentLabel",
    "ShipmentState",
    "ShippingMapping",
    "service_problem",
    "way",
]
