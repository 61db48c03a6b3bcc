"""Changes of a picture's tone, to the number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.rendering.scenes import flat, pictured, png

from monogram.layout.operations import Adjustment
from monogram.rendering.pictures import PictureBook, Resampling
from monogram.rendering.raster import render_area
from monogram.rendering.tone import adjust

GREYSCALE = Adjustment(matrix=(0.2126, 0.7152, 0.0722, 0.0) * 3)
BRIGHTER = Adjustment(matrix=(1, 0, 0, 25.5, 0, 1, 0, 25.5, 0, 0, 1, 25.5))
SWAPPED = Adjustment(matrix=(0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0))


def adjusted(pixel: tuple[int, int, int, int], *adjustments: Adjustment) -> list[int]:
    changed: list[int] = adjust(flat(1, 1, *pixel), adjustments)[0, 0].tolist()
    return changed


@pytest.mark.parametrize(
    ("adjustment", "expected"),
    [
        (GREYSCALE, [118, 118, 118, 77]),  # 42.52 + 71.52 + 3.61 = 117.65
        (BRIGHTER, [226, 126, 76, 77]),
        (SWAPPED, [100, 50, 200, 77]),
        (Adjustment(matrix=(2, 0, 0, 0, 0, 2, 0, -300, 0, 0, 1, 0)), [255, 0, 50, 77]),
        (Adjustment(threshold=117.0), [255, 255, 255, 77]),
        (Adjustment(threshold=118.0), [0, 0, 0, 77]),
        (Adjustment(), [200, 100, 50, 77]),
    ],
)
def test_one_adjustment_of_one_colour(adjustment: Adjustment, expected: list[int]) -> None:
    assert adjusted((200, 100, 50, 77), adjustment) == expected


def test_halves_are_rounded_up_whether_even_or_odd() -> None:
    assert adjusted((1, 2, 3, 255), BRIGHTER) == [27, 28, 29, 255]


def test_adjustments_go_one_after_the_other_and_keep_within_0_and_255_between() -> None:
    darker = Adjustment(matrix=(1, 0, 0, -100, 0, 1, 0, -100, 0, 0, 1, -100))
    lighter = Adjustment(matrix=(1, 0, 0, 100, 0, 1, 0, 100, 0, 0, 1, 100))

    assert adjusted((30, 130, 255, 255), darker, lighter) == [100, 130, 255, 255]


def test_every_pixel_of_a_picture_larger_than_a_block_is_changed() -> None:
    pixels = adjust(flat(700, 301, 200, 100, 50, 255), [SWAPPED])

    assert np.array_equal(pixels, flat(700, 301, 100, 50, 200, 255))


def stripes() -> NDArray[np.uint8]:
    """Columns of dark and light grey in turn, whose mean lies below the threshold."""
    picture = np.full((64, 64, 3), 100, dtype=np.uint8)
    picture[:, ::2] = 140
    return picture


@pytest.mark.parametrize("resampling", list(Resampling))
def test_a_picture_is_adjusted_before_it_is_reduced(resampling: Resampling) -> None:
    book = PictureBook({"s": png(stripes())}, resampling)

    picture = book.reduced_for("s", 0.5, (Adjustment(threshold=128.0),))

    assert set(picture.pixels[:, 1:-1, 0].flat) <= {127, 128}
    assert picture.pixels.shape == (32, 32, 4)


def test_a_clear_picture_is_adjusted_straight() -> None:
    operations = [replace(pictured("p", (4, 0, 0, 4, 0, 0)), adjustments=(SWAPPED,))]

    pixels = render_area(
        operations,
        width=4,
        height=4,
        bleed=0,
        dpi=25.4,
        images={"p": png(flat(4, 4, 200, 100, 50, 51))},
        mask=None,
    )

    assert np.abs(pixels[1, 1].astype(int) - (100, 50, 200, 51)).max() <= 2


def test_the_same_picture_is_kept_for_each_adjustment() -> None:
    book = PictureBook({"s": png(stripes())})

    plain, grey = book.reduced_for("s", 1), book.reduced_for("s", 1, (GREYSCALE,))

    assert book.reduced_for("s", 1) is plain
    assert book.reduced_for("s", 1, (GREYSCALE,)) is grey
    assert plain is not grey
