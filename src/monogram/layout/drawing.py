"""Vector drawings as a list of outlines and paints: what uploaded SVGs and PDFs, and clipart, become.

A drawing is JSON (`spec/drawing.schema.json`), in units of its own, y down, inside the box 0…width × 0…height:

- `shapes` are drawn in their order. All transforms are in the numbers already; dashes are sub-paths of their own.
- A shape is filled (`rule`: nonzero or evenodd) or stroked, or both where nothing shines through.
- What shines through as one, is cut, or is blended, is a group: `{"shapes": […], "opacity", "blend", "clip"}`.
- `parts` are the colours that may be changed. A shape with a `part` takes that part's colour for its fill, or for its
  stroke where it has no fill; what it says itself is not drawn.
- Nothing is cut off at the box unless a group says so.

The loader takes hostile JSON: every refusal names the place and the rule. `web/src/document/drawing.ts` is its twin.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, TypeAlias, get_args

from monogram.geometry.matrices import IDENTITY, Matrix
from monogram.geometry.path_data import COORDINATE_LIMIT, PathDataError, parse_path_data
from monogram.geometry.paths import Path
from monogram.layout.canonical import format_number
from monogram.layout.errors import DocumentError
from monogram.layout.fields import Fields, read_list, read_number
from monogram.layout.operations import Blend, Cap, Join, LinearGradient, Paint, RadialGradient, Stop, Stroke

MOST_BYTES = 5_000_000
MOST_ENTRIES = 20_000
MOST_SEGMENTS = 200_000
MOST_PARTS = 200
MOST_STOPS = 256
DEEPEST_GROUP = 64
LARGEST_SIDE = 1_000_000.0
_COORDINATE = 1e9
_RULES = ("nonzero", "evenodd")
_PLAIN_PATH = re.compile(r"M[-0-9. MLQCZ]*")
_PLAIN_COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_COUNTS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}

DrawingPaint: TypeAlias = str | LinearGradient | RadialGradient
"""`#rrggbb` or a gradient, whose `matrix` maps its own space to the drawing's units."""


class DrawingError(DocumentError):
    """A drawing that may not be taken: where (`shapes[3].stroke.width`) and why."""

    message = "The drawing is not valid"


@dataclass(frozen=True, slots=True)
class DrawingPart:
    """A colour that may be changed, under a name that shoppers read."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class DrawingClip:
    """Only what lies inside is drawn."""

    path: Path
    even_odd: bool


@dataclass(frozen=True, slots=True)
class DrawingShape:
    """An outline to fill, to stroke, or (only where `opacity` is 1) both, the stroke on top."""

    path: Path
    even_odd: bool
    fill: DrawingPaint | None
    stroke: Stroke | None
    opacity: float
    part: str | None


@dataclass(frozen=True, slots=True)
class DrawingGroup:
    """Shapes that are drawn on an empty sheet, cut, and laid down as one."""

    shapes: tuple[DrawingEntry, ...]
    opacity: float
    blend: Blend
    clip: DrawingClip | None


DrawingEntry: TypeAlias = DrawingShape | DrawingGroup


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing; `width` and `height` are above 0, in its own units."""

    width: float
    height: float
    parts: tuple[DrawingPart, ...]
    shapes: tuple[DrawingEntry, ...]


def load_drawing(raw: object) -> Drawing:
    """The drawing that JSON describes, as bytes, as text or decoded. Raises DrawingError."""
    try:
        return _Loader().drawing(_decoded(raw) if isinstance(raw, bytes | bytearray | str) else raw)
    except DocumentError as error:
        raise DrawingError(error.path, error.text) from error


def to_plain(drawing: Drawing) -> dict[str, Any]:
    """The drawing as the dicts and lists of its JSON. What it gives can be loaded again."""
    return {
        "version": 1,
        "width": drawing.width,
        "height": drawing.height,
        "parts": [{"name": part.name, "colour": part.colour} for part in drawing.parts],
        "shapes": [_plain_entry(entry) for entry in drawing.shapes],
    }


def path_text(path: Path) -> str:
    """An outline as path data, each number to the millionth."""
    return "".join(segment[0] + " ".join(format_number(number) for number in segment[1:]) for segment in path)


def _decoded(raw: bytes | bytearray | str) -> object:
    if len(raw) > MOST_BYTES:
        raise DrawingError("", f"must have {MOST_BYTES} bytes at most")
    try:
        return json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DrawingError("", "must be JSON") from error


def _refuse_constant(_: str) -> object:
    raise DrawingError("", "must hold finite numbers")


