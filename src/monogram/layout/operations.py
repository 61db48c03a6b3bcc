"""What a player has to draw: paths and pictures with matrices, in drawing order.

Layout produces operations; the browser (`web/src/view2d/play.ts`) and the server's renderer only play them. A
player knows nothing of text, fonts or documents. The rules that every player keeps:

- Lengths are millimetres in the print area: origin at its trimmed top-left corner, y down. `matrix` maps the
  path's own units (font units with y up for glyphs, millimetres for shapes) or the picture's unit square to them.
- Drawing is clipped to the print area and its bleed. A background runs far beyond both.
- Fill by the nonzero rule, then the stroke on top: round joins, round caps, centred on the outline. Its width is in
  path units, so `matrix` scales it with the rest. A text's outline is its own operation ahead of the fill.
- Neighbouring operations of one layer share its opacity and are ONE group: they are drawn opaque, together, and
  the result is blended once. Else overlapping letters would show through each other. `groups` cuts a list so.

`web/src/layout/operations.ts` mirrors these types by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from monogram.geometry.matrices import Matrix
from monogram.geometry.paths import Path


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen: `#rrggbb`, and its width in the units of the path that it follows."""

    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class PathOperation:
    """An outline to fill, to stroke, or both."""

    layer: str
    """Id of the layer that it belongs to; empty for the area's background."""
    path: Path
    matrix: Matrix
    fill: str | None
    stroke: Stroke | None
    opacity: float
    glyph: tuple[str, int] | None
    """(font id, glyph id) where the path is a glyph's outline: a key for caches, and what the vectors compare."""


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


Operation: TypeAlias = PathOperation | ImageOperation


def groups(operations: Iterable[Operation]) -> Iterator[tuple[float, list[Operation]]]:
    """Cuts a list of operations into (opacity, operations of one layer), in drawing order."""
    for (_, opacity), members in groupby(operations, key=lambda operation: (operation.layer, operation.opacity)):
        yield opacity, list(members)
