"""One layer of each kind, out of untrusted JSON. `web/src/document/loadLayers.ts` is its twin.

Fields are known by the document's version: version 1 had no effects, no groups, and three kinds of layer.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from monogram.layout import loader_parts as parts
from monogram.layout.codes import checked_content
from monogram.layout.errors import DocumentError
from monogram.layout.fields import Fields, read_colour, read_string
from monogram.layout.model import (
    Align,
    ClipartLayer,
    CodeLayer,
    Direction,
    ErrorCorrection,
    Flip,
    ImageLayer,
    Mask,
    ShapeKind,
    ShapeLayer,
    Symbology,
    TextLayer,
)
from monogram.layout.operations import Blend, Ink

TEXT_LIMIT = 2_000
NAME_LIMIT = 60
CONTENT_LIMIT = 1_000
COLOUR_LIMIT = 40
PART_NAME_LIMIT = 40
LENGTH_LIMIT = parts.LENGTH_LIMIT

LAYER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
FONT_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
FONT_RULE = "a font id: 1 to 60 letters, digits, - or _"

_FIRST_COMMON = ("id", "type", "transform", "opacity", "locked")
_FIRST_TEXT = (
    *_FIRST_COMMON, "text", "font", "size", "colour", "align", "line_height", "letter_spacing", "stroke", "box", "arc",
    "text_area",
)  # fmt: skip
_FIRST_IMAGE = (*_FIRST_COMMON, "image", "width", "height", "crop", "mask", "image_area")
_SHAPE = ("shape", "path", "width", "height", "corner_radius", "fill", "stroke")
_EFFECTS = ("blend", "shadow", "ink")
_COMMON = (*_FIRST_COMMON, *_EFFECTS)

KNOWN_FIELDS: dict[int, dict[str, tuple[str, ...]]] = {
    1: {"text": _FIRST_TEXT, "image": _FIRST_IMAGE, "shape": (*_FIRST_COMMON, *_SHAPE)},
    2: {
        "text": (*_FIRST_TEXT, *_EFFECTS, "on_path", "direction"),
        "image": (*_FIRST_IMAGE, *_EFFECTS, "mask_path", "flip", "filters"),
        "shape": (*_COMMON, *_SHAPE),
        "clipart": (*_COMMON, "clipart", "width", "height", "flip", "colours"),
        "code": (
            *_COMMON, "symbology", "content", "error_correction", "quiet_zone", "colour", "background", "width",
            "height",
        ),
        "group": (*_COMMON, "layers"),
    },
}  # fmt: skip
"""Fields of each kind of layer, by the document's version."""
_BOX_FIELDS = {1: ("width", "height", "fit"), 2: ("width", "height", "fit", "vertical_align")}


def layer_fields(raw: object, path: str, version: int) -> tuple[str, Fields]:
    """A layer's type and its fields."""
    if not isinstance(raw, dict):
        raise DocumentError(path, "must be an object")
    kinds = KNOWN_FIELDS[version]
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in kinds:
        raise DocumentError(f"{path}.type", f"must be one of {', '.join(kinds)}")
    return kind, Fields(raw, path, kinds[kind])


def common(fields: Fields) -> dict[str, Any]:
    """What every layer has."""
    return {
        "id": fields.identifier("id", LAYER_ID, "1 to 64 letters, digits, - or _"),
        "transform": parts.transform(fields),
        "opacity": fields.number("opacity", 0, 1, 1),
        "locked": fields.flag("locked"),
        "blend": fields.choice("blend", get_args(Blend), "normal"),
        "shadow": parts.shadow(fields),
        "ink": fields.choice("ink", get_args(Ink), "process"),
    }


