"""Turns a line of text alone (`contract.md §2`, type 5) into a design, by the product's text and image areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from monogram.artwork.errors import DesignNotDrawableError, ExternalPictureError
from monogram.catalogue.font_files import covers
from monogram.catalogue.models import Font, ImageArea, PrintArea, Product, TextArea
from monogram.catalogue.queries import fallback_fonts, fonts_of
from monogram.common.errors import MonogramError
from monogram.common.http import TimedOutError, UnreachableError
from monogram.companies.models import Company
from monogram.images.models import Image
from monogram.images.services import accept_url
from monogram.layout.document import Document, DocumentError, load, to_plain


def textual_document(
    *,
    product: Product,
    attributes: Sequence[Mapping[str, Any]],
    company: Company,
    artwork: Document | None = None,
) -> Document:
    """The design that fills the product's areas with a line's attributes; names are those of the areas.

    What `artwork`, a design of the product, has in them lies beneath. An area without an attribute stays empty;
    attributes that name no area are the sender's own. A picture at an image area's address is taken in for `company`.
    Raises DesignNotDrawableError, ExternalPictureError, and what `http.fetch` raises for a host that does not answer.
    """
    beneath = {area["name"]: area for area in to_plain(artwork)["areas"]} if artwork else {}
    values = {str(attribute.get("name", "")): str(attribute.get("value") or "") for attribute in attributes}
    areas = [
        {
            **given,
            "name": area.name,
            "width": area.width,
            "height": area.height,
            "layers": [
                *given.get("layers", ()),
                *_pictures(area, values, company),
                *_texts(area, values, product),
            ],
        }
        for area in product.print_areas.all()
        for given in [beneath.get(area.name, {})]
    ]
    beneath_fonts = artwork.fallback_fonts if artwork else ()
    fallback = list(dict.fromkeys([*beneath_fonts, *_fallback_fonts(areas)]))
    document = {"version": 2, "product_id": product.pk, "areas": areas, "fallback_fonts": fallback}
    try:
        return load(document)
    except DocumentError as error:
        raise DesignNotDrawableError(f"The line's texts do not fit the product: {error}") from error


def _fallback_fonts(areas: Sequence[Mapping[str, Any]]) -> list[str]:
    """The fonts that stand in, if a text has characters that its own font lacks. Else none: they would all be read."""
    texts = [layer for area in areas for layer in area["layers"] if layer["type"] == "text"]
    fonts = Font.objects.filter(pk__in={layer["font"] for layer in texts})
    coverage = dict(fonts.values_list("pk", "coverage"))
    if all(covers(coverage.get(layer["font"], ""), layer["text"]) for layer in texts):
        return []
    return [font.pk for font in fallback_fonts()]


def _texts(area: PrintArea, values: Mapping[str, str], product: Product) -> list[dict[str, Any]]:
    return [
        _text_layer(text_area, values[text_area.name], _font(text_area, product))
        for text_area in area.text_areas.all()
        if values.get(text_area.name, "").strip()
    ]


def _text_layer(area: TextArea, text: str, font: str) -> dict[str, Any]:
    return {
        "id": f"t{area.pk}",
        "type": "text",
        "text": text,
        "font": font,
        "size": area.size,
        "colour": area.colour,
        "align": area.align,
        "box": {"width": area.width, "height": area.height, "fit": "shrink"},
        "text_area": area.name,
        "transform": _centre(area),
    }


def _font(area: TextArea, product: Product) -> str:
    if area.font_id:
        return area.font_id
    offered: list[Font] = fonts_of(product)
    if not offered:
        raise DesignNotDrawableError("There is no font in the catalogue to set the text in")
    return offered[0].pk


def _pictures(area: PrintArea, values: Mapping[str, str], company: Company) -> list[dict[str, Any]]:
    return [
        _image_layer(image_area, _take_in(values[image_area.name], company))
        for image_area in area.image_areas.all()
        if values.get(image_area.name, "").strip()
    ]


def _take_in(url: str, company: Company) -> Image:
    try:
        return accept_url(company=company, url=url)
    except MonogramError as error:
        if isinstance(error.__cause__, UnreachableError | TimedOutError):
            raise error.__cause__ from error
        raise ExternalPictureError(f"The picture at {url} cannot be used: {error.text}") from error


def _image_layer(area: ImageArea, image: Image) -> dict[str, Any]:
    """The picture covers its area; what is too much of it is cropped away evenly."""
    wanted, given = area.width / area.height, image.width / image.height
    width, height = min(1.0, wanted / given), min(1.0, given / wanted)
    return {
        "id": f"i{area.pk}",
        "type": "image",
        "image": image.pk,
        "width": area.width,
        "height": area.height,
        "crop": {"x": (1 - width) / 2, "y": (1 - height) / 2, "width": width, "height": height},
        "image_area": area.name,
        "transform": _centre(area),
    }


def _centre(area: TextArea | ImageArea) -> list[float]:
    return [1, 0, 0, 1, area.x + area.width / 2, area.y + area.height / 2]
