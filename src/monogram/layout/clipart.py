"""A drawing stretched over a layer's box, with the colours that the layer gives to its parts.

`web/src/layout/clipart.ts` does the same arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monogram.geometry.matrices import Matrix, multiply
from monogram.layout.drawing import Drawing, DrawingEntry, DrawingGroup, DrawingShape
from monogram.layout.errors import UnknownDrawingError
from monogram.layout.model import ClipartLayer, Flip
from monogram.layout.operations import Clip, GroupOperation, Operation, PathOperation, Stroke


def clipart_operations(layer: ClipartLayer, drawings: Mapping[str, Drawing]) -> list[Operation]:
    """What to draw for a clipart layer. Raises UnknownDrawingError."""
    drawing = drawings.get(layer.clipart)
    if drawing is None:
        raise UnknownDrawingError(layer.clipart)
    colours = {part.name: part.colour for part in drawing.parts} | dict(layer.colours)
    box = flipped_box(drawing.width, drawing.height, layer.width, layer.height, layer.flip)
    return _operations(drawing.shapes, layer.id, multiply(layer.transform, box), colours)


def flipped_box(across: float, down: float, width: float, height: float, flip: Flip) -> Matrix:
    """The map of a box `across` × `down` from its corner to one of `width` × `height` about the origin."""
    mirrored_x, mirrored_y = flip in ("horizontal", "both"), flip in ("vertical", "both")
    x, y = (-width if mirrored_x else width), (-height if mirrored_y else height)
    return (x / across, 0.0, 0.0, y / down, -x / 2, -y / 2)


def _operations(
    entries: Sequence[DrawingEntry], layer: str, matrix: Matrix, colours: Mapping[str, str]
) -> list[Operation]:
    return [
        _shape(entry, layer, matrix, colours)
        if isinstance(entry, DrawingShape)
        else _group(entry, layer, matrix, colours)
        for entry in entries
    ]


def _shape(shape: DrawingShape, layer: str, matrix: Matrix, colours: Mapping[str, str]) -> PathOperation:
    fill, stroke = shape.fill, shape.stroke
    if shape.part is not None:
        colour = colours[shape.part]
        if fill is not None:
            fill = colour
        elif stroke is not None:
            stroke = Stroke(colour, stroke.width, stroke.cap, stroke.join, stroke.miter_limit)
    return PathOperation(layer, shape.path, matrix, fill, stroke, shape.opacity, None, shape.even_odd)


def _group(group: DrawingGroup, layer: str, matrix: Matrix, colours: Mapping[str, str]) -> GroupOperation:
    clip = None if group.clip is None else Clip(group.clip.path, matrix, group.clip.even_odd)
    members = tuple(_operations(group.shapes, layer, matrix, colours))
    return GroupOperation(layer, members, group.opacity, group.blend, clip=clip)
