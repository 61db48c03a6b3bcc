"""Similarity, shift and share of a preview and its print."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.metrics import structural_similarity
from skimage.registration import phase_cross_correlation
from tests.rendering.scenes import flat

from monogram.rendering.comparison import compare


def waves(height: int, width: int, *, scale: float = 1, dx: float = 0, dy: float = 0) -> NDArray[np.uint8]:
    """A smooth opaque picture, sampled finer by `scale` and moved by fractions of an unscaled pixel."""
    y, x = (np.mgrid[0:height, 0:width] + 0.5) / scale
    x, y = x - dx, y - dy
    channels = [np.sin(x / 5 + y / 9), np.cos(x / 8 - y / 4), np.sin(x / 11) * np.cos(y / 6)]
    pixels = np.stack([*(127.5 + 120 * channel for channel in channels), np.full(x.shape, 255.0)], axis=-1)
    rounded: NDArray[np.uint8] = np.rint(pixels).astype(np.uint8)
    return rounded


def noisy(pixels: NDArray[np.uint8], most: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(3).integers(-most, most + 1, (*pixels.shape[:2], 3))
    changed = pixels.copy()
    changed[..., :3] = np.clip(pixels[..., :3].astype(int) + noise, 0, 255)
    return changed


def test_a_picture_agrees_with_itself() -> None:
    found = compare(waves(60, 80), waves(60, 80))

    assert (found.ssim, found.shift, found.share_over_8) == (1.0, 0.0, 0.0)
    assert found.is_kept


@pytest.mark.parametrize(("height", "width", "most"), [(7, 7, 3), (61, 47, 12), (200, 150, 60)])
def test_similarity_is_that_of_scikit_image(height: int, width: int, most: int) -> None:
    first = waves(height, width)
    second = noisy(first, most)

    expected = structural_similarity(  # type: ignore[no-untyped-call]  # scikit-image ships no types
        first[..., :3], second[..., :3], channel_axis=-1, data_range=255
    )

    assert compare(first, second).ssim == pytest.approx(expected, abs=1e-12)


def test_clear_pixels_are_paper() -> None:
    clear, white = flat(20, 20, 200, 0, 0, 0), flat(20, 20, 255, 255, 255, 255)
    half, pink = flat(20, 20, 255, 0, 0, 51), flat(20, 20, 255, 204, 204, 255)

    assert compare(clear, white).ssim == 1
    assert compare(half, pink).ssim == 1


@pytest.mark.parametrize(("dx", "dy"), [(0.02, 0), (0, -0.05), (0.11, 0.07), (-0.4, 0.3)])
def test_the_shift_is_found_to_a_hundredth_of_a_pixel(dx: float, dy: float) -> None:
    still, moved = waves(120, 100), waves(120, 100, dx=dx, dy=dy)

    found = compare(still, moved).shift

    assert found == pytest.approx(np.hypot(dx, dy), rel=0.03, abs=0.002)
    assert compare(moved, still).shift == pytest.approx(found, rel=1e-9)


def test_the_shift_agrees_with_that_of_scikit_image() -> None:
    spectrum = np.fft.fft2(np.random.default_rng(4).normal(size=(128, 128)))
    v, u = np.meshgrid(np.fft.fftfreq(128), np.fft.fftfreq(128), indexing="ij")
    smooth = spectrum * np.exp(-((u**2 + v**2) * 400))
    clouds = [np.fft.ifft2(smooth * np.exp(-2j * np.pi * (u * dx + v * dy))).real for dx, dy in ((0, 0), (0.3, 0.2))]
    still, moved = (np.repeat((127 + 200 * cloud)[..., np.newaxis], 4, axis=-1) for cloud in clouds)

    move, _, _ = phase_cross_correlation(  # type: ignore[no-untyped-call]  # scikit-image ships no types
        still[..., 0], moved[..., 0], upsample_factor=100
    )
    found = compare(opaque(still), opaque(moved)).shift

    assert np.hypot(*move) == pytest.approx(0.361, abs=0.01)
    assert found == pytest.approx(0.361, abs=0.01)


def opaque(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    pixels = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    pixels[..., 3] = 255
    return pixels


def test_what_has_no_edges_has_no_shift() -> None:
    assert compare(flat(20, 20, 9, 9, 9, 255), flat(20, 20, 99, 9, 9, 255)).shift == 0


def test_the_share_counts_pixels_of_which_one_channel_differs_by_more_than_8() -> None:
    first, second = flat(10, 10, 100, 100, 100, 255), flat(10, 10, 108, 100, 100, 255)
    second[0, :4] = (100, 109, 100, 255)

    assert compare(first, second).share_over_8 == 0.04


@pytest.mark.parametrize("scale", [1, 2, 3.75, 7.5])
def test_a_print_is_reduced_in_place(scale: float) -> None:
    preview = waves(96, 80)
    printed = waves(round(96 * scale), round(80 * scale), scale=scale)

    found = compare(preview, printed)

    assert found.ssim > 0.999
    assert found.shift < 0.01
    assert found.share_over_8 == 0


def test_a_print_in_many_strips_is_reduced_without_a_seam() -> None:
    printed = flat(900, 1700, 10, 200, 90, 128)

    found = compare(flat(100, 200, 10, 200, 90, 128), printed)

    assert (found.ssim, found.share_over_8) == (1.0, 0.0)


def test_another_picture_is_not_kept() -> None:
    moved, turned = compare(waves(90, 90), waves(90, 90, dx=0.2)), compare(waves(90, 90), waves(90, 90)[::-1])

    assert not moved.is_kept
    assert turned.ssim < 0.5
    assert turned.share_over_8 > 0.5


@pytest.mark.parametrize(
    ("preview", "printed", "words"),
    [
        (flat(20, 20, 0, 0, 0, 0), flat(20, 19, 0, 0, 0, 0), "not larger"),
        (flat(6, 20, 0, 0, 0, 0), flat(60, 200, 0, 0, 0, 0), "7 × 7"),
    ],
)
def test_what_cannot_be_compared_is_refused(preview: NDArray[np.uint8], printed: NDArray[np.uint8], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        compare(preview, printed)
