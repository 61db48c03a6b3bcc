"""Pictures that come in: every format, upright, in sRGB, without what cameras write beside them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow
from pytest_django import Settings
from tests.images import pictures

from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.models import Image
from monogram.images.services import accept_upload

pytestmark = pytest.mark.django_db

COLOURS = np.array([pictures.RED, pictures.GREEN, pictures.BLUE, pictures.WHITE])


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def opened(key: str) -> Pillow.Image:
    return Pillow.open(io.BytesIO(files.read(key)))


def corners(key: str) -> NDArray[np.int64]:
    """The colours in the middle of the four quarters, clockwise from the top left."""
    picture = np.asarray(opened(key).convert("RGB")).astype(int)
    height, width = picture.shape[:2]
    places = ((1, 1), (3, 1), (3, 3), (1, 3))
    return np.array([picture[y * height // 4, x * width // 4] for x, y in places])


FILES = {
    "JPEG": (pictures.encoded("JPEG", quality=95, subsampling=0), "image/jpeg", 12),
    "PNG": (pictures.encoded("PNG"), "image/png", 0),
    "WebP": (pictures.encoded("WEBP", lossless=True), "image/webp", 12),
    "AVIF": (pictures.encoded("AVIF", quality=95), "image/avif", 30),
    "GIF": (pictures.encoded("GIF"), "image/gif", 0),
    "TIFF": (pictures.encoded("TIFF"), "image/tiff", 12),
    "HEIC": (pictures.heic_of_quarters(), "image/heic", 40),
    "turned HEIC of 10 bits": (pictures.turned_ten_bit_heic(), "image/heic", 2),
    "CMYK JPEG": (pictures.cmyk_jpeg(), "image/jpeg", 140),  # what no press can print
    "16-bit PNG": (pictures.sixteen_bit_png(), "image/png", 0),
    "turned JPEG": (pictures.turned_jpeg(), "image/jpeg", 12),
    "grey PNG as colours": (pictures.encoded("PNG", pictures.quarters()), "image/png", 0),
}


@pytest.mark.any_database
@pytest.mark.parametrize("kind", FILES)
def test_a_picture_of_any_format_comes_in_upright_and_in_its_colours(retailer: Company, kind: str) -> None:
    content, media_type, tolerance = FILES[kind]

    image = accept_upload(company=retailer, file_name="photo.jpg", content=content)

    assert (image.width, image.height) == (pictures.WIDTH, pictures.HEIGHT)
    assert (image.working_width, image.working_height) == (pictures.WIDTH, pictures.HEIGHT)
    assert (image.media_type, image.byte_size, image.has_alpha) == (media_type, len(content), False)
    assert files.read(image.original) == content
    for key in (image.print_copy, image.working_copy):
        assert opened(key).size == (pictures.WIDTH, pictures.HEIGHT)
        assert np.abs(corners(key) - COLOURS).max() <= tolerance


@pytest.mark.any_database
def test_an_upright_srgb_jpeg_is_printed_as_it_came(retailer: Company) -> None:
    image = accept_upload(company=retailer, file_name="a.jpg", content=pictures.encoded("JPEG", quality=80))

    assert image.print_copy == image.original


@pytest.mark.any_database
def test_a_wide_gamut_photograph_is_converted(retailer: Company) -> None:
    content = pictures.profiled_jpeg(pictures.display_p3_profile())

    image = accept_upload(company=retailer, file_name="phone.jpg", content=content)

    assert image.print_copy != image.original
    assert opened(image.print_copy).info.get("icc_profile") is None


@pytest.mark.any_database
def test_copies_carry_nothing_that_the_camera_wrote(retailer: Company) -> None:
    content = pictures.turned_jpeg()
    assert b"taken at home" in content

    image = accept_upload(company=retailer, file_name="a.jpg", content=content)

    for key in (image.print_copy, image.working_copy):
        assert b"taken at home" not in files.read(key)
        assert not opened(key).getexif()


@pytest.mark.any_database
@pytest.mark.parametrize("depth", [8, 16])
def test_transparency_is_kept_in_png_copies(retailer: Company, depth: int) -> None:
    pixels = np.concatenate([pictures.quarters(), np.full((pictures.HEIGHT, pictures.WIDTH, 1), 255, np.uint8)], axis=2)
    pixels[:, : pictures.WIDTH // 2, 3] = 128
    content = pictures.encoded("PNG", pixels) if depth == 8 else pictures.sixteen_bit_png(with_alpha=True)

    image = accept_upload(company=retailer, file_name="logo.png", content=content)

    assert image.has_alpha
    for key in (image.print_copy, image.working_copy):
        copy = opened(key)
        assert (copy.format, copy.mode) == ("PNG", "RGBA")
        assert np.array_equal(np.asarray(copy), pixels)


@pytest.mark.any_database
def test_an_alpha_channel_that_hides_nothing_is_dropped(retailer: Company) -> None:
    pixels = np.concatenate([pictures.quarters(), np.full((pictures.HEIGHT, pictures.WIDTH, 1), 255, np.uint8)], axis=2)

    image = accept_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG", pixels))

    assert not image.has_alpha
    assert opened(image.print_copy).mode == "RGB"


@pytest.mark.any_database
def test_a_working_copy_is_no_larger_than_the_browser_needs(retailer: Company) -> None:
    image = accept_upload(company=retailer, file_name="big.jpg", content=pictures.photograph(2400, 1200))

    assert (image.width, image.height) == (2400, 1200)
    assert (image.working_width, image.working_height) == (1600, 800)
    assert opened(image.working_copy).size == (1600, 800)


@pytest.mark.any_database
def test_of_an_animation_the_first_frame_comes_in(retailer: Company) -> None:
    frames = [Pillow.fromarray(pictures.quarters()), Pillow.new("RGB", (pictures.WIDTH, pictures.HEIGHT))]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])

    image = accept_upload(company=retailer, file_name="a.gif", content=file.getvalue())

    assert (image.width, image.height) == (pictures.WIDTH, pictures.HEIGHT)
    assert np.array_equal(corners(image.print_copy), COLOURS)


def test_the_same_bytes_get_a_new_id_over_the_same_files(retailer: Company, storage: Path) -> None:
    content = pictures.encoded("PNG")
    first = accept_upload(company=retailer, file_name="first.png", content=content)
    stored = sorted(path for path in storage.rglob("*") if path.is_file())

    second = accept_upload(company=retailer, file_name="second.png", content=content)

    assert second.pk != first.pk
    assert (second.file_name, second.source_url) == ("second.png", "")
    assert (second.original, second.print_copy, second.working_copy) == (
        first.original,
        first.print_copy,
        first.working_copy,
    )
    assert sorted(path for path in storage.rglob("*") if path.is_file()) == stored
    assert Image.objects.count() == 2


def test_another_companys_picture_is_not_taken_for_ones_own(retailer: Company, supplier: Company) -> None:
    content = pictures.encoded("PNG")

    first, second = (accept_upload(company=owner, file_name="a.png", content=content) for owner in (retailer, supplier))

    assert first.pk != second.pk
    assert (first.company, second.company) == (retailer, supplier)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Pictures\\cat.jpg", "cat.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.png", "ab.png"),
        ("x" * 300, "x" * 200),
    ],
)
def test_file_names_are_for_showing_alone(retailer: Company, sent: str, kept: str) -> None:
    image = accept_upload(company=retailer, file_name=sent, content=pictures.encoded("PNG"))

    assert image.file_name == kept
