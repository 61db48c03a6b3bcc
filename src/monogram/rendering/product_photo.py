"""A product's photograph at the size that is drawn: tinted, its maps in the same frame, kept for the next design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
import pyvips
import skia
from numpy.typing import NDArray

from monogram.rendering.paints import to_colour
from monogram.rendering.pictures import PictureError, mask_to_skia, skia_info
from monogram.rendering.recent import Recent

PAPER = (0xF4, 0xF1, 0xEC)
"""The studio's background, under photos that have holes and behind products drawn from their model."""

Made = TypeVar("Made")
Pixels: TypeAlias = NDArray[np.uint8]
Size: TypeAlias = int | tuple[int, int]
"""Pixels of the longer side; or exactly (width, height), in which the photo is centred on its own background."""

_BUDGET = 64 * 2**20
_LAID_ON_ITS_SIDE = 5
"""EXIF's orientations from this one on swap width and height."""
_NOT_TINTED, _UNSHADED, _IN_PLACE = 0, 255, 128
"""What a tint mask, a shading map and a displacement map say where there is no photo."""


@dataclass(frozen=True)
class Frame:
    """Where a photo lies in the picture that is drawn, in whole pixels, and how much it was reduced."""

    width: int
    height: int
    left: int
    top: int
    photo_width: int
    photo_height: int
    across: float
    down: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the stored photo lies in the picture."""
        return self.left + x * self.across, self.top + y * self.down


@dataclass(frozen=True)
class ProductPhoto:
    """A view's pictures in one frame: opaque RGBA, and grey maps. They are kept and shared: do not write to them."""

    frame: Frame
    pixels: Pixels
    shading: Pixels | None
    displacement: Pixels | None


_kept: Recent[ProductPhoto] = Recent(_BUDGET)
_untinted: Recent[tuple[Pixels, Frame]] = Recent(_BUDGET // 2)


def develop(
    photo: bytes,
    size: Size,
    *,
    tint_mask: bytes | None = None,
    tint: str | None = None,
    shading_map: bytes | None = None,
    displacement_map: bytes | None = None,
) -> ProductPhoto:
    """The photo multiplied by `tint` inside its mask, with its maps. Raises PictureError.

    Decoding and reducing take several times as long as drawing a design, and a product is asked for again and again.
    """
    if tint is None or tint_mask is None:
        tint_mask = tint = None
    key = (photo, size, tint_mask, tint, shading_map, displacement_map)

    def make() -> ProductPhoto:
        pixels, frame = _untinted.get((photo, size), lambda: _framed(photo, size), lambda made: made[0].nbytes)
        return ProductPhoto(
            frame=frame,
            pixels=pixels if tint_mask is None or tint is None else _tinted(pixels, frame, tint_mask, tint),
            shading=None if shading_map is None else _fitted(shading_map, frame, _UNSHADED),
            displacement=None if displacement_map is None else _fitted(displacement_map, frame, _IN_PLACE),
        )

    return _kept.get(key, make, _weight)


def _weight(photo: ProductPhoto) -> int:
    return photo.pixels.nbytes + sum(grey.nbytes for grey in (photo.shading, photo.displacement) if grey is not None)


def _framed(photo: bytes, size: Size) -> tuple[Pixels, Frame]:
    within, height = (size, size) if isinstance(size, int) else size
    stored_width, stored_height, to_srgb = _decoding("photo", lambda: _header(photo))
    picture = _decoding("photo", lambda: _reduced(photo, within, height, size="both", **to_srgb))
    frame = Frame(
        width=picture.width if isinstance(size, int) else within,
        height=picture.height if isinstance(size, int) else height,
        left=0 if isinstance(size, int) else (within - picture.width) // 2,
        top=0 if isinstance(size, int) else (height - picture.height) // 2,
        photo_width=picture.width,
        photo_height=picture.height,
        across=picture.width / stored_width,
        down=picture.height / stored_height,
    )
    pixels = np.empty((frame.height, frame.width, 4), dtype=np.uint8)
    shown: Pixels = picture.numpy()
    pixels[:, :, :3] = _rim_colour(shown)
    pixels[:, :, 3] = 255
    pixels[_rows(frame), _columns(frame), :3] = shown
    return pixels, frame


def _decoding(what: str, work: Callable[[], Made]) -> Made:
    try:
        return work()
    except pyvips.Error as error:
        raise PictureError(f"a product's {what} cannot be decoded: {error}") from error


def _header(photo: bytes) -> tuple[int, int, dict[str, str]]:
    """Width and height of the photo upright, and what makes sRGB of its colours, if they are not that already."""
    header = pyvips.Image.new_from_buffer(photo, "")
    orientation = header.get("orientation") if header.get_typeof("orientation") else 1
    sides = (header.width, header.height)
    across, down = sides[::-1] if orientation >= _LAID_ON_ITS_SIDE else sides
    return across, down, {"output_profile": "srgb"} if header.get_typeof("icc-profile-data") else {}


def _reduced(photo: bytes, width: int, height: int, **options: str) -> pyvips.Image:
    picture = pyvips.Image.thumbnail_buffer(photo, width, height=height, **options)
    if picture.hasalpha():
        picture = picture.flatten(background=list(PAPER))
    return picture.colourspace("srgb").cast("uchar").copy_memory()


def _fitted(encoded: bytes, frame: Frame, outside: int) -> Pixels:
    """A grey map at the photo's place in the frame."""

    def reduce() -> Pixels:
        picture = pyvips.Image.thumbnail_buffer(encoded, frame.photo_width, height=frame.photo_height, size="force")
        if picture.hasalpha():
            picture = picture.flatten(background=[0, 0, 0])
        grey: Pixels = picture.colourspace("b-w").cast("uchar").numpy()
        return grey.reshape(frame.photo_height, frame.photo_width)

    whole = np.full((frame.height, frame.width), outside, dtype=np.uint8)
    whole[_rows(frame), _columns(frame)] = _decoding("mask or map", reduce)
    return whole


def _tinted(pixels: Pixels, frame: Frame, mask: bytes, tint: str) -> Pixels:
    """photo × lerp(white, tint, mask): Skia's multiply blend of a colour whose alpha is the mask."""
    tinted = pixels.copy()
    canvas = skia.Surface.MakeRasterDirect(skia_info(frame.width, frame.height), tinted, frame.width * 4).getCanvas()
    grey = _fitted(mask, frame, _NOT_TINTED)  # Skia looks into its memory
    shader = mask_to_skia(grey).makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, skia.SamplingOptions())
    canvas.drawPaint(skia.Paint(Shader=shader, Color=to_colour(tint), BlendMode=skia.BlendMode.kMultiply))
    return tinted


def _rim_colour(shown: Pixels) -> NDArray[np.float64]:
    """The colour that most of the photo's rim has: what its background goes on with."""
    sides = (shown[0], shown[-1], shown[:, 0], shown[:, -1])
    rim: NDArray[np.float64] = np.median(np.concatenate(sides), axis=0)
    return rim


def _rows(frame: Frame) -> slice:
    return slice(frame.top, frame.top + frame.photo_height)


def _columns(frame: Frame) -> slice:
    return slice(frame.left, frame.left + frame.photo_width)
