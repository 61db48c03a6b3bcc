"""Files that are two things at once: the first bytes decide, and of the second nothing travels on."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo
from pytest_django import Settings
from tests.images import pictures, vectors

from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images import errors
from monogram.images.services import accept_upload

pytestmark = pytest.mark.django_db

SCRIPT = b"<html><script>alert('here')</script></html>"


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as content:
        content.writestr("alert('here').class", b"alert('here')")
    return file.getvalue()


def png_with_text() -> bytes:
    notes = PngInfo()
    notes.add_text("Comment", SCRIPT.decode())
    notes.add_text("Title", SCRIPT.decode(), zip=True)
    return pictures.encoded("PNG", pnginfo=notes)


def gif_that_is_a_script() -> bytes:
    """`GIF89a/*…*/=…`: the width reads as a comment, and a script stands in GIF's own comment and behind its end."""
    whole = bytearray(pictures.encoded("GIF", comment=b"*/=1;alert('here');/*"))
    return bytes(whole) + b"*/=1;alert('here');"


POLYGLOTS = {
    "a JPEG with an archive behind it": pictures.encoded("JPEG", quality=90) + archive(),
    "a JPEG with a PDF in its comment": pictures.encoded("JPEG", quality=90, comment=vectors.pdf(b"alert('here')")),
    "a PNG with a page in its text": png_with_text(),
    "a PNG with an archive behind it": pictures.encoded("PNG") + archive(),
    "a GIF that is a script": gif_that_is_a_script(),
    "a WebP with a page as its XMP": pictures.encoded("WEBP", lossless=True, xmp=SCRIPT),
    "a TIFF with a page as its description": pictures.encoded("TIFF", tiffinfo={270: SCRIPT.decode()}),
    "an AVIF with a page as its XMP": pictures.encoded("AVIF", quality=95, xmp=SCRIPT),
    "an SVG that is a page": vectors.svg(SCRIPT.decode() + '<rect width="9" height="9"/>'),
    "a PDF with an archive behind it": vectors.pdf(b"0 0 50 50 re f % alert('here')") + archive(),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_nothing_of_the_second_is_in_any_copy(retailer: Company, name: str) -> None:
    content = POLYGLOTS[name]

    image = accept_upload(company=retailer, file_name="a.html", content=content)

    assert files.read(image.original) == content
    for key in filter(None, (image.print_copy, image.working_copy, image.drawing)):
        copy = files.read(key)
        assert b"here" not in copy
        assert b"script" not in copy.lower()
        assert not zipfile.is_zipfile(io.BytesIO(copy))


def test_the_first_bytes_decide_not_the_name(retailer: Company) -> None:
    image = accept_upload(company=retailer, file_name="a.pdf", content=pictures.encoded("PNG"))

    assert image.media_type == "image/png"
    assert Path(image.original).suffix == ".png"


def test_a_picture_that_begins_like_another_is_neither(retailer: Company) -> None:
    with pytest.raises(errors.ImageCorruptError):
        accept_upload(company=retailer, file_name="a.jpg", content=b"\xff\xd8\xff" + pictures.encoded("PNG"))


def test_of_animations_the_first_frame_comes_in(retailer: Company) -> None:
    first, second = Pillow.fromarray(pictures.quarters()), Pillow.new("RGB", (pictures.WIDTH, pictures.HEIGHT))
    for kind in ("WEBP", "AVIF", "TIFF", "PNG"):
        file = io.BytesIO()
        first.save(file, kind, save_all=True, append_images=[second], quality=95)

        image = accept_upload(company=retailer, file_name="a", content=file.getvalue())

        assert (image.width, image.height) == (pictures.WIDTH, pictures.HEIGHT)
        corner = Pillow.open(io.BytesIO(files.read(image.print_copy))).convert("RGB").getpixel((9, 9))
        assert isinstance(corner, tuple)
        assert max(abs(found - wanted) for found, wanted in zip(corner, pictures.RED, strict=True)) < 30


def png_of_size(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "content",
    [
        png_of_size(0, 0),
        png_of_size(0, 9),
        b"GIF89a" + bytes(20),
        pictures.lying_jpeg(0, 0),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>',
    ],
    ids=["PNG", "PNG without width", "GIF", "JPEG", "SVG"],
)
def test_pictures_of_no_size_are_refused(retailer: Company, content: bytes) -> None:
    with pytest.raises((errors.ImageCorruptError, errors.VectorFileError)):
        accept_upload(company=retailer, file_name="a", content=content)
