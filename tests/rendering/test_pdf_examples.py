"""Sample designs as PDFs that poppler draws, beside our own pixels: those with little in them to resample."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
from tests.layout.scenes import SPEC, demo_fonts
from tests.rendering.pdf_files import options, rasterise, reduced, report_of, ssim

from monogram.images.vector.plain_drawing import plain_drawing
from monogram.images.vector.svg import read_svg
from monogram.layout import Drawing, Resources, layout_area
from monogram.layout.document import load
from monogram.layout.drawing import load_drawing
from monogram.layout.operations import of_ink
from monogram.rendering.pdf import render_pdf
from monogram.rendering.raster import render_area

EXAMPLES = SPEC / "examples"
NAMES = [
    "accents", "arabic", "badge", "emoji-arc", "foil-card", "glow", "gradient-text", "photo-see-through", "qr-wedding",
    "see-through-text", "shapes", "sticker-cut-contour", "thai", "wave",
]  # fmt: skip
DPI = 300
"""Reduced to a third before the two are compared: poppler does not smooth the edges of pictures and clips."""


@cache
def images() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (EXAMPLES / "images").iterdir()}


@cache
def drawings() -> dict[str, Drawing]:
    return {
        path.stem: load_drawing(plain_drawing(read_svg(path.read_bytes())))
        for path in (EXAMPLES / "clipart").glob("*.svg")
    }


@pytest.mark.parametrize("name", NAMES)
def test_poppler_shows_what_we_print(name: str) -> None:
    document = load(json.loads((EXAMPLES / f"{name}.json").read_text()))
    area = document.areas[0]
    resources = Resources(demo_fonts(), tuple(document.fallback_fonts), drawings())
    artwork = of_ink(layout_area(area, resources), "process")

    content = render_pdf(artwork, width=area.width, height=area.height, images=images(), mask=None, options=options())

    pixels = render_area(artwork, width=area.width, height=area.height, bleed=0, dpi=DPI, images=images(), mask=None)
    shown = rasterise(content, DPI)[: pixels.shape[0], : pixels.shape[1]]
    alpha = pixels[: shown.shape[0], : shown.shape[1], 3:] / 255
    printed = pixels[: shown.shape[0], : shown.shape[1], :3] * alpha + 255 * (1 - alpha)
    assert np.abs(np.subtract(shown.shape[:2], pixels.shape[:2])).max() <= 1
    assert ssim(reduced(shown), reduced(printed)) >= 0.99
    assert report_of("pdffonts", content) == []
