"""From the document's fills to the players' paints. `web/src/layout/paints.ts` does the same arithmetic."""

from __future__ import annotations

import math

from monogram.geometry.matrices import IDENTITY, Matrix, multiply, rotation, scaling, translation
from monogram.layout.adjustments import adjustments
from monogram.layout.model import Fill, GradientStop, LinearFill, PatternFill, RadialFill
from monogram.layout.operations import LinearGradient, Paint, PatternPaint, RadialGradient, Stop


def paint_of(fill: Fill, width: float, height: float, to_path: Matrix = IDENTITY) -> Paint:
    """How a layer's box of `width` × `height` mm about its origin is painted.

    `to_path` maps the layer's local millimetres to the units of the path that is to be painted: nothing to do for a
    shape, the inverse of its matrix for a glyph.
    """
    match fill:
        case LinearFill():
            return _linear(fill, width, height, to_path)
        case RadialFill():
            matrix = multiply(to_path, scaling(width / 2, height / 2))
            return RadialGradient((0.0, 0.0), 1.0, _stops(fill.stops), matrix)
        case PatternFill():
            return _pattern(fill, to_path)
    return fill


def background_paint(fill: Fill, width: float, height: float) -> Paint:
    """How a print area is painted: gradients run over its trimmed box, patterns begin at its top-left corner."""
    if isinstance(fill, PatternFill):
        return _pattern(fill, IDENTITY)
    return paint_of(fill, width, height, translation(width / 2, height / 2))


def _linear(fill: LinearFill, width: float, height: float, to_path: Matrix) -> LinearGradient:
    cosine, sine = math.cos(math.radians(fill.angle)), math.sin(math.radians(fill.angle))
    # As long as the box is deep in that direction: its corners have the colours of the ends.
    half = abs(width / 2 * cosine) + abs(height / 2 * sine)
    return LinearGradient((-half * cosine, -half * sine), (half * cosine, half * sine), _stops(fill.stops), to_path)


def _stops(stops: tuple[GradientStop, ...]) -> tuple[Stop, ...]:
    return tuple(Stop(stop.offset, stop.colour) for stop in stops)


def _pattern(fill: PatternFill, to_path: Matrix) -> PatternPaint:
    cell = multiply(translation(fill.offset_x, fill.offset_y), scaling(fill.width, fill.height))
    return PatternPaint(
        image=fill.image,
        matrix=multiply(to_path, multiply(rotation(math.radians(fill.angle)), cell)),
        gap=(fill.gap_x / fill.width, fill.gap_y / fill.height),
        arrangement=fill.arrangement,
        adjustments=adjustments(fill.filters),
    )
