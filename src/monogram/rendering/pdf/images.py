"""Pictures as image XObjects: a JPEG's bytes as they are wherever that is right, else pixels without loss."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pikepdf
import pyvips
from isal import isal_zlib
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf

from monogram.geometry.matrices import Matrix
from monogram.geometry.units import MM_PER_INCH
from monogram.layout.operations import Adjustment
from monogram.rendering.originals import JPEG_QUALITY, Originals, is_tonal
from monogram.rendering.pdf.colours import CmykColours, Colours
from monogram.rendering.pdf.content import numbers
from monogram.rendering.pictures import PictureError
from monogram.rendering.profiles import grey_profile

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)

_A_HAIR = 1.001
"""A photograph that was cut to the cap before is not resampled for its rounding."""
_BLOCK = 512 * 1024
_UP_FILTER = 2


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image XObject, and which part of it belongs on the operation's unit square."""

    image: pikepdf.Object
    crop: Crop


@dataclass(frozen=True, slots=True)
class _Wish:
    """One picture as one operation draws it: the key under which it is kept."""

    picture: str
    crop: Crop
    """The whole unless it is cut before it is resampled."""
    size: tuple[int, int] | None
    """Pixels to resample to."""
    adjustments: tuple[Adjustment, ...]


class ImageShelf:
    """The pictures of one file in one way of colour, each put in once for each use that needs other pixels."""

    def __init__(self, pdf: Pdf, originals: Originals, colours: Colours, *, cap: float | None) -> None:
        self.has_alpha = False
        """Whether a picture with a soft mask is among them."""
        self._pdf = pdf
        self._originals = originals
        self._colours = colours
        self._cap = cap
        self._greys: pikepdf.Object | None = None
        self._images: dict[_Wish, pikepdf.Object] = {}

    def place(
        self, picture: str, *, crop: Crop, matrix: Matrix, adjustments: tuple[Adjustment, ...] = ()
    ) -> PlacedImage:  # fmt: skip
        """The picture for drawing `crop` of it over the unit square that `matrix` maps to mm. Raises PictureError."""
        size = self._capped(picture, crop, matrix)
        wish = _Wish(picture, WHOLE if size is None else crop, size, adjustments)
        if wish not in self._images:
            self._images[wish] = self._make(wish)
        return PlacedImage(self._images[wish], crop if size is None else WHOLE)

    def _capped(self, picture: str, crop: Crop, matrix: Matrix) -> tuple[int, int] | None:
        """The pixels that the cap leaves of a crop; None where it leaves all."""
        if self._cap is None:
            return None
        header = self._originals.header(picture)
        across, down = header.width * crop[2], header.height * crop[3]
        a, b, c, d = matrix[:4]
        most = [np.hypot(*side) / MM_PER_INCH * self._cap for side in ((a, b), (c, d))]
        if across <= most[0] * _A_HAIR and down <= most[1] * _A_HAIR:
            return None
        return max(1, min(round(across), round(most[0]))), max(1, min(round(down), round(most[1])))

    def _make(self, wish: _Wish) -> pikepdf.Object:
        if self._colours.keeps_jpeg and wish.size is None and not wish.adjustments:
            jpeg = self._originals.whole_jpeg(wish.picture)
            if jpeg is not None:
                return self._kept(jpeg, self._originals.header(wish.picture))
        picture = self._originals.pixels(wish.picture, wish.adjustments)
        is_photo = self._originals.is_photo(wish.picture) and is_tonal(wish.adjustments)
        try:
            return self._encode(_resampled(picture, wish), is_photo=is_photo)
        except pyvips.Error as error:
            raise PictureError(f"a picture cannot be decoded: {error}") from error

    def _kept(self, jpeg: bytes, header: pyvips.Image) -> pikepdf.Object:
        """The JPEG's own bytes."""
        space = self._colours.space if header.bands == 3 else self._grey_space()
        return _image(self._pdf, jpeg, header.width, header.height, ColorSpace=space, Filter=Name.DCTDecode)

    def _grey_space(self) -> pikepdf.Object:
        if self._greys is None:
            profile = self._pdf.make_indirect(pikepdf.Stream(self._pdf, grey_profile(), N=1))
            self._greys = self._pdf.make_indirect(Array([Name.ICCBased, profile]))
        return self._greys

    def _encode(self, picture: pyvips.Image, *, is_photo: bool) -> pikepdf.Object:
        """An sRGB picture, with its alpha as a soft mask: photographs as JPEG, all else without loss."""
        mask = None
        if picture.hasalpha():
            alpha, picture = picture[3], picture[0:3]
            if alpha.min() < 255:
                self.has_alpha = True
                mask = flat_image(self._pdf, alpha.numpy(), Name.DeviceGray)
        coloured = self._colours.picture(picture.copy(interpretation="srgb"))
        if is_photo and mask is None and coloured.bands > 1:
            return self._jpeg(coloured)
        extra = {} if mask is None else {"SMask": mask}
        return flat_image(self._pdf, coloured.numpy(), self._colours.space, **extra)

    def _jpeg(self, picture: pyvips.Image) -> pikepdf.Object:
        content = picture.jpegsave_buffer(Q=JPEG_QUALITY, keep="none")
        # JPEGs hold CMYK upside down, as Photoshop began it; PDF has to be told.
        extra: dict[str, object] = {"Decode": numbers((1, 0) * 4)} if isinstance(self._colours, CmykColours) else {}
        extra["ColorSpace"] = self._colours.space
        return _image(self._pdf, content, picture.width, picture.height, Filter=Name.DCTDecode, **extra)


