"""pdfium's points → outlines, wherever they come from: paths, clips or glyphs."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from monogram.geometry.paths import Path, Segment


class NotOutlinesError(Exception):
    """The page holds what is no outline with a colour."""


def read_segments(get: Callable[[int], Any], count: int) -> Path:
    """An outline from pdfium's points. Raises NotOutlinesError for one without a beginning or a number."""
    segments: list[Segment] = []
    controls: list[float] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = get(index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y) or not math.isfinite(x.value + y.value):
            raise NotOutlinesError
        if not segments and kind != pdfium.FPDF_SEGMENT_MOVETO:
            raise NotOutlinesError
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            segments.append(("M", x.value, y.value))
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            segments.append(("L", x.value, y.value))
        else:
            controls += (x.value, y.value)
            if len(controls) == 6:
                ax, ay, bx, by, end_x, end_y = controls
                segments.append(("C", ax, ay, bx, by, end_x, end_y))
                controls = []
        if pdfium.FPDFPathSegment_GetClose(segment) and not controls:
            segments.append(("Z",))
    while segments and segments[-1][0] == "M":
        segments.pop()
    return tuple(segments)
