"""How far operations reach, in mm of the print area."""

from __future__ import annotations

import math
from collections.abc import Iterable

from monogram.geometry.matrices import stretches
from monogram.geometry.paths import Bounds, Path, outline_bounds
from monogram.layout.operations import GroupOperation, ImageOperation, Operation, PathOperation, Shadow

UNIT_SQUARE: Path = (("M", 0.0, 0.0), ("L", 1.0, 0.0), ("L", 1.0, 1.0), ("L", 0.0, 1.0), ("Z",))
BLUR_REACH = 3.0
"""A Gaussian is taken to end after so many standard deviations."""


def reach_of(operations: Iterable[Operation]) -> Bounds | None:
    """A box around all that the operations draw, shadows with it; None where they draw nothing."""
    return join(*map(_reach, operations))


def join(*boxes: Bounds | None) -> Bounds | None:
    """The box around boxes."""
    real = [box for box in boxes if box is not None]
    if not real:
        return None
    lefts, tops, rights, bottoms = zip(*real, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def intersect(first: Bounds | None, second: Bounds | None) -> Bounds | None:
    """What two boxes share; None where that has no area."""
    if first is None or second is None:
        return None
    left, top = max(first[0], second[0]), max(first[1], second[1])
    right, bottom = min(first[2], second[2]), min(first[3], second[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def outset(box: Bounds, by: float) -> Bounds:
    """The box, wider by a length on every side."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def shadow_reach(box: Bounds, shadow: Shadow) -> Bounds:
    """Where the shadow of something falls."""
    left, top, right, bottom = outset(box, BLUR_REACH * shadow.blur)
    return left + shadow.dx, top + shadow.dy, right + shadow.dx, bottom + shadow.dy


def _reach(operation: Operation) -> Bounds | None:
    if isinstance(operation, PathOperation):
        return _reach_of_path(operation)
    if isinstance(operation, ImageOperation):
        return outline_bounds(UNIT_SQUARE if operation.mask is None else operation.mask, operation.matrix)
    return _reach_of_group(operation)


def _reach_of_path(operation: PathOperation) -> Bounds | None:
    box = outline_bounds(operation.path, operation.matrix)
    if box is None or operation.stroke is None:
        return box
    stroke = operation.stroke
    corner = stroke.miter_limit if stroke.join == "miter" else 1.0
    cap = math.sqrt(2) if stroke.cap == "square" else 1.0
    return outset(box, max(corner, cap) * stroke.width / 2 * max(stretches(operation.matrix)))


def _reach_of_group(group: GroupOperation) -> Bounds | None:
    box = reach_of(group.operations)
    if group.clip is not None:
        box = intersect(box, outline_bounds(group.clip.path, group.clip.matrix))
    if box is None or group.shadow is None:
        return box
    return join(box, shadow_reach(box, group.shadow))
