"""Why a shipment could not be recorded."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class ShipmentRefusedError(MonogramError):
    """The parcel would hold lines of another order, or more than was ordered."""

    message = "The shipment does not fit the order"
