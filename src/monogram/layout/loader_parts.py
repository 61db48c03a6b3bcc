"""The parts of layers, out of untrusted JSON: transforms, fills, strokes, shadows, filters, boxes, paths.

`web/src/document/loadParts.ts` is its twin: same limits, same sentences, same order of the checks.
"""

from __future__ import annotations

import re
from typing import get_args

from monogram.geometry.matrices import Matrix, determinant
from monogram.geometry.path_data import PathDataError, parse_path_data
from monogram.layout.errors import DocumentError
from monogram.layout.fields import Fields, read_list, read_number
from monogram.layout.model import (
    Arc,
    Crop,
    Fill,
    Filter,
    FilterKind,
    Fit,
    GradientStop,
    LinearFill,
    PatternFill,
    RadialFill,
    Shadow,
    Stroke,
    TextBox,
    TextPath,
    VerticalAlign,
)
from monogram.layout.operations import Arrangement

PATH_LIMIT = 100_000
LENGTH_LIMIT = 20_000.0
SHIFT_LIMIT = 1_000_000.0
SCALE_LIMIT = 10_000.0
FILTER_LIMIT = 8
STOP_LIMIT = 16

IMAGE_ID = re.compile(r"[0-9a-f]{32}")
IMAGE_RULE = "an image id: 32 hexadecimal digits"
FULL_CROP = {"x": 0, "y": 0, "width": 1, "height": 1}

PATTERN_FIELDS = (
    "type", "image", "width", "height", "gap_x", "gap_y", "arrangement", "angle", "offset_x", "offset_y", "filters",
)  # fmt: skip
FILTER_FIELDS: dict[str, tuple[FilterKind, ...]] = {
    "amount": ("brightness", "contrast"),
    "level": ("threshold",),
    "dark": ("duotone",),
    "light": ("duotone",),
}
"""Which types of filter a field is for."""


def transform(fields: Fields) -> Matrix:
    """A layer's map to its area or its group."""
    path = fields.at("transform")
    entries = read_list(fields.value("transform"), path, 6, 6)
    limits = (SCALE_LIMIT,) * 4 + (SHIFT_LIMIT,) * 2
    a, b, c, d, e, f = (
        read_number(entry, f"{path}[{index}]", -limit, limit)
        for index, (entry, limit) in enumerate(zip(entries, limits, strict=True))
    )
    if determinant((a, b, c, d, e, f)) == 0:
        raise DocumentError(path, "must not flatten the layer")
    return (a, b, c, d, e, f)


def fill(fields: Fields, name: str, default: object) -> Fill:
    """A colour, a gradient or a pattern."""
    value = fields.value(name, default)
    if not isinstance(value, dict):
        return fields.colour(name, default)
    path = fields.at(name)
    match value.get("type"):
        case "linear":
            linear = Fields(value, path, ("type", "angle", "stops"))
            return LinearFill(linear.number("angle", -360, 360, 0), _stops(linear))
        case "radial":
            return RadialFill(_stops(Fields(value, path, ("type", "stops"))))
        case "pattern":
            return _pattern(Fields(value, path, PATTERN_FIELDS))
    raise DocumentError(f"{path}.type", "must be one of linear, radial, pattern")


def fill_or_none(fields: Fields, name: str) -> Fill | None:
    """A fill, or null; null where absent."""
    return None if fields.value(name, None) is None else fill(fields, name, None)


def _stops(fields: Fields) -> tuple[GradientStop, ...]:
    path = fields.at("stops")
    stops: list[GradientStop] = []
    for index, entry in enumerate(read_list(fields.value("stops"), path, 2, STOP_LIMIT)):
        inner = Fields(entry, f"{path}[{index}]", ("offset", "colour"))
        stop = GradientStop(inner.number("offset", 0, 1), inner.colour("colour"))
        if stops and stop.offset < stops[-1].offset:
            raise DocumentError(inner.at("offset"), "must not be less than that of the stop before")
        stops.append(stop)
    return tuple(stops)


def _pattern(fields: Fields) -> PatternFill:
    return PatternFill(
        image=fields.identifier("image", IMAGE_ID, IMAGE_RULE),
        width=fields.number("width", 0.1, LENGTH_LIMIT),
        height=fields.number("height", 0.1, LENGTH_LIMIT),
        gap_x=fields.number("gap_x", 0, LENGTH_LIMIT, 0),
        gap_y=fields.number("gap_y", 0, LENGTH_LIMIT, 0),
        arrangement=fields.choice("arrangement", get_args(Arrangement), "grid"),
        angle=fields.number("angle", -360, 360, 0),
        offset_x=fields.number("offset_x", -LENGTH_LIMIT, LENGTH_LIMIT, 0),
        offset_y=fields.number("offset_y", -LENGTH_LIMIT, LENGTH_LIMIT, 0),
        filters=filters(fields),
    )


