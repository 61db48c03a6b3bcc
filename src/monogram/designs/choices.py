"""What is chosen beside the design: print size, attributes, quantity. Pure: the product has its parts at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from monogram.catalogue.errors import AttributeMissingError, AttributeValueError, PrintSizeError
from monogram.catalogue.models import AttributeKind, PrintSize, Product, ProductAttribute
from monogram.catalogue.offers import Offer
from monogram.catalogue.print_sizes import SIZE_TOLERANCE, ChosenSize
from monogram.designs.errors import QuantityError
from monogram.layout.document import Document

MOST_OF_ONE = 100_000

_DIGITS = 18


class ChosenAttribute(TypedDict):
    """`value` is the option's name, or the text."""

    attribute_id: int
    name: str
    value: str


def number_or_none(value: object) -> int | None:
    """An integer, which may come as digits, as everywhere in the contract."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _DIGITS:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def checked_quantity(product: Product, quantity: object) -> int:
    """A number of pieces that the product is sold in; the fewest where none is given. Raises QuantityError."""
    fewest, step = product.min_quantity, product.quantity_step
    most = min(MOST_OF_ONE, product.max_quantity or MOST_OF_ONE)
    if quantity is None:
        return fewest
    if isinstance(quantity, bool) or not isinstance(quantity, int) or quantity < fewest:
        raise QuantityError(f"Choose a quantity of at least {fewest:,}.", path="quantity")
    if quantity > most:
        raise QuantityError(f"Choose a quantity of at most {most:,}.", path="quantity")
    if (quantity - fewest) % step:
        allowed = ", ".join(f"{fewest + step * times:,}" for times in range(3))
        raise QuantityError(f"This product comes in steps of {step:,}: choose {allowed} and so on.", path="quantity")
    return quantity


def checked_print_size(offer: Offer, print_size: object, document: Document) -> ChosenSize | None:
    """The size that a design is made in, or None where its areas have their own measures.

    A client that names none gets the first whose measures its design has. Raises PrintSizeError.
    """
    if print_size in (None, ""):
        found = next((size for size in offer.print_sizes if _has_measures(size, document)), None)
        return _chosen(offer.product, found) if found else None
    number = number_or_none(print_size)
    for size in offer.print_sizes:
        if size.pk == number:
            return _chosen(offer.product, size)
    raise PrintSizeError(path="print_size")


def _has_measures(size: PrintSize, document: Document) -> bool:
    return any(
        area.name == size.print_area.name
        and abs(area.width - size.width) <= SIZE_TOLERANCE
        and abs(area.height - size.height) <= SIZE_TOLERANCE
        for area in document.areas
    )


def _chosen(product: Product, size: PrintSize) -> ChosenSize:
    area = next(area.name for area in product.print_areas.all() if area.pk == size.print_area_id)
    return {"id": size.pk, "name": size.name, "area": area, "width": size.width, "height": size.height}


def checked_attributes(product: Product, attributes: object) -> list[ChosenAttribute]:
    """What is said to each of the product's attributes, in their order; what is left open is left out.

    One that is not named begins as the product has it; one that is named with nothing is left open. Raises
    AttributeValueError.
    """
    given = _given(attributes)
    known = list(product.attributes.all())
    if unknown := given.keys() - {attribute.pk for attribute in known}:
        raise AttributeValueError("The product has no such attribute.", path=given[min(unknown)][1])
    chosen: list[ChosenAttribute] = []
    for attribute in known:
        value, path = given.get(attribute.pk, (attribute.default, "attributes"))
        checked = _value(attribute, value.strip(), path)
        if checked:
            chosen.append({"attribute_id": attribute.pk, "name": attribute.name, "value": checked})
    return chosen


def refuse_missing_attributes(product: Product, chosen: Sequence[ChosenAttribute]) -> None:
    """Refuse what leaves a required attribute open. Raises AttributeMissingError."""
    said = {answer["attribute_id"] for answer in chosen}
    for attribute in product.attributes.all():
        if attribute.is_required and attribute.pk not in said:
            verb = "Choose" if attribute.kind == AttributeKind.CHOICE else "Fill in"
            raise AttributeMissingError(f"{verb} “{attribute.name}”.", path="attributes")


def _given(attributes: object) -> Mapping[int, tuple[str, str]]:
    """Attribute id → what is said to it, and where."""
    if attributes is None:
        return {}
    if not isinstance(attributes, list):
        raise AttributeValueError("The attributes must be a list.", path="attributes")
    given: dict[int, tuple[str, str]] = {}
    for index, entry in enumerate(attributes):
        path = f"attributes[{index}]"
        attribute_id, value = _entry(entry, path)
        if attribute_id in given:
            raise AttributeValueError("An attribute is given twice.", path=path)
        given[attribute_id] = (value, path)
    return given


def _entry(entry: object, path: str) -> tuple[int, str]:
    fields: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    attribute_id, value = number_or_none(fields.get("attribute_id")), fields.get("value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # an option's number
    if attribute_id is None or not isinstance(value, str | None):
        raise AttributeValueError("An attribute needs the number attribute_id and a text as its value.", path=path)
    return attribute_id, value or ""


def _value(attribute: ProductAttribute, value: str, path: str) -> str:
    """The option's name, which may have come as its number, or the text; empty if it is left open."""
    if not value:
        return ""
    if attribute.kind == AttributeKind.TEXT:
        return _text(attribute, value, path)
    options = list(attribute.options.all())
    named = [option for option in options if option.name == value] or [
        option for option in options if option.pk == number_or_none(value)
    ]
    if not named:
        raise AttributeValueError(f"“{attribute.name}” has no such option. Choose another one.", path=path)
    return named[0].name


def _text(attribute: ProductAttribute, value: str, path: str) -> str:
    if len(value) > attribute.max_length:
        raise AttributeValueError(
            f"“{attribute.name}” takes {attribute.max_length} characters at most; these are {len(value)}.", path=path
        )
    if not value.isprintable():
        raise AttributeValueError(f"“{attribute.name}” takes one line of text only.", path=path)
    return value
