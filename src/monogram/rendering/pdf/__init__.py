"""Print files as PDF: vector artwork, page boxes, marks, PDF/X-4, separations."""

from monogram.rendering.pdf.options import SEPARATIONS, Marks, PdfOptions, PdfOptionsError, Underbase
from monogram.rendering.pdf.page import render_pdf

__all__ = ["SEPARATIONS", "Marks", "PdfOptions", "PdfOptionsError", "Underbase", "render_pdf"]