def flat_image(pdf: Pdf, pixels: NDArray[np.uint8], space: pikepdf.Object, **extra: object) -> pikepdf.Object:
    """Pixels without loss, (height, width) or (height, width, channels), as an image XObject in `space`."""
    height, width = pixels.shape[:2]
    channels = pixels.size // (height * width)
    parameters = Dictionary(Predictor=15, Colors=channels, BitsPerComponent=8, Columns=width)
    rows = deflate_rows(pixels.reshape(height, -1))
    return _image(
        pdf, rows, width, height, ColorSpace=space, Filter=Name.FlateDecode, DecodeParms=parameters, **extra
    )  # fmt: skip


def _image(pdf: Pdf, content: bytes, width: int, height: int, **entries: object) -> pikepdf.Object:
    kind = {"Type": Name.XObject, "Subtype": Name.Image, "BitsPerComponent": 8}
    return pdf.make_indirect(pikepdf.Stream(pdf, content, Width=width, Height=height, **kind, **entries))


def deflate_rows(rows: NDArray[np.uint8]) -> bytes:
    """PNG's Up filter and zlib: what FlateDecode with predictor 15 takes. `rows` is (height, bytes a row).

    ISA-L runs in a thread that ends with the picture, for the reason that `monogram.rendering.png` gives.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_deflate, np.ascontiguousarray(rows)).result()


def _deflate(rows: NDArray[np.uint8]) -> bytes:
    height, row_bytes = rows.shape
    compressor = isal_zlib.compressobj(1)
    step = max(1, _BLOCK // row_bytes)
    parts = []
    for start in range(0, height, step):
        end = min(height, start + step)
        filtered = np.empty((end - start, row_bytes + 1), dtype=np.uint8)
        filtered[:, 0] = _UP_FILTER
        filtered[:, 1:] = rows[start:end]
        filtered[1:, 1:] -= rows[start : end - 1]
        if start:
            filtered[0, 1:] -= rows[start - 1]
        parts.append(compressor.compress(filtered.reshape(-1)))
    return b"".join([*parts, compressor.flush()])


def _resampled(picture: pyvips.Image, wish: _Wish) -> pyvips.Image:
    """The crop at the size that is wished for; colours are weighted by their alpha on the way."""
    if wish.size is None:
        return picture
    x, y, width, height = wish.crop
    left, top = round(x * picture.width), round(y * picture.height)
    across = max(1, min(round(width * picture.width), picture.width - left))
    down = max(1, min(round(height * picture.height), picture.height - top))
    part = picture.crop(min(left, picture.width - 1), min(top, picture.height - 1), across, down)
    horizontal, vertical = wish.size[0] / across, wish.size[1] / down
    if not part.hasalpha():
        return part.resize(horizontal, vscale=vertical)
    return part.premultiply().resize(horizontal, vscale=vertical).unpremultiply().rint().cast("uchar")
