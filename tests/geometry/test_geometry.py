"""Matrices, units, quads and paths."""

from __future__ import annotations

import math

import pytest

from monogram.geometry.matrices import (
    IDENTITY,
    determinant,
    invert,
    multiply,
    rotation,
    scaling,
    stretches,
    transform_point,
    translation,
)
from monogram.geometry.path_data import PathDataError, parse_path_data
from monogram.geometry.paths import control_bounds, outline_bounds, transform_path
from monogram.geometry.quads import is_affine, project, quad_from, rectangle_to_quad, unit_square_to_quad
from monogram.geometry.units import mm_to_pt, mm_to_px, pt_to_mm, px_to_mm

QUAD = quad_from([[10, 20], [110, 30], [100, 140], [5, 120]])


def test_multiply_applies_the_inner_map_first() -> None:
    matrix = multiply(translation(10, 20), scaling(2, 3))
    assert transform_point(matrix, 1, 1) == (12, 23)
    assert multiply(IDENTITY, matrix) == multiply(matrix, IDENTITY) == matrix


def test_rotation_is_clockwise_to_the_eye() -> None:
    assert transform_point(rotation(math.pi / 2), 1, 0) == pytest.approx((0, 1))


def test_an_inverse_undoes_its_map() -> None:
    matrix = multiply(translation(3, -4), multiply(rotation(0.7), scaling(2, 0.5)))
    assert multiply(matrix, invert(matrix)) == pytest.approx(IDENTITY)
    assert determinant(matrix) == pytest.approx(1)
    with pytest.raises(ValueError, match="flattens"):
        invert((1, 2, 2, 4, 0, 0))


def test_units_convert_there_and_back() -> None:
    assert mm_to_px(25.4, 300) == 300
    assert mm_to_pt(25.4) == 72
    assert px_to_mm(mm_to_px(12.5, 150), 150) == pytest.approx(12.5)
    assert pt_to_mm(mm_to_pt(12.5)) == pytest.approx(12.5)


def test_a_homography_takes_corners_to_corners() -> None:
    square = unit_square_to_quad(QUAD)
    for corner, target in zip([(0, 0), (1, 0), (1, 1), (0, 1)], QUAD, strict=True):
        assert project(square, *corner) == pytest.approx(target)
    sheet = rectangle_to_quad(280, 350, QUAD)
    assert project(sheet, 280, 350) == pytest.approx(QUAD[2])
    assert project(sheet, 140, 175) == pytest.approx(project(square, 0.5, 0.5))
    assert not is_affine(sheet)


def test_the_diagonals_of_a_rectangle_cross_where_the_quads_do() -> None:
    # Perspective moves the middle, but it stays on both diagonals.
    x, y = project(unit_square_to_quad(QUAD), 0.5, 0.5)
    for (ax, ay), (bx, by) in [(QUAD[0], QUAD[2]), (QUAD[1], QUAD[3])]:
        assert (x - ax) * (by - ay) == pytest.approx((y - ay) * (bx - ax))


def test_a_parallelogram_is_affine_and_a_flat_quad_is_refused() -> None:
    assert is_affine(unit_square_to_quad(quad_from([[0, 0], [10, 5], [12, 25], [2, 20]])))
    with pytest.raises(ValueError, match="flat"):
        unit_square_to_quad(quad_from([[0, 0], [1, 1], [2, 2], [3, 3]]))


def test_a_map_lengthens_between_its_two_stretches() -> None:
    assert stretches(multiply(rotation(0.7), scaling(3, 0.5))) == pytest.approx((3, 0.5))
    # A skew of 1 stretches by the golden ratio along one diagonal, and shrinks by it along the other.
    golden = (1 + math.sqrt(5)) / 2
    assert stretches((1, 0, 1, 1, 40, 50)) == pytest.approx((golden, 1 / golden))
    assert stretches(scaling(-2, 2)) == (2, 2)


