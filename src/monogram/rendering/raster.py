"""A print area's operations into pixels.

Areas are drawn in bands of rows: recorded once, then played into one band after another. Whole in memory or streamed
to a file of any height (`bands`), an area is drawn in the same bands and so has the same pixels. A small area is one
band. A band's edge is not seen: Skia cuts curves at it and follows them from there anew, which moves an edge by less
than its own flattening of curves does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

import numpy as np
import skia
from numpy.typing import NDArray

from monogram.layout.operations import GroupOperation, Operation
from monogram.rendering.pictures import PictureBook, Resampling, decode_grey, mask_to_skia, skia_info, straighten
from monogram.rendering.playing import Player
from monogram.rendering.png import BANDS_IN_STRIPE, stripe_rows
from monogram.rendering.previewing import PreviewPlayer

RENDERER_VERSION = 2
"""Part of every artwork's source: raise it whenever the same operations would give other pixels or bytes."""
MOST_PIXELS = 400_000_000
"""Of an area that is in memory as a whole."""
_MILLIMETRES_PER_INCH = 25.4


class AreaArguments(TypedDict):
    """What makes a print area out of operations; lengths are millimetres, the rest is that of `render_area`."""

    width: float
    height: float
    bleed: float
    dpi: float
    images: Mapping[str, bytes]
    mask: bytes | None


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
    drawing = AreaDrawing(
        operations, width=width, height=height, bleed=bleed, dpi=dpi, images=images, mask=mask, resampling=resampling
    )
    pixels = np.empty((down, across, 4), dtype=np.uint8)
    drawing.draw(0, pixels)
    return pixels


class AreaDrawing:
    """A print area at a resolution, ready to be drawn row by row: `across` × `down` pixels.

    Its pictures are decoded when it is made and kept as long as it is. Arguments and PictureError are those of
    `render_area`.
    """

    def __init__(
        self,
        operations: Iterable[Operation],
        *,
        width: float,
        height: float,
        bleed: float,
        dpi: float,
        images: Mapping[str, bytes],
        mask: bytes | None,
        resampling: Resampling = Resampling.PRINT,
    ) -> None:
        operations = list(operations)
        self.across, self.down = pixel_size(width, height, bleed=bleed, dpi=dpi)
        self.stripe_rows = min(stripe_rows(self.across), self.down)
        """What `draw` is best asked for at once: whole bands, but for the last."""
        # A shadow is drawn anew for each band that it reaches into, so bands are tall where there is one.
        is_one_band = self.stripe_rows == self.down or casts_shadows(operations)
        self._band_rows = self.stripe_rows if is_one_band else self.stripe_rows // BANDS_IN_STRIPE
        player = PreviewPlayer if resampling is Resampling.PREVIEW else Player
        self._player = player(PictureBook(images, resampling))
        self._mask = None if mask is None else decode_grey(mask)
        self._recording = self._record(operations, width, height, bleed)

    def draw(self, top: int, into: NDArray[np.uint8]) -> None:
        """The rows from `top` on, which is the first row of a band, as straight RGBA into (rows, across, 4)."""
        if top % self._band_rows:
            raise ValueError(f"no band begins at row {top}")
        for start in range(0, len(into), self._band_rows):
            self._draw_band(top + start, into[start : start + self._band_rows])
        self._player.pictures.release()

    def _record(self, operations: Iterable[Operation], width: float, height: float, bleed: float) -> skia.Picture:
        recorder = skia.PictureRecorder()
        canvas = recorder.beginRecording(skia.Rect.MakeWH(self.across, self.down), skia.RTreeFactory()())
        canvas.scale(self.across / (width + 2 * bleed), self.down / (height + 2 * bleed))
        canvas.translate(bleed, bleed)
        self._player.play(canvas, operations)
        if self._mask is not None:
            _fade(canvas, self._mask, width=width, height=height)
        return recorder.finishRecordingAsPicture()

    def _draw_band(self, top: int, band: NDArray[np.uint8]) -> None:
        band.fill(0)
        surface = skia.Surface.MakeRasterDirect(skia_info(self.across, len(band)), band, self.across * 4)
        canvas = surface.getCanvas()
        canvas.translate(0, -top)
        canvas.drawPicture(self._recording)
        straighten(band)


def casts_shadows(operations: Iterable[Operation]) -> bool:
    """Whether any group, however deep, has a blurred shadow."""
    return any(
        isinstance(operation, GroupOperation)
        and ((operation.shadow is not None and operation.shadow.blur > 0) or casts_shadows(operation.operations))
        for operation in operations
    )


def keep_inside(canvas: skia.Canvas, mask: bytes, *, width: float, height: float) -> None:
    """Fade what has been drawn by a mask that is laid over 0…`width` × 0…`height` of the canvas's units."""
    _fade(canvas, decode_grey(mask), width=width, height=height)


def _fade(canvas: skia.Canvas, grey: NDArray[np.uint8], *, width: float, height: float) -> None:
    image = mask_to_skia(grey).withDefaultMipmaps()  # a thumbnail is far smaller than the mask
    stretch = skia.Matrix.Scale(width / image.width(), height / image.height())
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    shader = image.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, sampling, stretch)
    canvas.drawPaint(skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstIn))
