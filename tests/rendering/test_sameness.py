"""Files that were packed otherwise and say the same; files that do not."""

from __future__ import annotations

import numpy as np
import pytest
from isal import isal_zlib
from tests.rendering.pdf_files import pdf_of
from tests.rendering.repacking import repacked
from tests.rendering.scenes import pictured

from monogram.rendering.png import encode_png
from monogram.rendering.sameness import say_the_same

PIXELS = np.arange(64 * 48 * 4, dtype=np.uint32).astype(np.uint8).reshape(48, 64, 4)
PNG, PDF = "image/png", "application/pdf"


def test_a_png_that_was_packed_otherwise_is_the_same() -> None:
    png = encode_png(PIXELS, dpi=300)

    assert repacked(png) != png
    assert say_the_same(PNG, png, repacked(png))


def test_one_other_level_of_one_pixel_is_another_picture() -> None:
    changed = PIXELS.copy()
    changed[20, 30, 2] ^= 1

    assert not say_the_same(PNG, encode_png(PIXELS, dpi=300), repacked(encode_png(changed, dpi=300)))


def test_another_resolution_is_another_picture() -> None:
    assert not say_the_same(PNG, encode_png(PIXELS, dpi=300), encode_png(PIXELS, dpi=150))


def test_a_pdf_that_was_packed_otherwise_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    operations, moved = [pictured("logo", (20, 0, 0, 20, 4, 3))], [pictured("logo", (20, 0, 0, 20, 5, 3))]
    compressor, one = isal_zlib.compressobj, pdf_of(operations)
    monkeypatch.setattr("monogram.rendering.pdf.images.isal_zlib.compressobj", lambda level: compressor(0))

    other = pdf_of(operations)

    assert other != one
    assert say_the_same(PDF, one, other)
    assert not say_the_same(PDF, one, pdf_of(moved))


@pytest.mark.parametrize("media_type", [PNG, PDF, "image/tiff"])
def test_what_is_no_such_file_is_the_same_only_byte_for_byte(media_type: str) -> None:
    assert say_the_same(media_type, b"first", b"first")
    assert not say_the_same(media_type, b"first", b"other")


def test_half_a_png_is_not_the_same() -> None:
    png = encode_png(PIXELS, dpi=300)

    assert not say_the_same(PNG, png, png[: len(png) // 2])
