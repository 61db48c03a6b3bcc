"""How colours are written: as sRGB that says so, as a press's CMYK, or as the tint of one named ink.

Artwork comes in sRGB numbers. Device-dependent RGB is never written: without a profile each printer would make of it
what it likes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pikepdf
import pyvips
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf

from monogram.rendering.pdf.content import Content, number_text, numbers
from monogram.rendering.profiles import colours_to_cmyk, srgb_profile, to_cmyk
from monogram.rendering.separations import LUMA

_STEPS = 33
"""Samples of a blend between two colours where it is not straight in the ink's numbers."""


class Colours(ABC):
    """One way to write colours. `space` is what images and shadings are declared in."""

    space: pikepdf.Object
    components: int
    keeps_jpeg = False
    """Whether an sRGB JPEG may go in as it is."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._values: dict[str, tuple[float, ...]] = {}

    def learn(self, colours: Iterable[str]) -> None:
        """Convert many colours in one go; each would be a journey through the profile by itself."""
        unknown = sorted(set(colours) - self._values.keys())
        if unknown:
            levels = self.convert(np.array([rgb(colour) for colour in unknown], dtype=np.uint8))
            for colour, row in zip(unknown, levels, strict=True):
                self._values[colour] = tuple(float(level) / 255 for level in row)

    def values(self, colour: str) -> tuple[float, ...]:
        """The colour's components, 0…1."""
        if colour not in self._values:
            self.learn([colour])
        return self._values[colour]

    def select(self, content: Content, colour: str, *, strokes: bool = False) -> None:
        """Take the colour for what is filled, or stroked, next."""
        space, paint = ("CS", "SC") if strokes else ("cs", "sc")
        name = content.name("ColorSpace", self.space)
        content.write(f"{name} {space} {' '.join(map(number_text, self.values(colour)))} {paint}")

    @abstractmethod
    def convert(self, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """(n, 3) sRGB colours as (n, components) levels, 255 being 1."""

    @abstractmethod
    def picture(self, picture: pyvips.Image) -> pyvips.Image:
        """An opaque sRGB picture in this space."""

    def blend(self, first: str, second: str) -> Dictionary | pikepdf.Object:
        """A PDF function of 0…1 from one colour to another, straight in sRGB's numbers."""
        return self._sampled(first, second)

    def _sampled(self, first: str, second: str) -> pikepdf.Object:
        way = np.linspace(rgb(first), rgb(second), _STEPS)
        levels = self.convert((way + 0.5).astype(np.uint8))
        levels[[0, -1]] = np.rint(np.array([self.values(first), self.values(second)]) * 255)
        function = pikepdf.Stream(
            self._pdf,
            levels.tobytes(),
            FunctionType=0,
            Domain=numbers((0, 1)),
            Range=numbers((0, 1) * self.components),
            Size=Array([_STEPS]),
            BitsPerSample=8,
        )
        return self._pdf.make_indirect(function)


class SrgbColours(Colours):
    """Colours as they come, with their profile beside them."""

    components = 3
    keeps_jpeg = True

    def __init__(self, pdf: Pdf) -> None:
        super().__init__(pdf)
        profile = pdf.make_indirect(pikepdf.Stream(pdf, srgb_profile(), N=3))
        self.space = pdf.make_indirect(Array([Name.ICCBased, profile]))

    def convert(self, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return colours

    def picture(self, picture: pyvips.Image) -> pyvips.Image:
        return picture

    def blend(self, first: str, second: str) -> Dictionary:
        return straight_blend(self.values(first), self.values(second))


class CmykColours(Colours):
    """Colours in the inks of a press, by its profile."""

    components = 4

    def __init__(self, pdf: Pdf, profile: Path) -> None:
        super().__init__(pdf)
        self._profile = profile
        self.space = Name.DeviceCMYK

    def select(self, content: Content, colour: str, *, strokes: bool = False) -> None:
        content.write(f"{' '.join(map(number_text, self.values(colour)))} {'K' if strokes else 'k'}")

    def convert(self, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return colours_to_cmyk(colours, self._profile)

    def picture(self, picture: pyvips.Image) -> pyvips.Image:
        return to_cmyk(picture, self._profile)


class SpotColours(Colours):
    """Tints of one ink: black is all of it, white none."""

    components = 1

    def __init__(self, pdf: Pdf, name: str, simulation: tuple[float, float, float, float]) -> None:
        super().__init__(pdf)
        self.space = separation(pdf, name, simulation)

    def convert(self, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        levels: NDArray[np.uint8] = np.rint(255 - colours @ np.array(LUMA)).astype(np.uint8)
        return levels[:, np.newaxis]

    def picture(self, picture: pyvips.Image) -> pyvips.Image:
        return picture.recomb([list(LUMA)]).linear(-1, 255).rint().cast("uchar").copy(interpretation="b-w")

    def blend(self, first: str, second: str) -> Dictionary:
        return straight_blend(self.values(first), self.values(second))


def separation(pdf: Pdf, name: str, simulation: tuple[float, float, float, float]) -> pikepdf.Object:
    """The colour space of a named plate; `simulation` is the CMYK that stands for it where there is no such plate."""
    shown = straight_blend((0.0,) * 4, simulation)
    return pdf.make_indirect(Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, shown]))


def straight_blend(first: tuple[float, ...], second: tuple[float, ...]) -> Dictionary:
    """A PDF function of 0…1, straight from the one to the other."""
    return Dictionary(FunctionType=2, Domain=numbers((0, 1)), C0=numbers(first), C1=numbers(second), N=1)


def rgb(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` as three levels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
