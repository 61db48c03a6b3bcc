"""A design's print size: which one it is, and what it makes of the product's print areas.

A design keeps the size as it was when it was made (`ChosenSize`): what an operator changes of the product since does
not change what was bought.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any, TypedDict

from monogram.catalogue.models import PrintArea, PrintSize, Product

SIZE_TOLERANCE = 0.01
"""Millimetres by which lengths may differ and be the same: rounding, never another size."""


class ChosenSize(TypedDict):
    """The size that a design is made in. Lengths in mm."""

    id: int
    name: str
    area: str
    width: float
    height: float


def print_areas_of(product: Product, size: Mapping[str, Any] | None) -> list[PrintArea]:
    """The product's print areas as they are made in that size: not rows to be saved.

    Corners follow the catalogue as it is today, since the photo does too.
    """
    areas = list(product.print_areas.all())
    if size is None:
        return areas
    today = next((one for one in product.print_sizes.all() if one.pk == size["id"]), None)
    return [_in_size(area, size, today) if area.name == size["area"] else area for area in areas]


def _in_size(area: PrintArea, size: Mapping[str, Any], today: PrintSize | None) -> PrintArea:
    made = copy(area)
    made.width, made.height = size["width"], size["height"]
    if today and today.quad:
        made.quad = today.quad
    return made
