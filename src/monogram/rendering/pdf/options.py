"""What a printer may ask of a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal, TypeAlias

from monogram.layout.operations import Ink

Standard: TypeAlias = Literal["none", "x4"]

SEPARATIONS: Mapping[Ink, str] = MappingProxyType(
    {"white": "Spot Colour White", "cut": "CutContour", "foil": "Foil", "engrave": "Engrave"}
)
"""The usual names of the inks that are no process colours."""


class PdfOptionsError(ValueError):
    """Wishes that exclude each other."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is printed beside the artwork, in every plate. Lengths in mm."""

    offset: float = 3.0
    """From the trim to the crop marks; where the bleed is wider they begin at the bleed's edge."""
    crop: bool = True
    registration: bool = True
    colour_bar: bool = False
    slug: str = ""
    """What to call the area in the line below the artwork; empty: no line."""


@dataclass(frozen=True, slots=True)
class Underbase:
    """A white plate below the process colours, made of what they cover."""

    choke: float = 0.2
    """How far it stays behind the artwork's edge, in mm, so that no white shows where the plates do not meet."""
    dpi: float = 300.0


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How one area becomes a PDF. Raises PdfOptionsError where the wishes exclude each other."""

    title: str
    document_hash: str
    """Of the design document: it identifies the file."""
    created: datetime
    """The instant that the file says it was made at: given, so that the same artwork stays the same bytes."""
    bleed: float = 0.0
    """mm on every side of the trim."""
    marks: Marks | None = None
    resolution_cap: float | None = None
    """Photographs of more dpi than this, as they are drawn, are resampled to it. None: they go in as they are."""
    effect_dpi: float = 300.0
    """Of what PDF cannot express and is therefore drawn as pixels: blurred shadows, and nothing else."""
    standard: Standard = "none"
    press_profile: bytes | None = None
    """ICC profile of the printing condition: the file's output intent, and what colours are converted by."""
    press_condition: str = "Custom"
    """The condition's name in the ICC's registry, such as FOGRA39; `Custom` for one that has none."""
    convert_to_cmyk: bool = False
    """Process colours as CMYK. Otherwise they stay sRGB and say so."""
    separations: Mapping[Ink, str] = field(default_factory=lambda: SEPARATIONS)
    """What the printer's machine calls each ink that is no process colour."""
    underbase: Underbase | None = None
    white_overprints: bool = False
    """White is set to overprint, as some preflights demand, and hides the artwork in viewers that do not simulate it.
    Otherwise it multiplies: the same plates, and seen right everywhere."""

    def __post_init__(self) -> None:
        if self.standard == "x4" and self.press_profile is None:
            raise PdfOptionsError("PDF/X-4 needs the profile of a printing condition")
        if self.convert_to_cmyk and self.press_profile is None:
            raise PdfOptionsError("a conversion to CMYK needs the profile of a printing condition")
        if self.created.tzinfo is None:
            raise PdfOptionsError("the instant of creation needs a time zone")
        if self.bleed < 0 or (self.marks is not None and self.marks.offset < 0):
            raise PdfOptionsError("bleed and marks cannot lie inside the trim")
        if self.underbase is not None and (self.underbase.choke < 0 or self.underbase.dpi <= 0):
            raise PdfOptionsError("an underbase has a choke of 0 or more and a resolution above 0")
        if self.effect_dpi <= 0 or (self.resolution_cap is not None and self.resolution_cap <= 0):
            raise PdfOptionsError("a resolution is above 0")
        names = [name for name in self.separations.values() if name]
        if set(self.separations) != set(SEPARATIONS) or len(set(names)) != len(SEPARATIONS):
            raise PdfOptionsError("each of white, cut, foil and engrave needs a name of its own")
        if {"All", "None"} & set(names):
            raise PdfOptionsError("All and None are no names for one ink")
