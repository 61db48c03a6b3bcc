"""Photographs and other pixels: from a hostile file to an upright sRGB picture. Runs in the door's child process."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monogram.images.copies import save_print_copy
from monogram.images.formats import Format
from monogram.images.jpeg import without_metadata
from monogram.images.refusals import RefusedError

if TYPE_CHECKING:
    import pyvips

LONGEST_SIDE = 30_000
MOST_FRAMES = 2_000

_LOADERS = {
    Format.JPEG: "jpegload",
    Format.PNG: "pngload",
    Format.WEBP: "webpload",
    Format.AVIF: "heifload",
    Format.GIF: "gifload",
    Format.TIFF: "tiffload",
}
RASTER_FORMATS = frozenset({*_LOADERS, Format.HEIC})
_DRAWN_FORMATS = frozenset({Format.PNG, Format.GIF})
"""Formats of flat colour and hard edges, which a JPEG copy would blur: their copies are PNGs."""
_ORIENTATION, _PROFILE = "orientation", "icc-profile-data"


def open_raster(path: Path, found: Format, most_pixels: int) -> tuple[pyvips.Image, str, bool]:
    """The picture, the name of its print copy beside the upload, and whether its copies are PNGs.

    Raises RefusedError, pyvips.Error.
    """
    header = _heic_header(path) if found is Format.HEIC else _header(path, found)
    _check_header(header, most_pixels)
    is_printable = found is Format.JPEG and _is_plain_srgb_jpeg(_load(path, found))
    picture = _upright_srgb(_heic_pixels(path)) if found is Format.HEIC else _decode(path, found)
    _check_header({"width": picture.width, "height": picture.height}, most_pixels)
    is_drawn = found in _DRAWN_FORMATS
    name = _clean_jpeg(path) if is_printable else None
    return picture, name or save_print_copy(picture, path.parent, is_drawn=is_drawn), is_drawn


def _clean_jpeg(path: Path) -> str | None:
    """The name of a JPEG with the same compressed picture and nothing else in it: the upload's own if it is one.

    None for a file that decoders take though it is not built as it should be.
    """
    content = path.read_bytes()
    try:
        clean = without_metadata(content)
    except ValueError:
        return None
    if clean == content:
        return path.name
    target = path.with_name("print.jpg")
    target.write_bytes(clean)
    return target.name


def _header(path: Path, found: Format) -> Mapping[str, int]:
    """Size and frames, without decoding a pixel."""
    import pyvips

    image = pyvips.Operation.call(_LOADERS[found], str(path), access="sequential")
    frames = image.get("n-pages") if image.get_typeof("n-pages") else 1
    return {"width": image.width, "height": image.height, "frames": frames}


def _heic_header(path: Path) -> Mapping[str, int]:
    width, height = _open_heic(path).size
    return {"width": width, "height": height}


def _check_header(header: Mapping[str, int], most_pixels: int) -> None:
    width, height = header["width"], header["height"]
    if width < 1 or height < 1:
        raise RefusedError("corrupt")
    if width * height > most_pixels or max(width, height) > LONGEST_SIDE or header.get("frames", 1) > MOST_FRAMES:
        raise RefusedError("too_many_pixels")


def _decode(path: Path, found: Format) -> pyvips.Image:
    """All pixels of the first frame, upright and in sRGB.

    A JPEG with less picture than its header promises is only a warning to libjpeg, like the harmless bytes that many
    cameras add. So it is read with all warnings as errors, and again without where none of them means loss.
    """
    import pyvips

    if found is Format.JPEG:
        try:
            return _upright_srgb(_load(path, found, fail_on="warning"))
        except pyvips.Error as error:
            if "premature end" in str(error).lower():
                raise RefusedError("corrupt") from error
    return _upright_srgb(_load(path, found))


def _load(path: Path, found: Format, *, fail_on: str = "error") -> pyvips.Image:
    """The first frame, not decoded yet. Without `fail_on` half a file would come out half grey."""
    import pyvips

    image: pyvips.Image = pyvips.Operation.call(_LOADERS[found], str(path), access="sequential", fail_on=fail_on)
    return image


def _open_heic(path: Path) -> Any:
    import pi_heif

    found = pi_heif.open_heif(path, convert_hdr_to_8bit=True)
    if len(found) == 0:
        raise RefusedError("corrupt")  # a container without a picture
    return found


def _heic_pixels(path: Path) -> pyvips.Image:
    """libheif turns the picture upright itself, so an EXIF orientation beside it must not turn it again."""
    import pyvips

    heif = _open_heic(path)
    width, height = heif.size
    bands = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}.get(heif.mode)
    if bands is None:
        raise RefusedError("not_an_image")
    pixels = bytes(heif.data)
    if heif.stride != width * bands:
        rows = (pixels[start : start + width * bands] for start in range(0, heif.stride * height, heif.stride))
        pixels = b"".join(rows)
    image: pyvips.Image = pyvips.Image.new_from_memory(pixels, width, height, bands, "uchar")
    image = image.copy(interpretation="srgb" if bands > 2 else "b-w")
    if profile := heif.info.get("icc_profile"):
        image.set_type(pyvips.GValue.blob_type, _PROFILE, profile)
    return image


def _is_plain_srgb_jpeg(image: pyvips.Image) -> bool:
    """Whether a JPEG can be printed as it came: upright, three channels, and sRGB by profile or for want of one."""
    upright = not image.get_typeof(_ORIENTATION) or image.get(_ORIENTATION) == 1
    return upright and image.bands == 3 and image.interpretation == "srgb" and _is_srgb_profile(image)


def _is_srgb_profile(image: pyvips.Image) -> bool:
    if not image.get_typeof(_PROFILE):
        return True
    profile = bytes(image.get(_PROFILE))
    name = "sRGB IEC61966-2.1"
    return name.encode("ascii") in profile or name.encode("utf-16-be") in profile


def _upright_srgb(image: pyvips.Image) -> pyvips.Image:
    """Decoded, in memory: 8-bit sRGB with three channels, a fourth only where something is really see-through."""
    image = _to_srgb(image).copy_memory()
    if image.get_typeof(_ORIENTATION) and image.get(_ORIENTATION) != 1:
        image = image.autorot().copy_memory()  # turned once, not for each copy that is made of it
    if image.hasalpha() and image[image.bands - 1].min() == 255:
        image = image.extract_band(0, n=image.bands - 1)
    return image


def _to_srgb(image: pyvips.Image) -> pyvips.Image:
    """Through the embedded profile; CMYK without one through libvips' own; otherwise the numbers are taken as sRGB."""
    import pyvips

    is_cmyk = image.interpretation == "cmyk"
    if is_cmyk or (image.get_typeof(_PROFILE) and not _is_srgb_profile(image)):
        with contextlib.suppress(pyvips.Error):  # a broken profile, or one of another kind of picture
            return _eight_bits(
                image.icc_transform(
                    "srgb",
                    embedded=True,
                    input_profile="cmyk" if is_cmyk else "srgb",
                    intent="relative",
                    black_point_compensation=True,
                    depth=8,
                )
            )
    return _eight_bits(image.colourspace("srgb"))


def _eight_bits(image: pyvips.Image) -> pyvips.Image:
    if image.bands not in {3, 4}:
        raise RefusedError("not_an_image")
    return image if image.format == "uchar" else image.cast("uchar")
