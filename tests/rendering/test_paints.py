"""Gradients, patterns and pens on a Skia canvas."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.rendering.scenes import box, filled, flat, png

from monogram.geometry.paths import Path
from monogram.layout.operations import (
    Adjustment,
    Arrangement,
    Cap,
    LinearGradient,
    Paint,
    PatternPaint,
    RadialGradient,
    Stop,
    Stroke,
)
from monogram.rendering.paints import Patterns, to_matrix
from monogram.rendering.pictures import PictureBook, PictureError, Resampling
from monogram.rendering.raster import render_area

BLACK_TO_WHITE = (Stop(0, "#000000"), Stop(1, "#ffffff"))
ACROSS = LinearGradient((0, 0), (16, 0), BLACK_TO_WHITE)
CAPS: tuple[Cap, ...] = ("butt", "round", "square")
TILE = PatternPaint("t", (4, 0, 0, 4, 0, 0))


def painted(paint: Paint, *, opacity: float = 1, size: int = 16, **fields: object) -> NDArray[np.uint8]:
    """A square of `size` mm and pixels, filled."""
    operation = replace(filled(box(0, 0, size, size), None, opacity=opacity), fill=paint)
    options = {"width": size, "height": size, "bleed": 0, "dpi": 25.4, "images": {"t": png(checks(4))}, "mask": None}
    return render_area([operation], **{**options, **fields})  # type: ignore[arg-type]  # render_area's own


def checks(side: int) -> NDArray[np.uint8]:
    """Red, but green in its upper left quarter: shows where a picture begins."""
    pixels = flat(side, side, 255, 0, 0)
    pixels[: side // 2, : side // 2] = (0, 255, 0)
    return pixels


def starts(pixels: NDArray[np.uint8]) -> set[tuple[int, int]]:
    """The pixels (x, y) at which a picture's green quarter begins."""
    green = np.pad(pixels[..., 1] > 128, 1)[:-1, :-1]
    corner = green[1:, 1:] & ~green[:-1, 1:] & ~green[1:, :-1]
    return {(int(x), int(y)) for y, x in zip(*np.nonzero(corner), strict=True)}


def test_a_linear_gradient_runs_evenly_and_goes_on_in_its_last_colours() -> None:
    pixels = painted(replace(ACROSS, start=(4, 0), end=(12, 0)))

    assert pixels[0, :, 0].tolist() == [0, 0, 0, 0, 16, 48, 80, 112, 143, 175, 207, 239, 255, 255, 255, 255]
    assert (pixels == pixels[0]).all()


def test_the_matrix_of_a_gradient_maps_it_to_the_path() -> None:
    assert np.array_equal(painted(replace(ACROSS, matrix=(0, 1, -1, 0, 0, 0))), painted(ACROSS).transpose(1, 0, 2))


def test_stops_are_mixed_straight_so_that_a_clear_one_darkens_nothing() -> None:
    fading = replace(ACROSS, stops=(Stop(0, "#ff0000"), Stop(1, "#ff0000", 0)))

    pixels = painted(fading)

    assert (pixels[0, :15, 0] == 255).all()
    assert np.abs(pixels[0, :, 3].astype(int) - np.linspace(247, 8, 16)).max() <= 1


def test_opacity_multiplies_that_of_the_stops() -> None:
    half = replace(ACROSS, stops=(Stop(0, "#ff0000", 0.5), Stop(1, "#ff0000", 0.5)))

    assert set(painted(half, opacity=0.5)[..., 3].flat) == {64}


def test_a_single_stop_is_its_colour_and_none_paints_nothing() -> None:
    assert (painted(replace(ACROSS, stops=(Stop(0.7, "#123456"),))) == (0x12, 0x34, 0x56, 255)).all()
    assert not painted(replace(ACROSS, stops=())).any()


@pytest.mark.parametrize(
    "gradient",
    [
        replace(ACROSS, end=(0, 0)),
        RadialGradient((8, 8), 0, BLACK_TO_WHITE),
        replace(ACROSS, matrix=(1, 0, 1, 0, 0, 0)),
    ],
)
def test_a_gradient_without_extent_paints_nothing(gradient: Paint) -> None:
    assert not painted(gradient).any()


def test_a_radial_gradient_fills_the_ellipse_of_its_matrix() -> None:
    pixels = painted(RadialGradient((0, 0), 1, BLACK_TO_WHITE, (8, 0, 0, 4, 8, 8)))

    assert [pixels[7, 8, 0], pixels[7, 0, 0], pixels[3, 8, 0]] == [36, 241, 255]


def test_only_previews_dither_as_chromium_does() -> None:
    slow = replace(ACROSS, stops=(Stop(0, "#808080"), Stop(1, "#828282")))

    printed, seen = painted(slow), painted(slow, resampling=Resampling.PREVIEW)

    assert (printed == printed[0]).all()
    assert not (seen == seen[0]).all()
    assert np.abs(printed.astype(int) - seen).max() == 1


