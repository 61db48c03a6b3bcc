"""Pictures at their full size, for files that hold them and leave the resampling to whoever prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.geometry.paths import Bounds
from monogram.geometry.units import mm_to_px
from monogram.layout.operations import Adjustment
from monogram.rendering.pictures import PictureError, decode_grey
from monogram.rendering.tone import adjust

JPEG_QUALITY = 95
_JPEG_MAGIC, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


class Originals:
    """The encoded pictures of one scene. Every method raises PictureError for one that is missing or broken."""

    def __init__(self, encoded: Mapping[str, bytes]) -> None:
        self._encoded = encoded
        self._headers: dict[str, pyvips.Image] = {}

    def encoded(self, picture: str) -> bytes:
        """The picture's bytes."""
        try:
            return self._encoded[picture]
        except KeyError:
            raise PictureError(f"the picture {picture} is missing") from None

    def is_photo(self, picture: str) -> bool:
        """Whether it has been compressed with loss before, so that a little more does no harm."""
        return self.encoded(picture).startswith(_JPEG_MAGIC)

    def header(self, picture: str) -> pyvips.Image:
        """Its size and channels; no pixel has been decoded."""
        if picture not in self._headers:
            self._headers[picture] = _open(self.encoded(picture))
        return self._headers[picture]

    def whole_jpeg(self, picture: str) -> bytes | None:
        """The bytes of a JPEG that may be handed on as they are: grey or sRGB, and not cut short. None for others."""
        if not self.is_photo(picture) or self.header(picture).bands not in (1, 3):
            return None
        encoded = self.encoded(picture)
        if not encoded.endswith(_JPEG_END):
            try:
                self.header(picture).avg()  # decodes all of it, and fails where the file ends too soon
            except pyvips.Error as error:
                raise PictureError(f"a picture cannot be decoded: {error}") from error
        return encoded

    def pixels(self, picture: str, adjustments: Sequence[Adjustment] = ()) -> pyvips.Image:
        """sRGB, 8 bits, with straight alpha where it has any, its tone changed."""
        image = _open(self.encoded(picture))
        try:
            if image.interpretation != "srgb" or image.format != "uchar":
                image = image.colourspace("srgb").cast("uchar")
            return _adjusted(image, adjustments) if adjustments else image.copy_memory()
        except pyvips.Error as error:
            raise PictureError(f"a picture cannot be decoded: {error}") from error


def is_tonal(adjustments: Sequence[Adjustment]) -> bool:
    """Whether a photograph is still one after them: a threshold leaves hard edges, which JPEG blurs."""
    return all(adjustment.threshold is None for adjustment in adjustments)


def extended_mask(
    mask: bytes, *, width: float, height: float, bleed: float, dpi: float
) -> tuple[NDArray[np.uint8], Bounds]:
    """A mask of the trimmed area whose edges go on into the bleed, and the box in mm that it then covers.

    A coarse one is smoothed to `dpi`: many a RIP repeats the pixels of a coarse picture, which shows as stairs.
    Raises PictureError.
    """
    grey = decode_grey(mask)
    finer = mm_to_px(width, dpi) / grey.shape[1]
    if finer > 1:
        grey = pyvips.Image.new_from_array(grey).resize(finer, kernel="linear").numpy()
    step_x, step_y = width / grey.shape[1], height / grey.shape[0]
    across, down = (int(np.ceil(bleed / step)) for step in (step_x, step_y))
    padded = np.pad(grey, ((down, down), (across, across)), mode="edge")
    left, top = -across * step_x, -down * step_y
    return padded, (left, top, width - left, height - top)


def _open(encoded: bytes) -> pyvips.Image:
    try:
        return pyvips.Image.new_from_buffer(encoded, "", fail_on="truncated")
    except pyvips.Error as error:
        raise PictureError(f"a picture cannot be decoded: {error}") from error


def _adjusted(image: pyvips.Image, adjustments: Sequence[Adjustment]) -> pyvips.Image:
    pixels: NDArray[np.uint8] = (image if image.hasalpha() else image.bandjoin(255)).numpy()
    height, width = pixels.shape[:2]
    changed = pyvips.Image.new_from_memory(adjust(pixels, adjustments), width, height, 4, "uchar")
    return (changed if image.hasalpha() else changed[0:3]).copy(interpretation="srgb")
