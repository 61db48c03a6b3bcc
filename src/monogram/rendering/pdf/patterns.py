"""Pictures repeated without end: drawn one by one where they are few enough, else as a tiling pattern.

Both are exact by the standard. But poppler, and what is built on it, puts the tiles of a pattern on whole pixels, so
that they drift by millimetres over a page; a picture that is drawn lies where it should, in every viewer and RIP.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pikepdf
from pikepdf import Pdf

from monogram.geometry.matrices import Matrix, determinant, invert
from monogram.geometry.paths import Bounds, outline_bounds
from monogram.layout.operations import Arrangement, PatternPaint
from monogram.rendering.pdf.content import Content, rectangle_path
from monogram.rendering.pdf.images import WHOLE, ImageShelf

MOST_PICTURES = 4000
"""More of them are left to a tiling pattern."""


class Repeat:
    """A pattern on its way into content streams; `matrix` maps one picture's unit square to mm."""

    def __init__(self, pattern: PatternPaint, shelf: ImageShelf, matrix: Matrix) -> None:
        """Raises PictureError."""
        self._image = shelf.place(pattern.image, crop=WHOLE, matrix=matrix, adjustments=pattern.adjustments).image
        self._matrix = matrix
        self._arrangement = pattern.arrangement
        self._across, self._down = 1 + pattern.gap[0], 1 + pattern.gap[1]

    def places_in(self, bounds: Bounds) -> list[tuple[float, float]] | None:
        """Where the pictures lie, in picture units, that may show within `bounds` in mm; None if they are too many."""
        if determinant(self._matrix) == 0:
            return []
        seen = outline_bounds(rectangle_path(bounds), invert(self._matrix))
        if seen is None:
            return []
        left, top, right, bottom = seen
        # A shifted row or column begins half a cell earlier.
        columns = range(math.floor((left - 1) / self._across - 0.5), math.ceil(right / self._across) + 1)
        rows = range(math.floor((top - 1) / self._down - 0.5), math.ceil(bottom / self._down) + 1)
        if len(columns) * len(rows) > 2 * MOST_PICTURES:
            return None
        places = [(x, y) for x, y in self._cells(columns, rows) if left - 1 < x < right and top - 1 < y < bottom]
        return places if len(places) <= MOST_PICTURES else None

    def _cells(self, columns: range, rows: range) -> Iterator[tuple[float, float]]:
        for row in rows:
            for column in columns:
                along = 0.5 * (row % 2) if self._arrangement == "brick" else 0
                below = 0.5 * (column % 2) if self._arrangement == "half-drop" else 0
                yield (column + along) * self._across, (row + below) * self._down

    def draw(self, content: Content, places: list[tuple[float, float]]) -> None:
        """Draw one picture at each place, in mm."""
        content.write("q")
        content.transform(self._matrix)
        for x, y in places:
            content.write("q")
            content.transform((1, 0, 0, -1, x, y + 1))
            content.draw(self._image)
            content.write("Q")
        content.write("Q")

    def tile(self, pdf: Pdf) -> pikepdf.Object:
        """The pattern as PDF knows it.

        What is shifted by half a cell is part of a tile of two cells: its picture is drawn twice, since it reaches
        over the tile's edge.
        """
        places, columns, rows = _tile_of(self._arrangement, self._across, self._down)
        tile = Content(pdf)
        for x, y in places:
            tile.write("q")
            tile.transform((1, 0, 0, -1, x, y + 1))
            tile.draw(self._image)
            tile.write("Q")
        return tile.as_tile(self._matrix, width=columns * self._across, height=rows * self._down)


def _tile_of(arrangement: Arrangement, across: float, down: float) -> tuple[list[tuple[float, float]], int, int]:
    """Where the pictures of one tile lie, and how many cells it is wide and high."""
    if arrangement == "brick":
        return [(0, 0), (across / 2, down), (-across / 2, down)], 1, 2
    if arrangement == "half-drop":
        return [(0, 0), (across, down / 2), (across, -down / 2)], 2, 1
    return [(0, 0)], 1, 1