@pytest.mark.parametrize(
    ("data", "bounds"),
    [
        ("M 0 0 L 10 0 L 10 5 Z", (0, 0, 10, 5)),
        # A quadratic reaches half of the way to its control point.
        ("M 0 0 Q 5 10 10 0", (0, 0, 10, 5)),
        # A cubic with both handles at 8 reaches three quarters of that; one without turning stays between its ends.
        ("M 0 0 C 0 8 10 8 10 0", (0, 0, 10, 6)),
        ("M 0 0 C 2 1 4 2 10 3", (0, 0, 10, 3)),
        # Handles that overshoot on both sides: the coordinate turns back at t = (1 ± √(3/11)) / 2.
        ("M 0 0 C 40 0 -30 0 10 0", (-2.833494518006403, 0, 12.833494518006404, 0)),
        # Where a subpath ends without a line, nothing is drawn; a closed one goes on from its start.
        ("M 5 5 L 6 6 M 90 90", (5, 5, 6, 6)),
        ("M 5 5 L 9 6 L 7 8 Z L 1 5", (1, 5, 9, 8)),
    ],
)
def test_outlines_are_measured_by_their_extremes(data: str, bounds: tuple[float, ...]) -> None:
    path = parse_path_data(data)
    assert outline_bounds(path, IDENTITY) == pytest.approx(bounds, abs=1e-9)
    left, top, right, bottom = bounds
    assert outline_bounds(path, (2, 0, 0, -1, 100, 0)) == pytest.approx(
        (100 + 2 * left, -bottom, 100 + 2 * right, -top), abs=1e-9
    )


def test_an_outline_of_nothing_has_no_bounds() -> None:
    assert outline_bounds((), IDENTITY) is None
    assert outline_bounds(parse_path_data("M 3 4"), IDENTITY) is None


def test_paths_are_measured_by_their_control_points() -> None:
    path = parse_path_data("M1 2 C-5 2 3 9 4 4 Z")
    assert control_bounds(path) == (-5, 2, 4, 9)
    assert control_bounds(()) is None
    assert transform_path(path, scaling(2, 1))[1] == ("C", -10, 2, 6, 9, 8, 4)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ("M1 2L3 4z", (("M", 1, 2), ("L", 3, 4), ("Z",))),
        ("m1,2 3,4", (("M", 1, 2), ("L", 4, 6))),
        ("M0 0h5v-2H1V1", (("M", 0, 0), ("L", 5, 0), ("L", 5, -2), ("L", 1, -2), ("L", 1, 1))),
        ("M0 0Q1 1 2 0T4 0", (("M", 0, 0), ("Q", 1, 1, 2, 0), ("Q", 3, -1, 4, 0))),
        ("M0 0T4 0", (("M", 0, 0), ("Q", 0, 0, 4, 0))),
        ("M0 0c0 1 1 2 2 2s2-1 2-2", (("M", 0, 0), ("C", 0, 1, 1, 2, 2, 2), ("C", 3, 2, 4, 1, 4, 0))),
        ("M1 1zl1 0", (("M", 1, 1), ("Z",), ("L", 2, 1))),
        ("M.5.5-1e1+2E-1", (("M", 0.5, 0.5), ("L", -10, 0.2))),
    ],
)
def test_path_data_is_read(data: str, path: object) -> None:
    if data == "M1 1zl1 0":
        assert parse_path_data("M1 1 z l1 0") == path
    assert parse_path_data(data) == path


@pytest.mark.parametrize("data", ["", "L1 1", "M1", "M0 0A1 1 0 0 0 1 1", "M0 0 nonsense", "M1e9 0", "M0 0 1 1 1"])
def test_what_is_not_path_data_is_refused(data: str) -> None:
    with pytest.raises(PathDataError):
        parse_path_data(data)


def test_long_path_data_is_read_in_one_pass_and_stops_at_a_limit() -> None:
    assert len(parse_path_data("M" + "0 " * 40_000)) == 20_000
    with pytest.raises(PathDataError, match="20000"):
        parse_path_data("M" + "0 " * 40_002)
