"""A print area's operations into pixels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import skia
from numpy.typing import NDArray

from monogram.layout.operations import Operation
from monogram.rendering.pictures import PictureBook, Resampling, decode_grey, mask_to_skia, skia_info, straighten
from monogram.rendering.playing import Player

RENDERER_VERSION = 1
"""Part of every artwork's source: raise it whenever the same operations would give other pixels or bytes."""
MOST_PIXELS = 400_000_000
_MILLIMETRES_PER_INCH = 25.4


class AreaTooLargeError(ValueError):
    """The print area at its resolution has more pixels than one picture may have."""


def pixel_size(width: float, height: float, *, bleed: float, dpi: float) -> tuple[int, int]:
    """Pixels of a print area of `width` × `height` mm with `bleed` mm on every side, at `dpi`."""
    return (
        max(1, round((width + 2 * bleed) / _MILLIMETRES_PER_INCH * dpi)),
        max(1, round((height + 2 * bleed) / _MILLIMETRES_PER_INCH * dpi)),
    )


def render_area(
    operations: Iterable[Operation],
    *,
    width: float,
    height: float,
    bleed: float,
    dpi: float,
    images: Mapping[str, bytes],
    mask: bytes | None,
    resampling: Resampling = Resampling.PRINT,
) -> NDArray[np.uint8]:
    """Straight-alpha RGBA, (height, width, 4), of a print area and its bleed; where nothing is drawn it is clear.

    Lengths are millimetres. `images` are encoded upright sRGB pictures by id; `mask` is a greyscale picture of the
    trimmed area, white where it prints, whose edges go on into the bleed. Pixels are whole, so the scale is rounded
    with them: the area's edges lie exactly on the picture's, and a full background leaves no half-clear last row.
    The same arguments give the same pixels. Raises PictureError and AreaTooLargeError.
    """
    across, down = pixel_size(width, height, bleed=bleed, dpi=dpi)
    if across * down > MOST_PIXELS:
        raise AreaTooLargeError(f"{across} × {down} pixels are more than {MOST_PIXELS}")
    pixels = np.zeros((down, across, 4), dtype=np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia_info(across, down), pixels, across * 4)
    canvas = surface.getCanvas()
    canvas.scale(across / (width + 2 * bleed), down / (height + 2 * bleed))
    canvas.translate(bleed, bleed)
    Player(PictureBook(images, resampling)).play(canvas, operations)
    if mask is not None:
        keep_inside(canvas, mask, width=width, height=height)
    return straighten(pixels)


def keep_inside(canvas: skia.Canvas, mask: bytes, *, width: float, height: float) -> None:
    """Fade what has been drawn by a mask that is laid over 0…`width` × 0…`height` of the canvas's units."""
    grey = decode_grey(mask)
    image = mask_to_skia(grey).withDefaultMipmaps()  # a thumbnail is far smaller than the mask
    stretch = skia.Matrix.Scale(width / image.width(), height / image.height())
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    shader = image.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, sampling, stretch)
    canvas.drawPaint(skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstIn))
