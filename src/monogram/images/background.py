"""Makes a picture's background see-through: which pixels are background, and how the edge beside them is softened.

Runs in a limited process of its own (`monogram.images.cutting`). Distances between colours are CIE 1976 ΔE, kept in
steps of a third in one byte, so that a picture of 50 megapixels stays within a gigabyte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyvips

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

STEPS = 3
"""Steps of a distance in one ΔE."""
_LEAST_DISTANCE, _DISTANCE_PER_CENT = 2.0, 0.6
"""ΔE that count as the same colour at tolerance 0, and what each point of tolerance adds."""
_FLOODED_PIXELS = 4_000_000
"""A flood runs over so many pixels at most; of larger pictures over blocks, each as strange as its strangest pixel."""
_PIXELS_PER_EDGE = 1_000
"""An edge is taken to be one pixel wide for each so many pixels of the longer side."""
_WIDEST_EDGE = 5
_COLOUR_CELL = 16
_MOST_GROUNDS = 4
_LEAST_PART = 0.08
"""The part of the edges that a colour must have to be one of the background's."""
_OPAQUE = 255
_SEE_THROUGH = 128


@dataclass(frozen=True)
class _Edge:
    """How many pixels wide edges are, and the distance from the background at which what is to be seen begins.

    A drawing's edge is one pixel, whose mixture is exact. A photograph's begins where the background ends, without a
    step; else grain and shadows would end in fringes.
    """

    width: int
    foot: int


def without_background(picture: pyvips.Image, colour: tuple[int, int, int] | None, tolerance: int) -> pyvips.Image:
    """The picture with a fourth channel in which its background is see-through, softened and freed of its colour.

    `picture`: 8-bit sRGB, with or without alpha. `colour` None: the colours that its edges have, as far as they reach
    in from them; a colour: wherever it is. `tolerance`: 0…100.
    """
    import pyvips

    pixels: Bytes = picture.numpy()
    rgb, alpha = pixels[..., :3], pixels[..., 3] if pixels.shape[2] == 4 else None
    reach = int((_LEAST_DISTANCE + _DISTANCE_PER_CENT * tolerance) * STEPS)
    grounds = [colour] if colour else edge_colours(picture, reach)
    distance = _distances(picture, grounds)
    if alpha is not None and colour is None:
        distance[alpha < _SEE_THROUGH] = 0  # what can be seen through already lets the flood pass
    width = min(_WIDEST_EDGE, max(1, round(max(distance.shape) / _PIXELS_PER_EDGE)))
    seen = _without_grain(distance, width)
    background = seen <= reach if colour else _from_the_borders(seen, reach)
    cut = _cut_out(rgb, distance, background, _Edge(width, reach if width > 1 else 0))
    if alpha is not None:
        np.minimum(cut[..., 3], alpha, out=cut[..., 3])
    return pyvips.Image.new_from_array(cut, interpretation="srgb")


def edge_colours(picture: pyvips.Image, reach: int) -> list[tuple[int, int, int]]:
    """The colours that a picture's outermost pixels have, the most frequent first; none where all can be seen through.

    A further one counts if it is farther than `reach` from those before it, and a good part of the edges has it.
    """
    import pyvips

    pixels: Bytes = picture.numpy()
    outermost = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    if outermost.shape[1] == 4:
        outermost = outermost[outermost[:, 3] >= _SEE_THROUGH, :3]
    left = np.ascontiguousarray(outermost)
    found: list[tuple[int, int, int]] = []
    while len(left) > len(outermost) * _LEAST_PART and len(found) < _MOST_GROUNDS:
        found.append(_commonest(left))
        strip = pyvips.Image.new_from_array(left.reshape(1, -1, 3), interpretation="srgb")
        left = left[_distances(strip, found)[0] > reach]
    return found


