"""What a product fixes of its designs: a template is filled in, and some places are neither moved nor restyled.

Pure: the print area comes as the design's print size makes it (`catalogue.print_sizes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monogram.catalogue.models import ImageArea, PrintArea, Product, TextArea
from monogram.designs.errors import InvalidDesignError
from monogram.layout.document import Area, GroupLayer, ImageLayer, Layer, TextLayer

MOVE_TOLERANCE = 0.05
"""Millimetres by which a place may be off and count as unmoved."""
TURN_TOLERANCE = 0.001
"""The same for the numbers that turn and scale."""
SIZE_TOLERANCE = 0.01


@dataclass(frozen=True)
class Place:
    """Where a text or image area lies, in mm within its print area: the middle of its box, and its sides."""

    x: float
    y: float
    width: float
    height: float
    scale: float
    """How much larger all of it is than the product says."""


def place_of_box(box: TextArea | ImageArea, made: PrintArea) -> Place:
    """Where a box lies in a print area that may be made in another size: it grows and shrinks about the middle."""
    own = box.print_area
    scale = min(made.width / own.width, made.height / own.height)
    return Place(
        x=(box.x + box.width / 2 - own.width / 2) * scale + made.width / 2,
        y=(box.y + box.height / 2 - own.height / 2) * scale + made.height / 2,
        width=box.width * scale,
        height=box.height * scale,
        scale=scale,
    )


def check_fixed_places(area: Area, made: PrintArea, product: Product, path: str) -> None:
    """Refuse a design that changes what its product fixes. Raises InvalidDesignError."""
    if product.is_template:
        _check_template(area, path)
    text_areas = {text_area.name: text_area for text_area in made.text_areas.all()}
    image_areas = {image_area.name: image_area for image_area in made.image_areas.all()}
    for layer, where, is_grouped in _leaves(area.layers, path):
        if isinstance(layer, TextLayer) and (text_area := text_areas.get(layer.text_area or "")):
            place = place_of_box(text_area, made)
            if not text_area.may_move and (is_grouped or not _is_text_in_place(layer, place, text_area)):
                raise _moved(text_area.name, where)
            if not text_area.may_restyle and not _is_as_set(layer, text_area, place):
                raise InvalidDesignError(f"“{text_area.name}” keeps its font, size and colour.", path=where)
        elif isinstance(layer, ImageLayer) and (image_area := image_areas.get(layer.image_area or "")):
            place = place_of_box(image_area, made)
            if not image_area.may_move and (is_grouped or not _is_picture_in_place(layer, place)):
                raise _moved(image_area.name, where)


def _check_template(area: Area, path: str) -> None:
    """Only places are filled, each once."""
    if area.background is not None:
        raise InvalidDesignError("This product has no background to choose.", path=f"{path}.background")
    filled = set()
    for index, layer in enumerate(area.layers):
        place = _place_filled(layer)
        if place is None or place in filled:
            raise InvalidDesignError(
                "Nothing can be added to this product: fill in its texts and pictures.", path=f"{path}.layers[{index}]"
            )
        filled.add(place)


def _place_filled(layer: Layer) -> tuple[str, str] | None:
    match layer:
        case TextLayer(text_area=str(name)) | ImageLayer(image_area=str(name)):
            return layer.type, name
    return None


def _leaves(layers: tuple[Layer, ...], path: str, *, is_grouped: bool = False) -> Iterator[tuple[Layer, str, bool]]:
    for index, layer in enumerate(layers):
        place = f"{path}.layers[{index}]"
        if isinstance(layer, GroupLayer):
            yield from _leaves(layer.layers, place, is_grouped=True)
        else:
            yield layer, place, is_grouped


def _moved(name: str, path: str) -> InvalidDesignError:
    return InvalidDesignError(f"“{name}” stays where it is and as large as it is.", path=path)


def _is_text_in_place(layer: TextLayer, place: Place, text_area: TextArea) -> bool:
    """A curve has no box: where text may be restyled, one about the same middle is in place."""
    if not _is_unmoved(layer, place):
        return False
    if layer.box is None:
        return text_area.may_restyle
    return _are_close(layer.box.width, place.width) and _are_close(layer.box.height, place.height)


def _is_picture_in_place(layer: ImageLayer, place: Place) -> bool:
    return _is_unmoved(layer, place) and _are_close(layer.width, place.width) and _are_close(layer.height, place.height)


def _is_unmoved(layer: TextLayer | ImageLayer, place: Place) -> bool:
    *turn, x, y = layer.transform
    is_upright = all(abs(number - wanted) <= TURN_TOLERANCE for number, wanted in zip(turn, (1, 0, 0, 1), strict=True))
    return is_upright and _are_close(x, place.x) and _are_close(y, place.y)


def _are_close(length: float, wanted: float) -> bool:
    return abs(length - wanted) <= MOVE_TOLERANCE


def _is_as_set(layer: TextLayer, text_area: TextArea, place: Place) -> bool:
    """Whether a text looks as the text area sets it. Where that names no font, the designer takes one on offer."""
    return (
        layer.font == (text_area.font_id or layer.font)
        and abs(layer.size - text_area.size * place.scale) <= SIZE_TOLERANCE
        and isinstance(layer.colour, str)
        and layer.colour.lower() == text_area.colour.lower()
        and (layer.align, layer.line_height, layer.letter_spacing) == (text_area.align, 1.2, 0)
        and (layer.opacity, layer.blend, layer.ink) == (1, "normal", "process")
        and not any((layer.stroke, layer.shadow, layer.arc, layer.on_path))
        and layer.box is not None
        and (layer.box.fit, layer.box.vertical_align) == ("shrink", "middle")
    )
