"""Encoded pictures into pixels. Only pictures that have passed the door (`monogram.images`) or are our own come here.

libvips decodes twice as fast as Skia's own codecs, refuses truncated files and can reduce while it decodes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum

import numpy as np
import pyvips
import skia
from numpy.typing import NDArray

from monogram.layout.operations import Adjustment
from monogram.rendering.tone import adjust

# Each picture is decoded once and kept by whoever asked; libvips' own cache would hold it a second time.
pyvips.cache_set_max(0)

_JPEG_MAGIC = b"\xff\xd8\xff"
_MOST_JPEG_REDUCTION = 8
_HAIR = 1e-4


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
    by_decoder = min(reduction, _MOST_JPEG_REDUCTION) if encoded.startswith(_JPEG_MAGIC) else 1
    rest = reduction // by_decoder
    try:
        picture = _open(encoded, by_decoder)
        if picture.hasalpha():
            return _decode_with_alpha(picture, rest)
        pixels: NDArray[np.uint8] = _reduce(picture, rest).bandjoin(255).numpy()
    except pyvips.Error as error:
        raise PictureError(f"a picture cannot be decoded: {error}") from error
    return pixels


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
    """Premultiplied RGBA into straight, in place (a second buffer costs 97 MB for a shirt); the array is given back."""
    height, width = pixels.shape[:2]
    premultiplied = skia.Pixmap(skia_info(width, height), pixels, width * 4)
    premultiplied.readPixels(skia.Pixmap(skia_info(width, height, is_premultiplied=False), pixels, width * 4))
    return pixels


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

    def __init__(self, encoded: Mapping[str, bytes], resampling: Resampling = Resampling.PRINT) -> None:
        self._encoded = encoded
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

    def _reduced(self, picture_id: str, reduction: int, adjustments: tuple[Adjustment, ...]) -> Picture:
        """Adjusted before it is reduced: a threshold of what has been averaged would be another picture."""
        if self.resampling is Resampling.PREVIEW and reduction > 1:
            return _halved(self.reduced_for(picture_id, 2 / reduction, adjustments))
        width, height = self.size(picture_id)
        if not adjustments:
            pixels = decode(self._bytes(picture_id), reduction=reduction)
        elif reduction == 1:
            pixels = premultiply(adjust(straighten(decode(self._bytes(picture_id))), adjustments))
        else:
            pixels = _shrunk(self.reduced_for(picture_id, 1, adjustments).pixels, reduction)
        return Picture(pixels, width / reduction, height / reduction)

    def _bytes(self, picture_id: str) -> bytes:
        try:
            return self._encoded[picture_id]
        except KeyError:
            raise PictureError(f"the picture {picture_id} is missing") from None


def _reduction(scale: float) -> int:
    """A side that is a hair over half of the picture's counts as half: the browser may find it a hair under."""
    return 1 if scale >= 1 or scale <= 0 else 2 ** int(math.log2(1 / scale) + _HAIR)


def _halved(picture: Picture) -> Picture:
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


def _decode_with_alpha(picture: pyvips.Image, reduction: int) -> NDArray[np.uint8]:
    """Colours are weighted by their alpha before they are averaged, else transparent pixels leave fringes."""
    if reduction == 1:
        return premultiply(picture.numpy())
    pixels: NDArray[np.uint8] = _reduce(picture.premultiply(), reduction).rint().cast("uchar").numpy()
    return pixels


def _reduce(picture: pyvips.Image, reduction: int) -> pyvips.Image:
    """Means of squares; the last row and column are repeated to whole squares first, so that edges stay full."""
    if reduction == 1:
        return picture
    width = -(-picture.width // reduction) * reduction
    height = -(-picture.height // reduction) * reduction
    return picture.embed(0, 0, width, height, extend="copy").shrink(reduction, reduction)
