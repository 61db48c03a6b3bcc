"""What preflight is told of a product and its pictures, and what it answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from monogram.layout.operations import Ink
from monogram.layout.preflight.rules import (
    DEFAULT_SETTINGS,
    PROCESSES,
    Process,
    Settings,
    Severity,
    Value,
    read_settings,
    sentence,
)

TOLERANCE = 1e-9
"""Numbers that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A text area of the product."""

    name: str
    default_text: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ImagePlace:
    """An image area of the product."""

    name: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """What the product says of a print area. Lengths in mm."""

    name: str
    width: float
    height: float
    dpi: float = 300
    """At which it is printed: no photo needs more."""
    bleed: float = 0
    safe_margin: float = 0
    is_required: bool = False
    text_areas: tuple[TextPlace, ...] = ()
    image_areas: tuple[ImagePlace, ...] = ()
    process: Process = "print"
    max_colours: int | None = None
    """None: what the process can do."""
    min_line: float | None = None
    """None: what the process can do."""
    inks: tuple[Ink, ...] = ()
    """On offer besides the process colours."""
    settings: Settings = field(default_factory=lambda: DEFAULT_SETTINGS)

    @property
    def thinnest_line(self) -> float:
        """In mm: the area's own limit, else the product's, else the process's."""
        if self.min_line is not None:
            return self.min_line
        products = self.settings["thin_line"].parameters["minimum"]
        return PROCESSES[self.process].min_line if products is None else products

    @property
    def most_colours(self) -> int | None:
        """None: as many as one likes."""
        return PROCESSES[self.process].max_colours if self.max_colours is None else self.max_colours


def read_spec(raw: Mapping[str, Any]) -> AreaSpec:
    """A print area as the designer's product document has it (`areas`); what is absent has its default.

    The document is our own, so nothing but its settings is looked into. Raises SettingsError.
    """
    texts = raw.get("text_areas", ())
    return AreaSpec(
        name=raw["name"],
        width=raw["width"],
        height=raw["height"],
        dpi=raw.get("dpi", 300),
        bleed=raw.get("bleed", 0),
        safe_margin=raw.get("safe_margin", 0),
        is_required=raw.get("required", False),
        text_areas=tuple(
            TextPlace(one["name"], one.get("default_text", ""), one.get("required", False)) for one in texts
        ),
        image_areas=tuple(ImagePlace(one["name"], one.get("required", False)) for one in raw.get("image_areas", ())),
        process=raw.get("process", "print"),
        max_colours=raw.get("max_colours"),
        min_line=raw.get("min_line"),
        inks=tuple(raw.get("inks", ())),
        settings=read_settings(raw.get("preflight", {})),
    )


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture's upright size in pixels, and whether it has arrived. A picture nobody knows has no facts."""

    width: float
    height: float
    state: Literal["ready", "uploading"] = "ready"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one layer, or of a whole print area where `layer` is None."""

    rule: str
    severity: Severity
    area: str
    layer: str | None
    values: Mapping[str, Value]

    @property
    def message(self) -> str:
        """The verdict in the shopper's words."""
        return sentence(self.rule, self.area, self.layer, self.values)

    def to_plain(self) -> dict[str, Any]:
        """As JSON, with its sentence: what is kept and shown long after the rules have changed."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "area": self.area,
            "layer": self.layer,
            "values": dict(self.values),
            "message": self.message,
        }


class Verdicts:
    """The verdicts on one print area, collected in order."""

    def __init__(self, spec: AreaSpec) -> None:
        self.spec = spec
        self.found: list[Verdict] = []

    def add(self, rule: str, layer: str | None, *, blocks: bool = False, **values: Value) -> None:
        """One more, if the product wants to hear of it; `blocks` makes it graver than its setting."""
        severity = self.spec.settings[rule].severity
        if severity is not None:
            self.found.append(Verdict(rule, "block" if blocks else severity, self.spec.name, layer, values))

    def parameter(self, rule: str, name: str) -> float:
        """A threshold as the product has it."""
        value = self.spec.settings[rule].parameters[name]
        if value is None:
            raise ValueError(f"{name} of {rule} has no value of its own")
        return value


def rounded_down(value: float, parts: int = 1) -> float:
    """For reading: never more than it is, in whole `parts` of 1."""
    return math.floor(value * parts + TOLERANCE) / parts


def rounded_up(value: float, parts: int = 1) -> float:
    """For reading: never less than it is, in whole `parts` of 1."""
    return math.ceil(value * parts - TOLERANCE) / parts
