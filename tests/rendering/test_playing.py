"""Groups, strokes and clips on a Skia canvas, to the pixel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray
from tests.rendering.scenes import box, filled, pictured, png, quarters

from monogram.geometry.paths import Path
from monogram.layout.operations import Blend, Clip, GroupOperation, Operation, Shadow, Stroke
from monogram.rendering.pictures import PictureBook, PictureError, skia_info
from monogram.rendering.playing import Player
from monogram.rendering.raster import render_area

CLEAR, BLACK, WHITE = [0, 0, 0, 0], [0, 0, 0, 255], [255, 255, 255, 255]
SQUARE = box(4, 4, 12, 12)


def drawn(*operations: Operation, size: int = 16, dpi: float = 25.4, bleed: float = 0) -> NDArray[np.uint8]:
    return render_area(operations, width=size, height=size, bleed=bleed, dpi=dpi, images={}, mask=None)


def group(*members: Operation, **fields: object) -> GroupOperation:
    return replace(GroupOperation("g", members), **fields)  # type: ignore[arg-type]  # its own fields


def test_a_group_without_opacity_draws_nothing_and_asks_for_no_picture() -> None:
    assert not drawn(group(pictured("lost", (8, 0, 0, 8, 0, 0)), opacity=0)).any()


def test_a_missing_picture_in_a_group_is_named() -> None:
    with pytest.raises(PictureError, match="picture lost is missing"):
        drawn(group(pictured("lost", (8, 0, 0, 8, 0, 0)), opacity=0.5))


def test_a_group_in_a_group_is_see_through_twice() -> None:
    pixels = drawn(group(group(filled(SQUARE, "#000000"), opacity=0.5), opacity=0.5))

    assert set(pixels[..., 3].flat) == {0, 64}


@pytest.mark.parametrize(
    ("blend", "expected"),
    [
        ("normal", (0x40, 0x80, 0xC0)),
        ("multiply", (0x40 * 0x80 // 255, 0x80 * 0x80 // 255, 0xC0 * 0x80 // 255)),
        ("screen", (255 - 191 * 127 // 255, 255 - 127 * 127 // 255, 255 - 63 * 127 // 255)),
        ("overlay", (0x40, 0x80, 0xC0)),
        ("darken", (0x40, 0x80, 0x80)),
        ("lighten", (0x80, 0x80, 0xC0)),
        ("color-dodge", (0x80 * 255 // 191, 255, 255)),
        ("color-burn", (0, 255 - 127 * 255 // 128, 255 - 127 * 255 // 192)),
        ("hard-light", (2 * 0x40 * 0x80 // 255, 0x80, 255 - 2 * 63 * 127 // 255)),
        ("soft-light", (96, 0x80, 155)),
        ("difference", (0x40, 0, 0x40)),
        ("exclusion", (0x80, 0x7F, 0x80)),
    ],
)
def test_a_blend_mode_meets_what_lies_below_and_nothing_else(blend: Blend, expected: tuple[int, int, int]) -> None:
    below = filled(box(0, 0, 8, 16), "#808080")

    pixels = drawn(below, group(filled(SQUARE, "#4080c0"), blend=blend))

    assert np.abs(pixels[8, 6, :3].astype(int) - expected).max() <= 1
    assert pixels[8, 10].tolist() == [0x40, 0x80, 0xC0, 255]


def test_a_blend_mode_inside_a_group_meets_the_group_alone() -> None:
    below, member = filled(box(0, 0, 16, 16), "#808080"), filled(SQUARE, "#808080")

    pixels = drawn(below, group(group(member, blend="multiply")))

    assert pixels[8, 8].tolist() == [0x80, 0x80, 0x80, 255]


def test_a_shadow_without_blur_is_the_group_again_in_one_colour_beneath_it() -> None:
    shadow = Shadow("#ff0000", 1, dx=3, dy=-2, blur=0)

    pixels = drawn(group(filled(SQUARE, "#0000ff"), shadow=shadow))

    expected = np.zeros((16, 16, 4), dtype=np.uint8)
    expected[2:10, 7:15] = (255, 0, 0, 255)
    expected[4:12, 4:12] = (0, 0, 255, 255)
    assert np.array_equal(pixels, expected)


def test_a_shadow_does_not_show_through_its_see_through_group() -> None:
    pixels = drawn(group(filled(SQUARE, "#0000ff"), opacity=0.5, shadow=Shadow("#ff0000", 1, dx=0, dy=0, blur=0)))

    assert pixels[8, 8].tolist() == [0, 0, 255, 128]


def test_a_shadow_is_a_gaussian_of_its_standard_deviation() -> None:
    edge = group(filled(box(-50, -50, 32, 114), "#000000"), shadow=Shadow("#ff0000", 1, dx=0, dy=0, blur=4))

    row = drawn(edge, size=64)[32, :, 3] / 255

    assert (row[:32] == 1).all()
    assert row[36] == pytest.approx(0.13, abs=0.02)  # a normal distribution beyond 4.5 of 4
    assert row[40] == pytest.approx(0.017, abs=0.01)
    assert row[46] == 0


def test_shadow_lengths_are_millimetres_that_do_not_turn_with_the_layer() -> None:
    turned = replace(filled(box(-2, -2, 2, 2), "#0000ff"), matrix=(0, 3, -3, 0, 8, 8))
    shadow = Shadow("#ff0000", 1, dx=2, dy=0, blur=0)

    pixels = drawn(group(turned, shadow=shadow), dpi=50.8)

    assert (np.nonzero((pixels[..., 0] == 255).any(axis=0))[0] // 2).tolist() == [14, 14, 15, 15]
    assert (np.nonzero((pixels[..., 0] == 255).any(axis=1))[0] // 2).tolist()[::23] == [2, 13]


def test_what_lies_outside_the_canvas_still_casts_its_shadow_into_it() -> None:
    outside = group(filled(box(-10, 0, -2, 16), "#000000"), shadow=Shadow("#ff0000", 1, dx=5, dy=0, blur=0))

    pixels = drawn(outside)

    assert (pixels[:, :3] == (255, 0, 0, 255)).all()
    assert not pixels[:, 3:].any()


def test_a_shadow_has_the_same_pixels_whether_drawn_whole_or_in_bands() -> None:
    scene = [group(filled(SQUARE, "#123456"), shadow=Shadow("#ff0000", 0.7, dx=1.3, dy=2.4, blur=2.2))]
    whole = drawn(*scene, size=64)

    bands = []
    for top in (0, 20, 40):
        pixels = np.zeros((24, 64, 4), dtype=np.uint8)
        canvas = skia.Surface.MakeRasterDirect(skia_info(64, 24), pixels, 64 * 4).getCanvas()
        canvas.translate(0, -top)
        Player(PictureBook({})).play(canvas, scene)
        bands.append(pixels)

    assert np.array_equal(whole[20:44, :, 3], bands[1][..., 3])
    assert np.array_equal(whole[40:, :, 3], bands[2][..., 3])


def test_a_shadow_is_whole_where_a_recording_is_played_in_bands() -> None:
    upside_down = replace(filled(box(4, -12, 12, -4), "#0000ff"), matrix=(0.5, 0, 0, -0.5, 4, 0))
    recorder = skia.PictureRecorder()
    canvas = recorder.beginRecording(skia.Rect.MakeWH(16, 32), skia.RTreeFactory()())
    Player(PictureBook({})).play(canvas, [group(upside_down, shadow=Shadow("#ff0000", 1, dx=0, dy=20, blur=0))])
    recording = recorder.finishRecordingAsPicture()

    band = np.zeros((16, 16, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(16, 16), band, 16 * 4).getCanvas()
    canvas.translate(0, -16)
    canvas.drawPicture(recording)

    expected = np.zeros((16, 16, 4), dtype=np.uint8)
    expected[6:10, 6:10] = (255, 0, 0, 255)
    assert np.array_equal(band, expected)


def test_the_clip_cuts_the_members_and_the_shadow_is_that_of_what_is_left() -> None:
    clip = Clip(box(0, 0, 1, 1), (4, 0, 0, 8, 4, 4))
    shadow = Shadow("#ff0000", 1, dx=0, dy=8, blur=0)

    pixels = drawn(group(filled(SQUARE, "#0000ff"), clip=clip, shadow=shadow), size=24)

    assert pixels[8, 3:9].tolist() == [CLEAR, *[[0, 0, 255, 255]] * 4, CLEAR]
    assert pixels[16, 3:9].tolist() == [CLEAR, *[[255, 0, 0, 255]] * 4, CLEAR]


def test_a_clip_without_anything_else_needs_no_sheet_and_ends_with_its_group() -> None:
    clip = Clip((*box(4, 4, 12, 12), *box(6, 6, 10, 10)), (1, 0, 0, 1, 0, 0), even_odd=True)

    pixels = drawn(group(filled(box(0, 0, 16, 16), "#000000"), clip=clip), filled(box(0, 0, 2, 2), "#ffffff"))

    assert [pixels[8, x].tolist() for x in (3, 5, 7, 11)] == [CLEAR, BLACK, CLEAR, BLACK]
    assert pixels[1, 1].tolist() == WHITE


def test_a_hole_by_the_even_odd_rule_and_none_by_winding() -> None:
    ring = (*box(2, 2, 14, 14), *box(6, 6, 10, 10))

    holed, full = drawn(replace(filled(ring, "#000000"), even_odd=True)), drawn(filled(ring, "#000000"))

    assert holed[8, 8].tolist() == CLEAR
    assert full[8, 8].tolist() == BLACK
    assert holed[4, 4].tolist() == full[4, 4].tolist() == BLACK


@pytest.mark.parametrize(
    ("fields", "inked"),
    [
        ({"cap": "butt"}, [False, False]),
        ({"cap": "square"}, [True, False]),
        ({"cap": "butt", "join": "miter"}, [False, True]),
        ({"cap": "butt", "join": "miter", "miter_limit": 1.0}, [False, False]),
        ({"cap": "butt", "join": "bevel"}, [False, False]),
    ],
)
def test_caps_and_joins(fields: dict[str, object], inked: list[bool]) -> None:
    corner: Path = (("M", 4.0, 12.0), ("L", 12.0, 12.0), ("L", 12.0, 4.0))
    pen = replace(Stroke("#000000", 4), **fields)  # type: ignore[arg-type]  # its own fields

    pixels = drawn(filled(corner, None, stroke=pen))

    assert [pixels[12, 2, 3] == 255, pixels[13, 13, 3] == 255] == inked


def test_a_see_through_group_leaves_the_rest_of_the_canvas_and_its_state_alone() -> None:
    pixels = drawn(
        filled(box(0, 0, 16, 16), "#ffffff"),
        group(filled(SQUARE, "#000000"), opacity=0.5),
        filled(box(0, 0, 1, 1), "#000000"),
    )

    assert pixels[0, 0].tolist() == BLACK
    assert pixels[2, 2].tolist() == WHITE
    assert pixels[8, 8, 0] in {127, 128}


def test_a_shadow_in_perspective_is_as_large_as_the_area_is_there() -> None:
    pixels = np.zeros((100, 100, 4), dtype=np.uint8)
    canvas = skia.Surface.MakeRasterDirect(skia_info(100, 100), pixels, 400).getCanvas()
    canvas.concat(skia.Matrix.MakeAll(1, 0, 0, 0, 1, 0, 0.01, 0, 1))
    shadow = Shadow("#ff0000", 1, dx=0, dy=20, blur=0)

    Player(PictureBook({})).play(canvas, [group(filled(box(90, 10, 110, 20), "#000000"), shadow=shadow)])

    column = pixels[:, 50]  # x = 100 mm, where the area is drawn at half its size
    assert np.nonzero(column[:, 0] * (column[:, 3] > 128))[0].tolist() == [15, 16, 17, 18, 19]


def test_a_picture_in_a_see_through_group_keeps_its_place() -> None:
    pictures = {"q": png(quarters(8))}
    member = pictured("q", (8, 0, 0, 8, 4, 4))

    pixels = render_area(
        [group(member, opacity=0.5)], width=16, height=16, bleed=0, dpi=25.4, images=pictures, mask=None
    )

    assert [pixels[y, x].tolist() for x, y in ((5, 5), (10, 5), (10, 10), (5, 10))] == [
        [255, 0, 0, 128],
        [0, 255, 0, 128],
        [0, 0, 255, 128],
        [255, 255, 255, 128],
    ]
    assert not pixels[:, :4].any()