@pytest.mark.parametrize(
    ("arrangement", "expected"),
    [
        ("grid", {(0, 0), (4, 0), (8, 0), (12, 0), (0, 4), (4, 4), (0, 8), (4, 8)}),
        ("brick", {(0, 0), (4, 0), (2, 4), (6, 4), (0, 8), (2, 12)}),
        ("half-drop", {(0, 0), (8, 0), (4, 2), (12, 2), (0, 4), (4, 6)}),
    ],
)
def test_arrangements(arrangement: Arrangement, expected: set[tuple[int, int]]) -> None:
    found = starts(painted(replace(TILE, arrangement=arrangement)))

    assert expected <= found
    assert len(found) in {16, 18}  # half a picture more where the square's edge cuts one


@pytest.mark.parametrize("gap", [0.26, 0.3, 0.37, 1.0])
def test_a_gap_is_clear_and_as_wide_as_it_is_said_whatever_pixels_the_picture_has(gap: float) -> None:
    """50 pixels on 50 mm: 0.26, 0.3 and 0.37 of them are no whole pixels."""
    tile = replace(TILE, matrix=(50, 0, 0, 50, 0, 0), gap=(gap, 0.0))

    pixels = painted(tile, size=120, images={"t": png(flat(50, 50, 255, 0, 0))})

    row = pixels[25, :, 3] / 255
    step = 50 * (1 + gap)
    assert row[: round(step) - 3].sum() == pytest.approx(50, abs=0.3)
    assert row[round(step) - 3 : round(step) + 10].sum() == pytest.approx(round(step) + 10 - step, abs=0.3)
    assert row[53 : round(step) - 3].max() == 0


def test_pictures_side_by_side_leave_no_seam_at_any_angle() -> None:
    turned = replace(TILE, image="f", matrix=(3.1, 1.3, -1.3, 3.1, 0.7, 0.2))

    pixels = painted(turned, images={"f": png(flat(5, 5, 9, 99, 199))})

    assert (pixels == (9, 99, 199, 255)).all()


def test_a_large_picture_in_a_small_pattern_is_reduced_and_does_not_alias() -> None:
    stripes = np.zeros((512, 512, 3), dtype=np.uint8)
    stripes[:, ::2] = 255

    pixels = painted(replace(TILE, matrix=(5, 0, 0, 5, 0, 0)), images={"t": png(stripes)})

    assert np.abs(pixels[..., :3].astype(int) - 127).max() <= 4


def test_a_pattern_is_adjusted() -> None:
    inverted = Adjustment(matrix=(-1, 0, 0, 255, 0, -1, 0, 255, 0, 0, -1, 255))

    pixels = painted(replace(TILE, image="f", adjustments=(inverted,)), images={"f": png(flat(4, 4, 255, 0, 9))})

    assert (pixels == (0, 255, 246, 255)).all()


def test_a_pattern_of_a_missing_picture_is_refused_by_name() -> None:
    with pytest.raises(PictureError, match="picture lost is missing"):
        painted(replace(TILE, image="lost"))


def test_a_wide_gap_takes_no_more_memory_than_a_cell_may_have() -> None:
    patterns = Patterns(PictureBook({"t": png(checks(400))}))
    wide = replace(TILE, matrix=(400, 0, 0, 400, 0, 0), gap=(100.0, 100.0))

    assert patterns.shader(wide, to_matrix((1, 0, 0, 1, 0, 0))) is not None


def stroked(path: Path, stroke: Stroke) -> NDArray[np.uint8]:
    """The alpha of a pen's line."""
    line = filled(path, None, stroke=stroke)
    return render_area([line], width=16, height=16, bleed=0, dpi=25.4, images={}, mask=None)[..., 3]


def test_a_closed_outline_has_no_ends_however_thin_the_pen() -> None:
    shape = box(3.2, 3.4, 12.7, 12.1)

    butt, *others = (stroked(shape, Stroke("#000000", 0.3, cap)) for cap in CAPS)

    assert all(np.array_equal(butt, other) for other in others)


@pytest.mark.parametrize("end", [(), (("Z",),)])
def test_a_subpath_that_goes_nowhere_is_a_dot(end: Path) -> None:
    dot: Path = (("M", 8.0, 8.0), ("L", 8.0, 8.0), *end)

    butt, round_, square = (stroked(dot, Stroke("#000000", 8, cap)) for cap in CAPS)

    assert butt.max() <= 1
    assert round_.sum() / 255 == pytest.approx(50.3, abs=2)
    assert square.sum() / 255 == pytest.approx(64, abs=0.1)
