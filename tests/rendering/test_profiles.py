"""ICC profiles: those that we bring, and what is read from those that printers hand out."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from tests.rendering.pdf_files import press_profile

from monogram.rendering.profiles import colours_to_cmyk, grey_profile, on_disk, read_press_profile, srgb_profile


def test_our_greys_are_as_light_as_those_of_srgb() -> None:
    greys = Image.fromarray(np.arange(256, dtype=np.uint8).reshape(16, 16))
    profile = ImageCms.ImageCmsProfile(io.BytesIO(grey_profile()))

    shown = ImageCms.profileToProfile(greys, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")

    assert shown is not None
    assert np.array_equal(np.asarray(shown), np.asarray(greys)[..., np.newaxis].repeat(3, axis=2))
    assert struct.unpack_from(">I", grey_profile())[0] == len(grey_profile())


def test_our_srgb_changes_nothing_in_srgb() -> None:
    colours = Image.fromarray(np.random.default_rng(1).integers(0, 256, (16, 16, 3), dtype=np.uint8))
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))

    shown = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"))

    assert shown is not None
    assert np.abs(np.asarray(shown).astype(int) - np.asarray(colours)).max() <= 1


def renamed(tag: bytes) -> bytes:
    """The test's press profile with another `desc` tag, put at its end."""
    content = bytearray(press_profile() + tag)
    (count,) = struct.unpack_from(">I", content, 128)
    for number in range(count):
        place = 132 + 12 * number
        if content[place : place + 4] == b"desc":
            struct.pack_into(">II", content, place + 4, len(press_profile()), len(tag))
    struct.pack_into(">I", content, 0, len(content))
    return bytes(content)


@pytest.mark.parametrize(
    ("tag", "description"),
    [
        (b"desc\0\0\0\0\0\0\0\x09FOGRA39\n\0", "FOGRA39"),
        (b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x0e\0\0\0\x1c" + "Größe39".encode("utf-16-be"), "Größe39"),
        (b"text\0\0\0\0", "unnamed profile"),
        (b"desc", "unnamed profile"),
    ],
)
def test_a_profile_is_described_as_it_describes_itself(tag: bytes, description: str) -> None:
    assert read_press_profile(renamed(tag)).description == description


def test_white_is_paper_and_black_is_black_ink() -> None:
    with on_disk(read_press_profile(press_profile())) as path:
        inks = colours_to_cmyk(np.array([[255, 255, 255], [0, 0, 0]], dtype=np.uint8), path)

    assert inks.tolist() == [[0, 0, 0, 0], [0, 0, 0, 255]]


def test_the_profile_is_on_disk_only_while_it_is_needed() -> None:
    with on_disk(read_press_profile(press_profile())) as path:
        assert Path(path).read_bytes() == press_profile()

    assert not path.exists()
