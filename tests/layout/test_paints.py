"""Gradients, patterns and filters: where they begin and end, and what they do to a colour."""

from __future__ import annotations

from typing import Any

import pytest
from tests.layout.scenes import IMAGE, load_area

from monogram.geometry.matrices import invert, transform_point
from monogram.layout import FontSet, PathOperation, Resources, layout_area
from monogram.layout.adjustments import adjustments
from monogram.layout.model import Filter, GradientStop, LinearFill, RadialFill
from monogram.layout.operations import LinearGradient, Paint, PatternPaint, RadialGradient, Stop
from monogram.layout.paints import paint_of

NOTHING = Resources(FontSet({}))
STOPS = [{"offset": 0, "colour": "#000"}, {"offset": 1, "colour": "#fff"}]


def fill_of(fill: dict[str, Any]) -> Paint | None:
    """The paint of a figure of 40 × 30 mm."""
    layer = {"type": "shape", "shape": "rectangle", "width": 40, "height": 30, "fill": fill}
    (operation,) = layout_area(load_area(layer), NOTHING)
    assert isinstance(operation, PathOperation)
    return operation.fill


@pytest.mark.parametrize(
    ("angle", "end"), [(0, (20, 0)), (90, (0, 15)), (180, (-20, 0)), (-90, (0, -15)), (45, (17.5, 17.5))]
)
def test_a_linear_gradient_ends_where_a_corner_lies_under_its_last_line(angle: float, end: tuple[float, float]) -> None:
    paint = fill_of({"type": "linear", "angle": angle, "stops": STOPS})

    assert isinstance(paint, LinearGradient)
    assert paint.end == pytest.approx(end, abs=1e-12)
    assert paint.start == pytest.approx((-end[0], -end[1]), abs=1e-12)
    assert paint.stops == (Stop(0, "#000000"), Stop(1, "#ffffff"))
    assert paint.matrix == (1, 0, 0, 1, 0, 0)


def test_a_radial_gradient_is_the_ellipse_of_the_box() -> None:
    paint = fill_of({"type": "radial", "stops": STOPS})

    assert isinstance(paint, RadialGradient)
    assert (paint.centre, paint.radius) == ((0, 0), 1)
    assert transform_point(paint.matrix, 1, 0) == (20, 0)
    assert transform_point(paint.matrix, 0, -1) == (0, -15)


def test_a_pattern_begins_at_its_offset_and_turns_about_the_origin() -> None:
    cell = {"type": "pattern", "image": IMAGE, "width": 8, "height": 4, "gap_x": 2, "gap_y": 1}
    paint = fill_of({**cell, "angle": 90, "offset_x": 3, "offset_y": 1, "arrangement": "brick"})

    assert isinstance(paint, PatternPaint)
    assert (paint.image, paint.gap, paint.arrangement) == (IMAGE, (0.25, 0.25), "brick")
    assert transform_point(paint.matrix, 0, 0) == pytest.approx((-1, 3))
    assert transform_point(paint.matrix, 1, 0) == pytest.approx((-1, 11))


def test_a_backgrounds_gradient_runs_over_the_trimmed_area_and_its_pattern_begins_at_the_corner() -> None:
    (sheet,) = layout_area(load_area(background={"type": "linear", "stops": STOPS}), NOTHING)
    weave = {"type": "pattern", "image": IMAGE, "width": 8, "height": 4, "offset_x": 1}
    (woven,) = layout_area(load_area(background=weave), NOTHING)

    assert isinstance(sheet, PathOperation)
    assert isinstance(sheet.fill, LinearGradient)
    assert transform_point(sheet.fill.matrix, *sheet.fill.start) == (0, 50)
    assert transform_point(sheet.fill.matrix, *sheet.fill.end) == (200, 50)
    assert isinstance(woven, PathOperation)
    assert isinstance(woven.fill, PatternPaint)
    assert transform_point(woven.fill.matrix, 0, 0) == (1, 0)


def test_a_paint_lies_in_the_boxs_place_whatever_the_paths_own_units() -> None:
    glyph = (0.01, 0.0, 0.0, -0.01, 5.0, 2.0)
    stops = (GradientStop(0, "#000000"), GradientStop(1, "#ffffff"))
    linear = paint_of(LinearFill(0, stops), 40, 30, invert(glyph))
    radial = paint_of(RadialFill(stops), 40, 30, invert(glyph))

    assert isinstance(linear, LinearGradient)
    assert isinstance(radial, RadialGradient)
    end = transform_point(linear.matrix, *linear.end)
    assert transform_point(glyph, *end) == pytest.approx((20, 0))
    assert transform_point(glyph, *transform_point(radial.matrix, 0, 1)) == pytest.approx((0, 15))


def adjusted(colour: tuple[int, int, int], *filters: Filter) -> tuple[int, ...]:
    """A colour after filters, by the rules of `Adjustment`."""
    channels: tuple[int, ...] = colour
    for step in adjustments(filters):
        if step.matrix is None:
            assert step.threshold is not None
            luma = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
            channels = (255 if luma >= step.threshold else 0,) * 3
            continue
        rows = [step.matrix[start : start + 4] for start in (0, 4, 8)]
        mixed = [sum(weight * one for weight, one in zip(row, (*channels, 1), strict=True)) for row in rows]
        channels = tuple(min(255, max(0, int(value + 0.5))) for value in mixed)
    return channels


DUOTONE = Filter("duotone", dark="#102040", light="#f0e0c0")


@pytest.mark.parametrize(
    ("filters", "colour", "expected"),
    [
        ([Filter("greyscale")], (200, 100, 50), (118, 118, 118)),
        ([Filter("sepia")], (200, 100, 50), (165, 147, 114)),
        ([Filter("sepia")], (255, 255, 255), (255, 255, 239)),
        ([DUOTONE], (0, 0, 0), (16, 32, 64)),
        ([DUOTONE], (255, 255, 255), (240, 224, 192)),
        ([Filter("brightness", amount=0.2)], (200, 100, 50), (251, 151, 101)),
        ([Filter("brightness", amount=-1)], (255, 255, 255), (0, 0, 0)),
        ([Filter("contrast", amount=0)], (200, 100, 50), (200, 100, 50)),
        ([Filter("contrast", amount=-1)], (200, 100, 50), (128, 128, 128)),
        ([Filter("contrast", amount=0.5)], (137, 128, 118), (146, 128, 109)),
        ([Filter("contrast", amount=1)], (130, 127, 126), (255, 78, 0)),
        ([Filter("threshold", level=0.5)], (128, 128, 128), (255, 255, 255)),
        ([Filter("threshold", level=0.5)], (127, 127, 127), (0, 0, 0)),
        ([Filter("greyscale"), Filter("brightness", amount=1)], (200, 100, 50), (255, 255, 255)),
    ],
)
def test_filters_change_colours(filters: list[Filter], colour: tuple[int, int, int], expected: tuple[int, ...]) -> None:
    assert adjusted(colour, *filters) == expected
