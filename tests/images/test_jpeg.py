"""JPEGs that are printed as they came: the compressed picture stays, all else goes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL.ExifTags import Base
from pytest_django import Settings
from tests.images import pictures

from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.jpeg import without_metadata
from monogram.images.services import accept_upload

SEGMENT = b"\xff\xfe\x00\x10a comment here"
PLAIN = pictures.encoded("JPEG", quality=80)


def pixels(content: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(Pillow.open(io.BytesIO(content)))


def with_everything() -> bytes:
    """What a camera writes, a comment, and a whole ZIP and a script behind the end."""
    exif = Pillow.Exif()
    exif[Base.ImageDescription] = "taken at home"
    content = pictures.encoded(
        "JPEG",
        quality=80,
        progressive=True,
        exif=exif,
        comment=b"a comment",
        xmp=b"<x:xmpmeta>secret</x:xmpmeta>",
        icc_profile=b"sRGB IEC61966-2.1" + bytes(200),
    )
    return content + b"PK\x03\x04<script>alert(1)</script>%PDF-1.7"


@pytest.mark.parametrize(
    "options",
    [{}, {"progressive": True}, {"subsampling": 0}, {"optimize": True}, {"restart_marker_blocks": 2}],
    ids=str,
)
def test_a_plain_jpeg_stays_to_the_byte(options: dict[str, object]) -> None:
    content = pictures.encoded("JPEG", None, quality=90, **options)

    assert without_metadata(content) == content


def test_what_is_beside_and_behind_the_picture_goes() -> None:
    content = with_everything()

    clean = without_metadata(content)

    assert np.array_equal(pixels(clean), pixels(content))
    assert clean.endswith(b"\xff\xd9")
    for secret in (b"taken at home", b"a comment", b"secret", b"PK\x03\x04", b"script", b"PDF", b"Exif"):
        assert secret in content
        assert secret not in clean
    assert b"sRGB IEC61966-2.1" in clean
    assert without_metadata(clean) == clean


def test_fill_bytes_before_a_marker_are_taken() -> None:
    assert without_metadata(PLAIN[:2] + b"\xff\xff" + SEGMENT + PLAIN[2:]) == PLAIN


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8", PLAIN[:-2], PLAIN[:40], b"\xff\xd8\xff\xe0\x00\x01", b"\xff\xd8nothing", PLAIN[2:],
     b"\xff\xd8\xff\xe0\xff\xff" + bytes(9)],
)  # fmt: skip
def test_what_is_not_built_as_a_jpeg_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"JPEG|marker|segment|scan"):
        without_metadata(content)


@given(st.binary(max_size=60), st.integers(0, len(PLAIN)))
def test_whatever_bytes_are_a_jpeg_or_refused(inserted: bytes, place: int) -> None:
    try:
        clean = without_metadata(PLAIN[:place] + inserted + PLAIN[place:])
    except ValueError:
        return
    assert without_metadata(clean) == clean


@pytest.mark.django_db
def test_only_the_picture_is_printed_and_the_original_is_kept(
    retailer: Company, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    content = with_everything()

    image = accept_upload(company=retailer, file_name="a.jpg", content=content)

    assert files.read(image.original) == content
    assert files.read(image.print_copy) == without_metadata(content)
    assert b"secret" not in files.read(image.working_copy)
