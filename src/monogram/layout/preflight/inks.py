"""Inks: can the process make these lines, tones and colours, and does the product offer what lays them down?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from monogram.geometry.matrices import IDENTITY, determinant, stretches
from monogram.geometry.paths import outline_bounds
from monogram.layout.model import Layer
from monogram.layout.operations import (
    Adjustment,
    GroupOperation,
    ImageOperation,
    LinearGradient,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
    RadialGradient,
)
from monogram.layout.preflight.marks import Mark, paints_of
from monogram.layout.preflight.rules import INKS, PROCESSES
from monogram.layout.preflight.values import TOLERANCE, Verdicts, rounded_down

HUNDREDTHS = 100


def check_lines(layer: Layer, marks: Sequence[Mark], verdicts: Verdicts) -> None:
    """The thinnest line or bar of a layer. Letters count by their outline only: their stems are the font's affair."""
    needed = verdicts.spec.thinnest_line
    widths = [width for mark in marks if (width := _line_width(mark)) is not None]
    if widths and min(widths) < needed - TOLERANCE:
        verdicts.add("thin_line", layer.id, width=rounded_down(min(widths), HUNDREDTHS), needed=needed)


def _line_width(mark: Mark) -> float | None:
    operation = mark.operation
    if isinstance(operation, ImageOperation) or mark.ink == "cut":
        return None
    pen = operation.stroke.width * stretches(operation.matrix)[1] if operation.stroke else 0.0
    if operation.glyph is not None:
        # The letter lies on the inner half of its outline.
        return pen / 2 if pen > 0 else None
    if operation.fill is None:
        return pen
    bar = _thickness(operation)
    return None if bar <= TOLERANCE else bar + pen


def _thickness(operation: PathOperation) -> float:
    """The shorter way across the parallelogram that a path's own box becomes, in mm."""
    bounds = outline_bounds(operation.path, IDENTITY)
    if bounds is None:
        return 0.0
    a, b, c, d, _, _ = operation.matrix
    area = abs(determinant(operation.matrix))
    across = (bounds[2] - bounds[0]) * area / math.sqrt(c * c + d * d)
    down = (bounds[3] - bounds[1]) * area / math.sqrt(a * a + b * b)
    return min(across, down)


def check_tones(layer: str | None, operations: Sequence[Operation], verdicts: Verdicts) -> None:
    """Whether a layer needs tones where the process makes flat colours."""
    if not PROCESSES[verdicts.spec.process].tones and any(map(_has_tones, operations)):
        verdicts.add("continuous_tone", layer)


def _has_tones(operation: Operation) -> bool:
    if isinstance(operation, GroupOperation):
        if operation.ink != "process":
            return False
        shadow = operation.shadow
        blurs = shadow is not None and (shadow.blur > 0 or shadow.opacity < 1)
        return (
            blurs or operation.opacity < 1 or operation.blend != "normal" or any(map(_has_tones, operation.operations))
        )
    if operation.opacity < 1:
        return True
    if isinstance(operation, ImageOperation):
        return not _thresholded(operation.adjustments)
    return any(_paint_has_tones(paint) for paint in paints_of(operation))


def _paint_has_tones(paint: Paint) -> bool:
    if isinstance(paint, PatternPaint):
        return not _thresholded(paint.adjustments)
    return isinstance(paint, LinearGradient | RadialGradient)


def check_colours(operations: Iterable[Operation], verdicts: Verdicts) -> None:
    """How many flat colours a print area has; what is made of tones is not counted."""
    most = verdicts.spec.most_colours
    colours = set(_colours(operations)) - {PROCESSES[verdicts.spec.process].paper}
    if most is not None and len(colours) > most:
        verdicts.add("too_many_colours", None, colours=len(colours), most=most)


def _colours(operations: Iterable[Operation]) -> Iterable[str]:
    for operation in operations:
        if isinstance(operation, ImageOperation):
            yield from _thresholded(operation.adjustments)
        elif isinstance(operation, PathOperation):
            for paint in paints_of(operation):
                if isinstance(paint, PatternPaint):
                    yield from _thresholded(paint.adjustments)
                elif isinstance(paint, str):
                    yield paint
        elif operation.ink == "process":
            yield from _colours(operation.operations)
            if operation.shadow:
                yield operation.shadow.colour


def _thresholded(adjustments: Sequence[Adjustment]) -> list[str]:
    """The two colours that are left of a picture after its last threshold; none if it keeps its tones."""
    last = max((index for index, one in enumerate(adjustments) if one.threshold is not None), default=None)
    if last is None:
        return []
    return [_adjusted(value, adjustments[last + 1 :]) for value in (0.0, 255.0)]


def _adjusted(value: float, adjustments: Sequence[Adjustment]) -> str:
    colour = [value, value, value]
    for matrix in (one.matrix for one in adjustments if one.matrix is not None):
        rows = [matrix[start : start + 4] for start in (0, 4, 8)]
        red, green, blue = colour
        sums = [row[0] * red + row[1] * green + row[2] * blue + row[3] for row in rows]
        colour = [min(255.0, max(0.0, math.floor(one + 0.5))) for one in sums]
    return "#" + "".join(f"{int(channel):02x}" for channel in colour)


def check_ink(layer: Layer, verdicts: Verdicts) -> None:
    """Whether what lays a layer down is on offer."""
    if layer.ink != "process" and layer.ink not in verdicts.spec.inks:
        verdicts.add("ink", layer.id, ink=layer.ink, name=INKS[layer.ink])
