"""Shapes, pictures, backgrounds, order and groups of operations."""

from __future__ import annotations

from typing import Any

import pytest
from tests.layout.scenes import IMAGE, demo_resources, load_area, one

from monogram.geometry.matrices import multiply, transform_point
from monogram.geometry.paths import control_bounds, transform_path
from monogram.layout import (
    FontSet,
    GroupOperation,
    ImageOperation,
    PathOperation,
    Resources,
    all_layers,
    drawings_used,
    fonts_used,
    images_used,
    layer_bounds,
    layout_area,
    layout_layer,
)
from monogram.layout.document import GroupLayer, ImageLayer, ShapeLayer, load
from monogram.layout.operations import Shadow

NOTHING = Resources(FontSet({}))
STAR = {"type": "shape", "shape": "star", "width": 9, "height": 9, "fill": "#123456"}
TEXT = {"type": "text", "text": "ab", "font": "inter-bold", "size": 9}
UNMOVED = [1, 0, 0, 1, 0, 0]
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


def test_opacity_goes_to_the_ink_where_there_is_one_and_to_a_group_where_there_are_two() -> None:
    (thin,) = layout_layer(one(ShapeLayer, opacity=0.5), NOTHING)
    (both,) = layout_layer(one(ShapeLayer, opacity=0.5, stroke={"colour": "#000", "width": 1}), NOTHING)
    (photo,) = layout_layer(one(ImageLayer, opacity=0.5), NOTHING)

    assert isinstance(thin, PathOperation)
    assert isinstance(photo, ImageOperation)
    assert (thin.opacity, photo.opacity) == (0.5, 0.5)
    assert isinstance(both, GroupOperation)
    (member,) = both.operations
    assert isinstance(member, PathOperation)
    assert (both.opacity, member.opacity) == (0.5, 1)


@pytest.mark.parametrize("effect", [{"blend": "multiply"}, {"ink": "foil"}, {"shadow": {"colour": "#123", "dx": 2}}])
def test_effects_make_a_group_of_any_layer(effect: dict[str, Any]) -> None:
    for fields in (STAR, PHOTO, {"type": "code", "symbology": "qr", "content": "x", "width": 9, "height": 9}):
        (group,) = layout_area(load_area({**fields, **effect}), NOTHING)
        assert isinstance(group, GroupOperation)
        assert (group.layer, group.opacity, len(group.operations)) == ("l0", 1, 1)
        assert group.blend == effect.get("blend", "normal")
        assert group.ink == effect.get("ink", "process")
        assert group.shadow == (Shadow("#112233", 1, 2, 0, 0) if "shadow" in effect else None)


def test_nothing_makes_no_group() -> None:
    assert layout_layer(one(ShapeLayer, fill=None, blend="multiply"), NOTHING) == []
    assert layout_layer(one(GroupLayer, opacity=0.5), NOTHING) == []


def test_members_of_a_group_are_moved_with_it_and_stay_bare_where_nothing_joins_them() -> None:
    members: list[dict[str, Any]] = [
        {**STAR, "id": "a", "transform": [1, 0, 0, 1, 10, 0]},
        {**PHOTO, "id": "b", "transform": UNMOVED},
    ]
    star, photo = layout_layer(one(GroupLayer, layers=members, transform=[0, 2, -2, 0, 100, 50]), NOTHING)

    assert isinstance(star, PathOperation)
    assert (star.layer, star.matrix) == ("a", (0, 2, -2, 0, 100, 70))
    assert isinstance(photo, ImageOperation)
    assert transform_point(photo.matrix, 0.5, 0.5) == (100, 50)


def test_a_group_is_blended_as_one_and_a_member_by_itself_within() -> None:
    inner = {**STAR, "id": "a", "transform": UNMOVED, "blend": "screen", "opacity": 0.25}
    members = [inner, {**PHOTO, "id": "b", "transform": UNMOVED}]
    (outer,) = layout_layer(one(GroupLayer, layers=members, opacity=0.5, ink="white"), NOTHING)

    assert isinstance(outer, GroupOperation)
    assert (outer.layer, outer.opacity, outer.ink) == ("l0", 0.5, "white")
    first, _ = outer.operations
    assert isinstance(first, GroupOperation)
    assert (first.layer, first.opacity, first.blend, first.ink) == ("a", 0.25, "screen", "process")


