"""The hostile-input door: opens one uploaded file in a process of its own and leaves clean copies beside it.

`python -m monogram.images.door FOLDER MOST_PIXELS` reads `FOLDER/upload` and writes one JSON object to its output:
`{"refusal": …}` or the facts and the names of the copies. It must stay light and alone: no Django, no Skia, nothing
that holds a secret. It works under limits on memory, processor time, open files and file size, without network where
the kernel permits, and is killed by the clock of the parent (`monogram.images.examination`).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monogram.images.formats import LONGEST_HEAD, Format, sniff

if TYPE_CHECKING:
    import pyvips

UPLOAD = "upload"
LONGEST_SIDE = 30_000
MOST_FRAMES = 2_000
WORKING_SIDE = 1_600

_MOST_MEMORY = 4 << 30
_MOST_SECONDS = 20
_MOST_OPEN_FILES = 64
_LARGEST_FILE = 1 << 30
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000

_LOADERS = {
    Format.JPEG: "jpegload",
    Format.PNG: "pngload",
    Format.WEBP: "webpload",
    Format.AVIF: "heifload",
    Format.GIF: "gifload",
    Format.TIFF: "tiffload",
}
_DRAWN_FORMATS = frozenset({Format.PNG, Format.GIF})
"""Formats of flat colour and hard edges, which a JPEG copy would blur: their copies are PNGs."""
_PRINT_JPEG = {"Q": 95, "subsample_mode": "off", "optimize_coding": True, "keep": 0}
_PRINT_PNG = {"compression": 3, "filter": 4, "keep": 0}  # libvips' number of the Up filter
_WORKING_JPEG = {"Q": 90, "subsample_mode": "off", "optimize_coding": True, "keep": 0}
_WORKING_PNG = {"compression": 6, "keep": 0}
_ORIENTATION, _PROFILE = "orientation", "icc-profile-data"


class RefusedError(Exception):
    """The file may not come in; the argument is the reason's name for the parent."""


def limit_process() -> None:
    """Give up whatever a decoder that has been taken over could use. Called before any decoder is loaded."""
    for kind, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def examine(folder: Path, most_pixels: int) -> dict[str, Any]:
    """Open `folder/upload`, check it, and leave `print.*` and `working.*` there. Raises RefusedError, pyvips.Error."""
    path = folder / UPLOAD
    with path.open("rb") as file:
        found = sniff(file.read(LONGEST_HEAD))
    if found not in _LOADERS and found is not Format.HEIC:
        raise RefusedError("not_an_image")
    header = _heic_header(path) if found is Format.HEIC else _header(path, found)
    _check_header(header, most_pixels)
    untouched = found is Format.JPEG and _is_plain_srgb_jpeg(_load(path, found))
    picture = _upright_srgb(_heic_pixels(path)) if found is Format.HEIC else _decode(path, found)
    _check_header({"width": picture.width, "height": picture.height}, most_pixels)
    print_name = UPLOAD if untouched else _save(picture, folder / "print", is_drawn=found in _DRAWN_FORMATS)
    return {
        "format": found.name,
        "width": picture.width,
        "height": picture.height,
        "has_alpha": bool(picture.hasalpha()),
        "print_copy": print_name,
        **_save_working_copy(picture, folder, is_drawn=found in _DRAWN_FORMATS),
    }


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

    return pi_heif.open_heif(path, convert_hdr_to_8bit=True)


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
    image = _to_srgb(image).copy_memory().autorot()
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


def _save(picture: pyvips.Image, target: Path, *, is_drawn: bool) -> str:
    """The print copy. Transparency and drawings need PNG; a photograph is kept at 95 without colour subsampling."""
    if picture.hasalpha() or is_drawn:
        name = f"{target.name}.png"
        picture.pngsave(str(target.with_name(name)), **_PRINT_PNG)
    else:
        name = f"{target.name}.jpg"
        picture.jpegsave(str(target.with_name(name)), **_PRINT_JPEG)
    return name


def _save_working_copy(picture: pyvips.Image, folder: Path, *, is_drawn: bool) -> dict[str, Any]:
    """The browser's copy, at most 1,600 px a side."""
    small = picture.thumbnail_image(WORKING_SIDE, height=WORKING_SIDE, size="down")
    if small.hasalpha() or is_drawn:
        name = "working.png"
        small.pngsave(str(folder / name), **_WORKING_PNG)
    else:
        name = "working.jpg"
        small.jpegsave(str(folder / name), **_WORKING_JPEG)
    return {"working_copy": name, "working_width": small.width, "working_height": small.height}


def main(arguments: list[str]) -> None:
    """See the module."""
    folder, most_pixels = Path(arguments[0]), int(arguments[1])
    os.environ["VIPS_CONCURRENCY"] = "1"
    limit_process()
    import pyvips

    pyvips.block_untrusted_set(True)
    pyvips.cache_set_max(0)
    try:
        answer = examine(folder, most_pixels)
    except RefusedError as refusal:
        answer = {"refusal": str(refusal)}
    except MemoryError:
        answer = {"refusal": "too_demanding"}
    except (pyvips.Error, ValueError, EOFError, RuntimeError, OSError) as error:
        answer = {"refusal": "corrupt", "detail": str(error)[:500]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