class _Loader:
    """Reads one drawing, and counts what all of its shapes may have together."""

    def __init__(self) -> None:
        self._entries_left = MOST_ENTRIES
        self._segments_left = MOST_SEGMENTS
        self._parts: set[str] = set()

    def drawing(self, raw: object) -> Drawing:
        fields = Fields(raw, "", ("version", "width", "height", "parts", "shapes"))
        if fields.whole("version") != 1:
            raise DocumentError("version", "must be 1")
        width = fields.number("width", 0.001, LARGEST_SIDE)
        height = fields.number("height", 0.001, LARGEST_SIDE)
        parts = read_list(fields.value("parts", []), "parts", 0, MOST_PARTS)
        return Drawing(
            width,
            height,
            tuple(self._part(part, f"parts[{index}]") for index, part in enumerate(parts)),
            self._entries(fields, DEEPEST_GROUP),
        )

    def _part(self, raw: object, path: str) -> DrawingPart:
        fields = Fields(raw, path, ("name", "colour"))
        name = fields.string("name", 1, 40)
        if name in self._parts:
            raise DocumentError(fields.at("name"), "must be a name of its own")
        self._parts.add(name)
        return DrawingPart(name, fields.colour("colour"))

    def _entries(self, fields: Fields, deeper: int) -> tuple[DrawingEntry, ...]:
        path = fields.at("shapes")
        entries = read_list(fields.value("shapes"), path, 0, MOST_ENTRIES)
        self._entries_left -= len(entries)
        if self._entries_left < 0:
            raise DocumentError(path, f"must have {MOST_ENTRIES} shapes at most in all")
        return tuple(self._entry(entry, f"{path}[{index}]", deeper) for index, entry in enumerate(entries))

    def _entry(self, raw: object, path: str, deeper: int) -> DrawingEntry:
        if isinstance(raw, dict) and "shapes" in raw:
            return self._group(raw, path, deeper)
        return self._shape(raw, path)

    def _group(self, raw: object, path: str, deeper: int) -> DrawingGroup:
        fields = Fields(raw, path, ("shapes", "opacity", "blend", "clip"))
        if deeper == 0:
            raise DocumentError(path, f"must not be more than {DEEPEST_GROUP} groups deep")
        return DrawingGroup(
            self._entries(fields, deeper - 1),
            fields.number("opacity", 0, 1, 1.0),
            fields.choice("blend", get_args(Blend), "normal"),
            self._clip(fields.value("clip", None), fields.at("clip")),
        )

    def _clip(self, raw: object, path: str) -> DrawingClip | None:
        if raw is None:
            return None
        fields = Fields(raw, path, ("path", "rule"))
        return DrawingClip(self._path(fields), fields.choice("rule", _RULES, "nonzero") == "evenodd")

    def _shape(self, raw: object, path: str) -> DrawingShape:
        fields = Fields(raw, path, ("path", "rule", "fill", "stroke", "opacity", "part"))
        fill = fields.value("fill", None)
        stroke = fields.value("stroke", None)
        if fill is None and stroke is None:
            raise DocumentError(path, "must have a fill or a stroke")
        opacity = fields.number("opacity", 0, 1, 1.0)
        if opacity != 1 and fill is not None and stroke is not None:
            raise DocumentError(fields.at("opacity"), "must be 1 where a shape has a fill and a stroke")
        part = fields.name("part", 40)
        if part is not None and part not in self._parts:
            raise DocumentError(fields.at("part"), "must be the name of a part")
        return DrawingShape(
            self._path(fields),
            fields.choice("rule", _RULES, "nonzero") == "evenodd",
            None if fill is None else _paint(fields, "fill"),
            None if stroke is None else _stroke(stroke, fields.at("stroke")),
            opacity,
            part,
        )

    def _path(self, fields: Fields) -> Path:
        data = fields.value("path")
        if not isinstance(data, str):
            raise DocumentError(fields.at("path"), "must be text")
        try:
            path = _plain_path(data) or parse_path_data(data, MOST_SEGMENTS)
        except PathDataError as error:
            raise DocumentError(fields.at("path"), str(error)) from error
        self._segments_left -= len(path)
        if self._segments_left < 0:
            raise DocumentError(fields.at("path"), f"must leave {MOST_SEGMENTS} segments at most in all")
        return path


def _plain_path(data: str) -> Path | None:
    """What `parse_path_data` says of absolute commands that are all written out, as the door writes them, in a third
    of its time; None for any other text.
    """
    segments: list[Any] = []
    if _PLAIN_PATH.fullmatch(data) is None:
        return None
    for letter, text in _PLAIN_COMMAND.findall(data):
        words = text.split(" ") if text else []
        try:
            numbers = [float(word) for word in words]
        except ValueError:
            return None
        if len(numbers) != _COUNTS[letter] or not all(abs(number) <= COORDINATE_LIMIT for number in numbers):
            return None
        segments.append((letter, *numbers))
    return tuple(segments) if len(segments) <= MOST_SEGMENTS else None


