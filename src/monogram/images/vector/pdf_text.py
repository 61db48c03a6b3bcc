"""The text on a PDF's page as outlines of its glyphs, where pdfium can give them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from monogram.geometry.paths import Path, transform_path
from monogram.images.vector.pdf_segments import read_segments

MOST_CHARACTERS = 20_000


class PageText:
    """A page's characters, by the text object that they belong to."""

    def __init__(self, page: Any) -> None:
        self._page = pdfium.FPDFText_LoadPage(page)
        self._characters: dict[int, list[int]] = {}
        count = pdfium.FPDFText_CountChars(self._page) if self._page else 0
        self._is_readable = bool(self._page) and count <= MOST_CHARACTERS
        for index in range(count if self._is_readable else 0):
            if not pdfium.FPDFText_IsGenerated(self._page, index):
                owner = pdfium.FPDFText_GetTextObject(self._page, index)
                self._characters.setdefault(_address(owner), []).append(index)

    def outlines(self, text_object: Any) -> Iterator[Path | None]:
        """The outline of each glyph of a text object in the page's space; None for one that cannot be had."""
        characters = self._characters.get(_address(text_object), [])
        if not characters:
            yield None
        font = pdfium.FPDFTextObj_GetFont(text_object)
        size = ctypes.c_float()
        if not font or not pdfium.FPDFTextObj_GetFontSize(text_object, size):
            yield None
            return
        for index in characters:
            yield self._outline(index, font, size.value)

    def _outline(self, index: int, font: Any, size: float) -> Path | None:
        letter = pdfium.FPDFText_GetUnicode(self._page, index)
        if letter in {0x20, 0xA0, 0x0D, 0x0A}:
            return ()
        matrix = pdfium.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        glyph = pdfium.FPDFFont_GetGlyphPath(font, letter, size) if letter else None
        if (
            not glyph
            or not pdfium.FPDFText_GetMatrix(self._page, index, matrix)
            or not pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        ):
            return None
        count = pdfium.FPDFGlyphPath_CountGlyphSegments(glyph)
        path = read_segments(lambda number: pdfium.FPDFGlyphPath_GetGlyphPathSegment(glyph, number), count)
        # pdfium gives outlines of a font of size 1, whatever the size that it is asked for.
        em = (matrix.a * size, matrix.b * size, matrix.c * size, matrix.d * size, x.value, y.value)
        return transform_path(path, em)


def _address(found: Any) -> int:
    return ctypes.cast(found, ctypes.c_void_p).value or 0
