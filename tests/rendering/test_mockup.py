"""The photograph with the design on it, by the formula that the browser keeps too."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from tests.rendering.scenes import box, filled, flat, jpeg, pictured, png, quarters

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


def test_each_channel_takes_its_share_of_the_tint() -> None:
    view = ViewScene(photo=png(flat(10, 10, 200, 100, 50)), tint_mask=png(grey(10, 255)), tint="#ff3300")

    assert np.array_equal(compose_view(view, size=10), flat(10, 10, 200, 20, 0))


def test_another_colour_of_the_same_photo_is_tinted_anew() -> None:
    photo, mask = png(flat(10, 10, 255, 255, 255)), png(grey(10, 255))

    pictures = [compose_view(ViewScene(photo, mask, tint), size=10) for tint in ("#ff0000", "#0000ff", None, "#ff0000")]

    assert [picture[5, 5].tolist() for picture in pictures] == [[255, 0, 0], [0, 0, 255], [255, 255, 255], [255, 0, 0]]


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


def test_an_exact_size_holds_the_whole_photo_on_its_own_background() -> None:
    photo = flat(300, 150, 40, 90, 200)
    photo[50:100, 100:200] = (250, 0, 0)

    picture = compose_view(ViewScene(photo=png(photo)), size=(120, 120))

    assert picture.shape == (120, 120, 3)
    assert np.array_equal(picture[:30], flat(120, 30, 40, 90, 200))
    assert np.array_equal(picture[90:], flat(120, 30, 40, 90, 200))
    assert picture[60, 60].tolist() == [250, 0, 0]
    assert np.array_equal(picture[30:90, :35], flat(35, 60, 40, 90, 200))


def test_a_small_photo_grows_to_the_asked_size() -> None:
    assert compose_view(ViewScene(photo=png(flat(30, 20, 1, 2, 3))), size=(60, 60)).shape == (60, 60, 3)
    assert compose_view(ViewScene(photo=png(flat(30, 20, 1, 2, 3))), size=1600).shape == (1067, 1600, 3)


def test_design_and_maps_go_along_into_an_exact_size() -> None:
    shading = np.full((50, 100), 255, dtype=np.uint8)
    shading[:, 50:] = 102
    design = Placement([filled(box(0, 0, 10, 10), "#ff0000")], 10, 10, [(20, 10), (80, 10), (80, 40), (20, 40)])
    view = ViewScene(photo=png(flat(100, 50, 0, 0, 0)), shading_map=png(shading), placements=[design])

    picture = compose_view(view, size=(200, 200))

    red = picture[:, :, 0]
    assert (np.flatnonzero(red[100]).min(), np.flatnonzero(red[100]).max()) == (40, 159)
    assert (np.flatnonzero(red[:, 60]).min(), np.flatnonzero(red[:, 60]).max()) == (70, 129)
    assert (red[100, 60], red[100, 140]) == (255, 102)


def test_a_photo_that_lies_on_its_side_is_set_upright_and_its_quad_with_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = jpeg(flat(60, 40, 10, 20, 30), exif=exif)
    design = Placement([filled(box(0, 0, 10, 10), "#ffffff")], 10, 10, [(0, 30), (40, 30), (40, 60), (0, 60)])

    picture = compose_view(ViewScene(photo=lying, placements=[design]), size=120)

    assert picture.shape == (120, 80, 3)
    assert picture[62:].min() == 255
    assert picture[:58].max() < 60


@pytest.mark.parametrize(("map_grey", "moved"), [(128, 0), (255, 8), (1, -8), (0, -8), (160, 2)])
def test_the_displacement_map_moves_the_design_right_and_down(map_grey: int, moved: int) -> None:
    # 2 mm at 4 pixels a millimetre: 8 pixels for white; 32 of 127 steps of them make 2.
    quad = [(20, 20), (60, 20), (60, 60), (20, 60)]
    design = Placement([filled(box(0, 0, 10, 10), "#00c800")], 10, 10, quad)
    view = ViewScene(
        photo=png(flat(100, 100, 0, 0, 0)),
        placements=[design],
        displacement_map=png(grey(100, map_grey)),
        displacement=2,
    )

    green = compose_view(view, size=100)[:, :, 1]

    inside = green[22 + moved : 58 + moved, 22 + moved : 58 + moved]
    assert (inside.min(), inside.max()) == (200, 200)
    outside = green.copy()
    outside[18 + moved : 62 + moved, 18 + moved : 62 + moved] = 0
    assert not outside.any()
    assert green.astype(int).sum() == pytest.approx(40 * 40 * 200, rel=0.01)


def test_displacement_follows_the_map_from_place_to_place() -> None:
    folds = np.full((100, 100), 128, dtype=np.uint8)
    folds[:, 50:] = 255
    stripe = Placement([filled(box(0, 4.5, 10, 5.5), "#ffffff")], 10, 10, [(0, 0), (100, 0), (100, 100), (0, 100)])
    view = ViewScene(
        photo=png(flat(100, 100, 0, 0, 0)), placements=[stripe], displacement_map=png(folds), displacement=1
    )

    rows = [np.flatnonzero(compose_view(view, size=100)[:, x, 0] == 255).tolist() for x in (25, 75)]

    assert rows == [list(range(45, 55)), list(range(55, 65))]


def test_displacement_is_as_far_in_millimetres_at_every_size() -> None:
    quad = [(20, 20), (60, 20), (60, 60), (20, 60)]
    design = Placement([filled(box(0, 0, 10, 10), "#ffffff")], 10, 10, quad)
    white = png(grey(100, 255))
    view = ViewScene(photo=png(flat(100, 100, 0, 0, 0)), placements=[design], displacement_map=white, displacement=1)

    corners = [
        np.argwhere(compose_view(view, size=size)[:, :, 0] > 127).min(axis=0).tolist() for size in (50, 100, 400)
    ]

    assert corners == [[12, 12], [24, 24], [96, 96]]


def test_what_moves_in_from_beyond_the_picture_is_there() -> None:
    design = Placement([filled(box(0, 0, 20, 10), "#ffffff")], 20, 10, [(-50, 0), (50, 0), (50, 50), (-50, 50)])
    white = png(grey(50, 255))
    view = ViewScene(photo=png(flat(50, 50, 0, 0, 0)), placements=[design], displacement_map=white, displacement=2)

    picture = compose_view(view, size=50)[:, :, 0]

    assert picture[20, :40].min() == 255


def test_no_colour_is_stronger_than_its_alpha_where_a_print_is_moved() -> None:
    stripes = [filled(box(0, n, 10, n + 0.5), "#ffffff") for n in range(10)]
    ramp = np.tile(np.linspace(0, 255, 100).astype(np.uint8), (100, 1))
    design = Placement(stripes, 10, 10, FULL)
    view = ViewScene(photo=png(flat(100, 100, 90, 90, 90)), placements=[design])
    moved = ViewScene(view.photo, placements=[design], displacement_map=png(ramp), displacement=0.7)

    picture = compose_view(moved, size=100)

    assert picture.min() >= 90
    assert (picture == picture[:, :, :1]).all()


def test_a_print_that_lies_outside_the_picture_is_not_there() -> None:
    design = Placement([filled(box(0, 0, 9, 9), "#ffffff")], 9, 9, [(200, 0), (264, 0), (264, 64), (200, 64)])
    photo = png(flat(64, 64, 7, 8, 9))

    assert np.array_equal(compose_view(ViewScene(photo, placements=[design]), size=64), flat(64, 64, 7, 8, 9))


def test_an_area_that_no_photo_shows_is_drawn_alone() -> None:
    picture = render_flat([filled(box(0, 0, 10, 10), "#00ff00")], width=20, height=10, images={}, mask=None, size=60)

    assert picture.shape == (30, 60, 4)
    assert picture[15, 10].tolist() == [0, 255, 0, 255]
    assert picture[15, 50].tolist() == [0, 0, 0, 0]


def test_a_jpeg_for_the_cart_reads_back_alike() -> None:
    picture = Image.open(io.BytesIO(encode_jpeg(flat(60, 40, 200, 100, 50))))

    assert (picture.size, picture.format) == ((60, 40), "JPEG")
    assert np.abs(np.asarray(picture).astype(int) - (200, 100, 50)).max() <= 2
