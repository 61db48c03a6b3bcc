"""Encoded pictures into pixels. Only pictures that have passed the door (`monogram.images`) or are our own come here.

JPEGs are decoded by libjpeg-turbo itself, in half of the time that libvips needs with the same library, and to the
same pixels. libvips decodes all else. Both refuse truncated files, and reduce a JPEG while they decode it.
"""

from __future__ import annotations

import math
import mmap
import tempfile
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TypeAlias

import numpy as np
import pyvips
import simplejpeg
import skia
from numpy.typing import NDArray

from monogram.layout.operations import Adjustment
from monogram.rendering.recent import Recent
from monogram.rendering.tone import adjust

# Each picture is decoded once and kept by whoever asked; libvips' own cache would hold it a second time.
pyvips.cache_set_max(0)

_JPEG_MAGIC = b"\xff\xd8\xff"
_MOST_JPEG_REDUCTION = 8
_INKS = ("CMYK", "YCCK")
_HAIR = 1e-4
MOST_PIXELS_IN_MEMORY = 32_000_000
"""Of a decoded picture; a larger one lies in a file, of which the system keeps in memory what it has room for."""
_STRIP_PIXELS = 4_000_000
_COLUMNS_APART = 64
_OPAQUE_BLACK = 0xFF000000
"""Little-endian RGBA: what is not less is opaque."""


RecentPictures: TypeAlias = Recent[NDArray[np.uint8]]
"""Decoded pictures by their bytes and reduction. They are shared: whoever gets one does not write to it."""


class PictureError(ValueError):
    """A picture that a scene names is missing or cannot be decoded."""


def skia_info(width: int, height: int, *, is_premultiplied: bool = True) -> skia.ImageInfo:
    """RGBA, 8 bits a channel. No colour space: all pixels are sRGB already, so Skia shall convert nothing."""
    alpha = skia.kPremul_AlphaType if is_premultiplied else skia.kUnpremul_AlphaType
    return skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, alpha)


