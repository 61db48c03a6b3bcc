"""The PNG writer, read back by other people's decoders."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pytest
import pyvips
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from monogram.rendering.png import SIGNATURE, adler32_combine, encode_png


def noise(height: int, width: int, channels: int) -> NDArray[np.uint8]:
    return np.random.default_rng(height * 7919 + width).integers(0, 256, (height, width, channels), dtype=np.uint8)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk; each checksum is verified on the way."""
    assert png.startswith(SIGNATURE)
    position = len(SIGNATURE)
    while position < len(png):
        length, name = struct.unpack(">I4s", png[position : position + 8])
        content = png[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack(">I", png[position + 8 + length : position + 12 + length])
        assert checksum == zlib.crc32(name + content)
        yield name, content
        position += 12 + length


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(
    ("height", "width"), [(1, 1), (1, 5000), (5000, 1), (7, 3), (15, 70_000), (16, 1), (17, 33), (701, 1303)]
)
def test_any_size_reads_back_as_it_was(height: int, width: int, channels: int) -> None:
    pixels = noise(height, width, channels)

    png = encode_png(pixels, dpi=300)

    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png))), pixels)
    assert np.array_equal(pyvips.Image.new_from_buffer(png, "", fail_on="warning").numpy(), pixels)


def test_flat_colour_over_all_stripes_reads_back_and_is_small() -> None:
    pixels = np.full((1200, 1800, 4), (12, 200, 7, 128), dtype=np.uint8)

    png = encode_png(pixels, dpi=300)

    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png))), pixels)
    assert len(png) < pixels.nbytes // 100


def test_chunks_are_whole_and_the_image_data_is_one_zlib_stream() -> None:
    pixels = noise(640, 2500, 4)

    found = list(chunks(encode_png(pixels, dpi=300)))

    assert [name for name, _ in found] == [b"IHDR", b"sRGB", b"pHYs", *[b"IDAT"] * 16, b"IEND"]
    rows = zlib.decompress(b"".join(content for name, content in found if name == b"IDAT"))
    assert len(rows) == 640 * (2500 * 4 + 1)
    assert set(rows[:: 2500 * 4 + 1]) == {2}


@pytest.mark.parametrize(("dpi", "per_metre"), [(300, 11811), (150, 5906), (72, 2835), (25.4, 1000)])
def test_resolution_is_written_in_pixels_a_metre(dpi: float, per_metre: int) -> None:
    found = dict(chunks(encode_png(noise(2, 2, 4), dpi=dpi)))

    assert struct.unpack(">IIB", found[b"pHYs"]) == (per_metre, per_metre, 1)


def test_without_a_resolution_none_is_claimed() -> None:
    assert b"pHYs" not in dict(chunks(encode_png(noise(2, 2, 3), dpi=None)))


def test_the_same_pixels_give_the_same_bytes_however_they_lie_in_memory() -> None:
    pixels = noise(300, 1000, 4)
    wider = np.zeros((300, 1200, 4), dtype=np.uint8)
    wider[:, 100:1100] = pixels

    assert encode_png(wider[:, 100:1100], dpi=300) == encode_png(pixels, dpi=300)


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 1), (4, 4, 2), (0, 4, 4), (4, 0, 3)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="is wanted"):
        encode_png(np.zeros(shape, dtype=np.uint8), dpi=300)


def test_other_types_are_refused() -> None:
    with pytest.raises(ValueError, match="is wanted"):
        encode_png(np.zeros((4, 4, 4), dtype=np.uint16), dpi=300)


@given(st.binary(max_size=2000), st.binary(max_size=2000))
@settings(max_examples=50)
def test_combined_checksum_is_that_of_the_whole(first: bytes, second: bytes) -> None:
    combined = adler32_combine(zlib.adler32(first), zlib.adler32(second), len(second))

    assert combined == zlib.adler32(first + second)
