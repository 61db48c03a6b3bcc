"""Preflight of designs: what the product asks for is looked up, and what blocks is refused.

The designer comes to the same verdicts from the same rules (`layout.preflight`), so that nothing is refused here that
a shopper has not been told of.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from monogram.catalogue.documents import area_document
from monogram.catalogue.models import PrintArea, Product
from monogram.catalogue.print_sizes import print_areas_of
from monogram.companies.models import Company
from monogram.designs.errors import InvalidDesignError
from monogram.designs.sources import LayoutSources, drawing_at
from monogram.designs.validation import clipart_is_bearable, placed_layers
from monogram.images.models import Image
from monogram.images.queries import usable_images
from monogram.layout import FontSet, Resources, UnknownDrawingError, drawings_used, images_used
from monogram.layout.document import Document
from monogram.layout.preflight import AreaSpec, PictureFacts, SettingsError, Verdict, preflight_document, read_spec

logger = logging.getLogger(__name__)


def verdicts_of(
    *, company: Company, product: Product, document: Document, print_size: Mapping[str, Any] | None = None
) -> list[Verdict]:
    """What is to be said about a design of a company's, in the order of the product's print areas.

    `product` is one of `catalogue.queries.full_product_for`; `print_size` is the one that it is made in. Another
    company's pictures are as good as gone. Raises InvalidDesignError for a drawing that is gone or too much of them,
    and UnknownFontError.
    """
    wanted = {*images_used(document), *drawings_used(document)}
    owned = {image.pk: image for image in usable_images(company).filter(pk__in=wanted)} if wanted else {}
    if set(drawings_used(document)) - owned.keys():
        raise InvalidDesignError("A drawing of this design is no longer there. Add it again.", path="areas")
    specs = area_specs(product, print_size)
    return _judged(document, specs, LayoutSources(document).resources, owned)


def area_specs(product: Product, print_size: Mapping[str, Any] | None = None) -> list[AreaSpec]:
    """What is asked of designs of a product of `catalogue.queries.full_product_for`, by print area."""
    return [_spec(area, product) for area in print_areas_of(product, print_size)]


def verdicts_of_artwork(document: Document, specs: Sequence[AreaSpec], image: Image) -> list[Verdict]:
    """`verdicts_of` for a design that shows one picture alone, which is at hand: no statement is run."""
    drawings = {image.pk: drawing_at(image.drawing)} if image.drawing else {}
    return _judged(document, specs, Resources(FontSet({}), (), drawings), {image.pk: image})


def _judged(
    document: Document, specs: Sequence[AreaSpec], resources: Resources, images: Mapping[str, Image]
) -> list[Verdict]:
    pictures = {pk: PictureFacts(image.width, image.height) for pk, image in images.items()}
    clipart_is_bearable(document, resources.drawings)
    try:
        return preflight_document(document, specs, resources, pictures)
    except UnknownDrawingError as error:
        raise InvalidDesignError("A picture of this design is not a drawing. Add it again.", path="areas") from error


def _spec(area: PrintArea, product: Product) -> AreaSpec:
    """What the product asks for. Settings that a newer rule file does not know are no reason to refuse a design."""
    facts = area_document(area, product)
    try:
        return read_spec(facts)
    except SettingsError:
        logger.exception("the preflight settings of product %s are not used", product.pk)
        return read_spec({**facts, "preflight": {}})


def refuse_what_blocks(document: Document, verdicts: Sequence[Verdict]) -> None:
    """Refuse a design with the first verdict that blocks it. Raises InvalidDesignError, whose path says where."""
    blocking = [verdict for verdict in verdicts if verdict.severity == "block"]
    if blocking:
        first = blocking[0]
        raise InvalidDesignError(first.message, path=place_of(document, first), rule=first.rule)


def place_of(document: Document, verdict: Verdict) -> str:
    """Where in a document a verdict points: `areas[0].layers[2]`, or `areas` for an area that it does not have."""
    for index, area in enumerate(document.areas):
        if area.name == verdict.area:
            path = f"areas[{index}]"
            places = (place for layer, place in placed_layers(area.layers, path) if layer.id == verdict.layer)
            return next(places, path)
    return "areas"
