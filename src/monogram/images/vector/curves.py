"""Geometry of curves that path data alone does not need: elliptical arcs, tight boxes, lengths and pieces."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monogram.geometry.paths import Bounds, Path, Segment

Point = tuple[float, float]
Curve = tuple[Point, ...]
"""A line or a Bézier curve by its two to four control points."""


def arc_curves(
    start: Point, radii: Point, degrees: float, is_large: bool, is_clockwise: bool, end: Point
) -> list[Segment]:
    """An elliptical arc of SVG path data as cubics, each of a quarter turn at most (SVG 2, appendix B.2)."""
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end:
        return []
    if rx == 0 or ry == 0:
        return [("L", *end)]
    turn = math.radians(math.fmod(degrees, 360))
    cosine, sine = math.cos(turn), math.sin(turn)
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cosine * half_x + sine * half_y, cosine * half_y - sine * half_x
    stretch = (x / rx) ** 2 + (y / ry) ** 2
    if stretch > 1:
        rx, ry, stretch = rx * math.sqrt(stretch), ry * math.sqrt(stretch), 1.0
    share = math.sqrt(max(0.0, 1 / stretch - 1)) * (-1 if is_large == is_clockwise else 1)
    centre_x, centre_y = share * rx * y / ry, -share * ry * x / rx
    first = math.atan2((y - centre_y) / ry, (x - centre_x) / rx)
    sweep = math.atan2((-y - centre_y) / ry, (-x - centre_x) / rx) - first
    if is_clockwise and sweep < 0:
        sweep += 2 * math.pi
    elif not is_clockwise and sweep > 0:
        sweep -= 2 * math.pi
    middle_x = cosine * centre_x - sine * centre_y + (start[0] + end[0]) / 2
    middle_y = sine * centre_x + cosine * centre_y + (start[1] + end[1]) / 2
    matrix = (rx * cosine, rx * sine, -ry * sine, ry * cosine, middle_x, middle_y)
    return _unit_arc(first, sweep, matrix, end)


def _unit_arc(
    first: float, sweep: float, matrix: tuple[float, float, float, float, float, float], end: Point
) -> list[Segment]:
    """An arc of the unit circle, mapped by `matrix`; it ends at `end` to the bit."""
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    handle = 4 / 3 * math.tan(step / 4)
    a, b, c, d, e, f = matrix
    curves: list[Segment] = []
    for index in range(count):
        here, there = first + index * step, first + (index + 1) * step
        points: list[float] = []
        for x, y in (
            (math.cos(here) - handle * math.sin(here), math.sin(here) + handle * math.cos(here)),
            (math.cos(there) + handle * math.sin(there), math.sin(there) - handle * math.cos(there)),
            (math.cos(there), math.sin(there)),
        ):
            points += (a * x + c * y + e, b * x + d * y + f)
        if index == count - 1:
            points[4:] = end
        curves.append(("C", *points))  # type: ignore[arg-type]  # six numbers by the loop above
    return curves


def pieces(path: Path) -> Iterator[Curve]:
    """Each line and curve by its control points, the first being where it begins. Closing lines are among them."""
    start = here = (0.0, 0.0)
    for segment in path:
        if segment[0] == "M":
            start = here = (segment[1], segment[2])
            continue
        if segment[0] == "Z":
            curve: Curve = (here, start) if here != start else ()
        elif segment[0] == "L":
            curve = (here, (segment[1], segment[2]))
        elif segment[0] == "Q":
            curve = (here, (segment[1], segment[2]), (segment[3], segment[4]))
        else:
            curve = (here, (segment[1], segment[2]), (segment[3], segment[4]), (segment[5], segment[6]))
        if curve:
            yield curve
            here = curve[-1]


def segment_of(curve: Curve) -> Segment:
    """The segment that draws a line or curve from its first point on."""
    match curve:
        case (_, (x, y)):
            return ("L", x, y)
        case (_, (a, b), (x, y)):
            return ("Q", a, b, x, y)
        case (_, (a, b), (c, d), (x, y)):
            return ("C", a, b, c, d, x, y)
    raise ValueError("a curve has two to four points")


def tight_bounds(path: Path) -> Bounds | None:
    """The box around an outline itself, not its control points; None where nothing is drawn."""
    boxes = [(_span([x for x, _ in curve]), _span([y for _, y in curve])) for curve in pieces(path)]
    if not boxes:
        return None
    return (
        min(across[0] for across, _ in boxes),
        min(down[0] for _, down in boxes),
        max(across[1] for across, _ in boxes),
        max(down[1] for _, down in boxes),
    )


def _span(numbers: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest of one coordinate on a curve."""
    values = (numbers[0], numbers[-1], *_turning_values(numbers))
    return min(values), max(values)


