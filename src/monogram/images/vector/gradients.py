"""Gradients in the plainest form that looks the same: spread over the shape, ends in the drawing's own units."""

from __future__ import annotations

import math
from dataclasses import replace

from monogram.geometry.matrices import IDENTITY, determinant, invert, multiply, transform_point
from monogram.geometry.paths import Bounds
from monogram.images.vector.drawn import Gradient, Stop

_MOST_STOPS = 256


def plain_gradient(gradient: Gradient, box: Bounds) -> Gradient | None:
    """The same paint inside `box` with `spread` pad and, where possible, the identity for its matrix.

    A linear gradient never needs a matrix; a radial one keeps it where circles become ellipses, and then has radius 1
    about the origin. None for what our drawings cannot say: a focus off the centre, or too many repetitions.
    """
    if gradient.kind == "linear":
        padded = _padded(_without_matrix(gradient), box)
    else:
        x, y, radius, focus_x, focus_y, focus_radius = gradient.numbers
        if math.hypot(focus_x - x, focus_y - y) > 1e-4 * radius or focus_radius > 0:
            return None
        matrix = multiply(gradient.matrix, (radius, 0.0, 0.0, radius, x, y))
        padded = _padded(replace(gradient, numbers=(0.0, 0.0, 1.0, 0.0, 0.0, 0.0), matrix=matrix), box)
        padded = _circle(padded) if padded else None
    return padded


def _without_matrix(gradient: Gradient) -> Gradient:
    """Ends moved so that the lines of one colour stay where the matrix takes them, even when it shears."""
    x1, y1, x2, y2 = gradient.numbers
    a, b, c, d, _, _ = invert(gradient.matrix)
    run_x, run_y = x2 - x1, y2 - y1
    length = run_x * run_x + run_y * run_y
    slope_x, slope_y = (run_x * a + run_y * b) / length, (run_x * c + run_y * d) / length
    steepness = slope_x * slope_x + slope_y * slope_y
    start_x, start_y = transform_point(gradient.matrix, x1, y1)
    ends = (start_x, start_y, start_x + slope_x / steepness, start_y + slope_y / steepness)
    return replace(gradient, numbers=ends, matrix=IDENTITY)


def _circle(gradient: Gradient) -> Gradient:
    """Centre and radius in the drawing's units where the matrix keeps circles round."""
    a, b, c, d, e, f = gradient.matrix
    slack = 1e-6 * math.hypot(a, b)
    if (abs(a - d) > slack or abs(b + c) > slack) and (abs(a + d) > slack or abs(b - c) > slack):
        return gradient
    radius = gradient.numbers[2] * math.sqrt(abs(determinant(gradient.matrix)))
    return replace(gradient, numbers=(e, f, radius, e, f, 0.0), matrix=IDENTITY)


def _padded(gradient: Gradient, box: Bounds) -> Gradient | None:
    """Repetitions written out as stops over all of the box."""
    if gradient.spread == "pad":
        return gradient
    reach = [_offset(gradient, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    low = math.floor(min(reach)) if gradient.kind == "linear" else 0
    high = math.ceil(max(reach))
    count = max(1, high - low)
    if count * (len(gradient.stops) + 2) > _MOST_STOPS:
        return None
    stops = [
        replace(stop, offset=(turn + stop.offset) / count)
        for turn in range(count)
        for stop in _one_turn(gradient, is_turned=gradient.spread == "reflect" and (turn + low) % 2 == 1)
    ]
    return replace(gradient, numbers=_stretched(gradient, low, low + count), stops=tuple(stops), spread="pad")


def _one_turn(gradient: Gradient, *, is_turned: bool) -> list[Stop]:
    """The stops with one at each end, so that no turn runs into the next."""
    stops = list(gradient.stops)
    stops = [replace(stops[0], offset=0.0), *stops, replace(stops[-1], offset=1.0)]
    return [replace(stop, offset=1 - stop.offset) for stop in reversed(stops)] if is_turned else stops


def _offset(gradient: Gradient, x: float, y: float) -> float:
    """How far along the gradient a point of the drawing lies, in its lengths."""
    if gradient.kind == "linear":
        x1, y1, x2, y2 = gradient.numbers
        run_x, run_y = x2 - x1, y2 - y1
        return ((x - x1) * run_x + (y - y1) * run_y) / (run_x * run_x + run_y * run_y)
    return math.hypot(*transform_point(invert(gradient.matrix), x, y))


def _stretched(gradient: Gradient, low: int, high: int) -> tuple[float, ...]:
    """The gradient's numbers with its run from `low` to `high` of its lengths."""
    if gradient.kind == "radial":
        return (0.0, 0.0, float(high), 0.0, 0.0, 0.0)
    x1, y1, x2, y2 = gradient.numbers
    return (x1 + (x2 - x1) * low, y1 + (y2 - y1) * low, x1 + (x2 - x1) * high, y1 + (y2 - y1) * high)
