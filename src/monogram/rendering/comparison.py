"""How well a print agrees with the preview that was approved: the promise of every order, in three numbers.

Structural similarity is that of Wang, Bovik, Sheikh and Simoncelli (2004) with uniform windows of 7 × 7 and sample
covariance, the figures that scikit-image gives with its defaults.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.rendering.pictures import premultiply

LEAST_SSIM = 0.99
MOST_SHIFT = 0.05
MOST_SHARE_OVER_8 = 0.05
_WINDOW = 7
_STRIP_ROWS = 256
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_LUMA = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found at the preview's size, both laid on white."""

    ssim: float
    """Structural similarity, at most 1."""
    shift: float
    """By how many pixels of the preview the one lies beside the other; sound below one pixel."""
    share_over_8: float
    """Share of the pixels of which some channel differs by more than 8 of 255."""

    @property
    def is_kept(self) -> bool:
        """Whether the print is what was shown."""
        return self.ssim >= LEAST_SSIM and self.shift <= MOST_SHIFT and self.share_over_8 <= MOST_SHARE_OVER_8


def compare(preview: NDArray[np.uint8], printed: NDArray[np.uint8]) -> Comparison:
    """Compare two drawings of one area, straight RGBA, (height, width, 4); the print is reduced to the preview's size.

    Raises ValueError for a preview that is larger than the print or has no room for a window of 7 × 7.
    """
    height, width = preview.shape[:2]
    if height > printed.shape[0] or width > printed.shape[1]:
        raise ValueError("a print is compared with a preview that is not larger")
    if min(height, width) < _WINDOW:
        raise ValueError(f"a preview of less than {_WINDOW} × {_WINDOW} pixels shows nothing to compare")
    seen, drawn = _on_white(preview, width, height), _on_white(printed, width, height)
    difference = np.abs(seen.astype(np.int16) - drawn)
    return Comparison(
        ssim=float(np.mean([_similarity(seen[..., channel], drawn[..., channel]) for channel in range(3)])),
        shift=_shift(seen @ _LUMA, drawn @ _LUMA),
        share_over_8=float((difference.max(axis=-1) > 8).mean()),
    )


def _on_white(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """RGB on white paper, reduced by means to the size."""
    full_height, full_width = pixels.shape[:2]
    factor = min(full_width // width, full_height // height)
    premultiplied = _shrunk(pixels, factor)
    paper = premultiplied[..., :3] + (255 - premultiplied[..., 3:])
    if (full_width, full_height) != (width * factor, height * factor):
        columns = _means(paper, height, full_height / factor).transpose(1, 0, 2)
        paper = np.rint(_means(columns, width, full_width / factor).transpose(1, 0, 2)).astype(np.uint8)
    return paper


def _means(rows: NDArray[np.generic], count: int, length: float) -> Floats:
    """The means of `count` equal parts of the first `length` rows; a part may begin and end within a row.

    libvips' own fractional shrink centres what is left over, and so moves the picture by up to half a pixel.
    """
    sums = np.zeros((rows.shape[0] + 1, *rows.shape[1:]))
    np.cumsum(rows, axis=0, out=sums[1:])
    edges = np.linspace(0, length, count + 1)
    before = np.minimum(edges.astype(int), rows.shape[0] - 1)
    within = (edges - before)[:, np.newaxis, np.newaxis]
    means: Floats = np.diff(sums[before] + within * rows[before], axis=0) / (length / count)
    return means


def _shrunk(pixels: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """Premultiplied means of squares, rounded up in size. In strips, so that no second print stands in memory."""
    height, width = (-(-side // factor) for side in pixels.shape[:2])
    shrunk = np.empty((height, width, 4), dtype=np.uint8)
    step = max(1, _STRIP_ROWS // factor)
    for top in range(0, height, step):
        rows = min(step, height - top)
        strip = np.ascontiguousarray(pixels[top * factor : (top + rows) * factor])
        if strip[..., 3].min() < 255:
            strip = premultiply(strip.copy())
        picture = pyvips.Image.new_from_memory(strip, strip.shape[1], strip.shape[0], 4, "uchar")
        whole = picture.embed(0, 0, width * factor, rows * factor, extend="copy")
        shrunk[top : top + rows] = whole.shrink(factor, factor).numpy()
    return shrunk


def _similarity(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> float:
    """The mean over all windows that lie within the picture.

    Sums, squares and products of 49 bytes fit 32 bits, so that only the last steps are rounded at all.
    """
    one, two = first.astype(np.int32), second.astype(np.int32)
    count = _WINDOW * _WINDOW
    sum_1, sum_2 = _window_sums(one), _window_sums(two)
    product, squares = sum_1 * sum_2, sum_1 * sum_1 + sum_2 * sum_2
    covariance = count * _window_sums(one * two) - product
    variances = count * _window_sums(one * one + two * two) - squares
    # Of means: Σx / n. Of a sample's variance: (n Σx² − (Σx)²) / n (n − 1), and alike for the covariance.
    c1, c2 = _C1 * count**2, _C2 * count * (count - 1)
    ratio = (2 * product + c1) * (2 * covariance + c2) / ((squares + c1) * (variances + c2))
    return float(ratio.mean())


def _window_sums(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """The sum over each window of 7 × 7, from sums of two and of four neighbours."""
    for _ in range(2):
        twos = values[:-1] + values[1:]
        fours = twos[:-2] + twos[2:]
        values = (fours[:-3] + twos[4:-1] + values[6:]).T
    return values


def _shift(first: Floats, second: Floats) -> float:
    """The move that explains best, by least squares, how the pictures differ where they rise or fall.

    To first order first(x) − second(x) = −move · slope(x), with the slope of the two pictures' mean.
    """
    down, across = np.gradient((first + second) / 2)
    difference = first - second
    normal = np.array([[np.vdot(across, across), np.vdot(across, down)], [np.vdot(across, down), np.vdot(down, down)]])
    if np.linalg.det(normal) < 1e-9:
        return 0.0
    move = np.linalg.solve(normal, [np.vdot(across, difference), np.vdot(down, difference)])
    return float(np.hypot(*move))
