"""A PNG writer for print files: as small as zlib's fast levels, many times faster than any codec on offer.

Rows take the Up filter (numpy), stripes of rows are deflated on their own by ISA-L, and each stripe is one IDAT chunk.
A stripe's first row takes the Sub filter, so that no stripe waits for another. numpy and ISA-L release the
interpreter's lock, so stripes are spread over plain threads while the caller makes the next ones, and no more than a
few of them are in memory at once. Where a stripe ends depends on the picture's width alone, never on the machine, so
the same pixels give the same bytes, whether they come whole or stripe by stripe. (ISA-L promises as much only of what
is unpacked from them: `monogram.rendering.sameness`.)

ISA-L leaves the upper halves of the AVX registers dirty, and from then on all of Skia's SSE code in that thread runs
at half its speed or less. So ISA-L is called in threads that end with the picture, never in the caller's own.
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, NamedTuple, TypeAlias

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BANDS_IN_STRIPE = 8
BAND_PIXELS = 256 * 1024
"""What a stripe is made of: so many pixels stay in the second-level cache while they are drawn, and the threads that
deflate need not wait long for the interpreter's lock, which drawing holds."""
MOST_THREADS = 4
MOST_SIDE = 2**31 - 1
"""Rows or columns that the format can count."""

Rows: TypeAlias = NDArray[np.uint8]
Fill: TypeAlias = Callable[[int, Rows], None]
"""Draws the rows from a given one on into an array (rows, width, channels)."""

_COLOUR_TYPES = {1: 0, 3: 2, 4: 6}
_SUB_FILTER, _UP_FILTER = 1, 2
_RENDERING_INTENT_PERCEPTUAL = b"\x00"
_PROFILE_NAME = b"ICC profile\x00\x00"
_ADLER_BASE = 65521
_MILLIMETRES_PER_INCH = 25.4
_ZLIB_HEADER = b"\x78\x01"


def encode_png(pixels: NDArray[np.uint8], *, dpi: float | None, profile: bytes | None = None) -> bytes:
    """A PNG of `pixels`, 8 bits a channel: (height, width) grey, (height, width, 3) RGB, or 4 straight-alpha RGBA.

    `dpi` is written as `pHYs` (300 dpi: 11,811 pixels a metre), which is what a printer's software sizes the
    picture by; None leaves it out. `profile` is an ICC profile that the pixels are in; without one they are declared
    sRGB. Raises ValueError for another shape or another type.
    """
    rows = _rows_of(pixels)
    height, width, channels = rows.shape
    step = stripe_rows(width)
    file = io.BytesIO()
    file.write(png_head(width, height, channels=channels, dpi=dpi, profile=profile))
    _write(file, (rows[top : top + step] for top in range(0, height, step)), height)
    return file.getvalue()


def write_png(
    into: BinaryIO,
    fill: Fill,
    *,
    width: int,
    height: int,
    channels: int,
    dpi: float | None,
    profile: bytes | None = None,
) -> None:
    """A PNG of any height in the memory of a few stripes: `fill` is asked for `stripe_rows(width)` rows at a time.

    It is asked in order, in the caller's thread, and gets an array full of what was there before. The bytes are those
    of `encode_png`; they are written as they come. What `fill` and `into` raise goes on, and leaves half a file.
    """
    into.write(png_head(width, height, channels=channels, dpi=dpi, profile=profile))
    _write(into, _filled(fill, width, height, channels), height)


def png_head(
    width: int, height: int, *, channels: int, dpi: float | None = None, profile: bytes | None = None
) -> bytes:
    """All of a PNG before its first IDAT. Raises ValueError for a size or a number of channels that no PNG has."""
    if channels not in _COLOUR_TYPES or not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise ValueError(f"a PNG has no {width} × {height} pixels of {channels} channels")
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    chunks = [SIGNATURE, png_chunk(b"IHDR", header)]
    if profile is not None:
        chunks.append(png_chunk(b"iCCP", _PROFILE_NAME + zlib.compress(profile, 9)))
    else:
        chunks.append(png_chunk(b"sRGB", _RENDERING_INTENT_PERCEPTUAL))
    if dpi is not None:
        per_metre = round(dpi * 1000 / _MILLIMETRES_PER_INCH)
        chunks.append(png_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)))
    return b"".join(chunks)


def png_tail() -> bytes:
    """All of a PNG after its last IDAT."""
    return png_chunk(b"IEND", b"")


def png_chunk(name: bytes, content: bytes, crc: int | None = None) -> bytes:
    """A chunk; `crc` is that of the name and the content, where it is known."""
    checksum = zlib.crc32(content, zlib.crc32(name)) if crc is None else crc
    return b"".join((struct.pack(">I", len(content)), name, content, struct.pack(">I", checksum)))


