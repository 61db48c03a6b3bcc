"""Suppliers that can send, and carriers that misbehave, for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import pytest

from monogram.companies.models import Company
from monogram.shipping.carriers import Booking, Carrier, ParcelWish, registry
from monogram.shipping.carriers.sandbox import Sandbox
from monogram.shipping.models import CarrierCode, CarrierConnection, DefaultService, SenderAddress

FIRST, SECOND = "LM000000014GB", "LM000000028GB"
"""The first two numbers that a connection's sandbox gives."""


def sender(company: Company) -> SenderAddress:
    """In Hebden Bridge."""
    return SenderAddress.objects.create(
        company=company,
        name="Northern Print Works",
        address_1="Unit 4, Calder Mills",
        town="Hebden Bridge",
        postcode="HX7 8AD",
        country_code="GB",
        eori_number="GB123456789000",
    )


def connect(company: Company, *, service: str = "tracked-48") -> CarrierConnection:
    """A sender and the sandbox with all its services, one of them by default."""
    sender(company)
    connection = CarrierConnection.objects.create(
        supplier=company, name="Sandbox", services=["tracked-24", "tracked-48", "international"]
    )
    DefaultService.objects.create(supplier=company, connection=connection, service=service)
    return connection


class Misbehaving(Sandbox):
    """The sandbox, but for an error instead of an answer, or after it has written the parcel down."""

    def __init__(self, error: BaseException, *, has_heard: bool = False, keeps_references: bool = True) -> None:
        self.error = error
        self.has_heard = has_heard
        self.keeps_references = keeps_references

    def book(self, connection: CarrierConnection, wish: ParcelWish) -> Booking:
        if self.has_heard:
            super().book(connection, wish)
        raise self.error


@contextmanager
def carrier(instead: Carrier, code: CarrierCode = CarrierCode.SANDBOX) -> Iterator[None]:
    """Within the block, connections to the sandbox, or another carrier, lead to this one."""
    carriers: Mapping[str, Carrier] = MappingProxyType({code: instead})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "CARRIERS", carriers)
        yield
