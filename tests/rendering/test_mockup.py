"""The photograph with the design on it, by the formula that the browser keeps too."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from tests.rendering.scenes import box, filled, flat, pictured, png, quarters

from monogram.rendering.mockup import Placement, ViewScene, compose_view, encode_jpeg, quad_matrix, render_flat
from monogram.rendering.pictures import PictureError

FULL = [(0, 0), (100, 0), (100, 100), (0, 100)]


def grey(side: int, value: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((side, side), value, dtype=np.uint8)


def test_a_photo_alone_comes_back_at_the_asked_size() -> None:
    picture = compose_view(ViewScene(photo=png(flat(300, 200, 10, 200, 30))), size=60)

    assert picture.shape == (40, 60, 3)
    assert np.array_equal(picture, flat(60, 40, 10, 200, 30))


@pytest.mark.parametrize(("mask", "expected"), [(0, 200), (255, 100), (128, 150)])
def test_tint_multiplies_the_photo_inside_its_mask(mask: int, expected: int) -> None:
    view = ViewScene(photo=png(flat(100, 100, 200, 200, 200)), tint_mask=png(grey(100, mask)), tint="#808080")

    assert np.abs(compose_view(view, size=100).astype(int) - expected).max() <= 1


def test_without_a_chosen_colour_the_mask_does_nothing() -> None:
    view = ViewScene(photo=png(flat(100, 100, 200, 10, 40)), tint_mask=png(grey(100, 255)))

    assert np.array_equal(compose_view(view, size=100), flat(100, 100, 200, 10, 40))


def test_the_shading_map_darkens_the_design_and_not_the_photo() -> None:
    design = Placement([filled(box(0, 0, 10, 10), "#c80064")], 10, 10, [(0, 0), (50, 0), (50, 100), (0, 100)])
    view = ViewScene(photo=png(flat(100, 100, 90, 91, 92)), shading_map=png(grey(100, 128)), placements=[design])

    picture = compose_view(view, size=100)

    assert np.abs(picture[:, :50].astype(int) - (100, 0, 50)).max() <= 1
    assert np.array_equal(picture[:, 50:], flat(50, 100, 90, 91, 92))


def test_the_design_lies_in_its_quad_given_in_the_photos_own_pixels() -> None:
    quad = [(20, 20), (60, 20), (60, 60), (20, 60)]
    design = Placement([pictured("q", (10, 0, 0, 10, 0, 0))], 10, 10, quad, images={"q": png(quarters(80))})

    picture = compose_view(ViewScene(photo=png(flat(100, 100, 0, 0, 0)), placements=[design]), size=50)

    assert [picture[y, x].tolist() for x, y in ((14, 14), (26, 14), (26, 26), (14, 26))] == [
        [255, 0, 0],
        [0, 255, 0],
        [0, 0, 255],
        [255, 255, 255],
    ]
    assert not picture[:10].any()
    assert not picture[:, 30:].any()


def test_a_slanted_quad_is_met_in_perspective() -> None:
    quad = [(10, 20), (90, 0), (90, 100), (10, 80)]
    matrix = quad_matrix(8, 8, quad)

    middle = matrix.mapXY(4, 4)

    # The diagonals of the quad cross where those of the square do; an affine map would put it at x = 50.
    assert (middle.x(), middle.y()) == pytest.approx((40, 50), abs=1e-3)


@pytest.mark.parametrize("quad", [[], [(0, 0), (1, 0), (1, 1)], [(0, 0), (0, 0), (0, 0), (0, 0)]])
def test_what_is_no_quad_is_refused(quad: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match=r"unpack|flat"):
        quad_matrix(8, 8, quad)


def test_the_design_ends_at_the_area_and_its_mask() -> None:
    mask = grey(20, 0)
    mask[:, :10] = 255
    design = Placement(
        [filled(box(-99, -99, 99, 99), "#ffffff", layer="")],
        10,
        10,
        [(20, 20), (80, 20), (80, 80), (20, 80)],
        mask=png(mask),
    )

    picture = compose_view(ViewScene(photo=png(flat(100, 100, 0, 0, 0)), placements=[design]), size=100)

    assert picture[20:80, 20:48].min() == 255
    assert picture[:, 52:].max() == 0
    assert picture[:, :20].max() == 0
    assert picture[:20].max() == 0


def test_a_masked_edge_leaves_no_hairline() -> None:
    quad = [(20.5, 20.5), (79.5, 20.5), (79.5, 79.5), (20.5, 79.5)]
    design = Placement([filled(box(-99, -99, 99, 99), "#ffffff", layer="")], 10, 10, quad, mask=png(grey(20, 0)))

    picture = compose_view(ViewScene(photo=png(flat(100, 100, 0, 0, 0)), placements=[design]), size=100)

    assert not picture.any()


def test_a_layer_of_one_view_does_not_stay_for_the_next() -> None:
    view = ViewScene(photo=png(flat(64, 64, 7, 8, 9)))
    design = Placement([filled(box(0, 0, 9, 9), "#ffffff")], 9, 9, [(0, 0), (64, 0), (64, 64), (0, 64)])
    before = compose_view(view, size=64)

    compose_view(ViewScene(photo=view.photo, placements=[design]), size=64)

    assert np.array_equal(compose_view(view, size=64), before)


def test_a_photo_that_is_none_is_refused() -> None:
    with pytest.raises(PictureError):
        compose_view(ViewScene(photo=b"not a picture"), size=60)


def test_an_area_that_no_photo_shows_is_drawn_alone() -> None:
    picture = render_flat([filled(box(0, 0, 10, 10), "#00ff00")], width=20, height=10, images={}, mask=None, size=60)

    assert picture.shape == (30, 60, 4)
    assert picture[15, 10].tolist() == [0, 255, 0, 255]
    assert picture[15, 50].tolist() == [0, 0, 0, 0]


def test_a_jpeg_for_the_cart_reads_back_alike() -> None:
    picture = Image.open(io.BytesIO(encode_jpeg(flat(60, 40, 200, 100, 50))))

    assert (picture.size, picture.format) == ((60, 40), "JPEG")
    assert np.abs(np.asarray(picture).astype(int) - (200, 100, 50)).max() <= 2
