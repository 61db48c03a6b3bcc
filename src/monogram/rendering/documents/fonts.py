"""The documents' own type, Inter, and fonts that stand in for what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from monogram.layout.fonts import FontSet
from monogram.layout.resources import Resources

REGULAR = "inter-regular"
BOLD = "inter-bold"
_FOLDER = Path(__file__).parent / "fonts"


def document_fonts(fallback: Mapping[str, bytes] | None = None) -> Resources:
    """Inter, and in their order the fonts that are asked for characters that Inter has no glyph for.

    `fallback`: the bytes of TrueType or OpenType files by id. Keep what this returns: fonts are opened once for it.
    """
    stand_ins = {font: content for font, content in (fallback or {}).items() if font not in (REGULAR, BOLD)}
    return Resources(FontSet({**stand_ins, **_inter()}), fallback=tuple(stand_ins))


@cache
def _inter() -> Mapping[str, bytes]:
    return {font: (_FOLDER / f"{font}.ttf").read_bytes() for font in (REGULAR, BOLD)}
