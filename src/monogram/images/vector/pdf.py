"""A PDF's first page → what it draws, or its pixels. pdfium opens it; the objects on it have rooms of their own."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from monogram.geometry.matrices import Matrix
from monogram.images.refusals import RefusedError
from monogram.images.vector.drawn import LONGER_SIDE, Clip, Drawn, cut_at, rectangle
from monogram.images.vector.pdf_objects import PageObjects
from monogram.images.vector.pdf_segments import NotOutlinesError

if TYPE_CHECKING:
    import pyvips

_POINTS_PER_INCH = 72
_NARROWEST = 1e-4
_FINE = 1_000_000
"""Device pixels of the longer side when pdfium is asked, in whole numbers, where it would put a point."""


class FirstPage:
    """The first page of a PDF, as a viewer shows it: cut to its crop box and turned. Raises RefusedError."""

    def __init__(self, path: Path) -> None:
        try:
            self._document = pypdfium2.PdfDocument(path)
            self._page = self._document[0]
        except (pypdfium2.PdfiumError, IndexError) as error:
            is_locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
            raise RefusedError("pdf_locked" if is_locked else "corrupt") from error
        self.width, self.height = self._page.get_size()
        if min(self.width, self.height) < _NARROWEST * max(self.width, self.height) or self.width <= 0:
            raise RefusedError("corrupt")

    def drawn(self) -> Drawn | None:
        """The page as outlines; None where it holds anything else, such as photos or shadings."""
        scale = LONGER_SIDE / max(self.width, self.height)
        try:
            entries = PageObjects(self._page.raw, self._to_drawing(scale)).entries()
        except NotOutlinesError:
            return None
        canvas = Clip(rectangle(0.0, 0.0, self.width * scale, self.height * scale), False)
        inside = cut_at(entries, canvas)
        return Drawn(self.width * scale, self.height * scale, inside) if inside else None

    def side_at(self, dpi: float) -> int:
        """The longer side in pixels at a resolution."""
        return max(1, int(max(self.width, self.height) * dpi / _POINTS_PER_INCH))

    def holds_photos(self) -> bool:
        """Whether there is anything on it that has pixels of its own."""
        return any(True for _ in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))

    def pixels(self, *, side: int, most_pixels: int) -> pyvips.Image:
        """The page on nothing, its longer side `side` pixels or as many as the limit allows: sRGB with alpha."""
        import pyvips

        scale = min(side / max(self.width, self.height), (most_pixels / (self.width * self.height)) ** 0.5)
        width, height = (max(1, int(length * scale + 1e-6)) for length in (self.width, self.height))
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRA, None, 0)
        if not bitmap:
            raise RefusedError("too_demanding")
        try:
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page.raw, 0, 0, width, height, 0, flags)
            rows = pdfium.FPDFBitmap_GetStride(bitmap) * height
            content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), rows)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        picture: pyvips.Image = pyvips.Image.new_from_memory(content, width, height, 4, "uchar")
        return picture.copy(interpretation="srgb")

    def _to_drawing(self, scale: float) -> Matrix:
        """The map of the page's own space, y up, to the drawing's, as pdfium itself turns and cuts the page."""
        longer = max(self.width, self.height)
        size = [int(length / longer * _FINE) for length in (self.width, self.height)]
        reach = max(1.0, round(longer))

        def place(x: float, y: float) -> tuple[float, float]:
            across, down = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, *size, 0, x, y, across, down)
            return across.value / size[0] * self.width * scale, down.value / size[1] * self.height * scale

        (e, f), (right_x, right_y), (up_x, up_y) = place(0, 0), place(reach, 0), place(0, reach)
        a, b, c, d = (right_x - e) / reach, (right_y - f) / reach, (up_x - e) / reach, (up_y - f) / reach
        return (a, b, c, d, e, f)
