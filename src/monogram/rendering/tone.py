"""Changes of a picture's tone: greyscale, sepia, duotone, brightness, contrast, threshold.

`web/src/view2d/tone.ts` does the same arithmetic in the same order: a threshold turns a difference in the last bit of
a luma into black for white.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from monogram.layout.operations import Adjustment

_LUMA = (0.2126, 0.7152, 0.0722)
_LEVELS = np.arange(256, dtype=np.float64)
_BLOCK = 1 << 16
"""Pixels that are worked on at once: their doubles stay in the processor's cache."""


def adjust(pixels: NDArray[np.uint8], adjustments: Sequence[Adjustment]) -> NDArray[np.uint8]:
    """Straight RGBA, (height, width, 4), changed in place, one adjustment after the other; the array is given back."""
    height, width = pixels.shape[:2]
    rows = max(1, _BLOCK // max(1, width))
    for start in range(0, height, rows):
        block = pixels[start : start + rows]
        for adjustment in adjustments:
            if adjustment.matrix is not None:
                _by_matrix(block, adjustment.matrix)
            elif adjustment.threshold is not None:
                _by_threshold(block, adjustment.threshold)
    return pixels


def _by_matrix(block: NDArray[np.uint8], matrix: Sequence[float]) -> None:
    if _keeps_channels_apart(matrix):
        for channel in range(3):
            levels = matrix[5 * channel] * _LEVELS + matrix[4 * channel + 3]
            block[..., channel] = np.take(_rounded(levels), block[..., channel])
        return
    red, green, blue = (block[..., channel].astype(np.float64) for channel in range(3))
    for channel in range(3):
        from_red, from_green, from_blue, offset = matrix[4 * channel : 4 * channel + 4]
        block[..., channel] = _rounded(from_red * red + from_green * green + from_blue * blue + offset)


def _by_threshold(block: NDArray[np.uint8], level: float) -> None:
    red, green, blue = (_LUMA[channel] * block[..., channel].astype(np.float64) for channel in range(3))
    block[..., :3] = np.where(red + green + blue >= level, 255, 0)[..., np.newaxis]


def _keeps_channels_apart(matrix: Sequence[float]) -> bool:
    """Whether each channel depends on itself alone, as for brightness and contrast: then a table says it all."""
    return not any(matrix[4 * row + column] for row in range(3) for column in range(3) if row != column)


def _rounded(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Half up, not to even: JavaScript's way, and every value of a brightness of 10 % lies on a half."""
    rounded: NDArray[np.uint8] = np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)
    return rounded
