"""A product's photograph with the design on it: thumbnails, cart pictures, the supplier's preview.

The formula is the browser's too: the photo, multiplied by the chosen colour inside the tint mask; the design, bent
into its quad on the photo and clipped by the area's mask; the shading map multiplied over the design alone. Beyond the
browser's, the design follows the folds by the displacement map.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyvips
import simplejpeg
import skia
from numpy.typing import NDArray

from monogram.geometry.quads import Point, quad_from, rectangle_to_quad
from monogram.layout.operations import Operation
from monogram.rendering.displacement import displaced, reach_of, shifts_of
from monogram.rendering.pictures import PictureBook, RecentPictures, skia_info, straighten, to_skia
from monogram.rendering.playing import Player
from monogram.rendering.product_photo import Frame, ProductPhoto, Size, develop
from monogram.rendering.raster import keep_inside
from monogram.rendering.recent import Recent

MOCKUP_VERSION = 2
"""Part of the source of every thumbnail that is kept: raise it whenever the same scene would give other pixels."""

_JPEG_QUALITY = 88
_NEUTRAL = skia.SamplingOptions()

_decoded: RecentPictures = Recent(48 * 2**20)
"""Artwork that is shown on one product after the other."""


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
    """One view of a product: encoded photo, masks and maps in one frame, and what is printed on it.

    `displacement` is how far, in millimetres of the print, white of the displacement map moves the design to the right
    and down, and black to the left and up; grey 128 leaves it in place.
    """

    photo: bytes
    tint_mask: bytes | None = None
    tint: str | None = None
    shading_map: bytes | None = None
    placements: Sequence[Placement] = ()
    displacement_map: bytes | None = None
    displacement: float = 0


@dataclass(frozen=True)
class _Window:
    """A rectangle of the picture, in whole pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        return self.left >= self.right or self.top >= self.bottom

    def grown(self, margin: int) -> _Window:
        """It and so many pixels on every side, whether they are in the picture or not."""
        return _Window(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    @property
    def part(self) -> tuple[slice, slice]:
        """Its rows and columns."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


def compose_view(view: ViewScene, *, size: Size) -> NDArray[np.uint8]:
    """The view as opaque RGB, (height, width, 3).

    `size` in pixels: of the longer side, or (width, height) exactly, in which the photo is centred and its background
    goes on. Raises PictureError, and ValueError for a quad that is none.
    """
    photo = develop(
        view.photo,
        size,
        tint_mask=view.tint_mask,
        tint=view.tint,
        shading_map=view.shading_map,
        displacement_map=view.displacement_map if view.displacement else None,
    )
    height, width = photo.pixels.shape[:2]
    pixels = photo.pixels.copy()
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), pixels, width * 4).getCanvas()
    for placement in view.placements:
        _lay_down(canvas, placement, photo, view.displacement)
    opaque: NDArray[np.uint8] = pyvips.Image.new_from_array(pixels).extract_band(0, n=3).numpy()
    return opaque


def encode_jpeg(pixels: NDArray[np.uint8]) -> bytes:
    """A JPEG of opaque RGB pixels, for pictures that are only looked at.

    Its code tables are the standard's: better ones would make a tenth of the bytes and take two thirds of the time.
    """
    encoded: bytes = simplejpeg.encode_jpeg(
        np.ascontiguousarray(pixels), quality=_JPEG_QUALITY, colorspace="RGB", colorsubsampling="420", fastdct=False
    )
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
    return straighten(draw_flat(operations, width=width, height=height, images=images, mask=mask, size=size))


def draw_flat(
    operations: Sequence[Operation],
    *,
    width: float,
    height: float,
    images: Mapping[str, bytes],
    mask: bytes | None,
    size: int,
) -> NDArray[np.uint8]:
    """`render_flat` as it is drawn: premultiplied RGBA, to be bent onto a model."""
    scale = size / max(width, height)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    pixels = np.zeros((down, across, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(across, down), pixels, across * 4).getCanvas()
    canvas.scale(across / width, down / height)
    Player(PictureBook(images)).play(canvas, operations)
    if mask is not None:
        keep_inside(canvas, mask, width=width, height=height)
    return pixels


def _lay_down(canvas: skia.Canvas, placement: Placement, photo: ProductPhoto, displacement: float) -> None:
    """The design drawn in its quad on a sheet of its own, moved and shaded there, then laid over the photo."""
    corners = [photo.frame.place(x, y) for x, y in placement.quad]
    to_picture = quad_matrix(placement.width, placement.height, corners)
    most = displacement * _pixels_per_millimetre(corners, placement)
    reach = 0 if photo.displacement is None else reach_of(most)
    window = _seen(corners, photo.frame, 1 + reach)
    if window.is_empty:
        return
    ink = _drawn(placement, to_picture, window.grown(reach))
    if photo.displacement is not None:
        ink = displaced(ink, shifts_of(photo.displacement[window.part], most), margin=reach)
    if photo.shading is not None:
        _shade(ink, photo.shading[window.part])
    canvas.drawImage(to_skia(ink), window.left, window.top, _NEUTRAL)


def quad_matrix(width: float, height: float, corners: Sequence[Point]) -> skia.Matrix:
    """What maps the corners of `width` × `height` to the corners of a quad, in perspective.

    Raises ValueError for a quad that has not four corners or no area.
    """
    return skia.Matrix.MakeAll(*rectangle_to_quad(width, height, quad_from(corners)))


def _drawn(placement: Placement, to_picture: skia.Matrix, window: _Window) -> NDArray[np.uint8]:
    """Premultiplied RGBA of the window: the design within its area and mask."""
    width, height = window.right - window.left, window.bottom - window.top
    ink = np.zeros((height, width, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), ink, width * 4).getCanvas()
    canvas.translate(-window.left, -window.top)
    canvas.concat(to_picture)
    canvas.save()
    canvas.clipRect(skia.Rect.MakeWH(placement.width, placement.height), skia.ClipOp.kIntersect, True)
    Player(PictureBook(placement.images, kept=_decoded)).play(canvas, placement.operations)
    canvas.restore()
    if placement.mask is not None:
        # Not within the clip: on its soft edge the mask would be applied by half, and a hairline would stay.
        keep_inside(canvas, placement.mask, width=placement.width, height=placement.height)
    return ink


def _shade(ink: NDArray[np.uint8], shading: NDArray[np.uint8]) -> None:
    """Multiplies premultiplied RGBA by a grey map, in place; its alpha stays."""
    grey = np.ascontiguousarray(shading)
    height, width = grey.shape
    info = skia.ImageInfo.Make(width, height, skia.kGray_8_ColorType, skia.kOpaque_AlphaType)
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), ink, width * 4).getCanvas()
    picture = skia.Image.MakeRasterData(info, grey, width)
    canvas.drawImage(picture, 0, 0, _NEUTRAL, skia.Paint(BlendMode=skia.BlendMode.kModulate))


def _seen(corners: Sequence[Point], frame: Frame, margin: int) -> _Window:
    """The part of the picture in which a quad lies, with a margin around it."""
    across, down = zip(*corners, strict=True)
    return _Window(
        left=max(0, math.floor(min(across)) - margin),
        top=max(0, math.floor(min(down)) - margin),
        right=min(frame.width, math.ceil(max(across)) + margin),
        bottom=min(frame.height, math.ceil(max(down)) + margin),
    )


def _pixels_per_millimetre(corners: Sequence[Point], placement: Placement) -> float:
    """How large the print is in the picture, by the areas of both."""
    following = (*corners[1:], corners[0])
    twice = sum(x * below - across * y for (x, y), (across, below) in zip(corners, following, strict=True))
    return math.sqrt(abs(twice) / 2 / (placement.width * placement.height))
