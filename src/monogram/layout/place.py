"""From layers to operations, and what layout can tell about a layer without drawing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monogram.geometry.matrices import IDENTITY, multiply, transform_point
from monogram.layout.adjustments import adjustments
from monogram.layout.clipart import clipart_operations, flipped_box
from monogram.layout.codes import code_operations
from monogram.layout.model import (
    Area,
    ClipartLayer,
    CodeLayer,
    GroupLayer,
    ImageLayer,
    Layer,
    ShapeLayer,
    TextLayer,
)
from monogram.layout.operations import GroupOperation, ImageOperation, Operation, PathOperation, Shadow, Stroke
from monogram.layout.paints import background_paint, paint_of
from monogram.layout.resources import Resources
from monogram.layout.shapes import mask_path, rectangle, shape_path
from monogram.layout.text_operations import Finding, text_bounds, text_findings, text_operations
from monogram.layout.used import all_layers

BACKGROUND_OVERHANG = 100.0
"""In mm: how far a background runs beyond the print area, more than any bleed."""


def layout_area(area: Area, resources: Resources) -> list[Operation]:
    """What to draw for a print area, undermost first. Raises UnknownFontError, UnknownDrawingError."""
    return [*layout_background(area), *_laid_out(area.layers, resources)]


def layout_background(area: Area) -> list[Operation]:
    """What to draw for a print area's background: nothing, or one sheet."""
    if area.background is None:
        return []
    over = BACKGROUND_OVERHANG
    sheet = rectangle(-over, -over, area.width + 2 * over, area.height + 2 * over, 0.0, 0.0)
    fill = background_paint(area.background, area.width, area.height)
    return [PathOperation("", sheet, IDENTITY, fill, None, 1.0, None)]


def layout_layer(layer: Layer, resources: Resources) -> list[Operation]:
    """What to draw for one layer. Raises UnknownFontError, UnknownDrawingError."""
    return _blended(layer, _inked(layer, resources))


def layer_bounds(layer: Layer, resources: Resources) -> tuple[float, float]:
    """Width and height in mm of a layer's box about its local origin, before its transform.

    A group's box is the smallest about its origin that holds those of its members.
    """
    if isinstance(layer, TextLayer):
        return text_bounds(layer, resources)
    if isinstance(layer, GroupLayer):
        return _group_bounds(layer, resources)
    return layer.width, layer.height


def findings(area: Area, resources: Resources) -> list[Finding]:
    """What layout sees amiss in a print area, in drawing order."""
    found: list[Finding] = []
    for layer in all_layers(area.layers):
        if isinstance(layer, TextLayer):
            found.extend(text_findings(layer, resources))
    return found


def _laid_out(layers: tuple[Layer, ...], resources: Resources) -> Iterator[Operation]:
    for layer in layers:
        yield from layout_layer(layer, resources)


def _inked(layer: Layer, resources: Resources) -> list[Operation]:
    """A layer's operations before its opacity and effects."""
    match layer:
        case TextLayer():
            return text_operations(layer, resources)
        case ImageLayer():
            return [_image(layer)]
        case ShapeLayer():
            return _shape(layer)
        case ClipartLayer():
            return clipart_operations(layer, resources.drawings)
        case CodeLayer():
            return code_operations(layer)
        case GroupLayer():
            moved = tuple(
                replace(member, transform=multiply(layer.transform, member.transform)) for member in layer.layers
            )
            return list(_laid_out(moved, resources))


def _blended(layer: Layer, operations: list[Operation]) -> list[Operation]:
    """The operations with the layer's opacity and effects: bare, thinned, or as one group."""
    has_effect = layer.blend != "normal" or layer.shadow is not None or layer.ink != "process"
    if not operations or (layer.opacity == 1 and not has_effect):
        return operations
    first = operations[0]
    if len(operations) == 1 and not has_effect and _is_one_ink(first):
        return [replace(first, opacity=first.opacity * layer.opacity)]
    cast = layer.shadow
    shadow = Shadow(cast.colour, cast.opacity, cast.dx, cast.dy, cast.blur) if cast else None
    return [GroupOperation(layer.id, tuple(operations), layer.opacity, layer.blend, shadow, None, layer.ink)]


def _is_one_ink(operation: Operation) -> bool:
    """Whether an operation touches no pixel twice, so that its opacity may be given to its ink."""
    match operation:
        case ImageOperation():
            return True
        case PathOperation():
            return operation.fill is None or operation.stroke is None
    return False


def _image(layer: ImageLayer) -> ImageOperation:
    box = flipped_box(1.0, 1.0, layer.width, layer.height, layer.flip)
    return ImageOperation(
        layer=layer.id,
        image=layer.image,
        matrix=multiply(layer.transform, box),
        crop=(layer.crop.x, layer.crop.y, layer.crop.width, layer.crop.height),
        mask=mask_path(layer),
        opacity=1.0,
        adjustments=adjustments(layer.filters),
    )


def _shape(layer: ShapeLayer) -> list[Operation]:
    if layer.fill is None and layer.stroke is None:
        return []
    fill = None if layer.fill is None else paint_of(layer.fill, layer.width, layer.height)
    stroke = Stroke(layer.stroke.colour, layer.stroke.width) if layer.stroke else None
    return [PathOperation(layer.id, shape_path(layer), layer.transform, fill, stroke, 1.0, None)]


def _group_bounds(layer: GroupLayer, resources: Resources) -> tuple[float, float]:
    across = down = 0.0
    for member in layer.layers:
        width, height = layer_bounds(member, resources)
        for x, y in ((width, height), (width, -height), (-width, height), (-width, -height)):
            corner_x, corner_y = transform_point(member.transform, x / 2, y / 2)
            across, down = max(across, 2 * abs(corner_x)), max(down, 2 * abs(corner_y))
    return across, down
