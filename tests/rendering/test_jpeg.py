"""JPEGs of print areas, read back by another decoder."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.rendering.scenes import busy_scene, filled, flat, quarters
from tests.rendering.test_bands import HEIGHT, WIDTH, outlines, photo, whole

from monogram.rendering.bands import PixelSize
from monogram.rendering.jpeg import encode_jpeg, render_jpeg
from monogram.rendering.profiles import srgb_profile
from monogram.rendering.raster import AreaArguments, AreaTooLargeError, render_area


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_colours_resolution_and_profile_are_in_the_file() -> None:
    picture = opened(encode_jpeg(quarters(64), dpi=300))

    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (64, 64))
    assert picture.info["dpi"] == (300, 300)
    assert picture.info["icc_profile"] == srgb_profile()
    assert np.abs(np.asarray(picture).astype(int) - quarters(64)).max() <= 3


def test_colours_are_kept_at_full_resolution() -> None:
    stripes = flat(32, 32, 255, 0, 0)
    stripes[:, ::2] = (0, 0, 255)

    picture = opened(encode_jpeg(stripes, dpi=300, quality=100))

    assert np.abs(np.asarray(picture).astype(int) - stripes).max() <= 4


@pytest.mark.parametrize(("background", "colour"), [("#ffffff", (255, 128, 128)), ("#000040", (127, 0, 32))])
def test_what_is_clear_shows_the_paper(background: str, colour: tuple[int, int, int]) -> None:
    pixels = flat(64, 32, 255, 0, 0, 127)
    pixels[:, 32:] = 0

    read = np.asarray(opened(encode_jpeg(pixels, dpi=300, background=background))).astype(int)

    assert np.abs(read[:, :28] - colour).max() <= 2
    assert np.abs(read[:, 36:] - tuple(bytes.fromhex(background[1:]))).max() <= 2


def test_a_lower_quality_makes_a_smaller_file() -> None:
    noise: NDArray[np.uint8] = np.random.default_rng(2).integers(0, 256, (64, 64, 3), dtype=np.uint8)

    assert len(encode_jpeg(noise, dpi=300, quality=60)) < 0.6 * len(encode_jpeg(noise, dpi=300))


def test_an_area_is_written_as_its_pixels_would_be() -> None:
    operations, images = busy_scene()
    area = AreaArguments(width=50, height=50, bleed=2, dpi=300, images=images, mask=None)
    file = io.BytesIO()

    size = render_jpeg(operations, into=file, quality=90, background="#ffeedd", **area)

    assert size == PixelSize(638, 638)
    pixels = render_area(operations, **area)
    assert file.getvalue() == encode_jpeg(pixels, dpi=300, quality=90, background="#ffeedd")


def test_an_area_of_several_bands_is_written_whole_and_tells_how_far_it_is() -> None:
    area, told, file = whole({"p": photo()}), list[float](), io.BytesIO()

    render_jpeg(outlines(), into=file, progress=told.append, **area)

    assert told[-1] == 1.0
    assert len(told) == 2
    assert file.getvalue() == encode_jpeg(render_area(outlines(), **area), dpi=area["dpi"])
    assert opened(file.getvalue()).size == (WIDTH, HEIGHT)


def test_sides_that_no_jpeg_has_are_refused_before_a_byte_is_written() -> None:
    file = io.BytesIO()

    with pytest.raises(AreaTooLargeError, match="65500 pixels a side"):
        render_jpeg([filled((), "#000000")], into=file, width=65_501, height=1, bleed=0, dpi=25.4, images={}, mask=None)
    with pytest.raises(AreaTooLargeError):
        encode_jpeg(np.zeros((1, 65_501, 3), dtype=np.uint8), dpi=300)

    assert file.getvalue() == b""
