"""Files that must not come in: each is refused in words, and leaves no row and no file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.images import pictures

from monogram.companies.models import Company
from monogram.images import errors
from monogram.images.formats import Format, sniff
from monogram.images.models import Image
from monogram.images.services import accept_upload

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'


@pytest.fixture(autouse=True)
def nothing_is_left(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After each refusal: no row, no stored file, no temporary folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    yield
    assert not Image.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def assert_refused(
    company: Company, content: bytes, error: type[errors.ImageRefusedError], name: str = "a.jpg"
) -> None:
    with pytest.raises(errors.ImageRefusedError) as caught:
        accept_upload(company=company, file_name=name, content=content)
    assert type(caught.value) is error
    assert caught.value.text.endswith(".")


def test_no_bytes_at_all(retailer: Company) -> None:
    assert_refused(retailer, b"", errors.ImageEmptyError)


@pytest.mark.parametrize(
    "content", [b"Dear shop,\n", b"\x00" * 5000, b"GIF", b"\xff\xd8", b"RIFF\x00\x00\x00\x00WAVE", b"MZ" * 99]
)
def test_what_is_no_picture_whatever_its_name(retailer: Company, content: bytes) -> None:
    assert_refused(retailer, content, errors.NotAnImageError)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%stuff", b"junk\n%PDF-1.4", b"<svg><g></svg>", b"<?xml?><svg/>"])
def test_the_beginnings_of_drawings(retailer: Company, content: bytes) -> None:
    assert_refused(retailer, content, errors.ImageCorruptError)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_the_beginning_of_a_picture_is_not_the_picture(retailer: Company, kind: str, share: float) -> None:
    from numpy.random import default_rng

    whole = pictures.encoded(kind, default_rng(1).integers(0, 256, (150, 200, 3), dtype="uint8"))

    assert_refused(retailer, whole[: int(len(whole) * share)], errors.ImageCorruptError)


def test_half_a_heic(retailer: Company) -> None:
    whole = pictures.heic_of_quarters()

    assert_refused(retailer, whole[: len(whole) * 3 // 4], errors.ImageCorruptError)


def test_a_bomb_is_recognised_by_its_header(retailer: Company) -> None:
    bomb = pictures.png_bomb(20_000, 20_000)
    assert len(bomb) < 2_000_000

    assert_refused(retailer, bomb, errors.TooManyPixelsError, "bomb.png")


@pytest.mark.parametrize("size", [(12_000, 12_000), (31_000, 10)])
def test_more_pixels_than_are_taken(retailer: Company, size: tuple[int, int]) -> None:
    assert_refused(retailer, pictures.png_header_only(*size), errors.TooManyPixelsError)


def test_a_header_beyond_all_measure(retailer: Company) -> None:
    with pytest.raises((errors.ImageCorruptError, errors.TooManyPixelsError)):
        accept_upload(
            company=retailer, file_name="a.png", content=pictures.png_header_only(2_000_000_000, 2_000_000_000)
        )


def test_a_jpeg_that_lies_about_its_size(retailer: Company) -> None:
    assert_refused(retailer, pictures.lying_jpeg(65_500, 65_500), errors.TooManyPixelsError)
    assert_refused(retailer, pictures.lying_jpeg(8_000, 8_000), errors.ImageCorruptError)


@pytest.mark.parametrize(("size", "told"), [(60_000_000, 60), (40_000_001, 41)])
def test_a_file_of_too_many_bytes_is_told_the_limit(retailer: Company, size: int, told: int) -> None:
    with pytest.raises(errors.ImageTooLargeError, match=f"is {told} MB; the largest that we take is 40 MB"):
        accept_upload(company=retailer, file_name="a.jpg", content=b"\xff\xd8\xff" + bytes(size - 3))


def test_limits_come_from_the_settings(retailer: Company, settings: Settings) -> None:
    settings.MONOGRAM_UPLOAD_MAX_PIXELS = pictures.WIDTH * pictures.HEIGHT - 1
    assert_refused(retailer, pictures.encoded("PNG"), errors.TooManyPixelsError)
    settings.MONOGRAM_UPLOAD_MAX_BYTES = 100
    assert_refused(retailer, pictures.encoded("PNG"), errors.ImageTooLargeError)


def test_a_file_that_takes_too_long_is_ended_by_the_clock(retailer: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monogram.images.examination.WALL_CLOCK_SECONDS", 0.001)

    assert_refused(retailer, pictures.encoded("PNG"), errors.ImageTooDemandingError)


def test_codes_and_statuses() -> None:
    table = {error.code: error.http_status for error in vars(errors).values() if getattr(error, "code", 0)}

    assert table == {
        9001: 415, 9002: 413, 9003: 413, 9004: 400, 9005: 415, 9006: 400, 9007: 413, 9008: 400, 9009: 404,
        9010: 400, 9011: 413, 9012: 400, 9013: 400, 9014: 400, 9015: 429,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", Format.AVIF),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", Format.HEIC),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", None),
        (b"\xff\xff\xff\xffftypmp42", None),
        (b"<?xml version='1.0'?><rss/>", None),
        (b"", None),
    ],
)
def test_sniffing(head: bytes, expected: Format | None) -> None:
    assert sniff(head) is expected


def test_the_child_knows_neither_django_nor_skia_and_has_its_limits() -> None:
    program = (
        "import resource, sys; from monogram.images import door; door.limit_process();"
        "print([resource.getrlimit(kind)[0] for kind in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)],"
        " 'django' in sys.modules, 'skia' in sys.modules, 'numpy' in sys.modules)"
    )

    child = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)

    assert child.stdout.strip() == f"[{4 << 30}, 20, 64, 0] False False False"
