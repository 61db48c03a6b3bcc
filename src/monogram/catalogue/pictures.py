"""Browser-size copies of a view's photo, masks and maps. Pure: bytes in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass

import pyvips

from monogram.catalogue.errors import PictureUnreadableError

LONGEST_SIDE = 1200
"""Pixels of a copy's longer side at most: twice the 600 CSS pixels at which a product is shown."""


_LOADERS = {"jpegload_buffer", "pngload_buffer", "webpload_buffer", "tiffload_buffer"}


@dataclass(frozen=True)
class PictureCopy:
    """A WebP of `width` × `height` pixels."""

    content: bytes
    width: int
    height: int


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, PNG, WebP or TIFF as it is shown. Raises PictureUnreadableError."""
    try:
        picture = pyvips.Image.new_from_buffer(content, "")
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error
    if picture.get("vips-loader") not in _LOADERS:
        raise PictureUnreadableError("Use a JPEG, PNG, WebP or TIFF picture.")
    turned = picture.get_typeof("orientation") != 0 and picture.get("orientation") >= 5
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


def copy_photo(content: bytes) -> PictureCopy:
    """A photo at most `LONGEST_SIDE` long, upright, in sRGB. Raises PictureUnreadableError."""
    try:
        picture = pyvips.Image.thumbnail_buffer(content, LONGEST_SIDE, size="down", output_profile="srgb")
        webp = picture.webpsave_buffer(Q=88, smart_subsample=True, effort=4)
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error
    return PictureCopy(webp, picture.width, picture.height)


def copy_map(content: bytes, *, width: int, height: int) -> PictureCopy:
    """A mask or shading map as grey, at exactly the size of the photo's copy. Raises PictureUnreadableError.

    Near-lossless, since a lossy codec rings along a mask's edge and the tint would bleed there.
    """
    try:
        picture = pyvips.Image.thumbnail_buffer(content, width, height=height, size="force")
        grey = picture.flatten(background=0) if picture.hasalpha() else picture
        webp = grey.colourspace("b-w").cast("uchar").webpsave_buffer(near_lossless=True, Q=80, effort=4)
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error
    return PictureCopy(webp, width, height)