def stripe_rows(width: int) -> int:
    """Rows of each stripe but the last of a picture so many pixels wide: `BANDS_IN_STRIPE` bands of whole eights.

    (Skia's dithering repeats after eight rows, and so goes on from band to band.)
    """
    return BANDS_IN_STRIPE * 8 * max(1, BAND_PIXELS // (8 * width))


def adler32_combine(first: int, second: int, second_length: int) -> int:
    """The Adler-32 of two byte strings laid end to end, out of the sums of each (zlib's `adler32_combine`)."""
    remainder = second_length % _ADLER_BASE
    low_first, high_first = first & 0xFFFF, first >> 16
    low_second, high_second = second & 0xFFFF, second >> 16
    low = (low_first + low_second - 1) % _ADLER_BASE
    high = (remainder * (low_first - 1) + high_first + high_second) % _ADLER_BASE
    return high << 16 | low


class _Stripe(NamedTuple):
    """A deflated stripe, ready to be an IDAT chunk."""

    content: bytes
    crc: int
    """CRC-32 of `IDAT` and the content."""
    adler: int
    """Adler-32 of what was deflated."""
    length: int
    """Bytes of what was deflated."""


def _rows_of(pixels: NDArray[np.uint8]) -> Rows:
    """(height, width, channels). Raises ValueError for what is no picture."""
    is_picture = pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] in (3, 4))
    if pixels.dtype != np.uint8 or not is_picture or not pixels.size:
        raise ValueError(
            f"a picture of uint8 (height, width) or (height, width, 3 or 4) is wanted, "
            f"not {pixels.dtype} {pixels.shape}"
        )
    return pixels[..., np.newaxis] if pixels.ndim == 2 else pixels


def _filled(fill: Fill, width: int, height: int, channels: int) -> Iterator[Rows]:
    """The picture's stripes. Each lies in one of a ring of buffers: `_write` holds as many as it has threads."""
    step = min(stripe_rows(width), height)
    count = min(_threads() + 1, -(-height // step))
    ring = deque(np.empty((step, width, channels), dtype=np.uint8) for _ in range(count))
    for top in range(0, height, step):
        rows = ring[0][: height - top]
        ring.rotate(-1)
        fill(top, rows)
        yield rows


def _threads() -> int:
    return min(os.cpu_count() or 1, MOST_THREADS)


def _write(into: BinaryIO, stripes: Iterable[Rows], height: int) -> None:
    """All of a PNG from its first IDAT on. Each stripe is deflated in a thread while the next one is made."""
    checksum, row = 1, 0
    pending: deque[Future[_Stripe]] = deque()

    def write_first() -> None:
        nonlocal checksum
        stripe = pending.popleft().result()
        checksum = adler32_combine(checksum, stripe.adler, stripe.length)
        into.write(png_chunk(b"IDAT", stripe.content, stripe.crc))

    threads = _threads()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for rows in stripes:
            is_first, row = row == 0, row + len(rows)
            pending.append(pool.submit(_deflate, rows, is_first=is_first, is_last=row == height))
            if len(pending) > threads:
                write_first()
        while pending:
            write_first()
    into.write(png_chunk(b"IDAT", struct.pack(">I", checksum)))
    into.write(png_tail())


def _deflate(rows: Rows, *, is_first: bool, is_last: bool) -> _Stripe:
    """The rows filtered and raw-deflated; the picture's first stripe begins with the zlib header.

    Few calls on much: after each one comes a wait for the interpreter's lock, which Skia holds while it draws.
    """
    count, width, channels = rows.shape
    filtered = np.empty((count, width * channels + 1), dtype=np.uint8)
    _filter(rows.reshape(count, width * channels), channels, filtered)
    content = filtered.reshape(-1)
    compressor = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
    deflated = b"".join(
        (
            _ZLIB_HEADER if is_first else b"",
            compressor.compress(content),
            compressor.flush(isal_zlib.Z_FINISH if is_last else isal_zlib.Z_FULL_FLUSH),
        )
    )
    crc = isal_zlib.crc32(deflated, isal_zlib.crc32(b"IDAT"))
    return _Stripe(deflated, crc, isal_zlib.adler32(content), content.size)


def _filter(rows: NDArray[np.uint8], channels: int, into: NDArray[np.uint8]) -> None:
    """Filter types and differences, modulo 256: the first row's to the pixel on its left, then to the row above."""
    into[0, 0] = _SUB_FILTER
    into[0, 1 : channels + 1] = rows[0, :channels]
    np.subtract(rows[0, channels:], rows[0, :-channels], out=into[0, channels + 1 :])
    into[1:, 0] = _UP_FILTER
    np.subtract(rows[1:], rows[:-1], out=into[1:, 1:])
