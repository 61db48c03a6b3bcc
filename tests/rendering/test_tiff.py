"""TIFFs of print areas, read back by another decoder."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from tests.rendering.scenes import busy_scene, flat, quarters
from tests.rendering.test_bands import outlines, photo, whole

from monogram.rendering.bands import MOST_SIDE, PixelSize
from monogram.rendering.profiles import PressProfile, read_press_profile, srgb_profile
from monogram.rendering.raster import AreaArguments, AreaTooLargeError, render_area
from monogram.rendering.tiff import Compression, encode_tiff, render_tiff

COMPRESSION, LZW, DEFLATE = 259, 5, 8
EXTRA_SAMPLES, STRAIGHT_ALPHA = 338, 2


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def tag(picture: Image.Image, number: int) -> object:
    tags = picture.tag_v2  # type: ignore[attr-defined]  # of TIFFs alone
    return tags.get(number)


@pytest.fixture(scope="module")
def press() -> PressProfile:
    return read_press_profile(Path("/usr/share/color/icc/ghostscript/default_cmyk.icc").read_bytes())


@pytest.mark.parametrize(("compression", "number"), [("lzw", LZW), ("deflate", DEFLATE)])
def test_srgb_keeps_its_straight_alpha(compression: Compression, number: int) -> None:
    pixels = flat(40, 30, 200, 100, 50, 128)
    pixels[:, 20:] = (0, 255, 0, 0)

    picture = opened(encode_tiff(pixels, dpi=300, compression=compression))

    assert (picture.mode, picture.size, tag(picture, COMPRESSION)) == ("RGBA", (40, 30), number)
    assert tag(picture, EXTRA_SAMPLES) == (STRAIGHT_ALPHA,)
    assert picture.info["dpi"] == (300, 300)
    assert picture.info["icc_profile"] == srgb_profile()
    assert np.array_equal(np.asarray(picture), pixels)


def test_on_paper_there_is_no_alpha() -> None:
    pixels = flat(40, 30, 255, 0, 0, 0)

    picture = opened(encode_tiff(pixels, dpi=150, background="#fff0e0"))

    assert picture.mode == "RGB"
    assert np.array_equal(np.asarray(picture), flat(40, 30, 0xFF, 0xF0, 0xE0))


def test_inks_are_those_of_the_press_profile(press: PressProfile) -> None:
    picture = opened(encode_tiff(quarters(64), dpi=300, press=press))

    converted = ImageCms.profileToProfile(
        Image.fromarray(quarters(64)),
        io.BytesIO(srgb_profile()),
        io.BytesIO(press.content),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert (picture.mode, tag(picture, COMPRESSION)) == ("CMYK", LZW)
    assert picture.info["dpi"] == (300, 300)
    assert picture.info["icc_profile"] == press.content
    assert np.abs(np.asarray(picture).astype(int) - np.asarray(converted)).max() <= 1


def test_what_is_clear_takes_no_ink(press: PressProfile) -> None:
    picture = opened(encode_tiff(flat(40, 30, 255, 0, 0, 0), dpi=300, press=press))

    assert np.array_equal(np.asarray(picture), flat(40, 30, 0, 0, 0, 0))


def test_an_area_is_written_as_its_pixels_would_be(press: PressProfile) -> None:
    operations, images = busy_scene()
    area = AreaArguments(width=50, height=50, bleed=2, dpi=300, images=images, mask=None)
    plain, inked = io.BytesIO(), io.BytesIO()

    size = render_tiff(operations, into=plain, **area)
    render_tiff(operations, into=inked, press=press, compression="deflate", **area)

    pixels = render_area(operations, **area)
    assert size == PixelSize(638, 638)
    assert plain.getvalue() == encode_tiff(pixels, dpi=300)
    assert inked.getvalue() == encode_tiff(pixels, dpi=300, press=press, compression="deflate")


def test_an_area_of_several_bands_is_written_whole_and_tells_how_far_it_is(press: PressProfile) -> None:
    area, told, file = whole({"p": photo()}), list[float](), io.BytesIO()

    render_tiff(outlines(), into=file, progress=told.append, press=press, **area)

    assert told[-1] == 1.0
    assert len(told) == 2
    assert file.getvalue() == encode_tiff(render_area(outlines(), **area), dpi=area["dpi"], press=press)


def test_an_area_beyond_all_measure_is_refused_before_a_byte_is_written() -> None:
    file = io.BytesIO()

    with pytest.raises(AreaTooLargeError):
        render_tiff([], into=file, width=MOST_SIDE + 1, height=1, bleed=0, dpi=25.4, images={}, mask=None)

    assert file.getvalue() == b""
