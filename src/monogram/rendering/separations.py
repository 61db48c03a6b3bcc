"""Plates of single inks: white, cut contour, foil, engraving, and the white underbase that is made of the artwork.

A plate is grey: 255 is full ink. What an ink lays down is the shape of its layers, whatever their colours, since the
ink has one colour of its own. Only a picture that is engraved keeps its tones: the darker, the deeper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias, Unpack

import numpy as np
from numpy.typing import NDArray

from monogram.geometry.units import mm_to_px
from monogram.layout.operations import (
    Adjustment,
    GroupOperation,
    ImageOperation,
    Ink,
    LinearGradient,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
    RadialGradient,
    of_ink,
)
from monogram.rendering.raster import MOST_PIXELS, AreaArguments, AreaDrawing, AreaTooLargeError, pixel_size

_InkOf: TypeAlias = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]
"""What of straight RGBA pixels is ink."""
LUMA = (0.2126, 0.7152, 0.0722)
INK_BLACK = "#000000"
_TO_BLACK = Adjustment(matrix=(0.0,) * 12)


def artwork_of_ink(operations: Iterable[Operation], ink: Ink) -> list[Operation]:
    """What an ink lays down, in drawing order, in black: a darkness of 1 is full ink."""
    return [_blackened(operation, keeps_tones=ink == "engrave") for operation in of_ink(operations, ink)]


def render_plate(operations: Iterable[Operation], ink: Ink, **area: Unpack[AreaArguments]) -> NDArray[np.uint8]:
    """An ink's plate, (height, width) of uint8, 255 being full ink, of an area with its bleed.

    The arguments are those of `render_area`; so are the errors.
    """
    return _plate(artwork_of_ink(operations, ink), _darkness if ink == "engrave" else _coverage, **area)


def white_underbase(
    operations: Iterable[Operation], *, choke: float, **area: Unpack[AreaArguments]
) -> NDArray[np.uint8]:  # fmt: skip
    """The white plate below the process colours, (height, width) of uint8, 255 being full ink.

    White lies wherever they cover the product, as much as they do, and ends `choke` mm inside their edge. The other
    arguments are those of `render_area`; so are the errors.
    """
    plate = _plate(of_ink(operations, "process"), _coverage, **area)
    return choked(plate, round(mm_to_px(choke, area["dpi"]), 6))


def _plate(operations: list[Operation], ink_of: _InkOf, **area: Unpack[AreaArguments]) -> NDArray[np.uint8]:
    """Drawn band by band: the plate is kept, a quarter of the pixels that it comes from."""
    across, down = pixel_size(area["width"], area["height"], bleed=area["bleed"], dpi=area["dpi"])
    if across * down > MOST_PIXELS:
        raise AreaTooLargeError(f"{across} × {down} pixels are more than {MOST_PIXELS}")
    drawing = AreaDrawing(operations, **area)
    plate = np.empty((down, across), dtype=np.uint8)
    for top in range(0, down, drawing.stripe_rows):
        rows = plate[top : top + drawing.stripe_rows]
        band = np.empty((*rows.shape, 4), dtype=np.uint8)
        drawing.draw(top, band)
        rows[:] = ink_of(band)
    return plate


def _coverage(band: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return band[..., 3]


def _darkness(band: NDArray[np.uint8]) -> NDArray[np.uint8]:
    luma = band[..., :3] @ np.array(LUMA)
    ink: NDArray[np.uint8] = np.rint((255 - luma) * band[..., 3] / 255).astype(np.uint8)
    return ink


def choked(coverage: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    """The least coverage within `radius` pixels of each pixel (an erosion by a disc).

    The picture's own edge is no edge of the artwork: what is cut off there goes on.
    """
    reach = int(radius)
    if reach < 1:
        return coverage
    eroded = coverage.copy()
    for down in range(reach + 1):
        across = int((radius * radius - down * down) ** 0.5)
        least = _least_along_rows(coverage, across)
        if down == 0:
            np.minimum(eroded, least, out=eroded)
        else:
            np.minimum(eroded[down:], least[:-down], out=eroded[down:])
            np.minimum(eroded[:-down], least[down:], out=eroded[:-down])
    return eroded


def _least_along_rows(values: NDArray[np.uint8], reach: int) -> NDArray[np.uint8]:
    """The least of each pixel and `reach` neighbours on either side, by windows that double."""
    if reach == 0:
        return values
    width = values.shape[1]
    least = np.pad(values, ((0, 0), (reach, reach)), constant_values=255)
    window, wanted = 1, 2 * reach + 1
    while window < wanted:
        step = min(window, wanted - window)
        least = np.minimum(least[:, :-step], least[:, step:])
        window += step
    return np.ascontiguousarray(least[:, :width])


def _blackened(operation: Operation, *, keeps_tones: bool) -> Operation:
    adjustments = () if keeps_tones else (_TO_BLACK,)
    if isinstance(operation, ImageOperation):
        return replace(operation, adjustments=operation.adjustments + adjustments)
    if isinstance(operation, PathOperation):
        stroke = operation.stroke
        return replace(
            operation,
            fill=operation.fill and _black(operation.fill, adjustments),
            stroke=stroke and replace(stroke, paint=_black(stroke.paint, adjustments)),
        )
    return _blackened_group(operation, keeps_tones=keeps_tones)


def _blackened_group(group: GroupOperation, *, keeps_tones: bool) -> GroupOperation:
    return replace(
        group,
        operations=tuple(_blackened(member, keeps_tones=keeps_tones) for member in group.operations),
        shadow=group.shadow and replace(group.shadow, colour=INK_BLACK),
        blend="normal",
    )


def _black(paint: Paint, adjustments: tuple[Adjustment, ...]) -> Paint:
    if isinstance(paint, PatternPaint):
        return replace(paint, adjustments=paint.adjustments + adjustments)
    if isinstance(paint, LinearGradient | RadialGradient):
        return replace(paint, stops=tuple(replace(stop, colour=INK_BLACK) for stop in paint.stops))
    return INK_BLACK
