"""Operations into pixels: sizes, colours, places, transparency, sameness."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from tests.rendering.scenes import box, busy_scene, filled, flat, jpeg, pictured, png, quarters

from monogram.layout.operations import GroupOperation, ImageOperation, Stroke
from monogram.rendering import raster
from monogram.rendering.pictures import PictureBook, PictureError, Resampling
from monogram.rendering.png import encode_png
from monogram.rendering.raster import AreaTooLargeError, pixel_size, render_area

DPI = 25.4
"""One pixel a millimetre."""


@pytest.mark.parametrize(
    ("width", "height", "bleed", "dpi", "size"),
    [
        (280, 350, 0, 300, (3307, 4134)),
        (297, 420, 3, 300, (3579, 5031)),
        (381, 457.2, 0, 300, (4500, 5400)),
        (0.01, 0.01, 0, 25.4, (1, 1)),
    ],
)
def test_size_in_pixels_covers_the_area_and_its_bleed(
    width: float, height: float, bleed: float, dpi: float, size: tuple[int, int]
) -> None:
    assert pixel_size(width, height, bleed=bleed, dpi=dpi) == size


def test_nothing_drawn_is_clear_all_over() -> None:
    pixels = render_area([], width=7, height=5, bleed=0, dpi=DPI, images={}, mask=None)

    assert pixels.shape == (5, 7, 4)
    assert not pixels.any()


def test_a_shape_lies_where_its_matrix_puts_it_and_bleed_shifts_all() -> None:
    operations = [filled(box(0, 0, 2, 1), "#ff8000", matrix=(1, 0, 0, 1, 1, 2))]

    pixels = render_area(operations, width=6, height=4, bleed=1, dpi=DPI, images={}, mask=None)

    expected = np.zeros((6, 8, 4), dtype=np.uint8)
    expected[3, 2:4] = (255, 128, 0, 255)
    assert np.array_equal(pixels, expected)


def test_a_background_fills_the_bleed_to_the_last_pixel_at_any_rounding() -> None:
    operations = [filled(box(-1000, -1000, 1000, 1000), "#123456", layer="")]

    pixels = render_area(operations, width=33.3, height=47.7, bleed=3, dpi=300, images={}, mask=None)

    assert np.array_equal(pixels, np.broadcast_to(np.array([0x12, 0x34, 0x56, 255], np.uint8), pixels.shape))


def test_colours_of_half_clear_pixels_are_straight() -> None:
    operations = [filled(box(0, 0, 4, 4), "#c86432", opacity=0.5)]

    pixels = render_area(operations, width=4, height=4, bleed=0, dpi=DPI, images={}, mask=None)

    assert pixels[0, 0, 3] == 128
    assert np.abs(pixels[..., :3].astype(int) - (200, 100, 50)).max() <= 1


def test_a_see_through_layer_is_blended_once_where_its_shapes_overlap() -> None:
    shapes = (filled(box(0, 0, 3, 4), "#000000"), filled(box(1, 0, 4, 4), "#000000"))
    operations = [GroupOperation("a", shapes, opacity=0.5)]

    pixels = render_area(operations, width=4, height=4, bleed=0, dpi=DPI, images={}, mask=None)

    assert set(pixels[..., 3].flat) == {128}


def test_two_see_through_layers_add_up() -> None:
    operations = [
        filled(box(0, 0, 4, 4), "#000000", opacity=0.5, layer="a"),
        filled(box(0, 0, 4, 4), "#000000", opacity=0.5, layer="b"),
    ]

    pixels = render_area(operations, width=4, height=4, bleed=0, dpi=DPI, images={}, mask=None)

    assert set(pixels[..., 3].flat) == {192}


def test_a_stroke_lies_over_its_fill_and_scales_with_the_matrix() -> None:
    operations = [filled(box(1, 1, 3, 3), "#ff0000", matrix=(4, 0, 0, 4, 0, 0), stroke=Stroke("#0000ff", 0.5))]

    pixels = render_area(operations, width=16, height=16, bleed=0, dpi=DPI, images={}, mask=None)

    assert pixels[8].tolist()[2:6] == [[0, 0, 0, 0], [0, 0, 255, 255], [0, 0, 255, 255], [255, 0, 0, 255]]


@pytest.mark.parametrize("encode", [png, jpeg])
def test_a_picture_stands_upright_on_its_matrix(encode: object) -> None:
    assert callable(encode)
    operations = [pictured("q", (8, 0, 0, 8, 2, 0))]

    pixels = render_area(
        operations, width=12, height=8, bleed=0, dpi=DPI, images={"q": encode(quarters(64))}, mask=None
    )

    corners = [pixels[y, x].tolist() for x, y in ((3, 1), (8, 1), (8, 6), (3, 6))]
    expected = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255]]
    assert np.abs(np.array(corners) - expected).max() <= 3
    assert not pixels[:, :2].any()
    assert not pixels[:, 10:].any()


def test_a_crop_shows_only_its_part_without_a_trace_of_its_neighbours() -> None:
    operations = [ImageOperation("i", "q", (8, 0, 0, 8, 0, 0), (0.5, 0.5, 0.5, 0.5), None, 1)]

    pixels = render_area(operations, width=8, height=8, bleed=0, dpi=DPI, images={"q": png(quarters(6))}, mask=None)

    assert np.array_equal(pixels, flat(8, 8, 0, 0, 255, 255))


@pytest.mark.parametrize("side", [63, 64, 65, 1000])
@pytest.mark.parametrize("drawn", [2, 5, 13, 40])
def test_a_reduced_picture_fills_its_place_to_the_edges(side: int, drawn: int) -> None:
    operations = [pictured("f", (drawn, 0, 0, drawn, 0, 0))]

    for picture in (
        png(flat(side, side, 9, 99, 199)),
        jpeg(flat(side, side, 128, 128, 128)),
        png(flat(side, side, 8, 8, 8, 255)),
    ):
        pixels = render_area(operations, width=drawn, height=drawn, bleed=0, dpi=DPI, images={"f": picture}, mask=None)
        assert set(pixels[..., 3].flat) == {255}
        assert len(np.unique(pixels.reshape(-1, 4), axis=0)) == 1


def test_a_reduced_fine_pattern_turns_grey_and_does_not_alias() -> None:
    stripes = np.zeros((512, 512, 3), dtype=np.uint8)
    stripes[:, ::2] = 255
    operations = [pictured("s", (100, 0, 0, 100, 0, 0))]

    pixels = render_area(operations, width=100, height=100, bleed=0, dpi=DPI, images={"s": png(stripes)}, mask=None)

    inner = pixels[2:-2, 2:-2, :3].astype(int)
    assert abs(inner.mean() - 127.5) < 1
    assert inner.max() - inner.min() <= 4


def test_clear_pixels_of_a_reduced_picture_leave_no_fringe() -> None:
    sprite = np.zeros((400, 400, 4), dtype=np.uint8)
    sprite[..., 1] = 255  # the clear part is bright green, as some programs save it
    sprite[100:300, 100:300] = (200, 0, 0, 255)
    operations = [pictured("s", (50, 0, 0, 50, 0, 0))]

    pixels = render_area(operations, width=50, height=50, bleed=0, dpi=DPI, images={"s": png(sprite)}, mask=None)

    assert pixels[25, 25].tolist() == [200, 0, 0, 255]
    assert pixels[pixels[..., 3] > 8][:, 1].max() <= 2


def test_the_mask_cuts_and_its_edge_goes_on_into_the_bleed() -> None:
    operations = [filled(box(-10, -10, 20, 20), "#ffffff", layer="")]
    mask = np.zeros((40, 40), dtype=np.uint8)
    mask[:, 20:] = 255

    pixels = render_area(operations, width=8, height=8, bleed=2, dpi=DPI, images={}, mask=png(mask))

    assert set(pixels[:, :5, 3].flat) == {0}
    assert set(pixels[:, 7:, 3].flat) == {255}


def test_a_missing_picture_is_named() -> None:
    with pytest.raises(PictureError, match="picture lost is missing"):
        render_area([pictured("lost", (1, 0, 0, 1, 0, 0))], width=8, height=8, bleed=0, dpi=DPI, images={}, mask=None)


def test_half_a_picture_is_refused_and_never_printed() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    half = jpeg(noise)[:20_000]

    with pytest.raises(PictureError, match="cannot be decoded"):
        render_area(
            [pictured("h", (90, 0, 0, 90, 0, 0))], width=90, height=90, bleed=0, dpi=DPI, images={"h": half}, mask=None
        )


def test_an_area_beyond_all_measure_is_refused_before_memory_is_taken() -> None:
    with pytest.raises(AreaTooLargeError):
        render_area([], width=20_000, height=20_000, bleed=0, dpi=300, images={}, mask=None)


def digest_of_busy_scene() -> str:
    operations, images = busy_scene()
    pixels = render_area(operations, width=50, height=50, bleed=2, dpi=300, images=images, mask=None)
    return hashlib.sha256(encode_png(pixels, dpi=300)).hexdigest()


def test_the_same_scene_gives_the_same_bytes_again_and_in_another_process() -> None:
    program = "from tests.rendering.test_raster import digest_of_busy_scene as digest; print(digest())"

    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()

    assert digest_of_busy_scene() == digest_of_busy_scene() == other


def test_previews_halve_pictures_by_means_of_four() -> None:
    photo = np.random.default_rng(5).integers(0, 256, (64, 64, 3), dtype=np.uint8)

    picture = PictureBook({"p": png(photo)}, Resampling.PREVIEW).reduced_for("p", 0.5)

    means = photo.reshape(32, 2, 32, 2, 3).mean(axis=(1, 3))
    assert np.abs(picture.pixels[..., :3] - means).max() <= 1


def test_no_django_in_the_renderer() -> None:
    program = "import sys, monogram.rendering.raster, monogram.rendering.mockup; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    assert raster.MOST_PIXELS == 400_000_000
