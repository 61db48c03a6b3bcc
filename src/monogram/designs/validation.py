"""Does a design document suit a product? Pure: the product comes with its parts at hand.

The document's own shape is the loader's affair (`monogram.layout.document`), and what must be filled in is one of the
rules of preflight; this is about areas, fonts, text areas and effort.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from monogram.catalogue.errors import OptionsError
from monogram.catalogue.models import Aspect, AspectOption, PrintArea, Product, ProductKind, TextArea
from monogram.catalogue.offers import Offer
from monogram.catalogue.print_sizes import SIZE_TOLERANCE, print_areas_of
from monogram.designs.choices import number_or_none
from monogram.designs.errors import InvalidDesignError, NotPersonalisedError
from monogram.designs.fixed_places import check_fixed_places
from monogram.layout import Drawing, all_layers
from monogram.layout.document import (
    Area,
    ClipartLayer,
    CodeLayer,
    Document,
    GroupLayer,
    ImageLayer,
    Layer,
    ShapeLayer,
    TextLayer,
)
from monogram.layout.drawing import DrawingEntry, DrawingGroup

MOST_TEXT = 20_000
"""Characters of all texts together. Each layer may hold 2,000, but 500 such layers would take a processor for 20 s."""
MOST_PATH_DATA = 400_000
"""Characters of all drawn paths together, for the same reason."""
MOST_CODES = 2_500
"""Characters of all QR codes together, each counted with CODE_FRAME more: a thousand take a processor for a second."""
CODE_FRAME = 50
MOST_DRAWN = 200_000
"""Segments of all clipart together. One drawing may have all of them, and a design show it 500 times."""


def document_matches_product(
    product: Product, document: Document, *, font_ids: Collection[str], print_size: Mapping[str, Any] | None = None
) -> None:
    """Refuse a document that is not one of this product.

    `product` is one of `catalogue.queries.full_product_for`; `font_ids` are those that may be used, as a text's own or
    where that lacks a character; `print_size` is the one that it is made in. Raises NotPersonalisedError or
    InvalidDesignError.
    """
    if product.kind == ProductKind.STOCK:
        raise NotPersonalisedError
    if document.product_id != product.pk:
        raise InvalidDesignError("This design was made for another product.", path="product_id")
    _check_effort(document)
    if set(document.fallback_fonts) - set(font_ids):
        raise InvalidDesignError("A font of this design is no longer there. Open it again.", path="fallback_fonts")
    print_areas = {area.name: area for area in print_areas_of(product, print_size)}
    for index, area in enumerate(document.areas):
        path = f"areas[{index}]"
        if area.name not in print_areas:
            raise InvalidDesignError(f"The product has no print area “{area.name}”.", path=f"{path}.name")
        _check_size(area, print_areas[area.name], path)
        _check_layers(area, print_areas[area.name], product, font_ids, path)
        check_fixed_places(area, print_areas[area.name], product, path)


def clipart_is_bearable(document: Document, drawings: Mapping[str, Drawing]) -> None:
    """Refuse a design whose clipart takes too long to draw. Raises InvalidDesignError."""
    shown = Counter(
        layer.clipart
        for area in document.areas
        for layer in all_layers(area.layers)
        if isinstance(layer, ClipartLayer) and layer.clipart in drawings
    )
    if sum(times * _segments(drawings[clipart].shapes) for clipart, times in shown.items()) > MOST_DRAWN:
        raise InvalidDesignError("The drawings of this design are too detailed. Remove some of them.", path="areas")


def _segments(entries: Iterable[DrawingEntry]) -> int:
    return sum(_segments(entry.shapes) if isinstance(entry, DrawingGroup) else len(entry.path) for entry in entries)


def checked_options(offer: Offer, options: object) -> list[dict[str, int]]:
    """The options in the aspects' order, one of those on offer for each aspect. Raises OptionsError."""
    chosen = _chosen_by_aspect(options)
    if chosen.keys() - {aspect.pk for aspect, _ in offer.aspects}:
        raise OptionsError("The product has no such choice.", path="options")
    return [
        {"aspect_id": aspect.pk, "option_id": _option_of(aspect, offered, chosen.get(aspect.pk))}
        for aspect, offered in offer.aspects
    ]


