"""Drawings in their boxes, with other colours."""

from __future__ import annotations

from typing import Any

import pytest
from spec.scene_drawings import DRAWINGS
from tests.layout.scenes import load_area

from monogram.geometry.matrices import transform_point
from monogram.layout import (
    FontSet,
    GroupOperation,
    Operation,
    PathOperation,
    Resources,
    UnknownDrawingError,
    layout_area,
)
from monogram.layout.drawing import load_drawing
from monogram.layout.operations import LinearGradient, RadialGradient, Stroke

RESOURCES = Resources(FontSet({}), drawings={name: load_drawing(raw) for name, raw in DRAWINGS.items()})


def drawn(clipart: str, **fields: Any) -> list[Operation]:
    """The operations of a clipart layer of 60 × 40 mm in the middle of the area."""
    layer = {"type": "clipart", "clipart": clipart, "width": 60, "height": 40, "transform": [1, 0, 0, 1, 100, 50]}
    return layout_area(load_area({**layer, **fields}), RESOURCES)


def paths(operations: list[Operation]) -> list[PathOperation]:
    """The same, where all are paths."""
    return [operation for operation in operations if isinstance(operation, PathOperation)]


@pytest.mark.parametrize(
    ("flip", "corner"), [("none", (70, 30)), ("horizontal", (130, 30)), ("vertical", (70, 70)), ("both", (130, 70))]
)
def test_a_drawing_is_stretched_over_its_box(flip: str, corner: tuple[float, float]) -> None:
    (wall, *_) = paths(drawn("house", flip=flip))

    assert transform_point(wall.matrix, 0, 0) == corner
    assert transform_point(wall.matrix, 60, 40) == (100, 50)
    assert abs(wall.matrix[0]) == 0.5  # 120 units over 60 mm


def test_parts_take_the_layers_colours_and_keep_the_drawings_else() -> None:
    _, roof, door, ground = paths(drawn("house", colours={"Door": "#123456", "Cellar": "#ffffff"}))

    assert (roof.fill, roof.opacity) == ("#a63d2f", 0.9)
    # A part's colour is that of the fill; without one, that of the stroke.
    assert (door.fill, door.stroke) == ("#123456", Stroke("#000000", 1, "butt", "miter"))
    assert (ground.fill, ground.stroke) == (None, Stroke("#123456", 2, "square", "bevel"))


def test_gradients_come_as_they_are() -> None:
    (wall, *_) = paths(drawn("house"))

    assert isinstance(wall.fill, LinearGradient)
    assert (wall.fill.start, wall.fill.end) == ((20, 40), (100, 80))
    assert [stop.opacity for stop in wall.fill.stops] == [1, 0.5]


def test_groups_of_a_drawing_are_groups_with_its_clip() -> None:
    frame, glass = drawn("window", colours={"Glass": "#aabbcc"})

    assert isinstance(frame, PathOperation)
    assert isinstance(frame.fill, RadialGradient)
    assert frame.even_odd
    assert isinstance(glass, GroupOperation)
    assert (glass.layer, glass.opacity, glass.blend) == ("l0", 0.5, "multiply")
    assert glass.clip is not None
    assert glass.clip.even_odd
    assert glass.clip.matrix == frame.matrix
    (pane,) = paths(list(glass.operations))
    assert pane.fill == "#aabbcc"


def test_a_see_through_drawing_of_several_shapes_is_one_group() -> None:
    (group,) = drawn("house", opacity=0.5)

    assert isinstance(group, GroupOperation)
    assert (group.opacity, len(group.operations)) == (0.5, 4)


def test_a_drawing_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownDrawingError, match="'castle'"):
        drawn("castle")
