"""Encoded pictures into pixels: JPEGs at every reduction, faults, pictures that are larger than memory should be."""

from __future__ import annotations

import mmap

import numpy as np
import pytest
import pyvips
from numpy.typing import NDArray
from tests.rendering.scenes import flat, jpeg, pictured, png

from monogram.rendering.pictures import (
    MOST_PIXELS_IN_MEMORY,
    PictureBook,
    PictureError,
    decode,
    premultiply,
    release,
    skia_info,
    straighten,
    to_skia,
)
from monogram.rendering.raster import render_area


def noise(height: int, width: int, channels: int) -> NDArray[np.uint8]:
    return np.random.default_rng(height + width).integers(0, 256, (height, width, channels), dtype=np.uint8)


def by_libvips(encoded: bytes) -> NDArray[np.uint8]:
    pixels: NDArray[np.uint8] = pyvips.Image.new_from_buffer(encoded, "").numpy()
    return pixels


def large_png(*, has_alpha: bool) -> tuple[bytes, NDArray[np.uint8]]:
    """More pixels than are kept in memory, and the 40 × 40 of which each is 150 × 150 of them."""
    small = noise(40, 40, 4 if has_alpha else 3)
    picture = pyvips.Image.new_from_array(small, interpretation="srgb").zoom(150, 150)
    return picture.pngsave_buffer(compression=1), small


def lies_in_a_file(pixels: NDArray[np.uint8]) -> bool:
    memory: object = pixels.base
    return isinstance(memory, mmap.mmap)


@pytest.mark.parametrize("subsampling", [0, 1, 2])
def test_a_jpeg_has_the_pixels_that_libvips_finds_in_it(subsampling: int) -> None:
    encoded = jpeg(noise(77, 123, 3), subsampling=subsampling)

    pixels = decode(encoded)

    assert np.array_equal(pixels[..., :3], by_libvips(encoded))
    assert set(pixels[..., 3].flat) == {255}


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 999), (9, 17), (501, 1003), (512, 256)])
@pytest.mark.parametrize("reduction", [1, 2, 4, 8, 16, 32])
def test_a_reduced_jpeg_is_rounded_up_and_its_last_row_is_as_full_as_the_others(
    height: int, width: int, reduction: int
) -> None:
    pixels = decode(jpeg(flat(width, height, 90, 130, 170)), reduction=reduction)

    assert pixels.shape == (-(-height // reduction), -(-width // reduction), 4)
    assert np.abs(pixels.astype(int) - (90, 130, 170, 255)).max() <= 2


def test_a_grey_jpeg_is_grey() -> None:
    pixels = decode(jpeg(noise(40, 50, 1)[..., 0], subsampling=-1))

    assert np.array_equal(pixels[..., 0], pixels[..., 1])
    assert np.array_equal(pixels[..., 0], pixels[..., 2])
    assert set(pixels[..., 3].flat) == {255}


def test_a_jpeg_in_inks_is_converted_by_libvips() -> None:
    inks = noise(30, 40, 4)
    encoded = pyvips.Image.new_from_array(inks, interpretation="cmyk").jpegsave_buffer(Q=95)

    pixels = decode(encoded)

    expected = pyvips.Image.new_from_buffer(encoded, "").colourspace("srgb").numpy()
    assert np.array_equal(pixels[..., :3], expected)


@pytest.mark.parametrize("reduction", [1, 2, 8])
def test_a_jpeg_that_is_cut_short_is_refused(reduction: int) -> None:
    encoded = jpeg(noise(200, 200, 3))

    with pytest.raises(PictureError, match="cannot be decoded"):
        decode(encoded[: len(encoded) // 2], reduction=reduction)


@pytest.mark.parametrize("has_alpha", [False, True])
def test_a_very_large_picture_lies_in_a_file_and_has_the_same_pixels(has_alpha: bool) -> None:
    encoded, small = large_png(has_alpha=has_alpha)

    pixels = decode(encoded)

    assert pixels.shape[0] * pixels.shape[1] > MOST_PIXELS_IN_MEMORY
    assert lies_in_a_file(pixels)
    expected = premultiply(small.copy()) if has_alpha else np.dstack([small, np.full((40, 40), 255, np.uint8)])
    for corner in (0, 149):
        assert np.array_equal(pixels[corner::150, corner::150], expected)
    release(pixels)
    assert np.array_equal(pixels[::150, ::150], expected)


def test_a_very_large_jpeg_is_drawn_from_a_file() -> None:
    encoded = pyvips.Image.black(6000, 6000, bands=3).copy(interpretation="srgb").jpegsave_buffer()
    book = PictureBook({"p": encoded})

    assert lies_in_a_file(book.reduced_for("p", 1).pixels)
    assert not lies_in_a_file(book.reduced_for("p", 0.5).pixels)
    book.release()
    area = render_area(
        [pictured("p", (30, 0, 0, 30, 0, 0))], width=30, height=30, bleed=0, dpi=25.4, images={"p": encoded}, mask=None
    )
    assert np.array_equal(area, flat(30, 30, 0, 0, 0, 255))


def by_one_conversion(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    image = to_skia(pixels)
    straight = np.zeros_like(pixels)
    image.readPixels(skia_info(width, height, is_premultiplied=False), straight, width * 4, 0, 0)
    return straight


@pytest.mark.parametrize("columns", [[], [0], [299], [0, 299], [7, 8, 70, 71, 136, 137, 138, 250], list(range(300))])
def test_colours_are_made_straight_wherever_they_are_see_through(columns: list[int]) -> None:
    pixels = noise(20, 300, 4)
    pixels[..., 3] = 255
    pixels[:, 150:200] = 0
    see_through = noise(20, len(columns), 4) if columns else np.zeros((20, 0, 4), np.uint8)
    pixels[3:, columns] = premultiply(np.ascontiguousarray(see_through))[3:] if columns else see_through[3:]

    assert np.array_equal(straighten(pixels.copy()), by_one_conversion(pixels))


def test_a_png_is_decoded_with_its_alpha() -> None:
    pixels = flat(4, 3, 200, 100, 50, 128)

    assert decode(png(pixels))[0, 0].tolist() == [100, 50, 25, 128]
