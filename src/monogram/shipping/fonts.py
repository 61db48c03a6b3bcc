"""The fonts that labels and slips are set in: the documents' own, and the catalogue's for other scripts."""

from __future__ import annotations

from functools import lru_cache

from monogram.catalogue.models import Font
from monogram.catalogue.queries import fallback_fonts
from monogram.layout.resources import Resources
from monogram.rendering.documents.fonts import document_fonts


def bench_fonts() -> Resources:
    """Opened once for each choice of stand-ins: font files never change."""
    return _opened(tuple(font.pk for font in fallback_fonts()))


@lru_cache(maxsize=2)
def _opened(stand_ins: tuple[str, ...]) -> Resources:
    found = Font.objects.in_bulk(stand_ins)
    fonts = {}
    for pk in stand_ins:
        with found[pk].file.open("rb") as file:
            fonts[pk] = file.read()
    return document_fonts(fonts)
