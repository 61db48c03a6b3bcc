"""What the platform asks of carriers, whoever they are. An adapter each; `registry` knows them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from monogram.shipping.models import CarrierConnection, LabelFormat


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a parcel's way."""

    name: str
    address: Sequence[str]
    """Streets and what else stands above the town."""
    town: str
    region: str
    postcode: str
    country_code: str
    country: str = ""
    """Its name, where it is known."""
    company: str = ""
    telephone: str = ""
    email: str = ""
    vat_number: str = ""
    eori_number: str = ""

    @property
    def tax_number(self) -> str:
        """By which customs knows the party."""
        return self.eori_number or self.vat_number

    def lines(self, *, with_country: bool) -> list[str]:
        """As on an envelope, the name first."""
        country = (self.country or self.country_code).upper() if with_country else ""
        lines = [self.name, self.company, *self.address, self.town, self.region, self.postcode, country]
        return [line for line in dict.fromkeys(line.strip() for line in lines) if line]


@dataclass(frozen=True, slots=True)
class Goods:
    """Some pieces of one line. Weight and value are those of all of them together."""

    description: str
    sku: str
    quantity: int
    weight_g: int
    value: Decimal | None
    """None where nothing says what it costs."""
    hs_code: str
    origin: str


@dataclass(frozen=True, slots=True)
class ParcelWish:
    """A parcel to be carried."""

    reference: str
    """Ours, of this one request: asked again under it, a carrier that keeps references gives the same answer."""
    order_ref: str
    order_name: str
    """The order's number in its shop."""
    service: str
    sender: Party
    recipient: Party
    goods: Sequence[Goods]
    currency: str
    date: str
    """DD Mon YYYY."""
    passes_customs: bool

    @property
    def weight_g(self) -> int:
        return sum(goods.weight_g for goods in self.goods)


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label, or a page of one, as a file."""

    format: LabelFormat
    content: bytes
    page: int = 1


@dataclass(frozen=True, slots=True)
class Booking:
    """What a carrier has answered: it takes the parcel, under this number."""

    tracking: str
    tracking_url: str
    method: str
    """The service, as people call it."""
    labels: Sequence[LabelFile]
    carrier_reference: str = ""
    """By which the carrier knows the parcel, where that is not its tracking number."""


@dataclass(frozen=True, slots=True)
class SettingField:
    """Something that a carrier has to be told once for each connection."""

    name: str
    label: str
    help: str = ""
    is_secret: bool = False
    """Shown to nobody, once it is kept."""
    is_required: bool = True
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Values with what people read; none: any text."""


class Carrier(Protocol):
    """One carrier's ways. Errors: `CarrierRefusedError` with its words, `CarrierSilentError` if it may have heard."""

    name: str
    """As it stands on a parcel."""
    services: Mapping[str, str]
    """Names of all its services, by code."""
    keeps_references: bool
    """Whether a request that comes again under its reference is the same parcel."""
    setting_fields: Sequence[SettingField]
    takes_other_services: bool
    """Whether a contract may have services that are not among `services`."""
    notes: Sequence[str]
    """What whoever connects the carrier has to know, a sentence each."""
    test_means: str
    """What is different with a connection that is for tests."""
    can_check: bool
    """Whether a connection can be tried without a parcel."""

    @property
    def missing_package(self) -> str:
        """What has to be installed before the carrier can be asked; "" if nothing has."""

    def check(self, connection: CarrierConnection) -> None:
        """Sign in, and no more. Raises NotImplementedError where `can_check` is False."""

    def book(self, connection: CarrierConnection, wish: ParcelWish) -> Booking:
        """Hand a parcel in. May take seconds: no lock is held meanwhile."""

    def void(self, connection: CarrierConnection, *, reference: str, tracking: str, carrier_reference: str) -> None:
        """Take a parcel back that was not handed over. To say so again changes nothing."""
