"""Blurred shadows: the one thing that PDF cannot express, drawn as pixels of a given resolution."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import skia
from numpy.typing import NDArray

from monogram.geometry.paths import Bounds
from monogram.geometry.units import mm_to_px
from monogram.layout.operations import GroupOperation
from monogram.rendering.extents import intersect, reach_of, shadow_reach
from monogram.rendering.pictures import skia_info
from monogram.rendering.playing import Player


@dataclass(frozen=True, slots=True)
class Shade:
    """A shadow's coverage, (height, width), 255 where it is full, over `bounds` in mm."""

    coverage: NDArray[np.uint8]
    bounds: Bounds
    colour: str
    opacity: float


def shade_of(group: GroupOperation, player: Player, *, within: Bounds, dpi: float) -> Shade | None:
    """The group's shadow as far as it lies in `within`, cast by what `player` draws; None where there is none.

    Raises PictureError.
    """
    shadow = group.shadow
    if shadow is None:
        return None
    caster = replace(group, shadow=None, opacity=1.0, blend="normal")
    reach = reach_of([caster])
    seen = reach and intersect(shadow_reach(reach, shadow), within)
    if seen is None:
        return None
    left, top, right, bottom = seen
    scale = mm_to_px(1, dpi)
    across, down = max(1, math.ceil((right - left) * scale)), max(1, math.ceil((bottom - top) * scale))
    pixels = np.zeros((down, across, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(across, down), pixels, across * 4).getCanvas()
    sigma = shadow.blur * scale
    blur = skia.ImageFilters.DropShadowOnly(shadow.dx * scale, shadow.dy * scale, sigma, sigma, 0xFF000000)
    canvas.saveLayer(None, skia.Paint(ImageFilter=blur))  # it takes in what casts a shadow from outside, too
    canvas.scale(scale, scale)
    canvas.translate(-left, -top)
    player.play(canvas, [caster])
    canvas.restore()
    bounds = (left, top, left + across / scale, top + down / scale)
    return Shade(np.ascontiguousarray(pixels[..., 3]), bounds, shadow.colour, shadow.opacity)
