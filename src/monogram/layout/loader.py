"""From untrusted JSON to a `Document`: defaults filled in, numbers rounded, everything else refused.

The limits here are those of `spec/design-document.schema.json`; what a schema cannot say (unique ids, a crop that
stays inside its picture, path data that parses) is checked here alone. `web/src/document/load.ts` is its twin.
"""

from __future__ import annotations

import re
from typing import Any

from monogram.geometry.matrices import Matrix, determinant
from monogram.geometry.path_data import PathDataError, parse_path_data
from monogram.layout.errors import DocumentError
from monogram.layout.fields import Fields, read_list, read_number
from monogram.layout.model import (
    Arc,
    Area,
    Crop,
    Document,
    ImageLayer,
    Layer,
    ShapeLayer,
    Stroke,
    TextBox,
    TextLayer,
)

VERSION = 1
LAYER_LIMIT = 500
AREA_LIMIT = 20
TEXT_LIMIT = 2_000
PATH_LIMIT = 100_000
NAME_LIMIT = 60
LENGTH_LIMIT = 20_000.0
SHIFT_LIMIT = 1_000_000.0
SCALE_LIMIT = 10_000.0

LAYER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
FONT_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
IMAGE_ID = re.compile(r"[0-9a-f]{32}")

LAYER_FIELDS = ("id", "type", "transform", "opacity", "locked")
TEXT_FIELDS = (
    *LAYER_FIELDS, "text", "font", "size", "colour", "align", "line_height", "letter_spacing", "stroke", "box",
    "arc", "text_area",
)  # fmt: skip
IMAGE_FIELDS = (*LAYER_FIELDS, "image", "width", "height", "crop", "mask", "image_area")
SHAPE_FIELDS = (*LAYER_FIELDS, "shape", "path", "width", "height", "corner_radius", "fill", "stroke")

FULL_CROP = {"x": 0, "y": 0, "width": 1, "height": 1}


def load(raw: object) -> Document:
    """The document that decoded JSON describes. Raises DocumentError at the first fault."""
    fields = Fields(raw, "", ("version", "product_id", "areas"))
    version = fields.value("version")
    if isinstance(version, bool) or version != VERSION:
        raise DocumentError("version", f"must be {VERSION}")
    product_id = fields.whole("product_id")
    seen_ids: set[str] = set()
    areas: list[Area] = []
    for index, entry in enumerate(read_list(fields.value("areas"), "areas", 0, AREA_LIMIT)):
        area = _area(entry, f"areas[{index}]", seen_ids)
        if any(area.name == other.name for other in areas):
            raise DocumentError(f"areas[{index}].name", "is used twice")
        areas.append(area)
    return Document(version=VERSION, product_id=product_id, areas=tuple(areas))


def _area(raw: object, path: str, seen_ids: set[str]) -> Area:
    fields = Fields(raw, path, ("name", "width", "height", "background", "layers"))
    name = fields.string("name", 1, NAME_LIMIT)
    width = fields.number("width", 1, LENGTH_LIMIT)
    height = fields.number("height", 1, LENGTH_LIMIT)
    background = fields.colour_or_none("background")
    layers: list[Layer] = []
    for index, entry in enumerate(read_list(fields.value("layers", []), fields.at("layers"), 0, LAYER_LIMIT)):
        layer = _layer(entry, f"{path}.layers[{index}]")
        if layer.id in seen_ids:
            raise DocumentError(f"{path}.layers[{index}].id", "is used twice")
        if len(seen_ids) == LAYER_LIMIT:
            raise DocumentError(fields.at("layers"), f"a design has {LAYER_LIMIT} layers at most")
        seen_ids.add(layer.id)
        layers.append(layer)
    return Area(name=name, width=width, height=height, background=background, layers=tuple(layers))


def _layer(raw: object, path: str) -> Layer:
    if not isinstance(raw, dict):
        raise DocumentError(path, "must be an object")
    match raw.get("type"):
        case "text":
            return _text(Fields(raw, path, TEXT_FIELDS))
        case "image":
            return _image(Fields(raw, path, IMAGE_FIELDS))
        case "shape":
            return _shape(Fields(raw, path, SHAPE_FIELDS))
    raise DocumentError(f"{path}.type", "must be one of text, image, shape")


def _common(fields: Fields) -> dict[str, Any]:
    return {
        "id": fields.identifier("id", LAYER_ID, "1 to 64 letters, digits, - or _"),
        "transform": _transform(fields),
        "opacity": fields.number("opacity", 0, 1, 1),
        "locked": fields.flag("locked"),
    }


