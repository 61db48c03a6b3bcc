"""Plays the operations of layout into content streams. All of it stays vector but pictures and blurred shadows.

Every stream here is in millimetres of the print area, y down; whoever draws it sets the scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from monogram.geometry.matrices import Matrix, determinant, multiply
from monogram.geometry.paths import Bounds, Path, transform_path
from monogram.layout.operations import (
    Blend,
    Cap,
    Clip,
    GroupOperation,
    ImageOperation,
    Join,
    LinearGradient,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
    RadialGradient,
    Stroke,
)
from monogram.rendering.extents import intersect, reach_of
from monogram.rendering.pdf.colours import Colours
from monogram.rendering.pdf.content import (
    Content,
    graphics_state,
    number_text,
    path_text,
    rectangle_text,
    transparency_group,
)
from monogram.rendering.pdf.gradients import opacity_of, shading_of, shading_pattern
from monogram.rendering.pdf.images import ImageShelf, flat_image
from monogram.rendering.pdf.patterns import Repeat
from monogram.rendering.pdf.shadows import Shade, shade_of
from monogram.rendering.playing import Player
from monogram.rendering.sheets import needs_sheet

_BLEND_MODES: dict[Blend, Name] = {
    "normal": Name.Normal,
    "multiply": Name.Multiply,
    "screen": Name.Screen,
    "overlay": Name.Overlay,
    "darken": Name.Darken,
    "lighten": Name.Lighten,
    "color-dodge": Name.ColorDodge,
    "color-burn": Name.ColorBurn,
    "hard-light": Name.HardLight,
    "soft-light": Name.SoftLight,
    "difference": Name.Difference,
    "exclusion": Name.Exclusion,
}
_CAPS: dict[Cap, int] = {"butt": 0, "round": 1, "square": 2}
_JOINS: dict[Join, int] = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True, slots=True)
class _State:
    """What of the graphics state is not the default: the key of an ExtGState."""

    opacity: float = 1.0
    blend: Blend = "normal"
    mask: tuple[int, int] | None = None
    """Object number of a soft mask."""


class PdfPlayer:
    """Draws operations in one way of colour within `bounds`, in mm: the trimmed area and its bleed.

    `pixels` draws what has to be pixels, at `effect_dpi`.
    """

    def __init__(
        self,
        pdf: Pdf,
        colours: Colours,
        shelf: ImageShelf,
        pixels: Player,
        *,
        bounds: Bounds,
        effect_dpi: float,
    ) -> None:
        self.blends = False
        """Whether anything that was drawn shines through or is blended."""
        self._pdf = pdf
        self._colours = colours
        self._shelf = shelf
        self.pixels = pixels
        self.bounds = bounds
        self.effect_dpi = effect_dpi
        self._glyphs: dict[tuple[str, int], str] = {}
        self._states: dict[_State, pikepdf.Object] = {}
        self._shadings: dict[LinearGradient | RadialGradient, tuple[pikepdf.Object, pikepdf.Object | None]] = {}

    def play(self, content: Content, operations: Iterable[Operation], opacity: float = 1.0) -> None:
        """Draw in order; `opacity` is laid on each. Raises PictureError."""
        for operation in operations:
            if isinstance(operation, PathOperation):
                self._draw_path(content, operation, operation.opacity * opacity)
            elif isinstance(operation, ImageOperation):
                self._draw_image(content, operation, operation.opacity * opacity)
            else:
                self.draw_group(content, operation, opacity)

    def draw_group(self, content: Content, group: GroupOperation, opacity: float) -> None:
        """The members as a transparency group; drawn where they belong if that comes to the same."""
        if group.opacity * opacity <= 0:
            return
        if not needs_sheet(group) and opacity >= 1:
            with self.within(content, group.clip):
                self.play(content, group.operations)
            return
        reach = intersect(reach_of([group]), self.bounds)
        if reach is None:
            return
        sheet = Content(self._pdf)
        if group.shadow is not None:
            self.draw_shade(sheet, shade_of(group, self.pixels, within=reach, dpi=self.effect_dpi), opacity=1)
        with self.within(sheet, group.clip):
            self.play(sheet, group.operations)
        form = sheet.as_form(reach, group=transparency_group(self._colours.space))
        with self._saved(content, _State(group.opacity * opacity, group.blend)):
            content.draw(form)

    def draw_shade(self, content: Content, shade: Shade | None, *, opacity: float) -> None:
        """A blurred shadow: its colour through a soft mask of pixels."""
        if shade is None:
            return
        grey = flat_image(self._pdf, shade.coverage, Name.DeviceGray)
        form = Content(self._pdf)
        left, top, right, bottom = shade.bounds
        form.write("q")
        form.transform((right - left, 0, 0, top - bottom, left, bottom))
        form.draw(grey)
        form.write("Q")
        mask = luminosity_mask(form, shade.bounds)
        with self._saved(content, _State(opacity * shade.opacity), mask):
            self._colours.select(content, shade.colour)
            content.write(f"{rectangle_text(shade.bounds)}\nf")

    @contextmanager
    def within(self, content: Content, clip: Clip | None) -> Iterator[None]:
        """What is drawn in this context is cut by the clip."""
        if clip is None:
            yield
            return
        content.write("q")
        _clip_to(content, transform_path(clip.path, clip.matrix), even_odd=clip.even_odd)
        yield
        content.write("Q")

    def _draw_path(self, content: Content, operation: PathOperation, opacity: float) -> None:
        outline = self._outline(operation)
        if not outline or opacity <= 0 or determinant(operation.matrix) == 0:
            return
        if operation.fill is not None:
            self._paint(content, operation, operation.fill, opacity, f"{outline}\nf{'*' * operation.even_odd}")
        if operation.stroke is not None:
            pen = pen_text(operation.stroke)
            self._paint(content, operation, operation.stroke.paint, opacity, f"{pen}\n{outline}\nS", strokes=True)

    def _paint(
        self,
        content: Content,
        operation: PathOperation,
        paint: Paint,
        opacity: float,
        draw: str,
        *,
        strokes: bool = False,
    ) -> None:
        if isinstance(paint, LinearGradient | RadialGradient):
            self._paint_gradient(content, operation, paint, opacity, draw, strokes=strokes)
            return
        if isinstance(paint, PatternPaint):
            self._paint_pattern(content, operation, paint, opacity, draw, strokes=strokes)
            return
        with self._saved(content, _State(opacity)):
            content.transform(operation.matrix)
            self._colours.select(content, paint, strokes=strokes)
            content.write(draw)

    def _paint_pattern(
        self,
        content: Content,
        operation: PathOperation,
        pattern: PatternPaint,
        opacity: float,
        draw: str,
        *,
        strokes: bool,
    ) -> None:
        repeat = Repeat(pattern, self._shelf, multiply(operation.matrix, pattern.matrix))
        reach = intersect(reach_of([operation]), self.bounds)
        places = None if strokes or reach is None else repeat.places_in(reach)
        with self._saved(content, _State(opacity)):
            if places is None:
                content.transform(operation.matrix)
                select_pattern(content, repeat.tile(self._pdf), strokes=strokes)
                content.write(draw)
            else:
                _clip_to(content, transform_path(operation.path, operation.matrix), even_odd=operation.even_odd)
                repeat.draw(content, places)

    def _paint_gradient(
        self,
        content: Content,
        operation: PathOperation,
        gradient: LinearGradient | RadialGradient,
        opacity: float,
        draw: str,
        *,
        strokes: bool,
    ) -> None:
        if paints_nothing(gradient):
            return
        if gradient not in self._shadings:
            shading = shading_of(self._pdf, gradient, self._colours)
            self._shadings[gradient] = shading, opacity_of(self._pdf, gradient)
        shading, greys = self._shadings[gradient]
        matrix = multiply(operation.matrix, gradient.matrix)
        with self._saved(content, _State(opacity), greys and self._gradient_mask(greys, matrix)):
            content.transform(operation.matrix)
            select_pattern(content, shading_pattern(self._pdf, shading, matrix), strokes=strokes)
            content.write(draw)

    def _gradient_mask(self, greys: pikepdf.Object, matrix: Matrix) -> pikepdf.Object:
        form = Content(self._pdf)
        form.write("q")
        form.transform(matrix)
        form.write(f"{form.name('Shading', greys)} sh\nQ")
        return luminosity_mask(form, self.bounds)

    def _draw_image(self, content: Content, operation: ImageOperation, opacity: float) -> None:
        if opacity <= 0 or determinant(operation.matrix) == 0:
            return
        placed = self._shelf.place(
            operation.image, crop=operation.crop, matrix=operation.matrix, adjustments=operation.adjustments
        )
        with self._saved(content, _State(opacity)):
            content.transform(operation.matrix)
            if operation.mask is not None:
                _clip_to(content, operation.mask)
            x, y, width, height = placed.crop
            if placed.crop != (0, 0, 1, 1):
                content.write("0 0 1 1 re\nW n")
            # An image's own unit square has its first row at the top, y upwards.
            content.transform((1 / width, 0, 0, -1 / height, -x / width, (1 - y) / height))
            content.draw(placed.image)

    def _outline(self, operation: PathOperation) -> str:
        """A letter that comes again is written out once."""
        if operation.glyph is None:
            return path_text(operation.path)
        if operation.glyph not in self._glyphs:
            self._glyphs[operation.glyph] = path_text(operation.path)
        return self._glyphs[operation.glyph]

    @contextmanager
    def _saved(self, content: Content, state: _State, mask: pikepdf.Object | None = None) -> Iterator[None]:
        """What is drawn in this context leaves no trace in the state; `mask` fades it."""
        content.write("q")
        if mask is not None:
            state = _State(state.opacity, state.blend, mask.objgen)
        if state != _State():
            self.blends = True
            if state not in self._states:
                self._states[state] = graphics_state(self._pdf, _entries(state, mask))
            content.write(f"{content.name('ExtGState', self._states[state])} gs")
        yield
        content.write("Q")


def luminosity_mask(form: Content, bounds: Bounds) -> pikepdf.Object:
    """A soft mask whose white lets through what is drawn, and whose black does not."""
    drawn = form.as_form(bounds, group=transparency_group(Name.DeviceGray))
    return form.pdf.make_indirect(Dictionary(Type=Name.Mask, S=Name.Luminosity, G=drawn))


def select_pattern(content: Content, pattern: pikepdf.Object, *, strokes: bool) -> None:
    """Take a pattern for what is filled, or stroked, next."""
    name = content.name("Pattern", pattern)
    content.write(f"/Pattern CS {name} SCN" if strokes else f"/Pattern cs {name} scn")


def pen_text(stroke: Stroke) -> str:
    """A pen's operators."""
    pen = f"{number_text(stroke.width)} w {_CAPS[stroke.cap]} J {_JOINS[stroke.join]} j"
    return f"{pen} {number_text(stroke.miter_limit)} M" if stroke.join == "miter" else pen


def paints_nothing(gradient: LinearGradient | RadialGradient) -> bool:
    """Whether it has no colours, or no way to go from one to the next."""
    if not gradient.stops or determinant(gradient.matrix) == 0:
        return True
    return gradient.radius <= 0 if isinstance(gradient, RadialGradient) else gradient.start == gradient.end


def _clip_to(content: Content, path: Path, *, even_odd: bool = False) -> None:
    """Cut what follows by the path; by an empty one nothing is left."""
    content.write(f"{path_text(path) or '0 0 0 0 re'}\n{'W*' if even_odd else 'W'} n")


def _entries(state: _State, mask: pikepdf.Object | None) -> dict[str, object]:
    entries: dict[str, object] = {}
    if state.opacity < 1:
        entries |= {"/ca": state.opacity, "/CA": state.opacity}
    if state.blend != "normal":
        entries["/BM"] = _BLEND_MODES[state.blend]
    if mask is not None:
        entries["/SMask"] = mask
    return entries
