"""What is asked for when a virtual product is to be made. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from monogram.designs.placing import Placement


@dataclass(frozen=True, slots=True)
class VirtualDraft:
    """One virtual product that is asked for.

    `blank`: the base product's number. The artwork is a picture that is there (`image`, an `images.Image`'s id) or
    comes from an address (`artwork_url`). `sku` may be a pattern (`skus.TOKENS`); empty: one is made of the supplier's.
    `options`: the numbers of the options on offer; of an aspect of which none is named, all.
    """

    blank: int
    name: str
    image: str = ""
    artwork_url: str = ""
    description: str = ""
    sku: str = ""
    placement: Placement = field(default_factory=Placement)
    options: Sequence[int] = ()
    may_personalise: bool = True

    def to_plain(self) -> dict[str, Any]:
        """As it is kept with its line."""
        return asdict(self) | {"options": list(self.options)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> VirtualDraft:
        """What `to_plain` gave."""
        return cls(**{**plain, "placement": Placement(**plain["placement"])})
