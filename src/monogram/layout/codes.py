"""Codes for machines as outlines: what may stand in them, and where they lie in their box.

`web/src/layout/codes.ts` does the same arithmetic.
"""

from __future__ import annotations

from monogram.geometry.matrices import Matrix, multiply
from monogram.geometry.paths import Path, Segment
from monogram.layout.barcodes import (
    CODE_128_QUIET,
    EAN_13_QUIET,
    code128_widths,
    ean13_digits,
    ean13_widths,
)
from monogram.layout.errors import DocumentError
from monogram.layout.model import CodeLayer, ErrorCorrection, Symbology
from monogram.layout.operations import Operation, PathOperation
from monogram.layout.qr import QUIET_ZONE, fits_qr, qr_outline
from monogram.layout.shapes import rectangle


def checked_content(symbology: Symbology, content: str, correction: ErrorCorrection, path: str) -> str:
    """The content as it is encoded: an EAN's check digit is added. Raises DocumentError, which names `path`."""
    match symbology:
        case "qr":
            if not fits_qr(content, correction):
                raise DocumentError(path, "is too long for a QR code at this error correction")
        case "code128":
            if not content.isascii():
                raise DocumentError(path, "must hold nothing but ASCII characters for Code 128")
        case "ean13":
            digits = ean13_digits(content)
            if digits is None:
                raise DocumentError(path, "must be 12 or 13 digits with a right check digit")
            return digits
    return content


def code_operations(layer: CodeLayer) -> list[Operation]:
    """What to draw for a code: its background over the whole box, then everything dark as one outline."""
    width, height = layer.width, layer.height
    operations: list[Operation] = []
    if layer.background is not None:
        sheet = rectangle(-width / 2, -height / 2, width, height, 0.0, 0.0)
        operations.append(PathOperation(layer.id, sheet, layer.transform, layer.background, None, 1.0, None))
    path, box = _qr(layer) if layer.symbology == "qr" else _bars(layer)
    operations.append(PathOperation(layer.id, path, multiply(layer.transform, box), layer.colour, None, 1.0, None))
    return operations


def _qr(layer: CodeLayer) -> tuple[Path, Matrix]:
    side, path = qr_outline(layer.content, layer.error_correction)
    unit = min(layer.width, layer.height) / (side + 2 * QUIET_ZONE if layer.quiet_zone else side)
    return path, (unit, 0.0, 0.0, unit, -side * unit / 2, -side * unit / 2)


def _bars(layer: CodeLayer) -> tuple[Path, Matrix]:
    is_ean = layer.symbology == "ean13"
    widths = ean13_widths(layer.content) if is_ean else code128_widths(layer.content)
    quiet = EAN_13_QUIET if is_ean else CODE_128_QUIET
    before, behind = quiet if layer.quiet_zone else (0, 0)
    unit = layer.width / (before + sum(widths) + behind)
    matrix = (unit, 0.0, 0.0, layer.height, before * unit - layer.width / 2, -layer.height / 2)
    return _bar_path(widths), matrix


def _bar_path(widths: list[int]) -> Path:
    """Bars one module to a unit, from 0 to 1 in height."""
    segments: list[Segment] = []
    left = 0
    for index, width in enumerate(widths):
        if index % 2 == 0:
            segments.extend(rectangle(left, 0.0, width, 1.0, 0.0, 0.0))
        left += width
    return tuple(segments)
