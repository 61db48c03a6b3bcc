"""The objects on a PDF's page, as outlines with inks. Whatever is no outline makes the page pixels."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from monogram.geometry.matrices import Matrix, determinant, multiply
from monogram.geometry.paths import Path, transform_path
from monogram.images.vector.dashes import dashed
from monogram.images.vector.drawn import MOST_SEGMENTS, Cap, Clip, Entry, Join, Pen, Shape, clipped, grouped, is_finite
from monogram.images.vector.pdf_segments import NotOutlinesError, read_segments
from monogram.images.vector.pdf_text import PageText

MOST_OBJECTS = 20_000
_DEEPEST_FORM = 16
_MITER_LIMIT = 10.0
"""PDF's own; pdfium does not tell a page's. A page that sets another is found by comparing pixels."""
_CAPS: dict[int, Cap] = {0: "butt", 1: "round", 2: "square"}
_JOINS: dict[int, Join] = {0: "miter", 1: "round", 2: "bevel"}
_NO_FILL, _EVEN_ODD = 0, 1


class PageObjects:
    """Reads a page's objects in drawing order, forms within forms included."""

    def __init__(self, page: Any, matrix: Matrix) -> None:
        self._page = page
        self._matrix = matrix
        self._text = PageText(page)
        self._objects_left = MOST_OBJECTS
        self._segments_left = MOST_SEGMENTS

    def entries(self) -> tuple[Entry, ...]:
        """What the page draws, in the drawing's units. Raises NotOutlinesError."""
        count = pdfium.FPDFPage_CountObjects(self._page)
        return self._all(lambda index: pdfium.FPDFPage_GetObject(self._page, index), count, self._matrix, 0)

    def _all(self, get: Callable[[int], Any], count: int, matrix: Matrix, depth: int) -> tuple[Entry, ...]:
        if depth > _DEEPEST_FORM:
            raise NotOutlinesError
        entries: list[Entry] = []
        for index in range(count):
            self._objects_left -= 1
            if self._objects_left < 0:
                raise NotOutlinesError
            entries += self._one(get(index), matrix, depth)
        return tuple(entries)

    def _one(self, found: Any, matrix: Matrix, depth: int) -> tuple[Entry, ...]:
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            members: tuple[Entry, ...] = tuple(self._path(found, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            members = tuple(self._glyphs(found, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = multiply(matrix, _matrix_of(found))
            count = pdfium.FPDFFormObj_CountObjects(found)
            members = self._all(lambda index: pdfium.FPDFFormObj_GetObject(found, index), count, inner, depth + 1)
            opacity = _colour(found, pdfium.FPDFPageObj_GetFillColor)[1]
            members = grouped(members, opacity=opacity)
        else:
            raise NotOutlinesError
        for clip in _clips(found, matrix):
            members = clipped(members, clip)
        return members

    def _path(self, found: Any, matrix: Matrix) -> Iterator[Shape]:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(found, fill, stroke):
            raise NotOutlinesError
        own = _matrix_of(found)
        path = self._segments(found)
        yield from _inked(found, path, multiply(matrix, own), fill.value, bool(stroke.value))

    def _glyphs(self, found: Any, matrix: Matrix) -> Iterator[Shape]:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
        if mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            return
        if mode != pdfium.FPDF_TEXTRENDERMODE_FILL:
            raise NotOutlinesError
        for outline in self._text.outlines(found):
            if outline is None:
                raise NotOutlinesError
            self._count(len(outline))
            # What the text page tells is in the page's space already, however deep the form.
            yield from _inked(found, outline, self._matrix, 2, is_stroked=False)

    def _segments(self, found: Any) -> Path:
        count = pdfium.FPDFPath_CountSegments(found)
        self._count(count)
        return read_segments(lambda index: pdfium.FPDFPath_GetPathSegment(found, index), count)

    def _count(self, segments: int) -> None:
        self._segments_left -= segments
        if self._segments_left < 0:
            raise NotOutlinesError


def _inked(found: Any, path: Path, matrix: Matrix, fill: int, is_stroked: bool) -> Iterator[Shape]:
    """The fill and the stroke of an outline in an object's inks."""
    if determinant(matrix) == 0 or not path or not is_finite(transform_path(path, matrix)):
        return
    if fill != _NO_FILL:
        colour, opacity = _colour(found, pdfium.FPDFPageObj_GetFillColor)
        yield Shape(transform_path(path, matrix), colour, opacity, even_odd=fill == _EVEN_ODD)
    if is_stroked:
        colour, opacity = _colour(found, pdfium.FPDFPageObj_GetStrokeColor)
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(found, width)
        if not width.value > 0:
            raise NotOutlinesError  # the thinnest line of whatever device: there is no such thing in print
        pen = Pen(
            width.value * math.sqrt(abs(determinant(matrix))),
            _CAPS.get(pdfium.FPDFPageObj_GetLineCap(found), "butt"),
            _JOINS.get(pdfium.FPDFPageObj_GetLineJoin(found), "miter"),
            _MITER_LIMIT,
        )
        yield Shape(transform_path(_in_dashes(found, path), matrix), colour, opacity, pen=pen)


def _in_dashes(found: Any, path: Path) -> Path:
    count = pdfium.FPDFPageObj_GetDashCount(found)
    if count <= 0:
        return path
    lengths = (ctypes.c_float * count)()
    phase = ctypes.c_float()
    pdfium.FPDFPageObj_GetDashArray(found, lengths, count)
    pdfium.FPDFPageObj_GetDashPhase(found, phase)
    pattern = [float(length) for length in lengths]
    return dashed(path, pattern, phase.value) if min(pattern) >= 0 and sum(pattern) > 0 else path


def _colour(found: Any, get: Callable[..., int]) -> tuple[str, float]:
    """`#rrggbb` and opacity; patterns and shadings have none."""
    channels = [ctypes.c_uint() for _ in range(4)]
    if not get(found, *channels):
        raise NotOutlinesError
    red, green, blue, alpha = (channel.value for channel in channels)
    return f"#{red:02x}{green:02x}{blue:02x}", alpha / 255


def _matrix_of(found: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        raise NotOutlinesError
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _clips(found: Any, matrix: Matrix) -> Iterator[Clip]:
    """An object's clips, given in the space of what it stands in. pdfium does not tell their rule."""
    clip = pdfium.FPDFPageObj_GetClipPath(found)
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
        path = read_segments(_clip_segment(clip, number), count)
        yield Clip(transform_path(path, matrix), False)


def _clip_segment(clip: Any, number: int) -> Callable[[int], Any]:
    return lambda index: pdfium.FPDFClipPath_GetPathSegment(clip, number, index)
