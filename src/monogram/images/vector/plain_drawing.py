"""What a vector file draws, as the JSON of our drawings (`spec/drawing.schema.json`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from monogram.geometry.paths import Path
from monogram.images.vector.drawn import Drawn, Entry, Gradient, Group, Ink, Shape, groups_of, ink_bounds, shapes_of
from monogram.images.vector.gradients import plain_gradient

MOST_ENTRIES = 20_000
MOST_SEGMENTS = 200_000
MOST_COLOURS = 12
_LARGEST, _FARTHEST = 1e6, 1e9
_LONGEST_NAME = 40
_NOISE = re.compile(
    r"(?:g|path|layer|group|rect|rectangle|use|svg|shape|vector|ellipse|oval|circle|polygon|polyline|line|fill|stroke|"
    r"frame|clip|mask|union|subtract|subtraction|intersect|combined[ _]shape|compound[ _]path|ebene|gruppe|pfad|calque|"
    r"groupe|capa|grupo|livello|artboard|page|x|svg_?id|xmlid|id)?[-_. 0-9]*|[-0-9a-f]{8,}",
    re.IGNORECASE,
)
"""Names that editors give by themselves."""

PartKey = tuple[str | None, str]


class NotAsDrawingError(Exception):
    """It can be shown, but our drawings cannot say it: it is kept as pixels."""


def plain_drawing(drawn: Drawn) -> dict[str, Any]:
    """The drawing's JSON. Raises NotAsDrawingError."""
    shapes = list(shapes_of(drawn.entries))
    groups = list(groups_of(drawn.entries))
    segments = sum(len(shape.path) for shape in shapes) + sum(len(group.clip.path) for group in groups if group.clip)
    if len(shapes) + len(groups) > MOST_ENTRIES or segments > MOST_SEGMENTS:
        raise NotAsDrawingError
    parts = _parts(shapes)
    return {
        "version": 1,
        "width": round(drawn.width, 6),
        "height": round(drawn.height, 6),
        "parts": [{"name": name, "colour": colour} for (_, colour), name in parts.items()],
        "shapes": [_plain(entry, parts) for entry in drawn.entries],
    }


def _parts(shapes: Iterable[Shape]) -> dict[PartKey, str]:
    """A name for each colour, in drawing order: the author's `data-part`, a name from the editor, or a number.

    None at all where there are more colours than anyone would choose one by one.
    """
    labels: dict[PartKey, set[str | None]] = {}
    for shape in shapes:
        if isinstance(shape.ink, str):
            labels.setdefault((shape.part, shape.ink), set()).add(shape.label)
    if len(labels) > MOST_COLOURS:
        return {}
    names: dict[PartKey, str] = {}
    for number, (key, found) in enumerate(labels.items(), start=1):
        label = next(iter(found)) if len(found) == 1 else None
        wanted = _clean(key[0]) or _clean(label if label and not _NOISE.fullmatch(label) else None)
        names[key] = _unique(wanted or f"colour {number}", set(names.values()))
    return names


def _clean(name: str | None) -> str:
    """A name that shoppers can read: no control characters, not too long."""
    spaced = " ".join((name or "").replace("_", " ").split())
    return "".join(character for character in spaced if character.isprintable())[: _LONGEST_NAME - 4].strip()


def _unique(name: str, taken: set[str]) -> str:
    number = 2
    unique = name
    while unique in taken:
        unique = f"{name} {number}"
        number += 1
    return unique


def _plain(entry: Entry, parts: dict[PartKey, str]) -> dict[str, Any]:
    if isinstance(entry, Group):
        clip = entry.clip
        rule = {"path": path_text(clip.path), "rule": _rule(clip.even_odd)} if clip else None
        return {
            "shapes": [_plain(member, parts) for member in entry.members],
            "opacity": round(entry.opacity, 6),
            "blend": entry.blend,
            "clip": rule,
        }
    ink = _plain_ink(entry)
    shape: dict[str, Any] = {"path": path_text(entry.path), "rule": _rule(entry.even_odd), "fill": None, "stroke": None}
    if entry.pen is None:
        shape["fill"] = ink
    else:
        pen = entry.pen
        if pen.width > _LARGEST:
            raise NotAsDrawingError
        shape["stroke"] = {
            "paint": ink,
            "width": max(0.000001, round(pen.width, 6)),
            "cap": pen.cap,
            "join": pen.join,
            "miter_limit": pen.miter_limit,
        }
    part = parts.get((entry.part, entry.ink)) if isinstance(entry.ink, str) else None
    return {**shape, "opacity": round(entry.opacity, 6), "part": part}


def _rule(even_odd: bool) -> str:
    return "evenodd" if even_odd else "nonzero"


def _plain_ink(shape: Shape) -> Any:
    ink: Ink = shape.ink
    if isinstance(ink, str):
        return ink
    box = ink_bounds((shape,))
    gradient = plain_gradient(ink, box) if box else None
    if gradient is None:
        raise NotAsDrawingError
    return _plain_gradient(gradient)


def _plain_gradient(gradient: Gradient) -> dict[str, Any]:
    stops = [
        {"offset": round(stop.offset, 6), "colour": stop.colour, "opacity": round(stop.opacity, 6)}
        for stop in gradient.stops
    ]
    numbers = [round(number, 6) for number in gradient.numbers]
    matrix = [round(number, 6) for number in gradient.matrix]
    is_point = (
        numbers[:2] == numbers[2:] if gradient.kind == "linear" else matrix[0] * matrix[3] == matrix[1] * matrix[2]
    )
    if is_point or not all(abs(number) <= _FARTHEST for number in (*numbers, *matrix)):
        raise NotAsDrawingError
    if gradient.kind == "linear":
        ends: dict[str, Any] = {"type": "linear", "from": numbers[:2], "to": numbers[2:]}
    else:
        ends = {"type": "radial", "centre": numbers[:2], "radius": max(0.000001, numbers[2])}
    return {**ends, "stops": stops, "matrix": matrix}


def path_text(path: Path) -> str:
    """Path data to a thousandth of a unit: a millionth of the longer side. Raises NotAsDrawingError beyond measure."""
    words = []
    for segment in path:
        numbers = segment[1:]
        if not all(-_LARGEST <= number <= _LARGEST for number in numbers):
            raise NotAsDrawingError
        words.append(segment[0] + " ".join([f"{round(number, 3):.10g}" for number in numbers]))
    return "".join(words)
