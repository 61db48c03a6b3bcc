"""Moves a print along the folds of what it is printed on."""

from __future__ import annotations

import math

import numpy as np
import pyvips
from numpy.typing import NDArray

_NEUTRAL = 128
_STEPS = 127
"""From neutral to white."""
_INTERPOLATION = "bicubic"


def shifts_of(displacement_map: NDArray[np.uint8], most: float) -> NDArray[np.float32]:
    """How far each pixel of the print is moved, to the right and downwards alike, in pixels.

    Grey 128 stays in place, white goes `most` pixels, black as far the other way.
    """
    grey = displacement_map.astype(np.float32) - _NEUTRAL
    return np.maximum(grey, -_STEPS) * np.float32(most / _STEPS)


def reach_of(most: float) -> int:
    """Whole pixels by which a print must be drawn beyond what is seen of it, so that what moves in is there.

    The interpolation looks two pixels further.
    """
    return math.ceil(abs(most)) + 2


def displaced(ink: NDArray[np.uint8], shifts: NDArray[np.float32], *, margin: int) -> NDArray[np.uint8]:
    """Premultiplied RGBA, moved: as high and wide as `shifts`, which `ink` surrounds by `margin` pixels."""
    height, width = shifts.shape
    rows, columns = np.mgrid[margin : margin + height, margin : margin + width].astype(np.float32)
    sources = np.stack([columns - shifts, rows - shifts], axis=-1)
    interpolate = pyvips.Interpolate.new(_INTERPOLATION)
    moved: NDArray[np.uint8] = (
        pyvips.Image.new_from_array(ink).mapim(pyvips.Image.new_from_array(sources), interpolate=interpolate).numpy()
    )
    # The cubic overshoots at edges: no colour may be stronger than its alpha.
    np.minimum(moved[:, :, :3], moved[:, :, 3:], out=moved[:, :, :3])
    return moved
