"""SVG and PDF files that come in through the whole door: drawings, and pixels beside them."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from django.test import Client
from numpy.typing import NDArray
from PIL import Image as Pillow
from pytest_django import Settings
from tests.images import vectors

from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images import errors
from monogram.images.models import Image
from monogram.images.services import accept_upload
from monogram.layout.drawing import DrawingPart, DrawingShape, load_drawing

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def pixels(key: str) -> NDArray[np.uint8]:
    return np.asarray(Pillow.open(io.BytesIO(files.read(key))).convert("RGBA"))


def test_an_svg_comes_in_as_a_drawing_with_pixels_beside_it(retailer: Company) -> None:
    content = vectors.svg('<rect width="4" height="4" fill="red"/><circle cx="6" cy="2" r="2" fill="#00f"/>', "0 0 8 4")

    image = accept_upload(company=retailer, file_name="logo.svg", content=content)

    assert (image.media_type, image.width, image.height, image.has_alpha) == ("image/svg+xml", 4000, 2000, True)
    assert (image.working_width, image.working_height) == (1600, 800)
    assert files.read(image.original) == content
    drawing = load_drawing(files.read(image.drawing))
    assert (drawing.width, drawing.height) == (1000.0, 500.0)
    assert drawing.parts == (DrawingPart("colour 1", "#ff0000"), DrawingPart("colour 2", "#0000ff"))
    square, circle = drawing.shapes
    assert isinstance(square, DrawingShape)
    assert square.path == (("M", 0.0, 0.0), ("L", 500.0, 0.0), ("L", 500.0, 500.0), ("L", 0.0, 500.0), ("Z",))
    assert isinstance(circle, DrawingShape)
    assert (circle.fill, circle.part) == ("#0000ff", "colour 2")
    for key, scale in ((image.print_copy, 500), (image.working_copy, 200)):
        shown = pixels(key)
        assert shown.shape == (4 * scale, 8 * scale, 4)
        assert shown[2 * scale, 2 * scale].tolist() == [255, 0, 0, 255]
        assert shown[2 * scale, 6 * scale].tolist() == [0, 0, 255, 255]
        assert shown[scale // 10, 8 * scale - scale // 10].tolist() == [0, 0, 0, 0]


def test_an_original_is_only_ever_a_download(retailer: Company, client: Client) -> None:
    image = accept_upload(company=retailer, file_name="a.svg", content=vectors.svg(vectors.RECTANGLE))

    for key, is_shown in ((image.original, False), (image.drawing, False), (image.working_copy, True)):
        response = client.get(urlsplit(files.public_url(key)).path)
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("inline" if is_shown else "attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_same_svg_again_shares_its_drawing(retailer: Company) -> None:
    content = vectors.svg('<rect width="4" height="4"/>', "0 0 4 4")

    first, second = (accept_upload(company=retailer, file_name="a.svg", content=content) for _ in range(2))

    assert first.pk != second.pk
    assert first.drawing == second.drawing != ""


def test_a_picture_of_pixels_has_no_drawing(retailer: Company) -> None:
    from tests.images import pictures

    image = accept_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG"))

    assert image.drawing == ""


@pytest.mark.parametrize("name", errors.VECTOR_SENTENCES)
def test_what_cannot_be_taken_is_said_in_words(retailer: Company, storage: Path, name: str) -> None:
    with pytest.raises(errors.VectorFileError) as caught:
        accept_upload(company=retailer, file_name="a.svg", content=vectors.REFUSED[name])

    assert caught.value.text == errors.VECTOR_SENTENCES[name]
    assert not Image.objects.exists()
    assert not storage.exists()