def _chosen_by_aspect(options: object) -> Mapping[int, int]:
    if not isinstance(options, list):
        raise OptionsError("The options must be a list.", path="options")
    chosen: dict[int, int] = {}
    for index, option in enumerate(options):
        aspect_id, option_id = (_number(option, key) for key in ("aspect_id", "option_id"))
        if aspect_id is None or option_id is None:
            raise OptionsError("An option needs the numbers aspect_id and option_id.", path=f"options[{index}]")
        if aspect_id in chosen:
            raise OptionsError("Choose one option of a kind.", path=f"options[{index}]")
        chosen[aspect_id] = option_id
    return chosen


def _number(option: object, key: str) -> int | None:
    return number_or_none(option.get(key)) if isinstance(option, dict) else None


def _option_of(aspect: Aspect, offered: Iterable[AspectOption], option_id: int | None) -> int:
    if option_id is None:
        raise OptionsError(f"Choose a {aspect.name.lower()}.", path="options")
    if all(option.pk != option_id for option in offered):
        raise OptionsError(f"This {aspect.name.lower()} is not available.", path="options")
    return option_id


def _check_effort(document: Document) -> None:
    """Anybody may send designs, and drawing one must not take long."""
    layers = [layer for area in document.areas for layer in all_layers(area.layers)]
    if sum(len(layer.text) for layer in layers if isinstance(layer, TextLayer)) > MOST_TEXT:
        raise InvalidDesignError(f"A design takes {MOST_TEXT:,} characters at most. Remove some words.", path="areas")
    if sum(map(_path_data, layers)) > MOST_PATH_DATA:
        raise InvalidDesignError("The drawings of this design are too detailed. Remove some of them.", path="areas")
    if sum(map(_qr_content, layers)) > MOST_CODES:
        raise InvalidDesignError("The QR codes of this design hold too much. Shorten or remove some.", path="areas")


def _qr_content(layer: Layer) -> int:
    """Characters of a QR code, and what the smallest one costs."""
    if isinstance(layer, CodeLayer) and layer.symbology == "qr":
        return CODE_FRAME + len(layer.content)
    return 0


def _path_data(layer: Layer) -> int:
    """Characters of path data that a layer has drawn or written along."""
    match layer:
        case ShapeLayer():
            return len(layer.path or "")
        case ImageLayer():
            return len(layer.mask_path or "")
        case TextLayer():
            return len(layer.on_path.path) if layer.on_path else 0
    return 0


def _check_size(area: Area, print_area: PrintArea, path: str) -> None:
    if abs(area.width - print_area.width) > SIZE_TOLERANCE or abs(area.height - print_area.height) > SIZE_TOLERANCE:
        raise InvalidDesignError(
            f"“{area.name}” measures {print_area.width:g} × {print_area.height:g} mm,"
            f" not {area.width:g} × {area.height:g} mm.",
            path=path,
        )


def _check_layers(area: Area, print_area: PrintArea, product: Product, font_ids: Collection[str], path: str) -> None:
    text_areas = {text_area.name: text_area for text_area in print_area.text_areas.all()}
    image_areas = {image_area.name for image_area in print_area.image_areas.all()}
    for layer, where in placed_layers(area.layers, path):
        if isinstance(layer, TextLayer):
            _check_text(layer, text_areas, font_ids, where)
        elif product.kind == ProductKind.TEXTUAL and not isinstance(layer, GroupLayer):
            raise InvalidDesignError("This product takes text only.", path=where)
        elif isinstance(layer, ImageLayer) and layer.image_area is not None and layer.image_area not in image_areas:
            raise InvalidDesignError(f"The product has no picture area “{layer.image_area}”.", path=where)


def _check_text(layer: TextLayer, text_areas: Mapping[str, TextArea], font_ids: Collection[str], path: str) -> None:
    if layer.font not in font_ids:
        raise InvalidDesignError("Choose another font: this one is no longer there.", path=f"{path}.font")
    if layer.text_area is None:
        return
    text_area = text_areas.get(layer.text_area)
    if text_area is None:
        raise InvalidDesignError(f"The product has no text area “{layer.text_area}”.", path=f"{path}.text_area")
    if len(layer.text) > text_area.max_length:
        raise InvalidDesignError(
            f"“{text_area.name}” takes {text_area.max_length} characters at most; these are {len(layer.text)}.",
            path=f"{path}.text",
        )


def placed_layers(layers: Iterable[Layer], path: str) -> Iterator[tuple[Layer, str]]:
    """Every layer with its place in the document (`areas[0].layers[2]`), a group before its members."""
    for index, layer in enumerate(layers):
        place = f"{path}.layers[{index}]"
        yield layer, place
        if isinstance(layer, GroupLayer):
            yield from placed_layers(layer.layers, place)
