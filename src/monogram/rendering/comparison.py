"""How well a print agrees with the preview that was approved: the promise of every order, in three numbers.

Structural similarity is that of Wang, Bovik, Sheikh and Simoncelli (2004) with uniform windows of 7 × 7 and sample
covariance, the figures that scikit-image gives with its defaults.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monogram.rendering.pictures import premultiply

LEAST_SSIM = 0.99
MOST_SHIFT = 0.125
"""Skia lays an upright edge to a quarter of a pixel, so one alone may be off by half of that; many even out."""
MOST_SHARE_OVER_8 = 0.05
_WINDOW = 7
_STRIP = 32
"""Rows of the preview that are worked on at once."""
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
    """RGB on white paper, reduced to the size by the means of the places that its pixels cover.

    Exactly those: to shrink by a whole number first and by the rest afterwards blurs what is printed, and libvips
    moves it by up to half a pixel. In strips, so that no second print stands in memory.
    """
    tops = np.linspace(0, pixels.shape[0], height + 1)
    paper = np.empty((height, width, 3), dtype=np.uint8)
    for start in range(0, height, _STRIP):
        edges = tops[start : start + _STRIP + 1]
        first = int(edges[0])
        strip = pixels[first : int(np.ceil(edges[-1]))]
        if strip[..., 3].min() < 255:
            strip = premultiply(strip.copy())
        reduced = _means_across(_means_down(strip, edges - first), width)
        paper[start : start + len(reduced)] = np.rint(reduced[..., :3] + (255 - reduced[..., 3:]))
    return paper


def _means_down(rows: NDArray[np.uint8], edges: Floats) -> Floats:
    """The means of the rows between one edge and the next, which may lie within a row."""
    before = np.minimum(edges.astype(int), len(rows) - 1)
    within = (edges - before).astype(np.float32)
    means = np.empty((len(edges) - 1, *rows.shape[1:]), dtype=np.float32)
    for row, (top, bottom) in enumerate(itertools.pairwise(before)):
        np.sum(rows[top:bottom], axis=0, dtype=np.float32, out=means[row])
        means[row] -= within[row] * rows[top]
        means[row] += within[row + 1] * rows[bottom]
    means /= np.float32(edges[1] - edges[0])
    return means


def _means_across(rows: Floats, count: int) -> Floats:
    """The means of `count` equal parts of each row."""
    edges = np.linspace(0, rows.shape[1], count + 1)
    before = np.minimum(edges.astype(int), rows.shape[1] - 1)
    within = (edges - before).astype(np.float32)[:, np.newaxis]
    sums = np.zeros((rows.shape[0], rows.shape[1] + 1, 4), dtype=np.float32)
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    means: Floats = np.diff(sums[:, before] + within * rows[:, before], axis=1) / np.float32(rows.shape[1] / count)
    return means


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
