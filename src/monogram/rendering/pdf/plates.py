"""The plates of one page: the process colours, and a separation for each ink that is none of them.

Separations are laid on top of the artwork, whatever the order on the press: process colours that lie on a named ink
knock it out, while a named ink that overprints leaves them be. White multiplies instead, which comes to the same in
the plates, and a viewer that knows nothing of overprinting shows the artwork through it and not a white sheet. Both
at once would square the process colours below (ISO 32000-1, 11.7.4.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from monogram.geometry.paths import Bounds
from monogram.layout.operations import (
    GroupOperation,
    Ink,
    LinearGradient,
    Operation,
    PathOperation,
    RadialGradient,
    leaves,
    of_ink,
)
from monogram.rendering.originals import Originals, extended_mask
from monogram.rendering.pdf.colours import Colours, SpotColours
from monogram.rendering.pdf.content import Content, graphics_state, transparency_group
from monogram.rendering.pdf.images import ImageShelf, flat_image
from monogram.rendering.pdf.marks import Sheet
from monogram.rendering.pdf.options import PdfOptions
from monogram.rendering.pdf.playing import PdfPlayer, luminosity_mask
from monogram.rendering.pdf.shadows import shade_of
from monogram.rendering.pictures import PictureBook
from monogram.rendering.playing import Player
from monogram.rendering.separations import artwork_of_ink, white_underbase

SIMULATIONS: Mapping[Ink, tuple[float, float, float, float]] = {
    "white": (0.06, 0.0, 0.0, 0.0),
    "foil": (0.1, 0.25, 0.65, 0.2),
    "engrave": (0.0, 0.1, 0.2, 0.6),
    "cut": (0.0, 1.0, 0.0, 0.0),
}
"""The process colours that stand for each ink where there is no such plate, in the order in which they are drawn."""


class Plates:
    """Draws the artwork of one page, in mm from the trim's top left corner."""

    def __init__(
        self, pdf: Pdf, sheet: Sheet, images: Mapping[str, bytes], mask: bytes | None, options: PdfOptions
    ) -> None:  # fmt: skip
        self._pdf = pdf
        self._sheet = sheet
        self._images = images
        self._originals = Originals(images)
        self._pixels = Player(PictureBook(images))
        self._mask = mask
        self._options = options
        bleed = sheet.bleed
        self._bounds: Bounds = (-bleed, -bleed, sheet.width + bleed, sheet.height + bleed)
        self._cut_out = None if mask is None else self._area_mask(mask)
        self._inks: dict[Ink, SpotColours] = {}

    @property
    def inks(self) -> Mapping[Ink, SpotColours]:
        """The inks that have been drawn with."""
        return self._inks

    def draw_process(self, content: Content, operations: Iterable[Operation], colours: Colours) -> None:
        """What the process colours lay down. Raises PictureError."""
        process = of_ink(operations, "process")
        colours.learn(_colours_of(process))
        shelf = ImageShelf(self._pdf, self._originals, colours, cap=self._options.resolution_cap)
        player = self._player(PdfPlayer, colours, shelf)
        drawn = Content(self._pdf)
        player.play(drawn, process)
        state = {} if self._cut_out is None else {"/SMask": self._cut_out}
        # A group of its own blends in the colours that the artwork was seen in, whatever the press's are.
        is_group = state or player.blends or shelf.has_alpha
        self._lay(content, drawn, state, group=transparency_group(colours.space) if is_group else None)

    def draw_underbase(self, content: Content, operations: Iterable[Operation]) -> None:
        """The white plate below them, if it was asked for and they cover anything. Raises PictureError."""
        wish = self._options.underbase
        if wish is None:
            return
        sheet = self._sheet
        plate = white_underbase(
            operations,
            width=sheet.width,
            height=sheet.height,
            bleed=sheet.bleed,
            dpi=wish.dpi,
            choke=wish.choke,
            images=self._images,
            mask=self._mask,
        )
        if not plate.any():
            return
        white = self._ink("white")
        left, top, right, bottom = self._bounds
        image = flat_image(self._pdf, plate, white.space)
        content.write(f"q\n{self._state(content, self._laid_on('white'))} gs")
        content.transform((right - left, 0, 0, top - bottom, left, bottom))
        content.draw(image)
        content.write("Q")

    def draw_inks(self, content: Content, operations: Iterable[Operation]) -> None:
        """What each ink that is no process colour lays down. Raises PictureError."""
        listed = list(operations)
        for ink in SIMULATIONS:
            artwork = artwork_of_ink(listed, ink)
            if artwork:
                colours = self._ink(ink)
                shelf = ImageShelf(self._pdf, self._originals, colours, cap=self._options.resolution_cap)
                drawn = Content(self._pdf)
                self._player(SpotPlayer, colours, shelf).play(drawn, artwork)
                if ink == "cut" or self._cut_out is None:
                    self._lay(content, drawn, self._laid_on(ink), group=None)
                else:
                    # What is faded as one is a group, and a group cannot overprint.
                    state = {**_MULTIPLIES, "/SMask": self._cut_out}
                    self._lay(content, drawn, state, group=transparency_group(Name.DeviceCMYK))

    def _player(self, kind: type[PdfPlayer], colours: Colours, shelf: ImageShelf) -> PdfPlayer:
        return kind(
            self._pdf, colours, shelf, self._pixels, bounds=self._bounds, effect_dpi=self._options.effect_dpi
        )  # fmt: skip

    def _lay(
        self, content: Content, drawn: Content, state: Mapping[str, object], *, group: Dictionary | None
    ) -> None:  # fmt: skip
        """Draw a plate's content as a form."""
        if drawn.is_empty:
            return
        content.write("q")
        if state:
            content.write(f"{self._state(content, state)} gs")
        content.draw(drawn.as_form(self._bounds, group=group))
        content.write("Q")

    def _laid_on(self, ink: Ink) -> Mapping[str, object]:
        """How an ink meets the plates below it."""
        return _MULTIPLIES if ink == "white" and not self._options.white_overprints else _OVERPRINTS

    def _state(self, content: Content, entries: Mapping[str, object]) -> str:
        return content.name("ExtGState", graphics_state(self._pdf, entries))

    def _ink(self, ink: Ink) -> SpotColours:
        if ink not in self._inks:
            self._inks[ink] = SpotColours(self._pdf, self._options.separations[ink], SIMULATIONS[ink])
        return self._inks[ink]

    def _area_mask(self, mask: bytes) -> pikepdf.Object:
        """The mask over the trimmed area as a soft mask."""
        sheet = self._sheet
        grey, (left, top, right, bottom) = extended_mask(
            mask, width=sheet.width, height=sheet.height, bleed=sheet.bleed, dpi=self._options.effect_dpi
        )
        form = Content(self._pdf)
        form.write("q")
        form.transform((right - left, 0, 0, top - bottom, left, bottom))
        form.draw(flat_image(self._pdf, grey, Name.DeviceGray))
        form.write("Q")
        return luminosity_mask(form, self._bounds)