def _turning_values(numbers: Sequence[float]) -> list[float]:
    """Where one coordinate of a Bézier curve turns, if outside its ends."""
    low, high = min(numbers[0], numbers[-1]), max(numbers[0], numbers[-1])
    if len(numbers) < 3 or all(low <= number <= high for number in numbers):
        return []
    if len(numbers) == 3:
        p, q, r = numbers
        times = [(p - q) / (p - 2 * q + r)] if p - 2 * q + r else []
    else:
        p, q, r, s = numbers
        times = _roots(s - 3 * r + 3 * q - p, 2 * (r - 2 * q + p), q - p)
    return [bezier(numbers, time) for time in times if 0 < time < 1]


def _roots(a: float, b: float, c: float) -> list[float]:
    """Real solutions of a·t² + b·t + c = 0."""
    if abs(a) <= 1e-12 * (abs(b) + abs(c)):
        return [-c / b] if b else []
    inside = b * b - 4 * a * c
    if inside < 0:
        return []
    root = math.sqrt(inside)
    far = -(b + math.copysign(root, b)) / 2
    return [far / a, c / far] if far else [0.0]


def bezier(numbers: Sequence[float], time: float) -> float:
    """One coordinate of a line, a quadratic or a cubic at 0…1."""
    values = list(numbers)
    while len(values) > 1:
        values = [first + (second - first) * time for first, second in pairwise(values)]
    return values[0]


def stroke_reach(path: Path, width: float, cap: str, join: str, miter_limit: float) -> float:
    """How far a stroke may reach beyond its outline."""
    reach = width / 2 * (math.sqrt(2) if cap == "square" else 1)
    if join != "miter":
        return reach
    sharpest = 1.0
    start = (0.0, 0.0)
    arrived: Point | None = None
    first: Point | None = None
    last: Point | None = None
    for curve in pieces(path):
        leaving, arriving = _direction(curve), _direction(curve[::-1])
        if leaving is None or arriving is None:
            continue
        if curve[0] != arrived:
            start, first, last = curve[0], leaving, None
        if last:
            sharpest = max(sharpest, _miter(last, leaving, miter_limit))
        last, arrived = (-arriving[0], -arriving[1]), curve[-1]
        if first and arrived == start:
            sharpest = max(sharpest, _miter(last, first, miter_limit))
    return max(reach, width / 2 * sharpest)


def _direction(points: Curve) -> Point | None:
    """The unit vector from a curve's first point to the next that differs."""
    x, y = points[0]
    for other_x, other_y in points[1:]:
        length = math.hypot(other_x - x, other_y - y)
        if length > 0:
            return (other_x - x) / length, (other_y - y) / length
    return None


def _miter(arriving: Point, leaving: Point, limit: float) -> float:
    """Length of a corner's spike in half widths; 1 where it is cut off."""
    cosine = max(-1.0, min(1.0, arriving[0] * leaving[0] + arriving[1] * leaving[1]))
    half = math.sqrt((1 + cosine) / 2)  # the sine of half the inner angle
    return 1 / half if half * limit >= 1 else 1.0
