"""Browser-size copies of a view's photo, masks and maps, and thumbnails. Pure: bytes in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass

import pyvips

from monogram.catalogue.errors import PictureUnreadableError

LONGEST_SIDE = 1200
"""Pixels of a copy's longer side at most: twice the 600 CSS pixels at which a product is shown."""

THUMBNAIL_SIDE = 360
"""Pixels of a thumbnail's longer side at most: a third of a phone's width on a fine screen."""

_LOADERS = {"jpegload_buffer", "pngload_buffer", "webpload_buffer", "tiffload_buffer"}


@dataclass(frozen=True)
class PictureCopy:
    """An encoded picture of `width` × `height` pixels; `suffix` is its kind of file."""

    content: bytes
    suffix: str
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
    """A photo at most `LONGEST_SIDE` long, upright, in sRGB, as WebP. Raises PictureUnreadableError."""
    try:
        picture = _small(content, LONGEST_SIDE)
        return PictureCopy(picture.webpsave_buffer(Q=90, effort=2), "webp", picture.width, picture.height)
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error


def copy_thumbnail(content: bytes, side: int) -> PictureCopy:
    """A picture at most `side` long, upright, in sRGB, as WebP that keeps its transparency.

    Raises PictureUnreadableError.
    """
    try:
        picture = _small(content, side)
        return PictureCopy(
            picture.webpsave_buffer(Q=82, alpha_q=90, effort=2, keep=0), "webp", picture.width, picture.height
        )
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error


def _small(content: bytes, side: int) -> pyvips.Image:
    """The picture at most `side` long, upright, in sRGB."""
    # Without a profile of its own it is sRGB already; converting all the same takes several times as long.
    has_profile = pyvips.Image.new_from_buffer(content, "").get_typeof("icc-profile-data") != 0
    to_srgb = {"output_profile": "srgb"} if has_profile else {}
    return pyvips.Image.thumbnail_buffer(content, side, size="down", **to_srgb)


def copy_mask(content: bytes, *, width: int, height: int) -> PictureCopy:
    """A mask as grey WebP, at exactly the size of the photo's copy. Raises PictureUnreadableError.

    Without loss, since a lossy codec rings along a mask's edge and the tint would bleed there.
    """
    try:
        grey = _grey(content, width, height)
        return PictureCopy(grey.webpsave_buffer(lossless=True, effort=4, keep=0), "webp", width, height)
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error


def copy_shade(content: bytes, *, width: int, height: int) -> PictureCopy:
    """A shading map as a browser lays it over a design: black that covers 1 − shading, as WebP.

    Half as wide and high as the photo's copy: it is drawn that large and has no edges. Raises PictureUnreadableError.
    """
    try:
        across, down = max(1, (width + 1) // 2), max(1, (height + 1) // 2)
        cover = _grey(content, across, down).linear(-1, 255).cast("uchar")
        black = (cover * 0).cast("uchar")
        shade = black.bandjoin([black, black, cover]).copy(interpretation="srgb")
        return PictureCopy(shade.webpsave_buffer(lossless=True, exact=True, effort=4, keep=0), "webp", across, down)
    except pyvips.Error as error:
        raise PictureUnreadableError(reason=str(error)) from error


def _grey(content: bytes, width: int, height: int) -> pyvips.Image:
    picture = pyvips.Image.thumbnail_buffer(content, width, height=height, size="force")
    opaque = picture.flatten(background=0) if picture.hasalpha() else picture
    return opaque.colourspace("b-w").cast("uchar")