def _stroke(raw: object, path: str) -> Stroke:
    fields = Fields(raw, path, ("paint", "width", "cap", "join", "miter_limit"))
    return Stroke(
        _paint(fields, "paint"),
        fields.number("width", 0.000001, LARGEST_SIDE),
        fields.choice("cap", get_args(Cap), "butt"),
        fields.choice("join", get_args(Join), "miter"),
        fields.number("miter_limit", 1, 1000, 4.0),
    )


def _paint(fields: Fields, name: str) -> DrawingPaint:
    if not isinstance(fields.value(name), dict):
        return fields.colour(name)
    path = fields.at(name)
    kind = fields.value(name).get("type")
    if kind == "linear":
        gradient = Fields(fields.value(name), path, ("type", "from", "to", "stops", "matrix"))
        return LinearGradient(_point(gradient, "from"), _point(gradient, "to"), _stops(gradient), _matrix(gradient))
    if kind == "radial":
        gradient = Fields(fields.value(name), path, ("type", "centre", "radius", "stops", "matrix"))
        radius = gradient.number("radius", 0.000001, _COORDINATE)
        return RadialGradient(_point(gradient, "centre"), radius, _stops(gradient), _matrix(gradient))
    raise DocumentError(f"{path}.type", "must be one of linear, radial")


def _stops(fields: Fields) -> tuple[Stop, ...]:
    path = fields.at("stops")
    stops: list[Stop] = []
    for index, raw in enumerate(read_list(fields.value("stops"), path, 2, MOST_STOPS)):
        stop = Fields(raw, f"{path}[{index}]", ("offset", "colour", "opacity"))
        offset = stop.number("offset", 0, 1)
        if stops and offset < stops[-1].offset:
            raise DocumentError(stop.at("offset"), "must not be before the stop above it")
        stops.append(Stop(offset, stop.colour("colour"), stop.number("opacity", 0, 1, 1.0)))
    return tuple(stops)


def _point(fields: Fields, name: str) -> tuple[float, float]:
    path = fields.at(name)
    x, y = read_list(fields.value(name), path, 2, 2)
    return (
        read_number(x, f"{path}[0]", -_COORDINATE, _COORDINATE),
        read_number(y, f"{path}[1]", -_COORDINATE, _COORDINATE),
    )


def _matrix(fields: Fields) -> Matrix:
    path = fields.at("matrix")
    numbers = read_list(fields.value("matrix", list(IDENTITY)), path, 6, 6)
    a, b, c, d, e, f = (
        read_number(number, f"{path}[{index}]", -_COORDINATE, _COORDINATE) for index, number in enumerate(numbers)
    )
    if a * d - b * c == 0:
        raise DocumentError(path, "must not flatten the plane")
    return (a, b, c, d, e, f)


def _plain_entry(entry: DrawingEntry) -> dict[str, Any]:
    if isinstance(entry, DrawingGroup):
        clip = entry.clip
        return {
            "shapes": [_plain_entry(member) for member in entry.shapes],
            "opacity": entry.opacity,
            "blend": entry.blend,
            "clip": None if clip is None else {"path": path_text(clip.path), "rule": _RULES[clip.even_odd]},
        }
    stroke = entry.stroke
    return {
        "path": path_text(entry.path),
        "rule": _RULES[entry.even_odd],
        "fill": None if entry.fill is None else _plain_paint(entry.fill),
        "stroke": None if stroke is None else _plain_stroke(stroke),
        "opacity": entry.opacity,
        "part": entry.part,
    }


def _plain_stroke(stroke: Stroke) -> dict[str, Any]:
    return {
        "paint": _plain_paint(stroke.paint),
        "width": stroke.width,
        "cap": stroke.cap,
        "join": stroke.join,
        "miter_limit": stroke.miter_limit,
    }


def _plain_paint(paint: Paint) -> Any:
    match paint:
        case str():
            return paint
        case LinearGradient():
            ends: dict[str, Any] = {"type": "linear", "from": list(paint.start), "to": list(paint.end)}
        case RadialGradient():
            ends = {"type": "radial", "centre": list(paint.centre), "radius": paint.radius}
        case _:
            raise DrawingError("", "must have no patterns")
    stops = [{"offset": stop.offset, "colour": stop.colour, "opacity": stop.opacity} for stop in paint.stops]
    return {**ends, "stops": stops, "matrix": list(paint.matrix)}