def _commonest(colours: Bytes) -> tuple[int, int, int]:
    """The colour in whose neighbourhood most of the colours lie."""
    cells = (colours.astype(np.int32) // _COLOUR_CELL) @ np.array([1, 64, 4096])
    names, counts = np.unique(cells, return_counts=True)
    red, green, blue = np.median(colours[cells == names[counts.argmax()]], axis=0).round().astype(int)
    return int(red), int(green), int(blue)


def _distances(picture: pyvips.Image, grounds: Sequence[tuple[int, int, int]]) -> Bytes:
    """How far each pixel's colour is from the nearest of the backgrounds', in steps, at most 255."""
    import pyvips

    lab = picture.extract_band(0, n=3).copy(interpretation="srgb").colourspace("lab")
    nearest = np.full((picture.height, picture.width), 255, np.uint8)
    for ground in grounds:
        patch = pyvips.Image.new_from_array(np.array([[ground]], np.uint8), interpretation="srgb").colourspace("lab")
        wanted = lab.new_from_image(patch.getpoint(0, 0)).copy(interpretation="lab")
        distance: Bytes = (lab.dE76(wanted) * STEPS).cast("uchar").numpy()
        np.minimum(nearest, distance.reshape(nearest.shape), out=nearest)
    return nearest


def _without_grain(distance: Bytes, width: int) -> Bytes:
    """Distances as they are compared: in a photograph, whose edges are wider than a pixel, without its noise."""
    import pyvips

    if width == 1:
        return distance
    smooth = pyvips.Image.new_from_array(distance).gaussblur(width / 2, precision="integer")
    calm: Bytes = smooth.numpy().reshape(distance.shape)
    return calm


def _from_the_borders(distance: Bytes, reach: int) -> Mask:
    """Where the background's colour is reached from the picture's borders without leaving it."""
    height, width = distance.shape
    block = int(np.ceil(np.sqrt(height * width / _FLOODED_PIXELS)))
    if block == 1:
        return _flood(distance <= reach)
    rows, columns = -(-height // block), -(-width // block)
    padded = np.pad(distance, ((0, rows * block - height), (0, columns * block - width)), mode="edge")
    strangest = padded.reshape(rows, block, columns, block).max(axis=(1, 3))
    flooded = _spread(_flood(strangest <= reach), 1, np.maximum)
    whole = flooded.repeat(block, axis=0)[:height].repeat(block, axis=1)[:, :width]
    background: Mask = whole & (distance <= reach)
    return background


def _flood(passable: Mask) -> Mask:
    """The passable regions that touch a border."""
    import pyvips

    # One passable pixel all around makes one region of all that touch a border.
    ringed = np.pad(passable, 1, constant_values=True).astype(np.uint8)
    regions: Any = pyvips.Image.new_from_array(ringed).labelregions().numpy()
    flooded: Mask = (regions == regions[0, 0])[1:-1, 1:-1]
    return flooded


def _spread(values: NDArray[Any], radius: int, take: Callable[..., NDArray[Any]]) -> NDArray[Any]:
    """The greatest (or least, by `take`) of the square of pixels around each."""
    for axis in (0, 1):
        result = values.copy()
        for shift in range(1, radius + 1):
            first = (slice(None),) * axis
            ahead, behind = (*first, slice(shift, None)), (*first, slice(None, -shift))
            take(result[ahead], values[behind], out=result[ahead])
            take(result[behind], values[ahead], out=result[behind])
        values = result
    return values


def _cut_out(rgb: Bytes, distance: Bytes, background: Mask, form: _Edge) -> Bytes:
    """The picture with alpha: nothing on the background, a ramp beside it, the edge's colours without the ground's."""
    edge = _spread(background, form.width, np.logical_or) & ~background
    cut = np.empty((*distance.shape, 4), np.uint8)
    cut[..., :3] = rgb
    cut[..., 3] = np.where(background, 0, _OPAQUE)
    cut[background, :3] = 0
    if edge.any():
        _soften(cut, rgb, distance, background, edge, form)
    return cut


def _soften(cut: Bytes, rgb: Bytes, distance: Bytes, background: Mask, edge: Mask, form: _Edge) -> None:
    """Give the edge's pixels their share of what stands before the background, and that one's colour.

    A pixel of an edge is a mixture: its share is its distance from the background's colour over the greatest one
    around it, which stands for the object itself there.
    """
    width = form.width
    full = _spread(distance, width + 1, np.maximum)[edge].astype(np.float32)
    around, _ = _blurred(rgb, background, edge, 2 * width)
    own = distance[edge].astype(np.float32)
    share = np.clip(own / np.maximum(full, 1), 0.02, 1)[:, None]
    colour = rgb[edge].astype(np.float32)
    pure = np.clip((colour - (1 - share) * around) / share, 0, 255)
    inner, weight = _blurred(rgb, ~(background | edge), edge, 1.5 * width)
    trusted = np.where(weight > 0, share, 1)
    cut[edge, :3] = (trusted * pure + (1 - trusted) * inner + 0.5).astype(np.uint8)
    ramp = np.clip((own - form.foot) / np.maximum(full - form.foot, 1), 0, 1)
    cut[edge, 3] = (ramp * _OPAQUE + 0.5).astype(np.uint8)


def _blurred(rgb: Bytes, chosen: Mask, edge: Mask, sigma: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The mean of the chosen pixels around each pixel of the edge, and their weight; both in the edge's order."""
    import pyvips

    weighted = np.where(chosen[..., None], rgb, 0).astype(np.uint8)
    sums = pyvips.Image.new_from_array(weighted).gaussblur(sigma, precision="integer").numpy()[edge]
    weights = pyvips.Image.new_from_array(chosen.astype(np.uint8) * 255).gaussblur(sigma, precision="integer")
    weight = weights.numpy().reshape(chosen.shape)[edge].astype(np.float32)[:, None] / 255
    mean = sums.astype(np.float32) / np.maximum(weight, 1 / 255)
    return np.clip(mean, 0, 255).astype(np.float32), np.where(weight > 8 / 255, weight, 0).astype(np.float32)
