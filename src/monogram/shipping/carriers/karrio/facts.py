"""What there is to know of a carrier before it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from monogram.shipping.carriers import SettingField
from monogram.shipping.models import CarrierConnection

Settings: TypeAlias = Mapping[str, str]
"""A connection's settings, by the names of its fields."""

LABEL_FORMAT, DUTIES = "label_format", "duties"
LENGTH, WIDTH, HEIGHT = "length_cm", "width_cm", "height_cm"

DIMENSIONS = (
    SettingField(LENGTH, "Length of a parcel in cm", "Of the parcels that you usually send.", default="35"),
    SettingField(WIDTH, "Width of a parcel in cm", default="25"),
    SettingField(HEIGHT, "Height of a parcel in cm", default="5"),
)
FORMAT = SettingField(
    LABEL_FORMAT,
    "Labels as",
    "PDF for any printer, ZPL for label printers. A parcel that passes customs has its papers with it, and they are "
    "PDF always.",
    default="PDF",
    choices=(("PDF", "PDF"), ("ZPL", "ZPL")),
)
WHO_PAYS_DUTIES = SettingField(
    DUTIES,
    "Import duties and taxes are paid by",
    default="DAP",
    choices=(("DAP", "The recipient (DAP)"), ("DDP", "The sender (DDP)")),
)


@dataclass(frozen=True, slots=True)
class Service:
    """One of a carrier's services."""

    name: str
    """As people call it."""
    carrier_code: str
    """As the carrier is asked for it."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """karrio's options that are part of it."""


def _nothing(_connection: CarrierConnection, _values: Settings) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One carrier, as karrio and we see it."""

    name: str
    connector: str
    """karrio's name of its connector; the package is `karrio-` and this with hyphens."""
    hosts: tuple[str, ...]
    """Where the carrier may be asked, and nowhere else: these hosts and those below them."""
    credentials: tuple[SettingField, ...]
    """Under the names that karrio's settings have, but for those that `configure` uses up."""
    services: Mapping[str, Service]
    tracking_url: str
    """With `{}` for the number."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Of karrio's settings those that are the same for every connection."""
    configure: Callable[[CarrierConnection, Settings], Mapping[str, Any]] = _nothing
    """karrio's settings that follow from others."""
    label_types: Mapping[str, str] = field(default_factory=lambda: {"PDF": "PDF", "ZPL": "ZPL"})
    """What karrio calls the formats that the carrier has labels in."""
    can_void: bool = False
    takes_customs: bool = False
    """Whether a parcel can be declared; without, only those are taken that pass no customs."""
    karrio_declares: bool = True
    """Whether karrio's connector can be trusted with the declaration; else a correction makes it."""
    makes_papers: bool = True
    """Whether customs papers come with the label."""
    has_test_host: bool = True
    """Whether test and live are two places. Else the credentials decide."""
    signs_in: bool = True
    """Whether credentials can be tried without a parcel."""
    takes_other_services: bool = False
    """Whether a contract may have services of its own, which the operator adds by their codes."""

    @property
    def package(self) -> str:
        """What pip calls it."""
        return f"karrio-{self.connector.replace('_', '-')}"

    @property
    def setting_fields(self) -> tuple[SettingField, ...]:
        """All that a connection is asked for, in the order of its form."""
        labels = (FORMAT,) if len(self.label_types) > 1 else ()
        duties = (WHO_PAYS_DUTIES,) if self.takes_customs else ()
        return (*self.credentials, *labels, *duties, *DIMENSIONS)

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever connects the carrier has to know."""
        said = []
        if not self.can_void:
            said.append("Labels cannot be taken back from here: cancel them at the carrier.")
        if not self.takes_customs:
            said.append("Parcels that pass customs cannot be sent by it from here.")
        if self.takes_customs and not self.makes_papers:
            said.append("No customs papers come with its labels: put a commercial invoice into the parcel yourself.")
        if not self.signs_in:
            said.append(
                "It has no sign-in of its own that could be tried: the first test label shows whether it works."
            )
        return tuple(said)

    @property
    def test_means(self) -> str:
        """What is different with a connection that is for tests."""
        if self.has_test_host:
            return "Labels are asked for where the carrier tests, and say that they are not valid."
        return (
            "Labels say that they are not valid. The carrier has no separate place for tests: what a parcel is to it, "
            "the account decides, so use one that is for tests."
        )

    def filled(self, values: Settings) -> dict[str, str]:
        """A connection's settings with what holds where it says nothing."""
        return {one.name: values.get(one.name) or one.default for one in self.setting_fields}
