"""A picture of the gallery, and pictures that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tests.gallery.steps import Step

from monogram.demo import world as demo

Device = Literal["desktop", "phone"]
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Shot:
    """One picture: where it begins (link, device, colours, language), what is done, and what is said of it."""

    name: str
    title: str
    sentence: str
    steps: tuple[Step, ...] = ()
    device: Device = "desktop"
    scheme: Scheme = "light"
    locale: str = "en_GB"
    product: int | None = demo.TSHIRT_ID
    link: Mapping[str, str] = field(default_factory=dict)
    configuration: str = "default"
    host: str | None = None
    """The colour of the shop's page around the designer; None: it has the window to itself."""


@dataclass(frozen=True)
class Chapter:
    """Shots that belong together."""

    title: str
    shots: tuple[Shot, ...]
