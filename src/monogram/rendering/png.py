"""A PNG writer for print files: as small as zlib's fast levels, many times faster than any codec on offer.

Every row takes the Up filter (numpy), stripes of rows are deflated on their own by ISA-L, and each stripe is one
IDAT chunk. numpy and ISA-L release the interpreter's lock, so the stripes are spread over plain threads. The number
of stripes depends on the picture alone, never on the machine, so the same pixels give the same bytes.

ISA-L leaves the upper halves of the AVX registers dirty, and from then on all of Skia's SSE code in that thread runs
at half its speed or less. So ISA-L is called in threads that end with the picture, never in the caller's own.
"""

from __future__ import annotations

import itertools
import os
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_STRIPES = 16
SMALLEST_STRIPE = 256 * 1024
BLOCK = 512 * 1024
"""Bytes that are filtered and deflated in one go: they stay in the second-level cache between the two."""

_COLOUR_TYPES = {3: 2, 4: 6}
_UP_FILTER = 2
_RENDERING_INTENT_PERCEPTUAL = b"\x00"
_ADLER_BASE = 65521
_MILLIMETRES_PER_INCH = 25.4
_ZLIB_HEADER = b"\x78\x01"


def encode_png(pixels: NDArray[np.uint8], *, dpi: float | None) -> bytes:
    """A PNG of `pixels`, (height, width, 3) RGB or (height, width, 4) straight-alpha RGBA, 8 bits a channel, sRGB.

    `dpi` is written as `pHYs` (300 dpi: 11,811 pixels a metre), which is what a printer's software sizes the
    picture by; None leaves it out. Raises ValueError for another shape or another type.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] not in _COLOUR_TYPES or not pixels.size:
        raise ValueError(f"a picture of uint8 (height, width, 3 or 4) is wanted, not {pixels.dtype} {pixels.shape}")
    height, width, channels = pixels.shape
    rows = np.ascontiguousarray(pixels).reshape(height, width * channels)
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    chunks = [SIGNATURE, _chunk(b"IHDR", header), _chunk(b"sRGB", _RENDERING_INTENT_PERCEPTUAL)]
    if dpi is not None:
        per_metre = round(dpi * 1000 / _MILLIMETRES_PER_INCH)
        chunks.append(_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)))
    chunks.extend(_image_chunks(rows))
    chunks.append(_chunk(b"IEND", b""))
    return b"".join(chunks)


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


def _image_chunks(rows: NDArray[np.uint8]) -> Iterator[bytes]:
    """One IDAT a stripe: together one zlib stream."""
    bounds = _stripe_bounds(*rows.shape)
    last = len(bounds) - 1
    with ThreadPoolExecutor(max_workers=min(len(bounds), os.cpu_count() or 1)) as pool:
        stripes = list(pool.map(lambda n: _deflate_stripe(rows, *bounds[n], is_last=n == last), range(len(bounds))))
    checksum = 1
    for number, stripe in enumerate(stripes):
        checksum = adler32_combine(checksum, stripe.adler, stripe.length)
        suffix = struct.pack(">I", checksum) if number == last else b""
        yield _chunk(b"IDAT", stripe.content + suffix, zlib.crc32(suffix, stripe.crc))


def _stripe_bounds(height: int, row_bytes: int) -> list[tuple[int, int]]:
    """First and last-plus-one row of each stripe: at most 16, none without rows, none needlessly small."""
    count = max(1, min(MOST_STRIPES, height, height * row_bytes // SMALLEST_STRIPE))
    edges = [height * n // count for n in range(count + 1)]
    return list(itertools.pairwise(edges))


def _deflate_stripe(rows: NDArray[np.uint8], start: int, end: int, *, is_last: bool) -> _Stripe:
    """Rows `start` to `end`, filtered and raw-deflated; the first stripe begins with the zlib header."""
    row_bytes = rows.shape[1]
    step = max(1, min(end - start, BLOCK // row_bytes))
    filtered = np.empty((step, row_bytes + 1), dtype=np.uint8)
    filtered[:, 0] = _UP_FILTER
    compressor = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
    parts = [b"" if start else _ZLIB_HEADER]
    checksum = 1
    for block_start in range(start, end, step):
        block = filtered[: min(step, end - block_start)]
        _filter_up(rows, block_start, block[:, 1:])
        content = block.reshape(-1)
        checksum = isal_zlib.adler32(content, checksum)
        parts.append(compressor.compress(content))
    parts.append(compressor.flush(isal_zlib.Z_FINISH if is_last else isal_zlib.Z_FULL_FLUSH))
    deflated = b"".join(parts)
    crc = isal_zlib.crc32(deflated, isal_zlib.crc32(b"IDAT"))
    return _Stripe(deflated, crc, checksum, (end - start) * (row_bytes + 1))


def _filter_up(rows: NDArray[np.uint8], start: int, into: NDArray[np.uint8]) -> None:
    """Each row less the row above it, modulo 256; above the first row lie zeros."""
    end = start + into.shape[0]
    if start:
        np.subtract(rows[start:end], rows[start - 1 : end - 1], out=into)
    else:
        into[0] = rows[0]
        np.subtract(rows[1:end], rows[: end - 1], out=into[1:])


def _chunk(name: bytes, content: bytes, crc: int | None = None) -> bytes:
    checksum = zlib.crc32(content, zlib.crc32(name)) if crc is None else crc
    return b"".join((struct.pack(">I", len(content)), name, content, struct.pack(">I", checksum)))