def decode(encoded: bytes, *, reduction: int = 1) -> NDArray[np.uint8]:
    """Premultiplied RGBA of an sRGB picture, each side divided by `reduction` (a power of two) and rounded up.

    Raises PictureError.
    """
    is_jpeg = encoded.startswith(_JPEG_MAGIC)
    if is_jpeg and (decoded := _decode_jpeg(encoded, reduction)) is not None:
        return decoded
    try:
        # libvips reduces no side below one pixel
        by_decoder = min(reduction, _MOST_JPEG_REDUCTION) if is_jpeg and min(_size(encoded)) >= reduction else 1
        picture = _open(encoded, by_decoder)
        if picture.hasalpha():
            return _decode_with_alpha(picture, reduction // by_decoder)
        return _pixels_of(_reduce(picture, reduction // by_decoder).bandjoin(255))
    except pyvips.Error as error:
        raise PictureError(f"a picture cannot be decoded: {error}") from error


def decode_grey(encoded: bytes) -> NDArray[np.uint8]:
    """The luminance of a mask or map, (height, width). Raises PictureError."""
    try:
        picture = pyvips.Image.new_from_buffer(encoded, "", access="sequential", fail_on="truncated")
        if picture.hasalpha():
            picture = picture.flatten(background=[0, 0, 0])
        grey: NDArray[np.uint8] = picture.colourspace("b-w").cast("uchar").numpy()
    except pyvips.Error as error:
        raise PictureError(f"a mask cannot be decoded: {error}") from error
    return grey.reshape(grey.shape[:2])


def premultiply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Straight RGBA into premultiplied, in place; the array is given back."""
    height, width = pixels.shape[:2]
    straight = skia.Pixmap(skia_info(width, height, is_premultiplied=False), pixels, width * 4)
    straight.readPixels(skia.Pixmap(skia_info(width, height), pixels, width * 4))
    return pixels


def straighten(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Premultiplied RGBA into straight, in place (a second buffer costs 97 MB for a shirt); the array is given back.

    Of contiguous pixels only the columns with a see-through pixel are worked on: in a band of a print there are few.
    """
    height, width = pixels.shape[:2]
    premultiplied = skia.Pixmap(skia_info(width, height), pixels, width * 4)
    straight = skia.Pixmap(skia_info(width, height, is_premultiplied=False), pixels, width * 4)
    for left, right in _see_through_columns(pixels):
        before, after = skia.Pixmap(), skia.Pixmap()
        columns = skia.IRect.MakeLTRB(left, 0, right, height)
        premultiplied.extractSubset(before, columns)
        straight.extractSubset(after, columns)
        before.readPixels(after)
    return pixels


def _see_through_columns(pixels: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """First and last-plus-one of neighbouring columns in which a pixel is neither opaque nor clear."""
    values = pixels.view("<u4")[..., 0]
    columns = np.flatnonzero((values.min(axis=0) < _OPAQUE_BLACK) & (values.max(axis=0) > 0))
    if columns.size:
        gaps = np.flatnonzero(np.diff(columns) > _COLUMNS_APART)
        yield from zip(
            columns[np.concatenate(([0], gaps + 1))].tolist(),
            (columns[np.concatenate((gaps, [-1]))] + 1).tolist(),
            strict=True,
        )


def release(pixels: NDArray[np.uint8]) -> None:
    """Lets go of the memory of a picture that lies in a file. It stays as it is and may be read again."""
    memory: object = pixels.base
    if isinstance(memory, mmap.mmap):
        memory.madvise(mmap.MADV_DONTNEED)


def to_skia(pixels: NDArray[np.uint8]) -> skia.Image:
    """A Skia image over premultiplied RGBA pixels. It shares their memory: keep the array alive and unchanged."""
    height, width = pixels.shape[:2]
    return skia.Image.MakeRasterData(skia_info(width, height), pixels, width * 4)


def mask_to_skia(grey: NDArray[np.uint8]) -> skia.Image:
    """A Skia image whose alpha is the mask's luminance. It shares the mask's memory."""
    height, width = grey.shape
    info = skia.ImageInfo.Make(width, height, skia.kAlpha_8_ColorType, skia.kPremul_AlphaType)
    return skia.Image.MakeRasterData(info, grey, width)


class Picture:
    """A decoded picture, and by how much it was reduced: `width` and `height` are the full picture's, reduced alike."""

    def __init__(self, pixels: NDArray[np.uint8], width: float, height: float) -> None:
        self.pixels = pixels
        """Premultiplied RGBA; the image looks into its memory."""
        self.image = to_skia(pixels)
        self.width = width
        self.height = height


class Resampling(Enum):
    """How photographs are resampled.

    PRINT: reduced by powers of two while decoding, then Mitchell's cubic: sharp, and free of aliasing at any size.
    PREVIEW: halved and then sampled bilinearly, step by step as `web/src/view2d/play.ts` does on a browser's CPU
    canvas, so that a preview can be compared with it pixel by pixel.
    """

    PRINT = "print"
    PREVIEW = "preview"


class PictureBook:
    """The pictures of one scene, decoded when first drawn and once for each reduction."""

    def __init__(
        self,
        encoded: Mapping[str, bytes],
        resampling: Resampling = Resampling.PRINT,
        *,
        kept: RecentPictures | None = None,
    ) -> None:
        """`kept`: where decoded pictures are found and left for the next scene."""
        self._encoded = encoded
        self._kept = kept
        self.resampling = resampling
        self._sizes: dict[str, tuple[int, int]] = {}
        self._decoded: dict[tuple[str, int, tuple[Adjustment, ...]], Picture] = {}

    def size(self, picture_id: str) -> tuple[int, int]:
        """Width and height in pixels, from the header alone. Raises PictureError."""
        if picture_id not in self._sizes:
            self._sizes[picture_id] = _size(self._bytes(picture_id))
        return self._sizes[picture_id]

    def reduced_for(self, picture_id: str, scale: float, adjustments: tuple[Adjustment, ...] = ()) -> Picture:
        """The picture at the smallest power-of-two reduction that has at least the pixels that will be drawn.

        `scale` is output pixels per picture pixel. What is left for the resampler lies between 0.5 and 1, where a
        cubic neither blurs (as mip levels do) nor aliases. Raises PictureError.
        """
        key = (picture_id, _reduction(scale), adjustments)
        if key not in self._decoded:
            self._decoded[key] = self._reduced(*key)
        return self._decoded[key]

    def release(self) -> None:
        """Lets go of memory that can be had again: see `release`."""
        for picture in self._decoded.values():
            release(picture.pixels)

    def _reduced(self, picture_id: str, reduction: int, adjustments: tuple[Adjustment, ...]) -> Picture:
        """Adjusted before it is reduced: a threshold of what has been averaged would be another picture."""
        if self.resampling is Resampling.PREVIEW and reduction > 1:
            return halved(self.reduced_for(picture_id, 2 / reduction, adjustments))
        width, height = self.size(picture_id)
        if not adjustments:
            pixels = self._plain(self._bytes(picture_id), reduction)
        elif reduction == 1:
            pixels = premultiply(adjust(straighten(decode(self._bytes(picture_id))), adjustments))
        else:
            pixels = _shrunk(self.reduced_for(picture_id, 1, adjustments).pixels, reduction)
        return Picture(pixels, width / reduction, height / reduction)

    def _plain(self, encoded: bytes, reduction: int) -> NDArray[np.uint8]:
        if self._kept is None:
            return decode(encoded, reduction=reduction)
        return self._kept.get(
            (encoded, reduction), lambda: decode(encoded, reduction=reduction), lambda made: made.nbytes
        )

    def _bytes(self, picture_id: str) -> bytes:
        try:
            return self._encoded[picture_id]
        except KeyError:
            raise PictureError(f"the picture {picture_id} is missing") from None


def _reduction(scale: float) -> int:
    """A side that is a hair over half of the picture's counts as half: the browser may find it a hair under."""
    return 1 if scale >= 1 or scale <= 0 else 2 ** int(math.log2(1 / scale) + _HAIR)


def halved(picture: Picture) -> Picture:
    """Half as wide and high, rounded up, by one bilinear drawing: the browser's way, to the bit."""
    width, height = -(-picture.image.width() // 2), -(-picture.image.height() // 2)
    pixels = np.zeros((height, width, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(width, height), pixels, width * 4).getCanvas()
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
    canvas.drawImageRect(picture.image, skia.Rect.MakeWH(width, height), sampling)
    return Picture(pixels, width, height)


def _size(encoded: bytes) -> tuple[int, int]:
    try:
        header = pyvips.Image.new_from_buffer(encoded, "")
    except pyvips.Error as error:
        raise PictureError(f"a picture cannot be decoded: {error}") from error
    return header.width, header.height


def _open(encoded: bytes, reduction: int) -> pyvips.Image:
    """The picture as sRGB, 8 bits; a JPEG's decoder can reduce by 2, 4 or 8, which is quicker than the whole."""
    options = {"access": "sequential", "fail_on": "truncated"}
    picture = pyvips.Image.new_from_buffer(encoded, "", **options)
    if reduction > 1:
        width, height = -(-picture.width // reduction), -(-picture.height // reduction)
        picture = pyvips.Image.new_from_buffer(encoded, "", shrink=reduction, **options)
        # libvips leaves a last row or column out that stands for fewer pixels than the others.
        picture = picture.embed(0, 0, width, height, extend="copy")
    if picture.interpretation != "srgb" or picture.format != "uchar":
        picture = picture.colourspace("srgb").cast("uchar")
    return picture


def _shrunk(pixels: NDArray[np.uint8], reduction: int) -> NDArray[np.uint8]:
    """Premultiplied RGBA with each side divided by `reduction`, rounded up: means of squares."""
    height, width = pixels.shape[:2]
    picture = pyvips.Image.new_from_memory(pixels, width, height, 4, "uchar")
    shrunk: NDArray[np.uint8] = _reduce(picture, reduction).numpy()
    return shrunk


def _decode_jpeg(encoded: bytes, reduction: int) -> NDArray[np.uint8] | None:
    """RGBA straight from libjpeg-turbo; None for what libvips has to look at: inks, faults, and what is too large."""
    try:
        height, width, colours, _ = simplejpeg.decode_jpeg_header(encoded)
        height, width = -(-height // reduction), -(-width // reduction)
        if reduction > _MOST_JPEG_REDUCTION or colours in _INKS or height * width > MOST_PIXELS_IN_MEMORY:
            return None
        pixels: NDArray[np.uint8] = simplejpeg.decode_jpeg(
            encoded, "RGBA", min_height=height, min_width=width, min_factor=reduction
        )
    except ValueError:
        return None
    return pixels


def _decode_with_alpha(picture: pyvips.Image, reduction: int) -> NDArray[np.uint8]:
    """Colours are weighted by their alpha before they are averaged, else transparent pixels leave fringes."""
    if reduction > 1:
        return _pixels_of(_reduce(picture.premultiply(), reduction).rint().cast("uchar"))
    pixels = _pixels_of(picture)
    step = max(1, _STRIP_PIXELS // picture.width)
    for top in range(0, picture.height, step):
        premultiply(pixels[top : top + step])
        release(pixels)
    return pixels


def _pixels_of(picture: pyvips.Image) -> NDArray[np.uint8]:
    """The pixels of an RGBA picture, in memory or in a file that is gone when they are."""
    if picture.width * picture.height <= MOST_PIXELS_IN_MEMORY:
        pixels: NDArray[np.uint8] = picture.numpy()
        return pixels
    with tempfile.TemporaryFile() as file:
        picture.rawsave_target(pyvips.Target.new_to_descriptor(file.fileno()))
        mapping = mmap.mmap(file.fileno(), 0)
    return np.ndarray((picture.height, picture.width, 4), np.uint8, mapping)


def _reduce(picture: pyvips.Image, reduction: int) -> pyvips.Image:
    """Means of squares; the last row and column are repeated to whole squares first, so that edges stay full."""
    if reduction == 1:
        return picture
    width = -(-picture.width // reduction) * reduction
    height = -(-picture.height // reduction) * reduction
    return picture.embed(0, 0, width, height, extend="copy").shrink(reduction, reduction)
