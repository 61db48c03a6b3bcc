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

from monogram.rendering.png import SIGNATURE, adler32_combine, encode_png, stripe_rows, write_png
from monogram.rendering.profiles import grey_profile, srgb_profile


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
    pixels = noise(640, 9000, 4)
    stripe = stripe_rows(9000)

    found = list(chunks(encode_png(pixels, dpi=300)))

    assert [name for name, _ in found] == [b"IHDR", b"sRGB", b"pHYs", *[b"IDAT"] * 5, b"IEND"]
    rows = zlib.decompress(b"".join(content for name, content in found if name == b"IDAT"))
    assert len(rows) == 640 * (9000 * 4 + 1)
    assert list(rows[:: 9000 * 4 + 1]) == [1 if row % stripe == 0 else 2 for row in range(640)]


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 900), (900, 1), (37, 53), (1201, 2400)])
def test_grey_reads_back_as_it_was(height: int, width: int) -> None:
    pixels = noise(height, width, 1)[..., 0]

    png = encode_png(pixels, dpi=300)

    image = Image.open(io.BytesIO(png))
    assert image.mode == "L"
    assert np.array_equal(np.asarray(image), pixels)


def test_a_profile_takes_the_place_of_the_claim_to_be_srgb() -> None:
    found = dict(chunks(encode_png(noise(4, 4, 3), dpi=300, profile=srgb_profile())))

    assert b"sRGB" not in found
    name, rest = found[b"iCCP"].split(b"\0", 1)
    assert name == b"ICC profile"
    assert rest[0] == 0
    assert zlib.decompress(rest[1:]) == srgb_profile()


def test_a_grey_plate_may_have_a_profile_of_greys() -> None:
    png = encode_png(noise(4, 4, 1)[..., 0], dpi=300, profile=grey_profile())

    assert Image.open(io.BytesIO(png)).info["icc_profile"] == grey_profile()


@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("height", [1, 63, 64, 65, 130])
def test_stripe_by_stripe_the_bytes_are_those_of_the_whole(height: int, channels: int) -> None:
    pixels = noise(height, 20_000, channels)
    asked = []

    def fill(top: int, rows: NDArray[np.uint8]) -> None:
        asked.append((top, len(rows)))
        rows[:] = pixels[top : top + len(rows)]

    file = io.BytesIO()
    write_png(file, fill, width=20_000, height=height, channels=channels, dpi=300)

    assert file.getvalue() == encode_png(pixels if channels > 1 else pixels[..., 0], dpi=300)
    assert asked == [(top, min(64, height - top)) for top in range(0, height, 64)]


def test_what_goes_wrong_while_rows_are_drawn_is_raised() -> None:
    def fill(top: int, rows: NDArray[np.uint8]) -> None:
        if top:
            raise LookupError("no paint left")

    with pytest.raises(LookupError, match="no paint left"):
        write_png(io.BytesIO(), fill, width=20_000, height=200, channels=4, dpi=300)


@pytest.mark.parametrize(("width", "height", "channels"), [(0, 1, 4), (1, 0, 4), (2**31, 1, 4), (1, 1, 2), (1, 1, 5)])
def test_what_no_png_has_is_refused_before_a_byte_is_written(width: int, height: int, channels: int) -> None:
    file = io.BytesIO()

    with pytest.raises(ValueError, match="a PNG has no"):
        write_png(file, lambda top, rows: None, width=width, height=height, channels=channels, dpi=300)

    assert file.getvalue() == b""


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


@pytest.mark.parametrize("shape", [(4,), (4, 4, 1), (4, 4, 2), (4, 4, 4, 4), (0, 4, 4), (4, 0, 3), (0, 4)])
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
