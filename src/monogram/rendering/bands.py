"""Print areas of any size, drawn band by band into a file: memory does not grow with their height."""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, Unpack

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.layout.operations import Operation
from monogram.rendering.png import Fill, png_chunk, png_head, png_tail, write_png
from monogram.rendering.raster import AreaArguments, AreaDrawing, AreaTooLargeError, pixel_size

MOST_STREAMED_PIXELS = 2_000_000_000
MOST_SIDE = 100_000

Progress: TypeAlias = Callable[[float], None]
"""Told how much is done, 0…1, from time to time and in the end."""


class PixelSize(NamedTuple):
    """Of a file that has been written."""

    width: int
    height: int


def render_png(
    operations: Iterable[Operation],
    *,
    into: BinaryIO,
    progress: Progress | None = None,
    profile: bytes | None = None,
    **area: Unpack[AreaArguments],
) -> PixelSize:
    """Writes a print area with its bleed as a PNG, straight alpha, in the memory of a few bands; the pixels and the
    bytes are those of `render_area` and `encode_png`, and `area` and `profile` are as there.

    Raises AreaTooLargeError before anything is written or decoded, and PictureError before anything is written.
    """
    drawing = stream_drawing(operations, **area)
    write_png(
        into,
        reporting(drawing, progress),
        width=drawing.across,
        height=drawing.down,
        channels=4,
        dpi=area["dpi"],
        profile=profile,
    )
    return PixelSize(drawing.across, drawing.down)


def stream_drawing(operations: Iterable[Operation], **area: Unpack[AreaArguments]) -> AreaDrawing:
    """The drawing of an area that is to be streamed. Raises AreaTooLargeError and PictureError."""
    across, down = pixel_size(area["width"], area["height"], bleed=area["bleed"], dpi=area["dpi"])
    if across * down > MOST_STREAMED_PIXELS or max(across, down) > MOST_SIDE:
        raise AreaTooLargeError(
            f"{across} × {down} pixels are more than {MOST_STREAMED_PIXELS}, or a side is longer than {MOST_SIDE}"
        )
    return AreaDrawing(operations, **area)


def reporting(drawing: AreaDrawing, progress: Progress | None) -> Fill:
    """The drawing's `draw`, which tells how far it has come."""
    if progress is None:
        return drawing.draw

    def fill(top: int, rows: NDArray[np.uint8]) -> None:
        drawing.draw(top, rows)
        progress((top + len(rows)) / drawing.down)

    return fill


def save_by_libvips(
    drawing: AreaDrawing, *, into: BinaryIO, progress: Progress | None, save: Callable[[pyvips.Image, str], object]
) -> PixelSize:
    """Writes an area as a file that libvips makes: `save` is given the area, as of `as_picture`, and a file's name.

    The file is whole before any of it is written to `into`.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "area"
        with as_picture(drawing, progress) as picture:
            save(picture, str(path))
        with path.open("rb") as file:
            shutil.copyfileobj(file, into)
    return PixelSize(drawing.across, drawing.down)


@contextmanager
def as_picture(drawing: AreaDrawing, progress: Progress | None) -> Iterator[pyvips.Image]:
    """The area as a picture of libvips that draws itself while it is read, once and from the top: straight sRGB RGBA.

    What goes wrong in drawing is raised when the context ends, instead of libvips' error about what it could not read.
    """
    failures: list[Exception] = []
    pieces = _stored_png(reporting(drawing, progress), drawing)
    rest = memoryview(b"")

    def read(size: int) -> bytes:
        nonlocal rest
        try:
            rest = rest or memoryview(next(pieces, b""))
        except Exception as error:  # of any kind: it must not be lost on its way through libvips
            failures.append(error)
            return b""
        piece, rest = rest[:size], rest[size:]
        return bytes(piece)

    source = pyvips.SourceCustom()
    source.on_read(read)
    try:
        yield pyvips.Image.new_from_source(source, "", access="sequential", fail_on="truncated")
    except pyvips.Error:
        if failures:
            raise failures[0] from None
        raise


def _stored_png(fill: Fill, drawing: AreaDrawing) -> Iterator[bytes]:
    """A PNG that is not compressed, in pieces: the one format with alpha that libvips reads from a stream."""
    width, height = drawing.across, drawing.down
    yield png_head(width, height, channels=4)
    compressor = zlib.compressobj(0)
    rows = np.empty((drawing.stripe_rows, width, 4), dtype=np.uint8)
    unfiltered = np.zeros((drawing.stripe_rows, width * 4 + 1), dtype=np.uint8)
    for top in range(0, height, drawing.stripe_rows):
        count = min(drawing.stripe_rows, height - top)
        fill(top, rows[:count])
        unfiltered[:count, 1:] = rows[:count].reshape(count, width * 4)
        yield png_chunk(b"IDAT", compressor.compress(unfiltered[:count].data))
    yield png_chunk(b"IDAT", compressor.flush())
    yield png_tail()