def _transform(fields: Fields) -> Matrix:
    path = fields.at("transform")
    entries = read_list(fields.value("transform"), path, 6, 6)
    limits = (SCALE_LIMIT,) * 4 + (SHIFT_LIMIT,) * 2
    numbers = [
        read_number(entry, f"{path}[{index}]", -limit, limit)
        for index, (entry, limit) in enumerate(zip(entries, limits, strict=True))
    ]
    a, b, c, d, e, f = numbers
    if determinant((a, b, c, d, e, f)) == 0:
        raise DocumentError(path, "must not flatten the layer")
    return (a, b, c, d, e, f)


def _text(fields: Fields) -> TextLayer:
    layer = TextLayer(
        **_common(fields),
        text=fields.text("text", TEXT_LIMIT),
        font=fields.identifier("font", FONT_ID, "a font id: 1 to 60 letters, digits, - or _"),
        size=fields.number("size", 0.1, 2_000),
        colour=fields.colour("colour", "#000000"),
        align=fields.choice("align", ("left", "center", "right"), "center"),
        line_height=fields.number("line_height", 0.1, 10, 1.2),
        letter_spacing=fields.number("letter_spacing", -1, 10, 0),
        stroke=_stroke(fields),
        box=_box(fields),
        arc=_arc(fields),
        text_area=fields.name("text_area", NAME_LIMIT),
    )
    if layer.box and layer.arc:
        raise DocumentError(fields.at("arc"), "must be null for a text in a box")
    return layer


def _stroke(fields: Fields) -> Stroke | None:
    raw = fields.value("stroke", None)
    if raw is None:
        return None
    inner = Fields(raw, fields.at("stroke"), ("colour", "width"))
    return Stroke(colour=inner.colour("colour"), width=inner.number("width", 0.001, 1_000))


def _box(fields: Fields) -> TextBox | None:
    raw = fields.value("box", None)
    if raw is None:
        return None
    inner = Fields(raw, fields.at("box"), ("width", "height", "fit"))
    return TextBox(
        width=inner.number("width", 0.1, LENGTH_LIMIT),
        height=inner.number("height", 0.1, LENGTH_LIMIT),
        fit=inner.choice("fit", ("none", "shrink"), "none"),
    )


def _arc(fields: Fields) -> Arc | None:
    raw = fields.value("arc", None)
    if raw is None:
        return None
    inner = Fields(raw, fields.at("arc"), ("radius",))
    radius = inner.number("radius", -100_000, 100_000)
    if abs(radius) < 1:
        raise DocumentError(inner.at("radius"), "must be 1 or more, or -1 or less")
    return Arc(radius=radius)


def _image(fields: Fields) -> ImageLayer:
    return ImageLayer(
        **_common(fields),
        image=fields.identifier("image", IMAGE_ID, "an image id: 32 hexadecimal digits"),
        width=fields.number("width", 0.1, LENGTH_LIMIT),
        height=fields.number("height", 0.1, LENGTH_LIMIT),
        crop=_crop(fields),
        mask=fields.choice("mask", ("none", "ellipse", "rounded"), "none"),
        image_area=fields.name("image_area", NAME_LIMIT),
    )


def _crop(fields: Fields) -> Crop:
    inner = Fields(fields.value("crop", FULL_CROP), fields.at("crop"), FULL_CROP)
    crop = Crop(
        x=inner.number("x", 0, 1),
        y=inner.number("y", 0, 1),
        width=inner.number("width", 0.001, 1),
        height=inner.number("height", 0.001, 1),
    )
    # Half a millionth of tolerance: the two numbers were rounded one by one.
    if crop.x + crop.width > 1.0000005 or crop.y + crop.height > 1.0000005:
        raise DocumentError(inner.path, "must stay inside the picture")
    return crop


def _shape(fields: Fields) -> ShapeLayer:
    common = _common(fields)
    shape = fields.choice("shape", ("rectangle", "ellipse", "star", "heart", "path"))
    return ShapeLayer(
        **common,
        shape=shape,
        path=_path(fields, shape),
        width=fields.number("width", 0.1, LENGTH_LIMIT),
        height=fields.number("height", 0.1, LENGTH_LIMIT),
        corner_radius=fields.number("corner_radius", 0, LENGTH_LIMIT, 0),
        fill=fields.colour_or_none("fill"),
        stroke=_stroke(fields),
    )


def _path(fields: Fields, shape: str) -> str | None:
    if shape != "path":
        if fields.value("path", None) is not None:
            raise DocumentError(fields.at("path"), "must be null unless the shape is path")
        return None
    data = fields.text("path", PATH_LIMIT)
    try:
        parse_path_data(data)
    except PathDataError as error:
        raise DocumentError(fields.at("path"), str(error)) from error
    return data
