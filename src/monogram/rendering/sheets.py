"""The sheets that groups are drawn on: whether one is needed, how large it is, how it is laid down.

The group's shadow lies on the sheet beneath its members, as with CSS filters: opacity and blend mode belong to both.
`web/src/view2d/sheets.ts` and `shadow.ts` do the same on Canvas2D.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import skia

from monogram.layout.operations import (
    Blend,
    GroupOperation,
    ImageOperation,
    Operation,
    PathOperation,
    Shadow,
    Stroke,
)
from monogram.rendering.outlines import to_path
from monogram.rendering.paints import to_colour, to_matrix

UNIT_SQUARE = skia.Rect.MakeWH(1, 1)
_MARGIN = 0.999
"""Room for anti-aliasing, in pixels. A hair less than one: what ends on a whole pixel is not to end beside it because
the browser reckons in other floats; sheets begin at the same pixel in both."""
PathOf = Callable[[PathOperation], skia.Path]

BLEND_MODES: dict[Blend, skia.BlendMode] = {
    "normal": skia.BlendMode.kSrcOver,
    "multiply": skia.BlendMode.kMultiply,
    "screen": skia.BlendMode.kScreen,
    "overlay": skia.BlendMode.kOverlay,
    "darken": skia.BlendMode.kDarken,
    "lighten": skia.BlendMode.kLighten,
    "color-dodge": skia.BlendMode.kColorDodge,
    "color-burn": skia.BlendMode.kColorBurn,
    "hard-light": skia.BlendMode.kHardLight,
    "soft-light": skia.BlendMode.kSoftLight,
    "difference": skia.BlendMode.kDifference,
    "exclusion": skia.BlendMode.kExclusion,
}


def needs_sheet(group: GroupOperation) -> bool:
    """Whether the group looks other than its members drawn where they belong, one after the other.

    A member's blend mode meets the other members alone, so it needs the sheet too.
    """
    return group.opacity < 1 or group.blend != "normal" or group.shadow is not None or _blends(group.operations)


def _blends(operations: Sequence[Operation]) -> bool:
    return any(
        isinstance(operation, GroupOperation) and (operation.blend != "normal" or _blends(operation.operations))
        for operation in operations
    )


def covered(operations: Sequence[Operation], to_device: skia.Matrix, path_of: PathOf) -> skia.Rect:
    """What the operations may cover, in pixels: a sheet of the whole print would take as much memory as the print."""
    bounds = skia.Rect.MakeEmpty()
    for operation in operations:
        bounds.join(_covered_by_one(operation, to_device, path_of))
    return bounds


def covered_by_members(group: GroupOperation, to_device: skia.Matrix, path_of: PathOf) -> skia.Rect:
    """What the members of a group may cover within its clip, without its shadow."""
    members = covered(group.operations, to_device, path_of)
    if group.clip is None:
        return members
    within = skia.Matrix.Concat(to_device, to_matrix(group.clip.matrix))
    box = within.mapRect(to_path(group.clip.path).getBounds()).makeOutset(_MARGIN, _MARGIN)
    return members if members.intersect(box) else skia.Rect.MakeEmpty()


def _covered_by_one(operation: Operation, to_device: skia.Matrix, path_of: PathOf) -> skia.Rect:
    if isinstance(operation, GroupOperation):
        inner = covered_by_members(operation, to_device, path_of)
        return inner if operation.shadow is None else _with_shadow(inner, operation.shadow, to_device)
    if isinstance(operation, ImageOperation):
        rect = UNIT_SQUARE
    else:
        reach = 0 if operation.stroke is None else reach_of(operation.stroke)
        rect = path_of(operation).getBounds().makeOutset(reach, reach)
    # The margin also keeps a straight line's box from being empty, which `join` would leave out.
    return skia.Matrix.Concat(to_device, to_matrix(operation.matrix)).mapRect(rect).makeOutset(_MARGIN, _MARGIN)


def reach_of(stroke: Stroke) -> float:
    """How far a stroke's ink may lie from its outline, in path units."""
    factor = max(stroke.miter_limit if stroke.join == "miter" else 1, math.sqrt(2) if stroke.cap == "square" else 1)
    return stroke.width / 2 * factor


def _with_shadow(inner: skia.Rect, shadow: Shadow, to_device: skia.Matrix) -> skia.Rect:
    dx, dy, sigma = shadow_in_pixels(shadow, to_device, inner)
    shade = inner.makeOffset(dx, dy).makeOutset(3 * sigma, 3 * sigma)
    shade.join(inner)
    return shade


def sheet_paint(group: GroupOperation, to_device: skia.Matrix, content: skia.Rect) -> skia.Paint:
    """How the group's sheet, drawn in pixels and covering `content`, is laid down."""
    paint = skia.Paint(Alphaf=group.opacity, BlendMode=BLEND_MODES[group.blend])
    if group.shadow is not None:
        dx, dy, sigma = shadow_in_pixels(group.shadow, to_device, content)
        colour = to_colour(group.shadow.colour, group.shadow.opacity)
        paint.setImageFilter(skia.ImageFilters.DropShadow(dx, dy, sigma, sigma, colour))
    return paint


def shadow_in_pixels(shadow: Shadow, to_device: skia.Matrix, content: skia.Rect) -> tuple[float, float, float]:
    """Offset and standard deviation in pixels; in perspective, those at the content's middle."""
    a, b, c, d = _linear_part(to_device, content.centerX(), content.centerY())
    sigma = shadow.blur * math.sqrt(abs(a * d - b * c))
    return a * shadow.dx + c * shadow.dy, b * shadow.dx + d * shadow.dy, sigma


def _linear_part(matrix: skia.Matrix, x: float, y: float) -> tuple[float, float, float, float]:
    """The map's derivative at the place that it takes to the pixel (x, y): that of an affine map is its own."""
    a, c, _, b, d, _, g, h, i = (matrix[number] for number in range(9))
    if not matrix.hasPerspective():
        return a, b, c, d
    inverse = skia.Matrix()
    if not matrix.invert(inverse):
        return 0, 0, 0, 0
    origin = inverse.mapXY(x, y)
    w = g * origin.x() + h * origin.y() + i
    return (a - x * g) / w, (b - y * g) / w, (c - x * h) / w, (d - y * h) / w
