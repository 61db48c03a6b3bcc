"""ICC profiles: the one that all artwork is in, and the press profiles that printers hand out.

No press profile comes with Monogram: a printing condition is the printer's to name, and its profile the printer's to
give. What is given is read here before anything is made with it.
"""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray

MOST_BYTES = 32_000_000
_HEADER = 128
_SIGNATURE = b"acsp"
_OUTPUT_DEVICE = b"prtr"
_CMYK = b"CMYK"
_CURVE_POINTS = 1024
_D50 = 0xF6D6, 0x10000, 0xD32D
_FROM_PROCESS, _TO_PROCESS = b"A2B0", b"B2A0"


class ProfileError(ValueError):
    """Bytes that are no ICC profile, or not one of a CMYK printing condition; the message says which."""


@dataclass(frozen=True, slots=True)
class PressProfile:
    """The colours of a CMYK printing condition. Made by `read_press_profile`."""

    content: bytes
    description: str
    """What the profile calls itself."""


@cache
def srgb_profile() -> bytes:
    """The profile of sRGB."""
    return bytes(pyvips.Operation.call("profile_load", "srgb"))


@cache
def grey_profile() -> bytes:
    """The profile of greys that are as light as sRGB's (ICC version 2, a monochrome display)."""
    levels = np.linspace(0, 1, _CURVE_POINTS)
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    curve = np.rint(linear * 65535).astype(">u2").tobytes()
    name = b"sRGB grey\0"
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + b"No copyright\0",
        b"wtpt": b"XYZ " + struct.pack(">IIII", 0, *_D50),
        b"kTRC": b"curv" + struct.pack(">II", 0, _CURVE_POINTS) + curve,
    }
    place = _HEADER + 4 + 12 * len(tags)
    table, content = struct.pack(">I", len(tags)), b""
    for tag, value in tags.items():
        table += struct.pack(">4sII", tag, place + len(content), len(value))
        content += value + bytes(-len(value) % 4)
    header = struct.pack(
        ">II4s4s4s4s12s4s28xIII", place + len(content), 0, b"\x02\x10\0\0", b"mntr", b"GRAY", b"XYZ ",
        struct.pack(">6H", 2026, 1, 1, 0, 0, 0), _SIGNATURE, *_D50,
    )  # fmt: skip
    return header.ljust(_HEADER, b"\0") + table + content


@lru_cache(maxsize=4)
def read_press_profile(content: bytes) -> PressProfile:
    """A CMYK output profile, proved by converting white with it. Raises ProfileError."""
    if not _HEADER + 4 <= len(content) <= MOST_BYTES or content[36:40] != _SIGNATURE:
        raise ProfileError("the press profile is not an ICC profile")
    if struct.unpack_from(">I", content)[0] != len(content):
        raise ProfileError("the press profile is cut short or has something behind it")
    if content[12:16] != _OUTPUT_DEVICE:
        raise ProfileError("the press profile is not that of an output device (class prtr)")
    if content[16:20] != _CMYK:
        raise ProfileError("the press profile is not one of CMYK inks")
    tags = _tags(content)
    if not {_FROM_PROCESS, _TO_PROCESS} <= tags.keys():
        raise ProfileError("the press profile lacks its tables (A2B0 and B2A0)")
    profile = PressProfile(content, _description(tags.get(b"desc", b"")))
    with on_disk(profile) as path:
        white = pyvips.Image.new_from_array(np.full((1, 1, 3), 255, np.uint8), interpretation="srgb")
        try:
            to_cmyk(white, path).numpy()
        except pyvips.Error as error:
            raise ProfileError(f"the press profile cannot be used: {error}") from error
    return profile


@contextmanager
def on_disk(profile: PressProfile) -> Iterator[Path]:
    """The profile in a file of its own, for as long as the context lasts: libvips takes profiles by name alone."""
    handle, name = tempfile.mkstemp(suffix=".icc")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(profile.content)
        yield Path(name)
    finally:
        Path(name).unlink()


def to_cmyk(picture: pyvips.Image, profile: Path) -> pyvips.Image:
    """An sRGB picture in the inks of a press: relative colorimetric, black point compensated. 255 is full ink."""
    return picture.icc_transform(
        str(profile), input_profile="srgb", intent="relative", black_point_compensation=True
    )  # fmt: skip


def colours_to_cmyk(colours: NDArray[np.uint8], profile: Path) -> NDArray[np.uint8]:
    """(n, 3) sRGB colours as (n, 4) inks; black itself is black ink alone, so that type does not need four plates."""
    picture = pyvips.Image.new_from_array(np.ascontiguousarray(colours)[np.newaxis], interpretation="srgb")
    inks: NDArray[np.uint8] = to_cmyk(picture, profile).numpy().reshape(-1, 4).copy()
    inks[(colours == 0).all(axis=1)] = (0, 0, 0, 255)
    return inks


def _tags(content: bytes) -> dict[bytes, bytes]:
    """The profile's table of contents. Raises ProfileError where it points outside the profile."""
    (count,) = struct.unpack_from(">I", content, _HEADER)
    if _HEADER + 4 + 12 * count > len(content):
        raise ProfileError("the press profile has a broken table of contents")
    tags = {}
    for number in range(count):
        name, start, length = struct.unpack_from(">4sII", content, _HEADER + 4 + 12 * number)
        if start + length > len(content):
            raise ProfileError("the press profile has a broken table of contents")
        tags[name] = content[start : start + length]
    return tags


def _description(tag: bytes) -> str:
    """The text of a `desc` tag: ASCII in version 2, the first of its languages in version 4."""
    text = ""
    if tag.startswith(b"desc") and len(tag) >= 12:
        (length,) = struct.unpack_from(">I", tag, 8)
        text = tag[12 : 12 + length].decode("ascii", "replace")
    elif tag.startswith(b"mluc") and len(tag) >= 28:
        length, start = struct.unpack_from(">II", tag, 20)
        text = tag[start : start + length].decode("utf-16-be", "replace")
    printable = "".join(character for character in text if character.isprintable()).strip()
    return printable or "unnamed profile"
