"""From untrusted JSON to a `Document`: defaults filled in, numbers rounded, everything else refused.

Documents of version 1 become documents of version 2: their fields mean the same, and what is new has its default.
The limits here are those of `spec/design-document.schema.json`; what a schema cannot say (unique ids, a crop that
stays inside its picture, path data that parses) is checked here alone. Depth is looked at before a group is entered,
so a document that is nested without end, or holds itself, is refused as any other. `web/src/document/load.ts` is the
twin.
"""

from __future__ import annotations

from dataclasses import replace

from monogram.layout import loader_layers as layers
from monogram.layout.errors import DocumentError
from monogram.layout.fields import Fields, read_identifier, read_list
from monogram.layout.loader_parts import LENGTH_LIMIT, fill_or_none
from monogram.layout.model import Area, Document, GroupLayer, Layer

VERSION = 2
LAYER_LIMIT = 500
AREA_LIMIT = 20
GROUP_DEPTH = 8
FALLBACK_LIMIT = 20

_KNOWN_FIELDS = {
    1: ("version", "product_id", "areas"),
    2: ("version", "product_id", "areas", "fallback_fonts"),
}


def load(raw: object) -> Document:
    """The document that decoded JSON describes. Raises DocumentError at the first fault."""
    version = _version(raw)
    fields = Fields(raw, "", _KNOWN_FIELDS[version])
    product_id = fields.whole("product_id")
    fallback_fonts = _fallback_fonts(fields)
    loader = _LayerLoader(version)
    areas: list[Area] = []
    for index, entry in enumerate(read_list(fields.value("areas"), "areas", 0, AREA_LIMIT)):
        area = loader.area(entry, f"areas[{index}]")
        if any(area.name == other.name for other in areas):
            raise DocumentError(f"areas[{index}].name", "is used twice")
        areas.append(area)
    return Document(version=VERSION, product_id=product_id, areas=tuple(areas), fallback_fonts=fallback_fonts)


def _version(raw: object) -> int:
    if not isinstance(raw, dict):
        raise DocumentError("", "must be an object")
    if "version" not in raw:
        raise DocumentError("version", "is missing")
    version = raw["version"]
    if isinstance(version, bool) or not isinstance(version, int | float) or version not in _KNOWN_FIELDS:
        raise DocumentError("version", "must be 1 or 2")
    return int(version)


def _fallback_fonts(fields: Fields) -> tuple[str, ...]:
    path = fields.at("fallback_fonts")
    fonts: list[str] = []
    for index, entry in enumerate(read_list(fields.value("fallback_fonts", []), path, 0, FALLBACK_LIMIT)):
        font = read_identifier(entry, f"{path}[{index}]", layers.FONT_ID, layers.FONT_RULE)
        if font in fonts:
            raise DocumentError(f"{path}[{index}]", "is used twice")
        fonts.append(font)
    return tuple(fonts)


class _LayerLoader:
    """Reads the layers of one document, and keeps the ids that are taken."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._ids: set[str] = set()

    def area(self, raw: object, path: str) -> Area:
        fields = Fields(raw, path, ("name", "width", "height", "background", "layers"))
        return Area(
            name=fields.string("name", 1, layers.NAME_LIMIT),
            width=fields.number("width", 1, LENGTH_LIMIT),
            height=fields.number("height", 1, LENGTH_LIMIT),
            background=fill_or_none(fields, "background"),
            layers=self._layers(fields, 0),
        )

    def _layers(self, fields: Fields, depth: int) -> tuple[Layer, ...]:
        path = fields.at("layers")
        entries = read_list(fields.value("layers", []), path, 0, LAYER_LIMIT)
        return tuple(self._layer(entry, path, index, depth) for index, entry in enumerate(entries))

    def _layer(self, raw: object, list_path: str, index: int, depth: int) -> Layer:
        path = f"{list_path}[{index}]"
        kind, fields = layers.layer_fields(raw, path, self._version)
        if kind == "group":
            return self._group(fields, list_path, depth + 1)
        layer = self._single(kind, fields)
        self._take(layer, fields, list_path, depth)
        return layer

    def _single(self, kind: str, fields: Fields) -> Layer:
        match kind:
            case "text":
                return layers.text_layer(fields, self._version)
            case "image":
                return layers.image_layer(fields)
            case "shape":
                return layers.shape_layer(fields)
            case "clipart":
                return layers.clipart_layer(fields)
        return layers.code_layer(fields)

    def _group(self, fields: Fields, list_path: str, depth: int) -> GroupLayer:
        if depth > GROUP_DEPTH:
            raise DocumentError(fields.path, f"must not be more than {GROUP_DEPTH} groups deep")
        group = GroupLayer(**layers.common(fields), layers=())
        self._take(group, fields, list_path, depth - 1)
        return replace(group, layers=self._layers(fields, depth))

    def _take(self, layer: Layer, fields: Fields, list_path: str, depth: int) -> None:
        if layer.id in self._ids:
            raise DocumentError(fields.at("id"), "is used twice")
        if len(self._ids) == LAYER_LIMIT:
            raise DocumentError(list_path, f"a design has {LAYER_LIMIT} layers at most")
        if depth > 0 and layer.ink != "process":
            raise DocumentError(fields.at("ink"), "must be process in a group: the group's counts")
        self._ids.add(layer.id)
