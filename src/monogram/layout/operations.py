"""What a player has to draw: paths, pictures and groups of them, in drawing order.

Layout produces operations; the browser (`web/src/view2d/play.ts`) and the server's players only play them. A
player knows nothing of text, fonts or documents. The rules that every player keeps:

- Lengths are millimetres in the print area: origin at its trimmed top-left corner, y down. `matrix` maps the
  path's own units (font units with y up for glyphs, millimetres for shapes) or the picture's unit square to them.
- Drawing is clipped to the print area and its bleed. A background runs far beyond both.
- Fill first, then the stroke on top, centred on the outline. Its width is in path units, so `matrix` scales it with
  the rest. A text's outline is its own operation ahead of the fill.
- `opacity` of a path or a picture belongs to its ink, which touches no pixel twice. What must be blended as one (a
  see-through text with an outline, a group, anything with a shadow or a blend mode) comes as a `GroupOperation`: its
  members are drawn on an empty sheet, and the sheet is laid down once.
- Colours are sRGB; gradients are interpolated in its numbers, without dithering.

`web/src/layout/operations.ts` mirrors these types by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from monogram.geometry.matrices import IDENTITY, Matrix
from monogram.geometry.paths import Path

Cap: TypeAlias = Literal["butt", "round", "square"]
Join: TypeAlias = Literal["miter", "round", "bevel"]
Blend: TypeAlias = Literal[
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
    "soft-light", "difference", "exclusion",
]  # fmt: skip
"""How a group meets what lies below it; the names are those of CSS, and PDF has the same modes."""
Ink: TypeAlias = Literal["process", "white", "cut", "foil", "engrave"]
"""What lays an operation down: the process colours, or a named separation."""
Arrangement: TypeAlias = Literal["grid", "brick", "half-drop"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour on a gradient; `offset` and `opacity` are 0…1."""

    offset: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class LinearGradient:
    """Colours along a line. `matrix` maps the space of `start` and `end` to path units. Beyond the ends: the end's."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[Stop, ...]
    matrix: Matrix = IDENTITY


@dataclass(frozen=True, slots=True)
class RadialGradient:
    """Colours outwards from a centre. `matrix` maps the space of `centre` and `radius` to path units."""

    centre: tuple[float, float]
    radius: float
    stops: tuple[Stop, ...]
    matrix: Matrix = IDENTITY


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A change of a picture's tone, on straight sRGB values 0…255; alpha stays.

    `matrix`: twelve numbers, row by row: r' = m0·r + m1·g + m2·b + m3 (offsets in 0…255), rounded half up and kept
    within 0…255. `threshold`: white where the luma (0.2126 r + 0.7152 g + 0.0722 b) is at least `level` (0…255),
    else black. Exactly one of the two is set.
    """

    matrix: tuple[float, ...] | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class PatternPaint:
    """A picture repeated without end. `matrix` maps the unit square of one picture (without its gap) to path units.

    `gap` is the empty space after each picture as fractions of its width and height. `brick` shifts every second row
    by half a cell, `half-drop` every second column.
    """

    image: str
    matrix: Matrix
    gap: tuple[float, float] = (0.0, 0.0)
    arrangement: Arrangement = "grid"
    adjustments: tuple[Adjustment, ...] = ()


Paint: TypeAlias = str | LinearGradient | RadialGradient | PatternPaint
"""`#rrggbb`, or something that varies over the path."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen: its paint, and its width in the units of the path that it follows."""

    paint: Paint
    width: float
    cap: Cap = "round"
    join: Join = "round"
    miter_limit: float = 4.0


@dataclass(frozen=True, slots=True)
class Shadow:
    """A blurred shape of the group in one colour, laid down before it. Lengths in mm of the print area.

    `blur` is the standard deviation of the Gaussian; `dx` and `dy` do not turn with the layer.
    """

    colour: str
    opacity: float
    dx: float
    dy: float
    blur: float


@dataclass(frozen=True, slots=True)
class PathOperation:
    """An outline to fill, to stroke, or both."""

    layer: str
    """Id of the layer that it belongs to; empty for the area's background."""
    path: Path
    matrix: Matrix
    fill: Paint | None
    stroke: Stroke | None
    opacity: float
    glyph: tuple[str, int] | None
    """(font id, glyph id) where the path is a glyph's outline: a key for caches, and what the vectors compare."""
    even_odd: bool = False
    """Fill by the even-odd rule instead of nonzero winding."""


@dataclass(frozen=True, slots=True)
class ImageOperation:
    """A picture, cropped, stretched over the unit square and mapped from there to the print area."""

    layer: str
    image: str
    """Id of the image."""
    matrix: Matrix
    """Maps the unit square (0…1 rightwards and down) to millimetres in the print area."""
    crop: tuple[float, float, float, float]
    """x, y, width, height as fractions of the upright picture."""
    mask: Path | None
    """Only what lies inside it is drawn; in unit-square space. None: the whole square."""
    opacity: float
    adjustments: tuple[Adjustment, ...] = ()
    """Applied in order to the decoded pixels, before they are resampled to the drawn size."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Only what lies inside the path (mapped by `matrix` to the print area) is drawn."""

    path: Path
    matrix: Matrix
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class GroupOperation:
    """Operations that are drawn on an empty sheet of their own, which is then laid down as one."""

    layer: str
    operations: tuple[Operation, ...]
    opacity: float = 1.0
    blend: Blend = "normal"
    shadow: Shadow | None = None
    clip: Clip | None = None
    """Cuts the members (not the shadow's offset: the shadow is that of what is left)."""
    ink: Ink = "process"
    """Of a group at the top of a list; members of groups go with it."""


Operation: TypeAlias = PathOperation | ImageOperation | GroupOperation


def ink_of(operation: Operation) -> Ink:
    """What lays an operation of an area's list down."""
    return operation.ink if isinstance(operation, GroupOperation) else "process"


def of_ink(operations: Iterable[Operation], ink: Ink) -> list[Operation]:
    """The operations that one ink lays down, in drawing order."""
    return [operation for operation in operations if ink_of(operation) == ink]


def leaves(operations: Iterable[Operation]) -> Iterator[PathOperation | ImageOperation]:
    """Every path and picture, however deep, in drawing order."""
    for operation in operations:
        if isinstance(operation, GroupOperation):
            yield from leaves(operation.operations)
        else:
            yield operation