class SpotPlayer(PdfPlayer):
    """Draws tints of one ink. Groups are taken apart: a transparency group would knock out what lies below it."""

    def draw_group(self, content: Content, group: GroupOperation, opacity: float) -> None:
        shade = shade_of(group, self.pixels, within=self.bounds, dpi=self.effect_dpi)
        self.draw_shade(content, shade, opacity=group.opacity * opacity)
        with self.within(content, group.clip):
            self.play(content, group.operations, group.opacity * opacity)


_OVERPRINTS: Mapping[str, object] = {"/OP": True, "/op": True, "/OPM": 1}
_MULTIPLIES: Mapping[str, object] = {"/BM": Name.Multiply}


def _colours_of(operations: Iterable[Operation]) -> set[str]:
    """Every colour that is named, gradients' too."""
    listed = list(operations)
    paints = [
        paint
        for operation in leaves(listed)
        if isinstance(operation, PathOperation)
        for paint in (operation.fill, operation.stroke and operation.stroke.paint)
    ]
    found = {paint for paint in paints if isinstance(paint, str)}
    for paint in paints:
        if isinstance(paint, LinearGradient | RadialGradient):
            found |= {stop.colour for stop in paint.stops}
    return found | set(_shadow_colours(listed))


def _shadow_colours(operations: Iterable[Operation]) -> Iterable[str]:
    for operation in operations:
        if isinstance(operation, GroupOperation):
            if operation.shadow is not None:
                yield operation.shadow.colour
            yield from _shadow_colours(operation.operations)
