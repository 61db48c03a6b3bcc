"""A product's photograph with the design on it: thumbnails, cart pictures, the supplier's preview.

The formula is the browser's too: the photo, multiplied by the chosen colour inside the tint mask; the design, bent
into its quad on the photo and clipped by the area's mask; the shading map multiplied over the design alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyvips
import skia
from numpy.typing import NDArray

from monogram.geometry.quads import Point, quad_from, rectangle_to_quad
from monogram.layout.operations import Operation
from monogram.rendering.paints import to_colour
from monogram.rendering.pictures import PictureBook, PictureError, mask_to_skia, skia_info, straighten, to_skia
from monogram.rendering.playing import Player
from monogram.rendering.raster import keep_inside

PAPER = (0xF4, 0xF1, 0xEC)
"""The studio's background, under photos that have holes and behind products drawn from their model."""

_JPEG_QUALITY = 88
_NEUTRAL = skia.SamplingOptions()


@dataclass(frozen=True)
class Placement:
    """A print area on a photo. `quad`: its trimmed corners in pixels of the photo as stored, clockwise from top left.

    `width` and `height` are the area's in millimetres; `images` and `mask` as for `raster.render_area`.
    """

    operations: Sequence[Operation]
    width: float
    height: float
    quad: Sequence[Point]
    mask: bytes | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class ViewScene:
    """One view of a product: encoded photo, tint mask and shading map in one frame, and what is printed on it."""

    photo: bytes
    tint_mask: bytes | None = None
    tint: str | None = None
    shading_map: bytes | None = None
    placements: Sequence[Placement] = ()


@dataclass(frozen=True)
class _Layers:
    """A view's pictures at the size that is drawn. The arrays hold the memory that the Skia images look into."""

    photo: NDArray[np.uint8]
    tint_mask: NDArray[np.uint8] | None
    shading: NDArray[np.uint8] | None
    """The shading map as opaque RGBA."""
    scale: float


def compose_view(view: ViewScene, *, size: int) -> NDArray[np.uint8]:
    """The view as opaque RGB, (height, width, 3), the longer side `size` pixels. Raises PictureError."""
    layers = _layers(view.photo, view.tint_mask, view.shading_map, size)
    pixels = layers.photo.copy()
    height, width = pixels.shape[:2]
    surface = skia.Surface.MakeRasterDirect(skia_info(width, height), pixels, width * 4)
    canvas = surface.getCanvas()
    if view.tint is not None and layers.tint_mask is not None:
        _tint(canvas, layers.tint_mask, view.tint)
    for placement in view.placements:
        _place(canvas, placement, layers)
    return np.ascontiguousarray(pixels[:, :, :3])


def encode_jpeg(pixels: NDArray[np.uint8]) -> bytes:
    """A JPEG of opaque RGB pixels, for pictures that are only looked at."""
    height, width = pixels.shape[:2]
    picture = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels), width, height, 3, "uchar")
    encoded: bytes = picture.copy(interpretation="srgb").jpegsave_buffer(Q=_JPEG_QUALITY, optimize_coding=True)
    return encoded


def render_flat(
    operations: Sequence[Operation],
    *,
    width: float,
    height: float,
    images: Mapping[str, bytes],
    mask: bytes | None,
    size: int,
) -> NDArray[np.uint8]:
    """The trimmed print area alone, its longer side `size` pixels: straight RGBA, for areas that no photo shows."""
    scale = size / max(width, height)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    pixels = np.zeros((down, across, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(across, down), pixels, across * 4).getCanvas()
    canvas.scale(across / width, down / height)
    Player(PictureBook(images)).play(canvas, operations)
    if mask is not None:
        keep_inside(canvas, mask, width=width, height=height)
    return straighten(pixels)


@lru_cache(maxsize=16)
def _layers(photo: bytes, tint_mask: bytes | None, shading_map: bytes | None, size: int) -> _Layers:
    """Decoding and reducing take longer than composing, and a product's pictures are asked for again and again."""
    try:
        full_width = pyvips.Image.new_from_buffer(photo, "").width
        picture = pyvips.Image.thumbnail_buffer(photo, size, height=size, size="both")
        if picture.hasalpha():
            picture = picture.flatten(background=list(PAPER))
        pixels = picture.colourspace("srgb").cast("uchar").bandjoin(255).numpy()
    except pyvips.Error as error:
        raise PictureError(f"a product's photo cannot be decoded: {error}") from error
    height, width = pixels.shape[:2]
    return _Layers(
        photo=pixels,
        tint_mask=None if tint_mask is None else _fitted_grey(tint_mask, width, height),
        shading=None if shading_map is None else _opaque(_fitted_grey(shading_map, width, height)),
        scale=width / full_width,
    )


def _fitted_grey(encoded: bytes, width: int, height: int) -> NDArray[np.uint8]:
    try:
        picture = pyvips.Image.thumbnail_buffer(encoded, width, height=height, size="force")
        if picture.hasalpha():
            picture = picture.flatten(background=[0, 0, 0])
        grey: NDArray[np.uint8] = picture.colourspace("b-w").cast("uchar").numpy()
    except pyvips.Error as error:
        raise PictureError(f"a product's mask cannot be decoded: {error}") from error
    return grey.reshape(height, width)


def _tint(canvas: skia.Canvas, mask: NDArray[np.uint8], tint: str) -> None:
    """photo × lerp(white, tint, mask): Skia's multiply blend of a colour whose alpha is the mask."""
    shader = mask_to_skia(mask).makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, _NEUTRAL)
    canvas.drawPaint(skia.Paint(Shader=shader, Color=to_colour(tint), BlendMode=skia.BlendMode.kMultiply))


def _place(canvas: skia.Canvas, placement: Placement, layers: _Layers) -> None:
    """The design in its quad, masked and shaded within a layer of its own, then laid over the photo."""
    area = skia.Rect.MakeWH(placement.width, placement.height)
    canvas.saveLayer()
    canvas.save()
    canvas.concat(quad_matrix(placement.width, placement.height, placement.quad, layers.scale))
    canvas.save()
    canvas.clipRect(area, skia.ClipOp.kIntersect, True)
    Player(PictureBook(placement.images)).play(canvas, placement.operations)
    canvas.restore()
    if placement.mask is not None:
        # Not within the clip: on its soft edge the mask would be applied by half, and a hairline would stay.
        keep_inside(canvas, placement.mask, width=placement.width, height=placement.height)
    canvas.restore()
    if layers.shading is not None:
        shading = to_skia(layers.shading)
        canvas.drawImage(shading, 0, 0, _NEUTRAL, skia.Paint(BlendMode=skia.BlendMode.kModulate))
    canvas.restore()


def quad_matrix(width: float, height: float, quad: Sequence[Point], scale: float = 1) -> skia.Matrix:
    """What maps the corners of `width` × `height` to the corners of `quad` × `scale`, in perspective.

    Raises ValueError for a quad that has not four corners or no area.
    """
    corners = quad_from([(x * scale, y * scale) for x, y in quad])
    return skia.Matrix.MakeAll(*rectangle_to_quad(width, height, corners))


def _opaque(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey picture as RGBA."""
    pixels = np.empty((*grey.shape, 4), dtype=np.uint8)
    pixels[:, :, :3] = grey[:, :, np.newaxis]
    pixels[:, :, 3] = 255
    return pixels
