"""Codes for machines: large enough, dark on light, and with nothing in the margin that readers need."""

from __future__ import annotations

import math
from collections.abc import Sequence

from monogram.geometry.matrices import Matrix, determinant, stretches
from monogram.geometry.paths import Bounds, outline_bounds
from monogram.layout.barcodes import CODE_128_QUIET, EAN_13_QUIET
from monogram.layout.model import CodeLayer
from monogram.layout.operations import PathOperation
from monogram.layout.preflight.edges import SLACK
from monogram.layout.preflight.marks import Piece, holds, mapped
from monogram.layout.preflight.values import TOLERANCE, Verdicts, rounded_down, rounded_up
from monogram.layout.qr import QUIET_ZONE

TENTHS = 10
HUNDREDTHS = 100


def check_code(layer: CodeLayer, pieces: Sequence[Piece], verdicts: Verdicts) -> None:
    """`pieces` are those of the whole area in drawing order; a code's last mark is all that is dark in it."""
    index = next((index for index, piece in enumerate(pieces) if piece.layer == layer.id), None)
    dark = pieces[index].marks[-1].operation if index is not None else None
    if index is None or not isinstance(dark, PathOperation):
        return
    below = [piece for piece in pieces[:index] if piece.ink == "process"]
    above = [piece for piece in pieces[index + 1 :] if piece.ink == "process"]
    width = _module_width(layer, dark.matrix)
    needed = verdicts.parameter("code_size", layer.symbology)
    if width < needed - TOLERANCE:
        verdicts.add("code_size", layer.id, width=rounded_down(width, HUNDREDTHS), needed=needed)
    zone = _zone(layer, dark)
    if zone is None:
        return
    ground, is_free = _ground(layer, zone, below)
    if not is_free or any(_overlaps(zone, piece.box) for piece in above):
        margin = max(_quiet(layer)) * width
        verdicts.add("code_quiet_zone", layer.id, margin=rounded_up(margin, TENTHS))
    _check_contrast(layer, ground, verdicts)


def _module_width(layer: CodeLayer, matrix: Matrix) -> float:
    """The narrowest part in mm. A module is one unit of the path; bars are as high as the box."""
    if layer.symbology == "qr":
        return stretches(matrix)[1]
    return abs(determinant(matrix)) / math.sqrt(matrix[2] * matrix[2] + matrix[3] * matrix[3])


def _quiet(layer: CodeLayer) -> tuple[int, int]:
    """The margin before and behind a code, in modules."""
    match layer.symbology:
        case "qr":
            return QUIET_ZONE, QUIET_ZONE
        case "code128":
            return CODE_128_QUIET
        case "ean13":
            return EAN_13_QUIET


def _zone(layer: CodeLayer, dark: PathOperation) -> Bounds | None:
    """The box around a code and the margin that it needs, in mm of the area."""
    own = outline_bounds(dark.path, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    if own is None:
        return None
    before, behind = _quiet(layer)
    over = before if layer.symbology == "qr" else 0
    return mapped((own[0] - before, own[1] - over, own[2] + behind, own[3] + over), dark.matrix)


def _ground(layer: CodeLayer, zone: Bounds, below: Sequence[Piece]) -> tuple[str | None, bool]:
    """The colour on which a code stands, None if nobody knows; and whether nothing else shows in its margin."""
    if layer.background is not None and layer.quiet_zone:
        return layer.background, True
    is_free = True
    for piece in reversed(below):
        if not _overlaps(zone, piece.box):
            continue
        if piece.sheet is not None and holds(piece.box, zone, SLACK):
            return layer.background or piece.sheet, is_free
        is_free = False
    return layer.background, is_free


def _overlaps(zone: Bounds, box: Bounds | None) -> bool:
    return box is not None and (
        box[0] < zone[2] - SLACK and box[2] > zone[0] + SLACK and box[1] < zone[3] - SLACK and box[3] > zone[1] + SLACK
    )


def _check_contrast(layer: CodeLayer, ground: str | None, verdicts: Verdicts) -> None:
    """Symbol contrast as ISO/IEC 15415 and 15416 grade it: the difference of reflectances; 40 % is grade C."""
    if ground is None:
        return
    contrast = (_reflectance(ground) - _reflectance(layer.colour)) * 100
    needed = verdicts.parameter("code_contrast", "minimum")
    if contrast < needed - TOLERANCE:
        verdicts.add("code_contrast", layer.id, contrast=rounded_down(contrast), needed=needed)


def _reflectance(colour: str) -> float:
    """The relative luminance of an sRGB colour, 0…1."""
    red, green, blue = (_linear(int(colour[index : index + 2], 16) / 255) for index in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else math.pow((channel + 0.055) / 1.055, 2.4)
