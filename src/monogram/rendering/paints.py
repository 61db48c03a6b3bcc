"""Layout's paints as Skia's: colours, gradients, pictures repeated without end.

What was measured against Chromium's Canvas2D, whose rules these are:

- Stops are interpolated straight, not premultiplied (up to 57/255 apart where a stop is clear).
- A gradient without length or radius paints nothing. One with a single stop is that colour.
- Chromium dithers gradients by 1/255. Previews do the same, to be compared with it; prints do not.
- An opacity is rounded to 8 bits, half up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import skia

from monogram.geometry.matrices import Matrix, multiply, scaling, translation
from monogram.layout.operations import Arrangement, LinearGradient, PatternPaint, RadialGradient, Stop
from monogram.rendering.pictures import Picture, PictureBook, Resampling, skia_info

SAMPLING = {
    Resampling.PRINT: skia.SamplingOptions(skia.CubicResampler.Mitchell()),
    Resampling.PREVIEW: skia.SamplingOptions(skia.FilterMode.kLinear),
}
BENT = skia.Matrix.MakeAll(1, 0, 0, 1e-7, 1, 0, 0, 0, 1)
"""A browser draws a picture in full precision only where it is not upright: so it is bent by less than can be seen. Its
edges are then anti-aliased in another way, which previews follow."""
_MOST_CELL_PIXELS = 1 << 25
_LEAST_SCALE = 2.0**-16
_NUDGE = 1 / 512
"""Pixels by which a cell is moved. Where a pattern lies pixel on pixel, Skia's repeated samples fall on either side of
a pixel's edge as rounding will have it, and with all their weight."""


def to_matrix(matrix: Matrix) -> skia.Matrix:
    """`(a, b, c, d, e, f)` of Canvas2D and SVG in Skia's row order."""
    a, b, c, d, e, f = matrix
    return skia.Matrix.MakeAll(a, c, e, b, d, f, 0, 0, 1)


def to_colour(colour: str, opacity: float = 1) -> int:
    """`#rrggbb` as Skia's ARGB."""
    return math.floor(opacity * 255 + 0.5) << 24 | int(colour[1:7], 16)


def gradient_shader(gradient: LinearGradient | RadialGradient) -> skia.Shader | None:
    """The gradient in path units; None where it paints nothing."""
    offsets, colours = _stops(gradient.stops)
    if not offsets:
        return None
    rest = (colours, offsets, skia.TileMode.kClamp, 0, to_matrix(gradient.matrix))
    if isinstance(gradient, RadialGradient):
        centre = skia.Point(*gradient.centre)
        return skia.GradientShader.MakeRadial(centre, gradient.radius, *rest) if gradient.radius > 0 else None
    if gradient.start == gradient.end:
        return None
    return skia.GradientShader.MakeLinear([skia.Point(*gradient.start), skia.Point(*gradient.end)], *rest)


def _stops(stops: Sequence[Stop]) -> tuple[list[float], list[int]]:
    """Offsets and colours, two at least if any: Skia takes no single one."""
    several = stops if len(stops) != 1 else (*stops, *stops)
    return [stop.offset for stop in several], [to_colour(stop.colour, stop.opacity) for stop in several]


def drawn_scale(matrix: skia.Matrix, width: float, height: float) -> float:
    """Output pixels per picture pixel where a `width` × `height` picture on the unit square is drawn largest."""
    corners = [skia.Point(0, 0), skia.Point(1, 0), skia.Point(1, 1), skia.Point(0, 1)]
    top_left, top_right, bottom_right, bottom_left = matrix.mapPoints(corners)
    across = max(_distance(top_left, top_right), _distance(bottom_left, bottom_right))
    down = max(_distance(top_left, bottom_left), _distance(top_right, bottom_right))
    return max(across / width, down / height)


def _distance(first: skia.Point, second: skia.Point) -> float:
    return math.hypot(first.x() - second.x(), first.y() - second.y())