def text_layer(fields: Fields, version: int) -> TextLayer:
    """A text layer."""
    layer = TextLayer(
        **common(fields),
        text=fields.text("text", TEXT_LIMIT),
        font=fields.identifier("font", FONT_ID, FONT_RULE),
        size=fields.number("size", 0.1, 2_000),
        colour=parts.fill(fields, "colour", "#000000"),
        align=fields.choice("align", get_args(Align), "center"),
        line_height=fields.number("line_height", 0.1, 10, 1.2),
        letter_spacing=fields.number("letter_spacing", -1, 10, 0),
        stroke=parts.stroke(fields),
        box=parts.box(fields, _BOX_FIELDS[version]),
        arc=parts.arc(fields),
        text_area=fields.name("text_area", NAME_LIMIT),
        on_path=parts.text_path(fields),
        direction=fields.choice("direction", get_args(Direction), "auto"),
    )
    if layer.box and layer.arc:
        raise DocumentError(fields.at("arc"), "must be null for a text in a box")
    if layer.on_path and (layer.box or layer.arc):
        raise DocumentError(fields.at("on_path"), "must be null for a text in a box or on an arc")
    return layer


def image_layer(fields: Fields) -> ImageLayer:
    """A picture layer."""
    base = common(fields)
    image = fields.identifier("image", parts.IMAGE_ID, parts.IMAGE_RULE)
    width = fields.number("width", 0.1, LENGTH_LIMIT)
    height = fields.number("height", 0.1, LENGTH_LIMIT)
    crop = parts.crop(fields)
    mask = fields.choice("mask", get_args(Mask), "none")
    return ImageLayer(
        **base,
        image=image,
        width=width,
        height=height,
        crop=crop,
        mask=mask,
        image_area=fields.name("image_area", NAME_LIMIT),
        mask_path=parts.path_for(fields, "mask_path", "mask", mask),
        flip=fields.choice("flip", get_args(Flip), "none"),
        filters=parts.filters(fields),
    )


def shape_layer(fields: Fields) -> ShapeLayer:
    """A figure layer."""
    base = common(fields)
    shape = fields.choice("shape", get_args(ShapeKind))
    return ShapeLayer(
        **base,
        shape=shape,
        path=parts.path_for(fields, "path", "shape", shape),
        width=fields.number("width", 0.1, LENGTH_LIMIT),
        height=fields.number("height", 0.1, LENGTH_LIMIT),
        corner_radius=fields.number("corner_radius", 0, LENGTH_LIMIT, 0),
        fill=parts.fill_or_none(fields, "fill"),
        stroke=parts.stroke(fields),
    )


def clipart_layer(fields: Fields) -> ClipartLayer:
    """A clipart layer."""
    return ClipartLayer(
        **common(fields),
        clipart=fields.identifier("clipart", LAYER_ID, "a clipart id: 1 to 64 letters, digits, - or _"),
        width=fields.number("width", 0.1, LENGTH_LIMIT),
        height=fields.number("height", 0.1, LENGTH_LIMIT),
        flip=fields.choice("flip", get_args(Flip), "none"),
        colours=_colours(fields),
    )


def _colours(fields: Fields) -> tuple[tuple[str, str], ...]:
    path = fields.at("colours")
    raw = fields.value("colours", {})
    if not isinstance(raw, dict):
        raise DocumentError(path, "must be an object")
    if len(raw) > COLOUR_LIMIT:
        raise DocumentError(path, f"must have 0 to {COLOUR_LIMIT} entries")
    return tuple(
        (read_string(part, f"{path}.{part}", 1, PART_NAME_LIMIT), read_colour(raw[part], f"{path}.{part}"))
        for part in sorted(raw, key=str)
    )


def code_layer(fields: Fields) -> CodeLayer:
    """A layer that machines read."""
    base = common(fields)
    symbology: Symbology = fields.choice("symbology", get_args(Symbology))
    correction: ErrorCorrection = fields.choice("error_correction", get_args(ErrorCorrection), "medium")
    content = fields.exact("content", CONTENT_LIMIT)
    return CodeLayer(
        **base,
        symbology=symbology,
        content=checked_content(symbology, content, correction, fields.at("content")),
        error_correction=correction,
        quiet_zone=fields.flag("quiet_zone", default=True),
        colour=fields.colour("colour", "#000000"),
        background=fields.colour_or_none("background"),
        width=fields.number("width", 0.1, LENGTH_LIMIT),
        height=fields.number("height", 0.1, LENGTH_LIMIT),
    )
