"""From the document's filters to the players' adjustments. `web/src/layout/adjustments.ts` has the same numbers."""

from __future__ import annotations

from collections.abc import Iterable

from monogram.layout.model import Filter
from monogram.layout.operations import Adjustment

LUMA = (0.2126, 0.7152, 0.0722)
SEPIA = (0.393, 0.769, 0.189, 0.0, 0.349, 0.686, 0.168, 0.0, 0.272, 0.534, 0.131, 0.0)
STEEPEST = 0.99
"""Full contrast multiplies by 1 / (1 − STEEPEST) = 100: two tones, nearly."""


def adjustments(filters: Iterable[Filter]) -> tuple[Adjustment, ...]:
    """What players do to the pixels, one step for each filter."""
    return tuple(_adjustment(one) for one in filters)


def _adjustment(one: Filter) -> Adjustment:
    match one.type:
        case "greyscale":
            return Adjustment(matrix=(*LUMA, 0.0) * 3)
        case "sepia":
            return Adjustment(matrix=SEPIA)
        case "duotone":
            return _duotone(one.dark or "#000000", one.light or "#ffffff")
        case "brightness":
            return _diagonal(1.0, 255 * (one.amount or 0.0))
        case "contrast":
            amount = one.amount or 0.0
            slope = 1 + amount if amount < 0 else 1 / (1 - STEEPEST * amount)
            return _diagonal(slope, 127.5 - 127.5 * slope)
        case "threshold":
            return Adjustment(threshold=255 * (one.level or 0.0))


def _diagonal(slope: float, offset: float) -> Adjustment:
    return Adjustment(matrix=(slope, 0.0, 0.0, offset, 0.0, slope, 0.0, offset, 0.0, 0.0, slope, offset))


def _duotone(dark: str, light: str) -> Adjustment:
    rows: list[float] = []
    for start in (1, 3, 5):
        low, high = int(dark[start : start + 2], 16), int(light[start : start + 2], 16)
        rows.extend((*((high - low) / 255 * weight for weight in LUMA), float(low)))
    return Adjustment(matrix=tuple(rows))