class Patterns:
    """Repeated pictures of one scene. The cell that repeats is composed once for each reduction.

    One bitmap that the shader itself repeats has no seams; pictures drawn side by side would show the canvas through
    their anti-aliased edges. The cell is composed of whole pixels of the picture at its reduced size, and stretched
    over its exact place: what a picture or a gap may be off by is half such a pixel, and it does not add up.
    """

    def __init__(self, pictures: PictureBook) -> None:
        self._pictures = pictures
        self._cells: dict[tuple[int, tuple[float, float], Arrangement], Picture] = {}

    def shader(self, pattern: PatternPaint, to_device: skia.Matrix) -> skia.Shader:
        """The pattern in path units; `to_device` maps those to pixels. Raises PictureError."""
        full_width, full_height = self._pictures.size(pattern.image)
        scale = drawn_scale(skia.Matrix.Concat(to_device, to_matrix(pattern.matrix)), full_width, full_height)
        picture = self._pictures.reduced_for(pattern.image, scale, pattern.adjustments)
        while _cell_pixels(picture, pattern) > _MOST_CELL_PIXELS and scale > _LEAST_SCALE:
            scale = min(scale, 1) / 2
            picture = self._pictures.reduced_for(pattern.image, scale, pattern.adjustments)
        cell = self._cell(picture, pattern)
        columns, rows = _pictures_in_cell(pattern.arrangement)
        stretch = multiply(
            scaling(
                columns * (1 + pattern.gap[0]) / cell.image.width(), rows * (1 + pattern.gap[1]) / cell.image.height()
            ),
            translation(_NUDGE, _NUDGE),
        )
        repeat, sampling = skia.TileMode.kRepeat, SAMPLING[self._pictures.resampling]
        return cell.image.makeShader(repeat, repeat, sampling, to_matrix(multiply(pattern.matrix, stretch)))

    def _cell(self, picture: Picture, pattern: PatternPaint) -> Picture:
        key = (id(picture), pattern.gap, pattern.arrangement)  # the book keeps its pictures, so ids stay unique
        if key not in self._cells:
            self._cells[key] = _compose(picture, pattern, self._pictures.resampling)
        return self._cells[key]


def _pictures_in_cell(arrangement: Arrangement) -> tuple[int, int]:
    """How many pictures lie side by side and above each other before all repeats."""
    return {"grid": (1, 1), "brick": (1, 2), "half-drop": (2, 1)}[arrangement]


def _step(picture: Picture, gap: tuple[float, float]) -> tuple[int, int]:
    """From one picture to the next, in whole pixels."""
    width, height = picture.image.width(), picture.image.height()
    return width + math.floor(width * gap[0] + 0.5), height + math.floor(height * gap[1] + 0.5)


def _cell_pixels(picture: Picture, pattern: PatternPaint) -> int:
    across, down = _step(picture, pattern.gap)
    columns, rows = _pictures_in_cell(pattern.arrangement)
    return across * columns * down * rows


def _compose(picture: Picture, pattern: PatternPaint, resampling: Resampling) -> Picture:
    """One cell. The picture that is shifted by half a step is drawn twice, since it reaches over the cell's edge."""
    across, down = _step(picture, pattern.gap)
    columns, rows = _pictures_in_cell(pattern.arrangement)
    pixels = np.zeros((down * rows, across * columns, 4), dtype=np.uint8)
    width, height = across * columns, down * rows
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), pixels, width * 4).getCanvas()
    places = [(0.0, 0.0)]
    if pattern.arrangement == "brick":
        places += [(across / 2, down), (-across / 2, down)]
    elif pattern.arrangement == "half-drop":
        places += [(across, down / 2), (across, -down / 2)]
    # Added, since half a step may be half a pixel: two pictures then share a row, half of it each.
    paint = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kPlus)
    for x, y in places:
        canvas.save()
        canvas.concat(to_matrix((across / (1 + pattern.gap[0]), 0, 0, down / (1 + pattern.gap[1]), x, y)))
        if resampling is Resampling.PREVIEW:
            canvas.concat(BENT)
        canvas.drawImageRect(picture.image, skia.Rect.MakeWH(1, 1), SAMPLING[Resampling.PREVIEW], paint)
        canvas.restore()
    return Picture(pixels, width, height)
