"""The carriers there are."""

from __future__ import annotations

from collections.abc import Mapping

from monogram.shipping.carriers import Carrier
from monogram.shipping.carriers.karrio.adapter import KarrioCarrier
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.carriers.sandbox import Sandbox
from monogram.shipping.models import CarrierCode, CarrierConnection

CARRIERS: Mapping[str, Carrier] = {
    CarrierCode.SANDBOX: Sandbox(),
    **{code: KarrioCarrier(facts) for code, facts in FACTS.items()},
}


def carrier_of(connection: CarrierConnection) -> Carrier:
    """The adapter behind a connection."""
    return CARRIERS[connection.carrier]
