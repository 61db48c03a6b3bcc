"""Shapes, pictures, backgrounds, order and groups of operations."""

from __future__ import annotations

import pytest
from tests.layout.scenes import IMAGE, demo_resources, load_area, one

from monogram.geometry.matrices import multiply, transform_point
from monogram.geometry.paths import control_bounds
from monogram.layout import (
    FontSet,
    GroupOperation,
    ImageOperation,
    PathOperation,
    Resources,
    fonts_used,
    images_used,
    layer_bounds,
    layout_area,
    layout_layer,
)
from monogram.layout.document import ImageLayer, ShapeLayer, load

NOTHING = Resources(FontSet({}))
STAR = {"type": "shape", "shape": "star", "width": 9, "height": 9, "fill": "#123456"}
TEXT = {"type": "text", "text": "ab", "font": "inter-bold", "size": 9}
PHOTO = {"type": "image", "image": IMAGE, "width": 9, "height": 9}


@pytest.mark.parametrize("kind", ["rectangle", "ellipse", "star", "heart"])
def test_shapes_fill_their_box(kind: str) -> None:
    (operation,) = layout_layer(one(ShapeLayer, shape=kind, width=40, height=20), NOTHING)
    assert isinstance(operation, PathOperation)
    assert control_bounds(operation.path) == pytest.approx((-20, -10, 20, 10))


def test_corners_are_no_rounder_than_the_box_allows() -> None:
    (operation,) = layout_layer(one(ShapeLayer, width=40, height=20, corner_radius=99), NOTHING)
    assert isinstance(operation, PathOperation)
    assert operation.path[0] == ("M", -10, -10)


def test_a_shape_without_ink_is_not_drawn() -> None:
    assert layout_layer(one(ShapeLayer, fill=None), NOTHING) == []


def test_a_picture_covers_its_box_after_its_transform() -> None:
    (operation,) = layout_layer(one(ImageLayer, width=80, height=40, transform=[0, 1, -1, 0, 100, 50]), NOTHING)
    assert isinstance(operation, ImageOperation)
    assert transform_point(operation.matrix, 0, 0) == pytest.approx((120, 10))
    assert transform_point(operation.matrix, 1, 1) == pytest.approx((80, 90))


def test_masks_lie_in_the_unit_square_and_keep_round_corners_round() -> None:
    (ellipse,) = layout_layer(one(ImageLayer, mask="ellipse"), NOTHING)
    (rounded,) = layout_layer(one(ImageLayer, mask="rounded", width=80, height=40), NOTHING)
    assert isinstance(ellipse, ImageOperation)
    assert isinstance(rounded, ImageOperation)
    assert ellipse.mask is not None
    assert rounded.mask is not None
    assert control_bounds(ellipse.mask) == (0, 0, 1, 1)
    # An eighth of the shorter side: 5 mm, along both sides.
    assert rounded.mask[0][1:] == pytest.approx((5 / 80, 0))
    assert rounded.mask[3][1:] == pytest.approx((1, 1 - 5 / 40))


def test_a_background_runs_beyond_any_bleed() -> None:
    (sheet,) = layout_area(load_area(background="#ABC"), NOTHING)
    assert isinstance(sheet, PathOperation)
    assert (sheet.layer, sheet.fill, sheet.opacity) == ("", "#aabbcc", 1)
    assert control_bounds(sheet.path) == (-100, -100, 300, 200)


def test_layers_are_drawn_in_order_and_grouped_by_layer() -> None:
    area = load_area(STAR, {**TEXT, "opacity": 0.5}, PHOTO, background="#fff")
    operations = layout_area(area, demo_resources())
    assert [operation.layer for operation in operations] == ["", "l0", "l1", "l2"]
    words = operations[2]
    assert isinstance(words, GroupOperation)
    assert (words.opacity, [member.opacity for member in words.operations if isinstance(member, PathOperation)]) == (
        0.5,
        [1, 1],
    )


def test_a_layer_transform_is_applied_after_everything_local() -> None:
    matrix = (0.5, 0.25, -0.25, 0.5, 30.0, 40.0)
    plain = layout_area(load_area({**TEXT, "transform": [1, 0, 0, 1, 0, 0]}), demo_resources())
    moved = layout_area(load_area({**TEXT, "transform": list(matrix)}), demo_resources())
    for before, after in zip(plain, moved, strict=True):
        assert isinstance(before, PathOperation)
        assert isinstance(after, PathOperation)
        assert after.matrix == multiply(matrix, before.matrix)


def test_bounds_of_shapes_and_pictures_are_their_sizes() -> None:
    assert layer_bounds(one(ShapeLayer, width=7, height=3), NOTHING) == (7, 3)
    assert layer_bounds(one(ImageLayer, width=70, height=30), NOTHING) == (70, 30)


def test_what_a_document_uses_is_listed_once() -> None:
    layers = [STAR, TEXT, PHOTO, TEXT, {**TEXT, "font": "caveat-bold"}, PHOTO]
    numbered = [{"id": f"l{n}", "transform": [1, 0, 0, 1, 0, 0], **layer} for n, layer in enumerate(layers)]
    areas = [{"name": "Front", "width": 9, "height": 9, "layers": numbered}]
    document = load({"version": 2, "product_id": 1, "areas": areas})
    assert fonts_used(document) == ["inter-bold", "caveat-bold"]
    assert images_used(document) == [IMAGE]


def test_five_hundred_layers_are_laid_out() -> None:
    sentence = "Forty characters of text on every layer!"
    words = {**TEXT, "text": sentence, "stroke": {"colour": "#fff", "width": 0.2}}
    area = load_area(*([words, STAR, PHOTO, {**words, "arc": {"radius": 50}}, STAR] * 100))
    operations = layout_area(area, demo_resources())
    drawn = sum(character != " " for character in sentence)
    assert len(operations) == 100 * (2 * 2 * drawn + 2 + 1)
