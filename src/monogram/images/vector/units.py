"""SVG's lengths, transform lists and view boxes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from monogram.geometry.matrices import IDENTITY, Matrix, multiply, rotation, scaling, translation
from monogram.images.vector.path_text import read_numbers

_LENGTH = re.compile(
    r"\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q|em|rem|ex|%|)\s*", re.IGNORECASE
)
_LONGEST_LENGTH = 64
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54,
    "em": 16.0, "rem": 16.0, "ex": 8.0,
}  # fmt: skip
"""CSS pixels to a unit. A drawing has no text, so the size of a font is the browser's own."""
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)[\s,]*")
_UNIT = re.compile(r"(?<=[0-9.])(?:px|deg)\b")


@dataclass(frozen=True, slots=True)
class Viewport:
    """What percentages are percentages of, in user units."""

    width: float
    height: float

    @property
    def diagonal(self) -> float:
        """For lengths that are neither horizontal nor vertical (SVG 2 §8.9)."""
        return math.hypot(self.width, self.height) / math.sqrt(2)


def read_length(text: str | None, whole: float) -> float | None:
    """A length in user units; `whole` is what a percentage is of. None where it is none."""
    match = _LENGTH.fullmatch(text) if text and len(text) <= _LONGEST_LENGTH else None
    if match is None:
        return None
    number, unit = float(match.group(1)), match.group(2).lower()
    length = number * whole / 100 if unit == "%" else number * _PIXELS[unit]
    return length if math.isfinite(length) else None


def read_transform(text: str | None) -> Matrix:
    """A transform list, the first outermost; one that cannot be read moves nothing."""
    matrix = IDENTITY
    position = 0
    text = (text or "").strip()
    while position < len(text):
        match = _TRANSFORM.match(text, position)
        numbers = read_numbers(_UNIT.sub("", match.group(2))) if match else None
        step = _transform(match.group(1), numbers) if match and numbers else None
        if match is None or step is None:
            return IDENTITY
        matrix = multiply(matrix, step)
        position = match.end()
    return matrix


def _transform(name: str, numbers: list[float]) -> Matrix | None:
    """One function of a transform list, by its name and the count of its numbers."""
    first = numbers[0]
    match name, len(numbers):
        case "matrix", 6:
            a, b, c, d, e, f = numbers
            return (a, b, c, d, e, f)
        case "translate", 1 | 2:
            return translation(first, numbers[1] if len(numbers) == 2 else 0.0)
        case "scale", 1 | 2:
            return scaling(first, numbers[-1])
        case "rotate", 1:
            return rotation(math.radians(first))
        case "rotate", 3:
            _, x, y = numbers
            return multiply(multiply(translation(x, y), rotation(math.radians(first))), translation(-x, -y))
        case "skewX", 1:
            return (1.0, 0.0, math.tan(math.radians(first)), 1.0, 0.0, 0.0)
        case "skewY", 1:
            return (1.0, math.tan(math.radians(first)), 0.0, 1.0, 0.0, 0.0)
    return None


def read_view_box(text: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width, height; None where it is none or has no area."""
    numbers = read_numbers(text) if text else None
    if numbers is None or len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        return None
    left, top, width, height = numbers
    return (left, top, width, height)


def fit(box: tuple[float, float, float, float], width: float, height: float, aspect: str | None) -> Matrix:
    """The map of a view box into a viewport of that size at the origin, by `preserveAspectRatio`."""
    left, top, box_width, box_height = box
    across, down = width / box_width, height / box_height
    words = (aspect or "").split()
    align = words[0] if words and len(words[0]) == 8 else "none" if words[:1] == ["none"] else "xMidYMid"
    if align == "none":
        return multiply(scaling(across, down), translation(-left, -top))
    scale = max(across, down) if "slice" in words else min(across, down)
    share = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    x = share.get(align[1:4], 0.5) * (width - box_width * scale)
    y = share.get(align[5:8], 0.5) * (height - box_height * scale)
    return multiply(translation(x, y), multiply(scaling(scale, scale), translation(-left, -top)))
