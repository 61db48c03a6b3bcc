"""The design document as frozen values. `spec/design-document.schema.json` describes the same in JSON.

Millimetres throughout, y down; a print area's origin is its trimmed top-left corner. A layer's local origin is the
CENTRE of its box, and `transform` maps local to area (for a group's members: to the group's local space). Every
number is already rounded to `canonical.STEP`, so two documents with the same hash are equal value by value and give
the same artwork.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from monogram.geometry.matrices import Matrix
from monogram.layout.operations import Arrangement, Blend, Ink

Align: TypeAlias = Literal["left", "center", "right"]
VerticalAlign: TypeAlias = Literal["top", "middle", "bottom"]
Direction: TypeAlias = Literal["auto", "ltr", "rtl"]
Fit: TypeAlias = Literal["none", "shrink", "grow"]
Flip: TypeAlias = Literal["none", "horizontal", "vertical", "both"]
Mask: TypeAlias = Literal["none", "ellipse", "rounded", "heart", "star", "path"]
ShapeKind: TypeAlias = Literal["rectangle", "ellipse", "star", "heart", "path"]
FilterKind: TypeAlias = Literal["greyscale", "sepia", "duotone", "brightness", "contrast", "threshold"]
Symbology: TypeAlias = Literal["qr", "code128", "ean13"]
ErrorCorrection: TypeAlias = Literal["low", "medium", "quartile", "high"]


@dataclass(frozen=True, slots=True)
class GradientStop:
    """A colour on a gradient, at 0…1 of its way."""

    offset: float
    colour: str


@dataclass(frozen=True, slots=True)
class LinearFill:
    """Colours across the layer's box. `angle` in degrees: 0 runs left to right, 90 top to bottom (CSS's length)."""

    angle: float
    stops: tuple[GradientStop, ...]
    type: Literal["linear"] = "linear"


@dataclass(frozen=True, slots=True)
class RadialFill:
    """Colours from the middle of the layer's box outwards to the ellipse that the box holds."""

    stops: tuple[GradientStop, ...]
    type: Literal["radial"] = "radial"


@dataclass(frozen=True, slots=True)
class Filter:
    """A change of a picture's tone. Which fields count depends on `type`; the others are None."""

    type: FilterKind
    amount: float | None = None
    """`brightness` and `contrast`: −1…1, 0 changes nothing."""
    level: float | None = None
    """`threshold`: 0…1; what is at least as light becomes white."""
    dark: str | None = None
    """`duotone`: the colour that stands for black…"""
    light: str | None = None
    """…and the one that stands for white."""


@dataclass(frozen=True, slots=True)
class PatternFill:
    """A picture repeated over the layer or the area. Lengths in mm; `offset` is that of one picture's top-left corner.

    Coordinates are the layer's local ones, the area's for a background; `angle` turns all of it, in degrees.
    """

    image: str
    width: float
    height: float
    gap_x: float
    gap_y: float
    arrangement: Arrangement
    angle: float
    offset_x: float
    offset_y: float
    filters: tuple[Filter, ...]
    type: Literal["pattern"] = "pattern"


Fill: TypeAlias = str | LinearFill | RadialFill | PatternFill
"""`#rrggbb`, or something that varies over the layer's box."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen along an outline. `width` is the pen's, in mm: half of it falls outside the outline."""

    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Shadow:
    """A soft copy of the layer in one colour behind it. Lengths in mm of the area; `blur` is a standard deviation."""

    colour: str
    opacity: float
    dx: float
    dy: float
    blur: float


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text wraps at `width` and stands in `height`. `shrink` makes it smaller until it fits, `grow` also larger."""

    width: float
    height: float
    fit: Fit
    vertical_align: VerticalAlign = "middle"


@dataclass(frozen=True, slots=True)
class Arc:
    """The circle of the first baseline: radius in mm, above 0 text stands on top of it, below 0 it hangs inside."""

    radius: float


@dataclass(frozen=True, slots=True)
class TextPath:
    """A baseline of any form: SVG path data in local mm. `start` is where along it the alignment begins, 0…1.

    Aligned left the text begins there, centred it has its middle there, right it ends there; `flip` lets it run
    on the other side and the other way.
    """

    path: str
    start: float
    flip: bool


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Words in one font. Lines end at line feeds and, in a box, at its width. It has one of box, arc, path at most."""

    id: str
    text: str
    font: str
    size: float
    """Em size in mm."""
    colour: Fill
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
    on_path: TextPath | None = None
    direction: Direction = "auto"
    """Of each paragraph: `auto` takes that of its first strong character."""
    blend: Blend = "normal"
    shadow: Shadow | None = None
    ink: Ink = "process"
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
    mask_path: str | None = None
    """SVG path data in the unit square (0…1 rightwards and down), for the mask `path`; else None."""
    flip: Flip = "none"
    """Mirrors what shows within the box; mask and box stay."""
    filters: tuple[Filter, ...] = ()
    blend: Blend = "normal"
    shadow: Shadow | None = None
    ink: Ink = "process"
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
    fill: Fill | None
    stroke: Stroke | None
    """Drawn over the fill."""
    transform: Matrix
    opacity: float
    locked: bool
    blend: Blend = "normal"
    shadow: Shadow | None = None
    ink: Ink = "process"
    type: Literal["shape"] = "shape"


@dataclass(frozen=True, slots=True)
class ClipartLayer:
    """A vector drawing (`layout/drawing.py`) stretched over a box; its parts may take other colours."""

    id: str
    clipart: str
    """Id of the drawing: of an uploaded vector picture or of the clipart library."""
    width: float
    height: float
    flip: Flip
    colours: tuple[tuple[str, str], ...]
    """(part's name, colour), sorted by name; parts that are not named keep the drawing's."""
    transform: Matrix
    opacity: float
    locked: bool
    blend: Blend = "normal"
    shadow: Shadow | None = None
    ink: Ink = "process"
    type: Literal["clipart"] = "clipart"


@dataclass(frozen=True, slots=True)
class CodeLayer:
    """A code for machines, as vector. QR codes are centred in the box at whole modules' ratio; bars fill the box."""

    id: str
    symbology: Symbology
    content: str
    error_correction: ErrorCorrection
    """Of a QR code."""
    quiet_zone: bool
    """Whether the empty margin that readers need (QR 4 modules, Code 128 10, EAN-13 11 and 7) is part of the box."""
    colour: str
    background: str | None
    width: float
    height: float
    transform: Matrix
    opacity: float
    locked: bool
    blend: Blend = "normal"
    shadow: Shadow | None = None
    ink: Ink = "process"
    type: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class GroupLayer:
    """Layers that are moved, blended and shadowed as one. Members' `ink` must be the default: the group's counts."""

    id: str
    layers: tuple[Layer, ...]
    transform: Matrix
    opacity: float
    locked: bool
    blend: Blend = "normal"
    shadow: Shadow | None = None
    ink: Ink = "process"
    type: Literal["group"] = "group"


Layer: TypeAlias = TextLayer | ImageLayer | ShapeLayer | ClipartLayer | CodeLayer | GroupLayer


@dataclass(frozen=True, slots=True)
class Area:
    """One print area of the product and what is designed on it, the undermost layer first."""

    name: str
    width: float
    height: float
    background: Fill | None
    """Fills the area and its bleed; gradients run over the trimmed area."""
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole design of one product."""

    version: int
    product_id: int
    areas: tuple[Area, ...]
    fallback_fonts: tuple[str, ...] = ()
    """Font ids that are asked in turn for characters that a text's own font lacks."""
