"""Where ready-made artwork lies on a blank: in proportion to a print area, so that one placement suits every blank.

Pure. `web/src/apps/vpc/model/placing.ts` is the twin; `spec/placement-vectors.json` holds both to the same millimetres.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, Protocol

from monogram.designs.errors import PlacementError
from monogram.geometry.matrices import Matrix
from monogram.layout.document import Document, DocumentError, load, to_plain

if TYPE_CHECKING:
    from monogram.catalogue.models import PrintArea, Product

Fit = Literal["auto", "contain", "cover"]

ARTWORK_LAYER = "artwork"
"""The id of the layer that bears the artwork."""
SMALLEST_SCALE, LARGEST_SCALE = 0.01, 20.0
FARTHEST_OFFSET = 2.0
"""In widths and heights of the print area, to either side."""
CLEAR_OF_EDGE = 2.0
"""In mm: what a picture that is seen whole keeps from an edge that is cut, where the safe margin is less."""
SAME_SHAPE = 0.02
"""Pictures whose proportions are so close to the print area's were made to fill it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture in a print area.

    `area`: the print area's name; empty: the product's first. The picture is fitted into it, then scaled, turned by
    `rotation` degrees clockwise, and moved from the middle by parts of the area's width and height.

    `fit`: `contain` shows all of it, clear of edges that are cut; `cover` leaves nothing of the area free, its bleed
    neither; `auto` covers an area that is cut with a picture of its shape, and else contains.
    """

    area: str = ""
    fit: Fit = "auto"
    scale: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    rotation: float = 0.0


class Picture(Protocol):
    """What is placed: an `images.Image`."""

    @property
    def pk(self) -> Any: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def drawing(self) -> str: ...


class Size(Protocol):
    """In millimetres or pixels."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


