"""Why a parcel could not be written down, or got no label."""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class ShipmentRefusedError(MonogramError):
    """The parcel would hold lines of another order, or more than was ordered."""

    message = "The shipment does not fit the order"


class CarrierRefusedError(MonogramError):
    """The carrier said no; the text has its words. It has no parcel of ours."""

    message = "The carrier refused the parcel"


class CarrierSilentError(MonogramError):
    """The carrier did not answer: it may have heard us or not."""

    message = "The carrier did not answer"


class NoSuchShipmentError(NotFoundError):
    """None of the order."""

    message = "There is no such shipment"


class NoSuchLabelError(NotFoundError):
    """By that address."""

    message = "There is no such label"


class LabelVoidedError(MonogramError):
    """The parcel was taken back: nobody must print its label again."""

    http_status = 410
    message = "This label was voided: do not use it"