def test_a_groups_box_holds_its_members_about_its_origin() -> None:
    members = [
        {**STAR, "id": "a", "width": 10, "height": 4, "transform": [0, 1, -1, 0, 20, 0]},
        {**STAR, "id": "b", "width": 2, "height": 2, "transform": [1, 0, 0, 1, -3, -30]},
    ]
    assert layer_bounds(one(GroupLayer, layers=members), NOTHING) == (2 * 22, 2 * 31)
    assert layer_bounds(one(GroupLayer), NOTHING) == (0, 0)


@pytest.mark.parametrize(
    ("flip", "corner"), [("horizontal", (40, -20)), ("vertical", (-40, 20)), ("both", (40, 20)), ("none", (-40, -20))]
)
def test_a_flip_mirrors_the_picture_within_its_box(flip: str, corner: tuple[float, float]) -> None:
    triangle = {"mask": "path", "mask_path": "M0 0L1 0L0 .25Z"}
    (photo,) = layout_layer(one(ImageLayer, width=80, height=40, flip=flip, **triangle), NOTHING)

    assert isinstance(photo, ImageOperation)
    assert transform_point(photo.matrix, 0, 0) == corner
    # The mask stays: the same outline in the layer's millimetres, whichever way the picture runs.
    assert photo.mask is not None
    assert transform_path(photo.mask, photo.matrix) == (("M", -40, -20), ("L", 40, -20), ("L", -40, -10), ("Z",))


@pytest.mark.parametrize("mask", ["heart", "star"])
def test_figures_as_masks_fill_the_picture(mask: str) -> None:
    (photo,) = layout_layer(one(ImageLayer, mask=mask), NOTHING)
    assert isinstance(photo, ImageOperation)
    assert photo.mask is not None
    assert control_bounds(photo.mask) == pytest.approx((0, 0, 1, 1))


def test_bounds_of_shapes_and_pictures_are_their_sizes() -> None:
    assert layer_bounds(one(ShapeLayer, width=7, height=3), NOTHING) == (7, 3)
    assert layer_bounds(one(ImageLayer, width=70, height=30), NOTHING) == (70, 30)


def test_what_a_document_uses_is_listed_once_however_deep_it_lies() -> None:
    first, second, third = (digit * 32 for digit in "abc")
    weave = {"type": "pattern", "image": second, "width": 9, "height": 9}
    bee = {"type": "clipart", "clipart": "bee", "width": 9, "height": 9}
    deep: dict[str, Any] = {
        "type": "group",
        "layers": [{**STAR, "id": "s", "transform": UNMOVED, "fill": {**weave, "image": third}}],
    }
    layers = [
        {**STAR, "fill": weave}, TEXT, PHOTO, {**TEXT, "font": "caveat-bold", "colour": weave}, PHOTO, deep, bee, bee,
    ]  # fmt: skip
    numbered = [{"id": f"l{n}", "transform": UNMOVED, **layer} for n, layer in enumerate(layers)]
    area = {"name": "Front", "width": 9, "height": 9, "layers": numbered, "background": {**weave, "image": first}}
    document = load({"version": 2, "product_id": 1, "areas": [area], "fallback_fonts": ["noto", "inter-bold"]})

    assert fonts_used(document) == ["inter-bold", "caveat-bold", "noto"]
    assert images_used(document) == [first, second, IMAGE, third]
    assert drawings_used(document) == ["bee"]
    named = [layer.id for layer in all_layers(document.areas[0].layers)]
    assert named == ["l0", "l1", "l2", "l3", "l4", "l5", "s", "l6", "l7"]


def test_a_document_without_text_needs_no_fonts() -> None:
    area = {"name": "Front", "width": 9, "height": 9, "layers": [{"id": "a", "transform": UNMOVED, **STAR}]}
    assert fonts_used(load({"version": 2, "product_id": 1, "areas": [area], "fallback_fonts": ["noto"]})) == []


def test_five_hundred_layers_are_laid_out() -> None:
    sentence = "Forty characters of text on every layer!"
    words = {**TEXT, "text": sentence, "stroke": {"colour": "#fff", "width": 0.2}}
    area = load_area(*([words, STAR, PHOTO, {**words, "arc": {"radius": 50}}, STAR] * 100))
    operations = layout_area(area, demo_resources())
    drawn = sum(character != " " for character in sentence)
    assert len(operations) == 100 * (2 * 2 * drawn + 2 + 1)
