"""TIFFs of print areas: sRGB with alpha, or the inks of a press by its ICC profile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, Unpack

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.layout.operations import Operation
from monogram.rendering.bands import PixelSize, Progress, save_by_libvips, stream_drawing
from monogram.rendering.jpeg import PAPER, on_paper, with_resolution
from monogram.rendering.profiles import PressProfile, on_disk, to_cmyk
from monogram.rendering.raster import AreaArguments

Compression: TypeAlias = Literal["lzw", "deflate"]

_LARGEST_CLASSIC = 3_900_000_000
"""Bytes of pixels up to which a file's offsets surely fit into 32 bits; compressed noise may grow a little."""


def encode_tiff(
    pixels: NDArray[np.uint8],
    *,
    dpi: float,
    press: PressProfile | None = None,
    background: str | None = None,
    compression: Compression = "lzw",
) -> bytes:
    """A TIFF, 8 bits a channel, of straight RGBA or of RGB, (height, width, 4 or 3), with its resolution.

    With `press` it is in that condition's inks (relative colorimetric, black point compensated) and without alpha:
    ink has none, so it lies on paper of a colour (`#rrggbb`, white if not said). Without `press` it is sRGB, and keeps
    its alpha unless there is a `background`. The profile is in the file.
    """
    height, width, channels = pixels.shape
    picture = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels), width, height, channels, "uchar")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "area"
        _save(picture.copy(interpretation="srgb"), str(path), dpi, press, background, compression)
        return path.read_bytes()


def render_tiff(
    operations: Iterable[Operation],
    *,
    into: BinaryIO,
    progress: Progress | None = None,
    press: PressProfile | None = None,
    background: str | None = None,
    compression: Compression = "lzw",
    **area: Unpack[AreaArguments],
) -> PixelSize:
    """Writes a print area with its bleed, as `encode_tiff` would its pixels, in the memory of a few bands.

    `area` is that of `render_area`. Raises AreaTooLargeError and PictureError before anything is written.
    """

    def save(picture: pyvips.Image, path: str) -> None:
        _save(picture, path, area["dpi"], press, background, compression)

    return save_by_libvips(stream_drawing(operations, **area), into=into, progress=progress, save=save)


def _save(
    picture: pyvips.Image,
    path: str,
    dpi: float,
    press: PressProfile | None,
    background: str | None,
    compression: Compression,
) -> None:
    """Writes straight sRGB pixels to a file, row by row, so that a picture that is drawn while it is read stays so."""
    options = {
        "compression": compression,
        "predictor": "horizontal",
        "keep": "icc",
        "bigtiff": picture.width * picture.height * 4 > _LARGEST_CLASSIC,
    }
    if background is not None or press is not None:
        picture = on_paper(picture, background or PAPER)
    picture = with_resolution(picture, dpi)
    if press is None:
        picture.tiffsave(path, profile="srgb", **options)
        return
    with on_disk(press) as profile:
        to_cmyk(picture, profile).tiffsave(path, **options)