class Measures(Size, Protocol):
    """Those of a print area, in millimetres: trimmed, with `bleed` outside and `safe_margin` inside of every side."""

    @property
    def bleed(self) -> float: ...
    @property
    def safe_margin(self) -> float: ...


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A picture's box in millimetres, and where it lies in its print area: its middle is the transform's origin."""

    width: float
    height: float
    transform: Matrix


def read_placement(raw: object, path: str = "placement") -> Placement:
    """A placement out of decoded JSON; what is not given has its default. Raises PlacementError."""
    if raw is None:
        return Placement()
    if not isinstance(raw, Mapping):
        raise PlacementError("The placement must be an object.", path=path)
    known = {field.name for field in fields(Placement)}
    if unknown := sorted(str(name) for name in raw if name not in known):
        raise PlacementError(f"A placement has no “{unknown[0]}”.", path=path)
    given = {name: value for name, value in raw.items() if value is not None}
    if not isinstance(given.get("area", ""), str):
        raise PlacementError("A print area is named by its name.", path=f"{path}.area")
    placement = Placement(**given)
    check_placement(placement, path)
    return placement


def check_placement(placement: Placement, path: str = "placement") -> None:
    """Refuse a placement that is out of bounds. Raises PlacementError, whose path says what is."""
    if placement.fit not in ("auto", "contain", "cover"):
        raise PlacementError("A picture is fitted by “auto”, “contain” or “cover”.", path=f"{path}.fit")
    _check_number(placement.scale, SMALLEST_SCALE, LARGEST_SCALE, f"{path}.scale")
    _check_number(placement.offset_x, -FARTHEST_OFFSET, FARTHEST_OFFSET, f"{path}.offset_x")
    _check_number(placement.offset_y, -FARTHEST_OFFSET, FARTHEST_OFFSET, f"{path}.offset_y")
    _check_number(placement.rotation, -360, 360, f"{path}.rotation")


def _check_number(value: object, least: float, most: float, path: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PlacementError("This must be a number.", path=path)
    if not least <= value <= most:
        raise PlacementError(f"This must be between {least:g} and {most:g}.", path=path)


def placed_box(area: Measures, picture: Size, placement: Placement) -> PlacedBox:
    """The box of a picture in a print area. The twin does the same operations in the same order."""
    if fit_of(area, picture, placement) == "cover":
        room = 2 * area.bleed
        scale = max((area.width + room) / picture.width, (area.height + room) / picture.height)
    else:
        room = 2 * _clear_of_edge(area)
        scale = min((area.width - room) / picture.width, (area.height - room) / picture.height)
    scale *= placement.scale
    angle = placement.rotation * math.pi / 180
    cosine, sine = math.cos(angle), math.sin(angle)
    x = area.width / 2 + placement.offset_x * area.width
    y = area.height / 2 + placement.offset_y * area.height
    return PlacedBox(picture.width * scale, picture.height * scale, (cosine, sine, -sine, cosine, x, y))


def fit_of(area: Measures, picture: Size, placement: Placement) -> Fit:
    """`contain` or `cover`: what `auto` comes to."""
    if placement.fit != "auto":
        return placement.fit
    if not area.bleed:
        return "contain"
    shape = picture.width / picture.height
    shapes = (area.width / area.height, (area.width + 2 * area.bleed) / (area.height + 2 * area.bleed))
    return "cover" if any(abs(shape / wanted - 1) <= SAME_SHAPE for wanted in shapes) else "contain"


def _clear_of_edge(area: Measures) -> float:
    """In mm; nothing where nothing is cut, or in an area too small for it."""
    clear = max(area.safe_margin, CLEAR_OF_EDGE) if area.bleed else 0.0
    return clear if min(area.width, area.height) > 4 * clear else 0.0


def artwork_area(product: Product, placement: Placement) -> PrintArea:
    """The print area on which artwork is placed. Raises PlacementError where the product has none of that name."""
    areas = list(product.print_areas.all())
    if not areas:
        raise PlacementError(f"“{product.name}” has no print area.", path="placement.area")
    for area in areas:
        if placement.area in ("", area.name):
            return area
    raise PlacementError(f"“{product.name}” has no print area “{placement.area}”.", path="placement.area")


def artwork_document(product: Product, image: Picture, placement: Placement) -> dict[str, Any]:
    """The design document of a blank with a picture on it, as `artwork_design` makes it, written out."""
    plain: dict[str, Any] = to_plain(artwork_design(product, image, placement))
    return plain


def artwork_design(product: Product, image: Picture, placement: Placement) -> Document:
    """The design of a blank with a picture placed on it, or its drawing where it has become one; other areas are empty.

    `product` is one of `catalogue.queries.full_product_for`. Raises PlacementError, also where the picture would come
    out too small or too large to be a layer.
    """
    check_placement(placement)
    chosen = artwork_area(product, placement)
    layer = artwork_layer(image, placed_box(chosen, image, placement))
    areas = [
        {
            "name": area.name,
            "width": area.width,
            "height": area.height,
            "layers": [layer] if area.name == chosen.name else [],
        }
        for area in product.print_areas.all()
    ]
    try:
        return load({"version": 2, "product_id": product.pk, "areas": areas})
    except DocumentError as error:
        raise PlacementError(
            "The picture comes out too small or too large. Choose another size.",
            path="placement.scale",
            reason=str(error),
        ) from error


def artwork_layer(image: Picture, box: PlacedBox) -> dict[str, Any]:
    """The layer that bears the artwork."""
    source = {"type": "clipart", "clipart": image.pk} if image.drawing else {"type": "image", "image": image.pk}
    return {"id": ARTWORK_LAYER, **source, "width": box.width, "height": box.height, "transform": list(box.transform)}


def picture_of(document: Mapping[str, Any]) -> str:
    """The id of the picture that a stored document bears as its artwork; empty where it has none."""
    layers = (layer for area in document["areas"] for layer in area["layers"] if layer["id"] == ARTWORK_LAYER)
    return next((layer.get("image") or layer.get("clipart") or "" for layer in layers), "")
