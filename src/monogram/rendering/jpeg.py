"""JPEGs of print areas, for printers that take nothing else: no transparency, colours at full resolution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Unpack

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.geometry.units import MM_PER_INCH
from monogram.layout.operations import Operation
from monogram.rendering.bands import PixelSize, Progress, save_by_libvips, stream_drawing
from monogram.rendering.raster import AreaArguments, AreaTooLargeError, pixel_size

PAPER = "#ffffff"
QUALITY = 95
MOST_JPEG_SIDE = 65_500


def encode_jpeg(pixels: NDArray[np.uint8], *, dpi: float, quality: int = QUALITY, background: str = PAPER) -> bytes:
    """A JPEG of straight RGBA or of RGB, (height, width, 4 or 3), on paper of a colour (`#rrggbb`).

    4:4:4, `quality` 1…100, with its resolution and the profile of sRGB in it. Raises AreaTooLargeError where a side
    is longer than 65,500 pixels.
    """
    height, width, channels = pixels.shape
    _check_sides(width, height)
    picture = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels), width, height, channels, "uchar")
    flat = with_resolution(on_paper(picture.copy(interpretation="srgb"), background), dpi)
    encoded: bytes = flat.jpegsave_buffer(**_options(quality))
    return encoded


def render_jpeg(
    operations: Iterable[Operation],
    *,
    into: BinaryIO,
    progress: Progress | None = None,
    quality: int = QUALITY,
    background: str = PAPER,
    **area: Unpack[AreaArguments],
) -> PixelSize:
    """Writes a print area with its bleed, as `encode_jpeg` would its pixels, in the memory of a few bands.

    `area` is that of `render_area`. Raises AreaTooLargeError and PictureError before anything is written.
    """
    _check_sides(*pixel_size(area["width"], area["height"], bleed=area["bleed"], dpi=area["dpi"]))

    def save(picture: pyvips.Image, path: str) -> None:
        with_resolution(on_paper(picture, background), area["dpi"]).jpegsave(path, **_options(quality))

    return save_by_libvips(stream_drawing(operations, **area), into=into, progress=progress, save=save)


def on_paper(picture: pyvips.Image, colour: str) -> pyvips.Image:
    """The picture without alpha, on paper of a colour, `#rrggbb`."""
    return picture.flatten(background=list(bytes.fromhex(colour[1:]))) if picture.hasalpha() else picture


def with_resolution(picture: pyvips.Image, dpi: float) -> pyvips.Image:
    """The picture at a resolution, which is written in pixels an inch: the usual ones are whole numbers there."""
    resolved = picture.copy(xres=dpi / MM_PER_INCH, yres=dpi / MM_PER_INCH)
    resolved.set_type(pyvips.GValue.gstr_type, "resolution-unit", "in")
    return resolved


def _options(quality: int) -> dict[str, Any]:
    """Without `optimize_coding`, which would hold all of the picture's coefficients in memory to save a twentieth."""
    return {"Q": quality, "subsample_mode": "off", "keep": "all", "profile": "srgb"}


def _check_sides(width: int, height: int) -> None:
    if max(width, height) > MOST_JPEG_SIDE:
        raise AreaTooLargeError(f"a JPEG may have {MOST_JPEG_SIDE} pixels a side, not {width} × {height}")
