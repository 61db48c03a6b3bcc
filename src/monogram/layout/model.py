"""The design document as frozen values. `spec/design-document.schema.json` describes the same in JSON.

Millimetres throughout, y down; a print area's origin is its trimmed top-left corner. A layer's local origin is the
CENTRE of its box, and `transform` maps local to area. Every number is already rounded to `canonical.STEP`, so two
documents with the same hash are equal value by value and give the same artwork.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from monogram.geometry.matrices import Matrix

Align: TypeAlias = Literal["left", "center", "right"]
Fit: TypeAlias = Literal["none", "shrink"]
Mask: TypeAlias = Literal["none", "ellipse", "rounded"]
ShapeKind: TypeAlias = Literal["rectangle", "ellipse", "star", "heart", "path"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen along an outline. `width` is the pen's, in mm: half of it falls outside the outline."""

    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text wraps at `width` and stands centred in `height`. With `shrink` it gets smaller until it fits."""

    width: float
    height: float
    fit: Fit


@dataclass(frozen=True, slots=True)
class Arc:
    """The circle of the first baseline: radius in mm, above 0 text stands on top of it, below 0 it hangs inside."""

    radius: float


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Words in one font. Lines end at line feeds and, in a box, at its width. `box` and `arc` exclude each other."""

    id: str
    text: str
    font: str
    size: float
    """Em size in mm."""
    colour: str
    align: Align
    line_height: float
    """Distance from baseline to baseline, in ems."""
    letter_spacing: float
    """Extra space between letters, in ems. Anything but 0 turns ligatures off."""
    stroke: Stroke | None
    """Drawn behind the fill."""
    box: TextBox | None
    arc: Arc | None
    text_area: str | None
    """Name of the product's text area that this layer fills."""
    transform: Matrix
    opacity: float
    locked: bool
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that shows, as fractions of the upright picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ImageLayer:
    """A picture. `width` and `height` in mm, before `transform`."""

    id: str
    image: str
    width: float
    height: float
    crop: Crop
    mask: Mask
    image_area: str | None
    """Name of the product's image area that this layer fills."""
    transform: Matrix
    opacity: float
    locked: bool
    type: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class ShapeLayer:
    """A drawn figure. `width` and `height` in mm; for a path they only say how large its handles are."""

    id: str
    shape: ShapeKind
    path: str | None
    """SVG path data in mm about the centre, for the shape `path`; else None."""
    width: float
    height: float
    corner_radius: float
    """In mm, for a rectangle."""
    fill: str | None
    stroke: Stroke | None
    """Drawn over the fill."""
    transform: Matrix
    opacity: float
    locked: bool
    type: Literal["shape"] = "shape"


Layer: TypeAlias = TextLayer | ImageLayer | ShapeLayer


@dataclass(frozen=True, slots=True)
class Area:
    """One print area of the product and what is designed on it, the undermost layer first."""

    name: str
    width: float
    height: float
    background: str | None
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole design of one product."""

    version: int
    product_id: int
    areas: tuple[Area, ...]