def filters(fields: Fields) -> tuple[Filter, ...]:
    """Changes of a picture's tone, in their order; none where absent."""
    path = fields.at("filters")
    entries = read_list(fields.value("filters", []), path, 0, FILTER_LIMIT)
    return tuple(_filter(Fields(entry, f"{path}[{i}]", ("type", *FILTER_FIELDS))) for i, entry in enumerate(entries))


def _filter(fields: Fields) -> Filter:
    kind: FilterKind = fields.choice("type", get_args(FilterKind))
    for name, kinds in FILTER_FIELDS.items():
        if kind not in kinds:
            fields.must_be_none(name, f"for the filter {kind}")
    return Filter(
        type=kind,
        amount=fields.number("amount", -1, 1) if kind in FILTER_FIELDS["amount"] else None,
        level=fields.number("level", 0, 1) if kind in FILTER_FIELDS["level"] else None,
        dark=fields.colour("dark") if kind in FILTER_FIELDS["dark"] else None,
        light=fields.colour("light") if kind in FILTER_FIELDS["light"] else None,
    )


def stroke(fields: Fields) -> Stroke | None:
    """The pen along an outline."""
    inner = fields.inner("stroke", ("colour", "width"))
    return None if inner is None else Stroke(colour=inner.colour("colour"), width=inner.number("width", 0.001, 1_000))


def shadow(fields: Fields) -> Shadow | None:
    """The soft copy behind a layer."""
    inner = fields.inner("shadow", ("colour", "opacity", "dx", "dy", "blur"))
    return (
        None
        if inner is None
        else Shadow(
            colour=inner.colour("colour"),
            opacity=inner.number("opacity", 0, 1, 1),
            dx=inner.number("dx", -1_000, 1_000, 0),
            dy=inner.number("dy", -1_000, 1_000, 0),
            blur=inner.number("blur", 0, 100, 0),
        )
    )


def box(fields: Fields, known: tuple[str, ...]) -> TextBox | None:
    """The box in which a text wraps."""
    inner = fields.inner("box", known)
    return (
        None
        if inner is None
        else TextBox(
            width=inner.number("width", 0.1, LENGTH_LIMIT),
            height=inner.number("height", 0.1, LENGTH_LIMIT),
            fit=inner.choice("fit", get_args(Fit), "none"),
            vertical_align=inner.choice("vertical_align", get_args(VerticalAlign), "middle"),
        )
    )


def arc(fields: Fields) -> Arc | None:
    """The circle on which a text stands."""
    inner = fields.inner("arc", ("radius",))
    if inner is None:
        return None
    radius = inner.number("radius", -100_000, 100_000)
    if abs(radius) < 1:
        raise DocumentError(inner.at("radius"), "must be 1 or more, or -1 or less")
    return Arc(radius=radius)


def text_path(fields: Fields) -> TextPath | None:
    """The path on which a text stands."""
    inner = fields.inner("on_path", ("path", "start", "flip"))
    return (
        None
        if inner is None
        else TextPath(path=path_data(inner, "path"), start=inner.number("start", 0, 1, 0), flip=inner.flag("flip"))
    )


def crop(fields: Fields) -> Crop:
    """The part of a picture that shows; all of it where absent."""
    inner = Fields(fields.value("crop", FULL_CROP), fields.at("crop"), FULL_CROP)
    part = Crop(
        x=inner.number("x", 0, 1),
        y=inner.number("y", 0, 1),
        width=inner.number("width", 0.001, 1),
        height=inner.number("height", 0.001, 1),
    )
    # Half a millionth of tolerance: the two numbers were rounded one by one.
    if part.x + part.width > 1.0000005 or part.y + part.height > 1.0000005:
        raise DocumentError(inner.path, "must stay inside the picture")
    return part


def path_for(fields: Fields, name: str, kind_field: str, kind: str) -> str | None:
    """Path data where `kind`, the value of `kind_field`, is `path`; else null."""
    if kind == "path":
        return path_data(fields, name)
    fields.must_be_none(name, f"unless the {kind_field} is path")
    return None


def path_data(fields: Fields, name: str) -> str:
    """SVG path data that parses, as it was written."""
    data = fields.text(name, PATH_LIMIT)
    try:
        parse_path_data(data)
    except PathDataError as error:
        raise DocumentError(fields.at(name), str(error)) from error
    return data
