"""QR codes: whether a content fits, its modules, and their outline. `web/src/layout/qr.ts` is the twin.

Both sides have the same author's generator (PyPI `qrcodegen`, npm `nayuki-qr-code-generator`), so they choose the same
mode, version and mask; `spec/code-vectors.json` holds them to it, module by module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qrcodegen import QrCode, QrSegment

from monogram.geometry.paths import Path, Segment
from monogram.layout.model import ErrorCorrection

QUIET_ZONE = 4
"""Modules that stay empty on each side."""
NUMERIC = re.compile("[0-9]*")
ALPHANUMERIC = re.compile("[A-Z0-9 $%*+./:-]*")
CAPACITY: dict[ErrorCorrection, int] = {"low": 2956, "medium": 2334, "quartile": 1666, "high": 1276}
"""Bytes of the largest QR code, version 40, that are left for its header and content."""
_LEVELS: dict[ErrorCorrection, QrCode.Ecc] = {
    "low": QrCode.Ecc.LOW,
    "medium": QrCode.Ecc.MEDIUM,
    "quartile": QrCode.Ecc.QUARTILE,
    "high": QrCode.Ecc.HIGH,
}
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_HANDS = ((1, 1), (0, 1), (0, 0), (1, 0))
"""Which module of a framed grid lies on the right hand of a unit that leaves a corner in each direction."""


def fits_qr(content: str, correction: ErrorCorrection) -> bool:
    """Whether a QR code can hold the content. Bits are those of version 40: mode, length, characters."""
    length = len(content)
    if NUMERIC.fullmatch(content):
        bits = 4 + 14 + length // 3 * 10 + (0, 4, 7)[length % 3]
    elif ALPHANUMERIC.fullmatch(content):
        bits = 4 + 13 + length // 2 * 11 + length % 2 * 6
    else:
        bits = 4 + 16 + 8 * len(content.encode())
    return bits <= 8 * CAPACITY[correction]


@lru_cache(maxsize=64)
def qr_outline(content: str, correction: ErrorCorrection) -> tuple[int, Path]:
    """How many modules a code has on a side, and the outline of the dark ones. The content fits (`fits_qr`)."""
    modules = qr_modules(content, correction)
    return len(modules), outline(modules)


def qr_modules(content: str, correction: ErrorCorrection) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, True for dark. The content fits (`fits_qr`)."""
    segments = QrSegment.make_segments(content)
    code = QrCode.encode_segments(segments, _LEVELS[correction], boostecl=False)
    return tuple(tuple(code.get_module(x, y) for x in range(code.get_size())) for y in range(code.get_size()))


def outline(modules: Sequence[Sequence[bool]]) -> Path:
    """The outline of all dark modules, a unit each, dark on the right hand: to be filled by the nonzero rule.

    Modules that touch become one figure, for two edges in one place leave a hairline between them once they are
    anti-aliased. Where they touch at a corner only, the outline keeps to the module that it is on.
    """
    side = len(modules)
    empty = (False,) * (side + 2)
    framed = (empty, *((False, *row, False) for row in modules), empty)

    def is_edge(x: int, y: int, direction: int) -> bool:
        """Whether the unit from a corner in a direction has dark on its right hand alone."""
        (right, below), (left, above) = _HANDS[direction], _HANDS[direction - 1]
        return framed[y + below][x + right] and not framed[y + above][x + left]

    segments: list[Segment] = []
    seen: set[tuple[int, int]] = set()
    for top in range(side + 1):
        for left in range(side):
            if not is_edge(left, top, 0) or (left, top) in seen:
                continue
            x, y, direction = left, top, 0
            segments.append(("M", x, y))
            while True:
                if direction == 0:
                    seen.add((x, y))
                x, y = x + _STEPS[direction][0], y + _STEPS[direction][1]
                turned = next(turn % 4 for turn in (direction + 1, direction, direction + 3) if is_edge(x, y, turn % 4))
                if (x, y, turned) == (left, top, 0):
                    break
                if turned != direction:
                    segments.append(("L", x, y))
                    direction = turned
            segments.append(("Z",))
    return tuple(segments)
